"""What stands inside quotation marks, however the marks are mixed, nested or forgotten."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from annotator.domain.claim import ClaimKind
from annotator.extract.prose.segmentation import Stretch, trimmed

_MARK: Final = re.compile(  # a set first is sought quickly; no apostrophe between letters
    "[“”„‟«»\"‘’‚‹›'`](?!(?<=[^\\W_][’'])[^\\W_])(?:(?<=')'|(?<=`)`)?"
)
_NO_MARK: Final = "`"
_SINGLE_CLOSE: Final = re.compile(r"(?<!\s)[’'›](?![^\W_])")
_DOUBLE_OPEN: Final = frozenset("“„‟«") | {"``"}
_DOUBLE_CLOSE: Final = frozenset("”»") | {"''"}
_SINGLE_OPEN: Final = frozenset("‘‚‹")
_BEFORE_OPENING: Final = frozenset('([{—–-:/“„«‘"')
_ALMOST_ALL: Final = 0.95
MARKS: Final = frozenset("“”„‟«»\"‘’‚‹›'") | {"``", "''"}


class Quotation(NamedTuple):
    """A passage in quotation marks; the marks lie inside `start` to `end`.

    `inner` is what stands between the marks. `closed` is False where the closing mark is missing
    and the quotation ends with its paragraph. `depth` is 0 for the outermost.
    """

    start: int
    end: int
    inner: Stretch
    depth: int
    closed: bool


class _Open(NamedTuple):
    start: int
    end: int
    single: bool


def quotations(text: str, within: Stretch) -> list[Quotation]:
    """Return the quotations of one paragraph, nested ones included, by start then depth.

    A mark may be closed by one of another kind. Double marks count always, single ones only
    when they are closed and hold two words or more: others are apostrophes.
    """
    marks = [match for match in _MARK.finditer(text, *within) if match.group() != _NO_MARK]
    found: list[Quotation] = []
    stack: list[_Open] = []
    singles_end = _last_single_close(text, within, marks)
    for match in marks:
        role = _role(text, match, within, stack, singles_end)
        single = match.group() in {"‘", "’", "‚", "‹", "›", "'"}
        if role > 0:
            stack.append(_Open(match.start(), match.end(), single))
        elif role < 0:
            _close(text, match.span(), single, stack, found)
    _leave_open(text, within, stack, found)
    return sorted(found, key=lambda item: (item.start, item.depth))


def outermost(found: Iterable[Quotation]) -> list[Quotation]:
    """Return the quotations that stand in no other one, from left to right."""
    kept: list[Quotation] = []
    for item in found:
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


def _last_single_close(text: str, within: Stretch, marks: Sequence[re.Match[str]]) -> int:
    """Return where the last single mark stands that may close; -1 for none."""
    for mark in reversed(marks):
        for at in range(mark.end() - 1, max(mark.start(), within.start + 1) - 1, -1):
            if _SINGLE_CLOSE.match(text, at, within.end):
                return at
    return -1


def _is_letter(text: str, at: int, within: Stretch) -> bool:
    return within.start <= at < within.end and text[at].isalnum()


def _role(
    text: str, match: re.Match[str], within: Stretch, stack: Sequence[_Open], singles_end: int
) -> int:
    """Return 1 for a mark that opens, -1 for one that closes, 0 for an apostrophe."""
    mark = match.group()
    letter_before = _is_letter(text, match.start() - 1, within)
    letter_after = _is_letter(text, match.end(), within)
    before = text[match.start() - 1] if match.start() > within.start else " "
    opens_here = before.isspace() or before in _BEFORE_OPENING
    if mark in {"'", "’", "›"} or mark in _SINGLE_OPEN:
        return _single_role(
            mark, match, stack, singles_end, (letter_before, letter_after, opens_here)
        )
    is_open = any(not item.single for item in stack[-2:])
    if mark in _DOUBLE_OPEN:
        return -1 if is_open and not opens_here and not letter_after else 1
    if mark in _DOUBLE_CLOSE:
        return -1 if is_open or not (opens_here and letter_after) else 1
    nests = is_open and len(stack) == 1 and text[stack[-1].start] != mark
    return 1 if not is_open or (nests and opens_here and letter_after) else -1


def _single_role(
    mark: str,
    match: re.Match[str],
    stack: Sequence[_Open],
    singles_end: int,
    around: tuple[bool, bool, bool],
) -> int:
    letter_before, letter_after, opens_here = around
    is_open = bool(stack) and stack[-1].single
    if is_open and not letter_after and not opens_here and mark not in _SINGLE_OPEN:
        return -1
    opening = mark in _SINGLE_OPEN or (mark == "'" and not letter_before)
    if opening and opens_here and letter_after and match.start() < singles_end and not is_open:
        return 1
    return 0


def _close(
    text: str, mark: tuple[int, int], single: bool, stack: list[_Open], found: list[Quotation]
) -> None:
    while stack and stack[-1].single and not single:
        stack.pop()
    if not stack:
        return
    opened = stack.pop()
    inner = trimmed(text, opened.end, mark[0])
    if inner.end <= inner.start or (opened.single and " " not in text[inner.start : inner.end]):
        return
    found.append(Quotation(opened.start, mark[1], inner, len(stack), closed=True))


def _leave_open(text: str, within: Stretch, stack: list[_Open], found: list[Quotation]) -> None:
    for depth, opened in enumerate(stack):
        inner = trimmed(text, opened.end, within.end)
        if not opened.single and inner.end > inner.start:
            found.append(Quotation(opened.start, within.end, inner, depth, closed=False))
            return


class QuotedLetters:
    """Counts the letters and digits of a text, and those in quotation marks, in one pass."""

    def __init__(self, text: str, found: Iterable[Quotation]) -> None:
        """Take the outermost quotations of the whole text, from left to right."""
        self._text = text
        self._edges = [(item.start, item.end) for item in found]
        self._starts = [start for start, _ in self._edges]

    def holds(self, at: int) -> bool:
        """Tell whether the code point at `at` lies in a quotation, marks included."""
        index = bisect_right(self._starts, at) - 1
        return index >= 0 and at < self._edges[index][1]

    def kind(self, content: Sequence[Stretch]) -> ClaimKind:
        """Return direct from 95 % of letters and digits quoted, indirect for none, else mixed."""
        inside, outside = self._parted(content)
        if not any(map(str.isalnum, inside)):
            return ClaimKind.INDIRECT
        unquoted = _letters(outside)
        if not unquoted:
            return ClaimKind.DIRECT
        quoted = _letters(inside)
        almost_all = quoted >= _ALMOST_ALL * (quoted + unquoted)
        return ClaimKind.DIRECT if almost_all else ClaimKind.MIXED

    def _parted(self, content: Sequence[Stretch]) -> tuple[str, str]:
        """Return what stands in quotation marks, and what does not."""
        inside: list[str] = []
        outside: list[str] = []
        for piece in content:
            at = piece.start
            first = max(0, bisect_right(self._starts, at) - 1)
            for start, end in self._edges[first : bisect_left(self._starts, piece.end)]:
                opens, closes = max(start, at), min(end, piece.end)
                if closes > opens:
                    outside.append(self._text[at:opens])
                    inside.append(self._text[opens:closes])
                    at = closes
            outside.append(self._text[at : piece.end])
        return "".join(inside), "".join(outside)


def _letters(words: str) -> int:
    return sum(map(str.isalnum, words))
