"""One entry of the palette, painted."""

from typing import Final, NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.ui.claims.colours import theme_keeper
from annotator.ui.icons import icon
from annotator.ui.palette.entries import Entry
from annotator.ui.palette.model import ENTRY, Index

_PAD: Final = 12
_GAP: Final = 10
_ICON: Final = 16
_KEY_PAD: Final = 6
_HALF: Final = 0.5
_Flag = Qt.AlignmentFlag


class _Sketch(NamedTuple):
    """What a row is painted with: the room that is left, and the inks of its words and the rest."""

    painter: QPainter
    option: QStyleOptionViewItem
    inside: QRect
    entry: Entry
    ink: QColor
    quiet: QColor


class PaletteRow(QStyledItemDelegate):
    """Words at the left, with why not where it cannot be done; what it is and its key right."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, option.fontMetrics.height() + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(ENTRY)
        if not isinstance(entry, Entry):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, quiet = _ground(painter, option, entry)
        inside = option.rect.adjusted(_PAD, 0, -_PAD, 0)
        sketch = _Sketch(painter, option, inside, entry, ink, quiet)
        _icon(sketch)
        _key(sketch)
        _told(sketch)
        _words(sketch)
        painter.restore()


def _ground(painter: QPainter, option: QStyleOptionViewItem, entry: Entry) -> tuple[QColor, QColor]:
    """Paint what lies under the row; return the inks of its words and of the rest."""
    theme = theme_keeper().current
    if option.state & QStyle.StateFlag.State_Selected:
        painter.setBrush(QColor(theme.selection))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(option.rect).adjusted(4, 1, -4, -1), 5, 5)
        return QColor(theme.on_selection), QColor(theme.on_selection)
    return QColor(theme.muted if entry.why_not else theme.text), QColor(theme.muted)


def _icon(sketch: _Sketch) -> None:
    inside, entry = sketch.inside, sketch.entry
    name = "check" if entry.on else entry.icon
    if name is not None:
        mode = QIcon.Mode.Disabled if entry.why_not else QIcon.Mode.Normal
        place = QRect(inside.left(), inside.center().y() - _ICON // 2 + 1, _ICON, _ICON)
        icon(name).paint(sketch.painter, place, _Flag.AlignCenter, mode)
    inside.setLeft(inside.left() + _ICON + _GAP)


def _key(sketch: _Sketch) -> None:
    if not sketch.entry.keys:
        return
    painter, inside, metrics = sketch.painter, sketch.inside, sketch.option.fontMetrics
    key = sketch.entry.keys[0]
    width, height = metrics.horizontalAdvance(key) + 2 * _KEY_PAD, metrics.height() + 2
    cap = QRect(inside.right() - width, inside.center().y() - height // 2, width, height)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(sketch.quiet)
    painter.drawRoundedRect(QRectF(cap).adjusted(_HALF, _HALF, -_HALF, -_HALF), 4, 4)
    painter.drawText(cap, _Flag.AlignCenter, key)
    inside.setRight(cap.left() - _GAP)


def _told(sketch: _Sketch) -> None:
    painter, inside, told = sketch.painter, sketch.inside, sketch.entry.told
    painter.setPen(sketch.quiet)
    painter.drawText(inside, int(_Flag.AlignRight | _Flag.AlignVCenter), told)
    inside.setRight(inside.right() - sketch.option.fontMetrics.horizontalAdvance(told) - _GAP)


def _words(sketch: _Sketch) -> None:
    painter, option, inside, entry, ink, quiet = sketch
    metrics, left = option.fontMetrics, int(_Flag.AlignLeft | _Flag.AlignVCenter)
    shown = metrics.elidedText(entry.words, Qt.TextElideMode.ElideRight, inside.width())
    painter.setPen(ink)
    painter.drawText(inside, left, shown)
    inside.setLeft(inside.left() + metrics.horizontalAdvance(shown) + _GAP)
    if entry.why_not and inside.width() > 0:
        font = QFont(option.font)
        font.setItalic(True)
        painter.setFont(font)
        painter.setPen(quiet)
        why = metrics.elidedText(entry.why_not, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, left, why)
