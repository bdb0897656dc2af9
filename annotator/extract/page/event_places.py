"""Where the main event took place: the dateline's place, and the names of an article's opening.

News from a capital is often of a place elsewhere; how a name stands tells which one is the event's:
behind which word, how near the event's date, in how much of the article.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from annotator.extract.page.calendar import has_month
from annotator.extract.page.choosing import Candidate, bucket
from annotator.extract.page.page_words import nations, page_words, places
from annotator.extract.page.place_names import (
    CAP,
    OF_TOWN,
    REGION,
    TOWN,
    PlaceName,
    names_of_line,
    stands_as_place,
)
from annotator.extract.page.printed import PERSON, is_printed, pieces
from annotator.extract.prose.segmentation import Stretch
from annotator.extract.prose.vocabulary import vocabulary

_LEAD: Final = re.compile(r"(?P<word>[^\W\d_]+)(?P<the> [Tt]he)?\s+$")
_DWELLERS: Final = re.compile(
    r"\b(?:residents|villagers|people|inhabitants|farmers|fishermen|townspeople) of $"
)
_ORIGIN: Final = re.compile(r"(?:, \d\d, (?:of|from)|\bwho (?:comes?|came) from) $")
_WIDER: Final = re.compile(
    r"(?:,| [^\W_A-Z]+)?(?: [^\W_A-Z]+)? (?:in|on|of) (?:the )?[^\W\d_a-z]|, [^\W\d_a-z]"
)
_NARROWER: Final = re.compile(
    r"[^\W\d_a-z][\w’'-]*(?:,| [a-z]+){0,2} (?:in|of|on) (?:the )?$|[^\W\d_a-z][\w’'-]*, $"
)
_IN: Final = re.compile(rf"(?:\bin |, )(?P<place>{CAP}(?: {CAP}){{0,2}})(?=\s*(?:$|[|·—–/]))")
_ALONE: Final = re.compile(rf"{CAP}(?: {CAP}){{0,2}}")
_DISTANCE: Final = re.compile(r"\b(?:km|kilomet(?:re|er)s?|miles?|minutes|hours?) from $")
_PARTS: Final = re.compile(r"\s*(?:/|\band\b|,)\s*")
_LETTER: Final = re.compile(r"\w")
_OPENING: Final = 4
_LEADING: Final = 2
_NAMES: Final = 40
_PLACING: Final = frozenset(
    ["in", "at", "near", "of", "from", "to", "around", "round", "off", "outside", "across"]
)
_REACH: Final = 40
_NEAR_DATE: Final = 40
_LONG: Final = 2
_SHORT: Final = 4
_NOT_LOCAL: Final = frozenset(
    [
        *("site", "quoted", "nations", "body", "titled", "media", "acts", "region"),
        *("size city", "size capital", "size region"),
    ]
)


class _Around(NamedTuple):
    """What stands before and behind a name that is placed, or that acts."""

    before: re.Pattern[str]
    behind: re.Pattern[str]


_PLACED: Final = _Around(
    re.compile(rf"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Aa]round) (?:(?:the )?{TOWN} of )?$"),
    re.compile(r"(?![\w’-])(?! [^\W\d_a-z])"),
)
_ACTING: Final = _Around(
    re.compile(r"(?<!from )(?<![\w’-])$"),
    re.compile(
        r"(?:,? (?:said|says|told|added|wrote|asked|thinks|believes|denied|called|who|recalled"
        r"|replied|explained|put|laughed|announced|insisted|reported)\b|, \d\d,)"
    ),
)


class Scene(NamedTuple):
    """What is known of an article: its headline, dateline, event date and outlet, if they are."""

    title: str
    place: Stretch | None
    dateline: Stretch | None
    dated: Stretch | None
    around: Sequence[Stretch]


def event_place_candidates(text: str, body: Sequence[Stretch], scene: Scene) -> list[Candidate]:
    """Return the dateline's place and each name of the opening, with the clues for and against."""
    found: dict[str, tuple[Stretch, set[str]]] = {}
    for where, clues in _seen(text, body, scene):
        key = where.text(text).casefold()
        known = found.setdefault(key, (where, {bucket("order", len(found), 1, 2, 4)}))
        known[1].update(clues)
    _beside_dateline(text, scene, found.values())
    shown = [
        Candidate(_cased(name), where, frozenset({*clues, *_known(text, body, name, scene)}))
        for where, clues in list(found.values())[:_NAMES]
        for name in [where.text(text)]
    ]
    return shown if scene.place is None else [item for item in shown if _may_replace(item)]


def _may_replace(item: Candidate) -> bool:
    """Tell whether a name is the dateline's, or local: no city, country, building, quoted word."""
    return "dateline" in item.clues or _NOT_LOCAL.isdisjoint(item.clues)


def _times(text: str, body: Sequence[Stretch], name: str, around: _Around) -> int:
    """Return how often a name stands in an article between words of a kind."""
    times = 0
    for line in body:
        at = text.find(name, line.start, line.end)
        while at >= 0:
            end = at + len(name)
            before = around.before.search(text, max(line.start, at - _REACH), at)
            times += bool(before and around.behind.match(text, end, line.end))
            at = text.find(name, end, line.end)
    return times


