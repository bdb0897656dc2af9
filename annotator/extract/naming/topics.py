"""Whom a sentence is about without a name: `the ministry`, `demonstrators`, `the sergeant`."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from annotator.extract.naming.mentions import is_group_noun
from annotator.extract.naming.wordlists import bodies_and_companies, documents, verbs
from annotator.extract.prose.passage import Passage
from annotator.extract.prose.people import is_person_noun
from annotator.extract.prose.segmentation import Word
from annotator.extract.prose.vocabulary import vocabulary

_ARTICLES: Final = frozenset(["the", "a", "an"])
_LEADS: Final = frozenset(
    [
        *("the", "a", "an", "this", "that", "one", "some", "several", "many", "most"),
        *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    ]
)
_COMPLEMENTS: Final = frozenset(["of", "from"])
_SHORTEST_GROUP: Final = 3  # words
_LONGEST_GROUP: Final = 8
_LONGEST: Final = 5
_KEPT: Final = 4_096  # words
_BEHIND: Final = frozenset([",", "who", "which", "that"])


def topics(here: Passage, end: int) -> Iterator[Sequence[Word]]:
    """Yield the phrases before offset `end`, outside quotations, that are subjects of a verb."""
    words = here.words
    for at, word in enumerate(words):
        if word.start >= end:
            return
        if at == 0 and is_body(word.low):
            yield words[: _group_end(words)]
            continue
        if word.low not in _LEADS or (at and words[at - 1].low in vocabulary().prepositions):
            continue
        last = _noun(words, at + 1)
        if last and not any(quote.start <= word.start < quote.end for quote in here.quotes):
            yield words[at : last + 1]


def _noun(words: Sequence[Word], first: int) -> int:
    """Return the index of the noun that ends a phrase and that a verb follows; 0 for none."""
    small = vocabulary().prepositions
    for at in range(first, min(len(words) - 1, first + _LONGEST)):
        low = words[at].low
        none = low in small or low in verbs() or low in _ARTICLES
        if none or words[at].is_name or not words[at].is_word:
            return 0
        if is_body(low) and _acts(words[at + 1]):
            return at
    return 0


def _group_end(words: Sequence[Word]) -> int:
    """Return the index behind the `Traders of the coast` that opens a sentence before a verb."""
    if words[1:2] and words[1].low in _COMPLEMENTS:
        for at in range(_SHORTEST_GROUP, min(len(words), _LONGEST_GROUP)):
            if words[at].low in verbs() or words[at].text == ",":
                return at
    return 1


def _acts(word: Word) -> bool:
    low = word.low
    acts = low in verbs() or (low.endswith("ed") and word.is_word and not word.is_name)
    return acts or low in _BEHIND or low in vocabulary().prepositions


@lru_cache(_KEPT)
def is_body(low: str) -> bool:
    """Tell whether a noun in lower case is of a body, of several people or of a text."""
    return low in bodies_and_companies() or low in documents() or is_group_noun(low)


def opening(here: Passage, end: int) -> Iterator[Sequence[Word]]:
    """Yield the `The director` that opens a sentence before offset `end`."""
    words = here.words
    if not words or words[0].start >= end or words[0].text != "The":
        return
    for at in range(1, min(len(words) - 1, _LONGEST)):
        low = words[at].low
        if not words[at].is_word or low in verbs() or words[at].is_name:
            return
        following = words[at + 1]
        more = following.low == "'s" or following.is_name or is_somebody(following.low)
        if is_somebody(low) and not more:
            yield words[: at + 1]
            return


@lru_cache(_KEPT)
def is_somebody(low: str) -> bool:
    """Tell whether a noun in lower case is of one person: `director`, `farmer`."""
    return is_person_noun(low) or low in vocabulary().officers
