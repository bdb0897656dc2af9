"""What can be done with a claim, as buttons, and the reason of the error beside them."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from annotator.domain.adjudication import Standing
from annotator.ui.adjudication.case import Case
from annotator.ui.adjudication.keyed_button import KeyedButton
from annotator.ui.adjudication.place import readers_of
from annotator.ui.adjudication.words import settled
from annotator.ui.claims.flow_layout import FlowLayout
from annotator.ui.icons import dress
from annotator.ui.list_names import name_list
from annotator.ui.menus import Actions
from annotator.ui.record.editor_keys import EditorKeys, presses_on_return
from annotator.ui.record.notes import Note

_MOST: Final = 9  # readings that have a key
_REASONS: Final = 190  # pixels


class Choices(QWidget):
    """Buttons of the group that is looked at; each does what its act does.

    Signals:
        returned: the reason is given; the work goes on where it was.
    """

    returned = Signal()

    def __init__(self, case: Case, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._case = case
        self._actions = actions
        self.earlier, self.doubled = Note("warning", self), Note("warning", self)
        self.reasons = QComboBox(self)
        self.words = QLineEdit(self)
        self._keys = [EditorKeys(self.reasons), EditorKeys(self.words)]
        self.readings: list[QPushButton] = []
        self._whose, self._rows = FlowLayout(gap=6), FlowLayout(gap=6)
        self.both = self._button(self.tr("Each of them"), "settle_both")
        self.neither = self._button(self.tr("None"), "settle_neither")
        self.edit = self._button(self.tr("Pick parts…"), "settle_edit")
        self.picked = self._button(self.tr("Take what is picked"), "settle_highlighted")
        self.cancel = QPushButton(self.tr("Do not pick"), self)
        presses_on_return(self.cancel)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        name_list(self.reasons, self.tr("Reason of the error"))
        self.reasons.setFixedWidth(_REASONS)
        self.words.setAccessibleName(self.tr("The reason in words"))
        self.words.setPlaceholderText(self.tr("In words, if need be"))
        why = QHBoxLayout()
        why.addWidget(self.reasons)
        why.addWidget(self.words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.earlier)
        column.addWidget(self.doubled)
        column.addLayout(why)
        column.addLayout(self._whose)
        column.addLayout(self._rows)
        for button in (self.both, self.neither, self.edit, self.picked, self.cancel):
            self._rows.addWidget(button)

    def _connect(self) -> None:
        case = self._case
        case.opened.connect(self._on_opened)
        case.current_changed.connect(self._on_current_changed)
        case.choosing_changed.connect(self._show)
        self.cancel.clicked.connect(self._on_cancelled)
        self.reasons.activated.connect(self._on_reason)
        self.words.textChanged.connect(self._on_words)
        for keys in self._keys:
            keys.returned.connect(self.returned)
            keys.escaped.connect(self.returned)

    def ask_reason(self) -> None:
        """Let a person say why the other readings are wrong."""
        self.reasons.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _button(self, text: str, act: str) -> KeyedButton:
        button = KeyedButton(self._actions[act], self)
        button.say(text)
        dress(button, _DRAWINGS[act])
        presses_on_return(button)
        return button

    def _on_opened(self) -> None:
        now = self._case.now
        count = len(now.readings) if now else 0
        while len(self.readings) > count:
            button = self.readings.pop()
            self._whose.removeWidget(button)
            button.hide()
            button.deleteLater()
        for number in range(len(self.readings), count):
            self._add_reading(number)
        reasons = now.codebook.return_reasons if now else ()
        if [*reasons] != [self.reasons.itemText(at) for at in range(1, self.reasons.count())]:
            self.reasons.clear()
            self.reasons.addItems([self.tr("No reason given"), *reasons])
        self._show()

    def _add_reading(self, number: int) -> None:
        button = QPushButton(self)
        presses_on_return(button)
        button.clicked.connect(self._taker(number))
        if number < _MOST:
            button.setToolTip(self._actions[f"settle_{'abcdefghi'[number]}"].toolTip())
        self.readings.append(button)
        self._whose.addWidget(button)

    def _taker(self, number: int) -> Callable[[], None]:
        def take() -> None:
            self._case.take(number)

        return take

    def _on_current_changed(self) -> None:
        self.reasons.setCurrentIndex(0)
        self.words.setText("")
        self._show()

    def _show(self) -> None:
        group, editing = self._case.current, self._case.is_editing
        have = readers_of(group) if group is not None else []
        writable = self._case.writable and group is not None
        for number, button in enumerate(self.readings):
            button.setText(self._case.reader(number))
            button.setVisible(not editing)
            button.setEnabled(writable and number in have)
            button.setDefault(number == self._case.highlighted and number in have)
        for button in (self.both, self.neither, self.edit):
            button.setVisible(not editing)
            button.setEnabled(writable)
        self.both.setEnabled(writable and len(have) > 1)
        self.edit.setEnabled(writable and group is not None and bool(group.differing))
        self.picked.setVisible(editing)
        self.cancel.setVisible(editing)
        self.earlier.say(settled(self._case, group) if group is not None else "")
        now = self._case.now
        doubled = group is not None and now is not None and now.is_there_apart(group)
        told = self.tr("The agreed layer has this claim already: taking a reading doubles it.")
        self.doubled.say(told if doubled else "")
        done = group is not None and group.standing is Standing.SETTLED
        self.earlier.say(self.earlier.text(), "good" if done else "warning")

    def _on_reason(self, row: int) -> None:
        self._case.reason = self.reasons.itemText(row) if row > 0 else ""

    def _on_words(self, words: str) -> None:
        self._case.words = words

    def _on_cancelled(self) -> None:
        self._case.stop_editing()
        self.returned.emit()


_DRAWINGS: Final = {
    "settle_both": "add",
    "settle_neither": "refuse",
    "settle_edit": "split",
    "settle_highlighted": "accept",
}
