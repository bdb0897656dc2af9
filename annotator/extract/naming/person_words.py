"""Which words cannot be a person's name: places, peoples, bodies, offices."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from annotator.extract.naming.forms import nations
from annotator.extract.naming.wordlists import naming_words
from annotator.extract.page.page_words import places
from annotator.extract.prose.vocabulary import vocabulary

GIVEN_MONTHS: Final = frozenset(["april", "june", "august"])


def can_be_person(lows: Sequence[str], has_title: bool) -> bool:
    """Tell whether words in lower case can be the name of a person, with or without a title."""
    stops = _never_parts()
    if len(lows) > 1 and lows[0] in GIVEN_MONTHS:
        lows = lows[1:]
        has_title = True
    for item in lows:
        if item in stops or item[0].isdigit():
            return False
    counted = len(lows[0]) > 1 and lows[0] in vocabulary().determiners
    if counted or " ".join(lows) in well_known_places():
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
