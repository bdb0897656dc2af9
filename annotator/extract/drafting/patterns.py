"""How a sentence reports: where the content stands around a source and its cue."""

from collections.abc import Callable, Sequence
from typing import Final

from annotator.domain.layer import Scope
from annotator.extract.drafting.citations import according_to, citing, quoted_as_saying
from annotator.extract.drafting.contents import (
    Marker,
    Opening,
    behind_aside,
    content_after,
    content_before,
    continuation,
    going_on,
    has_verb,
    opening_after,
    quote_ends,
)
from annotator.extract.drafting.cues import Cue, Frame, Voice, cue_forms
from annotator.extract.drafting.hits import Draft, Hit, hits, limit, lowest, made
from annotator.extract.drafting.interposed import behind_mark, goes_on
from annotator.extract.drafting.nouns import noun_cues
from annotator.extract.drafting.objects import measure_after, object_after, request_after
from annotator.extract.drafting.passives import (
    POINTERS,
    passive_after,
    passive_before,
    passive_by,
    passive_request,
)
from annotator.extract.drafting.polls import tells_opinion
from annotator.extract.drafting.scoring import Rule
from annotator.extract.drafting.sources import Phrase, source_after
from annotator.extract.prose.passage import Passage
from annotator.extract.prose.vocabulary import vocabulary

_APPOSED: Final = 30
_CLAUSE_BEFORE_LEAST: Final = 3
_SAYING: Final = frozenset(
    {Frame.QUOTE, Frame.CLAUSE, Frame.BARE, Frame.QUESTION, Frame.INFINITIVE}
)
_CLOSING: Final = frozenset({Frame.CLAUSE, Frame.QUOTE})
_GOING_ON: Final = frozenset({Frame.CLAUSE})
_FINDING: Final = frozenset({"show", "find"})
_NEVER_TOLD: Final = POINTERS - {"this", "that", "it"}
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
    for position, bare_hit in enumerate(found):
        hit = _with_speaker(here, bare_hit, made_so_far)
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
        if draft is not None and (scope is not Scope.SPEECH or not tells_opinion(here, draft)):
            made_so_far.append(draft)
    nouns = list(noun_cues(here, found, scope))
    if nouns:
        taken = {draft.cue for draft in nouns}
        made_so_far = [draft for draft in made_so_far if draft.cue not in taken]
    return [*made_so_far, *according_to(here, found), *nouns]


def _with_speaker(here: Passage, hit: Hit, earlier: Sequence[Draft]) -> Hit:
    """Give `..., said Ann Lee, adding that ...` the subject of what was said before it."""
    if hit.source is not None or not (hit.shared or hit.cue.voice is Voice.PARTICIPLE):
        return hit
    source = earlier[-1].source if earlier else None
    if source is None or source.start > here.words[hit.cue.first].start:
        return hit
    return hit._replace(source=Phrase(*here.phrase(source)))


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
    if cue.voice is not Voice.ACTIVE or Frame.QUOTE not in cue.verb.frames:
        return None
    at = cue.outset - 1
    quoted = at >= 0 and quote_ends(here, at)
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


def _quote_before(here: Passage, hit: Hit, reach: int, start: int) -> Draft | None:
    if hit.cue.voice is Voice.PARTICIPLE or Frame.QUOTE not in hit.cue.verb.frames:
        return None
    if not (hit.begins > start and quote_ends(here, hit.begins - 1)):
        hit = _behind_quotation(here, hit, start)
    if hit.source is None or hit.shared or hit.begins - 1 < start:
        return None
    if not quote_ends(here, hit.begins - 1):
        return None
    content = content_before(here, hit.begins, start)
    content += continuation(here, hit.cue.last + 1, reach)
    return made(here, hit, content, Rule.QUOTE_BEFORE)


def _behind_quotation(here: Passage, hit: Hit, start: int) -> Hit:
    """Take who is named right behind a quotation: `"...," Ann Lee, who (runs the mine), said`."""
    for at in range(hit.cue.outset - 2, max(start, hit.cue.outset - _APPOSED), -1):
        if not here.outside[at]:
            first = at + 2 if here.words[at + 1].text == "," else at + 1
            source = source_after(here.words, first, hit.cue.outset)
            apposed = source is not None and here.words[source.last + 1].text in {",", "("}
            closed = here.words[hit.cue.outset - 1].text in {",", ")"}
            if source is not None and apposed and closed and quote_ends(here, first - 1):
                return hit._replace(source=source, begins=first, shared=False)
            return hit
    return hit


def _reporting(hit: Hit) -> bool:
    return hit.source is not None and not hit.cue.verb.frames.isdisjoint(_SAYING)


def _clause(here: Passage, hit: Hit, reach: int, start: int) -> Draft | None:
    """Read what something announces behind the cue, else a clause before it, else a bare one."""
    if not _reporting(hit):
        return None
    opening = opening_after(here, hit.cue, reach)
    bare = opening is not None and opening.marker is Marker.BARE
    marked = _marked_after(here, hit, opening, reach) if opening and not bare else None
    found = marked or _clause_before(here, hit, reach, start)
    return found or (_bare_after(here, hit, opening, reach) if opening and bare else None)


