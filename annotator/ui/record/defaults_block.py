"""What new claims of the document start with, each to be taken off."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from annotator.domain.codebook import FieldScope, FieldType
from annotator.domain.sheet import Sheet
from annotator.domain.survivors import survivors
from annotator.ui.claims.flow_layout import FlowLayout
from annotator.ui.desk import Desk
from annotator.ui.record.notes import Note

_STYLE: Final = "QToolButton { border: 1px solid palette(mid); padding: 2px 6px; }"


class DefaultsBlock(QWidget):
    """Shows the defaults as buttons that take them off; how they are set where there are none.

    Signals:
        field_dropped: the key of a field that is no default any more.
        tag_dropped: the key of a tag that is none.
    """

    field_dropped = Signal(str)
    tag_dropped = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.buttons: dict[str, QToolButton] = {}
        self.title = Note("muted", self, bold=True)
        self.title.say(self.tr("New claims of this document start with"))
        self.how = Note("muted", self)
        self._list = QWidget(self)
        self._list.setStyleSheet(_STYLE)
        self._flow = FlowLayout(self._list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addWidget(self.how)
        column.addWidget(self._list)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show the defaults of a document, merged ones as what they were merged into."""
        for old in self.buttons.values():
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.buttons = {}
        defaults, known = sheet.document.marks.defaults, survivors(self._desk.codebook)
        for key, field in known.read_fields(defaults.fields).items():
            words = self._words(sheet, key, field.value or "")
            self._add(key, words, partial(self.field_dropped.emit, key))
        tags = {tag.key: tag.label for tag in self._desk.codebook.all_tags()}
        for key in known.read_tags(defaults.tags):
            words = self.tr("Tag: {0}").format(tags.get(key, key))
            self._add(f"tag:{key}", words, partial(self.tag_dropped.emit, key))
        self._list.setVisible(bool(self.buttons))
        nothing = self.tr(
            "nothing yet: in a claim, “Use as default” in the menu of a field’s state, or of a tag"
        )
        self.how.say("" if self.buttons else nothing)

    def _words(self, sheet: Sheet, key: str, value: str) -> str:
        claims = {item.key: item for item in self._desk.codebook.of(FieldScope.CLAIM)}
        definition = claims.get(key)
        if definition is not None and definition.type is FieldType.SPEAKER:
            speaker = sheet.speaker_of(value)
            value = speaker.name if speaker else value
        return f"{definition.label if definition else key}: {value}"

    def _add(self, name: str, words: str, drop: partial[None]) -> None:
        button = QToolButton(self._list)
        button.setText(f"{words}  ×".replace("&", "&&"))
        tip = self.tr("Do not start new claims with {0} any more").format(words)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(drop)
        self.buttons[name] = button
        self._flow.addWidget(button)
        button.show()
