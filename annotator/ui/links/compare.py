"""Two claims side by side, what they share and where they differ pointed out."""

from collections.abc import Iterable
from html import escape
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.claim_link import Related, Said
from annotator.extract.relating.marking import Mark, Sameness, marks
from annotator.ui.claims.colours import theme_keeper
from annotator.ui.links.words import byline, tr
from annotator.ui.theme import Theme

_FRAME: Final = 16  # pixels of a button that are no words
_BEFORE: Final = 40  # code points shown before and after a claim
_AFTER: Final = 80


class Side(QWidget):
    """One of the two: who said it, as a button that goes there, and the words in their context.

    Signals:
        wanted: the claim is to be gone to.
    """

    wanted = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = ""
        self.head = QToolButton(self)
        self.head.setAutoRaise(True)
        self.head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.head.clicked.connect(self.wanted)
        self.text = QTextBrowser(self)
        self.text.setAccessibleName(name)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setTabChangesFocus(True)
        self.text.setToolTip(tr("Bold: both say it; underlined: only this one does"))
        self.text.setMinimumHeight(0)
        self._name = name
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.text, 1)

    def show_said(self, said: Said, marked: Iterable[Mark], theme: Theme) -> None:
        """Show a claim with its marks."""
        line = byline(said)
        self._line = line
        self._fit()
        self.head.setToolTip(tr("{0}\nGo to “{1}”").format(line, said.title))
        self.head.setAccessibleName(tr("{0}: go to {1}").format(self._name, line))
        self.text.setHtml(_told(said, marked, theme))
        self.text.setAccessibleDescription(said.words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - _FRAME
        shown = self.fontMetrics().elidedText(self._line, Qt.TextElideMode.ElideRight, room)
        self.head.setText(shown.replace("&", "&&"))


class Compare(QWidget):
    """Shows two claims beside each other.

    Signals:
        place_wanted: the `Said` to go to.
    """

    place_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._item: Related | None = None
        self.here = Side(tr("This claim"), self)
        self.there = Side(tr("The other claim"), self)
        self.here.wanted.connect(lambda: self._go(here=True))
        self.there.wanted.connect(lambda: self._go(here=False))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        row.addWidget(self.here, 1)
        row.addWidget(self.there, 1)
        theme_keeper().changed.connect(self._on_theme_changed)

    def show_pair(self, item: Related | None) -> None:
        """Show the two claims of a row, or nothing."""
        self._item = item
        self.setVisible(item is not None)
        if item is None:
            return
        mine, theirs = marks(item.here.words, item.there.words)
        theme = theme_keeper().current
        self.here.show_said(item.here, mine, theme)
        self.there.show_said(item.there, theirs, theme)

    def _go(self, *, here: bool) -> None:
        if self._item is not None:
            self.place_wanted.emit(self._item.here if here else self._item.there)

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.show_pair(self._item)


def _told(said: Said, marked: Iterable[Mark], theme: Theme) -> str:
    pieces, at = [], 0
    for mark in marked:
        words = escape(said.words[mark.start : mark.end])
        pieces.append(escape(said.words[at : mark.start]))
        pieces.append(
            f"<b>{words}</b>"
            if mark.what is Sameness.SHARED
            else f'<u style="color:{theme.bad}">{words}</u>'
        )
        at = mark.end
    pieces.append(escape(said.words[at:]))
    before, after = _end(said.before), _beginning(said.after)
    around = [
        f'<span style="color:{theme.muted}">{escape(words)}</span>' for words in (before, after)
    ]
    return f"{around[0]}{''.join(pieces)}{around[1]}"


def _end(text: str) -> str:
    """Return the last words of what stands before a claim."""
    if len(text) <= _BEFORE:
        return text
    return f"… {text[-_BEFORE:].partition(' ')[2]}"


def _beginning(text: str) -> str:
    """Return the first words of what stands behind a claim."""
    if len(text) <= _AFTER:
        return text
    return f"{text[:_AFTER].rpartition(' ')[0]} …"
