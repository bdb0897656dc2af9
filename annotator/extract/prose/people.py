"""What nouns stand for persons, and how they are described: `the watchman`, `43, a nurse`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, NamedTuple

from annotator.extract.prose.segmentation import Word
from annotator.extract.prose.vocabulary import checked, closed, vocabulary

_LONGEST: Final = 12
_SHORTEST_NOUN: Final = 5
_KEPT: Final = 4_096  # words
_AGED: Final = re.compile(r"(\d+)-years?-old")
_LINKS: Final = frozenset(["of", "at", "for", "in", "with", "from", "on", "to", "by", "near"])
_TELLING: Final = frozenset(["who", "whose", "whom", "close", "familiar", "involved", "known"])
_OPENERS: Final = frozenset(["the", "a", "an", "its", "his", "her", "their", "our", "my", "whose"])
_NO_NOUNS: Final = frozenset(["and", "or", "&", "younger", "older", "elder"])
_OWNING: Final = ("'s", "’s")
_NAMING: Final = frozenset(["named", "called"])
_SINCE: Final = frozenset(["has", "had", "have", "once", "now", "also", "long", "still", "then"])
_BARS: Final = frozenset([",", "(", ")", ".", ";", ":", "–", "—", "who", "which", "that"])


@closed
@dataclass(frozen=True)
class People:
    """Nouns of persons and of companies, and what stands around names; all in lower case.

    `deeds` has the noun of who does so by the verb: `coach` by `coaches` and `coached`.
    """

    nouns: frozenset[str]
    not_nouns: frozenset[str]
    suffixes: tuple[str, ...]
    female: frozenset[str]
    male: frozenset[str]
    companies: frozenset[str]
    behind: frozenset[str]
    endings: frozenset[str]
    deeds: dict[str, str]


@cache
def people() -> People:
    """Return the shipped word lists."""
    return checked(People, "people")


class Description(NamedTuple):
    """What is said of a person beside the name.

    `words` are all words in lower case, `heads` the nouns among them that tell what the person
    is; `age` is in years, as written.
    """

    words: frozenset[str]
    heads: frozenset[str]
    age: str | None

    @property
    def gender(self) -> str | None:
        """Return `female` or `male` where a noun says so."""
        if not people().female.isdisjoint(self.heads):
            return "female"
        return None if people().male.isdisjoint(self.heads) else "male"


NOTHING: Final = Description(frozenset(), frozenset(), None)


@lru_cache(_KEPT)
def is_person_noun(low: str) -> bool:
    """Tell whether a word in lower case names one person: `watchman`, `beekeeper`."""
    lists, known = people(), vocabulary()
    if low in lists.not_nouns or low in known.bodies:
        return False
    if low in lists.nouns or low in known.office_nouns:
        return True
    return len(low) >= _SHORTEST_NOUN and low.endswith(lists.suffixes)


def described(words: Sequence[Word]) -> Description:
    """Return what a phrase such as `the 43-year-old watchman of the mill` says of a person."""
    if not words:
        return NOTHING
    said: set[str] = set()
    head = age = None
    linked = False
    for word in words:
        low = word.low
        if low in _OPENERS:
            continue
        linked = linked or low in _LINKS or (head is not None and low in _TELLING)
        if not linked:
            head = word
        if word.is_word:
            said.add(low.removesuffix("'s"))
        if age is None and low[0].isdigit() and (aged := _AGED.fullmatch(low)):
            age = aged[1]
    noun = [head.low.removesuffix("'s")] if head and head.is_word else []
    return Description(frozenset(said), frozenset(noun), age)


def about(words: Sequence[Word], first: int, end: int) -> Description:
    """Return what stands beside a name, words `first` to `end`, and describes its bearer.

    Read are a title before it, with or without a comma, an apposition or an age behind it, and
    `was a nurse`.
    """
    parts = [_before(words, first), *_behind(words, end)]
    return _joined(parts)


def _joined(parts: Sequence[Description]) -> Description:
    if len(parts) == 1:
        return parts[0]
    return Description(
        frozenset().union(*(part.words for part in parts)),
        frozenset().union(*(part.heads for part in parts)),
        next((part.age for part in parts if part.age), None),
    )


def _before(words: Sequence[Word], first: int) -> Description:
    comma = first > 0 and words[first - 1].text == ","
    called = first > 1 and words[first - 1].low in _NAMING
    last = first - 2 if comma or called else first - 1
    at = last
    known = vocabulary()
    if last >= 0 and (words[last].low in _NO_NOUNS or words[last].low in known.prepositions):
        return NOTHING
    while at >= 0 and last - at < _LONGEST and words[at].is_word:
        low = words[at].low
        if low in known.finite or low in known.auxiliaries or low in known.boundaries:
            break
        if low in _OPENERS or (words[at].is_name and low.endswith(_OWNING)):
            own = _told(words[at : last + 1])
            return _joined([own, _before(words, at)]) if called else own
        at -= 1
    return NOTHING if comma or last < 0 else described(_without_opener(words, last))


def _without_opener(words: Sequence[Word], last: int) -> Sequence[Word]:
    """Return the noun right before a name and the words in lower case before it."""
    if not (is_person_noun(words[last].low) or _AGED.fullmatch(words[last].low)):
        return []
    at = last
    known = vocabulary()
    while at > 0 and words[at - 1].is_word and not words[at - 1].is_name:
        low = words[at - 1].low
        if low in known.prepositions or low in known.boundaries or low in known.finite:
            break
        at -= 1
    return words[at : last + 1]


def _told(phrase: Sequence[Word]) -> Description:
    """Return what a phrase says of a person; nothing if it has neither an age nor such a noun."""
    found = described(phrase)
    return found if found.age or any(map(is_person_noun, found.heads)) else NOTHING


def _behind(words: Sequence[Word], end: int) -> list[Description]:
    """Return the apposition, the age in brackets or behind a comma, or what the person `was`."""
    if end + 1 >= len(words):
        return []
    mark, following = words[end], words[end + 1]
    if mark.low in {"is", "was"} and following.low in {"a", "an", "the"}:
        return [_told(_to_bar(words, end + 1))]
    if mark.text not in {",", "("}:
        return []
    if following.low == "who":
        return [_doer(words, end + 2)]
    phrase = _to_bar(words, end + 1)
    if len(phrase) == 1 and phrase[0].text.isdigit():
        age = Description(frozenset(), frozenset(), phrase[0].text)
        return [age, *_behind(words, end + 2)]
    if mark.text == "(" and phrase and phrase[-1].is_name:
        found = described(phrase)._replace(heads=frozenset())
    else:
        before = _is_before_name(words, end + 1 + len(phrase))
        found = NOTHING if before else _told(phrase)
    return [found]


def _doer(words: Sequence[Word], at: int) -> Description:
    """Return what `who has coached her` tells, with the noun `coach` among its words."""
    while at < len(words) and words[at].low in _SINCE:
        at += 1
    noun = people().deeds.get(words[at].low) if at < len(words) else None
    if noun is None:
        return NOTHING
    said = [word.low.removesuffix("'s") for word in _to_bar(words, at + 1) if word.is_word]
    return Description(frozenset([noun, *said]), frozenset(), None)


def _is_before_name(words: Sequence[Word], at: int) -> bool:
    """Tell whether a comma and a name of two words follow: whom the phrase before it describes."""
    rest = words[at : at + 3]
    return len(rest) == 3 and rest[0].text == "," and rest[1].is_name and rest[2].is_name  # noqa: PLR2004 - a comma, two words


def _to_bar(words: Sequence[Word], at: int) -> Sequence[Word]:
    end = at
    while end < min(len(words), at + _LONGEST) and words[end].low not in _BARS:
        end += 1
    return words[at:end]
