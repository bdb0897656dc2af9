"""Codes and initials that stand for who wrote an article: `KT/RB`, `-02B-`, `a.v.`."""

import re
from collections.abc import Iterator
from typing import Final

from annotator.extract.page.boilerplate import author_code, leading_code
from annotator.extract.page.page_lines import ZONES
from annotator.extract.page.page_words import page_words
from annotator.extract.page.printed import bare
from annotator.extract.prose.segmentation import Stretch, paragraphs

AUTHOR_CODE: Final = "author code"
_CODE: Final = re.compile(
    r"(?P<slash>(?:[^\W\d_]{2,4}|(?:[A-Z]\.){2,3})/(?:[^\W\d_]{2,4}|(?:[A-Z]\.){2,3}))"
    r"(?:/[^\W\d_]{2,4})?|(?P<hyphen>[a-z]{2,3}-[a-z]{2,3}|[^\W\d_a-z]{1,3}-\d{1,3}"
    r"|[a-z]{2,3}[-/]\d{1,3})"
    r"|(?P<dots>(?:[A-Z]\.-?){2,4}|(?:[a-z]\.){2,3})|(?P<lower>[a-z]{2,4}\d?)|(?P<upper>[^\W\d_a-z]{2,3})"
)
_TOKEN: Final = re.compile(r"[^\s()\[\]|·•–—,;]+")
_EDGE: Final = re.compile(r"^[-–—/]+|(?<=\w)[-–—/:]+$|(?<=\w{3})\.$|/\d[\d./:-]{5,}$")
_TIME: Final = re.compile(r"\d[:.h]?\d\d(?: ?[ap]\.?m\.?)?\s+$", re.IGNORECASE)
_INITIALS: Final = re.compile(r"[^\W\d_a-z]\.(?:(?: [^\W\d_a-z]\.){1,3}|[^\W\d_a-z]{2,12})")
_HALF_DAY: Final = re.compile(r"[ap]\.?m\.?", re.IGNORECASE)
_SET_OFF: Final = re.compile(r"(?:^|[|·•–—(/]\s*)$")
_ENDS: Final = re.compile(r"(?:^|/)ends?$")
_DASHES: Final = "-–— "
_NO_CODES: Final = ZONES | {"by", "por", "par", "von", "door", "oleh", "with"}
_ABBREVIATED: Final = 4

Seen = tuple[Stretch, set[str]]
"""A name's place, and clues of how it stands there."""


def coded(text: str, line: Stretch) -> Iterator[Seen]:
    """Yield the codes and initials of a line."""
    whole = bare(text, line)
    if _INITIALS.fullmatch(text, *whole):
        yield whole, {"code", "code dots", "code alone", "code last"}
    tokens = list(_TOKEN.finditer(text, *line))
    for number, token in enumerate(tokens):
        start, end = token.span()
        if end - start > _ABBREVIATED and token.group().isalpha():
            continue
        edge = _EDGE.search(token.group())
        while edge:
            start, end = (
                (start + edge.end(), end) if edge.start() == 0 else (start, start + edge.start())
            )
            edge = _EDGE.search(text[start:end])
        code = _CODE.fullmatch(text, start, end)
        low = code.group().lower() if code is not None else ""
        if code is None or low in page_words().sections or low in _NO_CODES or _ENDS.search(low):
            continue
        if _HALF_DAY.fullmatch(code.group()) or (
            code["upper"] and _TIME.search(text, line.start, start)
        ):
            continue
        clues = {*_code_clues(text, line, Stretch(start, end))}
        clues.update({"code alone"} if len(tokens) == 1 else ())
        clues.add("code last" if number == len(tokens) - 1 else "code inside")
        if code["lower"] and clues.isdisjoint(["bracketed", "set off", "code alone"]):
            continue
        clues.update({"code", f"code {code.lastgroup}"})
        yield Stretch(start, end), clues


def _code_clues(text: str, line: Stretch, where: Stretch) -> Iterator[str]:
    if text[where.start - 1 : where.start] + text[where.end : where.end + 1] in {"()", "[]", "--"}:
        yield "bracketed"
    if _SET_OFF.search(text[line.start : where.start]):
        yield "set off"


def at_line_edges(text: str) -> Iterator[Seen]:
    """Yield the codes at the edges of an article's own lines, `-02B-`, `KT/RB` or `(mst)`."""
    for line in paragraphs(text):
        code = author_code(text, line) or leading_code(text, line)
        if code is not None and not _ENDS.search(code.text(text).lower().strip(_DASHES)):
            start, end = code
            while start < end and not text[start].isalnum():
                start += 1
            while end > start and not text[end - 1].isalnum():
                end -= 1
            yield Stretch(start, end), {AUTHOR_CODE}
