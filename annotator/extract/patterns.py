"""How a sentence reports: where the content stands around a source and its cue."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from annotator.domain.layer import Scope
from annotator.extract.contents import (
    Marker,
    Opening,
    clause,
    content_after,
    content_before,
    continuation,
    object_after,
    opening_after,
)
from annotator.extract.cues import Cue, Frame, Voice, cue_lexicon, cues
from annotator.extract.passage import Passage
from annotator.extract.scoring import Rule
from annotator.extract.segmentation import Stretch, in_order
from annotator.extract.sources import Phrase, source_after, source_before
from annotator.extract.vocabulary import vocabulary

_JOINTS: Final = frozenset("and but while as although though whereas ;".split())
_CITING: Final = frozenset({"cite", "quote", "refer to"})
_CLAUSE_BEFORE_LEAST: Final = 3
_MARKED: Final = frozenset({Marker.THAT, Marker.COLON, Marker.QUOTE, Marker.QUESTION})
_RULE_OF: Final = {
    Marker.THAT: Rule.CLAUSE_THAT,
    Marker.BARE: Rule.CLAUSE_BARE,
    Marker.COLON: Rule.COLON,
    Marker.QUOTE: Rule.QUOTE_AFTER,
    Marker.QUESTION: Rule.QUESTION,
    Marker.INFINITIVE: Rule.INFINITIVE,
}


class Draft(NamedTuple):
    """One attribution as found in a sentence; `source` is None where nobody is named.

    `cited_by` is the cue of the attribution that passes this one on: `X reports, citing Y`.
    """

    content: tuple[Stretch, ...]
    source: Stretch | None
    cue: Stretch
    rule: Rule
    rate: float
    lemma: str
    paragraph: int
    cited_by: Stretch | None = None


class Hit(NamedTuple):
    """A cue with the subject found for it; `shared` if the subject is an earlier cue's."""

    cue: Cue
    source: Phrase | None
    shared: bool
    begins: int


def drafts(here: Passage, scope: Scope) -> list[Draft]:
    """Return what a sentence reports, by cue from left to right."""
    hits = _hits(here, scope)
    found: list[Draft] = []
    for position, hit in enumerate(hits):
        limit = _limit(here, hits, position)
        lowest = _lowest(here, hits, position)
        cited = _citing(here, hits, position, found)
        if cited:
            found = [draft for draft in found if draft.cue != cited[0].cue]
            found += cited
            continue
        draft = _draft(here, hit, limit, lowest)
        if draft is not None:
            found.append(draft)
    found += according_to(here)
    return found


def _hits(here: Passage, scope: Scope) -> list[Hit]:
    hits: list[Hit] = []
    for cue in cues(here.words, here.outside, scope):
        lowest = hits[-1].cue.last + 1 if hits else 0
        source = None if cue.voice is Voice.PARTICIPLE else _subject(here, cue, lowest)
        shared = source is None and bool(hits) and _shares(here, cue)
        if shared:
            source = hits[-1].source
        begins = cue.outset if shared or source is None else source.first
        hits.append(Hit(cue, source, shared, begins))
    return hits


def _subject(here: Passage, cue: Cue, lowest: int) -> Phrase | None:
    found = source_before(here.words, cue.outset, lowest)
    if found is None or not all(here.outside[at] for at in (found.first, found.last)):
        return None
    return found


def _shares(here: Passage, cue: Cue) -> bool:
    """Tell whether the cue goes on with the subject of the one before: `and added`."""
    if cue.voice is Voice.PARTICIPLE:
        return True
    before = here.words[cue.outset - 1] if cue.outset else None
    return before is not None and (before.low in {"and", "but", "then", "or"} or before.text == ",")


def _limit(here: Passage, hits: Sequence[Hit], position: int) -> int:
    """Return the index before which a content must end: where the next attribution begins."""
    for later in hits[position + 1 :]:
        at = later.begins
        if at <= hits[position].cue.last + 1:
            continue
        before = here.words[at - 1]
        if before.low in _JOINTS or before.text == ",":
            return at - 2 if here.words[at - 2].text == "," and before.text != "," else at - 1
        if later.shared:
            return at
    return _according_limit(here, hits[position].cue.last)


def _according_limit(here: Passage, after: int) -> int:
    for at in range(after + 1, here.size - 1):
        if here.words[at].low == "according" and here.words[at + 1].low == "to":
            return at
    return here.size


