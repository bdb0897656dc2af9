"""The table of figures: rows to look at, to copy, and to ask what is behind them."""

from collections.abc import Sequence
from typing import Any, ClassVar, Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from annotator.domain.agreement_report import AgreementLine
from annotator.domain.codebook import Codebook
from annotator.ui.agreement.words import (
    explained,
    interval_words,
    layers_words,
    measure_words,
    number,
    subject_words,
    told,
)
from annotator.ui.claims.words import QT_TRANSLATE_NOOP
from annotator.ui.keys import RETURN
from annotator.ui.rows_model import Index, RowsModel
from annotator.ui.whole_rows import choose, claims, lay_rows

_Role = Qt.ItemDataRole
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
BETWEEN: Final = 2
_WORDS: Final = 3  # so many columns are words, the others numbers


class FiguresModel(RowsModel[AgreementLine]):
    """Figures of agreement, one a row."""

    heads: ClassVar[tuple[str, ...]] = (
        QT_TRANSLATE_NOOP("FiguresModel", "Of"),
        QT_TRANSLATE_NOOP("FiguresModel", "Measure"),
        QT_TRANSLATE_NOOP("FiguresModel", "Between"),
        QT_TRANSLATE_NOOP("FiguresModel", "Value"),
        QT_TRANSLATE_NOOP("FiguresModel", "95 % interval"),
        QT_TRANSLATE_NOOP("FiguresModel", "n"),
        QT_TRANSLATE_NOOP("FiguresModel", "Alone"),
    )

    def __init__(self, codebook: Codebook, parent: QObject | None = None) -> None:
        super().__init__((), parent)
        self.codebook = codebook
        self.times = 0

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == _Role.TextAlignmentRole:
            return int(_side(section))
        if orientation is Qt.Orientation.Horizontal and role == _Role.ToolTipRole:
            return self._tips()[section]
        return super().headerData(section, orientation, role)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.rows[index.row()]
        match role:
            case _Role.DisplayRole:
                return self.cells(line)[index.column()]
            case _Role.TextAlignmentRole:
                return int(_side(index.column()))
            case _Role.ToolTipRole:
                return explained(line, self.times)
            case _Role.AccessibleTextRole if index.column() == 0:
                return told(line, self.codebook)
            case _:
                return None

    def cells(self, line: AgreementLine) -> tuple[str, ...]:
        """Return what stands in a row."""
        return (
            subject_words(line, self.codebook),
            measure_words(line),
            layers_words(line),
            number(line.value),
            interval_words(line),
            f"{line.units:,}",
            f"{line.alone:,}",
        )

    def text_of(self, rows: Sequence[int]) -> str:
        """Return rows as tab-separated values under their headings."""
        heads = "\t".join(self.tr(head) for head in self.heads)
        return "\n".join([heads, *("\t".join(self.cells(self.rows[row])) for row in rows)])

    def _tips(self) -> tuple[str, ...]:
        return (
            self.tr("What people could agree on"),
            self.tr("How agreement is told"),
            self.tr("Whose readings are compared"),
            self.tr("1 is full agreement"),
            self.tr("How far the figure would vary with other documents"),
            self.tr("Claims that the figure is made of; for text, documents"),
            self.tr("Claims that one of them alone has, or has coded"),
        )


class FiguresTable(QTableView):
    """Shows figures; Return goes to the claims behind one, Ctrl+C copies rows.

    Signals:
        figure_chosen: the `AgreementLine` in the current row, or None.
        entered: what is behind the current row is wanted.
    """

    figure_chosen = Signal(object)
    entered = Signal()

    def __init__(self, codebook: Codebook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figures = FiguresModel(codebook, self)
        self.setModel(self.figures)
        self.setAccessibleName(self.tr("Figures of agreement"))
        lay_rows(self, several=True)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for words in (0, 1):
            header.setSectionResizeMode(words, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self.doubleClicked.connect(self._on_double_clicked)

    @property
    def current(self) -> AgreementLine | None:
        """Return the figure in the current row."""
        index = self.currentIndex()
        return self.figures.rows[index.row()] if index.isValid() else None

    def show_figures(self, lines: Sequence[AgreementLine], times: int) -> None:
        """Show exactly these; the same figure as before stays the current one, else the first."""
        before = self.current
        self.figures.times = times
        self.figures.show_rows(lines)
        self.setColumnHidden(BETWEEN, len({line.layers for line in lines}) < 2)  # noqa: PLR2004 - a pair alone
        row = next((at for at, line in enumerate(lines) if _is_same(line, before)), 0)
        if lines:
            self.go_to(row)
        else:
            self.figure_chosen.emit(None)

    def go_to(self, row: int) -> None:
        """Make a row the current one."""
        choose(self, self.figures.index(row, 0))

    def copy(self) -> None:
        """Put the chosen rows on the clipboard, or all where none is chosen."""
        chosen = sorted(index.row() for index in self.selectionModel().selectedRows())
        rows = chosen or range(len(self.figures.rows))
        QGuiApplication.clipboard().setText(self.figures.text_of(list(rows)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in RETURN and self.currentIndex().isValid():
            self.entered.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        return claims(event) or super().event(event)

    def _on_current_changed(self, _index: QModelIndex) -> None:
        self.figure_chosen.emit(self.current)

    def _on_double_clicked(self, _index: QModelIndex) -> None:
        self.entered.emit()


def _is_same(line: AgreementLine, other: AgreementLine | None) -> bool:
    """Tell whether two figures are of the same thing, whatever their values."""
    return other is not None and (
        (line.keys, line.what, line.measure, line.month, line.document_id)
        == (other.keys, other.what, other.measure, other.month, other.document_id)
    )


def _side(column: int) -> Qt.AlignmentFlag:
    return _LEFT if column < _WORDS else _RIGHT
