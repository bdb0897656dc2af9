"""How well words typed fit an entry."""

from collections.abc import Iterable, Sequence
from heapq import nlargest
from typing import Final

from annotator.domain.words import fold
from annotator.ui.palette.entries import Entry

_KEY, _BEGINS, _WORDS, _INITIALS, _INSIDE, _MORE = 120.0, 105.0, 100.0, 90.0, 80.0, 55.0
_ALIKE_FROM: Final = 75.0  # per cent of the letters, in words of at least so many letters:
_ALIKE_LETTERS: Final = 4
_UNABLE: Final = 8.0
_PLAIN: Final = str.maketrans("əʃʧɣ", "escg")


def best(entries: Iterable[Entry], typed: str, limit: int) -> tuple[tuple[float, Entry], ...]:
    """Return what fits best, the best first; of equals the first given."""
    wanted = _plain(typed)
    if not wanted:
        return ()
    ranked = ((rank(entry, typed, wanted), -at, entry) for at, entry in enumerate(entries))
    found = nlargest(limit, (item for item in ranked if item[0] > 0), key=lambda item: item[:2])
    return tuple((score, entry) for score, _at, entry in found)


def rank(entry: Entry, typed: str, wanted: Sequence[str]) -> float:
    """Return how well an entry fits, 0 for not at all.

    Its key counts most, then beginnings of its words, its initials, letters inside it, what is
    written of it, and at last words with a slip in them.
    """
    if typed.strip().casefold() in (key.casefold() for key in entry.keys):
        return _KEY
    words = _plain(entry.words)
    score = _of_words(words, wanted) or _of_more(entry, wanted) or _alike(words, wanted)
    return max(score - _UNABLE * bool(entry.why_not), 1.0) if score else 0.0


def _of_words(words: Sequence[str], wanted: Sequence[str]) -> float:
    text, sought = " ".join(words), " ".join(wanted)
    longer = len(text) / 100
    if text.startswith(sought):
        return _BEGINS - longer
    if all(any(word.startswith(start) for word in words) for start in wanted):
        return _WORDS - longer
    if len(sought) > 1 and "".join(word[0] for word in words).startswith(sought):
        return _INITIALS - longer
    if len(sought) > 1 and all(part in text for part in wanted):
        return _INSIDE - longer
    return 0.0


def _of_more(entry: Entry, wanted: Sequence[str]) -> float:
    words = _plain(f"{entry.words} {entry.more} {entry.told}")
    fits = all(any(word.startswith(start) for word in words) for start in wanted)
    return _MORE if fits else 0.0


def _alike(words: Sequence[str], wanted: Sequence[str]) -> float:
    """Return how alike words with a slip are; shorter ones must be right."""
    if any(len(word) < _ALIKE_LETTERS for word in wanted):
        return 0.0
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - compiled, not at start

    scores = [max((ratio(one, other) for other in words), default=0.0) for one in wanted]
    least = min(scores)
    return least / 2 if least >= _ALIKE_FROM else 0.0


def _plain(text: str) -> list[str]:
    """Return the words in letters that every keyboard has."""
    return fold(text).translate(_PLAIN).split()
