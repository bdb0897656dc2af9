"""The ends of the current claim's fragments, taken hold of with the mouse."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from PySide6.QtCore import QObject, QPoint, QPointF, QRectF, Qt, QTimer

from annotator.domain.span import Span
from annotator.ui.source_text.marks import ClaimMarks
from annotator.ui.source_text.selection import snapped

REACH: Final = 5.0  # pixels beside a boundary that still take hold of it
SCROLL_MS: Final = 40  # between two steps while the pointer is held beyond the text
_STEP: Final = 3  # steps of the scroll bar


@dataclass(frozen=True, slots=True)
class Grip:
    """One boundary of one content fragment, held; `limit` is the length of the text."""

    key: Hashable
    fragment: int
    span: Span
    at_start: bool
    limit: int

    @property
    def room(self) -> tuple[int, int]:
        """Return the least and the greatest offset: no fragment is empty or outside the text."""
        return (0, self.span.end - 1) if self.at_start else (self.span.start + 1, self.limit)

    def moved(self, offset: int) -> Span:
        """Return the fragment with the boundary as near to an offset as may be."""
        least, most = self.room
        offset = max(least, min(offset, most))
        if self.at_start:
            return Span(start=offset, end=self.span.end)
        return Span(start=self.span.start, end=offset)


class Handle(QRectF):
    """Where on the viewport one boundary can be taken hold of."""

    def __init__(self, place: QRectF, grip: Grip) -> None:
        super().__init__(place.adjusted(-REACH, -REACH, REACH, REACH))
        self.grip = grip


class Grips(Protocol):
    """What a drag asks of the text view."""

    @property
    def text(self) -> str:
        """Return the text shown."""

    def handles(self) -> Sequence[Handle]:
        """Return what is in sight of the current claim's boundaries."""

    def offset_at(self, point: QPoint) -> int:
        """Return the offset next to a point of the viewport."""

    def preview(self, marks: ClaimMarks) -> None:
        """Draw a claim as it would become."""

    def marks(self, key: Hashable) -> ClaimMarks | None:
        """Return what is drawn of a claim."""

    def scroll_towards(self, point: QPoint, steps: int) -> bool:
        """Scroll if a point lies above or below the viewport; tell whether it does."""


class BoundaryDrag(QObject):
    """One drag from press to release: the claim is drawn as it would become, and nothing told.

    The boundary goes from word to word, and with Alt held from character to character.
    """

    def __init__(self, view: Grips, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._grip: Grip | None = None
        self._before: ClaimMarks | None = None
        self._wanted: Span | None = None
        self._held = (QPoint(), False)
        self._scroll = QTimer(self, interval=SCROLL_MS)
        self._scroll.timeout.connect(self._on_scroll)

    @property
    def held(self) -> bool:
        """Tell whether a boundary is being dragged."""
        return self._grip is not None

    def over(self, point: QPoint) -> Grip | None:
        """Return the boundary at a point of the viewport, the nearest of several."""
        place = QPointF(point)
        found = [handle for handle in self._view.handles() if handle.contains(place)]
        found.sort(key=lambda handle: abs(handle.center().x() - place.x()))
        return found[0].grip if found else None

    def begin(self, point: QPoint) -> bool:
        """Take hold of the boundary at a point; tell whether there is one."""
        self._grip = self.over(point)
        if self._grip is not None:
            self._before = self._view.marks(self._grip.key)
        return self.held

    def move(self, point: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        """Pull the boundary to a point."""
        self._held = (point, bool(modifiers & Qt.KeyboardModifier.AltModifier))
        beyond = self._view.scroll_towards(point, 0)
        if beyond and not self._scroll.isActive():
            self._scroll.start()
        self._pull()

    def end(self) -> tuple[Grip, Span] | None:
        """Let go; return the boundary and the fragment it makes, None if it is as it was."""
        grip, wanted = self._grip, self._wanted
        self.cancel()
        return (grip, wanted) if grip and wanted and wanted != grip.span else None

    def cancel(self) -> None:
        """Let go, and draw the claim as it is."""
        self._scroll.stop()
        if self._before is not None and self._wanted is not None:
            self._view.preview(self._before)
        self._grip = self._before = self._wanted = None

    def _pull(self) -> None:
        grip, before = self._grip, self._before
        if grip is None or before is None:
            return
        point, freely = self._held
        offset = self._view.offset_at(point)
        if not freely:
            offset = snapped(self._view.text, offset, *grip.room, at_start=grip.at_start)
        wanted = grip.moved(offset)
        if wanted != (self._wanted or grip.span):
            self._wanted = wanted
            content = list(before.content)
            content[grip.fragment] = wanted
            self._view.preview(before._replace(content=tuple(content)))

    def _on_scroll(self) -> None:
        if self._view.scroll_towards(self._held[0], _STEP):
            self._pull()
        else:
            self._scroll.stop()
