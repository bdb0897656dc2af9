"""From attributions as found in sentences to proposed claims: kinds, speakers, chains."""

from bisect import bisect_right
from collections.abc import Mapping
from itertools import accumulate
from sys import maxsize
from typing import Any

from annotator.domain.proposal import Extraction, ProposedClaim
from annotator.domain.span import Span
from annotator.extract.article import Article
from annotator.extract.circumstances.claim_fields import with_circumstances
from annotator.extract.drafting.chains import Chained, chained, without_cue
from annotator.extract.drafting.hits import Draft
from annotator.extract.drafting.joining import Found
from annotator.extract.drafting.passing_on import with_links
from annotator.extract.drafting.scoring import score
from annotator.extract.naming.resolving import Resolver
from annotator.extract.prose.passage import Passage
from annotator.extract.prose.quotations import QuotedLetters
from annotator.extract.prose.segmentation import Stretch


def extraction(article: Article, found: Found) -> Extraction:
    """Return all there is to say of an article in which these attributions were found."""
    return Extraction(
        language=article.language,
        note=article.note,
        fields=article.fields,
        boilerplate=tuple(Span(start=item.start, end=item.end) for item in article.skipped),
        claims=with_circumstances(article, _claims(article, found)),
    )


def _claims(article: Article, found: Found) -> tuple[ProposedClaim, ...]:
    letters = QuotedLetters(article.text, article.quotes)
    found = sorted(with_links(found), key=lambda pair: pair[0].cue)
    kinds = [(draft, letters.kind(draft.content)) for draft, _ in found]
    named = _named(article, found)
    claims = [_claim(item, named) for item in chained(article.text, kinds)]
    return tuple(sorted(claims, key=lambda claim: claim.content[0].start))


def _named(article: Article, found: Found) -> dict[Stretch, str | None]:
    """Return the canonical speakers by cue, those of links without a cue by an empty one."""
    resolver = Resolver(article.text, article.sentences, article.captions)
    named: dict[Stretch, str | None] = {}
    for draft, here, around in in_reading_order(found):
        if draft.quoted_by is not None:
            link = without_cue(draft, draft.quoted_by)
            named[link.cue] = resolver.speaker(link.source, here)
        named[draft.cue] = resolver.speaker(draft.source, here, around)
    return named


def in_reading_order(found: Found) -> list[tuple[Draft, Passage, Stretch | None]]:
    """Return drafts in the order in which to name them, each with the source of what holds it.

    They come by their cues, but who says a quotation comes before whoever speaks in it.
    """
    ordered = sorted(found, key=lambda pair: pair[0].cue)
    kept: dict[Stretch, tuple[Draft, Passage, Stretch | None]] = {}
    holders = _Holders(ordered)
    for draft, here in ordered:
        holder = holders.of(draft)
        if holder is not None and holder[0].cue not in kept:
            outer = holders.of(holder[0])
            kept[holder[0].cue] = (*holder, outer[0].source if outer else None)
        if draft.cue not in kept:
            kept[draft.cue] = (draft, here, holder[0].source if holder else None)
    return list(kept.values())


class _Holders:
    """Finds the drafts whose content holds another's source; only those that reach it are read."""

    def __init__(self, found: Found) -> None:
        """Sort the pieces of all contents, each with how far those up to it reach."""
        self._found = found
        self._pieces = sorted(
            (*piece, at) for at, (draft, _) in enumerate(found) for piece in draft.content
        )
        self._reach = list(accumulate((end for _, end, _ in self._pieces), max))

    def of(self, draft: Draft) -> tuple[Draft, Passage] | None:
        """Return the narrowest draft whose content holds the source of this one."""
        inner = draft.source or draft.cue
        holding: list[tuple[int, int]] = []
        at = bisect_right(self._pieces, (inner.start, maxsize, 0)) - 1
        while at >= 0 and self._reach[at] >= inner.end:
            _, end, number = self._pieces[at]
            other = self._found[number][0]
            if end >= inner.end and end > inner.start and other.cue != draft.cue:
                size = sum(piece.end - piece.start for piece in other.content)
                holding.append((size, number))
            at -= 1
        return self._found[min(holding)[1]] if holding else None


def _claim(item: Chained, named: Mapping[Stretch, str | None]) -> ProposedClaim:
    """Return a claim, made and checked in one go: part by part it would take half as long again."""
    chain = [_link(link, named.get(link.cue)) for link in (*item.outer, item.draft)]
    content = [_span(piece) for piece in item.draft.content]
    rated = score(item.draft.rule, item.draft.rate)
    parts = {"kind": item.kind, "content": content, "chain": chain, "score": rated}
    return ProposedClaim.model_validate(parts)


def _link(draft: Draft, speaker: str | None) -> dict[str, Any]:
    """Return a link; an empty stretch in place of a cue says that there is none."""
    source = _span(draft.source) if draft.source else None
    cue = _span(draft.cue) if draft.cue.end > draft.cue.start else None
    return {"source": source, "cue": cue, "speaker": speaker}


def _span(stretch: Stretch) -> dict[str, int]:
    return {"start": stretch.start, "end": stretch.end}
