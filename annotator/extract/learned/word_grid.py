"""The words of an article in one row of numbers, its lines kept apart by blanks."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from annotator.extract.article import Article
from annotator.extract.learned.rule_marks import Marks, Numbers, RuleFinds, marks
from annotator.extract.learned.word_types import Codes, WordTypes
from annotator.extract.prose.segmentation import Word, words

GAP: Final = 4
"""Blanks before the first line, between two and behind the last: as far as features look."""

Flags = npt.NDArray[np.bool_]


class Grid(NamedTuple):
    """All words of the article's lines from left to right, `GAP` blanks around each line.

    `lines` are the slices of the row; `rows` are rows of the word types, 0 for a blank. `quoted` is
    0 outside quotation marks, 1 for an opening mark, 2 inside, 3 for a closing mark. `sentence` is
    the number of a word's sentence, -1 for a blank; `first` and `last` are the indexes where it
    begins and ends in the row.
    """

    words: Sequence[Sequence[Word]]
    lines: Sequence[slice]
    rows: npt.NDArray[np.intp]
    real: Flags
    quoted: Numbers
    sentence: Numbers
    first: Numbers
    last: Numbers
    every: Marks
    speech: Marks


def grid(article: Article, rules: RuleFinds, types: WordTypes) -> Grid:
    """Return the words of an article with what stands around each."""
    read = [words(article.text, line) for line in article.lines]
    lines = _slices([len(line) for line in read])
    size = (lines[-1].stop if lines else 0) + GAP
    place = _places(lines)
    flat = [word for line in read for word in line]
    starts = np.array([word.start for word in flat], dtype=np.int64)
    ends = np.array([word.end for word in flat], dtype=np.int64)
    rows = np.zeros(size, dtype=np.intp)
    rows[place] = types.rows(flat)
    sentence = _sentences(article, starts)
    first, last = _edges(sentence, place)
    return Grid(
        words=read,
        lines=lines,
        rows=rows,
        real=_spread(np.ones(len(flat), dtype=np.int64), place, size, 0).astype(np.bool_),
        quoted=_spread(_quoted(article, starts, ends), place, size, 0),
        sentence=_spread(sentence, place, size, -1),
        first=_spread(first, place, size, 0),
        last=_spread(last, place, size, 0),
        every=_marks_spread(marks(rules.every, starts, ends), place, size),
        speech=_marks_spread(marks(rules.speech, starts, ends), place, size),
    )


def trait(known: Grid, types: WordTypes, name: str) -> Codes:
    """Return a trait of each word of the row."""
    return types.trait(name, known.rows)


def _slices(sizes: Sequence[int]) -> list[slice]:
    found: list[slice] = []
    at = GAP
    for size in sizes:
        found.append(slice(at, at + size))
        at += size + GAP
    return found


def _places(lines: Sequence[slice]) -> npt.NDArray[np.intp]:
    pieces = [np.arange(item.start, item.stop) for item in lines]
    return np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.intp)


def _spread(values: Numbers, place: npt.NDArray[np.intp], size: int, blank: int) -> Numbers:
    row = np.full(size, blank, dtype=np.int64)
    row[place] = values
    return row


def _marks_spread(found: Marks, place: npt.NDArray[np.intp], size: int) -> Marks:
    return Marks(*(_spread(part, place, size, 0) for part in found))


def _sentences(article: Article, starts: Numbers) -> Numbers:
    """Return the number of each word's sentence: the last one that begins before it ends."""
    begins = sorted({item.within.start for item in article.sentences})
    if not begins:
        return np.zeros(len(starts), dtype=np.int64)
    return np.searchsorted(begins, starts, side="right").astype(np.int64)


def _edges(sentence: Numbers, place: npt.NDArray[np.intp]) -> tuple[Numbers, Numbers]:
    """Return for each word where in the row its sentence begins and ends, within its line."""
    if not len(sentence):
        return sentence, sentence
    parted = np.flatnonzero((np.diff(sentence) != 0) | (np.diff(place) != 1)) + 1
    begins = np.concatenate([[0], parted])
    ends = np.concatenate([parted, [len(sentence)]])
    sizes = ends - begins
    return np.repeat(place[begins], sizes), np.repeat(place[ends - 1], sizes)


def _quoted(article: Article, starts: Numbers, ends: Numbers) -> Numbers:
    state = np.zeros(len(starts), dtype=np.int64)
    for quote in article.quotes:
        begin = int(np.searchsorted(starts, quote.start, side="left"))
        stop = int(np.searchsorted(starts, quote.end, side="left"))
        state[begin:stop] = 2
        if begin < stop:
            state[begin] = 1
            if quote.closed and ends[stop - 1] == quote.end:
                state[stop - 1] = 3
    return state
