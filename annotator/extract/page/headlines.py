"""Where the article begins under the head of a page, and which line is its headline."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from annotator.extract.page.datelines import DATELINES
from annotator.extract.page.page_lines import BYLINE, CRUMB, FULL_DATE, GLUED_DATE, SLUG, TIMED
from annotator.extract.page.page_words import (
    ends_sentence,
    is_furniture,
    is_metadata,
    opens_as_junk,
    page_words,
)
from annotator.extract.prose.segmentation import Stretch
from annotator.extract.prose.vocabulary import vocabulary

_HEAD: Final = 12
_PROSE: Final = 120
_SENTENCE_WORDS: Final = 6
_HEADLINE_WORDS: Final = 5
_CAPTION_LENGTH: Final = 120
_SHORT: Final = 200
_WORD: Final = re.compile(r"[^\W\d_][\w’'-]*")
_LEAST: Final = 1.0
_LABEL_WORDS: Final = 3


class Head(NamedTuple):
    """The lines above an article that are no part of it, and the index of its first line.

    The headline, where there is one, is the first line at or behind `start` minus one that is not
    in `above`.
    """

    above: tuple[Stretch, ...]
    start: int


def headline(text: str, lines: Sequence[Stretch]) -> Head:
    """Return what stands above the article."""
    start = _first_prose(text, lines)
    above = list(lines[:start])
    title = _title(text, above)
    kept = {title} if title is not None else set()
    kept.update(line for line in above if _is_dateline(text, line))
    return Head(tuple(line for line in above if line not in kept), start)


def _first_prose(text: str, lines: Sequence[Stretch]) -> int:
    """Return the index of the first line that reads as a sentence of an article."""
    if _is_caption_over_headline(text, lines):
        return next(
            (at for at in range(2, len(lines)) if _is_prose(lines[at].text(text))), len(lines)
        )
    for at, line in enumerate(lines[:_HEAD]):
        if _is_prose(line.text(text)):
            return at
    return 1 if lines else 0


def _is_prose(words: str) -> bool:
    if TIMED.match(words) and len(words) > _CAPTION_LENGTH:
        return True
    if is_furniture(words) or BYLINE.fullmatch(words):
        return False
    if len(words) >= _PROSE:
        return ends_sentence(words) or len(words) > _SHORT
    stops = ends_sentence(words) and not words.endswith(("?", "!"))
    if not stops or len(words.split()) < _SENTENCE_WORDS:
        return False
    led = GLUED_DATE.match(words) or any(pattern.match(words) for pattern in DATELINES)
    return bool(led) or not (is_metadata(words) or opens_as_junk(words))


def _is_dateline(text: str, line: Stretch) -> bool:
    words = line.text(text)
    return ends_sentence(words) and any(
        (match := pattern.match(words)) and match.end() >= len(words) for pattern in DATELINES
    )


def _is_caption_over_headline(text: str, lines: Sequence[Stretch]) -> bool:
    """Tell whether a short sentence stands first, and a line that reads as a headline second."""
    if len(lines) <= _HEADLINE_WORDS:
        return False
    first, second = (line.text(text) for line in lines[:2])
    return (
        len(first) <= _CAPTION_LENGTH
        and first.endswith(".")
        and len(second) <= _SHORT
        and not ends_sentence(second)
        and not second.endswith((":", ",", ")", "”", '"'))
        and not is_metadata(second)
        and len(second.split()) >= _HEADLINE_WORDS
    )


def _title(text: str, above: Sequence[Stretch]) -> Stretch | None:
    """Return the line that reads most like a headline; of equal copies the last."""
    best: Stretch | None = None
    highest = _LEAST
    for line in above:
        words = line.text(text)
        others = [other.text(text) for other in above if other != line]
        found = _likeness_to_headline(words, others)
        same = best is not None and best.text(text) == words
        if found > highest or (same and line.start == _behind(best, text)):
            best, highest = line, max(found, highest)
    return best


def _behind(best: Stretch | None, text: str) -> int:
    """Return where the line behind a line begins."""
    if best is None:
        return 0
    at = best.end
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _likeness_to_headline(words: str, others: Sequence[str]) -> float:
    if is_furniture(words) or BYLINE.fullmatch(words) or len(words) > _SHORT:
        return 0.0
    found = _WORD.findall(words)
    small = vocabulary().prepositions | vocabulary().determiners | {"and"}
    lower = sum(word[0].islower() and word not in small for word in found)
    total: float = 0.5 * min(len(found), 6) + min(lower, 4)
    total += 3.0 * any(len(found) > _LABEL_WORDS and words in other for other in others)
    total -= 3.0 * bool(CRUMB.search(words)) + 3.0 * bool(FULL_DATE.search(words))
    total -= 2.0 * (ends_sentence(words) and words.endswith("."))
    total -= 4.0 * opens_as_junk(words) + 3.0 * bool(SLUG.match(words) or "©" in words)
    total -= 3.0 * (words.casefold() in page_words().sections)
    return total
