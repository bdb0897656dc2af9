"""What people have verified in a project, as lines to learn from."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from annotator.domain.claim import Claim
from annotator.domain.document import DocumentListing
from annotator.domain.layer import LayerKind, Scope
from annotator.domain.review import ReviewStatus
from annotator.domain.span import Span
from annotator.domain.value import Value
from annotator.services.context import Context
from annotator.store.unit_of_work import UnitOfWork

Line = dict[str, Any]
_DECIDED: Final = frozenset({ReviewStatus.APPROVED, ReviewStatus.REJECTED})
EXCLUDED: Final = "excluded"
OPEN: Final = "with open proposals"
IN_REVIEW: Final = "with claims not yet approved"
UNREAD: Final = "that nobody has annotated"


class LeftOut(Value):
    """How many documents cannot be learned from, and why: “with open proposals”."""

    documents: int
    why: str


class Verified(NamedTuple):
    """What can be learned from: a line a document, what else there is, and what was read for.

    `scope` is the widest one in which an engine has proposed here.
    """

    lines: Sequence[Line]
    left_out: tuple[LeftOut, ...]
    scope: Scope

    @property
    def sentence(self) -> str:
        """Return one sentence that says how many documents qualify and why others do not."""
        total = len(self.lines) + sum(item.documents for item in self.left_out)
        qualify = "qualifies" if len(self.lines) == 1 else "qualify"
        noun = "document" if total == 1 else "documents"
        said = f"{len(self.lines):,} of {total:,} {noun} {qualify}: every claim there is decided"
        others = [f"{item.documents:,} {item.why}" for item in self.left_out]
        return f"{said}; left out: {', '.join(others)}." if others else f"{said}."


def verified(context: Context) -> Verified:
    """Return the documents in which nothing is left to decide, so that what is free is empty.

    Those count in which every claim of the agreed layer is approved or rejected, and those marked
    as holding none; approved claims alone are annotation.
    """
    lines: list[Line] = []
    why_not: Counter[str] = Counter()
    scopes = {Scope.SPEECH}
    with context.reading() as unit:
        for item in unit.documents.listing():
            claims = _agreed(unit, item.id)
            scopes |= _scopes(unit, item.id)
            reason = _hindrance(item, claims)
            if reason is None:
                lines.append(_line(unit, item, claims))
            else:
                why_not[reason] += 1
    left_out = [LeftOut(documents=number, why=why) for why, number in why_not.most_common()]
    return Verified(lines, tuple(left_out), max(scopes, key=list(Scope).index))


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