def _lowest(here: Passage, hits: Sequence[Hit], position: int) -> int:
    """Return the index from which a content before the cue may begin."""
    if not position:
        return 0
    earlier = hits[position - 1].cue.last + 1
    for at in range(hits[position].begins - 2, earlier, -1):
        if here.outside[at] and here.words[at].low in {"and", "but", ";"}:
            return at + 1
    return earlier


def _citing(
    here: Passage, hits: Sequence[Hit], position: int, found: Sequence[Draft]
) -> list[Draft]:
    """Read `X reports, citing Y, that ...` as X's link and Y's claim; [] for anything else."""
    hit = hits[position]
    if hit.cue.verb.lemma not in _CITING or hit.cue.voice is not Voice.PARTICIPLE or not position:
        return []
    source = source_after(here.words, hit.cue.last + 1, here.size)
    if source is None or not _can_speak(here, source):
        return []
    outer_hit = hits[position - 1]
    outer = next((d for d in found if d.cue == here.stretch(*outer_hit.cue[1:3])), None)
    content = list(outer.content) if outer else _cited_content(here, source)
    if not content or outer_hit.source is None:
        return []
    outer = outer or _made(here, outer_hit, content, Rule.ACCORDING)
    inner = _made(here, hit._replace(source=source), content, Rule.ACCORDING)
    return [outer, inner._replace(cited_by=outer.cue)] if outer and inner else []


def _can_speak(here: Passage, source: Phrase) -> bool:
    known = vocabulary()
    nouns = known.organisation_heads | known.group_nouns | known.office_nouns | known.outlet_nouns
    return any(word.is_name or word.low in nouns for word in here.words[source[0] : source[1] + 1])


def _cited_content(here: Passage, source: Phrase) -> list[Stretch]:
    at = source.last + 1
    while at < here.size and here.words[at].low in {",", "that", ":"}:
        at += 1
    found = clause(here, at, here.size) if at < here.size else None
    return [found] if found else []


def _draft(here: Passage, hit: Hit, limit: int, lowest: int) -> Draft | None:
    if hit.cue.voice is Voice.PASSIVE:
        return _passive(here, hit, limit)
    for attempt in (_inverted, _quote_before, _marked_after, _clause_before, _bare_after, _object):
        found = attempt(here, hit, limit, lowest)
        if found is not None:
            return found
    return None


def _made(here: Passage, hit: Hit, content: Sequence[Stretch], rule: Rule) -> Draft | None:
    tidy = in_order(content)
    if not tidy:
        return None
    source = hit.source
    return Draft(
        tidy,
        here.stretch(*source) if source else None,
        here.stretch(hit.cue.first, hit.cue.last),
        Rule.PARTICIPLE if hit.cue.voice is Voice.PARTICIPLE else rule,
        hit.cue.rate,
        hit.cue.verb.lemma,
        here.paragraph,
    )


def _inverted(here: Passage, hit: Hit, limit: int, lowest: int) -> Draft | None:
    """Read `"...," said Ann Lee`, and `Said Ann Lee: "..."`."""
    cue = hit.cue
    if cue.voice is not Voice.ACTIVE or not cue.verb.frames & {Frame.QUOTE}:
        return None
    at = cue.first - 1
    quoted = at >= 0 and _quote_ends(here, at)
    if not quoted and (at < _CLAUSE_BEFORE_LEAST or here.words[at].text != ","):
        return None
    if hit.source is not None and not hit.shared and not quoted:
        return None
    source = source_after(here.words, cue.last + 1, here.size)
    if source is None or here.words[source.first].low in {"it", "that", "this"}:
        return None
    content = content_before(here, cue.first, lowest)
    content += continuation(here, source.last + 1, limit)
    rule = Rule.QUOTE_INVERTED if quoted else Rule.CLAUSE_INVERTED
    return _made(here, hit._replace(source=source), content, rule)


def _quote_ends(here: Passage, at: int) -> bool:
    if here.words[at].text == ",":
        at -= 1
    return here.quote_closing_at(at) is not None


