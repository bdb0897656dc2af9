"""The places of a text that show what is under review, each with a number."""

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from annotator.domain.claim import Claim, ClaimBody
from annotator.domain.codebook import Codebook, FieldScope
from annotator.domain.field import Fields
from annotator.domain.span import Span
from annotator.ui.review.subject import Subject

NUMBERED = 9
"""So many have a key of their own: the digit."""


class Shown(NamedTuple):
    """A place, what it shows, and the key of the field; "" for a part of the claim itself."""

    label: str
    span: Span
    field: str = ""


def evidence_of(subject: Subject, codebook: Codebook) -> tuple[Shown, ...]:
    """Return where each part of a subject stands: content, sources and cues, then its fields."""
    body = subject.body
    if isinstance(body, Claim):
        parts = _parts(body.body)
        return (*parts, *_fields(FieldScope.CLAIM, body.body.fields, codebook))
    return tuple(_fields(FieldScope.DOCUMENT, body.fields, codebook))


def _parts(body: ClaimBody) -> Iterator[Shown]:
    translate = QCoreApplication.translate
    for span in body.content:
        yield Shown(translate("Review", "Content"), span)
    for link in reversed(body.chain):
        if link.source is not None:
            yield Shown(translate("Review", "Source"), link.source)
        if link.cue is not None:
            yield Shown(translate("Review", "Cue"), link.cue)


def _fields(scope: FieldScope, fields: Fields, codebook: Codebook) -> Iterator[Shown]:
    for definition in codebook.of(scope):
        field = fields.get(definition.key)
        if field is not None and field.evidence is not None:
            yield Shown(definition.label, field.evidence, definition.key)