def _beside_dateline(text: str, scene: Scene, found: Iterable[tuple[Stretch, set[str]]]) -> None:
    """Add to each name but the dateline's own what it would replace, and whether it is near."""
    if scene.place is None:
        return
    size = _size(_first_part(text, scene.place).text(text).casefold())
    for _, clues in found:
        if "dateline" not in clues:
            clues.add(f"for {size}")
            clues.update([f"near for {size}"] if clues >= {"from date>=-", "line>=-"} else [])


def _size(key: str) -> str:
    """Return what sort of place a name in small letters is known for."""
    known = places()
    sorts = (("capital", known.capitals), ("city", known.cities), ("region", known.regions))
    return next((sort for sort, names in sorts if key in names), "town")


def _seen(text: str, body: Sequence[Stretch], scene: Scene) -> Iterator[tuple[Stretch, set[str]]]:
    """Yield the names that stand where places do, with clues of where that is."""
    if scene.place is not None:
        where = _first_part(text, scene.place)
        yield where, {"dateline", f"dateline {_size(where.text(text).casefold())}"}
    opening = _OPENING if scene.place is None else _LEADING
    for at, line in enumerate(body[:opening]):
        start = scene.dateline.end if at == 0 and scene.dateline is not None else line.start
        for name in names_of_line(text, Stretch(max(start, line.start), line.end)):
            short = name.where.end - name.where.start <= _SHORT and name.where.text(text).isupper()
            if not short and stands_as_place(text, line, name.where):
                here = {bucket("line", at, 1, 2, 3), *_dated(name.where, scene)}
                yield name.where, {*here, *_standing(text, line, name)}
    for line in scene.around:
        for match in _IN.finditer(text, *line):
            if not is_printed(match["place"]):
                yield Stretch(*match.span("place")), {"around"}
        for piece in _behind_authors(text, line):
            yield piece, {"around", "byline"}


def _behind_authors(text: str, line: Stretch) -> Iterator[Stretch]:
    """Yield what may be a place behind a person's name: `Ann Lee – Halvik – 4 May`."""
    for one, two in pairwise(pieces(text, line)):
        name = two.where.text(text)
        if (
            PERSON.fullmatch(text, *one.where)
            and not is_printed(one.where.text(text))
            and _ALONE.fullmatch(name)
            and not (is_printed(name) or any(map(has_month, name.split())))
        ):
            yield two.where


def _standing(text: str, line: Stretch, name: PlaceName) -> Iterator[str]:
    """Yield clues of the words around a name."""
    before = text[max(line.start, name.where.start - _REACH) : name.where.start]
    behind = text[name.where.end : name.where.end + _REACH]
    lead = _LEAD.search(before)
    word = lead["word"].lower() if lead else ""
    if word == "from" and _DISTANCE.search(before):
        word = "near"
    checks = (
        (f"behind {word}", word in _PLACING),
        ("behind the", bool(lead and lead["the"])),
        ("town of", bool(OF_TOWN.search(before))),
        ("dwellers", bool(_DWELLERS.search(before))),
        ("origin", bool(_ORIGIN.search(before))),
        ("wider behind", bool(_WIDER.match(behind))),
        ("narrower before", bool(_NARROWER.search(before))),
        ("region", bool(REGION.match(behind))),
        ("site", name.site),
        ("quoted", _is_quoted(text[line.start : name.where.start])),
    )
    yield from (clue for clue, holds in checks if holds)


def _is_quoted(before: str) -> bool:
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _first_part(text: str, place: Stretch) -> Stretch:
    cut = _PARTS.search(text, *place)
    return Stretch(place.start, cut.start()) if cut else place


def _dated(where: Stretch, scene: Scene) -> Iterator[str]:
    if scene.dated is not None:
        gap = abs(scene.dated.start - where.start)
        yield bucket("from date", gap // _NEAR_DATE, 1, 2, 4, 8)


def _known(text: str, body: Sequence[Stretch], name: str, scene: Scene) -> Iterator[str]:
    """Yield clues of the name itself, and of how often the article places something there."""
    key = name.casefold()
    yield "place"
    yield f"size {_size(key)}"
    yield bucket("placed", _times(text, body, name, _PLACED), 1, 2, 3)
    if _stands_in(scene.title.casefold(), key):
        yield "in title"
    if _times(text, body, name.rsplit(maxsplit=1)[-1], _ACTING):
        yield "acts"
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
        ("nations", key in nations() or any(low in nations() for low in lows)),
        ("body", any(low in known.organisation_heads or low in known.bodies for low in lows)),
        ("titled", lows[0] in known.titles),
        ("media", any(low in page_words().outlets for low in lows)),
        ("many words", len(lows) > _LONG),
    )
    yield from (clue for clue, holds in checks if holds)


def _cased(name: str) -> str:
    return name.title() if name.isupper() else name
