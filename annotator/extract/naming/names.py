"""Names in running words: runs of capitals, their titles, and what country they belong to."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple
from unicodedata import combining, normalize

from annotator.domain.value import Value
from annotator.extract.prose.people import NOTHING, Description, about, people
from annotator.extract.prose.segmentation import Word
from annotator.extract.prose.vocabulary import lexicon, vocabulary

_MOST_PARTS = 7
_STEM = 4
_PREFIXES = ("al-", "el-", "an-", "as-", "ad-", "ar-", "az-", "ash-", "d'", "l'", "o'", "ng'")
_LONGEST_TITLE = 6
_LONGEST_RANK = 4


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


def office_meant(forms: Sequence[str]) -> frozenset[str]:
    """Return the office that another name of it stands for: `the top diplomat`; else nothing."""
    heard = " ".join(bare(item) for item in forms)
    for other, office in office_names().items():
        if f" {other} " in f" {heard} ":
            return frozenset(office.split())
    return frozenset()


class Name(NamedTuple):
    """A person named in the text.

    `parts` are the name's words without titles. `office` holds the title's words in lower case,
    other names of the office replaced; `homes` are the countries or places it belongs to.
    """

    parts: tuple[str, ...]
    office: frozenset[str]
    homes: frozenset[str]
    gender: str | None
    at: int
    description: Description = NOTHING

    @property
    def plain(self) -> tuple[str, ...]:
        """Return the parts in lower case, without accents and full stops."""
        return tuple(folded(part).rstrip(".") for part in self.parts)

    @property
    def surname(self) -> str:
        """Return the last part in lower case, without accents; `Jr` and `III` are none."""
        plain = self.plain
        return plain[-2] if len(plain) > 1 and plain[-1] in people().endings else plain[-1]

    @property
    def full(self) -> str:
        """Return the name as written."""
        return " ".join(self.parts)


def bare(form: str) -> str:
    """Return a word without a possessive ending."""
    if form[-1] not in "s'’":
        return form
    for ending in ("'s", "’s"):
        if form.endswith(ending):
            return form[: -len(ending)]
    return form.rstrip("'’")


def folded(form: str) -> str:
    """Return a name in lower case without accents: `Kouyéré` and `Kouyere` are one."""
    if form.isascii():
        return form.lower()
    plain = normalize("NFKD", form)
    return "".join(char for char in plain if not combining(char)).lower()


def homes_of(words: Sequence[Word]) -> frozenset[str]:
    """Return what the capitalised words of a title belong to: `Turkish` and `Turkey` are one.

    A place that is no known country goes by its first four letters.
    """
    known = nations()
    forms = (bare(word.low) for word in words if word.is_name)
    return frozenset(
        known[form] if form in known else form[:_STEM]
        for form in forms
        if form in known or (form not in vocabulary().never_homes and len(form) >= _STEM)
    )


def gender_of(words: Sequence[Word]) -> str | None:
    """Return `female` or `male` where a title says so."""
    known = vocabulary()
    lows = {word.low.rstrip(".") for word in words}
    if lows & known.female:
        return "female"
    return "male" if lows & known.male else None


def office_of(forms: Sequence[str]) -> frozenset[str]:
    """Return the words of an office among words in lower case."""
    offices = vocabulary().offices
    return frozenset(item for item in map(bare, forms) if item in offices)


def names(words: Sequence[Word]) -> Iterator[Name]:
    """Yield the persons named in a sentence, from left to right.

    A lone capitalised word counts only behind a title.
    """
    titles = vocabulary().titles
    at = 0
    while at < len(words):
        if not words[at].is_name:
            at += 1
            continue
        end = _run_end(words, at)
        if end > at + 1 or (at > 0 and words[at - 1].low in titles):
            yield from _person(words, at, end)
        at = end


def _run_end(words: Sequence[Word], at: int) -> int:
    """Return where the run of capitalised words that begins at `at` ends."""
    known = vocabulary()
    end = at + 1
    while end < len(words):
        word = words[end]
        joins = word.low in known.particles and _leads_to_name(words, end + 1)
        if not (is_name_part(word) or joins):
            break
        end += 1
        if bare(words[end - 1].text) != words[end - 1].text:
            break
    return end


def is_name_part(word: Word) -> bool:
    """Tell whether a word has a capital, at its start or behind `al-` and `d'`."""
    return word.is_name or (word.low.startswith(_PREFIXES) and any(map(str.isupper, word.text)))


def _leads_to_name(words: Sequence[Word], at: int) -> bool:
    known = vocabulary()
    while at < len(words) and words[at].low in known.particles and not words[at].is_name:
        at += 1
    return at < len(words) and is_name_part(words[at])


def _person(words: Sequence[Word], first: int, end: int) -> Iterator[Name]:
    known = vocabulary()
    if _is_no_person(words, first, end):
        return
    titled = [at for at in range(first, end) if words[at].low.rstrip(".") in known.titles]
    start = titled[-1] + 1 if titled else first
    while start + 1 < end and _is_rank(words[start]):
        start += 1
    start = _after_portfolio(words, first, start, end)
    start = _after_country(words, start, end)
    office_from = _office_start(words, first)
    while end - start > 1 and bare(words[end - 1].low) in people().behind:
        end -= 1
    parts = tuple(bare(words[at].text) for at in range(start, end))
    lows = [bare(words[at].low) for at in range(start, end)]
    title = [word.low.rstrip(".") for word in words[office_from:start]]
    has_title = any(item in known.titles for item in title)
    if not parts or len(parts) > _MOST_PARTS or not _can_be_person(lows, has_title):
        return
    behind = _apposition(words, end)
    lead = words[office_from:start]
    office = office_of([word.low for word in lead]) | office_of([word.low for word in behind])
    homes = homes_of(lead) or homes_of(behind)
    said = about(words, office_from, end)
    gender = gender_of([*lead, *behind]) or said.gender
    yield Name(parts, office, homes, gender, words[start].start, said)


def _is_rank(word: Word) -> bool:
    """Tell whether a capitalised word before a name is a title no list has: `Guide`, `ASP`."""
    short = word.text.isalpha() and word.text.isupper()
    return word.low in people().nouns or (short and 1 < len(word.text) <= _LONGEST_RANK)


def _is_no_person(words: Sequence[Word], first: int, end: int) -> bool:
    """Tell whether a run is a thing: `the Shusha Declaration`, `the bloc Clear Water`."""
    known = vocabulary()
    before = words[first - 1].low if first else ""
    if any(words[at].low in known.titles for at in range(first, end)):
        return False
    if before == "the" or before in known.organisation_heads:
        return True
    of_body = first > 1 and words[first - 2].low in known.organisation_heads
    return of_body and before in {"of", "for"}


def _after_portfolio(words: Sequence[Word], first: int, start: int, end: int) -> int:
    """Return the start behind the `Trade` of `Minister of Trade Ann Lee`."""
    if start == first and first > 0 and words[first - 1].low in {"of", "for", "and", "&"}:
        while start < end and words[start].low in vocabulary().portfolios:
            start += 1
    return start


def _after_country(words: Sequence[Word], start: int, end: int) -> int:
    known = vocabulary()
    while start < end and (
        bare(words[start].low) in nations() or words[start].low in known.never_in_names
    ):
        start += 1
    return start


def _office_start(words: Sequence[Word], first: int) -> int:
    """Return where the title before a name begins: `foreign minister of Turkey, Ann Lee`."""
    known = vocabulary()
    at = first
    while (
        at > 0
        and first - at < _LONGEST_TITLE
        and (
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
    stops = known.never_persons
    if any(item in stops or item in nations() for item in lows):
        return False
    if any(item[0].isdigit() for item in lows):
        return False
    return has_title or len(lows) > 1


def _apposition(words: Sequence[Word], end: int) -> list[Word]:
    """Return the words of `, foreign minister of Turkey,` behind a name."""
    if end >= len(words) or words[end].text != ",":
        return []
    found: list[Word] = []
    for word in words[end + 1 : end + 12]:
        if word.text in {",", "."}:
            break
        found.append(word)
    known = vocabulary()
    opens = found and (found[0].low in known.appositive_openers or bare(found[0].low) in nations())
    return found if opens and any(item.low in known.titles for item in found) else []