def _marked_after(here: Passage, hit: Hit, opening: Opening, reach: int) -> Draft | None:
    if opening.marker is Marker.QUOTE and Frame.QUOTE not in hit.cue.verb.frames:
        return None
    if opening.marker is Marker.QUESTION and not _asks_more(here, opening.at + 1, reach):
        return None
    content = content_after(here, opening, reach)
    return made(here, hit, content, _RULE_OF[opening.marker])


def _asks_more(here: Passage, at: int, reach: int) -> bool:
    """Tell whether a question goes on behind its first word: not `nobody told us why`."""
    return at < reach and here.words[at].is_word


def _clause_before(here: Passage, hit: Hit, reach: int, start: int) -> Draft | None:
    """Read `The bridge is unsafe, she said.`, and the clause that goes on behind the cue."""
    if hit.shared or hit.cue.verb.frames.isdisjoint(_closing(here, hit.cue)):
        return None
    comma = hit.begins - 1
    start = behind_mark(here, start, comma)
    if comma - start < 1 or here.words[comma].text != ",":
        return None
    after = behind_aside(here, hit.cue, reach)
    if after is None:
        return None
    if after == reach and goes_on(here, start, comma, after):
        reach = here.size
    rest = going_on(here, after, reach)
    if rest is None and not _is_whole(here, start, comma):
        return None
    content = content_before(here, hit.begins, start)
    return made(here, hit, [*content, rest] if rest else content, Rule.CLAUSE_BEFORE)


def _closing(here: Passage, cue: Cue) -> frozenset[Frame]:
    """Return what a cue behind a clause must be able to take: less at a sentence's end."""
    ends = cue.last + 2 >= here.size and not here.words[-1].is_word
    return _CLOSING if ends else _GOING_ON


def _is_whole(here: Passage, start: int, comma: int) -> bool:
    """Tell whether the words before a comma say something, and not only when or where."""
    if comma - start < _CLAUSE_BEFORE_LEAST:
        return False
    opening = here.words[start]
    adjunct = opening.low in vocabulary().adjuncts or opening.low in vocabulary().prepositions
    return not adjunct or has_verb(here, start, comma)


def _bare_after(here: Passage, hit: Hit, opening: Opening, reach: int) -> Draft | None:
    if Frame.BARE not in hit.cue.verb.frames or not has_verb(here, opening.at, reach):
        return None
    return made(here, hit, content_after(here, opening, reach), Rule.CLAUSE_BARE)


def _object(here: Passage, hit: Hit, reach: int, _start: int) -> Draft | None:
    after = hit.cue.last + 1
    if hit.source is None or Frame.OBJECT not in hit.cue.verb.frames or after >= here.size:
        return None
    if hit.cue.verb.particle and here.words[after].low == "as":
        return None
    if hit.cue.verb.lemma in _FINDING and not _is_finding(here, hit.source):
        return None
    content = object_after(here, hit.cue, _before_colon(here, after, reach))
    pointing = [item for item in content if item.text(here.text).lower() in _NEVER_TOLD]
    return None if pointing else made(here, hit, content, Rule.OBJECT)


def _before_colon(here: Passage, after: int, reach: int) -> int:
    """Return where an object ends at the latest: at the colon of `the news: he said ...`."""
    if ":" not in here.lows:
        return reach
    pronouns, forms = vocabulary().subject_pronouns, cue_forms(Scope.SPEECH)
    ends = [at for at in range(after, reach - 2) if here.words[at].text == ":"]
    lows = [word.low for word in here.words]
    return next((at for at in ends if lows[at + 1] in pronouns and lows[at + 2] in forms), reach)


def _request(here: Passage, hit: Hit, reach: int, _start: int) -> Draft | None:
    """Read a request, `She asked the council to act`."""
    if hit.source is None or Frame.REQUEST not in hit.cue.verb.frames:
        return None
    return made(here, hit, request_after(here, hit.cue, reach), Rule.OBJECT)


def _measure(here: Passage, hit: Hit, reach: int, _start: int) -> Draft | None:
    """Read `She put the toll at nine`."""
    if hit.source is None or Frame.MEASURE not in hit.cue.verb.frames:
        return None
    return made(here, hit, measure_after(here, hit.cue, reach), Rule.OBJECT)


def _is_finding(here: Passage, source: Phrase) -> bool:
    """Tell whether a poll, a study or those who made it are what shows or finds something."""
    known = vocabulary().findings
    return any(word.low in known for word in here.words[source.first : source.last + 1])


_Attempt = Callable[[Passage, Hit, int, int], Draft | None]
_ACTIVE: Final[tuple[_Attempt, ...]] = (
    _inverted,
    _quote_before,
    _clause,
    _request,
    _measure,
    _object,
)
_PASSIVE: Final[tuple[_Attempt, ...]] = (
    passive_request,
    passive_after,
    passive_before,
    passive_by,
)
