"""Lines of an article cut and packed into windows that the encoder reads at once."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

LONGEST: Final = 254
"""Word pieces in a window, without the one that opens it."""
_CONTEXT: Final = 40


class Segment(NamedTuple):
    """Words `first` to before `end` of a line; only those from `kept` to before `kept_end` count.

    The others are there as context, and belong to the segments beside it.
    """

    line: int
    first: int
    end: int
    kept: int
    kept_end: int


Window = tuple[Segment, ...]


def windows(sizes: Sequence[Sequence[int]], longest: int = LONGEST) -> list[Window]:
    """Return windows in which each word counts once; `sizes` are the pieces of each line's words.

    A window holds whole lines as long as they fit, each with one piece behind it that parts it
    from the next. A line too long for one is cut, with context on both sides of a cut. No word
    may have more than `longest` / 3 pieces.
    """
    found: list[Window] = []
    window: list[Segment] = []
    filled = 0
    for number, line in enumerate(sizes):
        for segment in _segments(number, line, longest - 1):
            size = sum(line[segment.first : segment.end]) + 1
            if window and filled + size > longest:
                found.append(tuple(window))
                window, filled = [], 0
            window.append(segment)
            filled += size
    return [*found, tuple(window)] if window else found


def _segments(number: int, line: Sequence[int], room: int) -> Iterator[Segment]:
    """Yield a line whole, or in overlapping cuts of up to `room` pieces."""
    ends = list(accumulate(line))
    if not ends or ends[-1] <= room:
        if ends:
            yield Segment(number, 0, len(line), 0, len(line))
        return
    kept = 0
    context = min(_CONTEXT, room // 4)
    while kept < len(line):
        first = _back(ends, kept, context)
        end = _forth(ends, first, room)
        kept_end = end if end == len(line) else max(kept + 1, _back(ends, end, context))
        yield Segment(number, first, end, kept, kept_end)
        kept = kept_end


def _back(ends: Sequence[int], at: int, pieces: int) -> int:
    """Return the first word of those before `at` that together have at most `pieces` pieces."""
    first = at
    while first and ends[at - 1] - (ends[first - 2] if first > 1 else 0) <= pieces:
        first -= 1
    return first


def _forth(ends: Sequence[int], first: int, pieces: int) -> int:
    """Return the end of the words from `first` that together have at most `pieces` pieces."""
    before = ends[first - 1] if first else 0
    end = first + 1
    while end < len(ends) and ends[end] - before <= pieces:
        end += 1
    return end
