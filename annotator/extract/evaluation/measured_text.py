"""A text as the metrics see it: tokens, what quotation marks enclose, spans as sets of tokens.

A token is a run of letters and digits with inner `-`, `.`, `&` or apostrophes, else one character.
The core of a span is its set of tokens without punctuation and marks at the edges, so that nobody
is punished for where quotation marks are put.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

Pair = Sequence[int]
Tokens = frozenset[int]

_TOKEN: Final = re.compile(r"\w+(?:[-.&’']\w+)*|[^\w\s]")
_PARAGRAPH: Final = re.compile(r"[^\n]+")
_DOUBLE: Final = re.compile("“|``|”|''|\"")
_OPENS: Final = frozenset({"“", "``"})
_NO_SINGLE: Final = r"[^‘’'\n]*"
_SINGLE: Final = re.compile(
    rf"(?:(?<=\s)|^)[‘'](?=\w)(?P<inner>{_NO_SINGLE}(?:(?<=\w)[’'](?=\w){_NO_SINGLE})*)[’'](?!\w)"
)
_FEWEST_IN_SINGLE: Final = 2
_ALMOST_ALL: Final = 0.95
_NAME_ENDS: Final = frozenset(
    {
        *("of", "who", "whose", "which", "that", "for", "in", "from", "at", "with", "on", "to"),
        *("by", "as", "about", "familiar"),
    }
)
_INSIDE_NAMES: Final = frozenset(".'’-&\"")


class Token(NamedTuple):
    """A token's place and words; `is_word` unless it is mere punctuation."""

    start: int
    end: int
    text: str
    is_word: bool


class MeasuredText:
    """One text, ready to turn spans into tokens."""

    def __init__(self, text: str) -> None:
        """Split the text into tokens and find its quotations."""
        self._text = text
        self._tokens = [
            Token(found.start(), found.end(), found.group(), bool(re.search(r"\w", found.group())))
            for found in _TOKEN.finditer(text)
        ]
        self._token_at = {
            offset: number
            for number, token in enumerate(self._tokens)
            for offset in range(token.start, token.end)
        }
        self._quoted = {
            offset for start, end in quoted_stretches(text) for offset in range(start, end)
        }

    def tokens(self, spans: Iterable[Pair]) -> Tokens:
        """Return the numbers of all tokens that the spans touch, edge punctuation included."""
        offsets = (offset for start, end in spans for offset in range(max(0, start), end))
        return frozenset(self._token_at[offset] for offset in offsets if offset in self._token_at)

    def core(self, spans: Iterable[Pair]) -> Tokens:
        """Return the tokens of the spans from the first word to the last one."""
        touched = self.tokens(spans)
        words = [number for number in touched if self._tokens[number].is_word]
        if not words:
            return frozenset()
        return frozenset(number for number in touched if min(words) <= number <= max(words))

    def head(self, core: Tokens) -> int | None:
        """Return the rough head of a noun phrase: its last word before a comma, bracket or “of”."""
        head: int | None = None
        last: int | None = None
        for number in sorted(core):
            token = self._tokens[number]
            ends = token.text.lower() in _NAME_ENDS or not (
                token.is_word or token.text in _INSIDE_NAMES
            )
            if head is not None and (ends or number - 1 != last):
                break
            if token.is_word:
                head = number
            last = number
        return head

    def kind(self, spans: Iterable[Pair]) -> str:
        """Return direct, mixed or indirect by the share of letters and digits in quotations."""
        letters = [
            offset
            for start, end in spans
            for offset in range(start, min(end, len(self._text)))
            if self._text[offset].isalnum()
        ]
        quoted = sum(offset in self._quoted for offset in letters)
        if not quoted:
            return "indirect"
        return "direct" if quoted >= _ALMOST_ALL * len(letters) else "mixed"


def quoted_stretches(text: str) -> list[tuple[int, int]]:
    """Return what stands in quotation marks, marks included; stretches may overlap.

    A double mark that is never closed quotes to the end of its paragraph. Single marks count where
    they enclose two words or more.
    """
    return [
        (part.start() + start, part.start() + end)
        for part in _PARAGRAPH.finditer(text)
        for start, end in (*_in_double(part.group()), *_in_single(part.group()))
    ]


def _in_double(paragraph: str) -> Iterator[tuple[int, int]]:
    opened: int | None = None
    for mark in _DOUBLE.finditer(paragraph):
        opens = mark.group() in _OPENS or (mark.group() == '"' and opened is None)
        if opens and opened is None:
            opened = mark.start()
        elif not opens and opened is not None:
            yield opened, mark.end()
            opened = None
    if opened is not None:
        yield opened, len(paragraph)


def _in_single(paragraph: str) -> Iterator[tuple[int, int]]:
    for found in _SINGLE.finditer(paragraph):
        if len(found["inner"].split()) >= _FEWEST_IN_SINGLE:
            yield found.span()
