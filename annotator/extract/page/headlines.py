"""Where the article begins under the head of a page, and which line is its headline."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from annotator.extract.page.choosing import Candidate, bucket, chosen
from annotator.extract.page.datelines import DATELINES
from annotator.extract.page.page_lines import (
    BYLINE,
    CRUMB,
    GLUED_DATE,
    PICTURE,
    SLUG,
    TIMED,
    is_dated,
)
from annotator.extract.page.page_words import (
    ends_sentence,
    is_furniture,
    is_metadata,
    opens_as_junk,
    page_words,
)
from annotator.extract.prose.segmentation import Stretch, trimmed
from annotator.extract.prose.vocabulary import vocabulary

_HEAD: Final = 12
_PROSE: Final = 120
_SENTENCE_WORDS: Final = 6
_HEADLINE_WORDS: Final = 5
_CAPTION_LENGTH: Final = 120
_SHORT: Final = 200
_WORD: Final = re.compile(r"[^\W\d_][\w’'-]*")
_NUMBER: Final = re.compile(r"\d+")
_LABEL_WORDS: Final = 3
_CONTENT: Final = 4
_SCORES: Final = 3


class Head(NamedTuple):
    """The lines above an article that are no part of it, and the index of its first line.

    `title` is the headline, a line or the end of one in `above`; None where there is none.
    """

    above: tuple[Stretch, ...]
    start: int
    title: Stretch | None


def headline(text: str, lines: Sequence[Stretch]) -> Head:
    """Return what stands above the article."""
    start = first_prose(text, lines)
    above = list(lines[:start])
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


def _title(text: str, lines: Sequence[Stretch], start: int) -> Stretch | None:
    """Return what reads most like a headline: a line, or the end of a path to the article.

    A line that stands alone above the article needs no more than not to be furniture.
    """
    best = chosen("title", title_candidates(text, lines, start))
    if best is not None:
        return best.where
    alone = lines[0].text(text) if start == 1 else ""
    told = len(alone.split()) < _LABEL_WORDS or ends_sentence(alone) or is_metadata(alone)
    return None if told or is_furniture(alone) else lines[0]


def title_candidates(text: str, lines: Sequence[Stretch], start: int) -> list[Candidate]:
    """Return the lines above the article's first sentence, and the ends of paths among them."""
    if not start:
        return []
    above = [line.text(text) for line in lines[:start]]
    below = text[lines[start].start :].lower() if start < len(lines) else ""
    shown = [(at, line) for at, line in enumerate(lines[:start]) if len(above[at]) <= _SHORT]
    ends = [(at, _path_end(text, line)) for at, line in shown if CRUMB.search(above[at])]
    found = []
    for at, where in (*shown, *ends):
        words = where.text(text)
        if words:
            clues = {*_form(words), *_standing(above, at), *_echo(words, above, at, below)}
            found.append(Candidate(words, where, frozenset(clues)))
    return found


def _path_end(text: str, line: Stretch) -> Stretch:
    """Return what stands behind the last separator of a path, empty where that is but a label."""
    start = max(match.end() for match in CRUMB.finditer(text, *line))
    end = trimmed(text, start, line.end)
    return end if len(_WORD.findall(end.text(text))) > _LABEL_WORDS else Stretch(start, start)


def _form(words: str) -> Iterator[str]:
    """Yield clues of how a line is written."""
    found = _WORD.findall(words)
    small = vocabulary().prepositions | vocabulary().determiners | {"and"}
    lower = sum(word[0].islower() and word not in small for word in found)
    yield "line"
    yield bucket("words", len(found), 2, 3, 4, 6, 9)
    yield bucket("lower", lower, 1, 2, 4)
    yield from _shape(words)
    if words.isupper():
        yield "shouted"
    if words.rstrip("”’»\"'").endswith(("?", "!")):
        yield "asks"
    elif words.endswith((".", ":", ",", ";")):
        yield "stops"
    if words[0] in "([{*•#▶" or (not words.isascii() and PICTURE.match(words)):
        yield "bracketed"


def _shape(words: str) -> Iterator[str]:
    checks = (
        ("path", bool(CRUMB.search(words))),
        ("barred", " | " in words),
        ("dated", is_dated(words)),
        ("signed", bool(BYLINE.fullmatch(words))),
        ("furniture", is_furniture(words)),
        ("opens as junk", opens_as_junk(words)),
        ("metadata", is_metadata(words)),
        ("slug", bool(SLUG.match(words))),
        ("marked", "©" in words or "@" in words),
        ("section", words.casefold() in page_words().sections),
        ("scores", len(_NUMBER.findall(words)) >= _SCORES),
        ("dashed", " – " in words or " — " in words),
    )
    yield from (name for name, holds in checks if holds)


def _standing(above: Sequence[str], at: int) -> Iterator[str]:
    """Yield clues of where a line stands among those above the article."""
    yield "first" if at == 0 else bucket("from top", at, 1, 2, 3)
    yield bucket("from prose", len(above) - at, 1, 2, 3, 4)
    if at and BYLINE.fullmatch(above[at - 1]):
        yield "behind byline"
    follows = above[at + 1] if at + 1 < len(above) else ""
    if BYLINE.match(follows):
        yield "before byline"
    if is_dated(follows):
        yield "before date"


def _echo(words: str, above: Sequence[str], at: int, below: str) -> Iterator[str]:
    """Yield clues of what of a line is said again, above or in the article."""
    others = [*above[:at], *above[at + 1 :]]
    long = len(_WORD.findall(words)) > _LABEL_WORDS
    if long and any(words in other for other in others):
        yield "copied"
    if any(len(_WORD.findall(other)) > _LABEL_WORDS and other in words for other in others):
        yield "copies" if words not in others else "twin"
    own = {word for word in _WORD.findall(words.lower()) if len(word) >= _CONTENT}
    said = sum([_stands_in(below, word) for word in own])
    yield bucket("echo", 10 * said // max(len(own), 1), 2, 4, 6, 8)


def _stands_in(text: str, word: str) -> bool:
    """Tell whether a word stands in a text by itself; words between blanks are looked at alone."""
    at = text.find(word)
    while at >= 0:
        lead = text[:at]
        inside = bool(lead) and not lead[-1].isspace()
        start = at - len(lead.rsplit(maxsplit=1)[-1]) if inside else at
        piece = text[start:].split(maxsplit=1)[0]
        if word in _WORD.findall(piece):
            return True
        at = text.find(word, start + len(piece))
    return False
