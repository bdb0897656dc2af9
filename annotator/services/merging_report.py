"""What a merge of two projects came to, in words."""

from annotator.domain.history import RecordKind
from annotator.domain.merging import Likeness
from annotator.domain.value import Value
from annotator.extract.naming.likenesses import likenesses
from annotator.services.merging_conflicts import Conflict, conflicts_of, subject_of
from annotator.store.merging_taken import Taken
from annotator.store.unit_of_work import UnitOfWork


class MergeReport(Value):
    """What a merge did, or would do; counts are of records, by kind.

    `edits` and `verdicts` count what was done there to claims and records. `lost` are approvals
    here that edits there took back, in words; `refused` counts approvals there of whoever edited
    last. `alike` are speakers of both that may be one. `related` projects began as one; `shared`
    counts the texts that both have.
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
    edits: int = 0
    verdicts: int = 0
    related: bool = True
    shared: int = 0
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


def told(unit: UnitOfWork, taken: Taken, codebook: str | None, viewer: int) -> MergeReport:
    """Return what one user is told of a merge whose work is done and not yet lasting."""
    return MergeReport(
        new=dict(taken.new),
        changed={kind: count for kind, count in taken.changed.items() if count},
        conflicts=conflicts_of(unit, taken.clashes, viewer),
        lost=tuple(subject_of(unit, kind, record) for kind, record in taken.lost),
        alike=_alike(unit, frozenset(taken.speakers)),
        assumed=tuple(taken.assumed),
        joined=tuple(taken.joined),
        refused=taken.refused,
        twins=taken.twins,
        edits=taken.edits,
        verdicts=taken.verdicts,
        related=taken.common > 0,
        shared=taken.shared,
        codebook=codebook,
        rows=taken.rows,
    )


def _alike(unit: UnitOfWork, new: frozenset[int]) -> tuple[Likeness, ...]:
    """Return the speakers that came and may be one with somebody who was here."""
    if not new:
        return ()
    found = likenesses(unit.speakers.all())
    return tuple(item for item in found if (item.one.id in new) != (item.other.id in new))
