"""Where the main event took place: the dateline's place, and the places that an article names.

News from a capital is often of a place elsewhere, which may be told far below. How each mention of
a name stands tells which is the event's: behind which word and noun, near which date, in which
paragraph, and what else the page knows of the name.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from annotator.extract.page.choosing import Candidate, bucket
from annotator.extract.page.place_clues import (
    at_home,
    form_clues,
    home,
    is_no_town,
    is_smaller,
    is_wide,
    size,
    stands_in,
)
from annotator.extract.page.place_lines import places_beside
from annotator.extract.page.place_names import is_time, names_of_line
from annotator.extract.page.place_standing import FIRM, Lead, standing
from annotator.extract.page.towns import town
from annotator.extract.prose.segmentation import Stretch

_PARTS: Final = re.compile(r"\s*(?:/|\band\b|,)\s*")
_HERE: Final = re.compile(r"\bhere\b")
_DAYS: Final = ("day", "night", "morning", "evening", "afternoon", "tomorrow")
_WILL: Final = (" will ", " would ", " could ")
_LEADING: Final = 2
_NONE: Final = "none"
_NAMES: Final = 40
_LOOKED: Final = 4
_MENTIONS: Final = 200
_READ: Final = 16
_NEAR_DATE: Final = 40
_DATELINE: Final = 3  # votes for its country


class Scene(NamedTuple):
    """What is known of an article; `dated` are the words of the event's date."""

    title: Stretch | None
    place: Stretch | None
    dateline: Stretch | None
    dated: Stretch | None
    around: Sequence[Stretch]


class _Mention(NamedTuple):
    """Where a name is placed, how firmly, with the clues of that."""

    where: Stretch
    firm: int
    clues: frozenset[str]


class _Name:
    """A name of the article: where it stands first, its clues, and where it is placed."""

    def __init__(self, where: Stretch) -> None:
        self.where = where
        self.clues: set[str] = set()
        self.mentions: list[_Mention] = []
        self.placed = False

    @property
    def is_dateline(self) -> bool:
        """Tell whether it is the dateline's."""
        return "dateline" in self.clues


def event_place_candidates(text: str, body: Sequence[Stretch], scene: Scene) -> list[Candidate]:
    """Return the dateline's place and each mention of a name as a place, with their clues."""
    names = _Names(text, body, scene)
    kept = {key: it for key, it in names.found.items() if _may_be(text, key, it)}
    land = home(
        [(it.where.text(text), _DATELINE if it.is_dateline else 1) for it in kept.values()],
        [(key, min(seen + 1, _DATELINE)) for key, seen in names.seen.items()],
    )
    lead = f"{_words(text, scene.title)} {body[0].text(text) if body else ''}"
    wide = ["wide"] if is_wide(lead) else []
    own = size(_first_part(text, scene.place).text(text)) if scene.place else _NONE
    shown: list[Candidate] = []
    for key, it in list(kept.items())[:_NAMES]:
        name = it.where.text(text)
        it.clues.update([*form_clues(key), *_about(text, scene, key), *at_home(name, land)])
        it.clues.add(bucket("placed", sum(each.firm == FIRM for each in it.mentions), 1, 2, 3))
        if not it.is_dateline:
            it.clues.update([*wide, *(["smaller"] if is_smaller(name, own) else [])])
        shown.extend(_candidates(name, it, own))
    return shown


def _about(text: str, scene: Scene, key: str) -> Iterator[str]:
    """Yield clues of where else a name stands."""
    if stands_in(_words(text, scene.title).casefold(), key):
        yield "in title"


def _candidates(name: str, it: _Name, own: str) -> Iterator[Candidate]:
    """Yield a candidate for each mention that places a name; `own` is the dateline's sort."""
    value = name.title() if name.isupper() else name
    if not it.mentions or it.is_dateline or "around" in it.clues:
        yield Candidate(value, it.where, frozenset(it.clues))
    for where, firm, clues in it.mentions:
        more = [f"firm for {own}"] if firm == FIRM and not it.is_dateline else []
        yield Candidate(value, where, frozenset([*it.clues, *clues, *more]))


