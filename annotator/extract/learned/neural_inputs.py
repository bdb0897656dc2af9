"""An article as the numbers that the encoder reads."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from annotator.extract.article import Article
from annotator.extract.drafting.joining import Found
from annotator.extract.learned.neural_clues import Clue, Clues, clues
from annotator.extract.learned.neural_windows import Segment, Window, windows
from annotator.extract.learned.word_pieces import WordPieces
from annotator.extract.prose.segmentation import Word, words

_MOST_PIECES: Final = 24

Lines = list[list[Word]]


class Input(NamedTuple):
    """One window: the number and the clues of each piece.

    `at` is where each word that counts has its first piece; `places` are those words, as line
    and index.
    """

    ids: npt.NDArray[np.int64]
    clues: Clues
    at: npt.NDArray[np.int64]
    places: npt.NDArray[np.int64]


class Read(NamedTuple):
    """The words of each line of an article, and the windows in which they are read."""

    lines: Lines
    inputs: list[Input]


def inputs(article: Article, pieces: WordPieces, drafts: Found) -> Read:
    """Return an article's lines as words and as windows; every word counts in one window.

    `drafts` are what the rules find in it, stances included.
    """
    lines = [words(article.text, line) for line in article.lines]
    numbers = [[pieces.of(word.text)[:_MOST_PIECES] for word in line] for line in lines]
    sizes = [[len(item) for item in line] for line in numbers]
    told = clues(article, lines, drafts)
    found = [_input(window, numbers, told, pieces) for window in windows(sizes)]
    return Read(lines, found)


def _input(
    window: Window,
    numbers: Sequence[Sequence[tuple[int, ...]]],
    told: Sequence[Clues],
    pieces: WordPieces,
) -> Input:
    ids, rows = [pieces.opening], [_NOTHING]
    at: list[int] = []
    places: list[tuple[int, int]] = []
    for segment in window:
        for word in range(segment.first, segment.end):
            if segment.kept <= word < segment.kept_end:
                at.append(len(ids))
                places.append((segment.line, word))
            ids.extend(numbers[segment.line][word])
        rows.append(_rows(segment, numbers[segment.line], told[segment.line]))
        ids.append(pieces.parting)
        rows.append(_NOTHING)
    return Input(
        np.array(ids, np.int64),
        np.concatenate(rows),
        np.array(at, np.int64),
        np.array(places, np.int64).reshape(-1, 2),
    )


def _rows(segment: Segment, numbers: Sequence[tuple[int, ...]], told: Clues) -> Clues:
    """Return the clues of a segment's pieces; only the first of a word says that it begins one."""
    counts = [len(item) for item in numbers[segment.first : segment.end]]
    rows = np.repeat(told[segment.first : segment.end], counts, axis=0)
    later = np.ones(len(rows), bool)
    later[np.cumsum([0, *counts[:-1]])] = False
    rows[later, Clue.BEGINS_WORD] = 0.0
    return rows


_NOTHING: Final = np.zeros((1, len(Clue)), np.float32)
