"""What a comparison found: the table, the plots beside it, the claims behind a figure below."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget

from annotator.domain.agreement_report import AgreementLine, AgreementReport
from annotator.domain.codebook import Codebook
from annotator.services.disagreeing import Disagreements
from annotator.ui.agreement.behind import BehindTable
from annotator.ui.agreement.figures import FiguresTable
from annotator.ui.agreement.interval_plot import IntervalPlot
from annotator.ui.agreement.narrowing import Narrowing
from annotator.ui.agreement.pairs import PairsTable
from annotator.ui.agreement.time_plot import Series, TimePlot
from annotator.ui.agreement.words import explained, label, layers_words, told
from annotator.ui.icons import dress
from annotator.ui.panes import split
from annotator.ui.record.notes import Note
from annotator.ui.whole_rows import inset

_SHARES: Final = (700, 580)
_ROWS: Final = (440, 200)
_TWO: Final = 2
_LINES: Final = 8  # of what a figure means, so that the plot above stays as tall


class FoundView(QWidget):
    """Shows a report; the current row of the table is what everything else is about.

    Signals:
        figure_chosen: the `AgreementLine` whose claims are wanted, or None.
        followed: the `Disagreement` whose place is wanted.
        save_wanted: the figures are to be written into a file.
    """

    figure_chosen = Signal(object)
    followed = Signal(object)
    save_wanted = Signal()

    def __init__(self, codebook: Codebook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report: AgreementReport | None = None
        self.narrowing = Narrowing(self)
        self.table = FiguresTable(codebook, self)
        self.copy, self.save = QPushButton(self), QPushButton(self)
        self.plots = QTabWidget(self)
        self.intervals, self.times, self.pairs = IntervalPlot(), TimePlot(), PairsTable()
        self.figure, self.meaning = Note("text", self, bold=True), Note("text", self)
        self.about = Note("text", self, bold=True)
        self.behind = BehindTable(self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        for plot, title in (
            (self.intervals, self.tr("Intervals")),
            (self.times, self.tr("Over time")),
            (self.pairs, self.tr("Pairs")),
        ):
            self.plots.addTab(plot, title)
        self.plots.setDocumentMode(True)
        self.plots.setAccessibleName(self.tr("Plots"))
        self.plots.tabBar().setAccessibleName(self.tr("Plots"))
        self.copy.setText(self.tr("Copy rows"))
        self.save.setText(self.tr("Save as CSV…"))
        dress(self.copy, "document")
        dress(self.save, "export")
        upper = split(Qt.Orientation.Horizontal, (self._left(), self._right()), _SHARES, 0)
        upper.setStretchFactor(0, 3)
        upper.setStretchFactor(1, 2)
        rows = split(Qt.Orientation.Vertical, (upper, self._below()), _ROWS, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(rows)

    def _left(self) -> QWidget:
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.narrowing)
        column.addWidget(inset(self.table), 1)
        acts = QHBoxLayout()
        acts.setContentsMargins(8, 6, 8, 6)
        acts.setSpacing(8)
        acts.addStretch(1)
        acts.addWidget(self.copy)
        acts.addWidget(self.save)
        column.addLayout(acts)
        return left

    def _right(self) -> QWidget:
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.plots, 1)
        self.figure.setContentsMargins(12, 8, 12, 0)
        self.meaning.setContentsMargins(12, 2, 12, 8)
        self.meaning.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.meaning.setMinimumHeight(_LINES * self.fontMetrics().lineSpacing())
        self.meaning.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self.figure)
        column.addWidget(self.meaning)
        return right

    def _below(self) -> QWidget:
        below = QWidget(self)
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.about.setContentsMargins(12, 8, 12, 4)
        column.addWidget(self.about)
        column.addWidget(inset(self.behind), 1)
        return below

    def _connect(self) -> None:
        self.narrowing.changed.connect(self._show_figures)
        self.table.figure_chosen.connect(self._on_figure_chosen)
        self.table.entered.connect(self._enter_behind)
        self.intervals.row_chosen.connect(self.table.go_to)
        self.intervals.entered.connect(self._enter_behind)
        self.pairs.pair_chosen.connect(self._on_pair_chosen)
        self.behind.followed.connect(self.followed)
        self.copy.clicked.connect(self.table.copy)
        self.save.clicked.connect(self.save_wanted)

    def panes(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through."""
        return (self.table, self.plots.currentWidget(), self.behind, self.narrowing)

    def show_report(self, report: AgreementReport) -> str:
        """Show what was found, and return what it was found in."""
        if report is not self._report:
            self._report = report
            self.narrowing.offer(report)
            self._show_figures()
        return self._summary(report)

    def show_codebook(self, codebook: Codebook) -> None:
        """Call fields and tags by other names."""
        self.table.figures.codebook = codebook
        self._show_figures()

    def say_listing(self) -> None:
        """Say that the claims behind a figure are being looked for."""
        self.about.say(self.tr("Looking for the claims behind this figure…"))

    def show_behind(self, line: AgreementLine | None, found: Disagreements | None) -> None:
        """Show the claims behind a figure."""
        if line is None or found is None:
            self.about.say(self.tr("Choose a figure to see the claims behind it."))
            self.behind.show_rows((), ())
            return
        self.about.say(self._heading(line, found))
        self.behind.show_rows(found.rows, line.layers)

    def _show_figures(self) -> None:
        report = self._report
        if report is None:
            return
        lines = self.narrowing.chosen(report.lines)
        alone = len({line.layers for line in lines}) < _TWO
        codebook = self.table.figures.codebook
        self.intervals.show_figures(
            lines, [label(line, codebook, with_layers=not alone) for line in lines]
        )
        self.table.show_figures(lines, report.times)
        self._on_figure_chosen(self.table.current)

    def _on_figure_chosen(self, line: AgreementLine | None) -> None:
        if self._report is None:
            return
        self.figure.say("" if line is None else told(line, self.table.figures.codebook))
        self.meaning.say("" if line is None else explained(line, self._report.times))
        self.intervals.show_current(self.table.currentIndex().row())
        alike = [] if line is None else [it for it in self._report.lines if _is_alike(it, line)]
        self._show_times(alike)
        pairs = [it for it in alike if len(it.layers) == _TWO and it.month is None]
        self.pairs.pairs.show_pairs(self._report.layers, pairs)
        self.figure_chosen.emit(line)

    def _show_times(self, alike: list[AgreementLine]) -> None:
        groups = dict.fromkeys(line.layers for line in alike)
        self.times.show_series(
            [
                Series(
                    ", ".join(group),
                    {line.month: line for line in alike if line.month and line.layers == group},
                )
                for group in groups
            ]
        )

    def _on_pair_chosen(self, line: AgreementLine) -> None:
        self.narrowing.choose_between(line.layers)
        rows = self.table.figures.rows
        row = next((at for at, it in enumerate(rows) if it == line), None)
        if row is not None:
            self.table.go_to(row)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter_behind(self) -> None:
        self.behind.setFocus(Qt.FocusReason.OtherFocusReason)

    def _heading(self, line: AgreementLine, found: Disagreements) -> str:
        count = len(found.rows)
        what = label(line, self.table.figures.codebook, with_layers=False)
        one, many = self.tr("1 claim"), self.tr("{0} claims")
        number = one if count == 1 else many.format(f"{count:,}")
        words = (
            self.tr("{0}: {1} where {2} differ") if count else self.tr("{0}: {2} differ nowhere")
        )
        told = words.format(what, number, layers_words(line))
        if found.closed:
            closed = self.tr("; {0} documents that you still read on your own are kept from you")
            told += closed.format(f"{found.closed:,}")
        return f"{told}."

    def _summary(self, report: AgreementReport) -> str:
        one, many = self.tr("1 document"), self.tr("{0} documents")
        number = one if report.documents == 1 else many.format(f"{report.documents:,}")
        each = zip(report.layers, report.claims, strict=True)
        claims = ", ".join(self.tr("{0} {1}").format(name, f"{count:,}") for name, count in each)
        told = self.tr("{0} read by two or more; claims: {1}.").format(number, claims)
        left = "; ".join(report.left_out)
        return f"{told} {self.tr('Left out: {0}.').format(left)}" if left else told


def _is_alike(line: AgreementLine, other: AgreementLine) -> bool:
    """Tell whether two figures are of the same thing by the same measure, of many documents.

    Of one document alone nothing is told over time.
    """
    same = (line.what, line.level) == (other.what, other.level)
    return same and line.document is None and _family(line) == _family(other)


def _family(line: AgreementLine) -> str:
    """Return the measure, the two kappas as one: which of them it is, the readers' number says."""
    return "kappa" if line.measure.endswith("kappa") else line.measure
