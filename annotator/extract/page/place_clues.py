"""What a name tells of itself, and how an article uses it, for the place of its event."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Final, NamedTuple

from annotator.extract.page.choosing import bucket
from annotator.extract.page.page_words import nations, page_words, places
from annotator.extract.page.place_names import TOWN
from annotator.extract.prose.segmentation import Stretch
from annotator.extract.prose.vocabulary import vocabulary

_AREA: Final = re.compile(
    r"(?i:.* (?:county|province|region|state|oblast|district|governorate|prefecture|peninsula"
    r"|valley|island|islands|sea|ocean|basin|coast)|(?:lake|river|mount|gulf|bay|lough|loch) .*)"
)
_LETTER: Final = re.compile(r"\w")
REACH: Final = 40
_LONG: Final = 2


class _Around(NamedTuple):
    """What stands before and behind a name that is placed, or that acts."""

    before: re.Pattern[str]
    behind: re.Pattern[str]


_PLACED: Final = _Around(
    re.compile(rf"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Aa]round) (?:(?:the )?{TOWN} of )?$"),
    re.compile(r"(?![\w’-])(?! [^\W\d_a-z])"),
)
_ACTING: Final = _Around(
    re.compile(r"(?<!from )(?<!in )(?<!at )(?<!near )(?<![\w’-])$"),
    re.compile(
        r"(?:,? (?:said|says|told|added|wrote|asked|thinks|believes|denied|called|who|recalled"
        r"|replied|explained|put|laughed|announced|insisted|reported)\b|, \d\d,)"
    ),
)


def _times(text: str, body: Sequence[Stretch], name: str, around: _Around) -> int:
    """Return how often a name stands in an article between words of a kind."""
    times = 0
    at = text.find(name, body[0].start, body[-1].end) if body else -1
    while at >= 0:
        end = at + len(name)
        line = body[bisect_right(body, at, key=itemgetter(0)) - 1]
        if end <= line.end:
            before = around.before.search(text, max(line.start, at - REACH), at)
            times += bool(before and around.behind.match(text, end, line.end))
        at = text.find(name, end, body[-1].end)
    return times


def size(key: str) -> str:
    """Return what sort of place a name in small letters is known for."""
    known = places()
    key = key.removesuffix(" city")
    sorts = (("capital", known.capitals), ("city", known.cities), ("region", known.regions))
    return next((sort for sort, names in sorts if key in names), "town")


def known_clues(text: str, body: Sequence[Stretch], name: str, title: str) -> Iterator[str]:
    """Yield clues of the name itself, and of how often the article places something there."""
    key = name.casefold()
    yield "place"
    yield f"size {size(key)}"
    yield bucket("placed", _times(text, body, name, _PLACED), 1, 2, 3)
    if _stands_in(title.casefold(), key):
        yield "in title"
    last = name.rsplit(maxsplit=1)[-1]
    if _times(text, body, last, _ACTING):
        yield "acts"
    article = text[body[0].start : body[-1].end] if body else ""
    times = article.count(name)
    yield bucket("named", times, 1, 2, 3, 5)
    if last != name and article.count(last) > times:
        yield "called by last"
    if name != name.lower() and _stands_in(article, last.lower()):
        yield "common"
    yield from _form(key)


def _stands_in(title: str, key: str) -> bool:
    """Tell whether a name stands by itself somewhere; a pattern of each would have to be made."""
    at = title.find(key)
    while at >= 0:
        end = at + len(key)
        if not _LETTER.search(title[max(at - 1, 0) : at] + title[end : end + 1]):
            return True
        at = title.find(key, at + 1)
    return False


def _form(key: str) -> Iterator[str]:
    """Yield clues of the words of a name in small letters."""
    lows = key.replace("-", " ").split()
    known = vocabulary()
    checks = (
        ("nations", any(map(_is_national, lows))),
        ("area", bool(_AREA.fullmatch(key))),
        ("body", any(low in known.organisation_heads or low in known.bodies for low in lows)),
        ("titled", lows[0] in known.titles),
        ("media", any(low in page_words().outlets for low in lows)),
        ("many words", len(lows) > _LONG),
    )
    yield from (clue for clue, holds in checks if holds)


def is_country(key: str) -> bool:
    """Tell whether a name in small letters is a country's or a people's, and no town's as well."""
    return _is_national(key) and key not in places().capitals


def _is_national(key: str) -> bool:
    return key in nations() or key in places().countries
