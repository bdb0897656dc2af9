"""Places that the lines above and below an article name: `Ann Lee in Halvik`, captions, results."""

import re
from collections.abc import Iterator
from typing import Final

from annotator.extract.page.page_lines import is_dated
from annotator.extract.page.page_words import is_caption
from annotator.extract.page.place_names import CAP, is_time, names_of_line
from annotator.extract.page.place_standing import FIRM, standing
from annotator.extract.page.printed import is_printed, pieces
from annotator.extract.prose.segmentation import Stretch

_PLACE: Final = rf"(?P<place>{CAP}(?: {CAP}){{0,2}})"
_IN: Final = re.compile(rf"(?:\bin |, ){_PLACE}(?=\s*(?:$|[|·—–/]))")
_DIED: Final = re.compile(rf"\bdied (?:in |at )?{_PLACE}(?=,? \d| on |, |$)")
_CROWD: Final = re.compile(rf"{_PLACE}[,:] (?:[a-z]+ )?\d[\d,. ]* (?:spectators|fans|people)\b")
_ALONE: Final = re.compile(rf"(?!By ){_PLACE}")
_SHORT: Final = 4


def places_beside(text: str, line: Stretch) -> Iterator[tuple[Stretch, set[str]]]:
    """Yield the names that stand as places in a line around an article, with their clues."""
    crowd = _CROWD.match(text, *line)
    for match in (*_IN.finditer(text, *line), *_DIED.finditer(text, *line), crowd):
        if match is not None and _is_name(match["place"]):
            yield Stretch(*match.span("place")), {"around"}
    words = line.text(text)
    if is_caption(words):
        for name in names_of_line(text, line):
            if standing(text, line, name).firm == FIRM:
                yield name.where, {"around"}
    if is_dated(words):
        for piece in pieces(text, line):
            alone = piece.where.text(text)
            short = alone.isupper() and len(alone) <= _SHORT
            if _ALONE.fullmatch(alone) and not short and _is_name(alone):
                yield piece.where, {"around", "by date"}


def _is_name(name: str) -> bool:
    return not (is_printed(name) or is_time(name.lower()))
