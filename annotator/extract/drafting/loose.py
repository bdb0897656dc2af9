"""Attributions that no cue of their own sentence carries: transcripts, signed quotations, tails."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from annotator.domain.layer import Scope
from annotator.extract.drafting.cues import Frame, Voice
from annotator.extract.drafting.hits import Draft, Hit, hits
from annotator.extract.drafting.joining import Found, wholly_quoted
from annotator.extract.drafting.scoring import Rule
from annotator.extract.drafting.sources import source_after
from annotator.extract.prose.passage import Passage
from annotator.extract.prose.segmentation import Stretch, trimmed

_NAME: Final = r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}"
_SPEAKER: Final = re.compile(
    rf"[\"“]?(?P<name>@\w+|{_NAME})(?P<network> on [A-Z]\w+)?: (?P<said>\S.*\S)"
)
_SIGNED: Final = re.compile(rf"[\"“”](?P<said>[^\"”]+)[\"”]\s*[―—–-]{{1,2}}\s*(?P<name>{_NAME})\.?")
_QUOTES: Final = "\"“”'’"
_LEAST: Final = 2
_SPOKEN_RATE: Final = 0.8
_TAIL_WORDS: Final = 8


def transcribed(text: str, lines: Sequence[Stretch]) -> Iterator[Draft]:
    """Yield what stands behind `NAME:` at the start of lines, and before a name that signs it.

    A name in capitals must open two lines or more; a handle or `on Twitter` needs no second one.
    """
    found = [_SPEAKER.fullmatch(text, *line) for line in lines]
    often = Counter(match["name"] for match in found if match)
    for number, (line, match) in enumerate(zip(lines, found, strict=True)):
        signed = _SIGNED.fullmatch(text, *line)
        if match is not None and _speaks(match, often):
            yield _without_cue(text, match, number)
        elif signed is not None:
            yield _without_cue(text, signed, number)


def _speaks(match: re.Match[str], often: Counter[str]) -> bool:
    name = match["name"]
    if name.startswith("@") or match["network"]:
        return True
    return name.isupper() and often[name] >= _LEAST


def _without_cue(text: str, match: re.Match[str], number: int) -> Draft:
    start, end = match.span("said")
    while start < end and text[start] in _QUOTES:
        start += 1
    while end > start and text[end - 1] in _QUOTES:
        end -= 1
    source = Stretch(match.start("name"), match.start("name") + len(match["name"].rstrip(".")))
    cue = Stretch(source.end, source.end)
    content = (trimmed(text, start, end),)
    return Draft(content, source, cue, Rule.COLON, _SPOKEN_RATE, "", number)


def tails(read: Sequence[Passage], found: Found) -> Iterator[tuple[Draft, Passage]]:
    """Yield `Ann Lee asked.` that stands alone behind a sentence that is all quotation."""
    busy = {here.within for _, here in found}
    for before, here in pairwise(read):
        if here.within in busy or before.within in busy or before.paragraph != here.paragraph:
            continue
        quoted = wholly_quoted(before)
        hit = _leading_hit(here) if quoted is not None else None
        if quoted is None or hit is None or hit.source is None:
            continue
        cue = here.stretch(hit.cue.first, hit.cue.end)
        rate = hit.cue.verb.rates[Frame.QUOTE]
        source = here.stretch(*hit.source)
        lemma = hit.cue.verb.lemma
        draft = Draft((quoted,), source, cue, Rule.QUOTE_BEFORE, rate, lemma, here.paragraph)
        yield draft, here


def _leading_hit(here: Passage) -> Hit | None:
    """Return the cue a sentence opens with, behind its subject or before it, or None."""
    hit = next(iter(hits(here, Scope.SPEECH)), None)
    if hit is None or Frame.QUOTE not in hit.cue.verb.frames or hit.cue.voice is not Voice.ACTIVE:
        return None
    if hit.cue.first == 0:
        source = source_after(here.words, 1, here.size)
        return hit._replace(source=source) if source else None
    if hit.source is None or hit.source.first != 0 or hit.cue.first > _TAIL_WORDS:
        return None
    behind = hit.cue.last + 1
    closed = behind >= here.size or not here.words[behind].is_word
    return hit if closed else None
