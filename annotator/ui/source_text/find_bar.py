"""A bar over the text in which one types words to find in it."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from annotator.domain.span import Span
from annotator.ui.icons import dress
from annotator.ui.source_text.finding import Finder, Hits
from annotator.ui.source_text.reader import LONG, Reader
from annotator.ui.source_text.view import ReadingView

_SOON_MS: Final = 150  # after the last key, in a text that takes long to look through
_WIDEST: Final = 320
_MOST_TAKEN: Final = 200  # characters of a selection that are looked for
_STEPS: Final = {
    Qt.Key.Key_Return: 1,
    Qt.Key.Key_Enter: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
}


class FindBar(QWidget):
    """Points out every place of the text where the words stand, and goes from one to the next."""

    def __init__(self, reader: Reader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reader = reader
        self._finder = Finder("")
        self._hits = Hits()
        self._from = 0
        self.words = QLineEdit(self)
        self.exact = QCheckBox(self.tr("E&xactly"), self)
        self.count = QLabel(self)
        self.back = QToolButton(self)
        self.on = QToolButton(self)
        self.put_away = QToolButton(self)
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._build()
        self._connect()
        self.hide()

    def _build(self) -> None:
        self.setObjectName("findBar")
        self.words.setPlaceholderText(self.tr("Find in the text"))
        self.words.setAccessibleName(self.tr("Words to find in the text"))
        self.words.setClearButtonEnabled(True)
        self.words.setMaximumWidth(_WIDEST)
        self.exact.setToolTip(self.tr("Capitals and marks on letters count"))
        self.count.setAccessibleName(self.tr("Places found"))
        for button, drawing, tip in (
            (self.back, "chevron-up", self.tr("Place before (Shift+F3)")),
            (self.on, "chevron-down", self.tr("Next place (F3)")),
            (self.put_away, "close", self.tr("Put the bar away (Esc)")),
        ):
            dress(button, drawing)
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            button.setAutoRaise(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 3, 8, 3)
        row.addWidget(self.words, 1)
        for widget in (self.back, self.on, self.exact, self.count):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.put_away)

    def _connect(self) -> None:
        self.words.textChanged.connect(self._on_typed)
        self.words.installEventFilter(self)
        self.exact.toggled.connect(self._look)
        self.exact.installEventFilter(self)
        self.back.clicked.connect(lambda: self.go(-1))
        self.on.clicked.connect(lambda: self.go(1))
        self.put_away.clicked.connect(self.leave)
        self._soon.timeout.connect(self._look)

    @property
    def _view(self) -> ReadingView:
        return self._reader.view

    def ask(self) -> None:
        """Let a person type words; selected ones are looked for at once."""
        selected = self._view.selection()
        self._from = selected.start if selected else self._view.caret()
        words = selected.of(self._view.text).strip() if selected else ""
        self.show()
        if words and "\n" not in words and len(words) <= _MOST_TAKEN:
            self.words.setText(words)
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()
        self._look()

    def go(self, by: int) -> None:
        """Go to another place where the words stand; asks for words where none were typed."""
        if not self.words.text().strip():
            self.ask()
        elif self.isHidden() or self._finder.text is not self._view.text:
            self._from = self._view.caret()
            self.show()
            self._look()
        else:
            self._point_at(self._hits.moved(by))

    def leave(self) -> None:
        """Put the bar away; the place looked at is selected, and the text has the focus."""
        found = self._hits.looked_at
        self._hits = Hits()
        self._view.show_hits(self._hits)
        self.hide()
        if found is not None:
            self._view.select(found)
        self._view.setFocus()

    def look_again(self) -> None:
        """Look for the same words in the text that is shown now."""
        if not self.isHidden():
            self._from = 0
            self._look()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and self._is_ours(event):
            if event.type() is QEvent.Type.KeyPress:
                self._on_key(event)
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def _is_ours(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Escape or event.key() in _STEPS

    def _on_key(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.go(-_STEPS[Qt.Key(event.key())] if shifted else _STEPS[Qt.Key(event.key())])

    def _on_typed(self) -> None:
        self._soon.setInterval(_SOON_MS if len(self._view.text) > LONG else 0)
        self._soon.start()

    def _look(self) -> None:
        self._soon.stop()
        if self._finder.text is not self._view.text:
            self._finder = Finder(self._view.text)
        hits = self._finder.find(self.words.text(), exact=self.exact.isChecked())
        self._point_at(hits.near(self._from))

    def _point_at(self, hits: Hits) -> None:
        self._hits = hits
        self._view.show_hits(hits)
        found: Span | None = hits.looked_at
        if found is not None:
            self._from = found.start
            self._view.reveal(found)
        self.count.setText(self._counted())

    def _counted(self) -> str:
        if not self.words.text().strip():
            return ""
        if not self._hits.spans:
            return self.tr("Not in this text")
        many = f"{len(self._hits.spans):,}{'+' if self._hits.more else ''}"
        return self.tr("{0} of {1}").format(f"{self._hits.at + 1:,}", many)
