"""A random sample that is checked: how it is drawn, and what it says of the whole."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.domain.sampling import LEVEL, ErrorRate, SamplePlan
from annotator.services.sampling import Outcome, SampleStanding
from annotator.ui.desk import Desk
from annotator.ui.number_box import NumberBox
from annotator.ui.record.editor_keys import presses_on_return
from annotator.ui.record.notes import Note


class SampleStrip(QWidget):
    """Asks how much is to be checked, and tells how many of all claims are wrong.

    Signals:
        drawn: another sample is to be shown.
    """

    drawn = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.plan: SamplePlan | None = None
        self.standing: SampleStanding | None = None
        self.share, self.seed = NumberBox(self), NumberBox(self)
        self.draw = QPushButton(self.tr("Draw"), self)
        self.copy = QPushButton(self.tr("Copy"), self)
        self.rate, self.told = Note("text", self, bold=True), Note("text", self)
        self.parts, self.name = Note("muted", self), Note("muted", self)
        self._set_up()
        self._lay_out()
        self.draw.clicked.connect(self._on_draw)
        self.copy.clicked.connect(self._on_copy)
        self.show_standing(None)

    def _set_up(self) -> None:
        self.share.setRange(1, 100)
        self.share.setValue(10)
        self.share.setSuffix(self.tr(" %"))
        self.share.setAccessibleName(self.tr("How much to check, in per cent"))
        self.share.setToolTip(self.tr("Of each annotator's submitted and approved claims"))
        self.seed.setRange(0, 9999)
        self.seed.setSpecialValueText(self.tr("any"))
        self.seed.setAccessibleName(self.tr("Seed of the sample, 0 for any"))
        self.seed.setToolTip(self.tr("The same seed draws the same sample again"))
        self.draw.setToolTip(self.tr("Draw a sample, some of each annotator"))
        self.copy.setToolTip(self.tr("Copy the figures as a table"))
        presses_on_return(self.draw, self.copy)

    def _lay_out(self) -> None:
        above, below = QHBoxLayout(), QHBoxLayout()
        seed = QLabel(self.tr("Seed"), self)
        seed.setBuddy(self.seed)
        for row, button, boxes in (
            (above, self.draw, (self.share,)),
            (below, self.copy, (seed, self.seed)),
        ):
            for widget in boxes:
                row.addWidget(widget)
            row.addWidget(button, 1)
        self.setTabOrder(self.share, self.draw)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(above)
        column.addLayout(below)
        for note in (self.rate, self.told, self.parts, self.name):
            column.addWidget(note)

    def take_up(self, plan: SamplePlan | None) -> None:
        """Go on with a sample that was drawn before."""
        self.plan = plan
        if plan is not None:
            self.share.setValue(round(plan.share * 100))

    def show_standing(self, standing: SampleStanding | None) -> None:
        """Show how far the check has come; None for no sample."""
        self.standing = standing
        self.copy.setEnabled(standing is not None)
        if standing is None:
            for note in (self.rate, self.told, self.parts, self.name):
                note.say("")
            return
        done = sum(claim.outcome is not Outcome.OPEN for claim in standing.claims)
        counted = self.tr("{0} of {1} checked").format(f"{done:n}", f"{len(standing.claims):n}")
        self.rate.say(in_words(standing.rate) if standing.rate else self.tr("Nothing checked yet"))
        self.told.say(counted)
        self.parts.say("\n".join(self._parts(standing)))
        self.name.say(self.tr("Sample: {0}").format(standing.plan.name))

    def _parts(self, standing: SampleStanding) -> list[str]:
        words = self.tr("{0}: {1} of {2} wrong, {3} drawn of {4}")
        return [
            words.format(part.annotator, one.wrong, one.checked, part.drawn, f"{one.size:n}")
            for part in standing.parts
            for one in (part.stratum,)
        ]

    def _on_draw(self) -> None:
        share, seed = self.share.value() / 100, self.seed.value() or None
        plan = self._desk.guard(lambda: self._desk.services.sampling.plan(share, seed))
        if plan is not None:
            self.plan = plan
            self.drawn.emit()

    def _on_copy(self) -> None:
        if self.standing is not None:
            QGuiApplication.clipboard().setText(as_table(self.standing))


def in_words(rate: ErrorRate) -> str:
    """Return an estimate as a person reads it."""
    words = QCoreApplication.translate("Review", "{0} wrong ({1} to {2}, at {3})")
    level = f"{LEVEL * 100:g} %"
    return words.format(_per_cent(rate.rate), _per_cent(rate.low), _per_cent(rate.high), level)


def as_table(standing: SampleStanding) -> str:
    """Return the figures of a check as tab-separated values."""
    rows: list[tuple[object, ...]] = [("annotator", "claims", "drawn", "checked", "wrong")]
    for part in standing.parts:
        size, checked, wrong = part.stratum
        rows.append((part.annotator, size, part.drawn, checked, wrong))
    rate = standing.rate
    if rate is not None:
        figures = (f"{value:.4f}" for value in (rate.rate, rate.low, rate.high))
        rows += [("rate", "low", "high", "level"), (*figures, LEVEL)]
    rows += [("share", "seed", "change"), tuple(standing.plan.model_dump().values())]
    return "\n".join("\t".join(str(cell) for cell in row) for row in rows)


def _per_cent(share: float) -> str:
    return f"{share * 100:.1f} %"
