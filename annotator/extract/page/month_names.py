"""Days written with a month's name in another language, `2 de noviembre de 2022`, from a list."""

import re
from datetime import date
from functools import cache
from typing import Final

from annotator.domain.value import Value
from annotator.extract.prose.vocabulary import lexicon

_WRITTEN: Final = re.compile(
    r"(?P<day>[0-9]{1,2})\.?(?P<before> de)? (?P<month>[^\W\d_]+)\.?(?P<after> del?)?,?"
    r" (?P<year>[0-9]{4})"
)
_YEAR_FIRST: Final = re.compile(
    r"(?P<year>[0-9]{4})\.?(?: m\.)? (?P<month>[^\W\d_]+) (?P<day>[0-9]{1,2})"
)


class Months(Value):
    """The twelve months by language, all names of one in a string, in lower case.

    `joined` are the words that a language puts between day, month and year.
    """

    months: dict[str, tuple[str, ...]]
    joined: dict[str, frozenset[str]]


@cache
def _numbers() -> dict[str, int]:
    """Return the months, 1 to 12, by name."""
    languages = _months().months.values()
    return {
        name: number
        for every in languages
        for number, names in enumerate(every, start=1)
        for name in names.split()
    }


@cache
def _joined(name: str) -> frozenset[str]:
    """Return the words that may stand beside a month's name."""
    lists = _months()
    return frozenset().union(
        *(
            words
            for language, words in lists.joined.items()
            if any(name in names.split() for names in lists.months[language])
        )
    )


@cache
def _months() -> Months:
    return Months.model_validate(lexicon("months"))


def named_day(words: str) -> str | None:
    """Return the day that words in lower case mean, in EDTF; None for what no list has."""
    match = _WRITTEN.fullmatch(words) or _YEAR_FIRST.fullmatch(words)
    number = _numbers().get(match["month"]) if match else None
    if match is None or number is None:
        return None
    parts = match.groupdict()
    between = [parts[key] for key in ("before", "after") if parts.get(key)]
    if any(word.strip() not in _joined(match["month"]) for word in between):
        return None
    try:
        return date(int(match["year"]), number, int(match["day"])).isoformat()
    except ValueError:
        return None
