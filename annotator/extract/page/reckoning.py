"""Dates in words that need a library: `three weeks ago`, `2 de noviembre de 2022`.

`dateparser` reads them, and is only handed words that were found to be a date. What is written in
figures or English names of months and days is read without it, a hundred times as fast.
"""

import re
from datetime import date, datetime, time
from functools import lru_cache
from typing import Final

from annotator.extract.prose.segmentation import Stretch

_LANGUAGES: Final = ("en", "es", "pt", "fr", "de", "it", "tr", "ru", "uk", "pl", "nl")
_FOREIGN: Final = re.compile(
    r"(?<!\w)\d{1,2}\.?(?: de)? [^\W\d_]{3,12}\.?(?: del?)?,? (?:19|20)\d\d(?!\d)"
)
_KEPT: Final = 512


@lru_cache(maxsize=_KEPT)
def reckoned(words: str, today: date) -> str | None:
    """Return the day or month that words mean on a day, in EDTF; None if they mean no date.

    Words for weeks or years ago give no more than their month or year.
    """
    from dateparser.date import DateDataParser  # noqa: PLC0415 - 13 MB that few texts need

    settings = {
        "RELATIVE_BASE": datetime.combine(today, time()),
        "PREFER_DATES_FROM": "past",
        "DATE_ORDER": "DMY",
    }
    found = DateDataParser(languages=list(_LANGUAGES), settings=settings).get_date_data(words)
    if found.date_obj is None:
        return None
    length = {"year": 4, "month": 7}.get(found.period, 10)
    return str(found.date_obj.date())[:length]


def foreign_date(text: str, line: Stretch) -> tuple[str, Stretch] | None:
    """Return the first date of a line with the month's name in another language, and its place."""
    match = _FOREIGN.search(text, *line)
    if match is None:
        return None
    value = reckoned(match.group().lower(), date(2000, 1, 1))
    return (value, Stretch(*match.span())) if value is not None else None
