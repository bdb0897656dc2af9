"""How the name of a place stands in its sentence: what the words around it tell for and against."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from annotator.extract.page.place_clues import REACH
from annotator.extract.page.place_names import OF_TOWN, REGION, SITES, PlaceName
from annotator.extract.prose.segmentation import Stretch

_LEAD: Final = re.compile(r"(?P<word>[^\W\d_]+)(?P<the> [Tt]he)?\s+$")
_DWELLERS: Final = re.compile(
    r"\b(?:residents|villagers|people|inhabitants|farmers|fishermen|townspeople|stadium|market"
    r"|hospital|harbour|port|station|square|bridge|church|mosque|temple|quarry|mine|mill|factory"
    r"|ground|camp|quay|pier|beach|road|slipway|school|prison|cathedral|streets|centre|center) of $"
)
_ORIGIN: Final = re.compile(r"(?:, \d\d, (?:of|from)|\bwho (?:comes?|came) from) $")
_FROM: Final = re.compile(
    r"(?:^|\b(?:man|woman|couple|family|families|team|boy|girl|student|doctor|group|native|who) )"
    r"from $"
)
_WIDER: Final = re.compile(
    r"(?:,| [^\W_A-Z]+)?(?: [^\W_A-Z]+)? (?:in|on|of) (?:the )?[^\W\d_a-z]|, [^\W\d_a-z]"
)
_NARROWER: Final = re.compile(
    r"[^\W\d_a-z][\w’'-]*(?:,| [a-z]+){0,2} (?:in|of|on) (?:the )?$|[^\W\d_a-z][\w’'-]*, $"
)
_ASIDE: Final = re.compile(r"\b(?:north|south|east|west|upstream|downstream|outskirts|edge) of $")
_DISTANCE: Final = re.compile(r"\b(?:km|kilomet(?:re|er)s?|miles?|minutes|hours?) from $")
_MOTION: Final = re.compile(
    r"\b(?:came|come|comes|went|goes|brought|carried|taken|returned|arrived|walked|gathered|drove"
    r"|driven|back|way|road|visit|trip|entrance) (?:[\w’'-]+ )?to $"
)
_SOME: Final = re.compile(
    r"\b(?:[Aa]n?|[Ss]ome|[Aa]nother|[Oo]ne|[Aa]ny) (?:[\w’'-]+ ){1,3}(?:in|at|near|from|of|off) $"
)
_RANGE: Final = re.compile(r"\b(?:from|between) (?:[^\W\d_a-z][\w’'-]* ){1,2}(?:to|and) $")
_RANGED: Final = re.compile(r"\b(?:from|between) $")
_TO: Final = re.compile(r" (?:to|and) [^\W\d_a-z]")
_FIRMLY: Final = re.compile(r"\b(?:in|at|near|outside|around|off|on) (?:the )?$", re.IGNORECASE)
_YEAR: Final = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_SENTENCE: Final = re.compile(r"[.?!][”’\"')]* +(?=[^\W_a-z]|[“‘\"'«])")
_PLACING: Final = frozenset(
    ["in", "at", "near", "of", "from", "to", "around", "round", "off", "outside", "across", "into"]
)


class When(NamedTuple):
    """The words of the event's date, and the year in which the article was published."""

    dated: Stretch | None
    year: str


def standing(text: str, line: Stretch, name: PlaceName, when: When) -> Iterator[str]:
    """Yield clues of the words around a name."""
    before = text[max(line.start, name.where.start - REACH) : name.where.start]
    behind = text[name.where.end : name.where.end + REACH]
    lead = _LEAD.search(before)
    word = lead["word"].lower() if lead else ""
    of, origin = before.endswith("of "), before.endswith("from ")
    if (word == "from" and _DISTANCE.search(before)) or (of and _ASIDE.search(before)):
        word = "near"
    checks = (
        (f"behind {word}", word in _PLACING),
        ("behind the", bool(lead and lead["the"]) and not SITES.match(behind)),
        ("town of", of and bool(OF_TOWN.search(before))),
        ("dwellers", of and bool(_DWELLERS.search(before))),
        ("origin", (of or origin) and bool(_ORIGIN.search(before) or _FROM.search(before))),
        ("seat", name.seat),
        ("wider behind", bool(_WIDER.match(behind))),
        ("narrower before", bool(_NARROWER.search(before))),
        ("region", bool(REGION.match(behind))),
        ("site", name.site),
        ("some", bool(_SOME.search(before))),
        ("range", bool(_RANGE.search(before) or (_RANGED.search(before) and _TO.match(behind)))),
        ("motion", word == "to" and bool(_MOTION.search(before))),
        ("quoted", _is_quoted(text[line.start : name.where.start])),
    )
    yield from (clue for clue, holds in checks if holds)
    yield from _in_sentence(text, line, name.where, when)


def _in_sentence(text: str, line: Stretch, where: Stretch, when: When) -> Iterator[str]:
    """Yield clues of the sentence that a name stands in."""
    ends = [it.end() for it in _SENTENCE.finditer(text, *line)]
    start = max([end for end in ends if end <= where.start], default=line.start)
    end = min([end for end in ends if end > where.start], default=line.end)
    if when.dated is not None and start <= when.dated.start < end:
        yield "dated sentence"
        if _FIRMLY.search(text, start, where.start):
            yield "placed dated"
    if any(year < when.year for year in _YEAR.findall(text, start, end)):
        yield "year"


def _is_quoted(before: str) -> bool:
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1
