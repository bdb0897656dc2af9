"""Read a project as of the end of an earlier day, in UTC: by its history, not by any clock."""

from datetime import date
from typing import Final

from annotator.domain.errors import UsageError
from annotator.services.context import Context
from annotator.store.as_of import PastRepo

_DAY: Final = 10  # characters of a moment


def day_of(typed: str) -> date:
    """Return the day that somebody typed as `yyyy-mm-dd`.

    Raises:
        UsageError: there is no such day, or it is written in another way.
    """
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        day = None
    if day is None or day.isoformat() != typed:
        raise UsageError(f"“{typed}” is no day; write it as in 2026-03-31.")
    return day


def look_back(context: Context, past: PastRepo, day: date | None) -> int:
    """Let a connection read the project as of the end of a day, or leave it at now.

    Returns:
        The number of the last change in the history that the connection shows.

    Raises:
        UsageError: the day is still to come, or the project began after it.
    """
    if day is None:
        return past.newest()
    with context.reading() as unit:
        today, began = unit.journal.at[:_DAY], unit.project.get().created[:_DAY]
    if day.isoformat() > today:
        raise UsageError(f"{day} is still to come; in UTC it is {today}.")
    last = past.last_of(day)
    if not last:
        raise UsageError(f"There is nothing as of {day}: the project began on {began}.")
    past.turn_back(last)
    return last
