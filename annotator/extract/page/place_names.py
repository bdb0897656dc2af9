"""Names of an article that stand where those of places do."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from annotator.extract.page.calendar import has_month
from annotator.extract.prose.segmentation import Stretch
from annotator.extract.prose.vocabulary import vocabulary

_LETTER: Final = r"[^\W\d_]"
_REST: Final = rf"(?:{_LETTER}|‘|[’'-](?={_LETTER}{{2}})|-[ei](?= [^\W\d_a-z]))*(?!\w)"
CAP: Final = rf"[^\W\d_a-z]{_REST}"
_JOIN: Final = r"(?:del?|al|el|la|do|da|of the)(?= [^\W\d_a-z])|(?:al|el|an|ar|as)-\w+"
_LANDMARK: Final = (
    r"(?:Bay|Bridge|Corner|Cove|Creek|Cross|Ferry|Gate|Harbour|Head|Hill|Island|Landing|Mill|Pass"
    r"|Peak|Point|Port|Rest|Town|Well)"
)
_OWNER: Final = rf"(?:[’']s(?= {_LANDMARK}\b))?"
_NAME: Final = re.compile(  # a capital comes first, which is sought quickly
    rf"[^\W\d_a-z](?<![\w’'-].){_REST}{_OWNER}(?: (?:{_JOIN}|{CAP})){{0,4}}"
)
TOWN: Final = (
    r"(?:city|town|township|village|hamlet|port|district|municipality|commune|suburb|parish)"
)
OF_TOWN: Final = re.compile(rf"\b{TOWN} of $")
_BEFORE: Final = re.compile(
    rf"(?<![\w-])([^\W\d_]+)( the)?"
    rf"(?: {TOWN} of| (?:old|new|former|little|disused|downtown|central))?\s+$"
)
_PLACING: Final = frozenset(
    [
        *(
            "in",
            "at",
            "near",
            "outside",
            "of",
            "from",
            "to",
            "around",
            "across",
            "inside",
            "through",
        ),
        *("round", "off", "left", "leaving", "reached", "reaching", "entered", "above", "below"),
        *("towards", "beyond", "behind", "opposite", "beneath", "between", "past", "via", "into"),
    ]
)
_OF_NAME: Final = re.compile(r"[^\W\d_a-z][\w’-]* of (?:the )?$")
SITES: Final = re.compile(
    r" (?:[a-z]+ )?(?:bridge|road|stadium|station|district|court|school|valley|market|port|hospital"
    r"|village|town|police|mine|floor|square|museum|plant|factory|park|camp|quay|ground|magistrates?"
    r"|judge|council|hall|library|clinic)\b"
)
REGION: Final = re.compile(
    r" (?:region|province|county|state|oblast|governorate|prefecture|department|division)\b"
)
_SEATS: Final = (
    *("Court", "Hospital", "Station", "School", "Airport", "University", "College", "Prison"),
    *("Council", "Primary", "Middle", "Elementary", "Secondary", "High", "District"),
    *("Municipality", "Township", "Local Government Area"),
)
_OF_TOWNS: Final = re.compile(
    rf"(?P<town>{CAP}(?: {CAP})??)(?: (?:Circuit|District|High|Crown|Magistrates[’']?|County"
    r"|Sheriff|Family"
    r"|Regional|Town|City|Central|Police|Railway|General|Primary|Secondary|State|International))*"
    rf" (?:{'|'.join(_SEATS)})"
)
_STREETS: Final = ("Street", "Road", "Avenue", "Lane")
_BUILDINGS: Final = (
    *(*_STREETS, "Square", "Hall", "House", "Palace", "Stadium", "Arena", "Hotel", "Centre"),
    *("Center", "Building", "Tower", "Headquarters", "Park", "Museum", "Theatre", "Church"),
    *("Cathedral", "Mosque"),
)
_STREET: Final = re.compile(rf".*\b(?:{'|'.join(_STREETS)})")
_BUILT: Final = re.compile(rf".*\b(?:{'|'.join(_BUILDINGS)})")
_FEASTS: Final = frozenset(["easter", "christmas", "ramadan", "lent", "eid", "diwali", "hanukkah"])
_NO_PLACES: Final = (" Day", "-speaking", "-based", " Days", " Week", " Festival")
_REACH: Final = 40
_KEPT: Final = 256


class PlaceName(NamedTuple):
    """A name, and whether it is a building's, a street's or a ground's, or a court's town."""

    where: Stretch
    site: bool
    seat: bool = False


def names_of_line(text: str, line: Stretch) -> Iterator[PlaceName]:
    """Yield the names of a line that could be places; the town of a court for the court."""
    for match in _NAME.finditer(text, *line):
        where = _bare(text, Stretch(*match.span()))
        if where is None or (text.endswith(_STREETS, *where) and _STREET.fullmatch(text, *where)):
            continue
        of_town = text.endswith(_SEATS, *where) and _OF_TOWNS.fullmatch(text, *where)
        if of_town:
            court = " Court" in match.group() or " Council" in match.group()
            yield PlaceName(Stretch(*of_town.span("town")), site=False, seat=court)
        else:
            built = text.endswith(_BUILDINGS, *where) and _BUILT.fullmatch(text, *where)
            yield PlaceName(where, site=bool(built))


def stands_as_place(text: str, line: Stretch, where: Stretch) -> bool:
    """Tell whether a name stands behind a word of place, or opens its line and is written large."""
    low = max(line.start, where.start - _REACH)
    of = text.endswith((" of ", " of the "), low, where.start)
    if of and OF_TOWN.search(text, low, where.start):
        return True
    word = _BEFORE.search(text, low, where.start)
    if word is None:
        opens = where.start == line.start and where.text(text).isupper()
        return opens and text[where.end : where.end + 1] != ":"
    if of and _OF_NAME.search(text, low, where.start):
        return False
    before = word[1].lower()
    owns = text[where.end : where.end + 2] in {"’s", "'s"}
    sited = (word[2] or before in {"the", "a", "an"}) and SITES.match(text, where.end)
    return bool(before in _PLACING or sited or (owns and before not in vocabulary().titles))


def _bare(text: str, name: Stretch) -> Stretch | None:
    """Return a name without small words that opened its sentence; None if nothing is left."""
    start = name.start
    words = name.text(text).split()
    while words and _is_small(words[0]):
        start += len(words.pop(0)) + 1
    if not words or any(map(_is_time, words)) or name.text(text).endswith(_NO_PLACES):
        return None
    return Stretch(start, name.end) if name.end - start > 1 else None


@lru_cache(maxsize=_KEPT)
def _is_small(word: str) -> bool:
    known = vocabulary()
    return word.lower() in known.determiners or word.lower() in known.prepositions


@lru_cache(maxsize=_KEPT)
def _is_time(word: str) -> bool:
    low = word.lower().removesuffix("'s").removesuffix("’s")
    return low in _FEASTS or low in vocabulary().temporal or has_month(word)