def _quote_before(here: Passage, hit: Hit, limit: int, lowest: int) -> Draft | None:
    if hit.cue.voice is Voice.PARTICIPLE or Frame.QUOTE not in hit.cue.verb.frames:
        return None
    if hit.source is None or hit.shared or hit.begins - 1 < lowest:
        return None
    if not _quote_ends(here, hit.begins - 1):
        return None
    content = content_before(here, hit.begins, lowest)
    content += continuation(here, hit.cue.last + 1, limit)
    return _made(here, hit, content, Rule.QUOTE_BEFORE)


def _reporting(hit: Hit) -> bool:
    return hit.source is not None and bool(
        hit.cue.verb.frames & {Frame.QUOTE, Frame.CLAUSE, Frame.QUESTION, Frame.INFINITIVE}
    )


def _marked_after(here: Passage, hit: Hit, limit: int, lowest: int) -> Draft | None:
    if not _reporting(hit):
        return None
    opening = opening_after(here, hit.cue, limit)
    if opening is None or opening.marker is Marker.BARE:
        return None
    if opening.marker is Marker.QUOTE and Frame.QUOTE not in hit.cue.verb.frames:
        return None
    content = content_after(here, opening, limit)
    return _made(here, hit, content, _RULE_OF[opening.marker])


def _clause_before(here: Passage, hit: Hit, limit: int, lowest: int) -> Draft | None:
    """Read `The bridge is unsafe, she said.`, and the clause that goes on behind the cue."""
    frames = hit.cue.verb.frames
    if not _reporting(hit) or hit.shared or Frame.CLAUSE not in frames:
        return None
    comma = hit.begins - 1
    if comma - lowest < 1 or here.words[comma].text != ",":
        return None
    behind = opening_after(here, hit.cue, limit)
    if behind is not None:
        return None
    content = content_before(here, hit.begins, lowest)
    after = hit.cue.last + 1
    if after < limit and here.words[after].text == ",":
        rest = clause(here, after + 1, limit)
        content += [rest] if rest else []
    elif comma - lowest < _CLAUSE_BEFORE_LEAST:
        return None
    return _made(here, hit, content, Rule.CLAUSE_BEFORE)


def _bare_after(here: Passage, hit: Hit, limit: int, lowest: int) -> Draft | None:
    if not _reporting(hit) or Frame.CLAUSE not in hit.cue.verb.frames:
        return None
    opening = opening_after(here, hit.cue, limit)
    if opening is None or opening.marker is not Marker.BARE:
        return None
    return _made(here, hit, content_after(here, opening, limit), Rule.CLAUSE_BARE)


def _object(here: Passage, hit: Hit, limit: int, lowest: int) -> Draft | None:
    if hit.source is None or Frame.OBJECT not in hit.cue.verb.frames:
        return None
    return _made(here, hit, object_after(here, hit.cue, limit), Rule.OBJECT)


def _passive(here: Passage, hit: Hit, limit: int) -> Draft | None:
    """Read `It was noted that ...`, with nobody named."""
    if not hit.cue.verb.frames & {Frame.CLAUSE, Frame.QUOTE}:
        return None
    opening = opening_after(here, hit.cue, limit)
    if opening is None or opening.marker not in _MARKED:
        return None
    content = content_after(here, opening, limit)
    return _made(here, hit._replace(source=None), content, Rule.PASSIVE)


def according_to(here: Passage) -> Iterator[Draft]:
    """Yield what stands with `according to`, before or behind its source."""
    for entry in cue_lexicon().prepositions:
        parts = entry.words.split()
        for at in range(here.size - len(parts)):
            heard = [word.low for word in here.words[at : at + len(parts)]]
            if heard == parts and here.outside[at]:
                source = source_after(here.words, at + len(parts), here.size)
                content = in_order(_content_of_according(here, at, source) if source else [])
                if source and content:
                    yield Draft(
                        content,
                        here.stretch(*source),
                        here.stretch(at, at + len(parts) - 1),
                        Rule.ACCORDING,
                        entry.rate,
                        entry.words,
                        here.paragraph,
                    )


def _content_of_according(here: Passage, at: int, source: Phrase) -> list[Stretch]:
    behind = source.last + 1
    opens = at <= 1 or (at > 0 and here.words[at - 1].low in {"and", "but", ";"})
    if opens:
        found = clause(here, behind, here.size)
        return [found] if found else []
    content = content_before(here, at, 0)
    if behind < here.size and here.words[behind].text == ",":
        rest = clause(here, behind + 1, here.size)
        content += [rest] if rest else []
    return content
