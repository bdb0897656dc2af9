"""What looks wrong in a document's claims and record: doubts that are shown, never errors."""

from collections.abc import Hashable, Iterator, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from annotator.domain.asked import OPEN_STATES, is_asked
from annotator.domain.attribution import Attribution
from annotator.domain.claim import Claim, ClaimBody, ClaimKind
from annotator.domain.codebook import Codebook, FieldScope
from annotator.domain.field import EMPTY_FIELD, Fields, FieldState, FieldValue
from annotator.domain.sheet import Sheet
from annotator.domain.span import Span
from annotator.domain.value import Value
from annotator.domain.words import Folded, words_of

_DATE_MARKS: Final = "?~%"
_DAY: Final = len("2021-06-15")


class Rule(StrEnum):
    """What sort of thing looks wrong."""

    UNBALANCED_QUOTE = "unbalanced quote"
    OUTSIDE_QUOTATION = "content outside its quotation"
    SPEAKER_NOT_IN_TEXT = "speaker not in the text"
    SAID_LATE = "said after it was published"
    NO_OUTLET = "chain without outlet"
    CLAIMED_TWICE = "claimed twice"
    REQUIRED_OPEN = "required field open"


class Quoted(NamedTuple):
    """A quotation of the text, marks included, what stands between them, and whether it ends."""

    whole: Span
    inner: Span
    closed: bool


class Fix(Value):
    """What would settle a doubt: the claim's body, or the record's fields, as they should be.

    With neither, the claim is deleted.
    """

    label: str
    body: ClaimBody | None = None
    fields: Fields | None = None


class Doubt(Value):
    """Something that looks wrong, told in one sentence.

    `claim` is None where it is about the record; `field` is the field to look at, `span` the words.
    """

    rule: Rule
    sentence: str
    claim: int | None = None
    field: str | None = None
    span: Span | None = None
    fix: Fix | None = None


def doubts(sheet: Sheet, codebook: Codebook, quoted: Sequence[Quoted]) -> tuple[Doubt, ...]:
    """Return what looks wrong, claim by claim in the order of the text, the record's last.

    `quoted` are the outermost quotations of the text, from left to right.
    """
    claims = sorted(sheet.claims, key=lambda claim: (claim.body.start, claim.id))
    said = Folded(sheet.document.text).text
    found: list[Doubt] = []
    first: dict[Hashable, int] = {}
    for claim in sorted(claims, key=lambda claim: claim.id):
        first.setdefault(_words_and_speaker(claim, sheet), claim.id)
    for claim in claims:
        found += _of_quotation(claim, quoted)
        found += _of_speaker(claim, sheet, said)
        found += _of_dates(claim, sheet)
        found += _of_outlet(claim, sheet)
        found += _claimed_before(claim, first[_words_and_speaker(claim, sheet)])
        found += _of_fields(claim.body.fields, codebook, claim)
    found += _of_fields(sheet.record.fields, codebook, None)
    return tuple(found)


def _of_quotation(claim: Claim, quoted: Sequence[Quoted]) -> Iterator[Doubt]:
    """Yield doubts on the marks around a content: a fragment over an edge, a mark never closed."""
    for place, fragment in enumerate(claim.body.content):
        for quotation in quoted:
            if not fragment.overlaps(quotation.inner):
                continue
            if not quotation.closed:
                yield Doubt(
                    rule=Rule.UNBALANCED_QUOTE,
                    claim=claim.id,
                    span=quotation.whole,
                    sentence="The quotation that this claim stands in is never closed.",
                )
            elif claim.body.kind is ClaimKind.DIRECT and not quotation.whole.covers(fragment):
                yield _over_the_edge(claim, place, quotation.inner)
        if claim.body.kind is ClaimKind.DIRECT and not any(
            fragment.overlaps(quotation.inner) for quotation in quoted
        ):
            yield _without_marks(claim, fragment)


def _over_the_edge(claim: Claim, place: int, inner: Span) -> Doubt:
    content = claim.body.content
    fragment = content[place]
    clipped = Span(start=max(fragment.start, inner.start), end=min(fragment.end, inner.end))
    body = claim.body.amended(content=(*content[:place], clipped, *content[place + 1 :]))
    return Doubt(
        rule=Rule.OUTSIDE_QUOTATION,
        claim=claim.id,
        span=fragment,
        sentence="A direct claim reaches beyond its quotation marks.",
        fix=Fix(label="Keep what is quoted", body=body),
    )


def _without_marks(claim: Claim, fragment: Span) -> Doubt:
    others = [span for span in claim.body.content if span != fragment]
    kind = ClaimKind.MIXED if others else ClaimKind.INDIRECT
    return Doubt(
        rule=Rule.OUTSIDE_QUOTATION,
        claim=claim.id,
        span=fragment,
        sentence="A direct claim stands in no quotation marks.",
        fix=Fix(label=f"Call it {kind}", body=claim.body.amended(kind=kind)),
    )


