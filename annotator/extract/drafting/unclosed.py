"""Quotations whose closing mark was forgotten: they end before `, she said`."""

import re
from functools import cache
from typing import Final

from annotator.extract.drafting.cues import Frame, Tense, cue_lexicon
from annotator.extract.prose.quotations import Quotation
from annotator.extract.prose.segmentation import Stretch

_SUBJECT: Final = (
    r"(?:he|she|they|(?:the|a|an|one) [\w’'-]+(?: [\w’'-]+)?"
    r"|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3})"
)
_BEFORE_VERB: Final = re.compile(rf", {_SUBJECT}\Z")
_VERB: Final = re.compile(r" (?P<form>[a-z]+)(?=[.,;]| [a-z])")


@cache
def _said() -> frozenset[str]:
    return frozenset(
        verb.forms[tense][0]
        for verb in cue_lexicon().verbs
        if Frame.QUOTE in verb.frames and not verb.particle
        for tense in (Tense.PAST, Tense.PRESENT)
        if tense in verb.forms
    )


def ended(text: str, quotes: list[Quotation]) -> list[Quotation]:
    """Return the quotations, one that was left open cut where the text tells who speaks."""
    return [quote if quote.closed else _cut(text, quote) for quote in quotes]


def _cut(text: str, quote: Quotation) -> Quotation:
    at = _comma_before_speaker(text, quote)
    if at <= quote.inner.start:
        return quote
    return quote._replace(end=at, inner=Stretch(quote.inner.start, at), closed=True)


def _comma_before_speaker(text: str, quote: Quotation) -> int:
    """Return where the first `, she said` begins; -1 for none."""
    for verb in _VERB.finditer(text, quote.inner.start, quote.end):
        if verb["form"] in _said():
            found = _BEFORE_VERB.search(text, quote.inner.start, verb.start())
            if found is not None:
                return found.start()
    return -1
