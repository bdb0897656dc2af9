"""One document painted as a row: title, standing, and a bar of how far it is."""

from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.domain.document import DocumentListing, DocumentStatus
from annotator.ui.assigning import words
from annotator.ui.documents.list_model import LISTING, assigned_of, brief_of, title_of
from annotator.ui.icons import icon
from annotator.ui.text_offsets import TextOffsets
from annotator.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_PAD: Final = 12
_GAP: Final = 3
_BAR: Final = 4
_FLAG: Final = 14
_STRIPE: Final = 3
_INKS: Final = {
    DocumentStatus.NEW: "outline",
    DocumentStatus.PROPOSED: "accent",
    DocumentStatus.DRAFT: "accent",
    DocumentStatus.RETURNED: "bad",
    DocumentStatus.SUBMITTED: "warning",
    DocumentStatus.APPROVED: "good",
    DocumentStatus.EXCLUDED: "outline",
}
_SHARES: Final = (
    ("approved", "good"),
    ("rejected", "outline"),
    ("submitted", "warning"),
    ("returned", "bad"),
    ("draft", "accent"),
)


class DocumentRow(QStyledItemDelegate):
    """Paints a `DocumentListing` in the theme's colours."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        line = option.fontMetrics.height()
        return QSize(120, 3 * line + 3 * _GAP + _BAR + 2 * 8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        listing = index.data(LISTING)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = self._ground(painter, option)
        if not isinstance(listing, DocumentListing):
            painter.restore()
            return
        inside = option.rect.adjusted(_PAD, 8, -_PAD, -8)
        below = self._title(painter, option, inside, listing, selected=selected)
        self._standing(painter, option, below, listing, selected=selected)
        self._progress(painter, inside, listing)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> bool:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ground = self.theme.selection if selected else self.theme.alternate if hovered else None
        if ground is not None:
            painter.fillRect(option.rect, QColor(ground))
        if selected and option.state & QStyle.StateFlag.State_HasFocus:
            rect = option.rect
            stripe = QRect(rect.left(), rect.top(), _STRIPE, rect.height())
            painter.fillRect(stripe, QColor(self.theme.accent))
        return selected

    def _title(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        inside: QRect,
        listing: DocumentListing,
        *,
        selected: bool,
    ) -> QRect:
        """Paint the title in a line or two, and return what is left below it."""
        line = QRect(inside.left(), inside.top(), inside.width(), option.fontMetrics.height())
        if listing.marks.flagged:
            icon("flag").paint(painter, line.right() - _FLAG, line.top(), _FLAG, line.height())
            line.setRight(line.right() - _FLAG - 4)
        font = QFont(option.font)
        font.setBold(listing.status not in {DocumentStatus.APPROVED, DocumentStatus.EXCLUDED})
        font.setStrikeOut(listing.status is DocumentStatus.EXCLUDED)
        painter.setFont(font)
        painter.setPen(QColor(self.theme.on_selection if selected else self.theme.text))
        for part in in_two_lines(title_of(listing), font, line.width()):
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, part)
            line.translate(0, line.height())
        return inside.adjusted(0, line.top() - inside.top() + _GAP, 0, 0)

    def _standing(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        inside: QRect,
        listing: DocumentListing,
        *,
        selected: bool,
    ) -> None:
        height, top = option.fontMetrics.height(), inside.top()
        dot = QRectF(inside.left(), top + height / 2 - 4, 8, 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(self.theme, _INKS[listing.status])))
        painter.drawEllipse(dot)
        line = QRect(inside.left() + 14, top, inside.width() - 14, height)
        painter.setFont(option.font)
        painter.setPen(QColor(self.theme.on_selection if selected else self.theme.muted))
        line.setRight(line.right() - self._readers(painter, line, listing))
        metrics = painter.fontMetrics()
        brief = metrics.elidedText(brief_of(listing), Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, brief)

    def _readers(self, painter: QPainter, line: QRect, listing: DocumentListing) -> int:
        """Paint who is to read it at the right end of a line, and return how wide that is."""
        names = words.brief(assigned_of(listing))
        if not names:
            return 0
        metrics, most = painter.fontMetrics(), line.width() * 2 // 5
        shown = metrics.elidedText(names, Qt.TextElideMode.ElideRight, most)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shown)
        return metrics.horizontalAdvance(shown) + 8

    def _progress(self, painter: QPainter, inside: QRect, listing: DocumentListing) -> None:
        progress = listing.progress
        total = progress.claims + progress.open
        if not total:
            return
        bar = QRectF(inside.left(), inside.bottom() - _BAR + 1, inside.width(), _BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.border))
        painter.drawRoundedRect(bar, 2, 2)
        left = bar.left()
        for name, ink in _SHARES:
            width = bar.width() * getattr(progress, name) / total
            if width:
                painter.setBrush(QColor(getattr(self.theme, ink)))
                painter.drawRoundedRect(QRectF(left, bar.top(), width, _BAR), 2, 2)
                left += width


def in_two_lines(words: str, font: QFont, width: int) -> tuple[str, ...]:
    """Return words as a line, or two; what is too long ends with dots.

    Lines break between words, or in one that is longer than a line.
    """
    layout = QTextLayout(words, font)
    breaks = QTextOption()
    breaks.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(breaks)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    layout.endLayout()
    end = TextOffsets(words).from_qt(line.textLength()) if line.isValid() else len(words)
    rest = words[end:].strip()
    fits = QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)
    return (words[:end].rstrip(), fits) if rest else (words,)
