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


@cache
def _said() -> re.Pattern[str]:
    forms = {
        verb.forms[tense][0]
        for verb in cue_lexicon().verbs
        if Frame.QUOTE in verb.frames and not verb.particle
        for tense in (Tense.PAST, Tense.PRESENT)
        if tense in verb.forms
    }
    verbs = "|".join(map(re.escape, sorted(forms)))
    return re.compile(rf"(?P<comma>,) {_SUBJECT} (?:{verbs})(?=[.,;]| [a-z])")


def ended(text: str, quotes: list[Quotation]) -> list[Quotation]:
    """Return the quotations, one that was left open cut where the text tells who speaks."""
    return [quote if quote.closed else _cut(text, quote) for quote in quotes]


def _cut(text: str, quote: Quotation) -> Quotation:
    found = _said().search(text, quote.inner.start, quote.end)
    if found is None or found.start() <= quote.inner.start:
        return quote
    inner = Stretch(quote.inner.start, found.start())
    return quote._replace(end=found.start(), inner=inner, closed=True)
