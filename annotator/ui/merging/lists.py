"""What is only read before a merge: what comes, who may be one, which approvals are lost."""

from collections.abc import Sequence
from typing import ClassVar, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.domain.merging import Likeness
from annotator.ui.claims.words import QT_TRANSLATE_NOOP
from annotator.ui.merging.words import Line
from annotator.ui.record.notes import Note
from annotator.ui.rows_model import RowsModel, RowsTable
from annotator.ui.speakers.same_page import reasons
from annotator.ui.whole_rows import inset

_LEAST: Final = 140  # pixels of a column
_OTHER: Final = 1


class SummaryModel(RowsModel[Line]):
    """One kind of thing a row."""

    heads: ClassVar[tuple[str, ...]] = (
        QT_TRANSLATE_NOOP("SummaryModel", "What"),
        QT_TRANSLATE_NOOP("SummaryModel", "Comes"),
    )

    def cells(self, line: Line) -> Sequence[str]:
        return line


class SummaryTable(RowsTable):
    """All that comes, a line for each kind of thing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.model_ = SummaryModel()
        super().__init__(self.model_, "", 1, parent)
        self.setAccessibleName(self.tr("What comes"))
        self.horizontalHeader().setMinimumSectionSize(_LEAST)
        self.model_.setParent(self)


class PairsModel(RowsModel[Likeness]):
    """Two speakers that may be one a row."""

    heads: ClassVar[tuple[str, ...]] = (
        QT_TRANSLATE_NOOP("PairsModel", "Speaker"),
        QT_TRANSLATE_NOOP("PairsModel", "Perhaps the same"),
        QT_TRANSLATE_NOOP("PairsModel", "Why"),
    )

    def cells(self, pair: Likeness) -> Sequence[str]:
        return (pair.one.name, pair.other.name, reasons(pair))


class PairsPane(QWidget):
    """Speakers of both that may be one: two until somebody merges them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = PairsModel(parent=self)
        name = self.tr("Speakers of both that may be one")
        self.table = RowsTable(self.model, name, _OTHER, self)
        self.table.horizontalHeader().setMinimumSectionSize(_LEAST)
        said = Note("text", self)
        said.setContentsMargins(8, 8, 8, 8)
        said.say(
            self.tr(
                "These come as two, each with what is said of them. Whether they are one is "
                "decided after the merge, in Speakers."
            )
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(said)
        column.addWidget(inset(self.table), 1)
        self.setFocusProxy(self.table)

    def show_pairs(self, pairs: Sequence[Likeness]) -> None:
        """List these."""
        self.model.show_rows(pairs)


class LostModel(RowsModel[str]):
    """One approval a row."""

    heads: ClassVar[tuple[str, ...]] = (
        QT_TRANSLATE_NOOP("LostModel", "Approved here, edited there since"),
    )

    def cells(self, title: str) -> Sequence[str]:
        return (title,)


class LostTable(RowsTable):
    """Approvals here that edits there take back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.model_ = LostModel()
        super().__init__(self.model_, "", 0, parent)
        self.setAccessibleName(self.tr("Approvals that are taken back"))
        self.model_.setParent(self)
