"""From attributions as found in sentences to proposed claims: kinds, speakers, chains."""

from collections.abc import Mapping

from annotator.domain.proposal import Extraction, ProposedAttribution, ProposedClaim
from annotator.domain.span import Span
from annotator.extract.article import Article
from annotator.extract.drafting.chains import Chained, chained
from annotator.extract.drafting.hits import Draft
from annotator.extract.drafting.joining import Found
from annotator.extract.drafting.scoring import score
from annotator.extract.naming.resolving import Resolver
from annotator.extract.prose.quotations import QuotedLetters
from annotator.extract.prose.segmentation import Stretch


def extraction(article: Article, found: Found) -> Extraction:
    """Return all there is to say of an article in which these attributions were found."""
    return Extraction(
        language=article.language,
        note=article.note,
        fields=article.fields,
        boilerplate=tuple(_span(item) for item in article.skipped),
        claims=_claims(article, found),
    )


def _claims(article: Article, found: Found) -> tuple[ProposedClaim, ...]:
    letters = QuotedLetters(article.text, article.quotes)
    found = sorted(found, key=lambda pair: pair[0].cue)
    kinds = [(draft, letters.kind(draft.content)) for draft, _ in found]
    named = _named(article, found)
    claims = [_claim(item, named) for item in chained(article.text, kinds)]
    return tuple(sorted(claims, key=lambda claim: claim.content[0].start))


def _named(article: Article, found: Found) -> dict[Stretch, str | None]:
    """Return the canonical speakers by cue, and by source where a link has no cue."""
    resolver = Resolver(article.text, article.sentences, article.captions)
    named: dict[Stretch, str | None] = {}
    for draft, here in found:
        if draft.quoted_by is not None:
            named[draft.quoted_by] = resolver.speaker(draft.quoted_by, here)
        named[draft.cue] = resolver.speaker(draft.source, here)
    return named


def _claim(item: Chained, named: Mapping[Stretch, str | None]) -> ProposedClaim:
    chain = [_link(link, named.get(link.cue)) for link in (*item.outer, item.draft)]
    quoted_by = item.draft.quoted_by
    if quoted_by is not None:
        outer = ProposedAttribution(source=_span(quoted_by), speaker=named.get(quoted_by))
        chain.insert(-1, outer)
    return ProposedClaim(
        kind=item.kind,
        content=tuple(_span(piece) for piece in item.draft.content),
        chain=tuple(chain),
        score=score(item.draft.rule, item.draft.rate),
    )


def _link(draft: Draft, speaker: str | None) -> ProposedAttribution:
    source = _span(draft.source) if draft.source else None
    return ProposedAttribution(source=source, cue=_span(draft.cue), speaker=speaker)


def _span(stretch: Stretch) -> Span:
    return Span(start=stretch.start, end=stretch.end)
