"""The real window worked with key presses, each counted; the shortest way with them is looked for.

What is counted as an action is a chord; letters typed into a field are counted apart.
"""

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import product
from typing import Any, Final, NamedTuple, TypeVar

from PySide6.QtGui import QKeySequence, QTextCursor
from PySide6.QtTest import QTest

from annotator.domain.span import Span
from annotator.ui.bench import Bench
from annotator.ui.desk import Desk
from annotator.ui.main_window import MainWindow
from annotator.ui.source_text.finding import Finder
from annotator.ui.source_text.selection import Direction, Unit, grown, tokens
from annotator.ui.text_acts import units
from annotator.ui.text_offsets import TextOffsets

State = TypeVar("State", bound=Hashable)
_Move = QTextCursor.MoveOperation
ROWS: Final = {"Down": _Move.Down, "Up": _Move.Up}
EDGES: Final = {"Home": _Move.StartOfLine, "End": _Move.EndOfLine}
ALONG: Final = {
    "Right": _Move.NextCharacter,
    "Left": _Move.PreviousCharacter,
    "Ctrl+Right": _Move.NextWord,
    "Ctrl+Left": _Move.PreviousWord,
}
ENDS: Final = {"Ctrl+Home": _Move.Start, "Ctrl+End": _Move.End}
MOST_STEPS: Final = 7  # arrow keys in a row; beyond that one looks for the words
MOST_PRESSES: Final = 60
LONGEST: Final = ("",) * (MOST_STEPS + 1)
MOST_GROWN: Final = 3


class Boundary(NamedTuple):
    """One press of a bracket: which boundary of a span, where to, how far."""

    at_start: bool
    direction: Direction
    unit: Unit


