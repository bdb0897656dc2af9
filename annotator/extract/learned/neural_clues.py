"""What the encoder is told of each word beside its letters: case, quotation marks, the rules.

With few annotated articles the rules know more than the encoder can learn; with many it learns
when to believe them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from enum import IntEnum
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from annotator.domain.layer import Scope
from annotator.extract.article import Article
from annotator.extract.drafting.cues import cue_lexicon
from annotator.extract.drafting.hits import Draft
from annotator.extract.drafting.joining import Found
from annotator.extract.prose.segmentation import Stretch, Word

Clues = npt.NDArray[np.float32]
"""Words x `Clue`; each value from 0 to 1."""


class Clue(IntEnum):
    """What may be known of a word; the rules' own are last."""

    BEGINS_WORD = 0
    CAPITAL = 1
    ALL_CAPITALS = 2
    DIGIT = 3
    MARK = 4
    QUOTED = 5
    QUOTE_OPENS = 6
    QUOTE_CLOSES = 7
    NESTED = 8
    SENTENCE_BEGINS = 9
    SPEECH_WORD = 10
    STANCE_WORD = 11
    CONTENT_BEGINS = 12
    CONTENT = 13
    CONTENT_RATE = 14
    CONTENT_TWICE = 15
    CUE_BEGINS = 16
    CUE = 17
    CUE_RATE = 18
    SOURCE_BEGINS = 19
    SOURCE = 20


FIRST_OF_RULES: Final = Clue.SPEECH_WORD


def clues(article: Article, lines: Sequence[Sequence[Word]], drafts: Found) -> list[Clues]:
    """Return the clues to the words of each line; `drafts` are what the rules find in all."""
    found = [_forms(line) for line in lines]
    place = _Places(lines, found)
    for quote in article.quotes:
        place.put(Stretch(quote.start, quote.end), Clue.QUOTED, Clue.QUOTE_OPENS)
        place.put(Stretch(quote.end - 1, quote.end), Clue.QUOTE_CLOSES)
    for here in article.sentences:
        place.put(Stretch(here.within.start, here.within.start + 1), Clue.SENTENCE_BEGINS)
    for here in article.nested:
        place.put(here.within, Clue.NESTED)
    for draft, _ in drafts:
        _tell(draft, place)
    return found


class _Places:
    """Sets clues for the words that a stretch of the text touches."""

    def __init__(self, lines: Sequence[Sequence[Word]], found: Sequence[Clues]) -> None:
        kept = [(line, table) for line, table in zip(lines, found, strict=True) if line]
        self._lines = [line for line, _ in kept]
        self._tables = [table for _, table in kept]
        self._ends = [line[-1].end for line in self._lines]

    def put(self, at: Stretch, clue: Clue, begins: Clue | None = None, value: float = 1.0) -> None:
        """Set a clue for all words and `begins` for the first; a higher value stays."""
        for number in range(bisect_right(self._ends, at.start), len(self._lines)):
            line, table = self._lines[number], self._tables[number]
            if line[0].start >= at.end:
                return
            first = bisect_right(line, at.start, key=lambda word: word.end)
            end = bisect_left(line, at.end, key=lambda word: word.start)
            if begins is not None and first < end and line[first].start >= at.start:
                table[first, begins] = 1.0
            np.maximum(table[first:end, clue], value, out=table[first:end, clue])

    def holds(self, at: Stretch, clue: Clue) -> bool:
        """Tell whether the first word of a stretch has a clue."""
        number = bisect_right(self._ends, at.start)
        if number == len(self._lines):
            return False
        first = bisect_right(self._lines[number], at.start, key=lambda word: word.end)
        return bool(self._tables[number][first, clue])


def _tell(draft: Draft, place: _Places) -> None:
    for piece in draft.content:
        if place.holds(piece, Clue.CONTENT):
            place.put(piece, Clue.CONTENT_TWICE)
        place.put(piece, Clue.CONTENT, Clue.CONTENT_BEGINS)
        place.put(piece, Clue.CONTENT_RATE, value=draft.rate)
    place.put(draft.cue, Clue.CUE, Clue.CUE_BEGINS)
    place.put(draft.cue, Clue.CUE_RATE, value=draft.rate)
    for source in (draft.source, draft.quoted_by):
        if source is not None:
            place.put(source, Clue.SOURCE, Clue.SOURCE_BEGINS)


def _forms(line: Sequence[Word]) -> Clues:
    """Return what the form of each word tells by itself."""
    table = np.zeros((len(line), len(Clue)), np.float32)
    speech, stance = _rates(Scope.SPEECH), _rates(Scope.SPEECH_AND_STANCE)
    table[:, Clue.BEGINS_WORD] = 1.0
    for at, word in enumerate(line):
        row = table[at]
        row[Clue.CAPITAL] = word.is_name
        row[Clue.ALL_CAPITALS] = word.is_name and len(word.text) > 1 and word.text.isupper()
        row[Clue.DIGIT] = word.text[0].isdigit()
        row[Clue.MARK] = not word.is_word
        row[Clue.SPEECH_WORD] = speech.get(word.low, 0.0)
        row[Clue.STANCE_WORD] = stance.get(word.low, 0.0)
    return table


@cache
def _rates(scope: Scope) -> dict[str, float]:
    """Return how often a form of a verb reports, for the verbs of exactly one scope."""
    verbs = [verb for verb in cue_lexicon().verbs if verb.scope is scope]
    return _highest(pair for verb in verbs for pair in verb.forms.values())


def _highest(pairs: Iterable[tuple[str, float]]) -> dict[str, float]:
    found: dict[str, float] = {}
    for form, rate in pairs:
        found[form] = max(rate, found.get(form, 0.0))
    return found
