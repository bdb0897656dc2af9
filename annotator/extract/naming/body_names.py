"""Where names of organisations begin and end, and what nouns stand beside them."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from annotator.extract.naming.forms import bare, nations
from annotator.extract.naming.lines import Line
from annotator.extract.naming.wordlists import body_nouns, companies, naming_words, verbs
from annotator.extract.page.calendar import has_month
from annotator.extract.prose.people import is_person_noun
from annotator.extract.prose.segmentation import Word
from annotator.extract.prose.vocabulary import vocabulary

_APPOSITION: Final = 9
_APPOSED: Final = frozenset(["agency", "bank", "blog", "party", "union"])
_JOINERS: Final = frozenset(["of", "for", "and", "&"])
_APOSTROPHES: Final = frozenset("'’")
_INSIDE: Final = frozenset(["of", "at", "in", "on", "for", "near", "inside", "outside"])
OF: Final = frozenset(["of", "for", "from"])
_PLACE: Final = frozenset(["in", "at", "near", "from", "to", "outside", "around", "across", "into"])


def may_begin(words: Sequence[Word], at: int) -> bool:
    """Tell whether a capitalised word may begin a name: no `On`, but `Northern` before another."""
    low = words[at].low
    if low not in vocabulary().never_in_names:
        return True
    return low in naming_words().beginners and at + 1 < len(words) and words[at + 1].is_name


def speaks(words: Sequence[Word], first: int, end: int) -> bool:
    """Tell whether a verb or a possessive follows a name that no preposition of place leads in."""
    before = words[first - 1].low if first else ""
    if end >= len(words) or before in _PLACE or bare(words[first].low) in nations():
        return False
    if words[end - 1].text != bare(words[end - 1].text):
        return True
    low = words[end].low
    known = vocabulary()
    return low in verbs() or (
        words[end].is_word
        and low.endswith(("ed", "s"))
        and low not in known.prepositions
        and low not in {"as", "his", "its", "this", "was"}
    )


def nouns_beside(words: Sequence[Word], first: int, end: int) -> set[str]:
    """Return the nouns of `the power company X` and `X, a mining company,`."""
    before = words[first - 1].low if first else ""
    found = {before} if before in _nouns_before() else set()
    if before == ",":
        found.update(_noun_of_phrase(words, first - 1))
    if end < len(words) and words[end].text == ",":
        found.update(_nouns_behind(words, end))
    return found


@cache
def _nouns_before() -> frozenset[str]:
    """Return the nouns that stand right before the name of a body."""
    return vocabulary().outlet_nouns | companies() | _APPOSED


def _noun_of_phrase(words: Sequence[Word], end: int) -> Iterator[str]:
    """Yield the noun of `the copper smelter on the edge of town, X`; none of `at the mill, X`."""
    for at in range(end - 1, max(-1, end - _APPOSITION), -1):
        if not words[at].is_word or words[at].low in vocabulary().finite:
            return
        if words[at].low in {"the", "a", "an", "its"}:
            if at and words[at - 1].low in _INSIDE:
                continue
            lead = words[at + 1 : end]
            stop = next(
                (n for n, word in enumerate(lead) if word.low in vocabulary().prepositions),
                len(lead),
            )
            noun = lead[stop - 1].low if stop else ""
            if noun in companies() or noun in vocabulary().outlet_nouns:
                yield noun
                return


def _nouns_behind(words: Sequence[Word], end: int) -> Iterator[str]:
    """Yield the nouns of `X, a mining company,` behind the comma at `end`."""
    if end + 2 >= len(words) or words[end + 1].low not in {"a", "an", "the", "which"}:
        return
    for word in words[end + 2 : end + _APPOSITION]:
        if not word.is_word or word.low in {"of", "that", "which", "who"}:
            return
        if word.low in companies() or word.low in vocabulary().bodies:
            yield word.low


def goes_on(words: Sequence[Word], at: int) -> bool:
    """Tell whether another noun of organisations or persons follows, or a capital."""
    if at >= len(words):
        return False
    known = vocabulary()
    low = words[at].low
    return low in body_nouns() or low in known.officers or words[at].is_name or low == "'s"


def with_place(words: Sequence[Word], at: int) -> int:
    """Return the end behind the `of Joal` of `the fishing committee of Joal`."""
    if at + 1 < len(words) and words[at].low in {"of", "for"} and words[at + 1].is_name:
        return run(words, at + 1)
    return at


Runs = list[tuple[int, int]]


def runs(line: Line) -> Runs:
    """Return where the runs of capitalised words that may name a body begin and end."""
    words, end = line.words, 0
    found = []
    for at in line.names:
        if at >= end and may_begin(words, at):
            end = run(words, at)
            found.append((at, end))
    return found


def run(words: Sequence[Word], at: int) -> int:
    """Return the end of a run of capitalised words, `of` and `for the` inside it allowed."""
    end = at
    while end < len(words) and (words[end].is_name or (end > at and _links(words, end))):
        end += 1
    return end


def _links(words: Sequence[Word], at: int) -> bool:
    following = words[at + 1] if at + 1 < len(words) else None
    if following is None:
        return False
    if words[at].low == "the":
        return words[at - 1].low in _JOINERS and following.is_name
    if words[at].low in vocabulary().particles:
        return following.is_name or following.low in vocabulary().particles
    if words[at].text in _APOSTROPHES:
        return following.is_name and words[at].start == words[at - 1].end
    if words[at].low == "on":
        named = following.is_name and not has_month(following.low)
        return named and words[at - 1].low in {"committee", "commission", "council"}
    return words[at].low in _JOINERS and (
        following.is_name
        or (following.low == "the" and at + 2 < len(words) and words[at + 2].is_name)
    )


def is_no_body(low: str) -> bool:
    """Tell whether a word with a capital is an office, a day or a month."""
    return is_person_noun(low) or low in vocabulary().officers or has_month(low)


def nouns_of(lows: Sequence[str]) -> set[str]:
    """Return what a name says that it is: `panel` of `Panel of the Norra Union`, else the last."""
    nouns = body_nouns()
    end = next((at for at, low in enumerate(lows) if at and low in OF), len(lows))
    found = [low for low in lows[:end] if low in nouns] or [low for low in lows if low in nouns]
    return set(found[-1:])
