"""Measure the source text view against the bare widget of Qt that shows the same text.

Prints, for each size and act, the median and the 95th percentile of both in milliseconds of the
window's thread, turn about in one run, our figure over the bare one's, and what we owe. The bare
widget is a QTextEdit, and a QPlainTextEdit for texts that we show in one. Adding a claim is held
against one repaint of it. The last text is one paragraph, told and held against nothing: Qt shapes
pages of it anew for every line that it draws. Run `python benchmarks/text_view.py [CHARACTERS
SPANS]` on a quiet machine.
"""

import os

os.environ["QT_QPA_PLATFORM"] = os.environ.get("QT_QPA_PLATFORM") or "offscreen"

import random
import statistics
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from time import thread_time
from types import MappingProxyType
from typing import Final, NamedTuple

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QTextCursor, QWheelEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit

from annotator.domain.span import Span
from annotator.ui.source_text.marks import ClaimMarks, Link
from annotator.ui.source_text.reader import LONG
from annotator.ui.source_text.view import LongTextView, ReadingView, SourceTextView
from annotator.ui.theme import load_theme

CHARACTERS: Final = (5_000, 100_000, 1_000_000)
SPANS: Final = (200, 2_000, 10_000)
ARTICLE: Final = (5_000, 1_000)
ONE_PARAGRAPH: Final = (100_000, 10_000)
SPANS_PER_CLAIM: Final = 3
WORDS: Final = ("rain", "harbour", "fell", "the", "grey", "nobody", "waited", "said", "end")
ROUNDS: Final = 41
LOADS: Final = 9
OWED: Final[Mapping[str, float]] = MappingProxyType(
    {"load": 4, "switch": 4, "jump": 4, "wheel": 2, "select": 2.5, "add": 1.5}
)
OPENING: Final = frozenset({"load", "switch"})
MOST_OPENED: Final = 1_000  # spans of an article
DENSEST: Final = 5  # characters a span
BY_P95: Final = frozenset({"wheel"})  # what is owed of the slowest turns
HEAD: Final = (
    f"{'chars':>9}{'spans':>8}  {'act':8}{'ours p50':>9}{'p95':>8}{'bare p50':>10}{'p95':>8}"
)
Step = Callable[[int], object]
Bare = QTextEdit | QPlainTextEdit


class Figures(NamedTuple):
    """What one act cost at one size, in milliseconds."""

    characters: int
    spans: int
    act: str
    ours: tuple[float, float]
    bare: tuple[float, float]
    held: bool = True

    @property
    def ratio(self) -> float:
        """Return how many times the bare widget's time ours is."""
        slowest = self.act in BY_P95
        return self.ours[slowest] / self.bare[slowest]

    def line(self) -> str:
        """Return the figures as a line of the table."""
        mine, other = (f"{p50:{wide}.2f}{p95:8.2f}" for (p50, p95), wide in self._pairs())
        size = f"{self.characters:9,}{self.spans:8,}  {self.act:8}"
        return f"{size}{mine}{other}{self.ratio:7.1f}x{self._verdict()}"

    def _verdict(self) -> str:
        if self.owed is None:
            return ""
        return f" of {self.owed:g}" + ("" if self.ratio <= self.owed else "  over")

    @property
    def owed(self) -> float | None:
        """Return what the ratio may be, None where nothing is owed: a text is all but covered."""
        most = MOST_OPENED if self.act in OPENING else self.characters // DENSEST
        return OWED[self.act] if self.held and self.spans <= most else None

    def _pairs(self) -> tuple[tuple[tuple[float, float], int], ...]:
        return ((self.ours, 9), (self.bare, 10))


class Article(NamedTuple):
    """A text and what is marked in it."""

    text: str
    marks: Sequence[ClaimMarks]


