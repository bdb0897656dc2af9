"""The names that stand in the lines above and below an article, cut at what separates them."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from annotator.extract.page.page_words import page_words
from annotator.extract.prose.segmentation import Stretch, trimmed

_CUT: Final = re.compile(
    r"(?=[\s\d|»›❯▸▶•·—/<>‹:;©(,.])(?:"  # what any of them begins with
    r"\s*(?:[|»›❯▸▶•·—/<>‹]|::|//|©|\(c\)|\d[\d./:-]{3,}\d)\s*|\s+[–-]+\s+|\s{2,}"
    r"|\s+reporting for\s+|(?<=\w)\s+(?=at [A-Z]\w+ [A-Z]|in [A-Z]\w+$)|(?<=\w)[,:;]\s+"
    r"|(?<=[^.\W][^.\W][^.\W])(?<!\bMgr)(?<!\bRev)(?<!\bProf)(?<!\bEngr)(?<!\bCapt)\.\s+)"
)
_EDGES: Final = " \t,.;:@#([{)]}“”\"'’‘*–—-"
_CAP: Final = r"[^\W\d_a-z][\w’'‘.-]*"
_ENGLISH: Final = r"(?:by|on|at|in|to|is|or|as|are|was|has|it|its|not|we|you|be|no|all)\b"
_LINK: Final = rf"&|[a-z]{{1,5}}[’'][^\W\d_]\w+|della|(?!{_ENGLISH})[a-z]{{1,3}}"
_STOPPED: Final = r"[^\W\d_a-z](?:[\w’'‘-]|\.(?=\w))*(?:(?<=\b\w)\.|(?<=\b\w\w)\.)?"
NAME: Final = re.compile(rf"{_CAP}(?:\s(?:{_LINK}|{_CAP})){{0,9}}(?: \d{{1,2}})?")
RUN: Final = re.compile(rf"{_STOPPED}(?: (?:(?:{_LINK}) ){{0,2}}{_STOPPED}){{0,7}}")
PERSON: Final = re.compile(
    rf"{_CAP}"
    rf"(?:\s(?:{_CAP}|(?:al|el)-\w+"
    r"|(?:del?|d[aiu]|das|dos|la|[ae]l|van|von|bin|ibn|bint|der|den|te[nr]|zu|af)(?!\w))){1,4}"
)
_ABBREVIATED: Final = 4
_LONGEST: Final = 200
_KEPT: Final = 64


class Piece(NamedTuple):
    """What stands between two separators of a line: the `number`th of `of`, from 0."""

    where: Stretch
    number: int
    of: int


@lru_cache(maxsize=_KEPT)
def pieces(text: str, line: Stretch) -> tuple[Piece, ...]:
    """Return what stands between the separators of a line, without marks at its edges."""
    parts: list[Stretch] = []
    start = line.start
    for match in _CUT.finditer(text, *line):
        parts.append(bare(text, Stretch(start, match.start())))
        start = match.end()
    parts.append(bare(text, Stretch(start, line.end)))
    parts = [part for part in parts if part.end > part.start]
    return tuple(Piece(part, number, len(parts)) for number, part in enumerate(parts))


def runs(text: str, line: Stretch) -> Iterator[Stretch]:
    """Yield the longest runs of capitalised words of the first 200 characters of a line."""
    for match in RUN.finditer(text, line.start, min(line.end, line.start + _LONGEST)):
        yield bare(text, Stretch(*match.span()))


def bare(text: str, piece: Stretch) -> Stretch:
    """Return a piece without marks at its edges; the full stop of an initial stays."""
    words = text[piece.start : piece.end].rstrip()
    own = words.lstrip(_EDGES)
    if own and own[-1] not in _EDGES and not own[0].isspace() and not words[0].isspace():
        return Stretch(piece.start + len(words) - len(own), piece.start + len(words))
    start, end = trimmed(text, *piece)
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        word = text[start:end].rsplit(maxsplit=1)[-1]
        if text[end - 1] == "." and len(word) < _ABBREVIATED and word[0].isalpha():
            break
        end -= 1
    return trimmed(text, start, end)


def is_printed(name: str) -> bool:
    """Tell whether a name is an outlet's or a department's rather than a person's."""
    lows = name.lower().rstrip(".").split()
    known = page_words()
    return name.lower() in known.sections or any(
        low in known.outlets or low in known.sections for low in lows
    )


def folded(name: str) -> str:
    """Return a name as two of them are compared: in one case, without blanks and `the`."""
    return " ".join(name.casefold().split()).removeprefix("the ")


def within(lines: Sequence[Stretch], where: Stretch) -> int:
    """Return the index of the line that a stretch begins in, -1 where it is in none."""
    return next((at for at, line in enumerate(lines) if line.start <= where.start < line.end), -1)
