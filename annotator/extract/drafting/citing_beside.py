"""Whom a report cites beside its cue: `P, X reported late on Monday, citing the operators`."""

from typing import Final, NamedTuple

from annotator.domain.layer import Scope
from annotator.extract.drafting.contents import clause
from annotator.extract.drafting.hits import Draft, hits
from annotator.extract.drafting.joining import Found
from annotator.extract.drafting.sources import source_after
from annotator.extract.prose.passage import Passage
from annotator.extract.prose.people import is_person_noun
from annotator.extract.prose.segmentation import Stretch
from annotator.extract.prose.vocabulary import vocabulary

_JOINING: Final = frozenset(["citing", "quoting", "referring", "reference", "cited", "quoted"])
_PRONOUNS: Final = frozenset(["him", "her", "them"])
_THINGS: Final = frozenset(
    [
        *("concern", "cost", "delay", "demand", "difficulty", "fear", "law", "lack", "need"),
        *("precedent", "pressure", "price", "problem", "reason", "rule", "safety", "security"),
        *("shortage", "weather", "condition", "example", "case", "event", "risk", "fact", "issue"),
        *("illness", "health", "change", "loss", "result", "threat", "violation", "conflict"),
    ]
)
_REPORTING: Final = frozenset(
    [
        *("report", "reports", "reported", "write", "writes", "wrote", "claimed", "confirmed"),
        *("says", "state", "read"),
    ]
)
_PEOPLE: Final = frozenset(["people", "those", "sources"])
_FURTHER: Final = frozenset(["as", "because", "if", "unless", "until", "once"])
_GOING_ON: Final = frozenset(["with", "in", "at", "of", "from", "for", "on", "near", "close"])
_CLAUSES: Final = frozenset(["that", "who", "which", "whose", "as", "when", "and", "while"])
_MARKS: Final = frozenset([",", ".", ";", ":", "–", "—", "(", ")", "?", "!", "”", "“", '"', "’"])
_REACH: Final = 8


class _Citing(NamedTuple):
    """The words that join two links, and who is cited, as numbers of words, the ends included."""

    first: int
    last: int
    source: tuple[int, int]


def with_cited(found: Found) -> Found:
    """Return the attributions, each that cites somebody beside its cue followed by the cited one's.

    What was found with the citing word itself as its cue gives way.
    """
    linked = {draft.cited_by for draft, _ in found}
    linked |= {draft.cue for draft, _ in found if draft.cited_by is not None}
    kept: Found = []
    joints: list[Stretch] = []
    for draft, here in found:
        kept.append((_whole(draft, here), here))
        if draft.cue in linked or draft.quoted_by is not None:
            continue
        cited = _cited(draft, here)
        if cited is not None:
            kept[-1] = (draft._replace(content=cited.content), here)
            kept.append((_whole(cited, here), here))
            joints.append(cited.cue)
    return [
        (draft, here)
        for draft, here in kept
        if draft.cited_by is not None or not any(_overlap(draft.cue, joint) for joint in joints)
    ]


def _whole(draft: Draft, here: Passage) -> Draft:
    """Return a draft that is cited with all of its source, and of its content.

    The source goes on as in `a man with a seat on it`, the content behind `, citing Ann Lee, as`.
    """
    if draft.cited_by is None or draft.source is None:
        return draft
    if not here.within.start <= draft.cue.start < draft.source.end <= here.within.end:
        return draft
    if here.words[here.index_from(draft.cue.start)].low not in _JOINING:
        return draft
    first = here.index_from(draft.source.start)
    last = _end(here, here.index_from(draft.source.end) - 1)
    draft = draft._replace(source=here.stretch(first, last))
    return draft._replace(content=_gone_on(draft.content, here, last))


def _gone_on(content: tuple[Stretch, ...], here: Passage, last: int) -> tuple[Stretch, ...]:
    """Return a content with what goes on behind the comma after word `last`, who is cited."""
    lows = [word.low for word in here.words[last + 1 : last + 3]]
    further = lows[:1] == [","] and not _FURTHER.isdisjoint(lows[1:])
    if not further or content[-1].end > here.words[last].start:
        return content
    if any(hit.cue.first > last for hit in hits(here, Scope.SPEECH)):
        return content
    rest = clause(here, last + 2, here.size)
    return (*content, rest) if rest else content


def _end(here: Passage, last: int) -> int:
    """Return the last word of a phrase that goes on with a preposition up to a mark."""
    known = vocabulary()
    at = last + 1
    if at >= here.size or here.words[at].low not in _GOING_ON:
        return last
    while at < here.size and here.words[at].text not in _MARKS:
        low = here.words[at].low
        if low in known.finite or low in known.temporal or low in _CLAUSES:
            return last
        at += 1
    return at - 1


def _overlap(one: Stretch, other: Stretch) -> bool:
    return one.start < other.end and other.start < one.end


