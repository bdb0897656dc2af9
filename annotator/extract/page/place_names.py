"""Names of an article that could be those of places."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from annotator.extract.page.calendar import has_month
from annotator.extract.prose.segmentation import Stretch
from annotator.extract.prose.vocabulary import vocabulary

_LETTER: Final = r"[^\W\d_]"
_REST: Final = rf"(?:{_LETTER}|‘|[’'-](?={_LETTER}{{2}})|-[ei](?= [^\W\d_a-z]))*(?!\w)"
CAP: Final = rf"[^\W\d_a-z]{_REST}"
_JOIN: Final = (
    r"(?:del?(?: l[ao]s?)?|d[aio]s?|al|el|l[ae]|of the)(?= [^\W\d_a-z])|(?:al|el|an|ar|as)-\w+"
)
_LANDMARK: Final = (
    r"(?:Bay|Bridge|Corner|Cove|Creek|Cross|Ferry|Gate|Harbour|Head|Hill|Island|Landing|Mill|Pass"
    r"|Peak|Point|Port|Rest|Town|Well)"
)
_OWNER: Final = rf"(?:[’']s(?= {_LANDMARK}\b))?"
_NAME: Final = re.compile(  # a capital comes first, which is sought quickly
    rf"[^\W\d_a-z](?<![\w’'-].){_REST}{_OWNER}(?: (?:{_JOIN}|{CAP})){{0,4}}"
)
_SEATS: Final = frozenset(
    [
        *("Court", "Hospital", "Station", "School", "Airport", "University", "College", "Prison"),
        *("Council", "Primary", "Middle", "Elementary", "Secondary", "High", "District", "County"),
        *("Municipality", "Township", "Area", "Borough", "Polytechnic", "City"),
    ]
)
_KINDS: Final = _SEATS | frozenset(
    [
        *(
            "Crown",
            "Magistrates’",
            "Magistrates'",
            "Magistrates",
            "Sheriff",
            "Circuit",
            "Regional",
            "Town",
        ),
        *("Central", "Police", "Railway", "General", "State", "Family", "International", "Local"),
        *("Government", "Province", "Civic", "Technical", "Teaching", "Supreme", "Federal"),
        *("National", "Royal", "Sessions", "Provincial", "Labour", "Labor", "Commercial"),
        *("Criminal", "Industrial", "Constitutional", "Memorial", "Community", "Appeal", "Civil"),
        *("Administrative",),
    ]
)
_BUILT: Final = frozenset(
    [
        *("Street", "Road", "Avenue", "Lane", "Highway", "Square", "Hall", "House", "Palace"),
        *("Stadium", "Arena", "Hotel", "Centre", "Center", "Building", "Tower", "Headquarters"),
        *("Museum", "Theatre", "Cathedral", "Mosque"),
    ]
)
_FEASTS: Final = frozenset(["easter", "christmas", "ramadan", "lent", "eid", "diwali", "hanukkah"])
_NO_PLACES: Final = (" Day", "-speaking", "-based", "-born", " Days", " Week", " Festival", " Cup")
_SHORT: Final = 4
_SHORTEST: Final = 3
_LONGEST: Final = 3
_KEPT: Final = 512


class PlaceName(NamedTuple):
    """A name, and whether it stands for a court's, a school's or a council's town."""

    where: Stretch
    seat: bool = False


def names_of_line(text: str, line: Stretch) -> Iterator[PlaceName]:
    """Yield the names of a line that could be places; the town of a court for the court."""
    for match in _NAME.finditer(text, *line):
        start, end = match.span()
        words = match.group().split(" ")
        while words and _is_small(words[0]):
            start += len(words.pop(0)) + 1
        if end - start < _SHORTEST:
            continue
        if len(words) > 1:
            yield from _of_words(words, Stretch(start, end))
        elif not words[0].endswith(_NO_PLACES) and (end - start > _SHORT or not words[0].isupper()):
            yield PlaceName(Stretch(start, end))


def _of_words(words: Sequence[str], where: Stretch) -> Iterator[PlaceName]:
    """Yield the place that several words name: no building, nor a court that names no town."""
    last = words[-1]
    if last == "Hall" and words[-2] in _KINDS:
        words, last = words[:-1], words[-2]
    if last not in _SEATS:
        if last not in _BUILT and not f" {last}".endswith(_NO_PLACES):
            yield PlaceName(where)
        return
    size = len(words)
    while size and words[size - 1] in _KINDS:
        size -= 1
    if 0 < size <= _LONGEST:
        yield PlaceName(Stretch(where.start, where.start + len(" ".join(words[:size]))), seat=True)


@lru_cache(maxsize=_KEPT)
def _is_small(word: str) -> bool:
    known = vocabulary()
    low = word.lower()
    return low in known.determiners or low in known.prepositions


def is_time(key: str) -> bool:
    """Tell whether a name in small letters has a day, a month or a feast in it."""
    temporal = vocabulary().temporal
    words = key.replace("’s", "").replace("'s", "").split()
    return any(low in _FEASTS or low in temporal or has_month(low) for low in words)
