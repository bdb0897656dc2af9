"""The first engine: rules and word lists, with nothing learned and nothing hidden."""

from collections.abc import Mapping, Sequence

from annotator.domain.layer import Scope
from annotator.domain.proposal import Extraction, ProposedAttribution, ProposedClaim
from annotator.domain.span import Span
from annotator.extract.boilerplate import boilerplate
from annotator.extract.chains import Chained, chained
from annotator.extract.extractor import NO_HINTS
from annotator.extract.fields import fields
from annotator.extract.joining import joined
from annotator.extract.language import language, unread_note
from annotator.extract.passage import Passage, passage, unbroken
from annotator.extract.hits import Draft
from annotator.extract.patterns import drafts
from annotator.extract.quotations import Quotation, QuotedLetters, outermost, quotations
from annotator.extract.resolving import Resolver
from annotator.extract.scoring import score
from annotator.extract.segmentation import Stretch, paragraphs, sentences
from annotator.extract.speakers import Cast


class RulesExtractor:
    """Proposes by rules; the same text always gives the same."""

    name = "rules"
    version = "1"
    model: str | None = None

    def extract(
        self, text: str, scope: Scope = Scope.SPEECH, hints: Mapping[str, str] = NO_HINTS
    ) -> Extraction:
        """Return fields, boilerplate and claims of an English text; a note for any other."""
        code = language(text)
        note = unread_note(code)
        if note is not None:
            return Extraction(language=code, note=note)
        skipped = boilerplate(text)
        quotes, read = _read(text, skipped)
        return Extraction(
            language=code,
            fields=fields(text, skipped, hints),
            boilerplate=tuple(_span(item) for item in skipped),
            claims=_claims(text, scope, quotes, read),
        )


def _read(text: str, skipped: Sequence[Stretch]) -> tuple[list[Quotation], list[Passage]]:
    """Return the outermost quotations and the sentences of what is not boilerplate."""
    lines = set(skipped)
    quotes: list[Quotation] = []
    read: list[Passage] = []
    for number, line in enumerate(item for item in paragraphs(text) if item not in lines):
        own = outermost(quotations(text, line))
        quotes += own
        pieces = unbroken(sentences(text, line), own)
        read += [passage(text, item, number, own) for item in pieces]
    return quotes, read


def _claims(
    text: str, scope: Scope, quotes: Sequence[Quotation], read: Sequence[Passage]
) -> tuple[ProposedClaim, ...]:
    letters = QuotedLetters(text, quotes)
    found = joined(read, [(draft, here) for here in read for draft in drafts(here, scope)])
    kinds = [(draft, letters.kind(draft.content)) for draft, _ in found]
    resolver = Resolver(text, Cast(here.words for here in read))
    named = {
        draft.cue: resolver.speaker(draft.source, draft.paragraph, here) for draft, here in found
    }
    claims = [_claim(item, named) for item in chained(text, kinds)]
    return tuple(sorted(claims, key=lambda claim: claim.content[0].start))


def _claim(item: Chained, named: Mapping[Stretch, str | None]) -> ProposedClaim:
    links = (*item.outer, item.draft)
    return ProposedClaim(
        kind=item.kind,
        content=tuple(_span(piece) for piece in item.draft.content),
        chain=tuple(_link(link, named.get(link.cue)) for link in links),
        score=score(item.draft.rule, item.draft.rate),
    )


def _link(draft: Draft, speaker: str | None) -> ProposedAttribution:
    source = _span(draft.source) if draft.source else None
    return ProposedAttribution(source=source, cue=_span(draft.cue), speaker=speaker)


def _span(stretch: Stretch) -> Span:
    return Span(start=stretch.start, end=stretch.end)
