"""A choice among documents by who is to read them."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QComboBox, QWidget

from annotator.domain.filter import DocumentFilter
from annotator.domain.user import User
from annotator.ui.asking import Asking
from annotator.ui.desk import Desk
from annotator.ui.jobs import JobRunner

MINE: Final = "mine"
UNASSIGNED: Final = "unassigned"


class WhoseDocuments(QComboBox):
    """Offers everybody's documents, one's own, nobody's and those of each who has some.

    It is out of sight while nothing is assigned.
    """

    def __init__(self, desk: Desk, jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._user = desk.services.context.user.id
        self._readers = desk.services.assigning.readers
        self._asking = Asking(jobs, desk.report, self)
        self._offered: tuple[User, ...] = ()
        self.setAccessibleName(self.tr("Show documents assigned to"))
        self.setObjectName("whoseDocuments")
        self._offer(())
        desk.bridge.document_changed.connect(self.look)
        desk.bridge.documents_changed.connect(self.look)
        self.look()

    def look(self) -> None:
        """Find out, behind the window, who has something to read."""
        self._asking.ask(self._readers, self._on_found)

    def choose(self, user_id: int | None) -> None:
        """Show the documents of one user, or everybody's."""
        wanted = MINE if user_id == self._user else user_id
        self.setCurrentIndex(max(0, self.findData(wanted)))

    def narrowed(self, wanted: DocumentFilter) -> DocumentFilter:
        """Return a filter that asks for these documents only."""
        chosen = self.currentData()
        if chosen is None:
            return wanted
        if chosen == UNASSIGNED:
            return wanted.amended(unassigned=True)
        return wanted.amended(assigned=(self._user if chosen == MINE else chosen,))

    def _on_found(self, readers: Sequence[User]) -> None:
        if tuple(readers) != self._offered:
            self._offer(tuple(readers))

    def _offer(self, readers: tuple[User, ...]) -> None:
        chosen = self.currentData()
        self._offered = readers
        self.blockSignals(True)
        self.clear()
        self.addItem(self.tr("Assigned to anybody or nobody"), None)
        self.addItem(self.tr("Mine"), MINE)
        self.addItem(self.tr("Unassigned"), UNASSIGNED)
        for user in readers:
            if user.id != self._user:
                self.addItem(self.tr("Assigned to {0}").format(user.name), user.id)
        kept = max(0, self.findData(chosen))
        self.setCurrentIndex(kept)
        self.blockSignals(False)
        self.setVisible(bool(readers))
        if self.itemData(kept) != chosen:
            self.currentIndexChanged.emit(kept)
