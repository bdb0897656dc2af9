"""The links of `X reports, citing Y, who had it from Z`, whichever engine found the claim."""

from collections.abc import Iterator, Sequence
from typing import Final

from annotator.domain.layer import Scope
from annotator.extract.drafting.citing_beside import with_cited
from annotator.extract.drafting.hits import Draft, Hit, hits
from annotator.extract.drafting.joining import Found
from annotator.extract.drafting.sources import source_after
from annotator.extract.prose.passage import Passage
from annotator.extract.prose.segmentation import Stretch
from annotator.extract.prose.vocabulary import vocabulary

_JOINING: Final = frozenset(["citing", "quoting", "referring", "refer"])
_QUOTING: Final = frozenset(["quoted", "quotes", "quote", "cites", "cited", "refers", "referred"])
_HEARING: Final = frozenset(["heard", "learned", "learnt", "had"])
_RELATIVES: Final = frozenset(["who", "which", "whose"])
_BETWEEN: Final = frozenset(["it", "this", "in", "turn"])
_CITING: Final = _JOINING | _QUOTING
_LINKING: Final = _CITING | _RELATIVES
_REACH: Final = 8


def with_links(found: Found) -> Found:
    """Return the attributions, and before each that cites the links that pass it on.

    What a link says is what it passes on. A draft whose cue is such a link's becomes that link.
    """
    cited = {draft.cited_by for draft, _ in found}
    found = [
        (draft if draft.cue in cited else _carried_on(draft, here), here) for draft, here in found
    ]
    known = {draft.cue: draft for draft, _ in found}
    kept: Found = []
    added: dict[Stretch, tuple[Draft, Passage]] = {}
    for draft, here in found:
        inner = draft
        if draft.cited_by is None and draft.quoted_by is None:
            links = _links(draft, here)
            for outer in links:
                if outer.cue.end == outer.cue.start:
                    inner = inner._replace(quoted_by=outer.source)
                    continue
                if outer.cue not in known:
                    added[outer.cue] = (outer, here)
            inner = _cited(inner, links)
        kept.append((inner, here))
    return with_cited([*added.values(), *kept])


def _carried_on(draft: Draft, here: Passage) -> Draft:
    """Return who is behind `citing Y`: Z, where `, who had heard it from Z` follows."""
    if draft.source is None or not _inside(draft.cue, here.within):
        return draft
    if here.words[here.index_from(draft.cue.start)].low not in _JOINING:
        return draft
    relative = _relative(here, draft.source)
    for at in range(relative + 1, min(here.size - 1, relative + _REACH)) if relative else ():
        if here.words[at].low not in _QUOTING | _HEARING:
            continue
        behind = at + 1
        while behind < here.size - 1 and here.words[behind].low in _BETWEEN:
            behind += 1
        if here.words[behind].low in {"to", "from"}:
            source = source_after(here.words, behind + 1, here.size)
            if source is not None:
                cue, inner = here.stretch(at, at), here.stretch(*source)
                return draft._replace(source=inner, cue=cue, cited_by=None)
    return draft


def _relative(here: Passage, source: Stretch) -> int | None:
    """Return where `who` or `which` stands in a source, or right behind it."""
    first, last = here.phrase(source)
    end = last + 1 if here.words[last + 1 : last + 2] and here.words[last + 1].text == "," else last
    reach = range(first + 1, min(here.size, end + 2))
    return next((at for at in reach if here.words[at].low in _RELATIVES), None)


def _cited(inner: Draft, links: Sequence[Draft]) -> Draft:
    cues = [outer.cue for outer in links if outer.cue.end > outer.cue.start]
    return inner._replace(cited_by=cues[-1]) if cues else inner


def _links(draft: Draft, here: Passage) -> list[Draft]:
    """Return who passed a claim on, outermost first, each with the claim's content."""
    if draft.source is None or not _inside(draft.cue, here.within):
        return []
    if here.lows.isdisjoint(_LINKING):
        return []
    at = here.index_from(draft.cue.start)
    links: list[Draft] = []
    named = _before_relative(here, at)
    while named is not None:
        source, cue_at = named
        links.insert(0, _link(draft, source, here.stretch(cue_at, cue_at)))
        at = cue_at
        named = _before_relative(here, at)
    low = here.words[at].low
    if low in _JOINING:
        reporter = _reporter(draft, here, at)
        if reporter is not None and reporter.source is not None:
            cue = here.stretch(reporter.cue.first, reporter.cue.end)
            links.insert(0, _link(draft, here.stretch(*reporter.source), cue))
    elif low in _QUOTING:
        subject = _subject(draft, here, at)
        if subject is not None:
            links.insert(0, _link(draft, subject, Stretch(draft.cue.start, draft.cue.start)))
    return _chained(links)


def _chained(links: list[Draft]) -> list[Draft]:
    """Return the links, each cited by the one before."""
    for at in range(1, len(links)):
        links[at] = links[at]._replace(cited_by=links[at - 1].cue)
    return links


def _link(draft: Draft, source: Stretch, cue: Stretch) -> Draft:
    return draft._replace(source=source, cue=cue, cited_by=None, quoted_by=None)


def _inside(cue: Stretch, within: Stretch) -> bool:
    return within.start <= cue.start < cue.end <= within.end


def _reporter(draft: Draft, here: Passage, at: int) -> Hit | None:
    """Return the cue before `citing` with a subject that is no part of the claim."""
    found = [
        hit
        for hit in hits(here, Scope.SPEECH)
        if hit.cue.end < at and hit.source is not None and not _in_content(draft, here, hit)
    ]
    last = found[-1] if found else None
    own = (
        last is not None and last.source is not None and here.stretch(*last.source) == draft.source
    )
    return None if own else last


def _in_content(draft: Draft, here: Passage, hit: Hit) -> bool:
    start = here.words[hit.cue.first].start
    return any(piece.start <= start < piece.end for piece in draft.content)


def _subject(draft: Draft, here: Passage, at: int) -> Stretch | None:
    """Return who `quoted` somebody, if not the speaker."""
    for hit in hits(here, Scope.SPEECH):
        if hit.cue.first <= at <= hit.cue.end and hit.source is not None:
            source = here.stretch(*hit.source)
            return None if source == draft.source else source
    return None


def _before_relative(here: Passage, at: int) -> tuple[Stretch, int] | None:
    """Return who stands before the `, who had heard` of a cue, and the cue that cites them."""
    relative = next(_relatives(here, at), None)
    if relative is None:
        return None
    end = relative - 1 if here.words[relative - 1].text == "," else relative
    for back in range(end - 1, max(-1, end - 2 * _REACH), -1):
        if here.words[back].low in _CITING:
            first = back + 1
            while first < end and here.words[first].low in {"to", "by", "from"}:
                first += 1
            return (here.stretch(first, end - 1), back) if first < end else None
        if here.words[back].low in vocabulary().finite:
            return None
    return None


def _relatives(here: Passage, at: int) -> Iterator[int]:
    for back in range(at - 1, max(0, at - _REACH), -1):
        if here.words[back].low in _RELATIVES:
            yield back
        if here.words[back].text in {",", ";", "."}:
            return
