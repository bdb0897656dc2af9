"""Dates in news text, to EDTF: `15 June 2021`, `June 15, 2021`, `15.06.21`, `2021-06-15`."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from annotator.domain.dates import edtf
from annotator.extract.prose.segmentation import Stretch

_MONTHS: Final = {
    name: number
    for number, group in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in group.split()
}
_MONTH: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DATE: Final = re.compile(
    rf"\b(?:(?P<y1>(?:19|20)\d\d)[-/](?P<m1>\d\d)[-/](?P<d1>\d\d)"
    rf"|(?P<d2>\d{{1,2}})[./-](?P<m2>\d{{1,2}})[./-](?P<y2>(?:19|20)?\d\d)"
    rf"|(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m3>{_MONTH})\.?"
    rf"(?:,? (?P<y3>(?:19|20)\d\d)(?!\d))?"
    rf"|(?P<m4>{_MONTH})\.? (?P<d4>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y4>(?:19|20)\d\d))?"
    rf"|(?P<m5>{_MONTH})\.?,? (?P<y5>(?:19|20)\d\d))(?!\d)",
    re.IGNORECASE,
)
_RELATIVE: Final = re.compile(
    r"(?<!since )(?<!last )(?<!next )(?<!until )(?<!before )(?<!from )\b"
    r"(?:(?P<day>monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
    r"|(?P<back>yesterday|the previous day|the day before)"
    r"|(?P<same>today|this (?:morning|afternoon|evening)))\b",
    re.IGNORECASE,
)
_CENTURY: Final = 2000


class Dated(NamedTuple):
    """A date in the text; `year` tells whether the text gives its year."""

    value: str
    where: Stretch
    year: bool


def has_month(word: str) -> bool:
    """Tell whether a word names a month or a day of the week, in full or shortened."""
    low = word.lower().rstrip(".")
    return low in _MONTHS or low in _WEEKDAYS


def dates(text: str, start: int, end: int, year: str | None = None) -> Iterator[Dated]:
    """Yield the dates between two offsets; those without a year take `year`, or are left out."""
    for match in _DATE.finditer(text, start, end):
        parts = {key[0]: found for key, found in match.groupdict().items() if found}
        known = parts.get("y") or year
        if known is None:
            continue
        value = _edtf(known, parts["m"], parts.get("d"))
        if value is not None:
            yield Dated(value, Stretch(*match.span()), "y" in parts)


def _edtf(year: str, month: str, day: str | None) -> str | None:
    number = int(month) if month.isdigit() else _MONTHS[month.lower()]
    if day and number > 12 >= int(day) and month.isdigit():  # noqa: PLR2004
        number, day = int(day), month
    full = int(year) if len(year) > 2 else _CENTURY + int(year)  # noqa: PLR2004
    value = f"{full:04d}-{number:02d}" + (f"-{int(day):02d}" if day else "")
    try:
        return edtf(value)
    except ValueError:
        return None


def relative_date(text: str, start: int, end: int, published: str) -> Dated | None:
    """Return the first `on Tuesday` or `yesterday` as the day at or before `published`."""
    match = _RELATIVE.search(text, start, end)
    try:
        today = date.fromisoformat(published)
    except ValueError:
        return None
    if match is None:
        return None
    back = 1 if match["back"] else 0
    if match["day"]:
        back = (today.weekday() - _WEEKDAYS.index(match["day"].lower())) % 7
    day = today - timedelta(days=back)
    return Dated(day.isoformat(), Stretch(*match.span()), year=False)
