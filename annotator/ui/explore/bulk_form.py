"""What is to be changed in many claims: a sort of change, and its value."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QLineEdit, QWidget

from annotator.domain.bulk_edit import (
    AddTag,
    BulkEdit,
    ClearField,
    DeleteClaims,
    RemoveTag,
    ReplaceSpeaker,
    SetField,
    SetSpeaker,
)
from annotator.domain.codebook import Codebook, FieldScope
from annotator.domain.speaker import Speaker
from annotator.ui.claims.words import QT_TRANSLATE_NOOP
from annotator.ui.list_names import name_list

_PAUSE_MS: Final = 250
_SORTS: Final = (
    ("add_tag", QT_TRANSLATE_NOOP("Bulk", "Put on the tag"), ("tag",)),
    ("remove_tag", QT_TRANSLATE_NOOP("Bulk", "Take off the tag"), ("tag",)),
    ("set_field", QT_TRANSLATE_NOOP("Bulk", "Set the field"), ("field", "value")),
    ("clear_field", QT_TRANSLATE_NOOP("Bulk", "Empty the field"), ("field",)),
    ("set_speaker", QT_TRANSLATE_NOOP("Bulk", "Set the speaker"), ("speaker",)),
    ("replace_speaker", QT_TRANSLATE_NOOP("Bulk", "Replace the speaker"), ("old", "speaker")),
    ("delete", QT_TRANSLATE_NOOP("Bulk", "Delete"), ()),
)


class BulkForm(QWidget):
    """One row: what to do, to which field, tag or speaker, and with which value.

    Signals:
        changed: something else is entered now.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sort = _box(self.tr("What to change"), self)
        self.parts: dict[str, QWidget] = {
            "tag": _box(self.tr("Tag"), self),
            "field": _box(self.tr("Field"), self),
            "old": _names(self.tr("Speaker to replace"), self),
            "speaker": _names(self.tr("Speaker"), self),
            "value": QLineEdit(self),
        }
        self.value = self.parts["value"]
        self.value.setAccessibleName(self.tr("Value"))
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.sort)
        for part in self.parts.values():
            row.addWidget(part, 1)
        for sort, words, _parts in _SORTS:
            self.sort.addItem(QCoreApplication.translate("Bulk", words), sort)
        self._connect()
        self._on_sort_changed()

    def offer(self, codebook: Codebook, speakers: Sequence[Speaker]) -> None:
        """Offer the tags and fields in force, and every speaker."""
        tags = [(tag.label, tag.key) for tag in codebook.all_tags() if not tag.retired]
        fields = [(item.label, item.key) for item in codebook.of(FieldScope.CLAIM)]
        named = [(speaker.name, speaker.id) for speaker in speakers]
        for part, offered in (
            ("tag", tags),
            ("field", fields),
            ("old", named),
            ("speaker", named),
        ):
            _fill(self._box(part), offered)

    def edit(self) -> BulkEdit | None:
        """Return what is entered, None while something of it is missing."""
        make = _MADE[self.sort.currentData()]
        values = {part: self._entered(part) for part in self._asked()}
        return None if None in values.values() else make(values)

    def _connect(self) -> None:
        self.sort.currentIndexChanged.connect(self._on_sort_changed)
        for part in self.parts.values():
            if isinstance(part, QComboBox):
                part.currentIndexChanged.connect(self._pause.start)
            elif isinstance(part, QLineEdit):
                part.textEdited.connect(self._pause.start)

    def _asked(self) -> tuple[str, ...]:
        return next(parts for sort, _words, parts in _SORTS if sort == self.sort.currentData())

    def _entered(self, part: str) -> Any:
        if part == "value":
            typed = self.value.text().strip() if isinstance(self.value, QLineEdit) else ""
            return typed or None
        return self._box(part).currentData()

    def _box(self, part: str) -> QComboBox:
        box = self.parts[part]
        if not isinstance(box, QComboBox):
            raise TypeError(f"{part} is typed, not picked")
        return box

    def _on_sort_changed(self) -> None:
        asked = self._asked()
        for name, part in self.parts.items():
            part.setVisible(name in asked)
        self._pause.start()


_MADE: Final[dict[str, Callable[[dict[str, Any]], BulkEdit]]] = {
    "add_tag": lambda entered: AddTag(key=entered["tag"]),
    "remove_tag": lambda entered: RemoveTag(key=entered["tag"]),
    "set_field": lambda entered: SetField(key=entered["field"], value=entered["value"]),
    "clear_field": lambda entered: ClearField(key=entered["field"]),
    "set_speaker": lambda entered: SetSpeaker(speaker=entered["speaker"]),
    "replace_speaker": lambda entered: ReplaceSpeaker(old=entered["old"], new=entered["speaker"]),
    "delete": lambda _entered: DeleteClaims(),
}


def _box(name: str, parent: QWidget) -> QComboBox:
    box = QComboBox(parent)
    name_list(box, name)
    return box


def _names(name: str, parent: QWidget) -> QComboBox:
    """Return a box of many names, in which a part of one can be typed."""
    box = _box(name, parent)
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    completer = QCompleter(box.model(), box)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    box.setCompleter(completer)
    return box


def _fill(box: QComboBox, offered: Sequence[tuple[str, Any]]) -> None:
    """Offer other rows; the chosen one stays chosen where it is offered still."""
    chosen = box.currentData()
    box.blockSignals(True)
    box.clear()
    for words, value in offered:
        box.addItem(words, value)
    box.setCurrentIndex(box.findData(chosen) if chosen is not None else 0)
    box.blockSignals(False)
