"""What a new claim most likely is, guessed from what stands around it; a person corrects it."""

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from annotator.domain.alignment import likeness
from annotator.domain.attribution import Attribution
from annotator.domain.claim import Claim, ClaimBody, ClaimKind
from annotator.domain.proposal import Proposal
from annotator.domain.sheet import Sheet
from annotator.domain.span import Span
from annotator.domain.speaker import Speaker
from annotator.extract.prose.quotations import QuotedLetters, outermost, quotations
from annotator.extract.prose.segmentation import Stretch, paragraphs, sentences

if TYPE_CHECKING:
    from annotator.extract.naming.named import Named

_ALIKE: Final = 0.3
Item = Claim | Proposal
Known = Mapping[str, Speaker]
"""Who bears a name, in small letters."""


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
    """Return who may be meant, the nearest first: who speaks in the document, then who is named."""
    known = _known(sheet)
    by_distance = sorted(items(sheet), key=lambda item: abs(item.body.content[0].start - near))
    speaking = (one for item in by_distance for one in _speakers(sheet, item, known))
    others = sorted(_named(sheet.document.text, near), key=lambda one: _distance(one, near))
    return tuple(dict.fromkeys((*speaking, *(_meant(one.name, known) for one in others))))


def drafted(sheet: Sheet, span: Span) -> tuple[ClaimBody, str | None]:
    """Return a claim with this content, and the name of its speaker if that is not registered.

    A proposal on much the same words lends its chain; else the likeliest is who is named beside
    the words, else the speaker of the words before.
    """
    known = _known(sheet)
    body = ClaimBody(kind=kind_of(sheet.document.text, [span]), content=(span,))
    alike, before = _models(sheet, span)
    speaker = None if alike else _named_beside(sheet, span, known)
    model = alike or before
    if speaker is None and model is None:
        return body, None
    if speaker is None and model is not None:
        speaker = _speaker(sheet, model, len(model.body.chain) - 1, known)
    link = Attribution(speaker=speaker.speaker if speaker else None)
    if alike is not None:
        last = alike.body.chain[-1]
        link = link.amended(source=last.source, cue=last.cue)
    unregistered = speaker.name if speaker and speaker.speaker is None else None
    return body.with_last(link), unregistered


def likely_speaker(sheet: Sheet, span: Span) -> str | None:
    """Return whose claim these words would become, None for nobody's."""
    body, name = drafted(sheet, span)
    known = body.chain[-1].speaker if body.chain else None
    return name if known is None else sheet.speaker_name(known)


def _models(sheet: Sheet, span: Span) -> tuple[Item | None, Item | None]:
    """Return an item on much the same words, and the last one before them."""
    linked = [item for item in items(sheet) if item.body.chain]
    alike = (item for item in linked if likeness([span], item.body.content) >= _ALIKE)
    before = (item for item in reversed(linked) if item.body.content[0].start < span.start)
    return next(alike, None), next(before, None)


def _named_beside(sheet: Sheet, span: Span, known: Known) -> Candidate | None:
    """Return who is named in the paragraph outside quotation marks, the nearest to the words.

    Of a body that is not registered nothing is guessed.
    """
    text = sheet.document.text
    line = next((item for item in paragraphs(text) if item.start <= span.start < item.end), None)
    if line is None:
        return None
    quoted = outermost(quotations(text, line))
    found = [
        (_rank_of(text, line, span, at), candidate)
        for one in _named(text, span.start)
        for candidate in [_meant(one.name, known)]
        if one.is_person or candidate.speaker is not None
        for at in one.places
        if line.start <= at < line.end and not any(q.start <= at < q.end for q in quoted)
    ]
    return min(found, key=itemgetter(0))[1] if found else None


def _rank_of(text: str, line: Stretch, span: Span, at: int) -> tuple[int, int]:
    if span.start <= at < span.end:
        return 1, at - span.start
    here = next(item for item in sentences(text, line) if span.start < item.end)
    away = min(abs(at - span.start), abs(at - span.end))
    return (0 if here.start <= at < here.end else 2), away


def _known(sheet: Sheet) -> Known:
    """Return who bears each name; a name comes before another speaker's alias."""
    every = sheet.registry
    aliases = {name.casefold(): one for one in every for name in one.body.aliases}
    return aliases | {one.name.casefold(): one for one in every}


def _meant(name: str, known: Known) -> Candidate:
    bearer = known.get(name.casefold())
    return Candidate(bearer.name, bearer.id) if bearer else Candidate(name, None)


def _named(text: str, near: int) -> "tuple[Named, ...]":
    from annotator.extract.naming.named import named  # noqa: PLC0415 - read at first use only

    return named(text, near)


def _distance(one: "Named", near: int) -> int:
    return min(abs(at - near) for at in one.places)


def _speakers(sheet: Sheet, item: Item, known: Known) -> Iterable[Candidate]:
    for position in reversed(range(len(item.body.chain))):
        found = _speaker(sheet, item, position, known)
        if found is not None:
            yield found


def _speaker(sheet: Sheet, item: Item, position: int, known: Known) -> Candidate | None:
    speaker = item.body.chain[position].speaker
    if isinstance(speaker, int):
        meant = sheet.speakers[speaker]
        return Candidate(meant.name, meant.id)
    return None if speaker is None else _meant(speaker, known)


def _rank(item: Item) -> tuple[int, int]:
    return (isinstance(item, Proposal), item.id)
