"""What a text says of itself: title, outlet, author, dates and places, each with its words."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from annotator.domain.field import FieldState, FieldValue
from annotator.domain.span import Span
from annotator.extract.page.author_codes import AUTHOR_CODE
from annotator.extract.page.authors import author_candidates
from annotator.extract.page.calendar import dates, is_day
from annotator.extract.page.choosing import Candidate, chosen, page_weights, worth
from annotator.extract.page.dateline_reading import read_dateline
from annotator.extract.page.datelines import DATELINES, GLUED
from annotator.extract.page.event_dates import Setting, event_date_candidates, is_live
from annotator.extract.page.event_places import Scene, event_place_candidates
from annotator.extract.page.headlines import headline
from annotator.extract.page.outlets import Around, outlet_candidates
from annotator.extract.page.outlets_told import REPORTING
from annotator.extract.page.page_words import is_caption
from annotator.extract.page.printed import is_printed
from annotator.extract.page.reckoning import foreign_date
from annotator.extract.page.title_clues import SHORTENED
from annotator.extract.prose.segmentation import Stretch, paragraphs

_YEAR: Final = re.compile(r"\b20\d\d\b")
_PUBLISHED: Final = re.compile(
    r"(?:First |Date )?(?:[Pp]ublished|PUBLISHED|Posted|Issued)\b(?: on)?:? "
)
_ALONE: Final = re.compile(
    r"(?P<place>[^\W\d_a-z][\w’'-]*(?: [^\W\d_a-z][\w’'-]*){0,2})(?:, [^\W\d_a-z][\w’'-]*)?"
    r",? [^,|]{3,20}(?: \d{4})?[.:]?"
)
_PATH: Final = re.compile(r"/(?P<date>(?P<year>(?:19|20)\d\d)/(?P<month>0[1-9]|1[0-2]))/")
_LIVED: Final = re.compile(r"\b(?:born|died)\b[^.\n]{0,20}$")
_TITLE: Final = 200
_GLUED_WITHIN: Final = 30
_REACH: Final = 40


class _Found(dict[str, FieldValue]):
    """Fields found so far; the first finding of a field stays."""

    def add(self, key: str, value: str, where: Stretch) -> None:
        """Take a value with the words that show it, unless the field is known or it is empty."""
        value = " ".join(value.split())
        if value and key not in self and where.end > where.start:
            evidence = Span(start=where.start, end=where.end)
            state = FieldState.UNVERIFIED
            self[key] = FieldValue(value=value, state=state, evidence=evidence)

    def value(self, key: str) -> str | None:
        """Return a field's value, None where it was not found."""
        return self[key].value if key in self else None

    def where(self, key: str) -> Stretch | None:
        """Return the words that show a field, None where it was not found."""
        evidence = self[key].evidence if key in self else None
        return Stretch(evidence.start, evidence.end) if evidence is not None else None


