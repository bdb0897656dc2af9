"""Persons whom a text brings in without a name: `a scrap dealer in Gurjaani`."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from annotator.extract.prose.people import Description, described, is_person_noun
from annotator.extract.prose.segmentation import Word
from annotator.extract.prose.vocabulary import vocabulary

BEFORE_STRANGERS: Final = frozenset(["a", "an"])
_ADJECTIVES: Final = 4
_NOT_BEHIND: Final = frozenset(
    [
        "as",
        "is",
        "was",
        "were",
        "are",
        "be",
        "been",
        "like",
        "than",
        ",",
        "become",
        "became",
        "not",
        "once",
        "such",
        "for",
    ]
)
_COMPLEMENTS: Final = frozenset(["in", "at", "of", "from", "with"])


class Stranger(NamedTuple):
    """Somebody brought in without a name, by the words without the article, and where."""

    first: int
    end: int
    at: int
    said: Description


def strangers(words: Sequence[Word]) -> Iterator[Stranger]:
    """Yield who is brought in by `a` and a noun of persons, with a place behind it."""
    for at in [at for at, word in enumerate(words) if word.low in BEFORE_STRANGERS]:
        if at and words[at - 1].low in _NOT_BEHIND:
            continue
        end = _noun_end(words, at + 1)
        if end:
            last = _with_complement(words, end)
            yield Stranger(at + 1, last, words[at].start, described(words[at + 1 : end]))


def _noun_end(words: Sequence[Word], first: int) -> int:
    """Return the index behind the noun of persons that ends a phrase; 0 for none."""
    known = vocabulary()
    for at in range(first, min(len(words), first + _ADJECTIVES)):
        low = words[at].low
        if not words[at].is_word or low in known.prepositions or low in known.finite:
            return 0
        following = words[at + 1] if at + 1 < len(words) else None
        more = following is not None and following.is_word and is_person_noun(following.low)
        if is_person_noun(low) and not words[at].is_name and not more:
            return 0 if following is not None and following.low == "'s" else at + 1
    return 0


def _with_complement(words: Sequence[Word], end: int) -> int:
    """Return the end behind `in Gurjaani` or `from a factory in Gurjaani`."""
    if end >= len(words) or words[end].low not in _COMPLEMENTS:
        return end
    at = end + 1
    if at < len(words) and words[at].low in {"the", "a"}:
        at += 1
    last = at
    while last < len(words) and words[last].is_name:
        last += 1
    return last if last > at else end
