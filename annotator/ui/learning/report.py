"""Before and after, side by side, and the choice between the two."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHeaderView, QLabel, QTableView, QWidget

from annotator.services.learn_report import Figures, LearnReport
from annotator.ui.claims.colours import theme_keeper
from annotator.ui.dialogs.frame import Dialog, note
from annotator.ui.rows_model import Index, RowsModel
from annotator.ui.scores import in_per_cent

_Role = Qt.ItemDataRole
_EVEN: Final = 0.5  # points; less is neither gain nor loss


class Row(NamedTuple):
    """One kind of claims, before and after."""

    kind: str
    before: Figures
    after: Figures

    @property
    def gain(self) -> float:
        """Return what F1 gained, in points of a hundred."""
        return 100 * (self.after.f1 - self.before.f1)


def rows(report: LearnReport) -> Iterator[Row]:
    """Yield a row for each kind of claims; none where there was no trial."""
    if report.before is None or report.after is None:
        return
    for kind, before in report.before.subsets.items():
        yield Row(kind, before, report.after.subsets[kind])


class BeforeAfterModel(RowsModel[Row]):
    """The rows of a report."""

    heads = (
        "Claims",
        "Annotated",
        "Right, before",
        "after",
        "Found, before",
        "after",
        "F1, before",
        "after",
        "Gain",
    )

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == _Role.TextAlignmentRole:
            return _alignment(section)
        return super().headerData(section, orientation, role)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        row = self.rows[index.row()]
        match role:
            case _Role.DisplayRole:
                return _texts(row)[index.column()]
            case _Role.TextAlignmentRole:
                return _alignment(index.column())
            case _Role.ForegroundRole if index.column() == len(self.heads) - 1:
                return _colour(row.gain)
            case _:
                return None


def _texts(row: Row) -> tuple[str, ...]:
    pairs = ((item.precision, item.recall, item.f1) for item in (row.before, row.after))
    shares = (in_per_cent(share) for both in zip(*pairs, strict=True) for share in both)
    return (row.kind, f"{row.before.annotated:,}", *shares, f"{row.gain:+.1f}")


def _alignment(column: int) -> int:
    side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


def _colour(gain: float) -> QColor | None:
    theme = theme_keeper().current
    if abs(gain) < _EVEN:
        return None
    return QColor(theme.good if gain > 0 else theme.bad)


class LearnReportDialog(Dialog):
    """Shows what was gained, and asks which model is to read from now on.

    Signals:
        decided: whether the new model is to be used.
    """

    decided = Signal(bool)

    def __init__(self, report: LearnReport, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("What was learned"))
        self.said = QLabel(self._sentence(report), self)
        self.said.setWordWrap(True)
        self.body.addWidget(self.said)
        self.table = QTableView(self)
        self._add_table(report)
        if report.after is not None and report.before is not None:
            apart = self.tr(
                "On average a score is {0} points from the share that is right; {1} before."
            )
            after, before = (100 * it.calibration_error for it in (report.after, report.before))
            self.body.addWidget(note(apart.format(f"{after:.1f}", f"{before:.1f}"), self))
        self.use = self.accept_button(self.tr("&Use it"))
        self.buttons.buttons()[-1].setText(self.tr("&Keep the old one"))
        self.use.setObjectName("useModel")

    def _add_table(self, report: LearnReport) -> None:
        self.table.setModel(BeforeAfterModel(tuple(rows(report)), self.table))
        self.table.setAccessibleName(self.tr("Before and after"))
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.setSelectionMode(QTableView.SelectionMode.NoSelection)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.setMinimumSize(720, 210)
        self.table.setVisible(report.before is not None)
        self.body.addWidget(self.table)

    def _sentence(self, report: LearnReport) -> str:
        claims = self.tr("1 claim") if report.claims == 1 else self.tr("{0} claims")
        documents = self.tr("1 document") if report.documents == 1 else self.tr("{0} documents")
        words = self.tr("Learned from {0} in {1}, beside {2} articles that ship.")
        told = words.format(
            claims.format(report.claims), documents.format(report.documents), report.corpus_articles
        )
        if report.before is None:
            return f"{told} {self.tr('There was no trial, so nothing is known of its gain.')}"
        read = self.tr(
            "So much is right, and is found, in documents that were not learned from ({0} folds):"
        )
        return f"{told} {read.format(report.folds)}"

    def accept(self) -> None:
        self.decided.emit(True)
        super().accept()

    def reject(self) -> None:
        self.decided.emit(False)
        super().reject()