class Page:
    """A text read as a page, for what its fields can be; `place` and `agency` are its dateline's.

    `body` are the article's own lines without the headline, `around` those above and below.
    `found` are the fields that need no choice: title, dateline, published.
    """

    def __init__(self, text: str, boilerplate: Sequence[Stretch]) -> None:
        """Part the article from what stands around it."""
        self.text = text
        self.found = _Found()
        lines = paragraphs(text)
        skipped = set(boilerplate)
        body = [line for line in lines if line not in skipped]
        self.body = _title(text, lines, body, self.found)
        self.around = _around(lines, self.body, skipped)
        _glued_date(text, self.body, self.found)
        _labelled_date(text, self.around, self.found)
        self.place, self.agency = _dateline(text, self.body, self.found)
        if self.place is None:
            self.place = _place_above(text, self.around, self.body, self.found)
        _published(text, self.around, self.found)
        _published_by_dateline(text, self.around, self.body, self.found)

    def outlets(self) -> list[Candidate]:
        """Return who may have published it."""
        start = self.body[0].start if self.body else 0
        title = self.found.where("title")
        around = Around(self.around, start, self.agency, self.place, title)
        return outlet_candidates(self.text, around, self.body)

    def authors(self, outlet: str | None) -> list[Candidate]:
        """Return who may have written it."""
        title = self.found.where("title")
        return author_candidates(self.text, self.around, self.body, title, outlet)

    def event_dates(self, published: str | None) -> list[Candidate]:
        """Return the dates that may be the event's."""
        live = is_live(self.text, self.body)
        where = self.found.where
        shown = (where("published"), where("title"), where("dateline"))
        setting = Setting(published, *shown, live, self.around)
        return event_date_candidates(self.text, self.body, setting)

    def event_places(self, dated: Stretch | None, outlet: str | None) -> list[Candidate]:
        """Return the places that may be the event's; `dated` are the words of its date."""
        own = outlet.casefold() if outlet else None
        place = self.place
        if place is not None and place.text(self.text).casefold() == own:
            place = None
        title, dateline = self.found.where("title"), self.found.where("dateline")
        scene = Scene(title, place, dateline, dated, self.around)
        found = event_place_candidates(self.text, self.body, scene)
        return [item for item in found if item.value.casefold() != own]


def fields(
    text: str, boilerplate: Sequence[Stretch], hints: Mapping[str, str]
) -> dict[str, FieldValue]:
    """Return the fields a text shows, unverified; `hints` tell `published` where it does not."""
    page = Page(text, boilerplate)
    found = page.found
    outlets = unsigned(page)
    _take(found, "outlet", outlets)
    _take(found, "outlet", [item for item in outlets if REPORTING in item.clues], least=True)
    authors = page.authors(found.value("outlet"))
    _take(found, "author", authors)
    _take(found, "author", [item for item in authors if AUTHOR_CODE in item.clues], least=True)
    published = found.value("published") or hints.get("published")
    _take(found, "event_date", page.event_dates(published))
    _take(found, "event_place", page.event_places(found.where("event_date"), found.value("outlet")))
    return dict(found)


def unsigned(page: Page) -> Sequence[Candidate]:
    """Return who may have published it without whom it is likelier to be written by."""
    outlets = page.outlets()
    outlet = chosen("outlet", outlets)
    if outlet is None or "person" not in outlet.clues:
        return outlets
    author = chosen("author", page.authors(None))
    if (
        author is None
        or author.value != outlet.value
        or _worth("author", author) < _worth("outlet", outlet)
    ):
        return outlets
    return [item for item in outlets if item.value != outlet.value]


def _worth(field: str, candidate: Candidate) -> float:
    return worth(candidate, page_weights().get(field, {}))


def _take(found: _Found, key: str, candidates: Sequence[Candidate], *, least: bool = False) -> None:
    """Take the best of the candidates; with `least` the first, whatever it is worth."""
    best = next(iter(candidates), None) if least else chosen(key, candidates)
    if best is not None:
        found.add(key, best.value, best.where)


def _title(
    text: str, lines: Sequence[Stretch], body: list[Stretch], found: _Found
) -> list[Stretch]:
    """Take the headline: the first line if it reads as one, or the end of a path above it.

    Return the lines behind it.
    """
    if len(body) > 1 and _reads_as_title(body[0].text(text)):
        found.add("title", body[0].text(text), body[0])
        return body[1:]
    title = headline(text, lines).title
    if title is not None and title not in lines:
        found.add("title", title.text(text), title)
    return body


def _reads_as_title(words: str) -> bool:
    stops = words.rstrip("”’»\"'").endswith((".", ":", ",", ";"))
    if len(words) > _TITLE or (stops and not SHORTENED.search(words)):
        return False
    return not any(pattern.match(words) for pattern in DATELINES)


