"""The source chain as a breadcrumb: who passed the words on, the outermost first."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from annotator.ui.claims.colours import theme_keeper
from annotator.ui.claims.flow_layout import FlowLayout
from annotator.ui.record.crumb import Crumb, ShownLink

_GAP: Final = 3
_LEAST: Final = 84  # pixels of a link
_STYLE: Final = (
    "QToolButton { border: 1px solid palette(mid); border-radius: 4px; padding: 2px 7px; }"
    "QToolButton:checked { border-color: palette(link); }"
    "QToolButton:focus { border: 2px solid palette(link); padding: 1px 6px; }"
)


class Breadcrumb(QWidget):
    """Shows links, one of them the one that is worked on; changes nothing itself.

    Signals:
        chosen: the position of the link to work on.
        moved: a position, and by how many places the link there is to move.
        inserted: the position of a new link.
        removed: the position of the link to take out.
    """

    chosen = Signal(int)
    moved = Signal(int, int)
    inserted = Signal(int)
    removed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.crumbs: list[Crumb] = []
        self._signs: list[QLabel] = []
        self._gap: int | None = None
        self._current = -1
        self._flow = FlowLayout(self, gap=_GAP)
        self.begin = QToolButton(self)
        self.begin.setText(self.tr("+ Add a source"))
        self.begin.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.begin.clicked.connect(partial(self.inserted.emit, 0))
        self._flow.addWidget(self.begin)
        self.setStyleSheet(_STYLE)
        self.setAccessibleName(self.tr("Source chain, the outermost source first"))

    def show_links(self, links: Sequence[ShownLink], current: int) -> None:
        """Show exactly these links; the keyboard stays in the chain if it was there."""
        had = any(crumb.hasFocus() for crumb in self.crumbs) or self.begin.hasFocus()
        self._resize(len(links))
        for place, (crumb, link) in enumerate(zip(self.crumbs, links, strict=True)):
            crumb.show_link(link, place, len(links))
            crumb.setChecked(place == current)
        self._current = current
        self._share_out()
        self.begin.setVisible(not links)
        if had:
            wanted = self.crumbs[current] if links else self.begin
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def go(self) -> None:
        """Take the keyboard."""
        target = self.crumbs[self._current] if self.crumbs else self.begin
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        """Give each link its share of a line, and what it needs to be told from others."""
        count = max(1, len(self.crumbs))
        signs = sum(sign.sizeHint().width() + 2 * _GAP for sign in self._signs)
        share = (self.width() - signs) // count - _GAP
        for crumb in self.crumbs:
            crumb.cut(max(_LEAST, share))
        height = self.crumbs[0].sizeHint().height() if self.crumbs else 0
        for sign in self._signs:
            sign.setFixedHeight(height)

    def _resize(self, count: int) -> None:
        while len(self.crumbs) > count:
            for gone in (self.crumbs.pop(), *([self._signs.pop()] if self._signs else [])):
                self._flow.removeWidget(gone)
                gone.hide()
                gone.deleteLater()
        while len(self.crumbs) < count:
            if self.crumbs:
                sign = QLabel("›", self)
                sign.show()
                self._signs.append(sign)
                self._flow.addWidget(sign)
            self.crumbs.append(self._crumb(len(self.crumbs)))
            self._flow.addWidget(self.crumbs[-1])
            self.crumbs[-1].show()

    def _crumb(self, place: int) -> Crumb:
        crumb = Crumb(self)
        crumb.clicked.connect(partial(self._on_clicked, place))
        crumb.walked.connect(partial(self._on_walked, place))
        crumb.moved.connect(partial(self._on_moved, place))
        crumb.inserted.connect(lambda after: self.inserted.emit(place + after))
        crumb.removed.connect(lambda _none: self.removed.emit(place))
        crumb.dragged.connect(partial(self._on_dragged, place))
        crumb.dropped.connect(partial(self._on_dropped, place))
        return crumb

    def _on_clicked(self, place: int) -> None:
        for at, crumb in enumerate(self.crumbs):
            crumb.setChecked(at == self._current)
        self.chosen.emit(place)

    def _on_walked(self, place: int, by: int) -> None:
        wanted = place + by
        if 0 <= wanted < len(self.crumbs):
            self.crumbs[wanted].setFocus(Qt.FocusReason.OtherFocusReason)
            self.chosen.emit(wanted)

    def _on_moved(self, place: int, by: int) -> None:
        if 0 <= place + by < len(self.crumbs):
            self.moved.emit(place, by)

    def _on_dragged(self, place: int, point: QPoint) -> None:
        gap = self._gap_at(point)
        self._gap = None if gap in {place, place + 1} else gap
        self.update()

    def _on_dropped(self, place: int, point: QPoint) -> None:
        self._gap = None
        self.update()
        gap = self._gap_at(point)
        by = gap - place - (gap > place)
        if by:
            self.moved.emit(place, by)

    def _gap_at(self, point: QPoint) -> int:
        """Return before how many links' place a point lies, as one reads."""
        before = 0
        for crumb in self.crumbs:
            box = crumb.geometry()
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            past = point.x() < box.center().x() if mirrored else point.x() > box.center().x()
            if point.y() > box.bottom() or (point.y() >= box.top() and past):
                before += 1
        return before

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._gap is None:
            return
        last = self._gap == len(self.crumbs)
        box = self.crumbs[-1 if last else self._gap].geometry()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = box.right() + 2 if last != mirrored else box.left() - 2
        with QPainter(self) as painter:
            painter.setPen(QPen(QColor(theme_keeper().current.accent), 3))
            painter.drawLine(x, box.top(), x, box.bottom())
