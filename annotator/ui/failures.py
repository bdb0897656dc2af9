"""One banner at the top of the window: what went wrong, and what has ended."""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from annotator.domain.errors import AnnotatorError
from annotator.ui.icons import dress
from annotator.ui.theme import Theme


class Tone(StrEnum):
    """How a sentence is meant; the values are the theme's colours."""

    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"


class Offer(NamedTuple):
    """An act offered with a sentence: what its button says, and what it does."""

    label: str
    act: Callable[[], object]


class Banner(QFrame):
    """Shows one sentence until it is closed or another takes its place; never in the way."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tone = Tone.GOOD
        self._offers: list[Offer] = []
        self._words = QLabel(self)
        self._act, self._second = QPushButton(self), QPushButton(self)
        self._close = QToolButton(self)
        self._build()
        self._act.clicked.connect(lambda: self._take(0))
        self._second.clicked.connect(lambda: self._take(1))
        self._close.clicked.connect(self.hide)
        self.hide()

    def _build(self) -> None:
        self.setObjectName("banner")
        self._words.setObjectName("bannerWords")
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._act.setObjectName("bannerOffer")
        self._second.setObjectName("bannerSecondOffer")
        self._close.setObjectName("bannerClose")
        self._close.setToolTip(self.tr("Close"))
        self._close.setAccessibleName(self.tr("Close this message"))
        dress(self._close, "close")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 6, 5)
        row.addWidget(self._words, 1)
        row.addWidget(self._act)
        row.addWidget(self._second)
        row.addWidget(self._close)

    @property
    def words(self) -> str:
        """Return the sentence shown, empty when the banner is hidden."""
        return "" if self.isHidden() else self._words.text()

    def say(
        self,
        sentence: str,
        tone: Tone = Tone.GOOD,
        offer: Offer | None = None,
        second: Offer | None = None,
    ) -> None:
        """Show a sentence, with a button for what may be done about it, or two."""
        self._tone = tone
        self._offers = [item for item in (offer, second) if item is not None]
        self._words.setText(sentence)
        self._words.setAccessibleName(sentence)
        for at, button in enumerate((self._act, self._second)):
            button.setVisible(at < len(self._offers))
            button.setText(self._offers[at].label if at < len(self._offers) else "")
        self._colour()
        self.show()

    def report(self, error: AnnotatorError) -> None:
        """Show an expected failure."""
        self.say(str(error), Tone.BAD)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self._colour()

    def _colour(self) -> None:
        edge = getattr(self._theme, self._tone.value)
        self.setStyleSheet(
            f"#banner {{ background: {self._theme.base}; border: none;"
            f" border-bottom: 1px solid {self._theme.border}; border-left: 4px solid {edge}; }}"
            f" #bannerWords {{ color: {self._theme.text}; }}"
        )

    def _take(self, at: int) -> None:
        offers = self._offers
        self.hide()
        if at < len(offers):
            offers[at].act()