def _glued_date(text: str, body: Sequence[Stretch], found: _Found) -> None:
    """Take a date that stands before the first sentence, `date 2024-08-28 The ...`."""
    if not body:
        return
    first = body[0]
    glue = GLUED.match(text, first.start, first.end)
    start = glue.end() if glue else first.start
    for item in dates(text, start, min(first.end, start + _GLUED_WITHIN)):
        following = text[item.where.end : item.where.end + 1]
        if item.where.start == start and item.year and following not in {",", "."}:
            found.add("published", item.value, item.where)


def _labelled_date(text: str, around: Sequence[Stretch], found: _Found) -> None:
    """Take the first full date of a line that says `published` before it."""
    for line in around:
        label = _PUBLISHED.match(text, *line)
        for item in dates(text, label.end(), line.end) if label else ():
            if item.year and item.kind == "full":
                found.add("published", item.value, item.where)


def _dateline(
    text: str, body: Sequence[Stretch], found: _Found
) -> tuple[Stretch | None, Stretch | None]:
    """Take what stands before the first sentence; return its place and its agency."""
    read = read_dateline(text, body[0]) if body else None
    if read is None and len(body) > 1 and DATELINES[1].match(text, *body[1]):
        read = read_dateline(text, body[1])
    if read is None:
        return None, None
    found.add("dateline", read.line.text(text), read.line)
    for item in dates(text, *read.line):
        if item.year:
            found.add("published", item.value, item.where)
    return read.place, read.agency


def _place_above(
    text: str, around: Sequence[Stretch], body: Sequence[Stretch], found: _Found
) -> Stretch | None:
    """Take a dateline that has the last line above the article for itself; return its place."""
    above = [line for line in around if body and line.start < body[0].start]
    alone = _ALONE.fullmatch(text, *above[-1]) if above else None
    if alone is None or is_printed(alone["place"]) or any(map(is_day, alone["place"].split())):
        return None
    if not any(dates(text, *above[-1], "2000")):
        return None
    if " " in alone["place"] and alone["place"] not in text[above[-1].end :]:
        return None
    found.add("dateline", alone.group(), above[-1])
    return Stretch(*alone.span("place"))


def _around(
    lines: Sequence[Stretch], body: Sequence[Stretch], skipped: set[Stretch]
) -> list[Stretch]:
    """Return the skipped lines above the article's sentences and below them."""
    if not body:
        return [line for line in lines if line in skipped]
    first, last = body[0].start, body[-1].start
    return [line for line in lines if line in skipped and not first < line.start < last]


def _published(text: str, around: Sequence[Stretch], found: _Found) -> None:
    """Take the first date with a year of the lines around the article, else a month of a year."""
    shown = [line for line in around if not is_caption(line.text(text))]
    every = [item for line in shown for item in dates(text, *line) if item.year]
    every = [it for it in every if not _LIVED.search(text, *_before(it.where))]
    for item in sorted(every, key=lambda item: "-" not in item.value[5:]):
        found.add("published", item.value, item.where)
    for line in shown if "published" not in found else ():
        foreign = foreign_date(text, line)
        if foreign is not None:
            found.add("published", *foreign)
        path = _PATH.search(text, *line)
        if path is not None:
            found.add("published", f"{path['year']}-{path['month']}", Stretch(*path.span("date")))


def _before(where: Stretch) -> Stretch:
    return Stretch(max(0, where.start - _REACH), where.start)


def _published_by_dateline(
    text: str, around: Sequence[Stretch], body: Sequence[Stretch], found: _Found
) -> None:
    """Take the day of the dateline, or around it, with a year that the text prints.

    The lines around the article tell it before the latest date of the article does.
    """
    line = found.get("dateline")
    years = (_YEAR.search(text, *line) for line in around)
    year = next((match.group() for match in years if match), None)
    if year is None and line is not None:
        told = (item.value[:4] for each in body for item in dates(text, *each) if item.year)
        year = max(told, default=None)
    if year is None:
        return
    shown = [Stretch(line.evidence.start, line.evidence.end)] if line and line.evidence else around
    for item in [
        it for stretch in shown for it in dates(text, *stretch, year) if it.kind != "month"
    ]:
        found.add("published", item.value, item.where)
