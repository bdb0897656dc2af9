"""The phrases that pages print around an article, and what single lines tell by them."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from annotator.extract.page.page_lines import (
    ABOUT,
    CAPTION,
    CODE_LINE,
    CRUMB,
    DATE_LINE,
    NOTE_LINE,
    PAGE_LINE,
    PICTOGRAM,
    PICTURE,
    POST_END,
    RELEASER,
    SIGNATURE,
    TIME_LINE,
    is_dated,
)
from annotator.extract.prose.any_case import AnyCase, small_letters
from annotator.extract.prose.vocabulary import checked, closed, lexicon

_LONG: Final = 200
_META: Final = 120
_IN_CAPTIONS: Final = ("(", "/", "photo", "image", "pic", "caption", "credit", "via ", "foto")
_PICTOGRAMS: Final = "\u2600"
_KEPT: Final = 256
_EDGES: Final = " \t—–-•*·~([{«“\"'‘▸▶►»↩☰#"


@closed
@dataclass(frozen=True)
class PageWords:
    """What pages print around articles, in lower case.

    `openers` begin a line that is no part of the article, `anywhere` stand in one; `sections` are
    its departments and buttons, `bylines` stand where an author's name would, `outlets` are words
    in the names of outlets.
    """

    openers: frozenset[str]
    anywhere: frozenset[str]
    sections: frozenset[str]
    bylines: frozenset[str]
    outlets: frozenset[str]


@cache
def page_words() -> PageWords:
    """Return the phrases, read once from the shipped lexicon."""
    return checked(PageWords, "page")


@closed
@dataclass(frozen=True)
class Places:
    """Names of places that are larger than most, in lower case: facts that any atlas has.

    `regions` are parts of countries and of the world rather than towns; `countries` are those, and
    their peoples, that the lexicon of nations has not.
    """

    capitals: frozenset[str]
    cities: frozenset[str]
    regions: frozenset[str]
    countries: frozenset[str]


@cache
def places() -> Places:
    """Return the well-known places, read once from the shipped lexicon."""
    return checked(Places, "places")


@cache
def bylines() -> tuple[str, ...]:
    """Return the phrases that stand where an author's name would, in order."""
    return tuple(sorted(page_words().bylines))


@cache
def nations() -> frozenset[str]:
    """Return the names of countries and their peoples, in lower case."""
    return frozenset(lexicon("nations")["forms"])


@cache
def _openers() -> AnyCase:
    phrases = sorted(page_words().openers, key=len, reverse=True)
    return AnyCase("(?:" + "|".join(map(re.escape, phrases)) + r")(?!\w)")


@cache
def _anywhere() -> AnyCase:
    phrases = sorted(page_words().anywhere, key=len, reverse=True)
    return AnyCase(r"(?<!\w)(?:" + "|".join(map(re.escape, phrases)) + r")(?!\w)")


@lru_cache(maxsize=_KEPT)
def opens_as_junk(words: str) -> bool:
    """Tell whether a line begins as buttons, credits, corrections and notices do."""
    return bool(_openers().match(words.lstrip(_EDGES)))


@lru_cache(maxsize=_KEPT)
def is_furniture(words: str) -> bool:
    """Tell whether a line, wherever it stands, is furniture of the page by its form."""
    if len(words) > _LONG:
        return False
    if PICTURE.match(words) or TIME_LINE.fullmatch(words) or CODE_LINE.fullmatch(words):
        return True
    if PAGE_LINE.fullmatch(words) or DATE_LINE.fullmatch(words) or SIGNATURE.fullmatch(words):
        return True
    if ABOUT.fullmatch(words) or _is_credited(words):
        return True
    return not ends_sentence(words) and opens_as_junk(words)


def is_edge_furniture(words: str) -> bool:
    """Tell whether a line above or below an article is none of its sentences."""
    if is_furniture(words) or not ends_sentence(words) or is_metadata(words):
        return True
    if NOTE_LINE.match(words):
        return True
    if len(words) > _LONG:
        return False
    return bool(opens_as_junk(words) or RELEASER.match(words) or _anywhere().search(words))


@lru_cache(maxsize=_KEPT)
def is_metadata(words: str) -> bool:
    """Tell whether a short line gives dates, paths or counts rather than a sentence."""
    if len(words) > _META:
        return False
    return bool(CRUMB.search(words) or is_dated(words) or _anywhere().search(words))


@lru_cache(maxsize=_KEPT)
def is_caption(words: str) -> bool:
    """Tell whether a line captions or credits a picture, or corrects the article."""
    low = words.lower()
    return _is_credited(words) or bool(PICTURE.match(words)) or low.startswith("correction")


def _is_credited(words: str) -> bool:
    """Tell whether a line reads as a caption; what can be none is not looked at closely."""
    low = small_letters(words)
    if low is not None and not any(map(low.__contains__, _IN_CAPTIONS)):
        return False
    return CAPTION.fullmatch(words) is not None


def is_post(words: str) -> bool:
    """Tell whether a line quotes a post: a colon, and a pictogram or a last hashtag behind it."""
    pictured = PICTOGRAM.search(words, words.find(": ") + 1)
    return ": " in words and bool(pictured or POST_END.search(words[-_LONG:]))


@lru_cache(maxsize=_KEPT)
def ends_sentence(words: str) -> bool:
    """Tell whether a line ends as prose does, a closing mark or a pictogram behind it or not."""
    tail = words[-_LONG:]
    posted = (
        "#" in tail or tail[-1:].isspace() or tail[-1:] >= _PICTOGRAMS or tail.endswith("\u200d")
    )
    bare = (POST_END.sub("", tail) if posted else tail).rstrip(" \t”\"’'»«“)]")
    return bare.endswith((".", "!", "?", "…")) and not bare.endswith((" .", "::."))
