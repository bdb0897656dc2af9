"""Words as search sees them: folded to plain small letters, and in their other usual spellings.

News in English writes one name in many ways: Zəngəzur, Zangezur, Zangazur; Şuşa, Shusha, Susha;
Çavuşoğlu, Chavushoghlu, Cavusoglu. One letter of Azerbaijani or Turkish stands for several of
English, so no folding to one form finds them all without also making *shame* of *same* and *chase*
of *case*. Two steps do it instead:

- `fold` takes marks and capitals away, transliterates other alphabets, and keeps the four letters
  that have several spellings (ə ş ç ğ) as letters of their own: ə ʃ ʧ ɣ, which no tokenizer strips.
  Index and query are folded by it. Another folding needs every index built anew.
- `spellings` lists, for one folded word that is sought, the forms in which a text may have it. An
  alternative between plain English letters (a/e, j/c, m/mm) is tried only in words long enough to
  have few false friends; what no text has costs one look into the index and finds nothing.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import Final
from unicodedata import category, is_normalized, normalize

MOST_SPELLINGS: Final = 256
_WORD: Final = re.compile("[0-9a-zəʃʧɣ]+")
_BEYOND: Final = re.compile(r"[^\x00-\x7f]")
_COMPOSED: Final = re.compile("[^\\x00-\\x7f][\u0300-\u036f]*|[\\x00-\\x7f][\u0300-\u036f]+")
_LONG: Final = 5
_LONGER: Final = 7
_MOST_VOWELS: Final = 5
_UNIT: Final = re.compile("sh|ch|gh|kh|mm|ayi|a[iy]|iy(?=[aeə]v)|i(?=[aeə]v)|[gq](?=u[aeiouə])|.")
_INNER_M: Final = re.compile("(?<=[aeə])m(?=[aeə])")
_ANYWHERE: Final[dict[str, str]] = {
    "ʃ": "sh s",
    "ʧ": "ch c",
    "ɣ": "gh g kh",
    "sh": "ʃ",
    "ch": "ʧ",
    "gh": "ɣ g kh",
    "kh": "x ɣ gh",
    "s": "ʃ",
    "c": "ʧ",
    "x": "kh",
    "g": "ɣ q gh",
    "q": "g",
    "iy": "i",
}
_IN_LONG: Final[dict[str, str]] = {
    "c": "j",
    "j": "c",
    "ʧ": "j",
    "i": "iy",
    "ay": "ai",
    "ai": "ay ayi",
    "ayi": "ai",
}
_IN_LONGER: Final[dict[str, str]] = {"mm": "m", "M": "mm"}
_FIRST_IN_LONGER: Final[dict[str, str]] = {"k": "q g", "g": "k", "q": "k"}
_VOWELS: Final = frozenset("aeə")
_PLAIN: Final = str.maketrans("əʃʧɣ", "ascg")
_KEPT: Final = {"ə": "ə", "ǝ": "ə", "ş": "ʃ", "ç": "ʧ", "ğ": "ɣ", "ʃ": "ʃ", "ʧ": "ʧ", "ɣ": "ɣ"}


def fold(text: str) -> str:
    """Return a text in plain small letters: Türkiye and TURKIYE become turkiye, Şuşa ʃuʃa.

    What is neither letter nor number becomes a space, or stays if it is ASCII.
    """
    if text.isascii():
        return text.lower()
    return _pieces(text).sub(lambda piece: _plain(piece[0]), text).lower()


def words_of(text: str) -> tuple[str, ...]:
    """Return the folded words of a text, as the index has them."""
    return tuple(_WORD.findall(fold(text)))


@lru_cache(maxsize=65_536)
def sorting_key(name: str) -> str:
    """Return what a name is sorted by: folded, with the plain letter for each that is kept."""
    return fold(name).translate(_PLAIN)


class Folded:
    """A folded text that knows where each of its letters stands in the original."""

    def __init__(self, text: str) -> None:
        self.text = fold(text)
        self._folded: list[int] = [0]
        self._moved: list[tuple[int, int, int]] = [(0, 0, 0)]
        if not text.isascii():
            self._note_moves(text)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the folded text stands in the original, in code points."""
        last = self._piece(end - 1)
        return self._piece(start)[0], last[1]

    def _note_moves(self, text: str) -> None:
        shift = 0
        for piece in _pieces(text).finditer(text):
            plain, length = len(_plain(piece[0])), len(piece[0])
            if plain != length or length > 1:
                at = piece.start() + shift
                shift += plain - length
                self._folded.append(at)
                self._moved.append((piece.start(), length, plain))

    def _piece(self, offset: int) -> tuple[int, int]:
        place = bisect_right(self._folded, offset) - 1
        start, length, plain = self._moved[place]
        past = offset - self._folded[place] - plain
        if past < 0:
            return start, start + length
        return start + length + past, start + length + past + 1


