"""Select by meaning: grow a selection by steps, move its boundary by words or sentences."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from enum import Enum, IntEnum
from sys import maxsize
from typing import Final

from annotator.domain.span import Span

_NEAR: Final = 1_000  # code points around a boundary in which words are looked for
_TOKEN: Final = re.compile(r"\w+(?:['’\-]\w+)*|[^\w\s]+")
_PARAGRAPH: Final = re.compile(r"[^\s\n](?:[^\n]*[^\s\n])?")


class Direction(IntEnum):
    """Which way a boundary moves."""

    LEFT = -1
    RIGHT = 1


class Unit(Enum):
    """How far a boundary moves at once."""

    WORD = "word"
    SENTENCE = "sentence"


def tokens(text: str, start: int = 0, end: int = maxsize) -> tuple[Span, ...]:
    """Return the words of a text, or of a part of it; runs of punctuation count as words."""
    found = _TOKEN.finditer(text, max(0, start), end)
    return tuple(Span(start=word.start(), end=word.end()) for word in found)


def paragraphs(text: str) -> tuple[Span, ...]:
    """Return the paragraphs of a text, white space at their ends left out."""
    found = _PARAGRAPH.finditer(text)
    return tuple(Span(start=item.start(), end=item.end()) for item in found)


def grown(
    text: str,
    quotations: Sequence[Span],
    sentences: Sequence[Span],
    selection: Span | None,
    caret: int,
) -> Span | None:
    """Return the next bigger unit of the text around the selection or the caret.

    With nothing selected that is the innermost quotation, else the sentence, else the paragraph
    under the caret, None between paragraphs. With a selection it is the smallest quotation, run
    of sentences or run of paragraphs larger than it; the selection itself when nothing is.
    """
    if selection is None:
        return _around(text, quotations, sentences, caret)
    units = (
        *(span for span in quotations if span.covers(selection)),
        _hull(sentences, selection),
        _hull(paragraphs(text), selection),
    )
    larger = [span for span in units if span.covers(selection) and span != selection]
    return min(larger, key=len, default=selection)


def move_boundary(
    text: str,
    span: Span,
    caret: int,
    direction: Direction,
    *,
    unit: Unit = Unit.WORD,
    sentences: Sequence[Span] = (),
) -> Span:
    """Return the span with the boundary nearer to the caret moved by one unit.

    A start moves between starts of units, an end between ends; in the middle the end moves. The
    span comes back as it was where the move would empty it or leave the text.
    """
    at_start = caret - span.start < span.end - caret
    at = span.start if at_start else span.end
    units = sentences if unit is Unit.SENTENCE else tokens(text, at - _NEAR, at + _NEAR)
    if at_start:
        start = _next_stop([item.start for item in units], span.start, direction)
        return span if start is None or start >= span.end else Span(start=start, end=span.end)
    end = _next_stop([item.end for item in units], span.end, direction)
    fits = end is not None and span.start < end <= len(text)
    return Span(start=span.start, end=end) if fits and end is not None else span


def snapped(text: str, offset: int, least: int, most: int, *, at_start: bool) -> int:
    """Return where the word nearest to an offset begins, or ends; the offset where there is none.

    It is no less and no more than told, and only words of the offset's own line of the text count.
    """
    offset = max(least, min(offset, most))
    first = text.rfind("\n", 0, offset) + 1
    last = text.find("\n", offset)
    found = _TOKEN.finditer(text, first, len(text) if last < 0 else last)
    stops = (word.start() if at_start else word.end() for word in found)
    fitting = (stop for stop in stops if least <= stop <= most)
    return min(fitting, key=lambda stop: abs(stop - offset), default=offset)


def _around(
    text: str, quotations: Sequence[Span], sentences: Sequence[Span], caret: int
) -> Span | None:
    for units in (quotations, sentences, paragraphs(text)):
        inside = [span for span in units if span.start <= caret < span.end]
        touched = inside or [span for span in units if span.end == caret]
        if touched:
            return min(touched, key=len)
    return None


def _hull(units: Iterable[Span], selection: Span) -> Span:
    touched = [span for span in units if span.overlaps(selection)]
    return Span(
        start=min([selection.start, *(span.start for span in touched)]),
        end=max([selection.end, *(span.end for span in touched)]),
    )


def _next_stop(stops: list[int], at: int, direction: Direction) -> int | None:
    if direction is Direction.RIGHT:
        found = bisect_right(stops, at)
        return stops[found] if found < len(stops) else None
    found = bisect_left(stops, at)
    return stops[found - 1] if found else None
