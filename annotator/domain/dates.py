"""Dates as news gives them: a year, a month or a day, perhaps uncertain (EDTF level 1)."""

import re
from calendar import monthrange
from typing import Annotated, Final

from pydantic import AfterValidator

_EDTF: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([?~%]?)")
_MONTHS: Final = 12


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
