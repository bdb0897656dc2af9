"""Names in running words: runs of capitals, their titles, and what country they belong to."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from annotator.domain.value import Value
from annotator.extract.segmentation import Word
from annotator.extract.vocabulary import lexicon, vocabulary

_MOST_PARTS = 5


class Nations(Value):
    """Country by each form of its name, in lower case: `turkish` to `Turkey`."""

    forms: dict[str, str]


class Offices(Value):
    """Other names of an office, in lower case: `top diplomat` for `foreign minister`."""

    offices: dict[str, tuple[str, ...]]


@cache
def nations() -> dict[str, str]:
    """Return the country each name or adjective stands for."""
    return Nations.model_validate(lexicon("nations")).forms


@cache
def office_names() -> dict[str, str]:
    """Return the office each of its other names stands for."""
    table = Offices.model_validate(lexicon("offices")).offices
    return {other: office for office, others in table.items() for other in others}


class Name(NamedTuple):
    """A person named in the text.

    `parts` are the name's words without titles. `office` holds the title's words in lower case,
    other names of the office replaced; `country` is where it belongs, if that is said.
    """

    parts: tuple[str, ...]
    office: frozenset[str]
    country: str | None
    at: int

    @property
    def surname(self) -> str:
        """Return the last part in lower case."""
        return self.parts[-1].lower()

    @property
    def full(self) -> str:
        """Return the name as written."""
        return " ".join(self.parts)


def bare(form: str) -> str:
    """Return a word without a possessive ending."""
    for ending in ("'s", "’s"):
        if form.endswith(ending):
            return form[: -len(ending)]
    return form.rstrip("'’")


def country_of(forms: Sequence[str]) -> str | None:
    """Return the first country that one of the words, in lower case, stands for."""
    known = nations()
    return next((known[item] for item in map(bare, forms) if item in known), None)


def office_of(forms: Sequence[str]) -> frozenset[str]:
    """Return the words of an office among the words, other names of it replaced."""
    heard = " ".join(bare(item) for item in forms)
    for other, office in office_names().items():
        if f" {other} " in f" {heard} ":
            return frozenset(office.split())
    titles = vocabulary().titles - vocabulary().honorifics
    return frozenset(item for item in map(bare, forms) if item in titles)


def names(words: Sequence[Word]) -> Iterator[Name]:
    """Yield the persons named in a sentence, from left to right."""
    at = 0
    while at < len(words):
        end = _run_end(words, at)
        if end > at:
            yield from _person(words, at, end)
        at = max(end, at + 1)


def _run_end(words: Sequence[Word], at: int) -> int:
    """Return where a run of capitalised words ends; `at` where none begins."""
    known = vocabulary()
    if not words[at].is_name:
        return at
    end = at + 1
    while end < len(words):
        word = words[end]
        joins = word.low in known.particles and end + 1 < len(words) and words[end + 1].is_name
        if not (word.is_name or joins):
            break
        end += 1
        if bare(words[end - 1].text) != words[end - 1].text:
            break
    return end


def _person(words: Sequence[Word], first: int, end: int) -> Iterator[Name]:
    known = vocabulary()
    titled = [at for at in range(first, end) if words[at].low.rstrip(".") in known.titles]
    start = titled[-1] + 1 if titled else first
    start = _after_country(words, start, end)
    office_from = _office_start(words, first)
    parts = tuple(bare(words[at].text) for at in range(start, end))
    lows = [bare(words[at].low) for at in range(start, end)]
    title = [word.low.rstrip(".") for word in words[office_from:start]]
    has_title = any(item in known.titles for item in title)
    if not parts or len(parts) > _MOST_PARTS or not _can_be_person(lows, has_title):
        return
    behind = _apposition(words, end)
    country = country_of(title) or country_of(behind)
    yield Name(parts, office_of(title) | office_of(behind), country, words[start].start)


def _after_country(words: Sequence[Word], start: int, end: int) -> int:
    while start < end and (
        bare(words[start].low) in nations() or words[start].low in vocabulary().person_stop
    ):
        start += 1
    return start


def _office_start(words: Sequence[Word], first: int) -> int:
    """Return where the title before a name begins: `foreign minister of Turkey, Ann Lee`."""
    known = vocabulary()
    at = first
    while (
        at > 0
        and first - at < 6
        and (  # noqa: PLR2004
            words[at - 1].low in known.titles
            or bare(words[at - 1].low) in nations()
            or words[at - 1].low in {"of", "the"}
            or (words[at - 1].is_name and words[at - 1].low not in known.person_stop)
        )
    ):
        at -= 1
    return at


def _can_be_person(lows: Sequence[str], has_title: bool) -> bool:
    known = vocabulary()
    stops = known.organisation_heads | known.person_stop | known.outlet_words
    if any(item in stops or item in nations() for item in lows):
        return False
    if any(item[0].isdigit() for item in lows):
        return False
    return has_title or len(lows) > 1


def _apposition(words: Sequence[Word], end: int) -> list[str]:
    """Return the words of `, foreign minister of Turkey,` behind a name, in lower case."""
    if end >= len(words) or words[end].text != ",":
        return []
    found: list[str] = []
    for word in words[end + 1 : end + 12]:
        if word.text in {",", "."}:
            break
        found.append(word.low)
    opens = found and (found[0] in vocabulary().appositive_openers or found[0] in nations())
    return found if opens and any(item in vocabulary().titles for item in found) else []
