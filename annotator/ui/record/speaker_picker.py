"""The field that says who speaks: typed, picked from a list, or picked with a digit."""

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.ui.claims.colours import theme_keeper
from annotator.ui.icons import icon
from annotator.ui.record.editor_keys import EditorKeys
from annotator.ui.record.overlay import OverlayList
from annotator.ui.record.speaker_choices import DIGITS, Choice, Offered, Sort, SpeakerChoices

_OPENS: Final = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_F4})


class SpeakerPicker(QLineEdit):
    """Shows a speaker's name; typing narrows the list, Return takes the highlighted row.

    The list is laid `over` a widget that holds the field.

    Signals:
        chosen: the `Choice` that was made.
        escaped: the stored name was taken up again.
        left_unknown: the keyboard went elsewhere, and this half-typed name is not registered.
    """

    chosen = Signal(object)
    left_unknown = Signal(str)
    escaped = Signal()

    def __init__(self, over: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices = SpeakerChoices(self)
        self.list = OverlayList(self.choices, over, self.tr("Speakers"))
        self._shown = ""
        self.keys = EditorKeys(self)
        self._arrow = QAction(self.tr("Show speakers"), self)
        self.addAction(self._arrow, QLineEdit.ActionPosition.TrailingPosition)
        self.setAccessibleName(self.tr("Speaker"))
        self.setAccessibleDescription(
            self.tr("Type a name, or press Down and a digit to pick one of the list.")
        )
        self.setPlaceholderText(self.tr("Nobody named yet"))
        self._connect()
        self._dress()

    def _connect(self) -> None:
        self._arrow.triggered.connect(self._on_arrow)
        self.keys.returned.connect(self._on_returned)
        self.keys.escaped.connect(self._on_escaped)
        self.keys.left.connect(self._on_left)
        self.textEdited.connect(self._on_typed)
        self.list.view.clicked.connect(self._on_clicked)
        theme_keeper().changed.connect(self._dress)

    @property
    def is_open(self) -> bool:
        """Return whether the list is in sight, so that digits pick from it."""
        return self.list.isVisible()

    @property
    def half_typed(self) -> str | None:
        """Return what is typed and not chosen, or None."""
        return None if self.text() == self._shown else self.text()

    def offer_speakers(self, offered: Offered) -> None:
        """Offer candidates and the rest of the registry."""
        self.choices.offer(offered)
        if self.is_open:
            self.choices.narrow(self.half_typed or "")

    def show_speaker(self, name: str | None, draft: str | None) -> None:
        """Show a name, and over it what was typed before."""
        self._shown = name or ""
        self.setToolTip(self._shown)
        self.setText(self._shown if draft is None else draft)
        if draft is None:
            self.setCursorPosition(0)

    def close_list(self) -> None:
        """Take the list out of sight."""
        self.list.hide()

    def open_list(self) -> None:
        """Take the keyboard and show the whole list."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self.choices.narrow(self.half_typed or "")
        self.list.place_at(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_open and self.list.step(event):
            return
        if Qt.Key(event.key()) in _OPENS:
            self.open_list()
        elif not self._picked_by_digit(event.text()):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.is_open:
            self.open_list()

    def hideEvent(self, event: QHideEvent) -> None:
        self.list.hide()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.list.hide()
        super().changeEvent(event)

    def _picked_by_digit(self, text: str) -> bool:
        if not self.is_open or self.half_typed or text not in set("123456789"):
            return False
        choice = self.choices.at(int(text) - 1)
        if choice is None or not choice.near or int(text) > DIGITS:
            return False
        self._choose(choice)
        return True

    def _choose(self, choice: Choice) -> None:
        self.list.hide()
        self._shown = choice.name
        self.setText(choice.name)
        self.chosen.emit(choice)

    def _on_arrow(self) -> None:
        if self.is_open:
            self.list.hide()
        else:
            self.open_list()

    def _on_typed(self, text: str) -> None:
        self.choices.narrow(text)
        self.list.place_at(self)
        self.list.highlight(0)

    def _on_clicked(self, index: QModelIndex) -> None:
        choice = self.choices.at(index.row())
        if choice is not None:
            self._choose(choice)

    def _on_returned(self) -> None:
        highlighted = self.choices.at(self.list.row)
        if self.is_open and highlighted is not None:
            self._choose(highlighted)
        elif self.half_typed is not None:
            name = self.text().strip()
            self._choose(self.choices.named(name) or Choice(name, _sort(name)))
        else:
            self.escaped.emit()
        self.list.hide()

    def _on_escaped(self) -> None:
        self.list.hide()
        self.setText(self._shown)
        self.escaped.emit()

    def _on_left(self) -> None:
        self.list.hide()
        typed = (self.half_typed or "").strip()
        known = self.choices.named(typed) if typed else None
        if known is not None:
            self._choose(known)
        elif typed:
            self.left_unknown.emit(typed)
        elif self.half_typed is not None:
            self.setText(self._shown)

    def _dress(self) -> None:
        self._arrow.setIcon(icon("chevron-down"))


def _sort(name: str) -> Sort:
    return Sort.NEW if name else Sort.NOBODY
