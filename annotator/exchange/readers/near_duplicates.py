"""How alike two texts are, from a small sketch of each.

A text's signature is the smallest hashes of its runs of three words: a bottom-k MinHash. It
depends on nothing but the words, so it can be stored, and two texts are near-duplicates only if
they share some of their first few values, so it can be indexed.
"""

import re
from collections import deque
from collections.abc import Iterator
from hashlib import blake2b
from typing import Final

SKETCH_SIZE: Final = 128
_RUN: Final = 3
_HASH_BYTES: Final = 6
_WORD: Final = re.compile(r"\w+")


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
