"""Where the main event took place: the dateline's place, or the names of an article's opening.

News from a capital is often of a place elsewhere, so there a local place of the first paragraph
goes before the dateline's; the dateline of any other town tells where the event was.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from annotator.extract.page.choosing import Candidate, bucket
from annotator.extract.page.page_words import nations, page_words, places
from annotator.extract.page.place_names import (
    CAP,
    OF_TOWN,
    PLACED,
    REGION,
    SITES,
    PlaceName,
    names_of_line,
    stands_as_place,
)
from annotator.extract.page.printed import is_printed
from annotator.extract.prose.segmentation import Stretch
from annotator.extract.prose.vocabulary import vocabulary

_ACTS: Final = re.compile(
    r" (?:(?:said|says|told|added|wrote|asked|thinks|believes|denied|called|who|recalled|replied"
    r"|explained|put|laughed|announced|insisted|reported)\b|\d\d,)"
)
_ACTOR: Final = re.compile(r"(?<!from )(?<![\w’-])([^\W\d_a-z][\w’-]+)(,?)$")
_LOCAL: Final = re.compile(
    r"\b(?:(?:in|near|around|outside)(?P<the> the)?"
    r"|(?:residents|villagers|people|inhabitants|farmers|fishermen|townspeople) of) $"
)
_IN: Final = re.compile(rf"(?:\bin |, )(?P<place>{CAP}(?: {CAP}){{0,2}})(?=\s*(?:$|[|·—–/]))")
_PARTS: Final = re.compile(r"\s*(?:/|\band\b|,)\s*")
_OPENING: Final = 4
_NAMES: Final = 40
_REACH: Final = 40
_NEAR_DATE: Final = 40


class Scene(NamedTuple):
    """What is known of an article: its headline, dateline, event date and outlet, if they are."""

    title: str
    place: Stretch | None
    dateline: Stretch | None
    dated: Stretch | None
    around: Sequence[Stretch]


class _Told(NamedTuple):
    """Who acts in an article, by last name, and how often it places something somewhere."""

    acting: frozenset[str]
    placed: Mapping[str, int]


def event_place_candidates(text: str, body: Sequence[Stretch], scene: Scene) -> list[Candidate]:
    """Return the one place that a dateline leads to, else each name of the opening, with clues."""
    if scene.place is not None:
        local = _instead_of_dateline(text, body, scene)
        if local is not None:
            return [Candidate(_cased(local.text(text)), local, frozenset({"place", "local"}))]
        where = _first_part(text, scene.place)
        return [Candidate(_cased(where.text(text)), where, frozenset({"place", "dateline"}))]
    told = _told(text, body)
    found: dict[str, tuple[Stretch, set[str]]] = {}
    for where, clues in _seen(text, body, scene):
        found.setdefault(where.text(text).casefold(), (where, set()))[1].update(clues)
    return [
        Candidate(_cased(name), where, frozenset({*clues, *_known(name, told, scene)}))
        for where, clues in list(found.values())[:_NAMES]
        for name in [where.text(text)]
    ]


def _told(text: str, body: Sequence[Stretch]) -> _Told:
    acting: set[str] = set()
    placed: Counter[str] = Counter()
    for line in body:
        acting.update(_actors(text, line))
        placed.update(match["place"].casefold() for match in PLACED.finditer(text, *line))
    return _Told(frozenset(acting), placed)


def _actors(text: str, line: Stretch) -> Iterator[str]:
    """Yield the last names before verbs of saying and before ages, `Lee, 43,`."""
    for match in _ACTS.finditer(text, *line):
        low = max(line.start, text.rfind(" ", 0, match.start()) - len("from"))
        actor = _ACTOR.search(text, low, match.start())
        if actor and (actor[2] or not match.group()[1].isdigit()):
            yield actor[1]


def _instead_of_dateline(text: str, body: Sequence[Stretch], scene: Scene) -> Stretch | None:
    """Return the first local place of the first paragraph behind a dateline from a capital."""
    if scene.place is None or scene.dateline is None or not body:
        return None
    if _first_part(text, scene.place).text(text).casefold() not in places().capitals:
        return None
    told = _told(text, body)
    line = Stretch(scene.dateline.end, body[0].end)
    found = (name.where for name in names_of_line(text, line) if _is_local(text, line, name, told))
    return next(found, None)


def _is_local(text: str, line: Stretch, name: PlaceName, told: _Told) -> bool:
    before = text[line.start : name.where.start]
    known = places()
    key = name.where.text(text).casefold()
    if before.count("“") > before.count("”") or name.site:
        return False
    behind = _LOCAL.search(before[-_REACH:])
    if behind is None and OF_TOWN.search(before[-_REACH:]) is None:
        return False
    if (behind and behind["the"] and not SITES.match(text, name.where.end)) or REGION.match(
        text, name.where.end
    ):
        return False
    if key in known.capitals or key in known.cities or key in known.regions:
        return False
    forms = {*_form(key), *_acting(key, told)}
    return not forms & {"nations", "body", "titled", "media", "acts"}


def _seen(text: str, body: Sequence[Stretch], scene: Scene) -> Iterator[tuple[Stretch, set[str]]]:
    """Yield the names that stand where places do, with clues of where that is."""
    for at, line in enumerate(body[:_OPENING]):
        for name in names_of_line(text, line):
            if stands_as_place(text, line, name.where):
                yield name.where, {bucket("line", at, 1, 2, 3), *_dated(name.where, scene)}
    for line in scene.around:
        for match in _IN.finditer(text, *line):
            if not is_printed(match["place"]):
                yield Stretch(*match.span("place")), set()


def _first_part(text: str, place: Stretch) -> Stretch:
    cut = _PARTS.search(text, *place)
    return Stretch(place.start, cut.start()) if cut else place


def _dated(where: Stretch, scene: Scene) -> Iterator[str]:
    if scene.dated is not None:
        gap = abs(scene.dated.start - where.start)
        yield bucket("from date", gap // _NEAR_DATE, 1, 2, 4, 8)


def _known(name: str, told: _Told, scene: Scene) -> Iterator[str]:
    """Yield clues of the name itself, and of how often the article places something there."""
    key = name.casefold()
    yield "place"
    yield bucket("placed", told.placed.get(key, 0), 1, 2, 3)
    if key in scene.title.casefold():
        yield "in title"
    yield from _acting(key, told)
    yield from _form(key)


def _acting(key: str, told: _Told) -> Iterator[str]:
    last = key.rsplit(maxsplit=1)[-1]
    if any(last == name.casefold() for name in told.acting):
        yield "acts"


def _form(key: str) -> Iterator[str]:
    """Yield clues of the words of a name in small letters."""
    lows = key.replace("-", " ").split()
    known = vocabulary()
    checks = (
        ("nations", key in nations() or any(low in nations() for low in lows)),
        ("body", any(low in known.organisation_heads or low in known.bodies for low in lows)),
        ("titled", lows[0] in known.titles),
        ("media", any(low in page_words().outlets for low in lows)),
    )
    yield from (clue for clue, holds in checks if holds)


def _cased(name: str) -> str:
    return name.title() if name.isupper() else name
