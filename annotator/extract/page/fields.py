"""What a text says of itself: title, outlet, author, dates and places, each with its words."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from annotator.domain.field import FieldState, FieldValue
from annotator.domain.span import Span
from annotator.extract.naming.forms import nations
from annotator.extract.page.boilerplate import author_code
from annotator.extract.page.calendar import dates, relative_dates
from annotator.extract.page.dateline_reading import read_dateline
from annotator.extract.page.datelines import DATELINES, GLUED, PLACE, REPORTS
from annotator.extract.page.imprint import bylines, outlet
from annotator.extract.page.page_lines import ABOUT, SIGNATURE
from annotator.extract.page.reckoning import foreign_date
from annotator.extract.page.page_words import is_caption
from annotator.extract.prose.segmentation import Stretch, paragraphs
from annotator.extract.prose.vocabulary import vocabulary

_YEAR: Final = re.compile(r"\b20\d\d\b")
_OPENING: Final = 3
_OFTEN: Final = 4
_TWICE: Final = 2
_NO_PLACES: Final = frozenset(["the", "a", "his", "her", "their", "mr", "ms", "mrs", "dr", "its"])
_HEAD: Final = 4
_END: Final = 8
_TITLE: Final = 200
_SIGNED: Final = 20
_DATELINE: Final = 120
_GLUED_WITHIN: Final = 30


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


def fields(
    text: str, boilerplate: Sequence[Stretch], hints: Mapping[str, str]
) -> dict[str, FieldValue]:
    """Return the fields a text shows, unverified; `hints` tell `published` where it does not."""
    found = _Found()
    lines = paragraphs(text)
    skipped = set(boilerplate)
    body = [line for line in lines if line not in skipped]
    body = _title(text, body, found)
    _glued_date(text, body, found)
    place, agency = _dateline(text, body, found)
    around = _around(lines, body, skipped)
    _published(text, around, found)
    _author(text, lines, around, found)
    _outlet(text, body, around, agency, found)
    _published_by_dateline(text, around, found)
    published = found.value("published") or hints.get("published")
    _event_date(text, body, published, found)
    _event_place(text, body, place, found)
    return dict(found)


def _title(text: str, body: list[Stretch], found: _Found) -> list[Stretch]:
    """Take the first line as the title if it reads as one; return the lines behind it."""
    if len(body) < 2:  # noqa: PLR2004
        return body
    first = body[0]
    words = first.text(text)
    reads = len(words) <= _TITLE and not words.endswith((".", ":", ",", ";"))
    if not reads or any(pattern.match(words) for pattern in DATELINES):
        return body
    found.add("title", words, first)
    return body[1:]


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


def _dateline(
    text: str, body: Sequence[Stretch], found: _Found
) -> tuple[Stretch | None, Stretch | None]:
    """Take what stands before the first sentence; return its place and its agency."""
    read = next(filter(None, (read_dateline(text, line) for line in body[:1])), None)
    if read is None:
        return None, None
    found.add("dateline", read.line.text(text), read.line)
    for item in dates(text, *read.line):
        if item.year:
            found.add("published", item.value, item.where)
    return read.place, read.agency


def _around(
    lines: Sequence[Stretch], body: Sequence[Stretch], skipped: set[Stretch]
) -> list[Stretch]:
    """Return the skipped lines above the article's sentences and below them."""
    if not body:
        return [line for line in lines if line in skipped]
    first, last = body[0].start, body[-1].start
    return [line for line in lines if line in skipped and not first < line.start < last]


def _author(text: str, lines: Sequence[Stretch], around: Sequence[Stretch], found: _Found) -> None:
    for line in around:
        match = ABOUT.fullmatch(text, *line)
        if match and len(match["author"].split()) < _HEAD:
            found.add("author", match["author"], Stretch(*match.span("author")))
    where = next(bylines(text, around), None)
    if where is not None:
        found.add("author", where.text(text), where)
    for line in lines:
        signed = line.end - line.start < _SIGNED and SIGNATURE.fullmatch(text, *line)
        code = line if signed else author_code(text, line)
        if code is not None:
            bare = _without_marks(text, code)
            found.add("author", bare.text(text), bare)


