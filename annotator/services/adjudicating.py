"""Settle what several people read in one document into the agreed layer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from annotator.domain.adjudication import (
    TWO,
    Awaiting,
    Decision,
    Group,
    PersonReading,
    Settlement,
    Standing,
)
from annotator.domain.adjudication_groups import side_by_side
from annotator.domain.alignment import is_among
from annotator.domain.claim import Claim, ClaimBody
from annotator.domain.claim_parts import Alike
from annotator.domain.codebook import Codebook, FieldScope, FieldType
from annotator.domain.document import Document
from annotator.domain.errors import RightError, UsageError
from annotator.domain.events import DocumentChanged
from annotator.domain.layer import LayerKind
from annotator.domain.rights import Right, require
from annotator.domain.settlement import Choice
from annotator.domain.span import Span
from annotator.domain.speaker import Speaker
from annotator.services.context import Context
from annotator.services.known_speakers import KnownSpeakers
from annotator.services.settling import FEW, Settling
from annotator.store.unit_of_work import UnitOfWork

SETTLE: Final = "Settle"
"""What every act of adjudication begins with."""
_LABELS: Final = {
    Choice.AGREED: f"{SETTLE}: all agree",
    Choice.ONE: f"{SETTLE}: one reading",
    Choice.BOTH: f"{SETTLE}: each reading",
    Choice.NEITHER: f"{SETTLE}: no reading",
    Choice.EDITED: f"{SETTLE}: parts of each reading",
}


@dataclass(frozen=True, slots=True)
class Adjudication:
    """One document as several people have read it, and what was settled of that.

    `agreed` are the living claims of the agreed layer, by id; those `made` came of settlements, the
    others are there apart from adjudication. `unfinished` are the names of those who have not
    submitted theirs yet.
    """

    document: Document
    title: str
    readings: tuple[PersonReading, ...]
    groups: tuple[Group, ...]
    agreed: Mapping[int, Claim]
    made: frozenset[int]
    unfinished: tuple[str, ...]
    codebook: Codebook
    speakers: Mapping[int, Speaker]
    boilerplate: tuple[Span, ...]

    def of(self, standing: Standing) -> tuple[Group, ...]:
        """Return the groups that have come so far."""
        return tuple(group for group in self.groups if group.standing is standing)

    def is_there_apart(self, group: Group) -> bool:
        """Tell whether the agreed layer has a group's claim already, but not of a settlement."""
        apart = [one.body.content for own, one in self.agreed.items() if own not in self.made]
        return any(is_among(claim.body.content, apart) for claim in group.there)

    def name(self, speaker: int | None) -> str | None:
        """Return the canonical name of a speaker."""
        return None if speaker is None else self.speakers[speaker].name


