"""Which words of two claims are the same, and which differ where it counts."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from annotator.extract.relating.figures import dates, quantities
from annotator.extract.relating.tokens import Token, tokens_of


class Sameness(StrEnum):
    """What a word of one claim is to the other claim."""

    SHARED = "shared"
    DIFFERS = "differs"


class Mark(NamedTuple):
    """Words from `start` up to `end` of a claim, in code points."""

    start: int
    end: int
    what: Sameness


def marks(one: str, other: str) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """Return what to point out in two claims beside each other, in each from left to right."""
    return tuple(_marks(one, other)), tuple(_marks(other, one))


def _marks(text: str, other: str) -> Iterator[Mark]:
    here, there = tokens_of(text), tokens_of(other)
    numbers, theirs = _figures(here), set(_figures(there).values())
    stems = {token.stem for token in there if token.stem}
    negated = any(token.negator for token in there)
    for at, token in enumerate(here):
        if at in numbers:
            yield _mark(token, shared=numbers[at] in theirs)
        elif token.negator:
            yield _mark(token, shared=negated)
        elif token.stem:
            yield _mark(token, shared=token.stem in stems)


def _mark(token: Token, *, shared: bool) -> Mark:
    return Mark(token.start, token.end, Sameness.SHARED if shared else Sameness.DIFFERS)


def _figures(tokens: Iterable[Token]) -> dict[int, object]:
    """Return the value of each word that belongs to a number or a date."""
    words = tuple(tokens)
    found: dict[int, object] = {date.at: date.words for date in dates(words)}
    for quantity in quantities(words):
        found.update(dict.fromkeys(quantity.at, quantity.value))
    return found
