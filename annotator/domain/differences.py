"""What became otherwise between two bodies of a claim, or two records, in words."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from annotator.domain.attribution import Attribution
from annotator.domain.claim import ClaimBody
from annotator.domain.codebook import Codebook
from annotator.domain.columns import CHAIN_JOINT, FRAGMENT_JOINT
from annotator.domain.field import EMPTY_FIELD, Fields, FieldState, FieldValue
from annotator.domain.span import Span
from annotator.domain.speaker import SpeakerBody
from annotator.domain.value import Value

NameOf = Callable[[int | None], str | None]
"""From a speaker's id to the canonical name."""


class Difference(Value):
    """One part of a claim or record before and after, as a person would read it.

    `before` or `after` is None where there was or is nothing.
    """

    part: str
    before: str | None
    after: str | None

    @property
    def differs(self) -> bool:
        """Tell whether the two are not the same."""
        return self.before != self.after


class Words(Value):
    """What is needed to put a body into words: the text, the codebook and the names."""

    text: str
    codebook: Codebook
    names: Mapping[int, str]

    def name(self, speaker: int | None) -> str | None:
        """Return the canonical name of a speaker."""
        return None if speaker is None else self.names.get(speaker)


def differences(
    before: ClaimBody | None, after: ClaimBody | None, words: Words
) -> tuple[Difference, ...]:
    """Return what differs between two bodies of one claim, in the order of the window.

    None stands for a claim that was not there yet.
    """
    return tuple(item for item in side_by_side(before, after, words) if item.differs)


def side_by_side(
    before: ClaimBody | None, after: ClaimBody | None, words: Words
) -> tuple[Difference, ...]:
    """Return each part of two bodies of one claim, those too that are the same."""
    one, other = (_parts(body, words) if body else {} for body in (before, after))
    return tuple(_difference(part, one, other) for part in dict.fromkeys([*one, *other]))


def field_differences(before: Fields, after: Fields, words: Words) -> tuple[Difference, ...]:
    """Return what differs between the fields of two records."""
    return tuple(item for item in fields_side_by_side(before, after, words) if item.differs)


def fields_side_by_side(before: Fields, after: Fields, words: Words) -> tuple[Difference, ...]:
    """Return each field of two records that one of them has, those too that are the same."""
    one, other = (dict(_fields(fields, words)) for fields in (before, after))
    order = [item.label for item in words.codebook.fields]
    parts = sorted(one.keys() | other.keys(), key=order.index)
    return tuple(_difference(part, one, other) for part in parts)


def speaker_differences(before: SpeakerBody | None, after: SpeakerBody) -> tuple[Difference, ...]:
    """Return what differs in what is known of a speaker; None stands for before it was added."""
    one, other = (_known(body) if body else {} for body in (before, after))
    found = (_difference(part, one, other) for part in dict.fromkeys([*one, *other]))
    return tuple(item for item in found if item.differs)


def _difference(part: str, before: Mapping[str, str], after: Mapping[str, str]) -> Difference:
    return Difference(part=part, before=before.get(part), after=after.get(part))


def _parts(body: ClaimBody, words: Words) -> dict[str, str]:
    chain = CHAIN_JOINT.join(words.name(link.speaker) or "nobody named" for link in body.chain)
    labels = {tag.key: tag.label for tag in words.codebook.all_tags()}
    told = {
        "Content": FRAGMENT_JOINT.join(span.of(words.text) for span in body.content),
        "Kind": body.kind.value,
        "Speaker": words.name(body.speaker),
        "Chain": chain if len(body.chain) > 1 else None,
        "Source": _marked(body.chain, words.text, lambda link: link.source),
        "Cue": _marked(body.chain, words.text, lambda link: link.cue),
        "Tags": ", ".join(labels.get(key, key) for key in body.tags),
    }
    return {part: text for part, text in told.items() if text} | dict(_fields(body.fields, words))


def _known(body: SpeakerBody) -> dict[str, str]:
    told = {
        "Name": body.name,
        "Kind": body.kind.value,
        "Other names": ", ".join(body.aliases),
        "Roles": "; ".join(role.words for role in body.roles),
        "External id": body.external_id,
        "Note": body.note,
    }
    return {part: text for part, text in told.items() if text}


def _marked(
    chain: Sequence[Attribution], text: str, span_of: Callable[[Attribution], Span | None]
) -> str:
    spans = (span_of(link) for link in chain)
    return CHAIN_JOINT.join(span.of(text) for span in spans if span is not None)


def _fields(fields: Fields, words: Words) -> Iterator[tuple[str, str]]:
    for item in words.codebook.fields:
        value = fields.get(item.key, EMPTY_FIELD)
        if value != EMPTY_FIELD:
            yield item.label, _value(value, words.text)


def _value(field: FieldValue, text: str) -> str:
    state = field.state.value.replace("_", " ")
    told = state if field.value is None else f"{field.value} ({state})"
    if field.evidence is None or field.state is FieldState.EMPTY:
        return told
    return f"{told}, shown by “{field.evidence.of(text)}”"
