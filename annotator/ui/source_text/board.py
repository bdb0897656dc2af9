"""The marks on one text: kept, laid out in lanes, and found by place."""

from collections.abc import Hashable, Iterable, Sequence
from heapq import merge
from operator import attrgetter
from typing import Final, NamedTuple

from annotator.domain.span import Span
from annotator.ui.source_text.index import CELL, CellIndex
from annotator.ui.source_text.marks import ClaimMarks, MarkRole

_ORDER: Final = attrgetter("order")
LANES: Final = 5  # overlapping claims side by side; the rest share the lane numbered LANES


class Placed:
    """A claim's marks, from its first word to its last, and the lane it lies in."""

    __slots__ = ("_parts", "end", "lane", "marks", "start")

    def __init__(self, marks: ClaimMarks, start: int, end: int, lane: int) -> None:
        self.marks = marks
        self.start = start
        self.end = end
        self.lane = lane
        self._parts: tuple[Part, ...] | None = None

    @property
    def key(self) -> Hashable:
        """Return the caller's name for the claim."""
        return self.marks.key

    @property
    def parts(self) -> "tuple[Part, ...]":
        """Return the claim's spans, made when somebody looks."""
        if self._parts is None:
            spans = self.marks.spans()
            self._parts = tuple(
                Part((at.start - at.end, self.lane), self, role, at.start, at.end)
                for role, at in spans
            )
        return self._parts


class Part(NamedTuple):
    """One span of a placed claim; `order` sorts the longest first, then by lane."""

    order: tuple[int, int]
    placed: Placed
    role: MarkRole
    start: int
    end: int


class MarkBoard:
    """Every claim of a text, in lanes: two that overlap never share one below the cap."""

    def __init__(self) -> None:
        self._placed: dict[Hashable, Placed] = {}
        self._claims: CellIndex[Placed] = CellIndex()  # from first word to last
        self._spans: CellIndex[Placed] = CellIndex()  # under each of their spans
        self._by_cell: dict[int, list[Part]] = {}  # of those cells that were looked at

    def __len__(self) -> int:
        return len(self._placed)

    def clear(self) -> None:
        """Forget all claims."""
        self._placed.clear()
        self._claims.clear()
        self._spans.clear()
        self._by_cell.clear()

    def get(self, key: Hashable) -> ClaimMarks | None:
        """Return a claim's marks, None where there are none."""
        placed = self._placed.get(key)
        return placed.marks if placed else None

    def show(self, wanted: Iterable[ClaimMarks]) -> list[Span]:
        """Keep exactly the claims wanted; return the stretches of text that changed."""
        claims = {marks.key: marks for marks in wanted}
        if not self._placed:
            return self._fill(claims.values())
        changed = self.drop([key for key in self._placed if key not in claims])
        new = [marks for key, marks in claims.items() if self.get(key) != marks]
        for marks in sorted(new, key=lambda item: (item.start, -item.end)):
            changed += self.put(marks)
        return changed

    def put(self, marks: ClaimMarks) -> list[Span]:
        """Add a claim, or replace the one of that key; return the stretches that changed."""
        before = self._placed.get(marks.key)
        changed = self.drop([marks.key])
        start, end = marks.start, marks.end
        same_place = before is not None and (before.start, before.end) == (start, end)
        lane = before.lane if before and same_place else self._free_lane(start, end)
        return [*changed, *self._place(Placed(marks, start, end, lane))]

    def drop(self, keys: Sequence[Hashable]) -> list[Span]:
        """Forget claims; return the stretches of text that changed."""
        changed: list[Span] = []
        for key in keys:
            placed = self._placed.pop(key, None)
            if placed is None:
                continue
            self._claims.remove(placed, placed.start, placed.end)
            stretches = placed.marks.stretches()
            for span in stretches:
                self._spans.remove(placed, span.start, span.end)
            self._sort_again(stretches)
            changed += stretches
        return changed

    def stretches(self, key: Hashable) -> list[Span]:
        """Return the text a claim is drawn in, nothing for an unknown one."""
        placed = self._placed.get(key)
        return placed.marks.stretches() if placed else []

    def parts(self, start: int, end: int) -> list[Part]:
        """Return the parts in a range: the longest first, then by lane."""
        first, last = start // CELL, (end - 1) // CELL
        found = [part for part in self._sorted(first) if part.start < end and start < part.end]
        for cell in range(first + 1, last + 1):
            begun = (part for part in self._sorted(cell) if cell * CELL <= part.start < end)
            found = [*merge(found, begun, key=_ORDER)]
        return found

    def claims(self, start: int, end: int) -> list[Placed]:
        """Return the claims between whose first and last word the range lies, by lane."""
        found = self._over(start, end)
        found.sort(key=lambda item: (item.lane, item.start))
        return found

    def keys_at(self, offset: int) -> list[Hashable]:
        """Return the claims drawn at a character, innermost first."""
        parts = reversed(self.parts(offset, offset + 1))
        return list(dict.fromkeys(part.placed.key for part in parts))

    def _fill(self, claims: Iterable[ClaimMarks]) -> list[Span]:
        """Place claims on an empty board, the lanes given out from left to right."""
        reach = sorted(((marks.start, -marks.end, at, marks) for at, marks in enumerate(claims)))
        ends = [0] * LANES
        changed: list[Span] = []
        for start, end, _at, marks in reach:
            lane = next((at for at, last in enumerate(ends) if last <= start), LANES)
            if lane < LANES:
                ends[lane] = -end
            changed += self._place(Placed(marks, start, -end, lane))
        return changed

    def _place(self, placed: Placed) -> list[Span]:
        self._placed[placed.marks.key] = placed
        self._claims.add(placed, placed.start, placed.end)
        stretches = placed.marks.stretches()
        for span in stretches:
            self._spans.add(placed, span.start, span.end)
        self._sort_again(stretches)
        return stretches

    def _sorted(self, cell: int) -> list[Part]:
        """Return the parts that reach into a cell, in order."""
        found = self._by_cell.get(cell)
        if found is None:
            start, end = cell * CELL, (cell + 1) * CELL
            parts = (part for placed in self._spans.near(start, end) for part in placed.parts)
            here = (part for part in parts if part.start < end and start < part.end)
            found = self._by_cell[cell] = sorted(here, key=_ORDER)
        return found

    def _sort_again(self, changed: Iterable[Span]) -> None:
        if self._by_cell:
            for span in changed:
                for cell in range(span.start // CELL, (span.end - 1) // CELL + 1):
                    self._by_cell.pop(cell, None)

    def _over(self, start: int, end: int) -> list[Placed]:
        near = self._claims.near(start, end)
        return [placed for placed in near if placed.start < end and start < placed.end]

    def _free_lane(self, start: int, end: int) -> int:
        taken = {placed.lane for placed in self._over(start, end)}
        return next((lane for lane in range(LANES) if lane not in taken), LANES)
