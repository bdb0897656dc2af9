"""The towns of the world with 15,000 people and more, by name."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final, NamedTuple
from unicodedata import combining, normalize

from annotator.extract.prose.vocabulary import lexicon

_LETTERS: Final = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "ı": "i",
        "đ": "d",
        "ß": "ss",
        "æ": "ae",
        "’": "'",
        "ʻ": "'",
        "‘": "'",
        "-": " ",
    }
)
_BUCKET: Final = 2
_KEPT: Final = 1_024


class Town(NamedTuple):
    """Towns of one name: the step of the largest's population, 0 to 3, and their countries."""

    step: int
    lands: frozenset[str]


@lru_cache(maxsize=_KEPT)
def town(name: str) -> Town | None:
    """Return what is known of the towns of a name; None if there are none of that size."""
    key = folded(name)
    packed = _known()["towns"].get(key[:_BUCKET], "")
    at = packed.find(f"|{key} ")
    while at >= 0:
        at += len(key) + 2
        facts = packed[at : packed.index("|", at)]
        if facts[0].isdigit():
            return Town(int(facts[0]), frozenset(facts[1:].split(",")))
        at = packed.find(f"|{key} ", at)
    return None


def folded(name: str) -> str:
    """Return a name in small letters without accents; a hyphen is a blank."""
    if not name.isascii():
        name = "".join([char for char in normalize("NFKD", name) if not combining(char)])
    return name.lower().translate(_LETTERS)


def land_of(key: str) -> str | None:
    """Return the code of the country that a word in small letters names, or whose people."""
    return _known()["lands"].get(key)


@cache
def _known() -> Mapping[str, Mapping[str, str]]:
    """Return `towns`, packed by their first letters, and `lands`, the codes by their names."""
    known: Mapping[str, Mapping[str, str]] = lexicon("towns")
    return known