def _without_marks(text: str, code: Stretch) -> Stretch:
    start, end = code
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return Stretch(start, end)


def _outlet(
    text: str,
    body: Sequence[Stretch],
    around: Sequence[Stretch],
    agency: Stretch | None,
    found: _Found,
) -> None:
    outlets = vocabulary().outlet_words | vocabulary().outlet_nouns
    heads = vocabulary().organisation_heads - outlets
    shown = outlet(text, around, agency, found.value("author"))
    if shown is not None:
        found.add("outlet", shown.text(text), shown)
    for line in body[:_HEAD]:
        match = REPORTS.search(text, *line)
        lows = match["outlet"].lower().split() if match else []
        if match and not any(low in heads for low in lows):
            found.add("outlet", match["outlet"], Stretch(*match.span("outlet")))


def _published(text: str, around: Sequence[Stretch], found: _Found) -> None:
    """Take the first date with a year of the lines around the article, else a month of a year."""
    shown = [line for line in around if not is_caption(line.text(text))]
    every = [item for line in shown for item in dates(text, *line) if item.year]
    for item in sorted(every, key=lambda item: "-" not in item.value[5:]):
        found.add("published", item.value, item.where)
    for line in shown if "published" not in found else ():
        foreign = foreign_date(text, line)
        if foreign is not None:
            found.add("published", *foreign)


def _published_by_dateline(text: str, around: Sequence[Stretch], found: _Found) -> None:
    """Take the day of the dateline with a year that the lines around the article print."""
    line = found.get("dateline")
    years = (_YEAR.search(text, *line) for line in around)
    year = next((match.group() for match in years if match), None)
    if year is None or line is None or line.evidence is None:
        return
    for item in dates(text, line.evidence.start, line.evidence.end, year):
        found.add("published", item.value, item.where)


def _event_date(text: str, body: Sequence[Stretch], published: str | None, found: _Found) -> None:
    """Take the first date of the first two paragraphs; `on Tuesday` counts from `published`."""
    known = found.get("published")
    dateline = found.get("dateline")
    for line in body[:_OPENING]:
        start = line.start
        for field in (known, dateline):
            if field and field.evidence and line.start <= field.evidence.start < line.end:
                start = max(start, field.evidence.end)
        item = next(dates(text, start, line.end, published[:4] if published else None), None)
        if item is None and published:
            item = next(relative_dates(text, start, line.end, published), None)
        if item is not None:
            value = item.value if item.year else item.value + "?"
            found.add("event_date", value, item.where)


def _event_place(
    text: str, body: Sequence[Stretch], dateline: Stretch | None, found: _Found
) -> None:
    """Take the dateline's place, or the one that the opening names and the text most often.

    Where the text never comes back to the dateline's place, the opening sentence's `in` a place
    that it does come back to goes first.
    """
    if dateline is not None:
        name = dateline.text(text)
        article = "\n".join(line.text(text) for line in body).casefold()
        again = article.count(name.casefold()) > 1
        other = None if again else _place(text, body[:1], dateline, _TWICE)
        if other is None:
            found.add("event_place", name.title() if name.isupper() else name, dateline)
    best = _place(text, body[:_OPENING], dateline, 0)
    if best is not None:
        found.add("event_place", best.text(text), best)


def _place(
    text: str, lines: Sequence[Stretch], dateline: Stretch | None, least: int
) -> Stretch | None:
    """Return the place named most often in a text of those that some lines name, if any."""
    best: Stretch | None = None
    most = float(least)
    for line in lines:
        start = dateline.end if dateline and line.start <= dateline.start < line.end else line.start
        for match in PLACE.finditer(text, start, line.end):
            name = match["place"].rstrip("-")
            lows = name.lower().split()
            if lows[0] in vocabulary().temporal or lows[0] in nations() or lows[0] in _NO_PLACES:
                continue
            near = match.group().startswith(("in ", "at "))
            rank = min(text.count(name), _OFTEN) + near - 2 * (lows[-1] in vocabulary().bodies)
            if rank > most and (near or not least):
                at = match.start("place")
                best, most = Stretch(at, at + len(name)), rank
    return best
