"""What two projects both changed, in words, as each of them has it."""

from typing import Any, Final

from annotator.domain.differences import Difference, Words, fields_side_by_side, side_by_side
from annotator.domain.history import RecordKind
from annotator.domain.project_merge import Side
from annotator.domain.span import Span
from annotator.domain.value import Value
from annotator.store.merging_taken import Clash
from annotator.store.unit_of_work import UnitOfWork

_SHOWN: Final = 60
_BLIND: Final = "claim that another person reads alone"
_UNTOLD: Final = frozenset(
    {
        *("body", "from_claim", "to_claim", "documents", "speakers", "text"),
        *("document", "user", "layer", "proposal", "settled", "made"),
    }
)
"""What of a state the subject tells, or is told part by part."""


class Reading(Value):
    """Who changed something last in one of the projects, and when: an ISO 8601 moment in UTC."""

    user: str
    at: str


class Conflict(Value):
    """Something that both projects changed; `side` says whose reading stands.

    `key` is what decisions name it by, as long as nobody changes it again. A `bound` one leaves
    no choice. `rows` tell each part here and there, those too that are the same.
    """

    key: str
    kind: RecordKind
    document: str
    title: str
    subject: str
    rows: tuple[Difference, ...]
    ours: Reading
    theirs: Reading
    side: Side
    bound: bool = False

    @property
    def parts(self) -> tuple[Difference, ...]:
        """Return what differs, from here to there."""
        return tuple(row for row in self.rows if row.differs)


def conflict_of(unit: UnitOfWork, clash: Clash, viewer: int) -> Conflict:
    """Return a conflict in words; the merge has to be done, and need not last yet.

    Of what somebody else than the `viewer` reads on their own no words are told.
    """
    blind = _is_anothers(unit, clash, viewer)
    document = _document_of(unit, clash)
    ours, theirs = (Reading(user=who.user, at=who.at) for who in clash.authors)
    return Conflict(
        key=clash.key,
        kind=clash.kind,
        document="" if document is None else unit.documents.get(document).origin,
        title="" if document is None else unit.waiting.titles([document])[document],
        subject=_BLIND if blind else subject_of(unit, clash.kind, clash.record_id),
        rows=() if blind else _rows(unit, clash, document),
        ours=ours,
        theirs=theirs,
        side=clash.side,
        bound=clash.bound,
    )


def _is_anothers(unit: UnitOfWork, clash: Clash, viewer: int) -> bool:
    """Tell whether a claim is in the layer that another person reads alone."""
    if clash.kind is not RecordKind.CLAIM:
        return False
    layer = unit.claims.get(clash.record_id).layer_id
    return unit.layers.reader(layer) not in {None, viewer}


def _rows(unit: UnitOfWork, clash: Clash, document: int | None) -> tuple[Difference, ...]:
    ours, theirs = clash.states
    found: tuple[Difference, ...] = ()
    if clash.kind in {RecordKind.CLAIM, RecordKind.RECORD} and document is not None:
        words = _words(unit, document)
        if clash.kind is RecordKind.CLAIM:
            one, other = (unit.bodies.claim(state["body"]) for state in clash.states)
            found = side_by_side(one, other, words)
        else:
            here, there = (unit.bodies.fields(state["body"]) for state in clash.states)
            found = fields_side_by_side(here, there, words)
    return (*found, *_plain(_named(unit, ours), _named(unit, theirs)))


def _plain(ours: dict[str, str], theirs: dict[str, str]) -> tuple[Difference, ...]:
    """Return what is told beside the bodies of claims and records."""
    return tuple(
        Difference(part=name.capitalize(), before=ours.get(name), after=theirs.get(name))
        for name in dict.fromkeys([*ours, *theirs])
    )


def _named(unit: UnitOfWork, state: dict[str, Any]) -> dict[str, str]:
    """Return what a state says, in words, by the name of each part; nothing of what is not so."""
    body = state.get("body")
    inside = body if isinstance(body, dict) else {}
    both = {name: value for name, value in state.items() if name not in _UNTOLD} | inside
    if both.get("merged_into") is not None:
        both["merged_into"] = unit.speakers.get(both["merged_into"]).name
    if both.get("corrected_by") is not None:
        both["corrected_by"] = unit.waiting.titles([both["corrected_by"]])[both["corrected_by"]]
    told = {name.replace("_", " "): _told(value) for name, value in both.items()}
    return {name: words for name, words in told.items() if words}


def _told(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, dict):
        found = (f"{name}: {_told(part)}" for name, part in value.items() if _told(part))
        return ", ".join(found)
    if isinstance(value, list | tuple):
        return "; ".join(filter(None, map(_told, value)))
    return "" if value is None else str(value)


def subject_of(unit: UnitOfWork, kind: RecordKind, record_id: int) -> str:
    """Return what a record is called in a sentence: claim “Fares go up”."""
    match kind:
        case RecordKind.CLAIM:
            claim = unit.claims.get(record_id)
            return f"claim {_said(unit, claim.document_id, claim.body.content[0])}"
        case RecordKind.PROPOSAL:
            proposal = unit.proposals.get(record_id)
            return f"proposal {_said(unit, proposal.document_id, proposal.body.content[0])}"
        case RecordKind.SPEAKER:
            return f"speaker {unit.speakers.get(record_id).name}"
    names = {
        RecordKind.ASSIGNMENT: "assignment to a person",
        RecordKind.READING: "decision on a proposal",
        RecordKind.RECORD: "fields",
        RecordKind.DOCUMENT: "marks",
        RecordKind.DECISION: "word that two speakers are two",
    }
    return names.get(kind, kind.value)


def _said(unit: UnitOfWork, document: int, span: Span) -> str:
    said = span.of(unit.documents.text(document))
    return f"“{said if len(said) <= _SHOWN else said[: _SHOWN - 1] + '…'}”"


def _document_of(unit: UnitOfWork, clash: Clash) -> int | None:
    state = clash.states[0]
    match clash.kind:
        case RecordKind.CLAIM | RecordKind.RECORD:
            return int(unit.reviewed.row(clash.kind, clash.record_id).document_id)
        case RecordKind.PROPOSAL:
            return unit.proposals.get(clash.record_id).document_id
        case RecordKind.READING:
            return unit.proposals.get(state["proposal"]).document_id
        case RecordKind.DOCUMENT:
            return clash.record_id
    return state.get("document")


def _words(unit: UnitOfWork, document: int) -> Words:
    names = {own: speaker.name for own, speaker in unit.speakers.known().items()}
    text = unit.documents.text(document)
    return Words(text=text, codebook=unit.project.codebook(), names=names)
