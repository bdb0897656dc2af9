"""Labels in the colours of the theme."""

import re
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from annotator.ui.claims.colours import theme_keeper
from annotator.ui.theme import Theme

_LONG: Final = re.compile(r"[^\W\d_]{20}(?=[^\W\d_]{10})")  # of a word longer than many a line
_BREAK: Final = "\\g<0>\N{ZERO WIDTH SPACE}"


class Note(QLabel):
    """Plain words in one colour of the theme, wrapped, out of sight while there are none."""

    def __init__(
        self, colour: str = "text", parent: QWidget | None = None, *, bold: bool = False
    ) -> None:
        super().__init__(parent)
        self._colour = colour
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        if bold:
            font = self.font()
            font.setBold(bold)
            self.setFont(font)
        self.hide()
        keeper = theme_keeper()
        keeper.changed.connect(self._on_theme_changed)
        self._on_theme_changed(keeper.current)

    def minimumSizeHint(self) -> QSize:
        """Return next to no width: a long word breaks, and does not widen the window."""
        return QSize(1, super().minimumSizeHint().height())

    def say(self, words: str, colour: str | None = None) -> None:
        """Show these words, or nothing, perhaps in another colour."""
        self.setText(_LONG.sub(_BREAK, words))
        self.setVisible(bool(words))
        if colour is not None and colour != self._colour:
            self._colour = colour
            self._on_theme_changed(theme_keeper().current)

    def _on_theme_changed(self, theme: Theme) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(getattr(theme, self._colour)))
        self.setPalette(palette)
