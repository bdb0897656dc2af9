"""What a new claim most likely is, guessed from what stands around it; a person corrects it."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from annotator.domain.alignment import likeness
from annotator.domain.attribution import Attribution
from annotator.domain.claim import Claim, ClaimBody, ClaimKind
from annotator.domain.proposal import Proposal
from annotator.domain.sheet import Sheet
from annotator.domain.span import Span
from annotator.extract.prose.quotations import QuotedLetters, outermost, quotations
from annotator.extract.prose.segmentation import Stretch, paragraphs

_ALIKE: Final = 0.3
Item = Claim | Proposal


class Candidate(NamedTuple):
    """Somebody who may be the speaker; without an id not registered yet."""

    name: str
    speaker: int | None


def items(sheet: Sheet, *, refused: bool = False) -> tuple[Item, ...]:
    """Return a document's claims and open proposals in the order of the text."""
    everything: tuple[Item, ...] = (
        *sheet.claims,
        *sheet.proposals,
        *(sheet.refused if refused else ()),
    )
    return tuple(sorted(everything, key=lambda item: (item.body.content[0].start, _rank(item))))


def kind_of(text: str, content: Sequence[Span]) -> ClaimKind:
    """Return whether a content stands in quotation marks, in part, or not at all."""
    quoted = [item for within in paragraphs(text) for item in outermost(quotations(text, within))]
    return QuotedLetters(text, quoted).kind([Stretch(span.start, span.end) for span in content])


def candidates(sheet: Sheet, near: int) -> tuple[Candidate, ...]:
    """Return whom the document names as speakers, those of the nearest words first."""
    by_distance = sorted(items(sheet), key=lambda item: abs(item.body.content[0].start - near))
    named = (candidate for item in by_distance for candidate in _speakers(sheet, item))
    return tuple(dict.fromkeys(named))


def drafted(sheet: Sheet, span: Span) -> tuple[ClaimBody, str | None]:
    """Return a claim with this content, and the name of its speaker if that is not registered.

    A proposal on much the same words lends its chain; else the speaker of the words before
    is the likeliest.
    """
    kind = kind_of(sheet.document.text, [span])
    body = ClaimBody(kind=kind, content=(span,))
    model = _model(sheet, span)
    if model is None:
        return body, None
    alike = likeness([span], model.body.content) >= _ALIKE
    last = model.body.chain[-1]
    speaker = _speaker(sheet, model, len(model.body.chain) - 1)
    link = Attribution(speaker=speaker.speaker if speaker else None)
    if alike:
        link = link.amended(source=last.source, cue=last.cue)
    unregistered = speaker.name if speaker and speaker.speaker is None else None
    return body.with_last(link), unregistered


def _model(sheet: Sheet, span: Span) -> Item | None:
    linked = [item for item in items(sheet) if item.body.chain]
    alike = [item for item in linked if likeness([span], item.body.content) >= _ALIKE]
    before = [item for item in linked if item.body.content[0].start < span.start]
    return next(iter([*alike, *reversed(before)]), None)


def _speakers(sheet: Sheet, item: Item) -> Iterable[Candidate]:
    for position in reversed(range(len(item.body.chain))):
        found = _speaker(sheet, item, position)
        if found is not None:
            yield found


def _speaker(sheet: Sheet, item: Item, position: int) -> Candidate | None:
    speaker = item.body.chain[position].speaker
    if isinstance(speaker, int):
        meant = sheet.speakers[speaker]
        return Candidate(meant.name, meant.id)
    if speaker is None:
        return None
    known = {other.name.casefold(): other for other in sheet.registry}
    named = known.get(speaker.casefold())
    return Candidate(named.name, named.id) if named else Candidate(speaker, None)


def _rank(item: Item) -> tuple[int, int]:
    return (isinstance(item, Proposal), item.id)
