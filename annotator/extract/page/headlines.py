"""Where the article begins under the head of a page, and which line is its headline."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from annotator.extract.page.choosing import chosen
from annotator.extract.page.datelines import DATELINES
from annotator.extract.page.page_lines import (
    BYLINE,
    CRUMB,
    DATE_LINE,
    FULL_DATE,
    GLUED_DATE,
    TIMED,
    is_dated,
)
from annotator.extract.page.page_words import (
    ends_sentence,
    is_caption,
    is_furniture,
    is_metadata,
    opens_as_junk,
)
from annotator.extract.page.title_clues import (
    LABEL_WORDS,
    NEAR,
    SHORT,
    SHORTENED,
    is_table,
    title_candidates,
)
from annotator.extract.prose.segmentation import Stretch

_TEXTS: Final = 2
_HEAD: Final = 20
PROSE: Final = 120
_SENTENCE_WORDS: Final = 6
_HEADLINE_WORDS: Final = 5
_CAPTION_LENGTH: Final = 120


class Head(NamedTuple):
    """The lines above an article that are no part of it, and the index of its first line.

    `title` is the headline, a line or the end of one in `above`; None where there is none.
    """

    above: tuple[Stretch, ...]
    start: int
    title: Stretch | None


def headline(text: str, lines: Sequence[Stretch]) -> Head:
    """Return what stands above the article."""
    return _headline(text, tuple(lines))


@lru_cache(_TEXTS)
def _headline(text: str, lines: tuple[Stretch, ...]) -> Head:
    start = first_prose(text, lines)
    above = lines[:start]
    title = _title(text, lines, start)
    kept = {title} if title is not None else set()
    kept.update(line for line in above if _is_dateline(text, line))
    return Head(tuple(line for line in above if line not in kept), start, title)


def first_prose(text: str, lines: Sequence[Stretch]) -> int:
    """Return the index of the first line that reads as a sentence of an article."""
    if _is_caption_over_headline(text, lines):
        return next(
            (at for at in range(2, len(lines)) if _is_prose(lines[at].text(text))), len(lines)
        )
    for at, line in enumerate(lines[:_HEAD]):
        prose = _is_prose(line.text(text)) or _is_broken(text, lines[at : at + 2])
        if prose or (at > 1 and _opens_below(lines[at - 1].text(text), line.text(text))):
            return at if at == 0 else _behind_byline(text, lines, at)
    return 1 if lines else 0


def _behind_byline(text: str, lines: Sequence[Stretch], at: int) -> int:
    """Return `at`, or the first sentence behind a byline or date that closely follows it."""
    signed = False
    for number, line in enumerate(lines[at + 1 : at + 2 + NEAR], start=at + 1):
        words = line.text(text)
        if _is_prose(words):
            return number if signed else at
        signs = BYLINE.fullmatch(words) is not None or is_dated(words)
        signed = signed or (signs and not ends_sentence(words))
    return at


def _opens_below(above: str, words: str) -> bool:
    """Tell whether a sentence stands under a byline or date, whatever it says of days and sites."""
    signed = BYLINE.fullmatch(above) or DATE_LINE.fullmatch(above)
    dated = FULL_DATE.match(words)
    other = opens_as_junk(words) or CRUMB.search(words) or is_caption(words) or is_furniture(words)
    return bool(signed) and _is_stopped(words) and not (dated or other)


def _is_prose(words: str) -> bool:
    if TIMED.match(words) and len(words) > _CAPTION_LENGTH:
        return True
    if is_furniture(words) or BYLINE.fullmatch(words):
        return False
    if is_table(words) or words.startswith("•"):
        return False
    if len(words) >= PROSE:
        return ends_sentence(words) or len(words) > SHORT
    led = GLUED_DATE.match(words) or any(pattern.match(words) for pattern in DATELINES)
    return _is_stopped(words) and bool(led or not (is_metadata(words) or opens_as_junk(words)))


def _is_stopped(words: str) -> bool:
    """Tell whether a line has a sentence's full stop, and not `U.S.`'s, and number of words."""
    stops = ends_sentence(words) and not words.endswith(("?", "!"))
    stops = stops and not SHORTENED.search(words)
    return stops and len(words.split()) >= _SENTENCE_WORDS


def _is_broken(text: str, lines: Sequence[Stretch]) -> bool:
    """Tell whether a long line goes on in the next, broken off in the middle of its sentence."""
    return (
        len(lines) > 1 and lines[0].end - lines[0].start >= PROSE and text[lines[1].start].islower()
    )


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
        and len(second) <= SHORT
        and not ends_sentence(second)
        and not second.endswith((":", ",", ")", "”", '"'))
        and not is_metadata(second)
        and len(second.split()) >= _HEADLINE_WORDS
    )


def _title(text: str, lines: Sequence[Stretch], start: int) -> Stretch | None:
    """Return what reads most like a headline: a line, or the end of a path to the article.

    A line that stands alone above the article needs no more than not to be furniture.
    """
    best = chosen("title", title_candidates(text, lines, start))
    if best is not None:
        above = [line for line in reversed(lines[:start]) if len(line.text(text)) <= SHORT]
        longer = (line for line in above if _goes_on(best.value, line.text(text)))
        alike = (*longer, *(line for line in above if line.text(text) == best.value))
        return next(iter(alike), best.where)
    alone = lines[0].text(text) if start == 1 else ""
    told = len(alone.split()) < LABEL_WORDS or ends_sentence(alone) or is_metadata(alone)
    return None if told or is_furniture(alone) else lines[0]


def _goes_on(title: str, line: str) -> bool:
    """Tell whether a line is a headline that another cuts short, rather than that and an outlet."""
    rest = line[len(title) :].lstrip(" ")
    cut = line.startswith(f"{title} ") and rest[:1].islower()
    return cut and not (is_metadata(line) or ends_sentence(line))
