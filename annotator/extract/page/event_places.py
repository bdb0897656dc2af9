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
from annotator.extract.page.place_clues import is_country, known_clues, size
from annotator.extract.page.place_names import CAP, names_of_line, stands_as_place
from annotator.extract.page.place_standing import When, standing
from annotator.extract.page.printed import PERSON, is_printed, pieces
from annotator.extract.prose.segmentation import Stretch

_IN: Final = re.compile(rf"(?:\bin |, )(?P<place>{CAP}(?: {CAP}){{0,2}})(?=\s*(?:$|[|·—–/]))")
_DIED: Final = re.compile(
    rf"\bdied (?:in |at )?(?P<place>{CAP}(?: {CAP}){{0,2}})(?=,? \d| on |, |$)"
)
_WIDE: Final = re.compile(
    r"\b(?:across the (?:country|nation)|country[’']s|nationwide|national|survey|poll|per ?cent"
    r"|prices?|inflation|shares|index|central bank|researchers|study|paper|voters|consumers|exports"
    r"|market)\b|[%€$£]"
)
_ALONE: Final = re.compile(rf"(?!By ){CAP}(?: {CAP}){{0,2}}")
_PARTS: Final = re.compile(r"\s*(?:/|\band\b|,)\s*")
_OPENING: Final = 4
_LEADING: Final = 2
_NAMES: Final = 40
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
    """What is known of an article: its headline, its dateline, its time, the lines around it."""

    title: str
    place: Stretch | None
    dateline: Stretch | None
    when: When
    around: Sequence[Stretch]


def event_place_candidates(text: str, body: Sequence[Stretch], scene: Scene) -> list[Candidate]:
    """Return the dateline's place and each name of the opening, with the clues for and against."""
    found: dict[str, tuple[Stretch, set[str]]] = {}
    for where, clues in _seen(text, body, scene):
        key = where.text(text).casefold()
        if is_country(key):
            continue
        known = found.setdefault(key, (where, {bucket("order", len(found), 1, 2, 4)}))
        known[1].update(clues)
    _beside_dateline(text, scene, found.values())
    lead = f"{scene.title} {body[0].text(text)}" if body else scene.title
    for _, clues in found.values() if _WIDE.search(lead) else ():
        clues.update(["wide"] if "dateline" not in clues else [])
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
    """Add to each name but the dateline's own what it would replace."""
    if scene.place is None:
        return
    own = size(_first_part(text, scene.place).text(text).casefold())
    for _, clues in found:
        if "dateline" not in clues:
            firm = not clues.isdisjoint(_FIRM)
            clues.update([f"for {own}", f"{'firm' if firm else 'loose'} for {own}"])


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
                yield name.where, {*own, *standing(text, line, name, scene.when)}
    for line in scene.around:
        yield from _around(text, line, scene)


def _around(text: str, line: Stretch, scene: Scene) -> Iterator[tuple[Stretch, set[str]]]:
    """Yield the names that stand as places in a line above or below an article."""
    for match in _IN.finditer(text, *line):
        if not is_printed(match["place"]):
            yield Stretch(*match.span("place")), {"around"}
    died = _DIED.search(text, *line)
    if died:
        yield Stretch(*died.span("place")), {"around", "died"}
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


def _first_part(text: str, place: Stretch) -> Stretch:
    cut = _PARTS.search(text, *place)
    return Stretch(place.start, cut.start()) if cut else place


def _dated(where: Stretch, scene: Scene) -> Iterator[str]:
    if scene.when.dated is not None:
        gap = abs(scene.when.dated.start - where.start)
        yield bucket("from date", gap // _NEAR_DATE, 1, 2, 4, 8)


def _cased(name: str) -> str:
    return name.title() if name.isupper() else name
