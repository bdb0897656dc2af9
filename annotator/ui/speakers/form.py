"""What is known of one speaker, editable."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.speaker import SpeakerBody, SpeakerKind
from annotator.ui.icons import dress
from annotator.ui.record.notes import Note
from annotator.ui.record.speaker_kinds import SpeakerKindButton
from annotator.ui.speakers.known import Known, address_of
from annotator.ui.speakers.roles import RolesEditor, Row, roles_of, rows_of

_LINES = 4


@dataclass(frozen=True, slots=True)
class Draft:
    """What the form holds, as typed."""

    name: str
    kind: SpeakerKind
    aliases: str
    roles: tuple[Row, ...]
    external_id: str
    note: str


def draft_of(body: SpeakerBody) -> Draft:
    """Return a speaker as the form shows it."""
    return Draft(
        name=body.name,
        kind=body.kind,
        aliases="\n".join(body.aliases),
        roles=rows_of(body.roles),
        external_id=body.external_id or "",
        note=body.note or "",
    )


def body_of(draft: Draft) -> SpeakerBody:
    """Return what is typed as a speaker.

    Raises:
        ValueError: the name or a role's title is missing.
    """
    name = " ".join(draft.name.split())
    if not name:
        raise ValueError("A speaker needs a name.")
    aliases = (" ".join(line.split()) for line in draft.aliases.splitlines())
    return SpeakerBody(
        name=name,
        kind=draft.kind,
        aliases=tuple(dict.fromkeys(alias for alias in aliases if alias and alias != name)),
        roles=roles_of(draft.roles),
        external_id=draft.external_id.strip() or None,
        note=draft.note.strip() or None,
    )


class SpeakerForm(QWidget):
    """Shows a speaker and asks for a change.

    Signals:
        saved: the `SpeakerBody` as it is to be stored.
        edited: the person changed something.
        told: a sentence on what was done.
    """

    saved = Signal(object)
    edited = Signal()
    told = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Draft | None = None
        self._kind = SpeakerKind.PERSON
        self._known = Known()
        self._own: int | None = None
        self._read_only = False
        self.name = QLineEdit(self)
        self.kind = SpeakerKindButton(self)
        self.kind.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.aliases = QPlainTextEdit(self)
        self.roles = RolesEditor(self)
        self.external_id = QLineEdit(self)
        self.copy = QPushButton(self.tr("Copy address"), self)
        self.note = QPlainTextEdit(self)
        self.name_note, self.alias_note, self.id_note = (Note("warning", self) for _ in range(3))
        self.message = Note("bad", self)
        self.save = QPushButton(self.tr("Save"), self)
        self.revert = QPushButton(self.tr("Revert"), self)
        self._lay_out()
        self._connect()
        self.show_draft(None, None)

    def _lay_out(self) -> None:
        whole, form = QVBoxLayout(self), QFormLayout()
        whole.addLayout(form)
        whole.addStretch(1)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        identity = QHBoxLayout()
        identity.addWidget(self.external_id, 1)
        identity.addWidget(self.copy)
        form.addRow(self.tr("&Name"), self.name)
        form.addRow("", self.name_note)
        form.addRow(self.tr("&Kind"), self.kind)
        form.addRow(self.tr("A&lso called"), self.aliases)
        form.addRow("", self.alias_note)
        form.addRow(self.tr("&Roles"), self.roles)
        form.addRow(self.tr("E&xternal id"), identity)
        form.addRow("", self.id_note)
        form.addRow(self.tr("N&ote"), self.note)
        dress(self.copy, "document")
        self.copy.setToolTip(self.tr("Copy the address of the page on it; nothing is opened"))
        self.aliases.setPlaceholderText(self.tr("One name or spelling a line"))
        self.external_id.setPlaceholderText(self.tr("Such as a Wikidata number"))
        for box in (self.aliases, self.note):
            box.setTabChangesFocus(True)
            box.setFixedHeight(_LINES * self.fontMetrics().lineSpacing() + 14)
        for field in (self.name, self.kind, self.aliases, self.note):
            label = form.labelForField(field)
            field.setAccessibleName(label.property("text").replace("&", ""))
        self.external_id.setAccessibleName(self.tr("External id"))
        form.labelForField(identity).setBuddy(self.external_id)  # type: ignore[attr-defined]
        form.addRow(self.message)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.revert)
        buttons.addWidget(self.save)
        form.addRow(buttons)

    def _connect(self) -> None:
        for line in (self.name, self.external_id):
            line.textEdited.connect(self._on_edited)
            line.returnPressed.connect(self._on_saved)
        for box in (self.aliases, self.note):
            box.textChanged.connect(self._on_edited)
        self.roles.edited.connect(self._on_edited)
        self.kind.chosen.connect(self._on_kind_chosen)
        self.save.clicked.connect(self._on_saved)
        self.revert.clicked.connect(self._on_reverted)
        self.copy.clicked.connect(self._on_copied)

    def set_read_only(self) -> None:
        """Show and copy, but let nothing be changed."""
        self._read_only = True
        for box in (self.name, self.external_id, self.aliases, self.note):
            box.setReadOnly(True)
        self.kind.setEnabled(False)
        self.roles.set_read_only()
        self.save.hide()
        self.revert.hide()

    def know(self, known: Known, own: int | None) -> None:
        """Compare what is typed with the names and ids of the others than `own`."""
        self._known, self._own = known, own
        self._tell()

    @property
    def draft(self) -> Draft | None:
        """Return what is typed and not saved, or None."""
        typed = self._typed()
        return None if self._shown is None or typed == self._shown else typed

    def show_draft(self, shown: Draft | None, draft: Draft | None) -> None:
        """Show a speaker, and over it what was typed before; no speaker empties the form."""
        self._shown = None
        self._fill(draft or shown or draft_of(SpeakerBody(name="–")))
        self._shown = shown
        if shown is None:
            self.name.clear()
        self.setEnabled(shown is not None)
        self.message.say("")
        self._on_edited()

    def refuse(self, sentence: str) -> None:
        """Say why what is typed cannot be saved."""
        self.message.say(sentence)

    def _fill(self, draft: Draft) -> None:
        self._show_kind(draft.kind)
        self.name.setText(draft.name)
        self.aliases.setPlainText(draft.aliases)
        self.roles.model.show_rows(draft.roles)
        self.roles.tell_faults()
        self.external_id.setText(draft.external_id)
        self.note.setPlainText(draft.note)

    def _typed(self) -> Draft:
        return Draft(
            name=self.name.text(),
            kind=self._kind,
            aliases=self.aliases.toPlainText(),
            roles=self.roles.model.rows(),
            external_id=self.external_id.text(),
            note=self.note.toPlainText(),
        )

    def _on_edited(self) -> None:
        changed = self.draft is not None and not self._read_only
        self.save.setEnabled(changed)
        self.revert.setEnabled(changed)
        self._tell()
        if self._shown is not None:
            self.edited.emit()

    def _tell(self) -> None:
        """Say at each field what does not fit the rest of the registry."""
        own, known = self._own, self._known
        self.name_note.say(known.borne([self.name.text()], own))
        self.alias_note.say(known.borne(self.aliases.toPlainText().splitlines(), own))
        identity = self.external_id.text().strip()
        self.id_note.say(known.identified(identity, own))
        self.copy.setEnabled(address_of(identity) is not None)

    def _on_kind_chosen(self, kind: SpeakerKind) -> None:
        self._show_kind(kind)
        self._on_edited()

    def _show_kind(self, kind: SpeakerKind) -> None:
        self._kind = kind
        self.kind.show_kind(kind)

    def _on_saved(self) -> None:
        draft = self.draft
        if draft is None:
            return
        try:
            body = body_of(draft)
        except ValueError as error:
            self.message.say(str(error))
            return
        wrong = [fault.sentence for fault in self.roles.faults() if fault.contradicts]
        if wrong:
            self.message.say(wrong[0])
            return
        self.message.say("")
        self.saved.emit(body)

    def _on_reverted(self) -> None:
        self.show_draft(self._shown, None)

    def _on_copied(self) -> None:
        address = address_of(self.external_id.text().strip())
        if address is not None:
            QGuiApplication.clipboard().setText(address)
            self.told.emit(self.tr("Copied: {0}").format(address))