def _may_be(text: str, key: str, it: _Name) -> bool:
    placed = it.placed or it.mentions or not it.clues.isdisjoint(["dateline", "around"])
    if not placed and town(it.where.text(text)) is None:
        return False
    return not (is_no_town(key) or is_time(key))


class _Names:
    """Gathers the names of a page by their small letters, with where each is placed."""

    def __init__(self, text: str, body: Sequence[Stretch], scene: Scene) -> None:
        self.text = text
        self.body = body
        self.scene = scene
        self.found: dict[str, _Name] = {}
        self.seen: dict[str, int] = {}
        self._take_dateline()
        self._take_title()
        self.left = _MENTIONS
        for at, line in enumerate(body[:_READ]):
            self._take_line(at, line)
        for line in scene.around:
            for where, clues in places_beside(text, line):
                self._name(where).clues.update(clues)

    def _name(self, where: Stretch) -> _Name:
        return self.found.setdefault(where.text(self.text).casefold(), _Name(where))

    def _take_dateline(self) -> None:
        if self.scene.place is None:
            return
        where = _first_part(self.text, self.scene.place)
        clues = self._name(where).clues
        clues.update(["dateline", f"dateline {size(where.text(self.text))}"])
        if any(_HERE.search(self.text, *line) for line in self.body[:_LEADING]):
            clues.add("here")

    def _take_title(self) -> None:
        title = self.scene.title
        if title is None:
            return
        for name in names_of_line(self.text, title):
            lead = standing(self.text, title, name)
            known = self._name(name.where)
            if lead.firm and not name.name.isupper():
                known.placed = True
                known.clues.update(["title firm"] if lead.firm == FIRM else [])

    def _take_line(self, at: int, line: Stretch) -> None:
        text, dateline = self.text, self.scene.dateline
        start = dateline.end if at == 0 and dateline is not None else line.start
        for name in names_of_line(text, Stretch(max(start, line.start), line.end)):
            if not self.left:
                return
            key = name.name.casefold()
            self.seen[key] = seen = self.seen.get(key, 0) + 1
            lead = standing(text, line, name) if seen <= _LOOKED else None
            if lead is None or not lead.firm:
                continue
            self.left -= 1
            known = self.found.setdefault(key, _Name(name.where))
            known.clues.update(["defined"] if "defined" in lead.clues else [])
            clues = {*lead.clues, bucket("line", at, 1, 2, 3, 5, 8)}
            clues.update(self._noun(at, lead.noun) if lead.noun else ())
            clues.update(self._sentence(line, name.where, lead))
            known.mentions.append(_Mention(name.where, lead.firm, frozenset(clues)))

    def _noun(self, at: int, noun: str) -> Iterator[str]:
        """Yield clues of `beach` in `the beach at Halvik`: how much the article is about it."""
        text, body = self.text, self.body
        yield bucket("noun", text.count(noun, body[0].start, body[-1].end), 1, 2, 3)
        in_title = noun in _words(text, self.scene.title).lower()
        if in_title or (at and text.find(noun, *body[0]) >= 0):
            yield "noun leads"

    def _sentence(self, line: Stretch, where: Stretch, lead: Lead) -> Iterator[str]:
        """Yield clues of the sentence that a name stands in, as its full stops show it."""
        start = max(self.text.rfind(". ", line.start, where.start), line.start)
        end = self.text.find(". ", where.end, line.end)
        end = line.end if end < 0 else end
        if start > line.start:
            yield "later sentence"
        words = self.text[start:end]
        if any(map(words.__contains__, _DAYS)):
            yield "day"
        if any(map(words.__contains__, _WILL)):
            yield "will"
        dated = self.scene.dated
        if dated is not None:
            yield bucket("from date", abs(dated.start - where.start) // _NEAR_DATE, 1, 2, 4, 8)
            if lead.firm == FIRM and start <= dated.start < end:
                yield "placed dated"


def _first_part(text: str, place: Stretch) -> Stretch:
    cut = _PARTS.search(text, *place)
    return Stretch(place.start, cut.start()) if cut else place


def _words(text: str, where: Stretch | None) -> str:
    return where.text(text) if where else ""
