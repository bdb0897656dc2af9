"""What a text says of itself: title, outlet, author, dates and places, each with its words."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from annotator.domain.field import FieldState, FieldValue
from annotator.domain.span import Span
from annotator.extract.calendar import dates, relative_date
from annotator.extract.segmentation import Stretch, paragraphs

_HEAD: Final = 4
_TITLE: Final = 200
_NAME: Final = r"[^\W\d_a-z][\w.’'-]*(?: (?:[^\W\d_a-z][\w.’'-]*|of|the|and|de|al))*"
_SLASHED: Final = re.compile(
    rf"(?P<place>{_NAME})\s?/\s?(?P<date>\d{{1,2}}\.\d{{1,2}}\.\d{{2,4}})\s?/\s?(?P<outlet>{_NAME})\s?[:.–—-]"
)
_AGENCY: Final = re.compile(
    rf"(?P<place>{_NAME}(?:, {_NAME})?)(?:, (?P<date>[^()/:]{{3,25}}?))?[,.]?\s?"
    rf"[(/]\s?(?P<outlet>{_NAME})\s?[)/]\s?[:–—-]?"
)
_COLON: Final = re.compile(rf"(?P<place>{_NAME}), (?P<outlet>[Tt]he {_NAME}|{_NAME})\s?:(?=\s)")
_COMMAS: Final = re.compile(
    rf"(?P<place>{_NAME}), (?P<date>(?:\d{{1,2}} )?[A-Z][a-z]+\.?(?: \d{{1,2}})?(?:,? \d{{4}})?),? (?P<outlet>[A-Z]\w+)(?=[\s.,:–—-])"
)
_GLUED: Final = re.compile(r"(?:date|published|posted|updated)?:?\s*(?=[\d\w])", re.IGNORECASE)
_REPORTS: Final = re.compile(
    rf"\b(?P<outlet>[Tt]he {_NAME}|{_NAME}) (?:reports?|reported|has learned|informs)\b"
)
_RIGHTS: Final = re.compile(rf"(?:©|copyright)\s*(?:\d{{4}}\s*)?(?P<outlet>{_NAME})", re.IGNORECASE)
_BY: Final = re.compile(rf"(?:by|author:?|written by)\s+(?P<author>{_NAME})", re.IGNORECASE)
_ABOUT: Final = re.compile(rf"about (?:the author:? )?(?P<author>{_NAME})", re.IGNORECASE)
_CODE: Final = re.compile(r"[-–—]{1,2}\s?(\d{0,3}[A-Z]{1,3}\d{0,3})\s?[-–—]{1,2}\s*$")
_PLACE: Final = re.compile(
    r"\b(?:in|at) (?:the city of )?(?P<place>[^\W\d_a-z][\w’'-]*(?: [^\W\d_a-z][\w’'-]*){0,2})"
)
_NO_PLACE: Final = frozenset(
    "january february march april may june july august september october november december monday "
    "tuesday wednesday thursday friday saturday sunday the".split()
)


class _Found(dict[str, FieldValue]):
    """Fields found so far; the first finding of a field stays."""

    def add(self, key: str, value: str, where: Stretch) -> None:
        """Take a value with the words that show it, unless the field is known or it is empty."""
        value = " ".join(value.split())
        if value and key not in self and where.end > where.start:
            evidence = Span(start=where.start, end=where.end)
            state = FieldState.UNVERIFIED
            self[key] = FieldValue(value=value, state=state, evidence=evidence)


def fields(
    text: str, boilerplate: Sequence[Stretch], hints: Mapping[str, str]
) -> dict[str, FieldValue]:
    """Return the fields a text shows, unverified; `hints` tell `published` where it does not."""
    found = _Found()
    lines = paragraphs(text)
    skipped = set(boilerplate)
    body = [line for line in lines if line not in skipped]
    start = _title(text, body, found)
    start = _glued_date(text, start, found)
    for line in start[:_HEAD]:
        _dateline(text, line, found)
    _byline(text, lines, found)
    _outlet(text, start, lines, found)
    _published(text, lines, body, found)
    published = found["published"].value if "published" in found else hints.get("published")
    _event(text, start, published, found)
    return dict(found)


def _title(text: str, body: list[Stretch], found: _Found) -> list[Stretch]:
    """Take the first line as the title if it reads as one; return the lines behind it."""
    if not body:
        return []
    first = body[0]
    words = text[first.start : first.end]
    reads = len(words) <= _TITLE and not words.endswith((".", ":", ",", ";")) and len(body) > 1
    if not reads or any(pattern.match(words) for pattern in (_SLASHED, _AGENCY, _COLON)):
        return body
    found.add("title", words, first)
    return body[1:]


def _glued_date(text: str, body: list[Stretch], found: _Found) -> list[Stretch]:
    """Take a date that stands before the first sentence, `date 2024-08-28 The ...`."""
    if not body:
        return body
    first = body[0]
    glue = _GLUED.match(text, first.start, first.end)
    start = glue.end() if glue else first.start
    for item in dates(text, start, min(first.end, start + 30)):
        following = text[item.where.end : item.where.end + 2]
        if item.where.start == start and item.year and not following.startswith((",", ".")):
            found.add("published", item.value, item.where)
    return body


def _dateline(text: str, line: Stretch, found: _Found) -> None:
    for pattern in (_SLASHED, _AGENCY, _COLON, _COMMAS):
        match = pattern.match(text, line.start, min(line.end, line.start + 120))
        if match is None or "dateline" in found:
            continue
        parts = match.groupdict()
        found.add("dateline", match.group().rstrip(" –—-"), Stretch(*match.span()))
        found.add("outlet", match["outlet"], Stretch(*match.span("outlet")))
        found.add("event_place", match["place"], Stretch(*match.span("place")))
        if parts.get("date"):
            for item in dates(text, *match.span("date")):
                found.add("published", item.value, item.where)


def _byline(text: str, lines: Sequence[Stretch], found: _Found) -> None:
    for line in (*lines[:_HEAD], *reversed(lines[-_HEAD * 2 :])):
        words = text[line.start : line.end]
        match = _BY.fullmatch(words) or _ABOUT.fullmatch(words)
        if match:
            shift = line.start
            found.add(
                "author",
                match["author"],
                Stretch(shift + match.start("author"), shift + match.end("author")),
            )
    for line in lines:
        code = _CODE.search(text, max(line.start, line.end - 12), line.end)
        if code:
            found.add("author", code.group(1), Stretch(*code.span(1)))


def _outlet(text: str, body: Sequence[Stretch], lines: Sequence[Stretch], found: _Found) -> None:
    for line in body[:_HEAD]:
        match = _REPORTS.search(text, line.start, line.end)
        if match and "outlet" not in found and "inistry" not in match["outlet"]:
            found.add("outlet", match["outlet"], Stretch(*match.span("outlet")))
    for line in lines[-_HEAD:]:
        match = _RIGHTS.search(text, line.start, line.end)
        if match:
            found.add("outlet", match["outlet"], Stretch(*match.span("outlet")))


def _published(text: str, lines: Sequence[Stretch], body: Sequence[Stretch], found: _Found) -> None:
    """Take a line that is little more than a date, near the start or the end."""
    for line in (*lines[: _HEAD + 2], *lines[-_HEAD:]):
        if line.end - line.start > 60:  # noqa: PLR2004
            continue
        for item in dates(text, line.start, line.end):
            length = item.where.end - item.where.start
            if item.year and 2 * length >= (line.end - line.start) - 20:
                found.add("published", item.value, item.where)


def _event(text: str, body: Sequence[Stretch], published: str | None, found: _Found) -> None:
    for line in body[:2]:
        item = next(dates(text, line.start, line.end, published[:4] if published else None), None)
        known = found.get("published")
        if item and not (known and known.evidence and known.evidence.start == item.where.start):
            found.add("event_date", item.value, item.where)
        elif published:
            relative = relative_date(text, line.start, line.end, published)
            if relative:
                found.add("event_date", relative.value, relative.where)
    for line in body[:3]:
        for match in _PLACE.finditer(text, line.start, line.end):
            if match["place"].split()[0].lower() not in _NO_PLACE:
                found.add("event_place", match["place"], Stretch(*match.span("place")))