class AdjudicatingService:
    """The door to other people's readings, for those who may settle them."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._known = KnownSpeakers()

    def awaiting(self) -> tuple[Awaiting, ...]:
        """Return the documents that several people read on their own, in the order they came."""
        with self._context.overseeing() as unit:
            return unit.settlements.awaiting()

    def why_not(self) -> str:
        """Return in a sentence why the user may not settle anything, empty when they may."""
        with self._context.overseeing() as unit:
            try:
                require(unit.users.get(self._context.user.id), Right.ADJUDICATE)
            except RightError as error:
                return str(error)
        return ""

    def open(self, document_id: int) -> Adjudication:
        """Return what was read and settled of a document.

        Raises:
            NotFoundError: there is no such document.
            RightError: the user may not settle readings.
            UsageError: fewer than two people have submitted theirs.
        """
        with self._context.overseeing() as unit:
            require(unit.users.get(self._context.user.id), Right.ADJUDICATE)
            return self._read(unit, document_id)

    def settle(self, document_id: int, group: Group, decision: Decision) -> int:
        """Settle one group, as one act, and return the settlement's id.

        What was settled of its claims before is replaced. What is taken is submitted, with the
        user as its last editor.

        Raises:
            RightError: the user may not settle readings.
            StaleError: a claim of it was changed, or it was settled by somebody else, meanwhile.
            UsageError: the decision does not fit the group, or a reader took theirs back.
        """
        label = _label(group, decision)
        with self._context.writing(label, document_id, right=Right.ADJUDICATE) as unit:
            settlement_id = Settling(unit, document_id).settle(group, decision)
            unit.commit()
        self._context.publish(DocumentChanged(document_id))
        return settlement_id

    def take_agreed(self, document_id: int) -> int:
        """Settle every group of a document in which all agree, as one act; return how many.

        Raises:
            RightError: the user may not settle readings.
            UsageError: there is none.
        """
        with self._context.overseeing() as unit:
            count = len(self._read(unit, document_id).of(Standing.AGREED))
        label = f"{SETTLE} the {count} that agree" if count > 1 else f"{SETTLE} the one that agrees"
        with self._context.writing(label, document_id, right=Right.ADJUDICATE) as unit:
            agreed = self._read(unit, document_id).of(Standing.AGREED)
            if not agreed:
                raise UsageError("There is nothing left here in which all agree.")
            Settling(unit, document_id).settle_agreed(agreed)
            unit.commit()
        self._context.publish(DocumentChanged(document_id))
        return len(agreed)

    def settled_into(self, claim_id: int) -> tuple[Settlement, ...]:
        """Return the settlements that a claim of the agreed layer came of, oldest first."""
        with self._context.overseeing() as unit:
            return unit.settlements.of_claim(claim_id)

    def _read(self, unit: UnitOfWork, document_id: int) -> Adjudication:
        document, codebook = unit.documents.get(document_id), unit.project.codebook()
        layers = _read_layers(unit, document_id)
        speakers = self._known.of(unit)
        fields = codebook.of(FieldScope.CLAIM)
        alike = Alike(speakers, (item.key for item in fields if item.type is FieldType.SPEAKER))
        settlements = unit.settlements.of_document(document_id)
        return Adjudication(
            document=document,
            title=_title(unit, document),
            readings=layers.readings,
            groups=side_by_side(
                layers.readings, settlements, layers.standing, document.text, alike
            ),
            agreed=layers.agreed,
            made=frozenset(own for item in settlements for own in item.made),
            unfinished=layers.unfinished,
            codebook=codebook,
            speakers=speakers,
            boilerplate=unit.layers.boilerplate(document_id),
        )


def _label(group: Group, decision: Decision) -> str:
    """Return what a settlement is called, whose reading was taken told by name."""
    if decision.choice is Choice.ONE and group.has(decision.reading):
        return f"{SETTLE}: as {group.readers[decision.reading]} has it"
    return _LABELS[decision.choice]


class _Layers(NamedTuple):
    """What was read of one document: by whom on their own, and what the agreed layer has."""

    readings: tuple[PersonReading, ...]
    unfinished: tuple[str, ...]
    standing: dict[int, ClaimBody]
    agreed: dict[int, Claim]


def _read_layers(unit: UnitOfWork, document_id: int) -> _Layers:
    """Return the layers of a document.

    Raises:
        UsageError: fewer than two people have submitted theirs.
    """
    names = {user.id: user.name for user in unit.users.all()}
    claims = _claims_by_user(unit, document_id)
    own = [item for item in unit.assignments.of_document(document_id) if item.independent]
    since = unit.settlements.submitted_since(document_id)
    readings = tuple(
        _reading(item.user_id, names[item.user_id], claims.get(item.user_id, ()), since)
        for item in own
        if item.submitted
    )
    if len(readings) < TWO:
        raise UsageError(FEW)
    return _Layers(
        readings,
        tuple(names[item.user_id] for item in own if not item.submitted),
        {claim.id: claim.body for user, every in claims.items() if user for claim in every},
        {claim.id: claim for claim in claims.get(None, ())},
    )


def _claims_by_user(unit: UnitOfWork, document_id: int) -> dict[int | None, tuple[Claim, ...]]:
    """Return the claims of each person's layer, and under None those of the agreed one."""
    return {
        layer.user: unit.claims.of_layer(layer.id)
        for layer in unit.layers.of_document(document_id)
        if layer.kind is not LayerKind.EXTRACTOR
    }


def _reading(
    user: int, name: str, claims: tuple[Claim, ...], since: Mapping[int, int]
) -> PersonReading:
    mine = {claim.id: since[claim.id] for claim in claims}
    return PersonReading(user=user, name=name, claims=claims, since=mine)


def _title(unit: UnitOfWork, document: Document) -> str:
    title = unit.records.of_document(document.id).field("title").value
    return title or document.origin.rpartition("/")[2]
