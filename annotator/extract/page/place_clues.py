"""What the name of a place tells of itself, and what a page tells of its places."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from annotator.extract.page.page_words import nations, places
from annotator.extract.page.placing import placing
from annotator.extract.page.towns import land_of, town
from annotator.extract.prose.given_names import is_given
from annotator.extract.prose.vocabulary import vocabulary

_WIDE: Final = re.compile(
    r"\b(?:across the (?:country|nation)|country[’']s|nationwide|national|survey|poll|per ?cent"
    r"|prices?|inflation|shares|index|central bank|researchers|study|paper|voters|consumers|exports"
    r"|market|website|trial|interview|book|provinces|regions)\b|[%€$£]"
)
_SIZES: Final = ("unlisted", "region", "step 0", "step 1", "step 2", "step 3", "capital")
_LETTER: Final = re.compile(r"\w")
_COMMON: Final = 4


def size(name: str) -> str:
    """Return what sort of place a name is known for."""
    low = name.casefold()
    if low in places().capitals:
        return "capital"
    if low in places().regions:
        return "region"
    known = town(name)
    return f"step {known.step}" if known else "unlisted"


def is_smaller(name: str, other: str) -> bool:
    """Tell whether a place is of a smaller sort than another, as far as they are known."""
    return other in _SIZES and _SIZES.index(size(name)) < _SIZES.index(other)


def is_wide(lead: str) -> bool:
    """Tell whether a headline and its first paragraph are of no single place."""
    return _WIDE.search(lead) is not None


def form_clues(key: str) -> Iterator[str]:
    """Yield clues of the words of a name in small letters."""
    lows = key.replace("-", " ").split()
    known = vocabulary()
    checks = (
        ("body", any(low in known.organisation_heads or low in known.bodies for low in lows)),
        ("titled", lows[0] in known.titles),
        ("given", len(lows) > 1 and is_given(lows[0].capitalize())),
    )
    yield from (clue for clue, holds in checks if holds)


def is_no_town(key: str) -> bool:
    """Tell whether a name in small letters is a country's, a people's, or a word for bodies."""
    known = vocabulary()
    national = key in nations() or key in places().countries
    return (
        (national and key not in places().capitals)
        or key in known.organisation_heads
        or key in known.bodies
        or key in known.titles
        or key in placing().labels
    )


def home(names: Iterable[tuple[str, int]], keys: Iterable[tuple[str, int]]) -> str | None:
    """Return the country that most of an article's towns and nations are of, None for none.

    `names` are what towns may be called, `keys` what nations may be, with the votes of each.
    """
    votes: defaultdict[str, float] = defaultdict(float)
    for name, weight in names:
        known = town(name)
        if known and len(known.lands) < _COMMON:
            for land in known.lands:
                votes[land] += weight / len(known.lands)
    for key, weight in keys:
        named = land_of(key)
        if named:
            votes[named] += weight
    return max(sorted(votes), key=votes.__getitem__, default=None)


def at_home(name: str, land: str | None) -> Iterator[str]:
    """Yield a clue of whether a town's country is the one that the article is most of."""
    known = town(name)
    if known and land:
        yield "at home" if land in known.lands else "abroad"


def stands_in(words: str, key: str) -> bool:
    """Tell whether a name stands by itself somewhere; a pattern of each would have to be made."""
    at = words.find(key)
    while at >= 0:
        end = at + len(key)
        if not _LETTER.search(words[max(at - 1, 0) : at] + words[end : end + 1]):
            return True
        at = words.find(key, at + 1)
    return False