def spellings(word: str) -> tuple[str, ...]:
    """Return the forms in which a text may have a folded word, itself first: at most 256.

    A vowel varies at each of its places, a consonant in the same way throughout the word.
    """
    units = _UNIT.findall(_INNER_M.sub("M", word))
    is_long, is_longer = len(word) >= _LONG, len(word) >= _LONGER
    found = {word: None}
    for consonants in _consonants(units, word, is_long, is_longer):
        for vowels in _vowels(consonants, is_longer):
            found["".join(vowels)] = None
            if len(found) >= MOST_SPELLINGS:
                return tuple(found)
    return tuple(found)


def _consonants(
    units: Sequence[str], word: str, is_long: bool, is_longer: bool
) -> Iterator[tuple[str, ...]]:
    kinds = tuple(dict.fromkeys(unit for unit in units if unit not in _VOWELS))
    options = [(kind.lower(), *_others(kind, units, word, is_long, is_longer)) for kind in kinds]
    for chosen in product(*options):
        written = dict(zip(kinds, chosen, strict=True))
        yield tuple(written.get(unit, unit) for unit in units)


def _others(
    unit: str, units: Sequence[str], word: str, is_long: bool, is_longer: bool
) -> tuple[str, ...]:
    if unit in "gq" and re.search(f"{unit}u[aeiouə]", word):  # guest is no quest
        return ()
    if unit == "i" and not re.search("i[aeə]v", word):
        return ()
    found = _ANYWHERE.get(unit, "")
    if is_long:
        found += f" {_IN_LONG.get(unit, '')}"
    if is_longer:
        found += f" {_IN_LONGER.get(unit, '')}"
        found += f" {_FIRST_IN_LONGER.get(unit, '')}" if units[0] == unit else ""
    return tuple(found.split())


def _vowels(units: Sequence[str], is_longer: bool) -> Iterator[tuple[str, ...]]:
    """Yield the word with each a, e or ə as it may be: ə for either; a for e in longer words."""
    places = [place for place, unit in enumerate(units) if unit in _VOWELS]
    varied = places[:_MOST_VOWELS]
    marked = [("ə", "a", "e") if units[at] == "ə" else (units[at], "ə") for at in varied]
    swapped = [("a", "e")] * len(varied) if is_longer else []
    for choice in (*product(*marked), *(product(*swapped) if swapped else ())):
        letters = list(units)
        for at, letter in zip(varied, choice, strict=True):
            letters[at] = letter
        yield tuple(letters)


def _pieces(text: str) -> re.Pattern[str]:
    return _BEYOND if is_normalized("NFC", text) else _COMPOSED


@lru_cache(maxsize=8192)
def _plain(piece: str) -> str:
    """Return one letter, with the marks on it, as `fold` writes it."""
    composed = normalize("NFC", piece)
    if len(composed) > 1:
        return "".join(map(_plain, composed))
    letter = composed.lower()[:1]
    if letter in _KEPT:
        return _KEPT[letter]
    if composed.isascii():
        return composed
    match category(composed)[0]:
        case "M":
            return ""
        case "L" | "N":
            return _transliterated(composed)
    return " "


def _transliterated(letter: str) -> str:
    from anyascii import anyascii  # noqa: PLC0415  # its tables are read at first use only

    return "".join(filter(str.isalnum, anyascii(letter)))
