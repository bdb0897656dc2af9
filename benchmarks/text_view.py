"""Measure the source text view against a bare QTextEdit that shows the same text.

Prints, for each size, our median, the bare widget's, both in milliseconds, and their ratio.
Run `python benchmarks/text_view.py [CHARACTERS SPANS]` on a quiet machine.
"""

import os

os.environ["QT_QPA_PLATFORM"] = os.environ.get("QT_QPA_PLATFORM") or "offscreen"

import random
import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Final

from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QTextEdit

from annotator.domain.span import Span
from annotator.ui.source_text.column import LINE_HEIGHT
from annotator.ui.source_text.marks import ClaimMarks, Link
from annotator.ui.source_text.view import SourceTextView
from annotator.ui.theme import load_theme

SIZES: Final = ((5_000, 50), (5_000, 1_000), (100_000, 10_000))
WORDS: Final = ("rain", "harbour", "fell", "the", "grey", "nobody", "waited", "said", "end")
ROUNDS: Final = 41
Step = Callable[[int], object]


@dataclass(frozen=True)
class Pair:
    """One text in both widgets."""

    text: str
    marks: Sequence[ClaimMarks]
    bare: QTextEdit
    ours: SourceTextView

    def show_bare(self, _round: int) -> None:
        """Load the text into the bare widget, spaced as ours."""
        self.bare.setPlainText(self.text)
        cursor = QTextCursor(self.bare.document())
        cursor.select(QTextCursor.SelectionType.Document)
        spacing = QTextBlockFormat()
        spacing.setLineHeight(
            LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        )
        cursor.mergeBlockFormat(spacing)

    def show_ours(self, _round: int) -> None:
        """Load the text and its marks into our widget."""
        self.ours.show_text(self.text)
        self.ours.show_marks(self.marks)

    def add(self, number: int) -> None:
        """Add a claim somewhere in sight."""
        in_sight = self.ours.cursorForPosition(QPoint(40, 15 * (number + 2))).position()
        span = Span(start=in_sight, end=in_sight + 40)
        self.ours.put_marks(ClaimMarks(("added", number), (span,), colour=number))


def main(sizes: Sequence[tuple[int, int]]) -> None:
    """Print one table a size."""
    app = QApplication([])
    for characters, spans in sizes:
        pair = _pair(characters, spans)
        print(f"\n{characters:,} characters, {spans:,} spans")
        for name, ours, bare in _acts(pair):
            _report(app, name, ours, bare)
        for widget in (pair.bare, pair.ours):
            widget.close()


def _acts(pair: Pair) -> Sequence[tuple[str, Step, Step]]:
    places = [at * 0.618 % 1 for at in range(ROUNDS)]
    return (
        ("load", pair.show_ours, pair.show_bare),
        ("jump", _jump(pair.ours, places), _jump(pair.bare, places)),
        ("add a claim | repaint", pair.add, lambda _round: pair.bare.viewport().update()),
        ("select by a key", _select(pair.ours), _select(pair.bare)),
        ("turn the wheel", _scroll(pair.ours), _scroll(pair.bare)),
    )


def _pair(characters: int, spans: int) -> Pair:
    chance = random.Random(1)  # noqa: S311  # the same text every time
    lines = (" ".join(chance.choices(WORDS, k=80)) for _ in range(characters // 300))
    text = "\n".join(lines)[:characters]
    ours, bare = SourceTextView(load_theme("light")), QTextEdit()
    marks = [_claim(at, chance.randrange(len(text) - 300), chance) for at in range(spans // 3)]
    for widget in (bare, ours):
        widget.resize(900, 760)
        widget.show()
    bare.setReadOnly(True)
    bare.setFont(ours.font())
    bare.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
    bare.setLineWrapColumnOrWidth(ours.lineWrapColumnOrWidth())
    return Pair(text, marks, bare, ours)


def _claim(number: int, start: int, chance: random.Random) -> ClaimMarks:
    end = start + chance.randint(20, 200)
    link = Link(Span(start=end, end=end + 9), Span(start=end + 10, end=end + 16))
    return ClaimMarks(number, (Span(start=start, end=end),), (link,), number % 9)


def _jump(widget: QTextEdit, places: Sequence[float]) -> Step:
    bar = widget.verticalScrollBar()
    return lambda number: bar.setValue(int(places[number] * bar.maximum()))


def _select(widget: QTextEdit) -> Step:
    return lambda _round: widget.moveCursor(
        QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor
    )


def _scroll(widget: QTextEdit) -> Step:
    bar = widget.verticalScrollBar()
    return lambda _round: bar.setValue(bar.value() + 40)


def _report(app: QApplication, name: str, ours: Step, bare: Step) -> None:
    """Time both, turn about, each until it is painted."""
    times: dict[str, list[float]] = {"ours": [], "bare": []}
    for number in range(ROUNDS if name != "load" else 5):
        for who, step in (("ours", ours), ("bare", bare)):
            start = perf_counter()
            step(number)
            app.processEvents()
            times[who].append(1000 * (perf_counter() - start))
    mine, other = (statistics.median(times[who]) for who in ("ours", "bare"))
    print(f"  {name:24}{mine:8.2f}{other:8.2f}{mine / other:8.1f}x")


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main([(given[0], given[1])] if given else SIZES)
