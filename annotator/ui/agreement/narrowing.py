"""Which of all figures are in the table: between whom, of which documents, by which measure."""

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from annotator.domain.agreement_claims import Name
from annotator.domain.agreement_report import AgreementLine, AgreementReport
from annotator.ui.agreement.words import measure_name
from annotator.ui.list_names import name_list

_ALL: Final = ""
_EACH: Final = "each"
_TWO: Final = 2


class Narrowing(QWidget):
    """Three choices, each of all there is to choose from.

    Signals:
        changed: other figures are wanted.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.between, self.part, self.measure = QComboBox(self), QComboBox(self), QComboBox(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        for box, name in (
            (self.between, self.tr("Between whom")),
            (self.part, self.tr("Of which documents")),
            (self.measure, self.tr("By which measure")),
        ):
            name_list(box, name)
            box.setToolTip(name)
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            box.setMinimumContentsLength(8)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.activated.connect(self.changed)
            row.addWidget(box, 1)

    def offer(self, report: AgreementReport) -> None:
        """Offer what a report has; what was chosen before stays so where it is there still."""
        groups = list(dict.fromkeys(line.layers for line in report.lines))
        whole = max(groups, key=len, default=())
        between = [(self._joined(group, whole), _key(group)) for group in groups]
        if len(groups) > 1:
            between.append((self.tr("Everybody with everybody"), _ALL))
        _fill(self.between, between, _key(whole))
        months = sorted({line.month for line in report.lines if line.month})
        part = [(self.tr("All documents"), _ALL), *((month, month) for month in months)]
        _fill(self.part, [*part, (self.tr("Each document"), _EACH)], _ALL)
        there = {line.measure for line in report.lines}
        names = [(measure_name(name), name.value) for name in Name if name.value in there]
        _fill(self.measure, [(self.tr("Every measure"), _ALL), *names], _ALL)

    def chosen(self, lines: Iterable[AgreementLine]) -> list[AgreementLine]:
        """Return the figures that are wanted, in their order."""
        group, part = self.between.currentData(), self.part.currentData()
        measure = self.measure.currentData()
        return [
            line
            for line in lines
            if group in (_ALL, _key(line.layers))
            and (line.document is not None) == (part == _EACH)
            and (line.month or _ALL) == (_ALL if part == _EACH else part)
            and measure in (_ALL, line.measure)
        ]

    def choose_between(self, layers: tuple[str, ...]) -> None:
        """Want the figures between these."""
        self.between.setCurrentIndex(self.between.findData(_key(layers)))
        self.changed.emit()

    def _joined(self, group: tuple[str, ...], whole: tuple[str, ...]) -> str:
        words = ", ".join(group)
        return (
            self.tr("Together: {0}").format(words)
            if len(whole) > _TWO and group == whole
            else words
        )


def _key(layers: tuple[str, ...]) -> str:
    return "\n".join(layers)


def _fill(box: QComboBox, items: Sequence[tuple[str, str]], usual: str) -> None:
    before = box.currentData() if box.count() else usual
    box.clear()
    for words, data in items:
        box.addItem(words, data)
    place = box.findData(before)
    box.setCurrentIndex(box.findData(usual) if place < 0 else place)
