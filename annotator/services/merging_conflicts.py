"""What two projects both changed, in words, as each of them has it."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any, Final

from annotator.domain.codebook import Codebook
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


class _Teller:
    """What conflicts are told by, read once for all of them."""

    def __init__(self, unit: UnitOfWork) -> None:
        self.unit = unit
        self._texts: dict[int, str] = {}

    def words(self, document: int) -> Words:
        """Return what is needed to put a body of a document into words."""
        if document not in self._texts:
            self._texts[document] = self.unit.documents.text(document)
        return Words(text=self._texts[document], codebook=self._codebook, names=self._names)

    @cached_property
    def _codebook(self) -> Codebook:
        return self.unit.project.codebook()

    @cached_property
    def _names(self) -> dict[int, str]:
        return {own: speaker.name for own, speaker in self.unit.speakers.known().items()}


def conflicts_of(unit: UnitOfWork, clashes: Iterable[Clash], viewer: int) -> tuple[Conflict, ...]:
    """Return conflicts in words; the merge has to be done, and need not last yet.

    Of what somebody else than the `viewer` reads on their own no words are told.
    """
    teller = _Teller(unit)
    return tuple(_conflict(teller, clash, viewer) for clash in clashes)


def _conflict(teller: _Teller, clash: Clash, viewer: int) -> Conflict:
    unit = teller.unit
    document = _document_of(unit, clash)
    ours, theirs = (Reading(user=who.user, at=who.at) for who in clash.authors)
    blind = _is_anothers(unit, clash, viewer)
    subject, rows = (_BLIND, ()) if blind else _told_of(teller, clash, document)
    return Conflict(
        key=clash.key,
        kind=clash.kind,
        document="" if document is None else unit.documents.get(document).origin,
        title="" if document is None else unit.waiting.titles([document])[document],
        subject=subject,
        rows=rows,
        ours=ours,
        theirs=theirs,
        side=clash.side,
        bound=clash.bound,
    )


def _is_anothers(unit: UnitOfWork, clash: Clash, viewer: int) -> bool:
    """Tell whether a claim is in the layer that another person reads alone."""
    if clash.kind is not RecordKind.CLAIM:
        return False
    layer = unit.reviewed.row(clash.kind, clash.record_id).layer_id
    return unit.layers.reader(layer) not in {None, viewer}


def _told_of(
    teller: _Teller, clash: Clash, document: int | None
) -> tuple[str, tuple[Difference, ...]]:
    """Return what a conflict is about, and each part here and there."""
    unit, (ours, theirs) = teller.unit, clash.states
    rest = _plain(_named(unit, ours), _named(unit, theirs))
    if clash.kind is RecordKind.CLAIM and document is not None:
        words = teller.words(document)
        one, other = (unit.bodies.claim(state["body"]) for state in clash.states)
        stands = other if clash.side is Side.THEIRS else one
        subject = f"claim {_shortened(stands.content[0].of(words.text))}"
        return subject, (*side_by_side(one, other, words), *rest)
    subject = subject_of(unit, clash.kind, clash.record_id)
    if clash.kind is RecordKind.RECORD and document is not None:
        words = teller.words(document)
        here, there = (unit.bodies.fields(state["body"]) for state in clash.states)
        return subject, (*fields_side_by_side(here, there, words), *rest)
    return subject, rest


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
    return _shortened(span.of(unit.documents.text(document)))


def _shortened(said: str) -> str:
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
