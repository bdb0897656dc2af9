"""Take back an act that edited many claims, at little cost for each."""

from collections.abc import Sequence
from typing import Any, Final

from annotator.domain.history import Change, RecordKind
from annotator.domain.review import ReviewStatus
from annotator.store.bulk_claims import LOT
from annotator.store.reviewed import require_unchanged, state_of
from annotator.store.unit_of_work import UnitOfWork

_EDITED: Final = ("body", "deleted")
_JUDGED: Final = frozenset({ReviewStatus.APPROVED, ReviewStatus.RETURNED, ReviewStatus.REJECTED})


def are_edits(changes: Sequence[Change]) -> bool:
    """Tell whether an act only edited or deleted claims, several and each once."""
    claims = {change.record_id for change in changes if change.record_kind is RecordKind.CLAIM}
    once = 1 < len(claims) == len(changes)
    return once and all(_edits(change) for change in changes)


def take_back_edits(unit: UnitOfWork, changes: Sequence[Change]) -> None:
    """Give claims the bodies from before an act back, or those that it deleted.

    Raises:
        StaleError: one of them was changed or judged since; nothing is to be kept.
    """
    for at in range(0, len(changes), LOT):
        lot = changes[at : at + LOT]
        rows = unit.bulk_claims.rows([change.record_id for change in lot])
        for change in lot:
            _require_as_left(rows[change.record_id], change)
        edits = [_edits(change) for change in lot]
        unit.bulk_claims.edit([rows[change.record_id] for change in lot], edits)


def _edits(change: Change) -> dict[str, Any]:
    """Return what is to be again as it was before; nothing for a claim that was born or moved."""
    before = change.before or change.after
    return {name: before[name] for name in _EDITED if before[name] != change.after[name]}


def _require_as_left(row: Any, change: Change) -> None:
    now = state_of(RecordKind.CLAIM, row)
    require_unchanged(all(now[name] == change.after[name] for name in _EDITED))
    require_unchanged(row.status not in _JUDGED or row.last_move < change.number)
