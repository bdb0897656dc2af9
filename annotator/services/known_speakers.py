"""The registry by id, read anew only when it has changed: every document's sheet holds it."""

from collections.abc import Mapping

from annotator.domain.speaker import Speaker
from annotator.store.unit_of_work import UnitOfWork


class KnownSpeakers:
    """Keeps whom each id means, as it was read last; safe to ask from several threads."""

    def __init__(self) -> None:
        self._kept: tuple[object, Mapping[int, Speaker]] = (None, {})

    def of(self, unit: UnitOfWork) -> Mapping[int, Speaker]:
        """Return whom each id means now."""
        stamp, known = unit.speakers.stamp(), self._kept
        if known[0] != stamp:
            known = self._kept = (stamp, unit.speakers.known())
        return known[1]
