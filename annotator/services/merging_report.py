"""What a merge of two projects came to, in words."""

from typing import Final

from annotator.domain.differences import Difference, Words, differences, field_differences
from annotator.domain.history import RecordKind
from annotator.domain.merging import Likeness
from annotator.domain.value import Value
from annotator.extract.naming.likenesses import likenesses
from annotator.store.merging import Clash, Taken
from annotator.store.unit_of_work import UnitOfWork

_SHOWN: Final = 60


class Conflict(Value):
    """Something that both projects changed; `ours` stays unless the other one was to.

    `parts` tell each difference from here to there.
    """

    kind: RecordKind
    document: str
    subject: str
    parts: tuple[Difference, ...]


class MergeReport(Value):
    """What a merge did, or would do; counts are of records, by kind.

    `lost` are approvals here that edits there took back, in words; `refused` counts approvals
    there of whoever edited last. `alike` are speakers of both that may be one.
    """

    new: dict[RecordKind, int]
    changed: dict[RecordKind, int]
    conflicts: tuple[Conflict, ...] = ()
    lost: tuple[str, ...] = ()
    alike: tuple[Likeness, ...] = ()
    assumed: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    refused: int = 0
    twins: int = 0
    codebook: str | None = None
    rows: int = 0

    @property
    def changes(self) -> int:
        """Return how many records came or changed."""
        return sum(self.new.values()) + sum(self.changed.values())

    @property
    def nothing(self) -> bool:
        """Tell whether everything there was known here already."""
        return not self.rows and self.codebook is None


def told(unit: UnitOfWork, taken: Taken, codebook: str | None) -> MergeReport:
    """Return the report of a merge whose work is done and not yet lasting."""
    return MergeReport(
        new=dict(taken.new),
        changed={kind: count for kind, count in taken.changed.items() if count},
        conflicts=tuple(_conflict(unit, clash) for clash in taken.clashes),
        lost=tuple(_subject(unit, kind, record) for kind, record in taken.lost),
        alike=_alike(unit, frozenset(taken.speakers)),
        assumed=tuple(taken.assumed),
        joined=tuple(taken.joined),
        refused=taken.refused,
        twins=taken.twins,
        codebook=codebook,
        rows=taken.rows,
    )


def _alike(unit: UnitOfWork, new: frozenset[int]) -> tuple[Likeness, ...]:
    """Return the speakers that came and may be one with somebody who was here."""
    if not new:
        return ()
    found = likenesses(unit.speakers.all())
    return tuple(item for item in found if (item.one.id in new) != (item.other.id in new))


def _conflict(unit: UnitOfWork, clash: Clash) -> Conflict:
    document = _document_of(unit, clash.kind, clash.record_id)
    title = "" if document is None else unit.documents.get(document).origin
    return Conflict(
        kind=clash.kind,
        document=title,
        subject=_subject(unit, clash.kind, clash.record_id),
        parts=_parts(unit, clash, document),
    )


def _parts(unit: UnitOfWork, clash: Clash, document: int | None) -> tuple[Difference, ...]:
    ours, theirs = clash.ours, clash.theirs
    found: tuple[Difference, ...] = ()
    if clash.kind in {RecordKind.CLAIM, RecordKind.RECORD} and document is not None:
        words = _words(unit, document)
        if clash.kind is RecordKind.CLAIM:
            one, other = (unit.bodies.claim(state["body"]) for state in (ours, theirs))
            found = differences(one, other, words)
        else:
            here, there = (unit.bodies.fields(state["body"]) for state in (ours, theirs))
            found = field_differences(here, there, words)
    return (*found, *_plain(ours, theirs))


def _plain(ours: dict[str, object], theirs: dict[str, object]) -> tuple[Difference, ...]:
    """Return what differs beside the bodies of claims and records, as it is stored."""
    one, other = _flat(ours), _flat(theirs)
    return tuple(
        Difference(part=name.capitalize(), before=one.get(name), after=other.get(name))
        for name in dict.fromkeys([*one, *other])
        if one.get(name) != other.get(name)
    )


def _flat(state: dict[str, object]) -> dict[str, str]:
    body = state.get("body")
    inside = body if isinstance(body, dict) else {}
    both = {name: value for name, value in state.items() if name != "body"} | inside
    return {
        name.replace("_", " "): str(value)
        for name, value in both.items()
        if value not in (None, "")
    }


def _subject(unit: UnitOfWork, kind: RecordKind, record_id: int) -> str:
    if kind is RecordKind.CLAIM:
        claim = unit.claims.get(record_id)
        said = claim.body.content[0].of(unit.documents.text(claim.document_id))
        return f"claim “{said if len(said) <= _SHOWN else said[: _SHOWN - 1] + '…'}”"
    if kind is RecordKind.SPEAKER:
        return f"speaker {unit.speakers.get(record_id).name}"
    names = {RecordKind.RECORD: "fields", RecordKind.DOCUMENT: "marks"}
    return names.get(kind, kind.value)


def _document_of(unit: UnitOfWork, kind: RecordKind, record_id: int) -> int | None:
    match kind:
        case RecordKind.CLAIM | RecordKind.RECORD:
            return int(unit.reviewed.row(kind, record_id).document_id)
        case RecordKind.PROPOSAL:
            return unit.proposals.get(record_id).document_id
        case RecordKind.DOCUMENT:
            return record_id
    return None


def _words(unit: UnitOfWork, document: int) -> Words:
    names = {own: speaker.name for own, speaker in unit.speakers.known().items()}
    text = unit.documents.text(document)
    return Words(text=text, codebook=unit.project.codebook(), names=names)
