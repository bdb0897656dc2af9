"""What merging would come to, before it is done."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.merging import MergePreview
from annotator.domain.speaker import Speaker
from annotator.domain.tenure import faults
from annotator.services.speakers import Registered
from annotator.ui.asking import Asking
from annotator.ui.desk import Desk
from annotator.ui.record.notes import Note
from annotator.ui.record.speaker_kinds import kind_label
from annotator.ui.shell import Shell
from annotator.ui.speakers.touched import TouchedTable, counted

_MOST: Final = 5  # speakers, names or roles in sight at once
_WIDEST: Final = 60  # digits of a name
_GAP: Final = 4


class MergeView(QWidget):
    """Shows who stays, how it will read and which claims are touched; the person decides.

    Signals:
        done: the id of the speaker that stayed.
        kept_apart: the two were said to be two.
        closed: the person thought better of it.
    """

    done = Signal(int)
    kept_apart = Signal()
    closed = Signal()

    def __init__(self, desk: Desk, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asking = Asking(shell.jobs, desk.report, self)
        self._subjects: tuple[Registered, ...] = ()
        self._preview: MergePreview | None = None
        self._enter = False
        self.heading = Note("text", self, bold=True)
        self.why = Note("muted", self)
        self._choices = QScrollArea(self)
        self._stays = QVBoxLayout()
        self._group = QButtonGroup(self)
        self.name, self.aliases, self.roles, self.rest = (QLabel(self) for _ in range(4))
        self.claims = Note("text", self)
        self.warning = Note("warning", self)
        self.touched = TouchedTable(self)
        self.merge = QPushButton(self.tr("Merge"), self)
        self.apart = QPushButton(self.tr("Never the same"), self)
        self.cancel = QPushButton(self.tr("Cancel"), self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.setAccessibleName(self.tr("Merge speakers"))
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        form.setVerticalSpacing(8)
        self._lay_out_choices()
        form.addRow(_at_the_top(self.tr("Stays")), self._choices)
        for words, label in (
            (self.tr("Will read"), self.name),
            (self.tr("Also called"), self.aliases),
            (self.tr("Roles"), self.roles),
            (self.tr("And"), self.rest),
        ):
            label.setWordWrap(True)
            label.setMinimumWidth(1)  # a long word is cut, and does not widen the window
            label.setTextFormat(Qt.TextFormat.PlainText)
            form.addRow(_at_the_top(words), label)
        self._form = form
        self.merge.setDefault(True)
        buttons = QHBoxLayout()
        for button in (self.cancel, self.apart):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.merge)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        for part in (self.heading, self.why):
            column.addWidget(part)
        column.addLayout(form)
        for part in (self.claims, self.warning):
            column.addWidget(part)
        column.addWidget(self.touched, 1)
        column.addStretch(0)
        column.addLayout(buttons)

    def _lay_out_choices(self) -> None:
        holder = QWidget(self)
        holder.setLayout(self._stays)
        self._stays.setContentsMargins(0, 0, 0, 0)
        self._stays.setSpacing(_GAP)
        self._choices.setWidget(holder)
        self._choices.setWidgetResizable(True)
        self._choices.setFrameShape(QScrollArea.Shape.NoFrame)
        self._choices.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._choices.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _connect(self) -> None:
        self.merge.clicked.connect(self.accept)
        self.apart.clicked.connect(self.keep_apart)
        self.cancel.clicked.connect(self.closed)
        self._group.idClicked.connect(self._on_stays_chosen)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.closed)

    def show_subjects(
        self, subjects: Sequence[Registered], why: str = "", *, enter: bool = False
    ) -> None:
        """Preview the merge of these speakers; the one named most often stays unless told.

        The focus comes here once the preview is there, if the person wants to `enter`.
        """
        self._enter = enter
        self._subjects = tuple(sorted(subjects, key=_weight))
        self.heading.say(self.tr("Merge {0} speakers into one").format(len(subjects)))
        self.why.say(why)
        self.apart.setVisible(len(subjects) == 2)  # noqa: PLR2004 - a pair
        self._offer_survivors()
        self._ask(self._subjects[0].speaker)

    def accept(self) -> None:
        """Merge as previewed."""
        preview = self._preview
        if preview is None or not self.merge.isEnabled():
            return
        services = self._desk.services

        def act() -> bool:
            services.merging.merge(preview)
            return True

        if self._desk.guard(act):
            self.done.emit(preview.survivor.id)
        else:
            self._ask(preview.survivor)

    def keep_apart(self) -> None:
        """Remember that the two are two."""
        if len(self._subjects) != 2 or not self.apart.isEnabled():  # noqa: PLR2004 - a pair
            return
        one, other = (item.speaker for item in self._subjects)
        services = self._desk.services

        def act() -> bool:
            services.merging.keep_apart(one, other)
            return True

        if self._desk.guard(act):
            self.kept_apart.emit()

    def _offer_survivors(self) -> None:
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._stays.removeWidget(button)
            button.deleteLater()
        widest = _WIDEST * self.fontMetrics().horizontalAdvance("0")
        for at, item in enumerate(self._subjects):
            name, kind = item.speaker.name, kind_label(item.speaker.body.kind)
            shown = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, widest)
            words = f"{shown}  ·  {kind}  ·  {counted(item.use.claims)}".replace("&", "&&")
            button = QRadioButton(words, self)
            button.setToolTip(name)
            button.setChecked(at == 0)
            self._group.addButton(button, at)
            self._stays.addWidget(button)
        row = self._group.button(0).sizeHint().height() + _GAP
        self._choices.setFixedHeight(min(_MOST, len(self._subjects)) * row)

    def _on_stays_chosen(self, at: int) -> None:
        self._ask(self._subjects[at].speaker)

    def _ask(self, survivor: Speaker) -> None:
        self._allow(None)
        ids = [item.speaker.id for item in self._subjects]
        preview = self._desk.services.merging.merge_preview
        self._asking.ask(lambda: preview(survivor.id, ids), self._show)

    def _allow(self, preview: MergePreview | None) -> None:
        self._preview = preview
        writable = not self._desk.services.context.store.read_only
        self.merge.setEnabled(preview is not None and writable)
        self.apart.setEnabled(writable)

    def _show(self, preview: MergePreview) -> None:
        after = preview.after
        self.name.setText(after.name)
        self._show_some(self.aliases, after.aliases, ", ")
        self._show_some(self.roles, [role.words for role in after.roles], "\n")
        self.rest.setText("\n".join(filter(None, (after.external_id, after.note))))
        for label in (self.aliases, self.roles, self.rest):
            self._form.setRowVisible(label, bool(label.text()))
        self.claims.say(self._sentence(preview))
        dropped = ", ".join(preview.dropped)
        told = self.tr("The external id {0} is not kept: “{1}” has another one.")
        wrong = [fault.sentence for fault in faults(after.roles)]
        lost = [told.format(dropped, after.name)] if dropped else []
        self.warning.say(" ".join([*lost, *wrong]))
        self.touched.show_touched(preview.touched)
        self._allow(preview)
        if self._enter:
            self._enter = False
            self.merge.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_some(self, label: QLabel, words: Sequence[str], between: str) -> None:
        """Show the first of some words, and all of them on hovering."""
        left = len(words) - _MOST
        more = [self.tr("… and {0} more").format(left)] if left > 0 else []
        label.setText(between.join([*words[:_MOST], *more]))
        label.setToolTip("\n".join(words) if more else "")

    def _sentence(self, preview: MergePreview) -> str:
        if not preview.claims:
            return self.tr("No claim is touched.")
        reads = self.tr("{0} will read “{1}”; no claim is edited.").format(
            counted(preview.claims, len(preview.touched)), preview.after.name
        )
        if not preview.approved:
            return reads
        return f"{reads} {self.tr('{0} approved, and stay so.').format(preview.approved)}"


def _at_the_top(words: str) -> QLabel:
    """Return the label of a row whose other side may have several lines."""
    label = QLabel(words)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)
    return label


def _weight(item: Registered) -> tuple[int, int, int]:
    return (-item.use.claims - item.use.chains, -len(item.speaker.name), item.speaker.id)