def _cited(draft: Draft, here: Passage) -> Draft | None:
    """Return the attribution of whom a draft cites, None where it cites nobody."""
    if draft.source is None or here.lows.isdisjoint(_JOINING):
        return None
    if not here.within.start <= draft.cue.start < draft.cue.end <= here.within.end:
        return None
    citing = _before(draft, here) or _between(draft, here) or _behind(draft, here)
    if citing is None:
        return None
    joint, source = here.stretch(citing.first, citing.last), here.stretch(*citing.source)
    content = _without(draft.content, Stretch(joint.start, source.end))
    if not content or source == draft.source:
        return None
    return draft._replace(source=source, cue=joint, content=content, cited_by=draft.cue)


def _before(draft: Draft, here: Passage) -> _Citing | None:
    """Return what opens the sentence: `Citing two officials, X reported that ...`."""
    citing = _at(here, 0) if here.words[0].low in {"citing", "quoting"} else None
    if citing is None or draft.source is None:
        return None
    end = citing.source[1] + 1
    commas = end + 1 < here.size and here.words[end].text == ","
    return citing if commas and here.words[end + 1].start == draft.source.start else None


def _between(draft: Draft, here: Passage) -> _Citing | None:
    """Return what parts source and cue: `X, referring to the operators, said that ...`."""
    if draft.source is None or draft.source.end > draft.cue.start:
        return None
    comma = here.index_from(draft.source.end)
    if here.words[comma].text != "," or here.words[comma + 1].low not in _JOINING:
        return None
    citing = _at(here, comma + 1)
    if citing is None or here.words[citing.source[1]].end >= draft.cue.start:
        return None
    parted = here.words[citing.source[1] + 1].text == ","
    return citing if parted and _may_be_cited(draft, here, citing) else None


def _behind(draft: Draft, here: Passage) -> _Citing | None:
    """Return what stands behind cue and source, adverbials but no content between."""
    if draft.source is None:
        return None
    last = here.index_from(max(draft.cue.end, draft.source.end)) - 1
    for at in range(last + 1, min(here.size - 1, last + 1 + _REACH)):
        if not here.outside[at] or here.words[at].text in {";", ":"}:
            return None
        citing = _at(here, at) if here.words[at].low in _JOINING | {"with"} else None
        if citing is not None:
            between = range(here.words[last].end, here.words[at].start)
            opened = any(piece.start in between for piece in draft.content)
            speaks = _may_be_cited(draft, here, citing)
            return citing if speaks and not opened else None
    return None


def _at(here: Passage, at: int) -> _Citing | None:
    """Return who is cited by the words from `at`, None where they join nothing."""
    lows = [word.low for word in here.words[at : at + 3]]
    first, behind = at, at + 1
    if lows == ["with", "reference", "to"]:
        behind = at + 3
    elif lows[0] == "referring" and lows[1:2] == ["to"]:
        behind = at + 2
    elif lows[0] in {"cited", "quoted"}:
        behind = at + 1 if at and here.words[at - 1].low in {"which", "who"} else here.size
    elif lows[0] not in {"citing", "quoting"}:
        return None
    if behind >= here.size:
        return None
    if here.words[behind].low in _PRONOUNS:
        return _Citing(first, behind - 1, (behind, behind))
    source = _source(here, behind)
    return _Citing(first, behind - 1, source) if source else None


def _source(here: Passage, first: int) -> tuple[int, int] | None:
    """Return the phrase from word `first` on: a noun phrase, bare `people close to it`, a quote."""
    quote = here.quote_opening_at(first)
    if quote is not None:
        return here.phrase(quote.inner)
    source = source_after(here.words, first, here.size)
    if source is None:
        return (first, _end(here, first)) if _is_people(here.words[first].low) else None
    return (source.first, _end(here, source.last))


def _is_people(low: str) -> bool:
    return low in _PEOPLE or is_person_noun(low) or is_person_noun(low.removesuffix("s"))


def _may_be_cited(draft: Draft, here: Passage, citing: _Citing) -> bool:
    """Tell whether somebody is cited rather than a reason: by a report, anybody but a thing."""
    known = vocabulary()
    cited = here.words[citing.source[0] : citing.source[1] + 1]
    if any(word.is_name or word.low in known.bodies or _is_people(word.low) for word in cited):
        return True
    if draft.lemma not in _REPORTING and not _REPORTING & {
        word.low for word in here.words[here.index_from(draft.cue.start) :][:1]
    }:
        return False
    return not any(word.low in _THINGS or word.low.removesuffix("s") in _THINGS for word in cited)


def _without(content: tuple[Stretch, ...], joint: Stretch) -> tuple[Stretch, ...]:
    """Return a content without the words that cite, which some engines take in."""
    return tuple(
        piece for piece in content if not (joint.start <= piece.start and piece.end <= joint.end)
    )
