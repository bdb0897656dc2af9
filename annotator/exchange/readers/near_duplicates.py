"""How alike two texts are, from a small sketch of each.

A text's signature is the smallest hashes of its runs of three words: a bottom-k MinHash. It
depends on nothing but the words, so it can be stored, and near-duplicates share some of their
first few values, so it can be looked up.
"""

import re
from array import array
from collections import defaultdict, deque
from collections.abc import Hashable, Iterator
from hashlib import blake2b
from typing import Final, Generic, TypeVar

SKETCH_SIZE: Final = 128
NEAR: Final = 0.8
_FIRST: Final = 8
_RUN: Final = 3
_HASH_BYTES: Final = 6
_WORD: Final = re.compile(r"\w+")

Name = TypeVar("Name", bound=Hashable)


class Sketches(Generic[Name]):
    """The signatures of many texts, by name, for finding those like a new one; 1 kB a text."""

    def __init__(self) -> None:
        self._sketches: dict[Name, array[int]] = {}
        self._having: defaultdict[int, set[Name]] = defaultdict(set)

    def add(self, name: Name, sketch: tuple[int, ...]) -> None:
        """Remember a text's signature under a new name."""
        self._sketches[name] = array("Q", sketch)
        for value in sketch[:_FIRST]:
            self._having[value].add(name)

    def alike(self, sketch: tuple[int, ...], *, least: float = NEAR) -> list[tuple[Name, float]]:
        """Return the names of texts at least so much like it, with their likeness, best first.

        Below a `least` of about 0.5 some are missed: at 0.8 about one in a hundred thousand.
        """
        names = {name for value in sketch[:_FIRST] for name in self._having.get(value, ())}
        likened = ((name, likeness(sketch, tuple(self._sketches[name]))) for name in names)
        return sorted((pair for pair in likened if pair[1] >= least), key=lambda pair: -pair[1])


def signature(text: str) -> tuple[int, ...]:
    """Return at most `SKETCH_SIZE` ascending 48-bit numbers; none for a text without words.

    Case, punctuation and spacing do not count.
    """
    kept: set[int] = set()
    bound = 1 << 8 * _HASH_BYTES
    for value in _hashes(text):
        if value < bound:
            kept.add(value)
        if len(kept) > 2 * SKETCH_SIZE:
            kept = set(sorted(kept)[:SKETCH_SIZE])
            bound = max(kept)
    return tuple(sorted(kept)[:SKETCH_SIZE])


def likeness(a: tuple[int, ...], b: tuple[int, ...]) -> float:
    """Estimate the share of word runs that two texts have in common, 0.0 to 1.0.

    Texts without words are like nothing. Of 128 values, the standard error is at most 0.05.
    """
    if not (a and b):
        return 0.0
    smallest = sorted({*a, *b})[:SKETCH_SIZE]
    return len(set(a).intersection(b, smallest)) / len(smallest)


def _hashes(text: str) -> Iterator[int]:
    run: deque[str] = deque(maxlen=_RUN)
    for count, word in enumerate(_WORD.finditer(text), start=1):
        run.append(word[0].casefold())
        if count >= _RUN:
            yield _hash(run)
    if 0 < len(run) < _RUN:
        yield _hash(run)


def _hash(run: deque[str]) -> int:
    written = " ".join(run).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(written, digest_size=_HASH_BYTES).digest())
