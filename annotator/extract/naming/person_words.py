"""Which words cannot be a person's name: places, peoples, bodies, offices."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from annotator.extract.naming.forms import nations
from annotator.extract.naming.wordlists import naming_words
from annotator.extract.page.page_words import places
from annotator.extract.prose.segmentation import Word
from annotator.extract.prose.vocabulary import vocabulary

_SAINT: Final = "st"
_OFFICE_WORDS: Final = 3
_FAMILY_NAME: Final = "sun"  # of Chinese, which newspapers are called, too
GIVEN_MONTHS: Final = frozenset(["april", "june", "august"])


def can_be_person(lows: Sequence[str], has_title: bool) -> bool:
    """Tell whether words in lower case can be the name of a person, with or without a title."""
    stops = _never_parts()
    if len(lows) > 1 and (lows[0] in GIVEN_MONTHS or lows[0] == _FAMILY_NAME):
        lows = lows[1:]
        has_title = True
    for item in lows:
        if item in stops or item[0].isdigit():
            return False
    counted = len(lows[0]) > 1 and lows[0] in vocabulary().determiners
    if counted or lows[0] == _SAINT or " ".join(lows) in well_known_places():
        return False
    many = lows[-1].rpartition("-")[2].removesuffix("s")
    if many != lows[-1] and (many in nations() or many in vocabulary().never_persons):
        return False
    return lows[-1] not in _never_last() and (has_title or len(lows) > 1)


@cache
def well_known_places() -> frozenset[str]:
    """Return the well-known places of several words, which no person is called."""
    known = places()
    return frozenset(name for name in known.cities | known.capitals | known.regions if " " in name)


@cache
def _never_parts() -> frozenset[str]:
    """Return words, initials aside, that are no part of a person's name."""
    found = vocabulary().never_persons | nations().keys()
    return frozenset(item for item in found if len(item) > 1)


@cache
def _never_last() -> frozenset[str]:
    """Return nouns of offices with which no person's name ends."""
    return vocabulary().officers - vocabulary().honorifics - naming_words().ranks


def office_phrase(words: Sequence[Word], first: int) -> Sequence[Word]:
    """Return the words from `first` to the next noun of an office, four at most."""
    end = first
    last = min(len(words), first + _OFFICE_WORDS)
    while end < last and words[end].is_word:
        end += 1
        if words[end - 1].low in vocabulary().office_nouns:
            break
    return words[first:end]


def joins(words: Sequence[Word], at: int) -> bool:
    """Tell whether a small word at `at` stands inside a name: `van`, `bin`."""
    known = vocabulary()
    return (
        words[at].low in known.particles
        and at + 1 < len(words)
        and (words[at + 1].in_name or words[at + 1].low in known.particles)
    )
