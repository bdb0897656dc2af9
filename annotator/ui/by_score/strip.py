"""A row of bars: how many proposals score how much, and on which side of a limit they are."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.domain.scores import percent
from annotator.ui.claims.colours import theme_keeper

_BARS: Final = 50  # each two per cent wide
_TALL: Final = 34  # pixels
_LEAST: Final = 2.0  # pixels, so that one among thousands is seen


class ScoreStrip(QWidget):
    """Draws the scores as bars; those from the limit on stand out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars: Counter[int] = Counter()
        self._limit = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme_keeper().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(200, _TALL)

    def show_scores(self, scores: Iterable[float]) -> None:
        """Draw these scores."""
        self.bars = Counter(_bar(percent(score)) for score in scores)
        self.update()

    def show_limit(self, limit: int) -> None:
        """Draw the limit, in per cent."""
        self._limit = limit
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = theme_keeper().current
        above, below = QColor(theme.accent), QColor(theme.outline)
        tallest = max(self.bars.values(), default=1)
        width, height = self.width() / _BARS, self.height() - 1.0
        with QPainter(self) as painter:
            painter.fillRect(QRectF(0, height, self.width(), 1), QColor(theme.border))
            for bar, count in self.bars.items():
                tall = max(_LEAST, height * count / tallest)
                taken = bar >= _bar(self._limit)
                box = QRectF(bar * width + 0.5, height - tall, max(1.0, width - 1), tall)
                painter.fillRect(box, above if taken else below)


def _bar(per_cent: int) -> int:
    return min(_BARS - 1, per_cent * _BARS // 100)
