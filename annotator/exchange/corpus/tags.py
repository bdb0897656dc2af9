r"""Inline tags: `{c1 words}` and its kin out of a text, offsets counted in what remains.

`\{`, `\}` and `\\` stand for the characters themselves.
"""

import re
from typing import Final, NamedTuple

from annotator.domain.claim import ClaimKind
from annotator.domain.span import Span
from annotator.exchange.corpus.article import FIELDS
from annotator.exchange.corpus.faults import Faults

CONTENT: Final = "c"
SOURCE: Final = "s"
CUE: Final = "q"
BOILERPLATE: Final = "x"
NOBODY: Final = "none"

_TOKEN: Final = re.compile(r"\\[\\{}]|[{}\n]|[^\\{}\n]+|\\")
_HEAD: Final = re.compile(r"[^\s{}]*")
_REF: Final = r"\d+[a-z]?(?:\.\d)?"
_LINKED: Final = re.compile(
    rf"(?P<role>[csq])(?P<refs>{_REF}(?:,{_REF})*)(?P<stance>~)?(?P<cueless>!)?"
    r"(?:@(?P<speaker>[A-Za-z0-9_-]+))?(?:=(?P<kind>direct|indirect|mixed))?"
)
_PARTS: Final = re.compile(r"(\d+[a-z]?)(?:\.(\d))?")


class Ref(NamedTuple):
    """Which link a tag belongs to: `depth` 0 is the speaker's, 1 the outermost, 2 the next."""

    label: str
    depth: int


class Tag(NamedTuple):
    """A tagged stretch of the plain text.

    `number` counts tags as they open; `inside` are the numbers of those around it, outermost first.
    """

    number: int
    role: str
    refs: tuple[Ref, ...]
    stance: bool
    cueless: bool
    speaker: str | None
    kind: ClaimKind | None
    span: Span
    line: int
    inside: tuple[int, ...]


class _Open(NamedTuple):
    number: int
    head: str
    match: re.Match[str] | None
    start: int
    line: int


class Untagged(NamedTuple):
    """A text without its tags, and the tags in the order they open."""

    text: str
    tags: tuple[Tag, ...]

    def tag(self, number: int) -> Tag | None:
        """Return the tag of a number, or None if it could not be read."""
        return next((tag for tag in self.tags if tag.number == number), None)


def untagged(markup: str, first_line: int, faults: Faults) -> Untagged:
    """Take the tags out of a body of text; what cannot be read is noted and left out."""
    return _Scanner(markup, first_line, faults).run()


class _Scanner:
    """One pass over the markup, from left to right."""

    def __init__(self, markup: str, first_line: int, faults: Faults) -> None:
        self._markup = markup
        self._line = first_line
        self._faults = faults
        self._plain: list[str] = []
        self._length = 0
        self._open: list[_Open] = []
        self._opened = 0
        self._done: dict[int, Tag] = {}

    def run(self) -> Untagged:
        at = 0
        while at < len(self._markup):
            token = _TOKEN.match(self._markup, at)
            if token is None:
                break
            at = self._take(token.group(), token.end())
        self._give_up(self._open)
        text = "".join(self._plain)
        return Untagged(text, tuple(self._done[number] for number in sorted(self._done)))

    def _take(self, token: str, after: int) -> int:
        match token:
            case "{":
                return self._begin(after)
            case "}":
                self._end()
            case "\n":
                self._give_up([tag for tag in self._open if tag.head != BOILERPLATE])
                self._open = [tag for tag in self._open if tag.head == BOILERPLATE]
                self._line += 1
                self._add(token)
            case "\\":
                self._faults.add(self._line, r"a lone backslash; write \\ for the character")
            case _:
                self._add(token[1:] if token[0] == "\\" else token)
        return after

    def _add(self, words: str) -> None:
        self._plain.append(words)
        self._length += len(words)

    def _begin(self, at: int) -> int:
        head = _HEAD.match(self._markup, at)
        words = head.group() if head else ""
        match = _LINKED.fullmatch(words)
        if match is None and words not in {BOILERPLATE, *FIELDS}:
            self._faults.add(self._line, _unknown(words))
        self._open.append(_Open(self._opened, words, match, self._length, self._line))
        self._opened += 1
        after = at + len(words)
        if words == BOILERPLATE or self._markup[after : after + 1] == " ":
            return after + (self._markup[after : after + 1] == " ")
        self._faults.add(self._line, f"one blank must follow the tag's name in “{{{words}”")
        return after

    def _end(self) -> None:
        if not self._open:
            self._faults.add(self._line, r"a “}” that closes nothing; write \} for the character")
            return
        tag = self._open.pop()
        span = self._span(tag)
        if span is not None and (tag.match or tag.head in {BOILERPLATE, *FIELDS}):
            around = tuple(item.number for item in self._open)
            self._done[tag.number] = _tag(tag, span, around)

    def _span(self, tag: _Open) -> Span | None:
        words = "".join(self._plain)[tag.start :]
        inner = words.strip()
        if not inner:
            self._faults.add(tag.line, f"“{{{tag.head}}}” holds no words")
            return None
        if inner != words and tag.head != BOILERPLATE:
            self._faults.add(
                tag.line, f"blanks at the edge of “{{{tag.head} {words}}}”; move them out"
            )
        start = tag.start + words.index(inner)
        return Span(start=start, end=start + len(inner))

    def _give_up(self, tags: list[_Open]) -> None:
        for tag in tags:
            where = "in the file" if tag.head == BOILERPLATE else "in its paragraph"
            self._faults.add(tag.line, f"“{{{tag.head} …” is not closed {where}")


def _unknown(head: str) -> str:
    known = ", ".join(FIELDS)
    return (
        f"“{{{head}” is no tag; there are c, s, q with a number (c1, s1,2@key, q3~, s4.1), "
        rf"x, and the fields {known}; write \{{ for the character"
    )


def _tag(tag: _Open, span: Span, around: tuple[int, ...]) -> Tag:
    if tag.match is None:
        return Tag(tag.number, tag.head, (), False, False, None, None, span, tag.line, around)
    kind = tag.match["kind"]
    refs = tuple(Ref(label, int(depth or 0)) for label, depth in _PARTS.findall(tag.match["refs"]))
    return Tag(
        number=tag.number,
        role=tag.match["role"],
        refs=refs,
        stance=bool(tag.match["stance"]),
        cueless=bool(tag.match["cueless"]),
        speaker=tag.match["speaker"],
        kind=ClaimKind(kind) if kind else None,
        span=span,
        line=tag.line,
        inside=around,
    )
