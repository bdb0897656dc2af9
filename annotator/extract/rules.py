"""The first engine: rules and word lists, with nothing learned and nothing hidden."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from annotator.domain.field import FieldValue
from annotator.domain.layer import Scope
from annotator.domain.proposal import Extraction, ProposedAttribution, ProposedClaim
from annotator.domain.span import Span
from annotator.extract.boilerplate import boilerplate
from annotator.extract.chains import Chained, chained
from annotator.extract.extractor import NO_HINTS
from annotator.extract.fields import fields
from annotator.extract.hits import Draft
from annotator.extract.joining import joined
from annotator.extract.language import language, unread_note
from annotator.extract.passage import Passage, nested, passage, unbroken
from annotator.extract.patterns import drafts
from annotator.extract.quotations import Quotation, QuotedLetters, outermost, quotations
from annotator.extract.resolving import Resolver
from annotator.extract.scoring import Rule, score
from annotator.extract.segmentation import Stretch, Word, paragraphs, sentences, trimmed, words

_LEAD_WORDS: Final = frozenset(["", "date", "date:", "published", "published:"])


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
        known = fields(text, skipped, hints)
        return Extraction(
            language=code,
            fields=known,
            boilerplate=tuple(_span(item) for item in skipped),
            claims=_claims(text, scope, _read(text, skipped, known)),
        )


class _Reading(NamedTuple):
    """The outermost quotations, the sentences, and the sentences that quotations quote.

    `captions` are the words of headline and captions: they name, but claim nothing.
    """

    quotes: list[Quotation]
    sentences: list[Passage]
    nested: list[Passage]
    captions: list[list[Word]]


def _read(text: str, skipped: Sequence[Stretch], known: Mapping[str, FieldValue]) -> _Reading:
    """Return what is not boilerplate, ready for the rules."""
    found = _Reading([], [], [], _captions(text, skipped, known))
    for number, line in enumerate(_article(text, skipped, known)):
        every = quotations(text, line)
        own = outermost(every)
        found.quotes.extend(own)
        pieces = unbroken(sentences(text, line), own)
        if pieces and own and found.sentences and _announces(text, found.sentences[-1], own[0]):
            last = found.sentences.pop()
            whole = Stretch(last.within.start, pieces.pop(0).end)
            quotes = [*last.quotes, *own]
            found.sentences.append(passage(text, whole, number - 1, quotes))
        found.sentences.extend(passage(text, item, number, own) for item in pieces)
        found.nested.extend(nested(text, number, every, own))
    return found


def _announces(text: str, last: Passage, quote: Quotation) -> bool:
    """Tell whether a paragraph ends in a colon and the next one opens with its quotation."""
    between = text[last.within.end : quote.start]
    return last.words[-1].text == ":" and not between.strip() and "\n" in between


def _captions(
    text: str, skipped: Sequence[Stretch], known: Mapping[str, FieldValue]
) -> list[list[Word]]:
    """Return the words of the headline and of what is skipped before the article ends."""
    lines = set(skipped)
    end = max((item.end for item in paragraphs(text) if item not in lines), default=0)
    title = known["title"].evidence if "title" in known else None
    naming = [item for item in skipped if item.end < end]
    if title is not None:
        naming.append(Stretch(title.start, title.end))
    return [words(text, line) for line in naming]


def _article(
    text: str, skipped: Sequence[Stretch], known: Mapping[str, FieldValue]
) -> list[Stretch]:
    """Return the paragraphs of the article; headline, dateline and author codes are cut off."""
    lines = set(skipped)
    codes = {item.end: item.start for item in skipped}
    times = {item.start: item.end for item in skipped}
    kept = [item for item in paragraphs(text) if item not in lines]
    leads = [known[key].evidence for key in ("title", "dateline", "published") if key in known]
    found = []
    for item in kept:
        after = Stretch(times.get(item.start, item.start), item.end)
        start = _behind_lead(text, after, [span for span in leads if span])
        found.append(trimmed(text, start, codes.get(item.end, item.end)))
    return [item for item in found if item.end > item.start]


def _behind_lead(text: str, line: Stretch, leads: Sequence[Span]) -> int:
    """Return where a paragraph's own words begin, behind a headline, dateline or date."""
    start = line.start
    for lead in sorted(leads, key=lambda span: span.start):
        before = text[start : lead.start].strip()
        if line.start <= lead.start < line.end and before.lower() in _LEAD_WORDS:
            start = lead.end
            while start < line.end and (text[start].isspace() or text[start] in ":.–—-/"):
                start += 1
    return start


def _claims(text: str, scope: Scope, read: _Reading) -> tuple[ProposedClaim, ...]:
    letters = QuotedLetters(text, read.quotes)
    found = joined(
        read.sentences, [(draft, here) for here in read.sentences for draft in drafts(here, scope)]
    )
    found = sorted([*found, *_quoted(read.nested, scope)], key=lambda pair: pair[0].cue)
    kinds = [(draft, letters.kind(draft.content)) for draft, _ in found]
    resolver = Resolver(text, read.sentences, read.captions)
    named: dict[Stretch, str | None] = {}
    for draft, here in found:
        if draft.quoted_by is not None:
            named[draft.quoted_by] = resolver.speaker(draft.quoted_by, here)
        named[draft.cue] = resolver.speaker(draft.source, here)
    claims = [_claim(item, named) for item in chained(text, kinds)]
    return tuple(sorted(claims, key=lambda claim: claim.content[0].start))


def _quoted(inside: Sequence[Passage], scope: Scope) -> Iterator[tuple[Draft, Passage]]:
    """Yield the quotations inside quotations that have a cue of their own."""
    for here in inside:
        for draft in drafts(here, scope):
            if draft.rule in {Rule.QUOTE_BEFORE, Rule.QUOTE_AFTER, Rule.QUOTE_INVERTED}:
                yield draft, here


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
