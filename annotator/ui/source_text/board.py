"""The marks on one text: kept, laid out in lanes, and found by place."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from annotator.domain.span import Span
from annotator.ui.source_text.index import CellIndex
from annotator.ui.source_text.marks import ClaimMarks, MarkRole

LANES: Final = 5  # overlapping claims side by side; the rest share the lane numbered LANES


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A claim's marks and the lane it lies in."""

    marks: ClaimMarks
    start: int
    end: int
    lane: int

    @property
    def key(self) -> Hashable:
        """Return the caller's name for the claim."""
        return self.marks.key


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One span of a placed claim."""

    placed: Placed
    role: MarkRole
    start: int
    end: int


class MarkBoard:
    """Every claim of a text, in lanes: two that overlap never share one below the cap."""

    def __init__(self) -> None:
        self._placed: dict[Hashable, Placed] = {}
        self._parts: dict[Hashable, tuple[Part, ...]] = {}
        self._claims: CellIndex[Placed] = CellIndex()
        self._spans: CellIndex[Part] = CellIndex()

    def __len__(self) -> int:
        return len(self._placed)

    def get(self, key: Hashable) -> ClaimMarks | None:
        """Return a claim's marks, None where there are none."""
        placed = self._placed.get(key)
        return placed.marks if placed else None

    def show(self, wanted: Iterable[ClaimMarks]) -> list[Span]:
        """Keep exactly the claims wanted; return the stretches of text that changed."""
        claims = {marks.key: marks for marks in wanted}
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
        placed = Placed(marks, start, end, lane)
        parts = tuple(Part(placed, role, at.start, at.end) for role, at in marks.spans())
        self._placed[marks.key], self._parts[marks.key] = placed, parts
        self._claims.add(placed, start, end)
        for part in parts:
            self._spans.add(part, part.start, part.end)
        return [*changed, *marks.stretches()]

    def drop(self, keys: Sequence[Hashable]) -> list[Span]:
        """Forget claims; return the stretches of text that changed."""
        changed: list[Span] = []
        for key in keys:
            placed = self._placed.pop(key, None)
            if placed is None:
                continue
            self._claims.remove(placed, placed.start, placed.end)
            for part in self._parts.pop(key):
                self._spans.remove(part, part.start, part.end)
            changed += placed.marks.stretches()
        return changed

    def stretches(self, key: Hashable) -> list[Span]:
        """Return the text a claim is drawn in, nothing for an unknown one."""
        placed = self._placed.get(key)
        return placed.marks.stretches() if placed else []

    def parts(self, start: int, end: int) -> list[Part]:
        """Return the parts in a range: the longest first, then by lane."""
        found = self._spans.over(start, end)
        return sorted(found, key=lambda part: (part.start - part.end, part.placed.lane))

    def claims(self, start: int, end: int) -> list[Placed]:
        """Return the claims between whose first and last word the range lies, by lane."""
        return sorted(self._claims.over(start, end), key=lambda item: (item.lane, item.start))

    def keys_at(self, offset: int) -> list[Hashable]:
        """Return the claims drawn at a character, innermost first."""
        parts = reversed(self.parts(offset, offset + 1))
        return list(dict.fromkeys(part.placed.key for part in parts))

    def _free_lane(self, start: int, end: int) -> int:
        taken = {placed.lane for placed in self._claims.over(start, end)}
        return next((lane for lane in range(LANES) if lane not in taken), LANES)
