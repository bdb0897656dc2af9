"""When the main event took place: the dates of an article's opening, and what tells the event's."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from annotator.extract.page.calendar import Dated, dates, relative_dates
from annotator.extract.page.choosing import Candidate, bucket
from annotator.extract.page.page_lines import TIMED
from annotator.extract.prose.segmentation import Stretch

_OPENING: Final = 8
_UNDATED: Final = 3  # paragraphs: what lies how far back cannot be told on an undated page
_ENTRIES: Final = 3
_REACH: Final = 60
_NOT_YET: Final = re.compile(r"\b(?:next|every|each|coming)\s+$", re.IGNORECASE)
_SAID: Final = re.compile(
    r"\b(?:said|says|told|added|wrote|posted|reported|recalled|explained|noted)\b[^.?!]{0,40}$"
)
_PLACED: Final = re.compile(r"\b(?:in|at) [^\W\d_a-z][\w’-]*(?: [^\W\d_a-z][\w’-]*){0,3},? on $")
_DIED: Final = re.compile(r"\bdied\b")
_BEFORE: Final = re.compile(r"([^\W\d_]+)[\s,]*$")
_SAYING: Final = re.compile(r" (?:said|says|told|announced|asked|denied|confirmed)\b")
_TO_COME: Final = re.compile(
    r"\b(?:will|shall|would be|due|scheduled|plans?|planned) [^.?!]{0,50}$"
)
_AHEAD: Final = re.compile(r"\b(?:will|shall|would|due) [^.?!]{0,50}$")
_HAD: Final = re.compile(r"\bhad [^,.;?!]{0,50}$")
_ASIDE: Final = re.compile(r", (?:who|which|whose|where) [^,.;?!]*$")
_TELLING: Final = frozenset(
    [
        *("on", "since", "from", "until", "till", "by", "before", "after", "last", "next", "every"),
        *("in", "of", "a", "one", "late", "early", "for", "the", "to", "this", "between", "and"),
        *("than", "at", "as", "that", "here", "ended", "every", "each", "was", "were", "with"),
    ]
)
_YEAR: Final = 182


class Setting(NamedTuple):
    """What is known of an article's time: when it was published, and the lines around it.

    `shown` are the words that show when it was published.
    """

    published: str | None
    shown: Stretch | None
    title: Stretch | None
    dateline: Stretch | None
    live: bool
    around: Sequence[Stretch]


def event_date_candidates(text: str, body: Sequence[Stretch], setting: Setting) -> list[Candidate]:
    """Return the dates of the opening, of the dateline and of publication, with their clues."""
    found = []
    seen = 0
    for at, line in enumerate(body[: _OPENING if setting.published else _UNDATED]):
        start = max(line.start, setting.dateline.end) if setting.dateline else line.start
        for number, item in enumerate(_dates(text, start, line.end, setting.published)):
            clues = {bucket("line", at, 1, 2, 3, 5), bucket("order", seen, 1, 2, 4)}
            clues.update(["first of line"] if number == 0 else [])
            clues.update(_beside(text, line, item))
            found.append(_candidate(item, clues, setting))
            seen += 1
    found.extend(_deaths(text, setting))
    if setting.live and setting.published and setting.shown is not None:
        found.append(Candidate(setting.published, setting.shown, frozenset(["published live"])))
    if setting.title is not None:
        heading = _dates(text, *setting.title, setting.published)
        found.extend(_candidate(item, {"title"}, setting) for item in heading)
    if setting.dateline is not None:
        heading = _dates(text, *setting.dateline, setting.published)
        found.extend(_candidate(item, {"dateline"}, setting) for item in heading)
    return found


def _deaths(text: str, setting: Setting) -> Iterator[Candidate]:
    """Yield the days of deaths that the lines around an article tell."""
    for line in setting.around:
        died = _DIED.search(text, *line)
        item = next(iter(dates(text, died.end(), line.end)), None) if died else None
        if item is not None:
            yield _candidate(item, {"died"}, setting)


def is_live(text: str, body: Sequence[Stretch]) -> bool:
    """Tell whether an article is a live page, its entries under their times."""
    return sum(bool(TIMED.match(text, *line)) for line in body) >= _ENTRIES


def _dates(text: str, start: int, end: int, published: str | None) -> list[Dated]:
    """Return all dates between two offsets; those without a year lie nearest to `published`."""
    year = published[:4] if published else None
    found = [_nearest(item, published) for item in dates(text, start, end, year)]
    if published:
        taken = [item.where for item in found]
        for item in relative_dates(text, start, end, published):
            beside = any(where.start - 12 <= item.where.start < where.end for where in taken)
            before = text[max(start, item.where.start - _REACH) : item.where.start]
            if not beside and not _NOT_YET.search(before):
                ahead = _AHEAD.search(before) and not _SAID.search(before)
                found.append(_to_come(item) if ahead else item)
    return sorted(found, key=lambda item: item.where)


def _to_come(item: Dated) -> Dated:
    """Return the day of the week that is to come, other dates as they are."""
    if item.kind != "day":
        return item
    return item._replace(value=str(date.fromisoformat(item.value) + timedelta(days=7)))


def _nearest(item: Dated, published: str | None) -> Dated:
    """Return a date without a year in the year that puts it nearest to `published`."""
    gap = _gap(item.value, published)
    if item.year or gap is None or abs(gap) <= _YEAR:
        return item
    year = int(item.value[:4]) + (1 if gap > 0 else -1)
    return item._replace(value=f"{year:04d}{item.value[4:]}")


def _gap(value: str, published: str | None) -> int | None:
    """Return how many days before `published` a date lies, None where either is no day."""
    try:
        return (_middle((published or "").rstrip("?~%")) - _middle(value)).days
    except ValueError:
        return None


def _middle(value: str) -> date:
    """Return a day, or the middle of a month."""
    return date.fromisoformat(value if value.count("-") > 1 else f"{value}-15")


def _candidate(item: Dated, clues: set[str], setting: Setting) -> Candidate:
    gap = _gap(item.value, setting.published)
    how = (
        "unknown"
        if gap is None
        else "future"
        if gap < 0
        else bucket("gap", gap, 0, 1, 2, 3, 7, 14, 60)
    )
    kind = item.kind
    own = {"date", kind, how, *clues}
    if setting.live:
        own.add(f"{kind} live")
    return Candidate(item.inferred, item.where, frozenset(own))


def _beside(text: str, line: Stretch, item: Dated) -> Iterator[str]:
    """Yield clues of the words beside a date, and whether it stands in a quotation."""
    before = text[line.start : item.where.start]
    near = before[-_REACH:]
    word = _BEFORE.search(near)
    if word is None:
        yield "opens sentence"
    elif word[1].lower() in _TELLING:
        yield f"behind {word[1].lower()}"
    else:
        yield "behind word"
    if before.count("“") + before.count("«") > before.count("”") + before.count("»"):
        yield "quoted"
    if _SAID.search(near):
        yield "said"
    if _SAYING.match(text, item.where.end):
        yield "saying"
    if _TO_COME.search(near):
        yield "to come"
    if _HAD.search(near):
        yield "had"
    if _ASIDE.search(near):
        yield "aside"
    if _PLACED.search(near):
        yield "placed"
    sentence = before.count(". ") + before.count("? ")
    yield bucket("sentence", sentence, 1, 2, 3)
