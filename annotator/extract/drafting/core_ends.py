"""Where a phrase that begins behind a cue ends, without what is behind its comma."""

from collections.abc import Sequence
from typing import Final

from annotator.extract.prose.people import is_person_noun
from annotator.extract.prose.quotations import MARKS
from annotator.extract.prose.segmentation import Word
from annotator.extract.prose.vocabulary import vocabulary

STOPS: Final = frozenset(";:—–()[]…?!") | MARKS
_JOINING: Final = frozenset(["of", "for", "and", "&", "to", "'s", "-", "from", "with"])
_LOCAL: Final = frozenset(["in", "at", "on"])
_DANGLING: Final = (_JOINING - {"'s", "-"}) | {"in", "the", "a", "an"}
_ORDERS: Final = frozenset(["next", "last", "first", "later", "earlier"])
_LED: Final = frozenset([("of", "the"), ("from", "the")])
_LONGEST_PLACE: Final = 6


def core_end(words: Sequence[Word], first: int, highest: int) -> int:
    """Return the last index of the phrase that begins at `first`, before `highest`."""
    at = first
    while at < highest:
        if _stops(words, first, at, highest) and not (at == first and words[at].is_word):
            break
        at += 1
    while at > first and words[at - 1].low in _DANGLING:
        at -= 1
    return at - 1


def is_possessive(words: Sequence[Word], at: int) -> bool:
    """Tell whether a mark is the apostrophe of `the Workers' Union`."""
    if words[at].text not in {"'", "’"} or not at:
        return False
    return words[at - 1].low.endswith("s") and words[at - 1].end == words[at].start


def _stops(words: Sequence[Word], first: int, at: int, highest: int) -> bool:
    known, word = vocabulary(), words[at]
    if word.text in {",", "."} or (word.text in STOPS and not is_possessive(words, at)):
        return True
    if word.low in known.auxiliaries or word.low in known.boundaries:
        return True
    if word.low in known.temporal and not _inside_phrase(words, at):
        return True
    return word.low in known.prepositions and not _joins(words, first, at, highest)


def _joins(words: Sequence[Word], first: int, at: int, highest: int) -> bool:
    low = words[at].low
    if low == "by":
        return words[at - 1].low in vocabulary().reports
    placed = low in _LOCAL and at + 1 < highest
    return low in _JOINING or (
        placed and (_is_place(words, at + 1) or _tells_who(words, first, at, highest))
    )


def _inside_phrase(words: Sequence[Word], at: int) -> bool:
    """Tell whether a word of time goes on a name, or leads on a noun: `from the next section`."""
    if at + 1 == len(words):
        return False
    before, behind = words[max(0, at - 2) : at], words[at + 1]
    if words[at].is_name:
        return bool(before) and before[-1].is_name and behind.is_name
    led = tuple([word.low for word in before]) in _LED
    return led and words[at].low in _ORDERS and behind.low not in vocabulary().temporal


def _tells_who(words: Sequence[Word], first: int, at: int, highest: int) -> bool:
    """Tell whether `at a commercial bank`, which ends a sentence, tells who `a banker` is."""
    if words[first].low not in {"a", "an"} or not is_person_noun(words[at - 1].low):
        return False
    known = vocabulary()
    end = next((index for index in range(at, highest) if not words[index].is_word), highest)
    inner = [word.low for word in words[at + 1 : end]]
    if not inner or len(inner) > _LONGEST_PLACE or (end < highest and words[end].text == ","):
        return False
    others = (known.finite, known.temporal, known.prepositions)
    occasion = inner[-1] in known.media or inner[0] not in known.determiners
    return not occasion and all(other.isdisjoint(inner) for other in others)


def _is_place(words: Sequence[Word], at: int) -> bool:
    """Tell whether `in ...` names where an office stands rather than when it was said."""
    before = words[at - 2] if at > 1 else None
    is_time = words[at].low in vocabulary().temporal
    return words[at].is_name and not is_time and before is not None and not before.is_name
