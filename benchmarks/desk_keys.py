"""The real window worked with key presses, each counted; the shortest way with them is looked for.

What is counted as an action is a chord; letters typed into a field are counted apart.
"""

from collections import deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Any, Final, NamedTuple, TypeVar

from PySide6.QtGui import QKeySequence, QTextCursor
from PySide6.QtTest import QTest

from annotator.domain.span import Span
from annotator.ui.bench import Bench
from annotator.ui.desk import Desk
from annotator.ui.main_window import MainWindow
from annotator.ui.source_text.finding import Finder
from annotator.ui.source_text.selection import Direction, Unit, grown, move_boundary, tokens
from annotator.ui.text_acts import units
from annotator.ui.text_offsets import TextOffsets

State = TypeVar("State", bound=Hashable)
_Move = QTextCursor.MoveOperation
STEPS: Final = {
    "Down": _Move.Down,
    "Up": _Move.Up,
    "Right": _Move.NextCharacter,
    "Left": _Move.PreviousCharacter,
    "Ctrl+Right": _Move.NextWord,
    "Ctrl+Left": _Move.PreviousWord,
    "Home": _Move.StartOfLine,
    "End": _Move.EndOfLine,
    "Ctrl+Home": _Move.Start,
    "Ctrl+End": _Move.End,
}
MOST_STEPS: Final = 7  # arrow keys in a row; beyond that one looks for the words
MOST_STATES: Final = 6_000
MOST_GROWN: Final = 3


class Boundary(NamedTuple):
    """One press of a bracket: which boundary of a span, where to, how far."""

    at_start: bool
    direction: Direction
    unit: Unit


BOUNDARIES: Final = tuple(
    Boundary(at_start, direction, unit)
    for unit in Unit
    for at_start in (True, False)
    for direction in Direction
)


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
        while not wanted.start <= self.view.caret() < wanted.end:
            way = self._way(wanted)
            if way is None:
                self._look_for(wanted)
                return
            self.press(way[0])

    def _way(self, wanted: Span) -> list[str] | None:
        """Return the shortest row of arrow keys into a span, None where it is too long."""
        offsets = TextOffsets(self.view.text)
        ends = (offsets.to_qt(wanted.start), offsets.to_qt(wanted.end))
        cursor = QTextCursor(self.view.textCursor())

        def after(place: int) -> Iterator[tuple[str, int]]:
            for key, move in STEPS.items():
                cursor.setPosition(place)
                cursor.movePosition(move)
                yield key, cursor.position()

        here = cursor.position()
        return shortest(here, after, lambda place: ends[0] <= place < ends[1], MOST_STEPS)

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
        for _press in range(self._presses(wanted)):
            self.press("S")

    def _presses(self, wanted: Span) -> int:
        text, selection = self.view.text, self.view.selection()
        inside, whole = units(text, wanted)
        costs: list[tuple[int, int]] = []
        for number in range(1, MOST_GROWN + 1):
            selection = grown(text, inside, whole, selection, self.view.caret())
            if selection is None:
                break
            way = brackets(text, selection, wanted)
            costs.append((number + (99 if way is None else len(way)), number))
        return min(costs)[1] if costs else 1

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
    goal = worded(text, wanted)

    def after(place: tuple[int, int]) -> Iterator[tuple[Boundary, tuple[int, int]]]:
        here = Span(start=place[0], end=place[1])
        whole = units(text, here)[1]
        for step in BOUNDARIES:
            at = here.start if step.at_start else here.end
            moved = move_boundary(
                text, here, at, step.direction, unit=step.unit, sentences=whole
            )  # fmt: skip
            yield step, (moved.start, moved.end)

    def fits(place: tuple[int, int]) -> bool:
        return worded(text, Span(start=place[0], end=place[1])) == goal

    by_word = _straight(text, span, wanted)
    found = shortest((span.start, span.end), after, fits, 6)
    return min((way for way in (by_word, found) if way is not None), key=len, default=None)


def _straight(text: str, span: Span, wanted: Span) -> list[Boundary] | None:
    """Return the presses that move each boundary by words alone."""
    goal, way = worded(text, wanted), []
    for at_start, edge in ((True, 0), (False, 1)):
        for _press in range(60):
            here, there = worded(text, span)[edge], goal[edge]
            if here == there:
                break
            step = Boundary(at_start, Direction(1 if there > here else -1), Unit.WORD)
            at = span.start if at_start else span.end
            moved = move_boundary(text, span, at, step.direction)
            if moved == span:
                return None
            span = moved
            way.append(step)
    return way if worded(text, span) == goal else None


def worded(text: str, span: Span) -> tuple[int, int]:
    """Return where the words of a span begin and end, signs at its edges left out."""
    words = [word for word in tokens(text, span.start, span.end) if text[word.start].isalnum()]
    return (words[0].start, words[-1].end) if words else (span.start, span.end)


def shortest(
    start: State,
    after: Callable[[State], Iterator[tuple[Any, State]]],
    holds: Callable[[State], bool],
    most: int,
) -> list[Any] | None:
    """Return the fewest steps from a state to one that holds, None beyond `most` steps."""
    waiting: deque[tuple[State, Sequence[Any]]] = deque([(start, ())])
    seen = {start}
    while waiting and len(seen) < MOST_STATES:
        state, way = waiting.popleft()
        if holds(state):
            return list(way)
        if len(way) >= most:
            continue
        for step, following in after(state):
            if following not in seen:
                seen.add(following)
                waiting.append((following, (*way, step)))
    return None


def _leads(finder: Finder, letters: str, caret: int, wanted: Span) -> bool:
    hits = finder.find(letters).near(caret)
    found = hits.looked_at
    return found is not None and wanted.start <= found.start < wanted.end
