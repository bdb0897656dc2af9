"""Paragraphs, sentences and words of a text, all in code points."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, NamedTuple

_PARAGRAPH: Final = re.compile(r"[^\n]+")
_WORD: Final = re.compile(  # what is commonest comes first
    r"[a-z]\w*(?:[-’'&/.]\w+)*|[^\w\s`']|\d{1,3}(?:,\d{3})+(?!\w)"
    r"|(?:[A-Z]\.){1,6}(?!\w)"
    r"|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Maj|Sgt|St|Jr|Sr|Prof|Rev|Hon|Amb)\.(?=\s)"
    r"|\w+(?:[-’'&/.]\w+)*|``|''|[`']"
)
_BLANK_BEFORE_STOP: Final = re.compile(r"[^\S\x00-\x7f](?=\.)")  # the splitter may crash at one
_TEXTS: Final = 2
_PIECES: Final = 12_000
_FORMS: Final = 4_096
_PREFIXES: Final = (
    *("al-", "el-", "an-", "as-", "ad-", "ar-", "az-", "ash-"),
    *("d'", "l'", "o'", "ng'"),
)
_LONGEST: Final = 2_000
_TITLE: Final = len("Prof")
_MARKS: Final = '.,;:!?“”"‘’()[]–—'
_STOPPED: Final = ("r.", "s.", "n.", "p.", "v.", "t.", "l.", "j.", "f.", "b.")
_Shape = tuple[int, int, str, str, bool, bool, bool]
_Shapes = tuple[_Shape, ...]  # no list: tuples of what is in no cycle are not looked through
_PIECE: Final = 8_000
_unset: Final = object.__new__


class Stretch(NamedTuple):
    """A half-open range of code points; lighter than a Span, and may be empty."""

    start: int
    end: int

    def text(self, whole: str) -> str:
        """Return the words of the range in the `whole` text."""
        return whole[self.start : self.end]


@dataclass(slots=True)
class Word:
    """A word or a punctuation mark.

    `low` is its form in lower case, with straight apostrophes. `is_name` tells whether it starts
    with a capital letter, `is_word` whether it is more than punctuation, `in_name` whether it may
    be part of a name: a capital letter at its start, or behind `al-` and `d'`.

    Nothing alters one. It is not frozen, since there are many and a frozen one is slow to make.
    """

    start: int
    end: int
    text: str
    low: str
    is_name: bool
    is_word: bool
    in_name: bool


def trimmed(text: str, start: int, end: int) -> Stretch:
    """Return the range without blanks at its edges; empty if nothing else is in it."""
    piece = text[start:end]
    behind = piece.lstrip()
    first = start + len(piece) - len(behind)
    return Stretch(first, first + len(behind.rstrip()))


def in_order(found: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Return the ranges from left to right, empty ones left out, those that overlap joined."""
    kept: list[Stretch] = []
    for item in sorted(found):
        if item.end <= item.start:
            continue
        if kept and item.start < kept[-1].end:
            kept[-1] = Stretch(kept[-1].start, max(kept[-1].end, item.end))
        else:
            kept.append(item)
    return tuple(kept)


def paragraphs(text: str) -> list[Stretch]:
    """Return the lines that are not blank, without blanks at their edges."""
    return list(_paragraphs(text))


@lru_cache(_TEXTS)
def _paragraphs(text: str) -> tuple[Stretch, ...]:
    found = (trimmed(text, *match.span()) for match in _PARAGRAPH.finditer(text))
    return tuple([stretch for stretch in found if stretch.end > stretch.start])


def sentences(text: str, within: Stretch) -> list[Stretch]:
    """Return the sentences of one paragraph, without blanks at their edges.

    The splitter is quadratic in a paragraph's open quotations, so a paragraph of more than
    8,000 characters goes to it in pieces.
    """
    found: list[Stretch] = []
    start = within.start
    while start < within.end:
        end = within.end
        if end - start > _PIECE:
            end = _cut(text, start)
        found += _sentences(text, start, end)
        start = end
    return found


def _cut(text: str, start: int) -> int:
    """Return where a piece that begins at `start` may end: behind a full stop, else a blank."""
    for mark in (". ", " "):
        at = text.rfind(mark, start, start + _PIECE)
        if at > start:
            return at + len(mark)
    return start + _PIECE


def _sentences(text: str, start: int, end: int) -> list[Stretch]:
    """Return the sentences between two offsets; what the splitter returns leaves no letter out."""
    found: list[Stretch] = []
    read = text[start:end]
    if not read.isascii():
        read = _BLANK_BEFORE_STOP.sub(" ", read)
    for piece in _splitter()("en", read):
        stretch = trimmed(text, start, start + len(piece))
        if stretch.end > stretch.start:
            found.append(stretch)
        start += len(piece)
    return found


@cache
def _splitter() -> Callable[[str, str], Sequence[str]]:
    from sentencex import segment  # noqa: PLC0415 - compiled, not at start

    split: Callable[[str, str], Sequence[str]] = segment
    return split


def words(text: str, within: Stretch) -> list[Word]:
    """Return the words and marks of a range in order, the first 2,000 at most."""
    pieces = text[within.start : within.end].split(" ")
    read = [*map(_BEFORE_BLANK.__getitem__, pieces)]
    if pieces[-1].endswith(_STOPPED):
        read[-1] = _shapes(pieces[-1])
    found: list[Word] = []
    add = found.append
    at = within.start
    for piece, shapes in zip(pieces, read, strict=True):
        for shape in shapes:
            word = _unset(Word)  # a call that sets them takes twice as long
            start, end, word.text, word.low, word.is_name, word.is_word, word.in_name = shape
            word.start = at + start
            word.end = at + end
            add(word)
        at += len(piece) + 1
    del found[_LONGEST:]
    return found


class _BeforeBlank(dict[str, _Shapes]):
    """The words of pieces as read before a blank; quicker than a cache that keeps an order."""

    def __missing__(self, piece: str) -> _Shapes:
        if len(self) >= _PIECES:
            self.clear()
        found = self[piece] = _shapes(piece, " ")
        return found


_BEFORE_BLANK: Final = _BeforeBlank()


def _shapes(form: str, behind: str = "") -> _Shapes:
    """Return what words there are, by their places in a piece; none reaches over a blank."""
    word = form.strip(_MARKS)
    if word.isascii() and word.isalpha() and (len(word) > _TITLE or "." not in form):
        start = form.index(word)
        end = start + len(word)
        is_name = word[0].isupper()
        found = (start, end, word, word.lower(), is_name, True, is_name)
        if len(word) == len(form):
            return (found,)
        return (*_marks(form, 0, start), found, *_marks(form, end, len(form)))
    found_in = _WORD.finditer(form + behind)
    return tuple([match.span() + _shape(match.group()) for match in found_in])


def _marks(form: str, first: int, end: int) -> list[_Shape]:
    return [(at, at + 1, *_shape(form[at])) for at in range(first, end)]


@lru_cache(_FORMS)
def _shape(form: str) -> tuple[str, str, bool, bool, bool]:
    """Return what a word is wherever it stands: all but its place."""
    low = form.lower().replace("’", "'")
    is_name = form[0].isupper()
    in_name = is_name or (low.startswith(_PREFIXES) and any(map(str.isupper, form)))
    return form, low, is_name, form[0].isalnum(), in_name
