"""A claim's words: their stems, where they stand, and whether they are denied."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from annotator.domain.words import fold
from annotator.extract.relating.vocabulary import (
    DENIALS,
    FUNCTION,
    IRREGULAR,
    NEGATORS,
    REFUSALS,
)

_PIECE: Final = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)*)|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)"
    r"|(?P<sign>[%$€£₼])|(?P<stop>[.;:!?,—–()“”\"…])"
)
_SHORT: Final = 3
_SCOPE: Final = 5  # words after a negator that it may deny
_SCOPE_OF_DENIAL: Final = 12
_CONTRACTED: Final = re.compile(r"n['’]t$", re.IGNORECASE)


class Token(NamedTuple):
    """One word, number or sign; `stem` is empty where it carries no topic."""

    word: str
    stem: str
    start: int
    end: int
    denied: bool = False
    negator: bool = False
    number: bool = False
    capital: bool = False


@lru_cache(maxsize=4096)
def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the words of a claim in order; what denies reaches over some that follow it."""
    found: list[Token] = []
    left, denials = 0, 0
    for piece in _PIECE.finditer(text):
        if piece.lastgroup == "stop":
            left = left if piece[0] == "," and left > _SCOPE else 0
            continue
        token = _token(piece, denied=left > 0 and denials % 2 == 1)
        reach = _reach(token, text[piece.end() :])
        denials = (denials if left > 0 else 0) + bool(reach)
        left = max(reach, left - 1)
        found.append(token)
    return tuple(found)


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return a folded word without its endings, so that `closed` and `closing` are one."""
    word = IRREGULAR.get(word, word)
    for ending, instead in (("ies", "y"), ("ing", ""), ("ied", "y"), ("ed", ""), ("es", "")):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORT:
            word = word[: -len(ending)] + instead
            break
    else:
        if word.endswith("s") and not word.endswith("ss") and len(word) > _SHORT:
            word = word[:-1]
    if len(word) > _SHORT and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > _SHORT else word


def _token(piece: re.Match[str], *, denied: bool) -> Token:
    start, end = piece.span()
    if piece.lastgroup != "word":
        number = piece.lastgroup == "number"
        return Token(piece[0], "", start, end, denied, number=number)
    capital = piece[0][:1].isupper()
    if _CONTRACTED.search(piece[0]):
        return Token("not", "", start, end, denied, negator=True)
    word = "".join(fold(piece[0].replace("’", "'").partition("'")[0]).split())
    negator = word in NEGATORS
    plain = not negator and (word not in FUNCTION or word in IRREGULAR)
    return Token(word, stem(word) if plain else "", start, end, denied, negator, capital=capital)


def _reach(token: Token, rest: str) -> int:
    """Return how many of the words that follow are denied."""
    if token.negator:
        return 0 if re.match(r"\s+(?:only|just|least)\b", rest) else _SCOPE
    if token.stem in DENIALS:
        return _SCOPE_OF_DENIAL
    return _SCOPE if token.stem in REFUSALS and re.match(r"\s+to\b", rest) else 0
