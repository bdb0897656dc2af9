"""How a sentence reports: where the content stands around a source and its cue."""

from collections.abc import Callable
from typing import Final

from annotator.domain.layer import Scope
from annotator.extract.drafting.citations import according_to, citing, quoted_as_saying
from annotator.extract.drafting.contents import (
    Marker,
    clause,
    content_after,
    content_before,
    continuation,
    object_after,
    opening_after,
    request_after,
)
from annotator.extract.drafting.cues import Cue, Frame, Voice
from annotator.extract.drafting.hits import Draft, Hit, hits, limit, lowest, made
from annotator.extract.drafting.scoring import Rule
from annotator.extract.drafting.sources import Phrase, source_after
from annotator.extract.prose.passage import Passage
from annotator.extract.prose.vocabulary import vocabulary

_CLAUSE_BEFORE_LEAST: Final = 3
_POINTERS: Final = frozenset({"this", "it", "he", "she", "they", "who", "which", "that"})
_MARKED: Final = frozenset({Marker.THAT, Marker.COLON, Marker.QUOTE, Marker.QUESTION, Marker.ABOUT})
_RULE_OF: Final = {
    Marker.THAT: Rule.CLAUSE_THAT,
    Marker.BARE: Rule.CLAUSE_BARE,
    Marker.COLON: Rule.COLON,
    Marker.QUOTE: Rule.QUOTE_AFTER,
    Marker.QUESTION: Rule.QUESTION,
    Marker.INFINITIVE: Rule.INFINITIVE,
    Marker.ABOUT: Rule.OBJECT,
}


def drafts(here: Passage, scope: Scope) -> list[Draft]:
    """Return what a sentence reports, by cue from left to right."""
    found = hits(here, scope)
    made_so_far: list[Draft] = []
    for position, hit in enumerate(found):
        saying = quoted_as_saying(here, found, position)
        if saying is not None:
            return [*made_so_far, saying]
        cited = citing(here, found, position, made_so_far)
        if cited:
            made_so_far = [draft for draft in made_so_far if draft.cue != cited[0].cue]
            made_so_far += cited
            continue
        reach = limit(here, found, position)
        draft = _draft(here, hit, reach, lowest(here, found, position, made_so_far))
        if draft is not None:
            made_so_far.append(draft)
    return [*made_so_far, *according_to(here, found)]


def _draft(here: Passage, hit: Hit, reach: int, start: int) -> Draft | None:
    attempts = _PASSIVE if hit.cue.voice is Voice.PASSIVE else _ACTIVE
    for attempt in attempts:
        found = attempt(here, hit, reach, start)
        if found is not None:
            return found
    return None


def _inverted(here: Passage, hit: Hit, reach: int, start: int) -> Draft | None:
    """Read `"...," said Ann Lee`, and `Said Ann Lee: "..."`."""
    cue = hit.cue
    if cue.voice is not Voice.ACTIVE or not cue.verb.frames & {Frame.QUOTE}:
        return None
    at = cue.outset - 1
    quoted = at >= 0 and _quote_ends(here, at)
    if not quoted and (at < _CLAUSE_BEFORE_LEAST or here.words[at].text != ","):
        return None
    source = source_after(here.words, cue.last + 1, here.size)
    if source is None or here.words[source.first].low in {"it", "that", "this"}:
        return None
    if not quoted and not _names_speaker(here, cue, source):
        return None
    content = content_before(here, cue.outset, start)
    content += continuation(here, source.last + 1, reach)
    rule = Rule.QUOTE_INVERTED if quoted else Rule.CLAUSE_INVERTED
    return made(here, hit._replace(source=source), content, rule)


def _names_speaker(here: Passage, cue: Cue, source: Phrase) -> bool:
    """Tell whether the phrase behind a cue is who spoke, not the subject of what was said."""
    known = vocabulary()
    if Frame.ADDRESSEE in cue.verb.frames or Frame.CLAUSE not in cue.verb.frames:
        return False
    first, last = here.words[source.first], here.words[source.last]
    named = first.is_name or last.is_name or last.low in known.officers or last.low in known.bodies
    behind = here.words[source.last + 1 : source.last + 2]
    ends = not behind or not behind[0].is_word or behind[0].low in known.adjuncts
    return named and ends and first.low not in known.temporal


def _quote_ends(here: Passage, at: int) -> bool:
    if here.words[at].text == ",":
        at -= 1
    return here.quote_closing_at(at) is not None


def _quote_before(here: Passage, hit: Hit, reach: int, start: int) -> Draft | None:
    if hit.cue.voice is Voice.PARTICIPLE or Frame.QUOTE not in hit.cue.verb.frames:
        return None
    if hit.source is None or hit.shared or hit.begins - 1 < start:
        return None
    if not _quote_ends(here, hit.begins - 1):
        return None
    content = content_before(here, hit.begins, start)
    content += continuation(here, hit.cue.last + 1, reach)
    return made(here, hit, content, Rule.QUOTE_BEFORE)


