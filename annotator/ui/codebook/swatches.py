"""A colour to choose: those that everybody can tell apart, or one of one's own."""

from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, QRegularExpression, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from annotator.ui.claims.colours import theme_keeper
from annotator.ui.claims.flow_layout import FlowLayout
from annotator.ui.codebook.contrast import ENOUGH, PALETTE, on_grounds
from annotator.ui.record.notes import Note

_SIDE: Final = 18
_FINEST: Final = 3  # pixels of a screen to one of ours
_ROOM: Final = 12
_HEX: Final = QRegularExpression("#?[0-9A-Fa-f]{0,6}")
_WHOLE: Final = 7


class Swatches(QWidget):
    """A row of colours and a line for another one; below it stands how well it can be seen.

    Signals:
        edited: another colour was chosen.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Colour"))
        self.setStyleSheet("QToolButton { padding: 2px; }")
        self.own = QLineEdit(self)
        self.own.setAccessibleName(self.tr("Colour of one's own"))
        self.own.setPlaceholderText("#rrggbb")
        self.own.setValidator(QRegularExpressionValidator(_HEX, self.own))
        self.own.setFixedWidth(self.fontMetrics().horizontalAdvance("#00000000") + 22)
        self.note = Note("muted", self)
        self.buttons: dict[str, QToolButton] = {}
        row = QWidget(self)
        flow = FlowLayout(row, gap=3)
        flow.addWidget(self._button("", self.tr("None: that of the tag above it")))
        for colour, name in PALETTE:
            flow.addWidget(self._button(colour, QCoreApplication.translate("Colours", name)))
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(row, 1)
        line.addWidget(self.own, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line)
        column.addWidget(self.note)
        self.own.textEdited.connect(self._on_typed)

    def colour(self) -> str | None:
        """Return the colour as #rrggbb, None for none.

        Raises:
            ValueError: it is half typed.
        """
        words = self.words()
        if words and len(words) != _WHOLE:
            raise ValueError(self.tr("A colour is written as #rrggbb."))
        return words or None

    def words(self) -> str:
        """Return the colour as typed, perhaps half."""
        typed = self.own.text().strip().lower()
        return f"#{typed.removeprefix('#')}" if typed else ""

    def show_colour(self, colour: str | None) -> None:
        """Show a colour."""
        self.own.setText(colour or "")
        self._tell()

    def _button(self, colour: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setCheckable(True)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setIconSize(QSize(_SIDE, _SIDE))
        if colour:
            button.setIcon(_square(colour))
        else:
            button.setText("–")
        button.setFixedSize(_SIDE + _ROOM, _SIDE + _ROOM)
        button.clicked.connect(partial(self._on_clicked, colour))
        self.buttons[colour] = button
        return button

    def _tell(self) -> None:
        words = self.words()
        for colour, button in self.buttons.items():
            button.setChecked(colour == words)
        if len(words) != _WHOLE:
            self.note.say("")
            return
        light, dark = on_grounds(words)
        said = self.tr("Contrast {0} : 1 on the light ground, {1} : 1 on the dark.")
        said = said.format(f"{light:.1f}", f"{dark:.1f}")
        weak = min(light, dark) < ENOUGH
        advice = self.tr(" AA asks for 3 : 1; the name beside it tells it apart all the same.")
        self.note.say(said + (advice if weak else ""), "warning" if weak else "muted")

    def _on_clicked(self, colour: str) -> None:
        self.show_colour(colour)
        self.edited.emit()

    def _on_typed(self) -> None:
        self._tell()
        self.edited.emit()


def _square(colour: str) -> QIcon:
    pixmap = QPixmap(_SIDE * _FINEST, _SIDE * _FINEST)
    pixmap.fill(QColor(theme_keeper().current.outline))
    with QPainter(pixmap) as painter:
        inside = pixmap.rect().adjusted(_FINEST, _FINEST, -_FINEST, -_FINEST)
        painter.fillRect(inside, QColor(colour))
    return QIcon(pixmap)
