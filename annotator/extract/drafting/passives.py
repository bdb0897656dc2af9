"""Passives that report: `It was noted that ...`, `She was told to wait`, `confirmed by X`."""

from typing import Final

from annotator.extract.drafting.contents import (
    Marker,
    behind_aside,
    clause,
    content_after,
    content_before,
    going_on,
    opening_after,
    quote_ends,
)
from annotator.extract.drafting.cues import Frame
from annotator.extract.drafting.hits import Draft, Hit, made
from annotator.extract.drafting.interposed import behind_mark
from annotator.extract.drafting.scoring import Rule
from annotator.extract.drafting.sources import source_after
from annotator.extract.prose.passage import Passage

_THAT_AHEAD: Final = 18
POINTERS: Final = frozenset({"this", "it", "he", "she", "they", "who", "which", "that"})
_QUESTIONS: Final = frozenset({"whether", "if", "why", "how", "what", "who", "when", "where"})
_MARKED: Final = frozenset({Marker.THAT, Marker.COLON, Marker.QUOTE, Marker.QUESTION, Marker.ABOUT})


def passive_request(here: Passage, hit: Hit, reach: int, _start: int) -> Draft | None:
    """Read `She was told to wait` and `was asked by the court whether ...`: who told is behind."""
    if not hit.cue.verb.frames & {Frame.REQUEST, Frame.QUESTION}:
        return None
    at = hit.cue.last + 1
    source = None
    if at < reach and here.words[at].low == "by":
        end = _request_start(here, at + 2, reach)
        source = source_after(here.words, at + 1, end)
        at = source.last + 1 if source else at
    if at >= reach or not _opens_request(here, hit, at):
        return None
    content = clause(here, at, reach)
    return made(here, hit._replace(source=source), [content] if content else [], Rule.PASSIVE)


def _request_start(here: Passage, at: int, reach: int) -> int:
    """Return the index of the `to` or question word behind who asks, or `reach`."""
    for index in range(at, reach):
        if here.words[index].low == "to" or here.words[index].low in _QUESTIONS:
            return index
    return reach


def _opens_request(here: Passage, hit: Hit, at: int) -> bool:
    low = here.words[at].low
    if low == "not" and at + 1 < here.size:
        low = here.words[at + 1].low
    asks = Frame.QUESTION in hit.cue.verb.frames and low in _QUESTIONS
    return asks or (low == "to" and Frame.REQUEST in hit.cue.verb.frames)


def passive_after(here: Passage, hit: Hit, reach: int, _start: int) -> Draft | None:
    """Read `It was noted that ...`, with nobody named."""
    if _impersonal(here, hit):
        that = _distant_that(here, hit.cue.first + 1, reach)
        told = clause(here, that + 1, reach) if that else None
        if told is not None:
            return made(here, hit._replace(source=None), [told], Rule.PASSIVE)
    if not hit.cue.verb.frames & {Frame.CLAUSE, Frame.QUOTE}:
        return None
    opening = opening_after(here, hit.cue, reach)
    if opening is None or opening.marker not in _MARKED:
        return None
    content = content_after(here, opening, reach)
    if opening.marker not in {Marker.THAT, Marker.ABOUT} and not _impersonal(here, hit):
        return None
    return made(here, hit._replace(source=None), content, Rule.PASSIVE)


def _distant_that(here: Passage, at: int, reach: int) -> int | None:
    """Return where the `that` of `It was said after the match that ...` stands, or None."""
    for index in range(at, min(reach, at + _THAT_AHEAD)):
        if here.words[index].low == "that" and here.outside[index]:
            return index
    return None


def _impersonal(here: Passage, hit: Hit) -> bool:
    return hit.source is not None and here.words[hit.source.last].low == "it"


def passive_before(here: Passage, hit: Hit, reach: int, start: int) -> Draft | None:
    """Read `The road is open, it was announced`, with nobody named."""
    comma = hit.begins - 1
    start = behind_mark(here, start, comma)
    if not _impersonal(here, hit) or comma - start < 1:
        return None
    if here.words[comma].text != "," and not quote_ends(here, comma):
        return None
    content = content_before(here, hit.begins, start)
    after = behind_aside(here, hit.cue, reach)
    rest = going_on(here, after, reach) if after is not None else None
    content += [rest] if rest else []
    return made(here, hit._replace(source=None), content, Rule.PASSIVE)


def passive_by(here: Passage, hit: Hit, reach: int, _start: int) -> Draft | None:
    """Read `The visit was confirmed by the palace`, the agent behind."""
    after = hit.cue.last + 1
    if hit.source is None or Frame.CLAUSE not in hit.cue.verb.frames or after + 1 >= reach:
        return None
    if here.words[after].low != "by" or here.words[hit.source.first].low in POINTERS:
        return None
    source = source_after(here.words, after + 1, reach)
    content = clause(here, hit.source.first, hit.source.last + 1)
    if source is None or content is None:
        return None
    return made(here, hit._replace(source=source), [content], Rule.PASSIVE)
