"""The parts of a filter that are no counted values: dates, scores and marks."""

from collections.abc import Collection

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QWidget,
)

from annotator.domain.dates import edtf
from annotator.domain.filter import ClaimFilter
from annotator.ui.number_box import NumberBox
from annotator.ui.record.notes import Note

_PAUSE_MS = 250
_ALL = 100  # per cent
_DATES = ("published_from", "published_to", "said_from", "said_to")
_MARKS = ("mine", "flagged", "commented")


class MoreFilters(QWidget):
    """Dates from and to, scores from and to, and marks; a date that is none is told at once.

    Signals:
        changed: another filter is wanted now.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dates = {part: QLineEdit(self) for part in _DATES}
        self.least, self.most = NumberBox(self), NumberBox(self)
        self.marks = {
            "mine": QCheckBox(self.tr("Made by me"), self),
            "flagged": QCheckBox(self.tr("In flagged documents"), self),
            "commented": QCheckBox(self.tr("With comments"), self),
        }
        self.message = Note("bad", self)
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.changed)
        self._build()

    def _build(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(8, 8, 8, 8)
        form.setVerticalSpacing(4)
        named = (
            (self.tr("Published"), "published_from", "published_to"),
            (self.tr("Said"), "said_from", "said_to"),
        )
        for words, low, high in named:
            for part, edge in ((low, self.tr("from")), (high, self.tr("to"))):
                self.dates[part].setPlaceholderText(edge)
                self.dates[part].setAccessibleName(f"{words} {edge}")
                self.dates[part].textEdited.connect(self._pause.start)
            form.addRow(words, _pair(self.dates[low], self.dates[high], self))
        for box, words, value in (
            (self.least, self.tr("Score from, per cent"), 0),
            (self.most, self.tr("Score to, per cent"), _ALL),
        ):
            box.setRange(0, _ALL)
            box.setValue(value)
            box.setAccessibleName(words)
            box.valueChanged.connect(self._pause.start)
        form.addRow(self.tr("Score %"), _pair(self.least, self.most, self))
        for mark in self.marks.values():
            form.addRow(mark)
            mark.toggled.connect(self._pause.start)
        form.addRow(self.message)

    def amend(self, wanted: ClaimFilter) -> ClaimFilter:
        """Return a filter with what is entered here; a date that is none asks for nothing."""
        self.message.say("")
        dates = {part: self._date(part) for part in _DATES}
        marks = {part: self.marks[part].isChecked() for part in _MARKS}
        least, most = self.least.value(), self.most.value()
        return wanted.amended(
            **dates,
            **marks,
            score_from=least / 100 if least > 0 else None,
            score_to=most / 100 if most < _ALL else None,
        )

    def choose(self, wanted: ClaimFilter) -> None:
        """Show what a filter asks for."""
        for part, line in self.dates.items():
            line.setText(getattr(wanted, part) or "")
        self.least.setValue(round((wanted.score_from or 0) * 100))
        self.most.setValue(100 if wanted.score_to is None else round(wanted.score_to * 100))
        for part, box in self.marks.items():
            box.setChecked(getattr(wanted, part))
        self._pause.stop()

    def hold(self, parts: Collection[str] | None = None) -> None:
        """Let only these parts of a filter be entered, None for all."""
        boxes = {**self.dates, **self.marks, "score_from": self.least, "score_to": self.most}
        for part, box in boxes.items():
            box.setEnabled(parts is None or part in parts)

    def _date(self, part: str) -> str | None:
        typed = self.dates[part].text().strip()
        try:
            return edtf(typed) if typed else None
        except ValueError as error:
            self.message.say(str(error))
            return None


def _pair(low: QWidget, high: QWidget, parent: QWidget) -> QWidget:
    both = QWidget(parent)
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    for box in (low, high):
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    row.addWidget(low, 1)
    row.addWidget(QLabel("–", both))
    row.addWidget(high, 1)
    return both
