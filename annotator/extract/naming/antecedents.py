"""The words that `who` and `which` stand for: the phrase right before them."""

from collections.abc import Iterator, Sequence
from typing import Final

from annotator.extract.naming.mentions import is_group_noun
from annotator.extract.naming.phrases import before_preposition
from annotator.extract.naming.topics import is_body, is_somebody
from annotator.extract.prose.passage import Passage
from annotator.extract.prose.segmentation import Word
from annotator.extract.prose.vocabulary import vocabulary

_FARTHEST: Final = 12
_LOCAL: Final = frozenset(["in", "at", "of", "near"])
_NOT_LEADING: Final = frozenset(["those", "that", "it"])


def antecedent(pronoun: Word, here: Passage) -> Sequence[Word]:
    """Return the phrase before `who` or `which`, or nothing where none fits.

    `The coach in the other room, who` is the coach: a phrase fits if it is a name, or its noun is
    of somebody, behind `which` of a body.
    """
    before = [word for word in here.words if word.end <= pronoun.start][-_FARTHEST:]
    if before and before[-1].text == ",":
        before.pop()
    who = pronoun.low != "which"
    return next((before[at:] for at in _starts(before) if _fits(before, at, who=who)), ())


def _starts(words: Sequence[Word]) -> Iterator[int]:
    """Yield where a phrase that ends the words may begin, the nearest first."""
    known = vocabulary()
    for at in range(len(words) - 1, -1, -1):
        word = words[at]
        if not word.is_word or word.low in known.boundaries or word.low in known.finite:
            return
        before = words[at - 1] if at else None
        named = word.in_name and not (before and (before.in_name or before.low in _LOCAL))
        if named or (word.low in known.determiners and word.low not in _NOT_LEADING):
            yield at


def _fits(words: Sequence[Word], first: int, *, who: bool) -> bool:
    """Tell whether a phrase is a name, or its noun such as the relative asks for."""
    known = vocabulary()
    phrase = words[first:]
    if phrase[0].in_name and phrase[0].low not in known.determiners:
        led = first > 0 and words[first - 1].low in known.determiners
        return not led and all(word.in_name or word.low in known.particles for word in phrase)
    noun = before_preposition(phrase)[-1].low
    fits = is_somebody(noun) or is_group_noun(noun) if who else is_body(noun)
    return len(phrase) > 1 and fits
