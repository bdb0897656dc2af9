"""What giving mentions to another speaker would come to, before it is done."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCompleter,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.merging import MentionRef, MovePreview
from annotator.domain.speaker import Speaker, SpeakerBody, likely_kind
from annotator.runtime.progress import Progress
from annotator.ui.asking import Asking
from annotator.ui.desk import Desk
from annotator.ui.record.notes import Note
from annotator.ui.shell import Shell
from annotator.ui.speakers.registry_model import RegistryModel
from annotator.ui.speakers.touched import TouchedTable, counted


class MoveView(QWidget):
    """Asks to whom mentions belong, and shows which claims are edited; the person decides.

    Signals:
        done: the id of the speaker who has them now.
        closed: the person thought better of it.
    """

    done = Signal(int)
    closed = Signal()

    def __init__(
        self, desk: Desk, shell: Shell, registry: RegistryModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = shell.jobs
        self._registry = registry
        self._asking = Asking(shell.jobs, desk.report, self)
        self._preview: MovePreview | None = None
        self._names = QStringListModel(self)
        self.heading = Note("text", self, bold=True)
        self.name = QLineEdit(self)
        self.target = Note("muted", self)
        self.claims = Note("text", self)
        self.approved = Note("warning", self)
        self.touched = TouchedTable(self)
        self.move_ = QPushButton(self.tr("Move"), self)
        self.cancel = QPushButton(self.tr("Cancel"), self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.setAccessibleName(self.tr("Move mentions"))
        self.name.setPlaceholderText(self.tr("A speaker of the registry, or a new name"))
        self.name.setAccessibleName(self.tr("Speaker who gets the mentions"))
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.name.setCompleter(completer)
        form = QFormLayout()
        form.addRow(self.tr("To"), self.name)
        self.move_.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        buttons.addWidget(self.move_)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(self.heading)
        column.addLayout(form)
        for part in (self.target, self.claims, self.approved):
            column.addWidget(part)
        column.addWidget(self.touched, 1)
        column.addStretch(0)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.name.textChanged.connect(self._on_name_changed)
        self.name.returnPressed.connect(self.accept)
        self.move_.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.closed)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.closed)

    def show_mentions(self, speaker: Speaker, mentions: Sequence[MentionRef]) -> None:
        """Preview what giving these mentions of a speaker to another one would come to."""
        count = len(mentions)
        head = self.tr("Move 1 mention of “{0}”") if count == 1 else self.tr("Move {1} of “{0}”")
        self.heading.say(head.format(speaker.name, self.tr("{0} mentions").format(count)))
        names = (item.speaker.name for item in self._registry.everybody)
        self._names.setStringList([name for name in names if name != speaker.name])
        self.name.clear()
        self._preview = None
        self._on_name_changed()
        preview = self._desk.services.merging.move_preview
        self._asking.ask(lambda: preview(speaker, mentions), self._show)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def accept(self) -> None:
        """Move as previewed, behind the window: many claims take a while."""
        preview, target = self._preview, self._target()
        if preview is None or target is None or not self.move_.isEnabled():
            return
        move = self._desk.services.merging.move

        def work(progress: Progress) -> int:
            return move(preview, target, progress)

        self.move_.setEnabled(False)
        self._jobs.long(self.tr("Moving mentions"), work, self._on_moved, self._on_failed)

    def _on_moved(self, speaker_id: int) -> None:
        self._desk.catch_up()
        self.done.emit(speaker_id)

    def _on_failed(self, error: Exception) -> None:
        self._on_name_changed()
        self._desk.report(error)  # type: ignore[arg-type]  # a job hands over expected ones only

    def _show(self, preview: MovePreview) -> None:
        self._preview = preview
        told = self.tr("{0} will be edited.")
        self.claims.say(told.format(counted(preview.claims, len(preview.touched))))
        lost = self.tr("{0} approved: the approval is taken back, somebody has to give it again.")
        self.approved.say(lost.format(preview.approved) if preview.approved else "")
        self.touched.show_touched(preview.touched)
        self._on_name_changed()

    def _target(self) -> int | SpeakerBody | None:
        name = " ".join(self.name.text().split())
        if not name:
            return None
        known = self._registry.named(name)
        return known.id if known else SpeakerBody(name=name, kind=likely_kind(name))

    def _on_name_changed(self) -> None:
        target, own = self._target(), self._preview.speaker.id if self._preview else None
        words = self.tr("Registered already.")
        if isinstance(target, SpeakerBody):
            words = self.tr("“{0}” is new, and will be registered.").format(target.name)
        elif target == own:
            words = self.tr("They name this speaker already.")
        self.target.say(words if target is not None else "")
        writable = not self._desk.services.context.store.read_only
        ready = self._preview is not None and target is not None and target != own
        self.move_.setEnabled(ready and writable)
