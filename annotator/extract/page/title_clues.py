"""Which lines above an article may be its headline, and what tells that."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Final

from annotator.extract.page.choosing import Candidate, bucket
from annotator.extract.page.page_lines import (
    BYLINE,
    CRUMB,
    MENU,
    PICTURE,
    SLUG,
    is_dated,
)
from annotator.extract.page.page_words import (
    is_caption,
    is_furniture,
    is_metadata,
    opens_as_junk,
    page_words,
)
from annotator.extract.prose.segmentation import Stretch, trimmed
from annotator.extract.prose.vocabulary import vocabulary

SHORT: Final = 200
_WORD: Final = re.compile(r"[^\W\d_][\w’'-]*")
_KEPT: Final = 64
_NUMBER: Final = re.compile(r"\d+")
LABEL_WORDS: Final = 3
_CONTENT: Final = 4
_SENTENCES: Final = re.compile(r"[^\W\d_]{3}[.?!] [^\W\d_a-z]\w")
_ADVERT: Final = re.compile(r"\b(?:app|download|newsletter|subscribe)\b", re.IGNORECASE)
SHORTENED: Final = re.compile(r"\b(?:(?:[A-Z]\.){2,}|[ap]\.m\.)$")
_SCORES: Final = 3
_TABLE: Final = 4
_RESULTS: Final = 6
_BODY: Final = 7
_MASTHEAD: Final = re.compile(r"\s+[|–—-]\s+(?=[^|–—-]*$)")
NEAR: Final = 3


def is_table(words: str) -> bool:
    """Tell whether a line has so many numbers that it gives results rather than a sentence."""
    numbers = len(_NUMBER.findall(words))
    return numbers >= _RESULTS and numbers * _TABLE >= len(words.split())


def title_candidates(text: str, lines: Sequence[Stretch], start: int) -> list[Candidate]:
    """Return the lines above the article's first sentence, and the ends of paths among them."""
    if not start:
        return []
    above = [line.text(text) for line in lines[:start]]
    below = text[lines[start].start :].lower() if start < len(lines) else ""
    shown = [(at, line) for at, line in enumerate(lines[:start]) if len(above[at]) <= SHORT]
    ends = [(at, _path_end(text, line)) for at, line in shown if CRUMB.search(above[at])]
    cut = _without_masthead(text, lines[0])
    heads = [(0, cut)] if shown and cut.end > cut.start else []
    found = []
    like = [_could_be(words) for words in above]
    for at, where in (*shown, *ends, *heads):
        words = where.text(text)
        if words:
            clues = {*_form(words), *_standing(above, at), *_echo(words, above, at, below)}
            clues.update(["part"] if where != lines[at] else [])
            clues.update(["has part"] if (at, where) == (0, lines[0]) and heads else [])
            clues.update([bucket("turn", sum(like[:at]), 1, 2)] if like[at] else ["no turn"])
            found.append(Candidate(words, where, frozenset(clues)))
    return found


def _path_end(text: str, line: Stretch) -> Stretch:
    """Return what stands behind the last separator of a path, empty where that is but a label."""
    start = max(match.end() for match in CRUMB.finditer(text, *line))
    end = trimmed(text, start, line.end)
    return end if len(_WORD.findall(end.text(text))) > LABEL_WORDS else Stretch(start, start)


def _without_masthead(text: str, line: Stretch) -> Stretch:
    """Return what stands before the last bar or dash of a line, empty where that is but a label."""
    cut = _MASTHEAD.search(text, *line)
    head = Stretch(line.start, cut.start() if cut else line.start)
    return head if len(_WORD.findall(head.text(text))) > LABEL_WORDS else Stretch(*[line.start] * 2)


def _names_body(words: str) -> bool:
    """Tell whether a line is the name of an outlet, a ministry or the like."""
    found = _WORD.findall(words)
    if len(found) > _BODY:
        return False
    written = [word for word in found if word not in _small()]
    named = not any(word[0].islower() for word in written)
    return named and any(word.lower() in _heads() for word in (*written[:1], *written[-1:]))


@cache
def _heads() -> frozenset[str]:
    """Return nouns of organisations and outlets."""
    return vocabulary().organisation_heads | page_words().outlets


@cache
def _small() -> frozenset[str]:
    """Return words that headlines write small."""
    return vocabulary().prepositions | vocabulary().determiners | {"and"}


def _could_be(words: str) -> bool:
    """Tell whether a line is long enough for a headline, and no menu, date, byline or path."""
    return (
        len(_WORD.findall(words)) > LABEL_WORDS
        and not MENU.search(words)
        and not is_table(words)
        and not (BYLINE.fullmatch(words) or is_metadata(words) or is_furniture(words))
        and not _names_body(words)
    )


def _form(words: str) -> Iterator[str]:
    """Yield clues of how a line is written."""
    found = _WORD.findall(words)
    lower = sum(word[0].islower() and word not in _small() for word in found)
    yield "line"
    yield bucket("words", len(found), 2, 3, 4, 6, 9)
    yield bucket("lower", lower, 1, 2, 4)
    yield from _shape(words)
    if words.isupper():
        yield "shouted"
    elif found and not lower:
        yield bucket("title case", len(found), 3, 4, 6)
    if words.rstrip("”’»\"'").endswith(("?", "!")):
        yield "asks"
    elif words.endswith((".", ":", ",", ";")) and not SHORTENED.search(words):
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
        ("sentences", bool(_SENTENCES.search(words))),
        ("advert", bool(_ADVERT.search(words))),
        ("dashed", " – " in words or " — " in words),
        ("menu", bool(MENU.search(words))),
        ("caption", is_caption(words)),
        ("body", _names_body(words)),
    )
    yield from (name for name, holds in checks if holds)


def _standing(above: Sequence[str], at: int) -> Iterator[str]:
    """Yield clues of where a line stands among those above the article."""
    yield "first" if at == 0 else bucket("from top", at, 1, 2, 3)
    yield bucket("from prose", len(above) - at, 1, 2, 3, 4)
    if at and BYLINE.fullmatch(above[at - 1]):
        yield "behind byline"
    follows = above[at + 1] if at + 1 < len(above) else ""
    if _is_signed(follows):
        yield "before byline"
    if is_dated(follows):
        yield "before date"
    if any(_is_signed(line) or is_dated(line) for line in above[at + 1 : at + 1 + NEAR]):
        yield "signed below"
    if any(map(_is_signed, above[:at])):
        yield "signed above"


@lru_cache(maxsize=_KEPT)
def _is_signed(words: str) -> bool:
    return BYLINE.match(words) is not None


def _echo(words: str, above: Sequence[str], at: int, below: str) -> Iterator[str]:
    """Yield clues of what of a line is said again, above or in the article."""
    others = [*above[:at], *above[at + 1 :]]
    long = len(_WORD.findall(words)) > LABEL_WORDS
    if long and any(words in other for other in others):
        yield "copied"
    if any(other in words and len(_WORD.findall(other)) > LABEL_WORDS for other in others):
        yield "copies" if words not in others else "twin"
    own = {word for word in _WORD.findall(words.lower()) if len(word) >= _CONTENT}
    said = sum([_stands_in(below, word) for word in own])
    yield bucket("echo", 10 * said // len(own), 2, 4, 6, 8) if len(own) > 1 else "no echo"


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
