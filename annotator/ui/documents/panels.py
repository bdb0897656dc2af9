"""What one does with the documents that are listed, below their list."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.ui.desk import Desk
from annotator.ui.jobs import JobRunner

if TYPE_CHECKING:
    from annotator.ui.assigning.panel import AssignPanel
    from annotator.ui.foretold import ForetoldPanel
    from annotator.ui.submitting.panel import SubmitPanel


class ListPanels(QWidget):
    """Shows one of its panels, or none; each is made when it is first wanted.

    Signals:
        closed: the panel was put away.
    """

    closed = Signal()

    def __init__(
        self, desk: Desk, jobs: JobRunner, listed: Callable[[], Sequence[int]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._made_of = desk, jobs, listed, self
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    @cached_property
    def assigning(self) -> "AssignPanel":
        """Return where documents are assigned."""
        from annotator.ui.assigning.panel import AssignPanel  # noqa: PLC0415 - when wanted

        panel = AssignPanel(*self._made_of)
        self._put(panel)
        return panel

    @cached_property
    def submitting(self) -> "SubmitPanel":
        """Return where what is listed is submitted."""
        from annotator.ui.submitting.panel import SubmitPanel  # noqa: PLC0415 - when wanted

        panel = SubmitPanel(*self._made_of)
        self._put(panel)
        return panel

    def begin(self, wanted: "AssignPanel | SubmitPanel") -> None:
        """Show a panel in place of the other one."""
        for panel in self._panels():
            panel.setVisible(panel is wanted)
        self.show()
        wanted.begin()

    def look(self) -> None:
        """Take in that other documents are listed."""
        if "assigning" in vars(self):
            self.assigning.show_listed()
        if "submitting" in vars(self):
            self.submitting.look()

    def _put(self, panel: "ForetoldPanel") -> None:
        panel.closed.connect(self._put_away)
        self._column.addWidget(panel)

    def _panels(self) -> "tuple[ForetoldPanel, ...]":
        made = vars(self)
        return tuple(made[name] for name in ("assigning", "submitting") if name in made)

    def _put_away(self) -> None:
        for panel in self._panels():
            panel.hide()
        self.hide()
        self.closed.emit()
