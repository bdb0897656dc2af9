"""What a name must be to be an outlet's, and the clues of its words."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from annotator.extract.page.calendar import has_month
from annotator.extract.page.choosing import bucket
from annotator.extract.page.page_lines import ZONES
from annotator.extract.page.page_words import nations, opens_as_junk, page_words
from annotator.extract.page.printed import NAME, PERSON, bare
from annotator.extract.prose.given_names import is_given
from annotator.extract.prose.segmentation import Stretch
from annotator.extract.prose.vocabulary import vocabulary

COMPANY: Final = re.compile(
    r"[ ,]+(?:Ltd|Inc|LLC|plc|PLC|GmbH|AG|Corp|Co|S\.?A|Pty Ltd|Pvt Ltd)\.?$"
)
_LEAD: Final = re.compile(
    r"(?i:copyright|all rights reserved|source|published in|press service of(?: the)?"
    r"|issued by:?|(?:download|follow|get|join|support)\b(?: the\b)?|\d{4}|[,:]|\s)+"
)
_TRAIL: Final = re.compile(r"(?:\s*(?:©|(?i:all rights reserved)|(?:19|20)\d\d|\d+\.\d+|,|\.))+$")
_NOTE: Final = re.compile(r"(?<=\w) \[[^\]]*$")
_SITE: Final = re.compile(r"(?<=\w\w)\.[a-z]{2,8}$")
_TRAILING: Final = frozenset("©dD,.")
_COMPANY_ENDS: Final = tuple("dcCHGpoA.y")
_OFFICES: Final = frozenset(
    ["minister", "president", "chairman", "chairwoman", "spokesman", "spokeswoman", "spokesperson"]
)
_STATES: Final = frozenset(["government", "republic", "kingdom"])
_NAMES: Final = 256
_SHORT: Final = 5
LETTERS: Final = 3
_MENU: Final = 2
_LEADING: Final = 3
_NO_NAME: Final = re.compile(
    r".* (?:No|Box)\.?|\w(?: \w)+|(?:\w\.)+\w\.?"
    r"|(?:Day|Issue|Page|Part|Phase|Season|Vol|Volume|Week) \d+"
    r"|[^\W\d_a-z]{1,4}-?\d{2,}|\d+[^\W\d_a-z]|[^\W\d_a-z]{2,4}-\d"
)
_SLUG: Final = re.compile(r"[^\W\d_a-z]{3,}(?:-[^\W\d_a-z]{3,})+")
_LED: Final = re.compile(
    r"(?:By|BY|From [Oo]ur|With|Text|Words|Texto|O(?:ur|UR) .*(?i:correspondent|reporter)"
    r"|The (?:Ministry|Government)$)\b"
)


def stripped(text: str, piece: Stretch) -> Stretch:
    """Return a piece without rights, years and the form of a company around the name."""
    lead = _LEAD.match(text, *piece)
    start = lead.end() if lead else piece.start
    last = text[piece.end - 1]
    ends = last in _TRAILING or last.isdigit()
    trail = _TRAIL.search(text, start, piece.end) if ends else None
    where = bare(text, Stretch(start, trail.start() if trail else piece.end))
    for mark, pattern in (("[", _NOTE), (".", _SITE)):
        added = pattern.search(text, *where) if mark in text[where.start : where.end] else None
        where = Stretch(where.start, added.start()) if added else where
    firm = text.startswith(_COMPANY_ENDS, max(where.start, where.end - 1), where.end)
    company = COMPANY.search(text, *where) if firm else None
    return Stretch(where.start, company.start()) if company else where


@cache
def no_outlets() -> frozenset[str]:
    """Return nouns of organisations that publish nothing."""
    known = vocabulary()
    return known.organisation_heads - known.outlet_words - known.outlet_nouns


def form_clues(name: str) -> Iterator[str]:
    """Yield clues of the words of a name."""
    lows = name.lower().replace("-", " ").split()
    known = page_words()
    state = not _STATES.isdisjoint(lows)
    media = not state and not known.outlets.isdisjoint(lows)
    yield "name"
    yield bucket("words", len(lows), 1, 2, 3, 4, 6)
    checks = (
        ("media", media),
        ("media last", media and lows[-1] in known.outlets),
        ("section", name.lower() in known.sections),
        ("sections", not known.sections.isdisjoint(lows)),
        ("shouted", name.isupper()),
        ("the", lows[0] == "the"),
        ("short", is_short(name)),
        ("body", not vocabulary().organisation_heads.isdisjoint(lows)),
        ("nation", not nations().isdisjoint(lows)),
        ("state", state),
        ("dotted", "." in name[2:-1] and " " not in name),
        ("state leads", not _STATES.isdisjoint(lows[:_LEADING])),
        ("digits", any(map(str.isdigit, name))),
        ("person", not media and bool(PERSON.fullmatch(name))),
        ("persons", not media and " and " in name and _are_persons(name)),
        ("given", not media and len(lows) > 1 and is_given(lows[0])),
        ("initial", any(len(word) <= LETTERS and word.endswith(".") for word in name.split())),
    )
    yield from (clue for clue, holds in checks if holds)


def _are_persons(name: str) -> bool:
    return all(map(PERSON.fullmatch, name.split(" and ")))


@lru_cache(maxsize=_NAMES)
def could_be(name: str) -> bool:
    """Tell whether a name could be an outlet's, and no menu, office, month or nation."""
    if not name[1:] or name.endswith(("’s", "'s")) or not NAME.fullmatch(name.replace(",", "")):
        return False
    if name.lower() in page_words().sections or opens_as_junk(name) or _LED.match(name):
        return False
    words = name.replace("-", " ").split()
    if _NO_NAME.fullmatch(name) or name.lower() in _small() or words[-1].islower():
        return False
    if has_month(words[0]) or has_month(words[-1]):
        return False
    return _could_name([word.lower() for word in words], slug=bool(_SLUG.fullmatch(name)))


def _could_name(lows: list[str], *, slug: bool) -> bool:
    """Tell whether words in small letters are no menu, office, nation or agency's slug."""
    known = page_words()
    if slug and known.outlets.isdisjoint(lows):
        return False
    if sum(low in known.sections for low in lows) * 2 > len(lows) > _MENU:
        return False
    return _OFFICES.isdisjoint(lows[:-1]) and not nations().issuperset(lows)


@cache
def _small() -> frozenset[str]:
    """Return words that are no name by themselves, though they open a sentence or follow a time."""
    known = vocabulary()
    return known.determiners | known.prepositions | known.subject_pronouns | known.adverbs | ZONES


def letters(name: str) -> str:
    """Return the first letters of the capitalised words of a name."""
    return "".join(word[0] for word in name.split() if word[0].isupper())


def is_short(name: str) -> bool:
    """Tell whether a name is an abbreviation in capitals."""
    return bool(name) and " " not in name and name.isupper() and len(name) <= _SHORT