class Bench:
    """Both widgets with articles of one size."""

    def __init__(self, app: QApplication, characters: int, spans: int, joint: str = "\n") -> None:
        """Show texts whose lines are put together by a joint."""
        self.app = app
        self.size = (characters, spans)
        self._held = joint == "\n"
        self.articles = [_article(seed, characters, spans, joint) for seed in (1, 2)]
        self.ours: ReadingView = self._our_widget()
        self.bare: Bare = self._bare_widget()

    def figures(self) -> Iterator[Figures]:
        """Yield what each act costs."""
        yield self._timed("load", self._load_ours, self._load_bare, LOADS)
        yield self._timed("switch", self._show_ours, self._show_bare, LOADS)
        yield self._timed("jump", _jump(self.ours), _jump(self.bare))
        for widget in (self.ours, self.bare):
            widget.verticalScrollBar().setValue(0)
        yield self._timed("wheel", _turn(self.ours), _turn(self.bare))
        yield self._timed("select", _select(self.ours), _select(self.bare))
        self._in_sight = [self.ours.offset_at(QPoint(40, 15 * at)) for at in range(2, ROUNDS + 2)]
        yield self._timed("add", self._add, lambda _number: self.bare.viewport().update())

    def close(self) -> None:
        """Put both widgets away."""
        for widget in (self.ours, self.bare):
            widget.close()
            widget.deleteLater()

    def _our_widget(self) -> ReadingView:
        long = self.size[0] > LONG
        view = LongTextView(load_theme("light")) if long else SourceTextView(load_theme("light"))
        view.resize(900, 760)
        return view

    def _bare_widget(self) -> Bare:
        widget = QPlainTextEdit() if self.size[0] > LONG else QTextEdit()
        widget.setReadOnly(True)
        widget.setUndoRedoEnabled(False)
        widget.setFont(self.ours.font())
        beside = 900 - self.ours.viewport().width() - widget.verticalScrollBar().sizeHint().width()
        widget.setViewportMargins(beside // 2, 0, beside - beside // 2, 0)
        widget.resize(900, 760)
        return widget

    def _load_ours(self, number: int) -> None:
        self.ours.close()
        self.ours = self._our_widget()
        self._show_ours(number)
        self.ours.show()

    def _load_bare(self, number: int) -> None:
        self.bare.close()
        self.bare = self._bare_widget()
        self._show_bare(number)
        self.bare.show()

    def _show_ours(self, number: int) -> None:
        article = self.articles[number % 2]
        self.ours.show_text(article.text)
        self.ours.show_marks(article.marks)

    def _show_bare(self, number: int) -> None:
        self.bare.setPlainText(self.articles[number % 2].text)

    def _add(self, number: int) -> None:
        start = self._in_sight[number]
        span = Span(start=start, end=start + 40)
        self.ours.put_marks(ClaimMarks(("added", number), (span,), colour=number))

    def _timed(self, act: str, ours: Step, bare: Step, rounds: int = ROUNDS) -> Figures:
        """Time both, turn about, each until it is painted."""
        times: tuple[list[float], list[float]] = ([], [])
        for number in range(rounds):
            for kept, step in zip(times, (ours, bare), strict=True):
                start = thread_time()
                step(number)
                self.app.processEvents()
                kept.append(1000 * (thread_time() - start))
        summaries = _summary(times[0]), _summary(times[1])
        return Figures(*self.size, act, *summaries, held=self._held)


def main(sizes: Sequence[tuple[int, int]] | None = None) -> list[Figures]:
    """Print the table for some sizes, characters and spans, and return what is in it."""
    app = QApplication.instance() or QApplication([])
    if not isinstance(app, QApplication):
        raise TypeError("figures need an application with windows")
    print(HEAD)
    found: list[Figures] = []
    every = [ARTICLE, *((many, marked) for many in CHARACTERS for marked in SPANS)]
    for characters, spans in sizes or every:
        found += _told(Bench(app, characters, spans))
    if sizes is None:
        print("in one paragraph")
        found += _told(Bench(app, *ONE_PARAGRAPH, joint=" "))
    return found


def _told(bench: Bench) -> list[Figures]:
    found = []
    for figures in bench.figures():
        print(figures.line(), flush=True)
        found.append(figures)
    bench.close()
    return found


def _article(seed: int, characters: int, spans: int, joint: str = "\n") -> Article:
    chance = random.Random(seed)  # noqa: S311  # the same text every time
    lines = (" ".join(chance.choices(WORDS, k=80)) for _ in range(characters // 300))
    text = joint.join(lines)[:characters]
    claims = range(spans // SPANS_PER_CLAIM)
    return Article(text, [_claim(at, chance.randrange(len(text) - 300), chance) for at in claims])


def _claim(number: int, start: int, chance: random.Random) -> ClaimMarks:
    end = start + chance.randint(20, 200)
    link = Link(Span(start=end, end=end + 9), Span(start=end + 10, end=end + 16))
    return ClaimMarks(number, (Span(start=start, end=end),), (link,), number % 9)


def _jump(widget: Bare) -> Step:
    bar = widget.verticalScrollBar()
    return lambda number: bar.setValue(int(number * 0.618 % 1 * bar.maximum()))


def _turn(widget: Bare) -> Step:
    """Return what turns the wheel by a notch."""

    def turn(_number: int) -> None:
        place = QPointF(widget.viewport().rect().center())
        event = QWheelEvent(
            place, QPointF(widget.viewport().mapToGlobal(place)), QPoint(), QPoint(0, -120),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(widget.viewport(), event)

    return turn


def _select(widget: Bare) -> Step:
    return lambda _round: widget.moveCursor(
        QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor
    )


def _summary(times: Sequence[float]) -> tuple[float, float]:
    return statistics.median(times), sorted(times)[int(0.95 * (len(times) - 1))]


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main([(given[0], given[1])] if given else None)