def _of_speaker(claim: Claim, sheet: Sheet, said: str) -> Iterator[Doubt]:
    speaker = sheet.speakers.get(claim.body.speaker or 0)
    if speaker is None:
        return
    names = (speaker.name, *speaker.body.aliases, *(role.title for role in speaker.body.roles))
    telling = [word for name in names for word in words_of(name) if len(word) > 1]
    if telling and not any(word in said for word in telling):
        yield Doubt(
            rule=Rule.SPEAKER_NOT_IN_TEXT,
            claim=claim.id,
            span=claim.body.last.source,
            sentence=f"No word of “{speaker.name}” stands in the text.",
        )


def _of_dates(claim: Claim, sheet: Sheet) -> Iterator[Doubt]:
    said, published = claim.body.field("said_on").value, sheet.record.field("published").value
    if said and published and _later(said, published):
        yield Doubt(
            rule=Rule.SAID_LATE,
            claim=claim.id,
            field="said_on",
            span=claim.body.field("said_on").evidence,
            sentence=f"Said on {said}, but published on {published}.",
        )


def _later(said: str, published: str) -> bool:
    """Tell whether a date surely lies after another; each may be a year, month or day."""
    one, other = (date.partition("/")[0].rstrip(_DATE_MARKS)[:_DAY] for date in (said, published))
    length = min(len(one), len(other))
    return one[:length] > other[:length]


def _of_outlet(claim: Claim, sheet: Sheet) -> Iterator[Doubt]:
    """Yield a doubt where words were passed on, and the chain does not begin with the outlet."""
    outlet = sheet.record.field("outlet")
    chain = claim.body.chain
    if len(chain) < 2 or outlet.value is None:  # noqa: PLR2004 - one link passes nothing on
        return
    known = {
        name.casefold(): speaker.id
        for speaker in sheet.registry
        for name in (speaker.name, *speaker.body.aliases)
    }
    speaker = known.get(outlet.value.casefold())
    if speaker is not None and any(_meant(sheet, link.speaker) == speaker for link in chain):
        return
    fix = None
    if speaker is not None:
        body = claim.body.amended(chain=(Attribution(speaker=speaker), *chain))
        fix = Fix(label=f"Begin with {outlet.value}", body=body)
    yield Doubt(
        rule=Rule.NO_OUTLET,
        claim=claim.id,
        span=chain[0].source,
        sentence=f"The words were passed on, but the chain does not begin with {outlet.value}.",
        fix=fix,
    )


def _claimed_before(claim: Claim, first: int) -> Iterator[Doubt]:
    if claim.id != first:
        yield Doubt(
            rule=Rule.CLAIMED_TWICE,
            claim=claim.id,
            span=claim.body.content[0],
            sentence="The same words of the same speaker are claimed twice.",
            fix=Fix(label="Delete this one"),
        )


def _words_and_speaker(claim: Claim, sheet: Sheet) -> Hashable:
    """Return what two claims have in common that say the same; marks around words do not count."""
    words = tuple(_bare(sheet.document.text, fragment) for fragment in claim.body.content)
    return words, _meant(sheet, claim.body.speaker)


def _bare(text: str, fragment: Span) -> tuple[int, int]:
    """Return where the letters and figures of a fragment begin and end."""
    first, last = fragment.start, fragment.end
    while first < last and not text[first].isalnum():
        first += 1
    while first < last and not text[last - 1].isalnum():
        last -= 1
    return (first, last) if first < last else (fragment.start, fragment.end)


def _meant(sheet: Sheet, speaker: int | None) -> int | None:
    """Return the id of the speaker whom an id means now."""
    meant = None if speaker is None else sheet.speakers.get(speaker)
    return speaker if meant is None else meant.id


def _of_fields(fields: Fields, codebook: Codebook, claim: Claim | None) -> Iterator[Doubt]:
    scope = FieldScope.DOCUMENT if claim is None else FieldScope.CLAIM
    for item in codebook.of(scope):
        value = fields.get(item.key, EMPTY_FIELD)
        if not (item.required and value.state in OPEN_STATES and is_asked(item, fields)):
            continue
        empty = value.state is FieldState.EMPTY
        state = FieldState.NOT_STATED if empty else FieldState.CONFIRMED
        settled = FieldValue(state=state) if empty else value.amended(state=state)
        after = {**fields, item.key: settled}
        yield Doubt(
            rule=Rule.REQUIRED_OPEN,
            claim=claim.id if claim else None,
            field=item.key,
            span=value.evidence,
            sentence=f"{item.label} is required, and {'is empty' if empty else 'not confirmed'}.",
            fix=Fix(
                label="Say it is not stated" if empty else f"Confirm “{value.value}”",
                body=claim.body.amended(fields=after) if claim else None,
                fields=None if claim else after,
            ),
        )
