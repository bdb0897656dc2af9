"""The registry of speakers: who can be said to have said something."""

from functools import cached_property

from annotator.domain.events import SpeakersChanged
from annotator.domain.speaker import Speaker, SpeakerBody, likely_kind
from annotator.services.context import Context
from annotator.store.unit_of_work import UnitOfWork


class SpeakerService:
    """The one door to the registry."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def all(self) -> tuple[Speaker, ...]:
        """Return every speaker, by name."""
        with self._context.reading() as unit:
            return unit.speakers.all()

    def add(self, body: SpeakerBody) -> int:
        """Register a speaker and return its id."""
        with self._context.writing(f"Add speaker {body.name}") as unit:
            speaker_id = unit.speakers.add(body)
            unit.commit()
        self._context.publish(SpeakersChanged())
        return speaker_id

    def change(self, speaker_id: int, before: SpeakerBody, after: SpeakerBody) -> None:
        """Store what is now known of a speaker; claims that name it keep their verdicts.

        Raises:
            StaleError: somebody changed it in between.
        """
        with self._context.writing(f"Change speaker {before.name}") as unit:
            unit.speakers.swap(speaker_id, before, after)
            unit.commit()
        self._context.publish(SpeakersChanged())


class Registry:
    """Finds speakers by name within one unit of work, and registers those nobody knows.

    `grew` tells whether it had to.
    """

    def __init__(self, unit: UnitOfWork) -> None:
        self._unit = unit
        self.grew = False

    @cached_property
    def _ids(self) -> dict[str, int]:
        return {
            _key(name): speaker.id
            for speaker in self._unit.speakers.all()
            for name in (*speaker.body.aliases, speaker.name)
        }

    def id_of(self, name: str) -> int:
        """Return the speaker of this name or alias, registered if need be."""
        known = self._ids.get(_key(name))
        if known is None:
            known = self._unit.speakers.add(SpeakerBody(name=name, kind=likely_kind(name)))
            self._ids[_key(name)] = known
            self.grew = True
        return known


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