class Hands:
    """A person's hands on the keys of one window; `actions` are chords, `letters` what is typed."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.actions = self.letters = 0

    @property
    def bench(self) -> Bench:
        """Return the panes."""
        if self._window.session is None:
            raise LookupError("no project is open")
        return self._window.session.bench

    @property
    def desk(self) -> Desk:
        """Return the desk."""
        return self.bench.desk

    @property
    def view(self) -> Any:
        """Return the view of the text."""
        return self.bench.text.view

    def press(self, *chords: str) -> None:
        """Press chords, each an action."""
        for chord in chords:
            self.actions += 1
            keys = QKeySequence(chord)[0]
            target = self._window.windowHandle()
            QTest.keyClick(target, keys.key(), keys.keyboardModifiers())

    def write(self, letters: str) -> None:
        """Type letters into the field that has the keyboard."""
        for letter in letters:
            self.letters += 1
            QTest.keyClick(self._window.windowHandle(), letter)

    def back_to_text(self) -> None:
        """Leave a field, if the keyboard is in one."""
        for _try in range(3):
            if not self.view.hasFocus():
                self.press("Escape")

    def point_into(self, wanted: Span) -> None:
        """Put the caret somewhere into some words: by arrow keys, or by looking for them."""
        if wanted.start <= self.view.caret() < wanted.end:
            return
        way = self._way(wanted)
        if way is not None:
            self.press(*way)
        if not wanted.start <= self.view.caret() < wanted.end:
            self._look_for(wanted)

    def _way(self, wanted: Span) -> tuple[str, ...] | None:
        """Return the shortest row of arrow keys into a span, None where it is too long.

        It goes by lines first, from here or from an end of the text, and then along the line.
        """
        offsets = TextOffsets(self.view.text)
        first, last = offsets.to_qt(wanted.start), offsets.to_qt(wanted.end)
        ways: dict[int, tuple[str, ...]] = {}
        for cursor, way in _along(_by_lines(QTextCursor(self.view.textCursor()))):
            place = cursor.position()
            if first <= place < last and len(way) < len(ways.get(place, LONGEST)):
                ways[place] = way
        least = min(map(len, ways.values()), default=0)
        near = {at: way for at, way in ways.items() if len(way) == least}
        best = min(near, key=lambda at: self._cost(offsets.from_qt(at), wanted)[0], default=None)
        return None if best is None else near[best]

    def _look_for(self, wanted: Span) -> None:
        finder, text, caret = Finder(self.view.text), self.view.text, self.view.caret()
        inside = [word for word in tokens(text, wanted.start, wanted.end) if word.start]
        prefixes = (
            text[word.start : word.start + length]
            for length in range(2, 40)
            for word in inside[:12]
            if "\n" not in text[word.start : word.start + length]
        )
        typed = next(letters for letters in prefixes if _leads(finder, letters, caret, wanted))
        self.press("Ctrl+F")
        self.write(typed)
        QTest.qWait(20)  # the bar looks at the next turn of the window
        self.press("Escape")

    def select(self, wanted: Span) -> None:
        """Select the unit of the text that comes nearest to some words."""
        for _press in range(self._cost(self.view.caret(), wanted)[1]):
            self.press("S")

    def _cost(self, caret: int, wanted: Span) -> tuple[int, int]:
        """Return what selecting at a place takes with all brackets, and how often S is pressed."""
        text, selection = self.view.text, self.view.selection()
        inside, whole = units(text, wanted)
        costs: list[tuple[int, int]] = []
        for number in range(1, MOST_GROWN + 1):
            selection = grown(text, inside, whole, selection, caret)
            if selection is None:
                break
            way = brackets(text, selection, wanted)
            costs.append((number + (99 if way is None else len(way)), number))
        return min(costs, default=(99, 1))

    def fit(self, index: int, wanted: Span) -> int:
        """Move the boundaries of a fragment to its words, if keys can; return how many moved it."""
        content = self.desk.current.body.content
        way = brackets(self.view.text, content[index], wanted) or []
        if way and len(content) > 1:
            self.point_into(content[index])
        return sum(self._bracket(index, step) for step in way)

    def _bracket(self, index: int, step: Boundary) -> bool:
        """Press what moves a boundary; return whether it moved."""
        span, caret = self.desk.current.body.content[index], self.view.caret()
        nearer_is_start = caret - span.start < span.end - caret
        key = "[" if step.direction is Direction.LEFT else "]"
        shift = "" if nearer_is_start is step.at_start else "Shift+"
        self.press(f"{'Ctrl+' if step.unit is Unit.SENTENCE else ''}{shift}{key}")
        return bool(self.desk.current.body.content[index] != span)


def brackets(text: str, span: Span, wanted: Span) -> list[Boundary] | None:
    """Return the fewest presses that give a span the words of another, None where none do."""
    ways = (_both(text, span, wanted, start_first=first) for first in (True, False))
    return min((way for way in ways if way is not None), key=len, default=None)


def _both(text: str, span: Span, wanted: Span, *, start_first: bool) -> list[Boundary] | None:
    goal, places, found = worded(text, wanted), [span.start, span.end], []
    for at_start in (start_first, not start_first):
        edge = 0 if at_start else 1
        fits = partial(_fits, text, at_start, goal[edge])
        way = shortest(places[edge], partial(_moves, text, at_start, tuple(places)), fits)
        if way is None:
            return None
        found += [step for step, _place in way]
        places[edge] = way[-1][1] if way else places[edge]
    return found


def _moves(
    text: str, at_start: bool, ends: tuple[int, ...], place: int
) -> Iterator[tuple[Boundary, int]]:
    """Yield what each press would make of one boundary, the other staying where it is."""
    for unit, direction in product(Unit, Direction):
        stops = _stops(text, unit, at_start)
        right = direction is Direction.RIGHT
        at = bisect_right(stops, place) if right else bisect_left(stops, place) - 1
        if 0 <= at < len(stops) and (stops[at] < ends[1] if at_start else stops[at] > ends[0]):
            yield Boundary(at_start, direction, unit), stops[at]


@lru_cache(maxsize=16)
def _stops(text: str, unit: Unit, at_start: bool) -> list[int]:
    whole = units(text, Span(start=0, end=len(text)))[1] if unit is Unit.SENTENCE else tokens(text)
    return [item.start if at_start else item.end for item in whole]


@lru_cache(maxsize=4)
def _words(text: str, at_start: bool) -> list[int]:
    words = (word for word in tokens(text) if text[word.start].isalnum())
    return [word.start if at_start else word.end for word in words]


def _fits(text: str, at_start: bool, goal: int, place: int) -> bool:
    words = _words(text, at_start)
    at = bisect_left(words, place) if at_start else bisect_right(words, place) - 1
    return 0 <= at < len(words) and words[at] == goal


def worded(text: str, span: Span) -> tuple[int, int]:
    """Return where the words of a span begin and end, signs at its edges left out."""
    words = [word for word in tokens(text, span.start, span.end) if text[word.start].isalnum()]
    return (words[0].start, words[-1].end) if words else (span.start, span.end)


def shortest(
    start: State,
    after: Callable[[State], Iterator[tuple[Any, State]]],
    holds: Callable[[State], bool],
) -> list[tuple[Any, State]] | None:
    """Return the fewest steps to a state that holds, and where each leads; None for too many."""
    waiting: deque[tuple[State, Sequence[tuple[Any, State]]]] = deque([(start, ())])
    seen = {start}
    while waiting:
        state, way = waiting.popleft()
        if holds(state):
            return list(way)
        for step, following in after(state) if len(way) < MOST_PRESSES else ():
            if following not in seen:
                seen.add(following)
                waiting.append((following, (*way, (step, following))))
    return None


def _by_lines(cursor: QTextCursor) -> Iterator[tuple[QTextCursor, tuple[str, ...]]]:
    """Yield where keys of lines lead, an end of the text before them."""
    for begun, move in ((), _Move.NoMove), *(((key,), move) for key, move in ENDS.items()):
        for key, line in ROWS.items():
            moved = QTextCursor(cursor)
            moved.movePosition(move)
            for presses in range(MOST_STEPS + 1 - len(begun)):
                yield moved, (*begun, *[key] * presses)
                moved.movePosition(line)


def _along(
    places: Iterator[tuple[QTextCursor, tuple[str, ...]]],
) -> Iterator[tuple[QTextCursor, tuple[str, ...]]]:
    """Yield where keys along a line lead from places, an edge of the line before them."""
    for place, way in places:
        for begun, edge in ((), _Move.NoMove), *(((key,), move) for key, move in EDGES.items()):
            for key, move in ALONG.items():
                moved = QTextCursor(place)
                moved.movePosition(edge)
                for presses in range(MOST_STEPS + 1 - len(way) - len(begun)):
                    yield moved, (*way, *begun, *[key] * presses)
                    moved.movePosition(move)


def _leads(finder: Finder, letters: str, caret: int, wanted: Span) -> bool:
    hits = finder.find(letters).near(caret)
    found = hits.looked_at
    return found is not None and wanted.start <= found.start < wanted.end
