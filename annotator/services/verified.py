"""What people have verified in a project, as lines to learn from."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from annotator.domain.claim import Claim
from annotator.domain.document import DocumentListing
from annotator.domain.layer import LayerKind, Scope
from annotator.domain.review import ReviewStatus
from annotator.domain.span import Span
from annotator.services.context import Context
from annotator.services.lessons import LeftOut, Lesson, Line, widest
from annotator.store.unit_of_work import UnitOfWork

_DECIDED: Final = frozenset({ReviewStatus.APPROVED, ReviewStatus.REJECTED})
EXCLUDED: Final = "excluded"
OPEN: Final = "with open proposals"
IN_REVIEW: Final = "with claims not yet approved"
UNREAD: Final = "that nobody has annotated"


def verified(context: Context) -> Lesson:
    """Return the documents in which nothing is left to decide, so that what is free is empty.

    Those count in which every claim of the agreed layer is approved or rejected, and those marked
    as holding none; approved claims alone are annotation. The scope is the widest in which an
    engine has proposed here.
    """
    lines: list[Line] = []
    why_not: Counter[str] = Counter()
    scopes = set[Scope]()
    with context.overseeing() as unit:
        for item in unit.documents.listing():
            claims = _agreed(unit, item.id)
            scopes |= _scopes(unit, item.id)
            reason = _hindrance(item, claims)
            if reason is None:
                lines.append(_line(unit, item, claims))
            else:
                why_not[reason] += 1
    left_out = [LeftOut(documents=number, why=why) for why, number in why_not.most_common()]
    return Lesson(lines, tuple(left_out), widest(scopes))


def _agreed(unit: UnitOfWork, document_id: int) -> list[Claim]:
    layers = unit.layers.of_document(document_id)
    agreed = {layer.id for layer in layers if layer.kind is LayerKind.AGREED}
    return [claim for claim in unit.claims.of_document(document_id) if claim.layer_id in agreed]


def _scopes(unit: UnitOfWork, document_id: int) -> set[Scope]:
    return {layer.engine.scope for layer in unit.layers.of_document(document_id) if layer.engine}


def _hindrance(item: DocumentListing, claims: Sequence[Claim]) -> str | None:
    """Return why a document cannot be learned from, the first reason; None if it can."""
    if item.marks.excluded is not None:
        return EXCLUDED
    if item.progress.open:
        return OPEN
    if any(claim.status not in _DECIDED for claim in claims):
        return IN_REVIEW
    return None if claims or item.marks.no_claims else UNREAD


def _line(unit: UnitOfWork, item: DocumentListing, claims: Iterable[Claim]) -> Line:
    return {
        "id": str(item.uid),
        "text": unit.documents.text(item.id),
        "attributions": [
            {
                "content": _pairs(claim.body.content),
                "source": _pairs([claim.body.last.source]),
                "cue": _pairs([claim.body.last.cue]),
                "kind": claim.body.kind.value,
            }
            for claim in claims
            if claim.status is ReviewStatus.APPROVED
        ],
    }


def _pairs(spans: Iterable[Span | None]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans if span is not None]
