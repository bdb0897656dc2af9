"""Dates in news text, to EDTF: `15 June 2021`, `June 15, 2021`, `15.06.21`, `2021-06-15`."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from annotator.domain.dates import edtf
from annotator.extract.page.reckoning import reckoned
from annotator.extract.prose.any_case import AnyCase, small_letters
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
_ROMAN: Final = {
    name: number
    for number, name in enumerate(
        ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"), start=1
    )
}
_NUMBERS: Final = {**_MONTHS, **_ROMAN}
_NUMERAL: Final = "|".join(sorted(_ROMAN, key=len, reverse=True))
_MONTH: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
_SHORT_DAYS: Final = ("mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun")
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DATE: Final = AnyCase(
    rf"\b(?:(?P<y1>(?:19|20)\d\d)[-/.](?P<m1>\d\d)[-/.](?P<d1>\d\d)"
    rf"|(?P<d2>\d{{1,2}})[./-](?P<m2>\d{{1,2}})[./-](?P<y2>(?:19|20)?\d\d)"
    rf"|(?P<d6>\d{{1,2}})\. (?P<m6>\d{{1,2}})\. ?(?P<y6>(?:19|20)\d\d)"
    rf"|(?P<d7>\d{{1,2}})[./](?P<m7>{_NUMERAL})[./](?P<y7>(?:19|20)\d\d)"
    rf"|(?P<y8>20\d\d)(?P<m8>0[1-9]|1[0-2])(?P<d8>[0-3]\d)"
    rf"|(?P<d3>\d{{1,2}})(?:[-–]\d{{1,2}})?(?:st|nd|rd|th|\.)?(?: of)?[ -](?P<m3>{_MONTH})\.?"
    rf"(?:(?:,? |-)\(?(?P<y3>(?:19|20)\d\d)(?!\d))?"
    rf"|(?P<m4>{_MONTH})\.?[ -](?P<d4>\d{{1,2}})(?:st|nd|rd|th)?"
    r"(?:(?:,? |-)\(?(?P<y4>(?:19|20)\d\d))?"
    rf"|(?P<m5>{_MONTH})\.?,? (?P<y5>(?:19|20)\d\d))(?!\d)"
)
_DAY: Final = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_COUNT: Final = "a|one|two|three|four|five|six|seven|eight|nine|ten|\\d{1,3}"
_RELATIVE: Final = AnyCase(
    rf"\b(?:(?P<day>{_DAY})(?:(?P<part>,? (?:morning|afternoon|evening|night))\b)?"
    r"|(?P<back>yesterday|last night|the previous day|the day before)"
    r"|(?P<same>today|tonight|this (?:morning|afternoon|evening))"
    rf"|(?P<ago>(?:{_COUNT}) (?:day|week)s? ago))\b"
)
_FIGURES: Final = re.compile(r"\d\d*([./-][\dIVX]|\. \d{1,2}\.|(?<=\b20\d{6})(?!\d))?")
_SHORT_MONTHS: Final = tuple(sorted({name[:3] for name in _MONTHS}))
_MONTH_BEFORE: Final = len("september., ")
_MONTH_BEHIND: Final = len("th of sep")
_HINTS: Final = ("day", "night", "this ", "ago")
_CENTURY: Final = 2000


class Dated(NamedTuple):
    """A date in the text; `year` tells whether the text gives its year.

    `kind` is how it is written: `full`, `month`, `no year`, or one of the relative ones: `day` of
    the week, `back` by a day, the `same` day, `ago`.
    """

    value: str
    where: Stretch
    year: bool
    kind: str = "full"

    @property
    def inferred(self) -> str:
        """Return the value in EDTF, with `?` behind it if the text gives but a part of it."""
        return self.value if self.year else self.value + "?"


def has_month(word: str) -> bool:
    """Tell whether a word names a month or a day of the week, in full or shortened."""
    low = word.lower().rstrip(".")
    return low in _MONTHS or low in _WEEKDAYS


def is_day(word: str) -> bool:
    """Tell whether a word names a month or a day of the week, `Tue` too, which may be a name."""
    return has_month(word) or word.lower().rstrip(".") in _SHORT_DAYS


def dates(text: str, start: int, end: int, year: str | None = None) -> Iterator[Dated]:
    """Yield the dates between two offsets; those without a year take `year`, or are left out."""
    if not _may_date(text, start, end):
        return
    for match in _DATE.finditer(text, start, end):
        parts = {key[0]: found for key, found in match.groupdict().items() if found}
        known = parts.get("y") or year
        if known is None:
            continue
        value = _edtf(known, parts["m"], parts.get("d"))
        if value is not None:
            kind = "month" if "d" not in parts else "full" if "y" in parts else "no year"
            yield Dated(value, Stretch(*match.span()), "y" in parts, kind)


def _may_date(text: str, start: int, end: int) -> bool:
    """Tell whether figures stand together, or near a month; anything else is no date."""
    for figures in _FIGURES.finditer(text, start, end):
        low = small_letters(text)
        if low is None or figures[1] is not None:
            return True
        near = low[max(0, figures.start() - _MONTH_BEFORE) : figures.end() + _MONTH_BEHIND]
        if any(month in near for month in _SHORT_MONTHS):
            return True
    return False


def _edtf(year: str, month: str, day: str | None) -> str | None:
    number = int(month) if month.isdigit() else _NUMBERS[month.lower()]
    if day and number > 12 >= int(day) and month.isdigit():  # noqa: PLR2004
        number, day = int(day), month
    full = int(year) if len(year) > 2 else _CENTURY + int(year)  # noqa: PLR2004
    value = f"{full:04d}-{number:02d}" + (f"-{int(day):02d}" if day else "")
    try:
        return edtf(value)
    except ValueError:
        return None


def relative_dates(text: str, start: int, end: int, published: str) -> Iterator[Dated]:
    """Yield `Tuesday`, `last night`, `two weeks ago` as the day that they mean in an article.

    `published` is when the article was; a day of the week is the last one, that day included.
    Nothing is yielded unless it is a day.
    """
    try:
        today = date.fromisoformat(published.rstrip("?~%"))
    except ValueError:
        return
    low = text[start:end].lower()
    if not _hints(low):
        return
    for match in _RELATIVE.finditer(text, start, end):
        kind = match.lastgroup if match.lastgroup != "part" else "day"
        value = _meant(match, today)
        if value is not None:
            yield Dated(value, Stretch(*match.span()), year=False, kind=kind or "")


def may_be_dated(low: str) -> bool:
    """Tell whether words in small letters have a figure or a day; others have no date."""
    return _hints(low) or _FIGURES.search(low) is not None


def _hints(low: str) -> bool:
    return any(map(low.__contains__, _HINTS))


def _meant(match: re.Match[str], today: date) -> str | None:
    if match["ago"]:
        return reckoned(match["ago"].lower(), today)
    back = 1 if match["back"] else 0
    if match["day"]:
        back = (today.weekday() - _WEEKDAYS.index(match["day"].lower())) % 7
    return (today - timedelta(days=back)).isoformat()
