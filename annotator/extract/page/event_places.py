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
from annotator.extract.page.page_lines import CRUMB, is_dated
from annotator.extract.page.place_clues import REACH, known_clues, size
from annotator.extract.page.place_names import (
    CAP,
    OF_TOWN,
    REGION,
    PlaceName,
    names_of_line,
    stands_as_place,
)
from annotator.extract.page.printed import PERSON, is_printed, pieces
from annotator.extract.prose.segmentation import Stretch

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
_ALONE: Final = re.compile(rf"(?!By ){CAP}(?: {CAP}){{0,2}}")
_ASIDE: Final = re.compile(r"\b(?:north|south|east|west|upstream|downstream|outskirts|edge) of $")
_FROM: Final = re.compile(
    r"(?:^|\b(?:man|woman|couple|family|families|team|boy|girl|student|doctor|group|native|who) )"
    r"from $"
)
_DISTANCE: Final = re.compile(r"\b(?:km|kilomet(?:re|er)s?|miles?|minutes|hours?) from $")
_PARTS: Final = re.compile(r"\s*(?:/|\band\b|,)\s*")
_OPENING: Final = 4
_LEADING: Final = 2
_NAMES: Final = 40
_PLACING: Final = frozenset(
    ["in", "at", "near", "of", "from", "to", "around", "round", "off", "outside", "across", "into"]
)
_FIRM: Final = frozenset(
    ["town of", *(f"behind {word}" for word in ("in", "at", "near", "outside", "around", "round"))]
)
_CROWD: Final = re.compile(
    rf"(?P<place>{CAP}(?: {CAP}){{0,2}})[,:] (?:[a-z]+ )?\d[\d,. ]* (?:spectators|fans|people)\b"
)
_HERE: Final = re.compile(r"\bhere\b")
_NEAR_DATE: Final = 40
_MANY: Final = 2
_SHORT: Final = 4
_NOT_LOCAL: Final = frozenset(
    [
        *("site", "quoted", "nations", "body", "titled", "media", "acts", "region"),
        *("size city", "size capital", "size region"),
    ]
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
        Candidate(
            _cased(name), where, frozenset({*clues, *known_clues(text, body, name, scene.title)})
        )
        for where, clues in list(found.values())[:_NAMES]
        for name in [where.text(text)]
    ]
    return shown if scene.place is None else [item for item in shown if _may_replace(item)]


def _may_replace(item: Candidate) -> bool:
    """Tell whether a name is the dateline's, or local: no city, country, building, quoted word."""
    return "dateline" in item.clues or _NOT_LOCAL.isdisjoint(item.clues)


def _beside_dateline(text: str, scene: Scene, found: Iterable[tuple[Stretch, set[str]]]) -> None:
    """Add to each name but the dateline's own what it would replace, and whether it is near."""
    if scene.place is None:
        return
    own = size(_first_part(text, scene.place).text(text).casefold())
    for _, clues in found:
        if "dateline" not in clues:
            firm = not clues.isdisjoint(_FIRM)
            clues.update([f"for {own}", f"{'firm' if firm else 'loose'} for {own}"])
            clues.update([f"near for {own}"] if clues >= {"from date>=-", "line>=-"} else [])


def _seen(text: str, body: Sequence[Stretch], scene: Scene) -> Iterator[tuple[Stretch, set[str]]]:
    """Yield the names that stand where places do, with clues of where that is."""
    if scene.place is not None:
        where = _first_part(text, scene.place)
        here = any(_HERE.search(text, *line) for line in body[:_LEADING])
        known = f"dateline {size(where.text(text).casefold())}"
        yield where, {"dateline", known, *(["here"] if here else [])}
    opening = _OPENING if scene.place is None else _LEADING
    for at, line in enumerate(body[:opening]):
        start = scene.dateline.end if at == 0 and scene.dateline is not None else line.start
        for name in names_of_line(text, Stretch(max(start, line.start), line.end)):
            abbreviated = name.where.end - name.where.start <= _SHORT
            short = abbreviated and name.where.text(text).isupper()
            if not short and (name.seat or stands_as_place(text, line, name.where)):
                own = {bucket("line", at, 1, 2, 3), *_dated(name.where, scene)}
                yield name.where, {*own, *_standing(text, line, name)}
    for line in scene.around:
        yield from _around(text, line, scene)


def _around(text: str, line: Stretch, scene: Scene) -> Iterator[tuple[Stretch, set[str]]]:
    """Yield the names that stand as places in a line above or below an article."""
    for match in _IN.finditer(text, *line):
        if not is_printed(match["place"]):
            yield Stretch(*match.span("place")), {"around"}
    for piece in _behind_authors(text, line):
        yield piece, {"around", "byline"}
    crowd = _CROWD.match(text, *line)
    if crowd:
        yield Stretch(*crowd.span("place")), {"around", "crowd"}
    if scene.place is None and CRUMB.search(text, *line):
        often = (it for it in _alone(text, line) if text.count(it.text(text)) > _MANY)
        yield from ((it, {"around", "path"}) for it in often)
    if is_dated(line.text(text)):
        yield from ((it, {"around", "by date"}) for it in _alone(text, line))


def _alone(text: str, line: Stretch) -> Iterator[Stretch]:
    """Yield the pieces of a line that are a name and neither a date nor an outlet's."""
    for piece in pieces(text, line):
        name = piece.where.text(text)
        if (
            _ALONE.fullmatch(name)
            and not (name.isupper() and len(name) <= _SHORT)
            and not is_printed(name)
            and not any(map(has_month, name.split()))
        ):
            yield piece.where


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
    before = text[max(line.start, name.where.start - REACH) : name.where.start]
    behind = text[name.where.end : name.where.end + REACH]
    lead = _LEAD.search(before)
    word = lead["word"].lower() if lead else ""
    if (word == "from" and _DISTANCE.search(before)) or _ASIDE.search(before):
        word = "near"
    checks = (
        (f"behind {word}", word in _PLACING),
        ("behind the", bool(lead and lead["the"])),
        ("town of", bool(OF_TOWN.search(before))),
        ("dwellers", bool(_DWELLERS.search(before))),
        ("origin", bool(_ORIGIN.search(before) or _FROM.search(before))),
        ("seat", name.seat),
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


def _cased(name: str) -> str:
    return name.title() if name.isupper() else name
