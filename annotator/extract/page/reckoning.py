"""Dates in words: `three weeks ago`, `2 de noviembre de 2022`.

`dateparser` reads what is neither days or weeks ago nor in the list of months, and is only handed
words that were found to be a date. It means the same by the others, a hundred times as slowly.
"""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Final

from annotator.extract.page.month_names import named_day
from annotator.extract.prose.segmentation import Stretch

LANGUAGES: Final = ("en", "es", "pt", "fr", "de", "it", "tr", "ru", "uk", "pl", "nl")
_FOREIGN: Final = re.compile(
    r"(?<!\w)(?:\d{1,2}\.?(?: de)? [^\W\d_]{3,12}\.?(?: del?)?|[^\W\d_]{3,12} \d{1,2}(?: del?)?)"
    r",? (?:19|20)\d\d(?!\d)|(?<!\w)(?:19|20)\d\d\.?(?: m\.)? [^\W\d_]{3,12} \d{1,2}(?!\w)"
)
_AGO: Final = re.compile(r"([a-z]+|[0-9]{1,3}) (day|week)s? ago")
_COUNTS: Final = {
    word: number
    for number, words in enumerate(
        ("a one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=1
    )
    for word in words.split()
}
_KEPT: Final = 512


@lru_cache(maxsize=_KEPT)
def reckoned(words: str, today: date) -> str | None:
    """Return the day or month that words mean on a day, in EDTF; None if they mean no date.

    Words for weeks or years ago give no more than their month or year.
    """
    known = _ago(words, today) or named_day(words)
    if known is not None:
        return known
    from dateparser.date import DateDataParser  # noqa: PLC0415 - 13 MB that few texts need

    settings = {
        "RELATIVE_BASE": datetime.combine(today, time()),
        "PREFER_DATES_FROM": "past",
        "DATE_ORDER": "DMY",
    }
    found = DateDataParser(languages=list(LANGUAGES), settings=settings).get_date_data(words)
    if found.date_obj is None:
        return None
    length = {"year": 4, "month": 7}.get(found.period, 10)
    return str(found.date_obj.date())[:length]


def _ago(words: str, today: date) -> str | None:
    """Return the day so many days or weeks back; None for other words."""
    match = _AGO.fullmatch(words)
    if match is None:
        return None
    count = int(match[1]) if match[1].isdigit() else _COUNTS.get(match[1])
    if count is None:
        return None
    return (today - timedelta(**{match[2] + "s": count})).isoformat()


def foreign_date(text: str, line: Stretch) -> tuple[str, Stretch] | None:
    """Return the first date of a line with the month's name in another language, and its place."""
    match = _FOREIGN.search(text, *line)
    if match is None:
        return None
    value = reckoned(match.group().lower(), date(2000, 1, 1))
    return (value, Stretch(*match.span())) if value is not None else None
