"""Words of names and titles in one form each, and what country or office they mean."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final
from unicodedata import combining, normalize

from annotator.domain.value import Value
from annotator.extract.naming.wordlists import naming_words
from annotator.extract.prose.segmentation import Word
from annotator.extract.prose.vocabulary import lexicon, vocabulary

_STEM = 4
_FORMS = 20_000
GENDERS: Final = {
    "he": "male",
    "his": "male",
    "him": "male",
    "himself": "male",
    "she": "female",
    "her": "female",
    "herself": "female",
}


class Nations(Value):
    """Country by each form of its name, in lower case: `turkish` to `Turkey`."""

    forms: dict[str, str]


class Offices(Value):
    """Other names of an office, in lower case: `top diplomat` for `foreign minister`."""

    offices: dict[str, tuple[str, ...]]


@cache
def nations() -> dict[str, str]:
    """Return the country each name or adjective stands for."""
    return {**Nations.model_validate(lexicon("nations")).forms, **naming_words().demonyms}


@cache
def office_names() -> dict[str, str]:
    """Return the office each of its other names stands for."""
    table = Offices.model_validate(lexicon("offices")).offices
    return {other: office for office, others in table.items() for other in others}


def office_meant(forms: Sequence[str]) -> frozenset[str]:
    """Return the office that another name of it stands for: `the top diplomat`; else nothing."""
    return _office_heard(f" {' '.join(map(bare, forms))} ")


@lru_cache(_FORMS)
def _office_heard(words: str) -> frozenset[str]:
    return next((office for other, office in _office_phrases() if other in words), frozenset())


@cache
def _office_phrases() -> tuple[tuple[str, frozenset[str]], ...]:
    """Return the other names of offices between blanks, each with the words of its office."""
    return tuple(
        (f" {other} ", frozenset(office.split())) for other, office in office_names().items()
    )


@lru_cache(_FORMS)
def bare(form: str) -> str:
    """Return a word without a possessive ending."""
    if form[-1] not in "s'’":
        return form
    for ending in ("'s", "’s"):
        if form.endswith(ending):
            return form[: -len(ending)]
    return form.rstrip("'’")


@lru_cache(_FORMS)
def folded(form: str) -> str:
    """Return a name in lower case without accents: `Kouyéré` and `Kouyere` are one."""
    if form.isascii():
        return form.lower()
    plain = normalize("NFKD", form)
    return "".join(char for char in plain if not combining(char)).lower()


@lru_cache(_FORMS)
def plain_part(form: str) -> str:
    """Return a part of a name as names are compared: folded, without possessive and full stop."""
    return folded(bare(form)).rstrip(".")


def homes_of(words: Sequence[Word]) -> frozenset[str]:
    """Return what the capitalised words of a title belong to: `Turkish` and `Turkey` are one.

    A place that is no known country goes by its first four letters.
    """
    known, never = nations(), vocabulary().never_homes
    forms = [bare(word.low) for word in words if word.is_name]
    return frozenset(
        [
            known[form] if form in known else form[:_STEM]
            for form in forms
            if form in known or (form not in never and len(form) >= _STEM)
        ]
    )


def gender_of(words: Sequence[Word]) -> str | None:
    """Return `female` or `male` where a title says so."""
    if not words:
        return None
    known = vocabulary()
    lows = {word.low.rstrip(".") for word in words}
    if lows & known.female:
        return "female"
    return "male" if lows & known.male else None


def companion_gender(lows: Sequence[str]) -> str | None:
    """Return the gender that a part such as `bin` or `binti` tells."""
    for gender, parts in naming_words().companions.items():
        if not parts.isdisjoint(lows):
            return gender
    return None


def office_of(forms: Sequence[str]) -> frozenset[str]:
    """Return the words of an office among words in lower case."""
    offices = vocabulary().offices
    return offices.intersection(map(bare, forms))
