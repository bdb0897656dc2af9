"""Words as the pieces that the encoder was taught: numbers into its vocabulary.

The pieces are those of BERT's uncased tokenizer (Devlin et al. 2019, “BERT”), made by greedy
longest match from the left (Wu et al. 2016, “Google's Neural Machine Translation System”, 4.1),
with each of our words as a text of its own.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from annotator.domain.errors import UsageError

UNKNOWN: Final = "[UNK]"
OPENING: Final = "[CLS]"
PARTING: Final = "[SEP]"
_LONGEST: Final = 100
_REMEMBERED: Final = 20_000
_BLANKS: Final = frozenset(" \t\n\r")
_HAN: Final = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)


class WordPieces:
    """Cuts words into the pieces of one vocabulary; a word always has at least one."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        """Take the pieces with their numbers; those that go on inside a word begin with `##`.

        Raises:
            UsageError: the vocabulary lacks a piece that every text needs.
        """
        missing = {UNKNOWN, OPENING, PARTING} - vocabulary.keys()
        if missing:
            raise UsageError(f"The model's vocabulary has no {min(missing)}.")
        self._numbers = vocabulary
        self.opening = vocabulary[OPENING]
        self.parting = vocabulary[PARTING]
        self.of = lru_cache(_REMEMBERED)(self._of)

    def _of(self, word: str) -> tuple[int, ...]:
        """Return the numbers of a word's pieces; unknown is what the vocabulary cannot spell."""
        found = tuple(number for item in _basic(word) for number in self._greedy(item))
        return found or (self._numbers[UNKNOWN],)

    def _greedy(self, item: str) -> list[int]:
        """Return the longest pieces from the left of one run of letters, or one mark."""
        found: list[int] = []
        start = 0
        while start < len(item) <= _LONGEST:
            end, prefix = len(item), "##" if start else ""
            while end > start and prefix + item[start:end] not in self._numbers:
                end -= 1
            if end == start:
                break
            found.append(self._numbers[prefix + item[start:end]])
            start = end
        return found if start == len(item) else [self._numbers[UNKNOWN]]


def read_vocabulary(part: bytes) -> dict[str, int]:
    """Return the pieces of a vocabulary file, one a line, numbered from 0.

    Raises:
        UsageError: it is not UTF-8.
    """
    try:
        lines = part.decode().removesuffix("\n").split("\n")
    except UnicodeDecodeError as error:
        raise UsageError("The model's vocabulary is not UTF-8.") from error
    return {piece: number for number, piece in enumerate(lines)}


def _basic(word: str) -> Iterator[str]:
    """Yield runs of letters and single marks, without accents and in lower case."""
    run = ""
    for char in _plain(word):
        if char.isspace() or _stands_alone(char):
            if run:
                yield run
            run = ""
            if not char.isspace():
                yield char
        else:
            run += char
    if run:
        yield run


def _plain(word: str) -> str:
    """Return a word without control characters and accents, in lower case letter by letter."""
    if word.isascii() and word.isalnum():
        return word.lower()
    kept = "".join(char for char in word if not _is_control(char))
    bare = unicodedata.normalize("NFD", kept)
    return "".join(char.lower() for char in bare if unicodedata.category(char) != "Mn")


def _is_control(char: str) -> bool:
    return char == "\ufffd" or (
        char not in _BLANKS and unicodedata.category(char) in {"Cc", "Cf", "Co", "Cs"}
    )


def _stands_alone(char: str) -> bool:
    """Tell whether a character is a piece of its own: a mark, or a Chinese one."""
    if char.isascii():
        return not char.isalnum() and char.isprintable()
    code = ord(char)
    return unicodedata.category(char).startswith("P") or any(
        first <= code <= last for first, last in _HAN
    )
