"""Whose reading stands of what two projects both changed, as somebody has decided."""

from collections.abc import Mapping
from hashlib import sha256

from annotator.domain.history import RecordKind
from annotator.domain.project_merge import Side


class Choices:
    """The side of each conflict that was decided, by its key, and that of all others."""

    def __init__(self, decided: Mapping[str, Side], rest: Side) -> None:
        self._decided = decided
        self._rest = rest

    def side(self, conflict: str) -> Side:
        """Return whose reading of a conflict stands."""
        return self._decided.get(conflict, self._rest)


def key_of(kind: RecordKind, *ends: str) -> str:
    """Return what names a conflict: the same again only if nothing of it has changed since.

    `ends` tell the record, and how each of the two files has it.
    """
    told = "\n".join((kind.value, *ends))
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]
