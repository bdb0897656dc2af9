"""A sentence as naming reads it, time and again: its words, and where capitals stand."""

from collections.abc import Sequence
from typing import NamedTuple

from annotator.extract.prose.segmentation import Word


class Line(NamedTuple):
    """The words of a sentence or caption, and what naming would seek among them each time.

    `lows` are their forms in lower case. `names` are the indexes of those that begin with a
    capital, `leads` of all that may be part of a name, and of `the`.
    """

    words: Sequence[Word]
    lows: frozenset[str]
    names: list[int]
    leads: list[int]


def line(words: Sequence[Word], lows: frozenset[str] | None = None) -> Line:
    """Return words ready to be sought through; `lows` are theirs, where they are known."""
    if lows is None:
        lows = frozenset([word.low for word in words])
    leads = [at for at, word in enumerate(words) if word.in_name or word.low == "the"]
    return Line(words, lows, [at for at in leads if words[at].is_name], leads)
