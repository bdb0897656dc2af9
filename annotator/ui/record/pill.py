"""A standing as a small rounded sign: drawing, word and edge."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.claims.colours import theme_keeper
from annotator.ui.claims.standing import Standing
from annotator.ui.icons import icon


class Pill(QWidget):
    """Shows one standing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._standing: Standing | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme_keeper().changed.connect(self._on_theme_changed)

    def show_standing(self, standing: Standing) -> None:
        """Show a standing."""
        self._standing = standing
        self.setAccessibleName(standing.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = self._standing.text if self._standing else ""
        metrics = self.fontMetrics()
        height = metrics.height() + 6
        return QSize(metrics.horizontalAdvance(words) + height + 14, height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._standing is None:
            return
        colour = QColor(getattr(theme_keeper().current, self._standing.colour))
        box = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        side = self.height() - 8
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour, 1.5))
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
            pixmap = icon(self._standing.icon).pixmap(QSize(side, side), self.devicePixelRatioF())
            painter.drawPixmap(8, 4, pixmap)
            words = self.rect().adjusted(side + 12, 0, -6, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._standing.text)

    def _on_theme_changed(self) -> None:
        self.update()