def _reporting(hit: Hit) -> bool:
    return hit.source is not None and bool(
        hit.cue.verb.frames & {Frame.QUOTE, Frame.CLAUSE, Frame.QUESTION, Frame.INFINITIVE}
    )


def _marked_after(here: Passage, hit: Hit, reach: int, _start: int) -> Draft | None:
    if not _reporting(hit):
        return None
    opening = opening_after(here, hit.cue, reach)
    if opening is None or opening.marker is Marker.BARE:
        return None
    if opening.marker is Marker.QUOTE and Frame.QUOTE not in hit.cue.verb.frames:
        return None
    content = content_after(here, opening, reach)
    return made(here, hit, content, _RULE_OF[opening.marker])


def _clause_before(here: Passage, hit: Hit, reach: int, start: int) -> Draft | None:
    """Read `The bridge is unsafe, she said.`, and the clause that goes on behind the cue."""
    frames = hit.cue.verb.frames
    if not _reporting(hit) or hit.shared or Frame.CLAUSE not in frames:
        return None
    comma = hit.begins - 1
    if comma - start < 1 or here.words[comma].text != ",":
        return None
    behind = opening_after(here, hit.cue, reach)
    if behind is not None:
        return None
    content = content_before(here, hit.begins, start)
    after = hit.cue.last + 1
    if after < reach and here.words[after].text == ",":
        rest = clause(here, after + 1, reach)
        content += [rest] if rest else []
    elif comma - start < _CLAUSE_BEFORE_LEAST:
        return None
    return made(here, hit, content, Rule.CLAUSE_BEFORE)


def _bare_after(here: Passage, hit: Hit, reach: int, _start: int) -> Draft | None:
    if not _reporting(hit) or Frame.CLAUSE not in hit.cue.verb.frames:
        return None
    opening = opening_after(here, hit.cue, reach)
    if opening is None or opening.marker is not Marker.BARE:
        return None
    return made(here, hit, content_after(here, opening, reach), Rule.CLAUSE_BARE)


def _object(here: Passage, hit: Hit, reach: int, _start: int) -> Draft | None:
    after = hit.cue.last + 1
    if hit.source is None or Frame.OBJECT not in hit.cue.verb.frames or after >= here.size:
        return None
    if hit.cue.verb.particle and here.words[after].low == "as":
        return None
    content = object_after(here, hit.cue, reach)
    pointing = [item for item in content if item.text(here.text).lower() in _POINTERS]
    return None if pointing else made(here, hit, content, Rule.OBJECT)


def _request(here: Passage, hit: Hit, reach: int, _start: int) -> Draft | None:
    """Read a request, `She asked the council to act`."""
    if hit.source is None or Frame.REQUEST not in hit.cue.verb.frames:
        return None
    return made(here, hit, request_after(here, hit.cue, reach), Rule.OBJECT)


def _passive_after(here: Passage, hit: Hit, reach: int, _start: int) -> Draft | None:
    """Read `It was noted that ...`, with nobody named."""
    if not hit.cue.verb.frames & {Frame.CLAUSE, Frame.QUOTE}:
        return None
    opening = opening_after(here, hit.cue, reach)
    if opening is None or opening.marker not in _MARKED:
        return None
    content = content_after(here, opening, reach)
    if opening.marker not in {Marker.THAT, Marker.ABOUT} and not _impersonal(here, hit):
        return None
    return made(here, hit._replace(source=None), content, Rule.PASSIVE)


def _impersonal(here: Passage, hit: Hit) -> bool:
    return hit.source is not None and here.words[hit.source.last].low == "it"


def _passive_before(here: Passage, hit: Hit, _reach: int, start: int) -> Draft | None:
    """Read `The road is open, it was announced`, with nobody named."""
    comma = hit.begins - 1
    if not _impersonal(here, hit) or comma - start < _CLAUSE_BEFORE_LEAST:
        return None
    if here.words[comma].text != "," and not _quote_ends(here, comma):
        return None
    content = content_before(here, hit.begins, start)
    return made(here, hit._replace(source=None), content, Rule.PASSIVE)


def _passive_by(here: Passage, hit: Hit, reach: int, _start: int) -> Draft | None:
    """Read `The visit was confirmed by the palace`, the agent behind."""
    after = hit.cue.last + 1
    if hit.source is None or Frame.CLAUSE not in hit.cue.verb.frames or after + 1 >= reach:
        return None
    if here.words[after].low != "by" or here.words[hit.source.first].low in _POINTERS:
        return None
    source = source_after(here.words, after + 1, reach)
    content = clause(here, hit.source.first, hit.source.last + 1)
    if source is None or content is None:
        return None
    return made(here, hit._replace(source=source), [content], Rule.PASSIVE)


_Attempt = Callable[[Passage, Hit, int, int], Draft | None]
_ACTIVE: Final[tuple[_Attempt, ...]] = (
    _inverted,
    _quote_before,
    _marked_after,
    _clause_before,
    _bare_after,
    _request,
    _object,
)
_PASSIVE: Final[tuple[_Attempt, ...]] = (_passive_after, _passive_before, _passive_by)
