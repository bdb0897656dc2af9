"""Dates as news gives them: a year, a month or a day, perhaps uncertain, or from one to another.

They are written as EDTF has it (ISO 8601-2:2019, annex A), up to level 1 as far as fields need it.
"""

import re
from calendar import month_name, monthrange
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import Annotated, Final

from pydantic import AfterValidator

OPEN: Final = ".."
"""The end of an interval that nobody has set."""
BETWEEN: Final = "/"
DOUBT: Final = "?~%"
"""Uncertain, approximate, and both."""
_EDTF: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([?~%]?)", re.ASCII)
_MONTHS: Final = 12
_MONTH: Final = {name[:3].casefold(): at for at, name in enumerate(month_name) if name}
_CENTURY: Final = 70  # two digits below it are of this century

_NAMED: Final = rf"(?P<name>{'|'.join(_MONTH)})[a-z]*\.?"
_WEEKDAY: Final = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<year>\d{4}|\d{2})"
_UNTIL: Final = r"(?: ?[-–] ?(?P<until>\d{1,2})(?:st|nd|rd|th)?)?"
_FORMS: Final = tuple(
    re.compile(form, re.IGNORECASE | re.ASCII)
    for form in (
        rf"{_WEEKDAY}{_DAY}{_UNTIL}(?: of)? {_NAMED},? (?P<year>\d{{4}})",
        rf"{_WEEKDAY}{_NAMED} {_DAY}{_UNTIL},? (?P<year>\d{{4}})",
        rf"{_NAMED},? (?P<year>\d{{4}})",
        r"(?P<year>\d{4})[-./](?P<month>\d{1,2})(?:[-./](?P<day>\d{1,2}))?",
        rf"(?P<day>\d{{1,2}})[-./](?P<month>\d{{1,2}})[-./]{_YEAR}",
        rf"(?P<month>\d{{1,2}})[-./](?P<day>\d{{1,2}})[-./]{_YEAR}",
        r"(?P<month>\d{1,2})[-./](?P<year>\d{4})",
        r"(?P<year>\d{4})",
    )
)
_ABOUT: Final = re.compile(r"(?:about|around|circa|ca?\.?)\s+(?=\S)", re.IGNORECASE)


def edtf(text: str) -> str:
    """Return `text` if it is `yyyy`, `yyyy-mm` or `yyyy-mm-dd`, with `?`, `~` or `%` after it.

    Raises:
        ValueError: it is not, or there is no such day.
    """
    found = _EDTF.fullmatch(text)
    if found is None:
        raise ValueError(f"“{text}” is not a date such as 2021, 2021-06, 2021-06-15 or 2021-06?")
    year, month, day = (int(part) if part else None for part in found.group(1, 2, 3))
    if month is not None and not 1 <= month <= _MONTHS:
        raise ValueError(f"“{text}” has no such month")
    if day is not None and not 1 <= day <= monthrange(year or 1, month or 1)[1]:
        raise ValueError(f"“{text}” has no such day")
    return text


EdtfDate = Annotated[str, AfterValidator(edtf)]


def edtf_or_interval(text: str) -> str:
    """Return `text` if it is a date of `edtf`, or `from/to` with `..` where an end is open.

    Raises:
        ValueError: it is neither, or ends before it begins.
    """
    if BETWEEN not in text:
        return edtf(text)
    first, last = text.split(BETWEEN, maxsplit=1)
    if first == last == OPEN:
        raise ValueError(f"“{text}” has neither beginning nor end")
    for end in (first, last):
        if end != OPEN:
            edtf(end)
    begins, ends = earliest(text), latest(text)
    if begins and ends and begins > ends:
        raise ValueError(f"“{text}” ends before it begins")
    return text


def earliest(written: str) -> date | None:
    """Return the first day that a written date or interval may mean; None where it is open."""
    parts = _parts(written.split(BETWEEN, maxsplit=1)[0])
    return parts and date(parts[0], parts[1] or 1, parts[2] or 1)


def latest(written: str) -> date | None:
    """Return the last day that a written date or interval may mean; None where it is open."""
    parts = _parts(written.rsplit(BETWEEN, maxsplit=1)[-1])
    if parts is None:
        return None
    year, month = parts[0], parts[1] or _MONTHS
    return date(year, month, parts[2] or monthrange(year, month)[1])


def readings(typed: str) -> tuple[str, ...]:
    """Return what a date typed as people write it may be in its written form, likeliest first.

    `15 June 2021` is one day; `6.7.2021` may be two, the day first as most of the world has it.
    What is no date has none.
    """
    text = " ".join(typed.split())
    about = _ABOUT.match(text)
    doubt = text[-1:] if text[-1:] in DOUBT else ""
    plain = text[about.end() if about else 0 :].rstrip(f"{DOUBT} ")
    mark = doubt or ("~" if about else "")
    return tuple(dict.fromkeys(_read(plain, mark)))


def _read(plain: str, mark: str) -> Iterator[str]:
    for form in _FORMS:
        found = form.fullmatch(plain)
        if found is not None:
            with suppress(ValueError):
                yield _written(found.groupdict(), mark)


def _written(parts: dict[str, str | None], mark: str) -> str:
    year, name = parts["year"] or "", parts.get("name")
    if len(year) == 2:  # noqa: PLR2004 - two digits of four
        year = f"{'20' if int(year) < _CENTURY else '19'}{year}"
    month = _MONTH[name[:3].casefold()] if name else parts.get("month")
    day, until = parts.get("day"), parts.get("until")
    known = [year, *(f"{int(part):02}" for part in (month, day) if part)]
    first = f"{'-'.join(known)}{mark}"
    last = f"{'-'.join(known[:2])}-{int(until):02}{mark}" if until else ""
    return edtf_or_interval(f"{first}{BETWEEN}{last}" if last else first)


def _parts(written: str) -> tuple[int, int, int] | None:
    """Return year, month and day, 0 where one is not said; None for what is no date, or open."""
    found = _EDTF.fullmatch(written)
    if found is None or not int(found[1]):
        return None
    year, month, day = (int(part or 0) for part in found.group(1, 2, 3))
    return year, month, day
