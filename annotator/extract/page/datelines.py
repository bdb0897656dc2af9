"""Patterns of datelines and of the words that name an outlet or a place."""

import re
from typing import Final

_CAP: Final = r"[^\W\d_a-z][\w.’'-]*"
_NAME: Final = rf"{_CAP}(?: (?:{_CAP}|of|the|and|de|al)){{0,6}}"
_DASH: Final = r"[:–—-]"

DATELINES: Final = (
    re.compile(
        rf"(?P<line>(?P<place>{_NAME})\s?/\s?(?P<date>\d{{1,2}}\.\d{{1,2}}\.\d{{2,4}})"
        rf"\s?/\s?(?P<outlet>{_NAME}))\s?[:.–—-]"
    ),
    re.compile(
        rf"(?P<line>(?P<place>{_CAP}(?: {_CAP}){{0,3}})(?:, {_CAP}(?: {_CAP}){{0,2}})?"
        rf"(?:, (?P<date>[^()/:\n]{{3,25}}?))?[,.]?\s?[(/]\s?(?P<outlet>{_NAME})\s?[)/])\s?{_DASH}?"
    ),
    re.compile(
        rf"(?P<line>(?P<place>{_CAP}(?: {_CAP}){{0,3}}), (?P<outlet>(?:[Tt]he )?{_NAME}))\s?:(?=\s)"
    ),
    re.compile(
        rf"(?P<line>(?P<place>{_CAP}(?: {_CAP}){{0,3}}), (?P<date>(?:\d{{1,2}} )?[A-Z][a-z]+\.?"
        rf"(?: \d{{1,2}})?(?:,? \d{{4}})?),? (?P<outlet>[A-Z]{{3,}}\w*))(?=[\s.,:–—-])"
    ),
    re.compile(r"(?P<line>(?P<place>[^\W\d_a-z]{2,}(?: [^\W\d_a-z]{2,}){0,3}))\s?[–—-]{1,2}\s"),
)
GLUED: Final = re.compile(r"(?:date|published|posted|updated):?\s*(?=\d)|\s*", re.IGNORECASE)
REPORTS: Final = re.compile(
    rf"\b(?P<outlet>(?:[Tt]he )?{_NAME})"
    r" (?:(?:correspondent )?reports?|reported|has learned|informs)\b"
)
