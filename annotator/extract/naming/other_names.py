"""Other names that a text says somebody goes by: `Lokwa, known from Isiro to Kindu as Papa Six`."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from annotator.extract.naming.forms import bare, plain_part
from annotator.extract.naming.genders import opens_with_pronoun
from annotator.extract.naming.lines import Line
from annotator.extract.naming.person import Person
from annotator.extract.naming.wordlists import titles
from annotator.extract.prose.segmentation import Word

_CALLED: Final = frozenset(["calls", "call", "called", "nicknamed", "dubbed"])
_SAID_OF: Final = frozenset(["known", "nicknamed", "dubbed"])
_BETWEEN: Final = frozenset([",", "(", ")", "is", "was", "also", "better", "widely"])
_SAYING: Final = _CALLED | {"known", "knew", "know"}
_BARS: Final = frozenset([".", ";", ":", "which", "that"])
_SKIPPED: Final = frozenset(["the", "alias", "“", "”", '"', "‘", "’", "«", "»"])
_REACH: Final = 9


def renamed(
    sentences: Sequence[Line], among: Callable[[Sequence[Word]], Iterator[Person]]
) -> Iterator[tuple[Person, tuple[str, ...]]]:
    """Yield who goes by another name, and its parts: behind `known as` and `whom everyone calls`.

    It is who is named right before; where `he` is known so, the last one of the sentence before.
    `among` finds the persons named in a run of words.
    """
    before: Sequence[Word] = ()
    for line in sentences:
        for at, plain in _other_names(line):
            lead = _bearer(line.words, at)
            named = [*among(before if opens_with_pronoun(lead) else lead)]
            if named and (lead[-1].in_name or len(lead) == 1):
                yield named[-1], plain
        before = line.words


def _bearer(words: Sequence[Word], at: int) -> Sequence[Word]:
    """Return the words up to the name or pronoun that `, 67, also known` is said of."""
    end = at
    if words[at].low not in _SAID_OF:
        while end > 0 and words[end].low != "whom":
            end -= 1
    while end > 0 and (words[end - 1].low in _BETWEEN or words[end - 1].text.isdigit()):
        end -= 1
    return words[:end]


def _other_names(line: Line) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the parts of each other name, with the index of the word that says it is one."""
    if _SAYING.isdisjoint(line.lows):
        return
    for at, word in enumerate(line.words):
        if word.low in _SAYING:
            first = _behind(line.words, at)
            plain = _name(line.words, first) if first else ()
            if plain:
                yield at, plain


def _behind(words: Sequence[Word], at: int) -> int:
    """Return where the name may begin; 0 where nobody is said to be called anything."""
    if words[at].low in _CALLED:
        whom = any(word.low == "whom" for word in words[max(0, at - _REACH) : at])
        return at + 1 if whom or words[at].low in _SAID_OF else 0
    for behind in range(at + 1, min(len(words), at + _REACH)):
        if words[behind].low in _BARS:
            return 0
        if words[behind].low == "as":
            return behind + 1
    return 0


def _name(words: Sequence[Word], first: int) -> tuple[str, ...]:
    """Return the parts of the name that begins at `first`, marks and titles before it left out."""
    at = first
    while at < len(words) and words[at].low in _SKIPPED:
        at += 1
    end = at
    while end < len(words) and words[end].in_name:
        end += 1
        if bare(words[end - 1].text) != words[end - 1].text:
            break
    while end - at > 1 and words[at].low.rstrip(".") in titles():
        at += 1
    return tuple([plain_part(word.text) for word in words[at:end]])
