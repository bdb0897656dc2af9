"""Numbers and dates that a claim names, and where those of two claims differ."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from annotator.extract.relating.tokens import Token, stem
from annotator.extract.relating.vocabulary import (
    ABOUT,
    LARGE,
    MONTHS,
    SMALL,
    TEMPORAL,
    WEEKDAYS,
)

_CURRENCIES: Final = {"$": "dollar", "€": "euro", "£": "pound", "₼": "manat"}
_PERCENT: Final = frozenset({"percent", "%"})
_UNIT_WITHIN: Final = 3
_CLOSE: Final = 0.005
_ROUNDED: Final = 0.1
_YEARS: Final = range(1900, 2101)
_SEASONS: Final = ("spring", "summer", "autumn", "winter")
_CALENDAR: Final = {
    **dict.fromkeys(MONTHS, "month"),
    **dict.fromkeys(WEEKDAYS, "weekday"),
    **dict.fromkeys(_SEASONS, "season"),
}


class Difference(NamedTuple):
    """What one claim says and the other says otherwise, in the words of each."""

    one: str
    other: str


class Quantity(NamedTuple):
    """So much of something: `units` are the stems that may say of what."""

    value: float
    units: frozenset[str]
    words: str
    rounded: bool
    at: tuple[int, ...]

    def fits(self, other: "Quantity") -> bool:
        """Tell whether both may be the same number."""
        most = max(abs(self.value), abs(other.value))
        apart = _ROUNDED if self.rounded or other.rounded else _CLOSE
        return abs(self.value - other.value) <= apart * most


class When(NamedTuple):
    """A part of a date: of which class, and its words."""

    part: str
    words: str
    at: int


def quantities(tokens: Sequence[Token]) -> tuple[Quantity, ...]:
    """Return the numbers of a claim, each with what may be counted or measured."""
    dated = {date.at for date in dates(tokens)}
    return tuple(_quantities(tokens, dated))


def dates(tokens: Sequence[Token]) -> tuple[When, ...]:
    """Return the months, days, years and seasons that a claim names."""
    found = []
    for at, token in enumerate(tokens):
        part = _part(tokens, at)
        if part:
            found.append(When(part, token.word, at))
    return tuple(found)


def differing_numbers(one: Sequence[Token], other: Sequence[Token]) -> tuple[Difference, ...]:
    """Return where both count the same thing and come to other numbers."""
    here, there = quantities(one), quantities(other)
    mine = [item for item in here if not any(item.fits(twin) for twin in there)]
    theirs = [item for item in there if not any(item.fits(twin) for twin in here)]
    return tuple(
        Difference(item.words, twin.words)
        for item in mine
        for twin in theirs
        if item.units & twin.units
    )


def differing_dates(one: Sequence[Token], other: Sequence[Token]) -> tuple[Difference, ...]:
    """Return the parts of a date that both name, each another one."""
    here, there = _by_part(dates(one)), _by_part(dates(other))
    return tuple(
        Difference(" ".join(here[part]), " ".join(there[part]))
        for part in here.keys() & there.keys()
        if not set(here[part]) & set(there[part])
    )


def _by_part(found: Sequence[When]) -> dict[str, list[str]]:
    ordered = sorted(found, key=lambda date: date.part)
    grouped = groupby(ordered, key=lambda date: date.part)
    return {part: [date.words.capitalize() for date in some] for part, some in grouped}


def _quantities(tokens: Sequence[Token], dated: set[int]) -> Iterator[Quantity]:
    at = 0
    while at < len(tokens):
        value = None if at in dated else _number(tokens[at])
        if value is None:
            at += 1
            continue
        first, at = at, at + 1
        while at < len(tokens) and tokens[at].word in LARGE:
            value *= LARGE[tokens[at].word]
            at += 1
        rounded = any(token.word in ABOUT for token in tokens[max(0, first - 2) : first])
        yield Quantity(value, _units(tokens, first, at), *_shown(tokens, first, at, rounded))


def _shown(
    tokens: Sequence[Token], first: int, last: int, rounded: bool
) -> tuple[str, bool, tuple[int, ...]]:
    sign = first > 0 and tokens[first - 1].word in _CURRENCIES
    percent = last < len(tokens) and tokens[last].word in _PERCENT
    start, end = first - sign, last + percent
    words = " ".join(token.word for token in tokens[start:end])
    for glued in (*_CURRENCIES, "%"):
        words = words.replace(f"{glued} " if glued != "%" else " %", glued)
    return words, rounded, tuple(range(start, end))


def _units(tokens: Sequence[Token], first: int, last: int) -> frozenset[str]:
    if first and tokens[first - 1].word in _CURRENCIES:
        return frozenset({_CURRENCIES[tokens[first - 1].word]})
    following = tokens[last : last + _UNIT_WITHIN]
    if following and following[0].word in _PERCENT:
        return frozenset({"%"})
    stems = (item.stem or stem(item.word) for item in following if not item.number)
    return frozenset(item for item in stems if len(item) > 1)


def _number(token: Token) -> float | None:
    if not token.number:
        return SMALL.get(token.word)
    whole, point, part = token.word.rpartition(".")
    digits = token.word.replace(",", "")
    if point and len(part) == 3 and whole.isdigit():  # noqa: PLR2004 - 1.500 is thousands
        digits = whole + part
    try:
        return float(digits)
    except ValueError:
        return None


def _part(tokens: Sequence[Token], at: int) -> str | None:
    token = tokens[at]
    around = [item.word for item in (*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2])]
    if token.word in _CALENDAR:
        before = tokens[at - 1].word if at else ""
        sure = token.word not in {"may", "march"} or (
            token.capital and (before in TEMPORAL or any(word.isdigit() for word in around))
        )
        return _CALENDAR[token.word] if sure else None
    if not (token.number and token.word.isdigit()):
        return None
    if int(token.word) in _YEARS:
        return "year"
    near_month = any(_CALENDAR.get(word) == "month" for word in around)
    return "day" if near_month and int(token.word) <= 31 else None  # noqa: PLR2004 - of a month
