"""The registry of speakers: who can be said to have said something."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from annotator.domain.bearer import Bearer
from annotator.domain.errors import UsageError
from annotator.domain.events import SpeakersChanged
from annotator.domain.mention import Mention, MentionOrder, SpeakerUse
from annotator.domain.merging import MentionRef
from annotator.domain.speaker import Speaker, SpeakerBody, likely_kind
from annotator.domain.speaker import name_key as _key
from annotator.domain.value import Value
from annotator.services.context import Context
from annotator.store.unit_of_work import UnitOfWork


class Candidate(Value):
    """A registered speaker whom a name may mean, why, and how likely: 0.0 to 1.0."""

    speaker: Speaker
    reason: str
    likeness: float


class Registered(NamedTuple):
    """A speaker of the registry, and how often claims name it."""

    speaker: Speaker
    use: SpeakerUse


class SpeakerService:
    """The one door to the registry."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def all(self) -> tuple[Speaker, ...]:
        """Return every speaker, by name."""
        with self._context.reading() as unit:
            return unit.speakers.all()

    def registry(self) -> tuple[Registered, ...]:
        """Return every speaker, by name, with how often claims name it or whom it absorbed."""
        with self._context.reading() as unit:
            speakers, uses = unit.speakers.all(), unit.mentions.uses()
            last = unit.speakers.survivors(uses)
        found: dict[int, SpeakerUse] = {}
        for own, use in uses.items():
            found[last[own]] = _sum(found[last[own]], use) if last[own] in found else use
        never = SpeakerUse()
        return tuple(Registered(item, found.get(item.id, never)) for item in speakers)

    def mentions(
        self, speaker_id: int, order: MentionOrder = MentionOrder.PLACE
    ) -> tuple[MentionRef, ...]:
        """Return every link of a claim that names the speaker, in this order."""
        with self._context.reading() as unit:
            return unit.mentions.refs(unit.speakers.family(speaker_id), order)

    def mention_lines(self, refs: Sequence[MentionRef]) -> tuple[Mention, ...]:
        """Return some mentions with the words around them; those that are gone are left out."""
        with self._context.reading() as unit:
            return unit.mentions.lines(refs)

    def bearers(self, words: str, when: str | None = None) -> tuple[Bearer, ...]:
        """Return whom words such as “the minister” may mean on a date, the likeliest first.

        `when` is a date or an interval (EDTF), as of the document that has the words; without one
        a role fits whenever it holds.
        """
        from annotator.extract.naming import bearing  # noqa: PLC0415 - not needed to start

        return tuple(bearing.bearers(self.all(), words, when))

    def add(self, body: SpeakerBody) -> int:
        """Register a speaker and return its id."""
        with self._context.writing(f"Add speaker {body.name}") as unit:
            speaker_id = unit.speakers.add(body)
            unit.commit()
        self._context.publish(SpeakersChanged())
        return speaker_id

    def change(
        self, speaker_id: int, before: SpeakerBody, after: SpeakerBody, label: str = ""
    ) -> None:
        """Store what is now known of a speaker; claims that name it keep their verdicts.

        Raises:
            StaleError: somebody changed it in between.
            UsageError: another speaker bears its new name.
        """
        with self._context.writing(label or f"Change speaker {before.name}") as unit:
            if _key(after.name) != _key(before.name):
                _refuse_taken(after.name, unit.speakers.all())
            unit.speakers.swap(speaker_id, before, after)
            unit.commit()
        self._context.publish(SpeakersChanged())

    def remove(self, speaker: Speaker) -> None:
        """Take a speaker whom no claim names out of the registry.

        Raises:
            UsageError: a claim names it.
            StaleError: it is gone already.
        """
        with self._context.writing(f"Remove speaker {speaker.name}") as unit:
            if unit.speakers.in_use(speaker.id):
                raise UsageError(
                    f"“{speaker.name}” is named by claims; merge it, or move its mentions first."
                )
            unit.speakers.set_deleted(speaker.id, deleted=True)
            unit.commit()
        self._context.publish(SpeakersChanged())

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """Return the speakers that a name nobody bears may mean, the likeliest first.

        A name that is registered, as a name or an alias, has none: it is found by itself.
        """
        return candidates_among(name, self.all())

    def remember(self, speaker_id: int, name: str) -> None:
        """Store that a speaker goes by this name too, so that it is found by itself next time.

        Raises:
            NotFoundError: there is no such speaker.
            UsageError: the name is empty, or another speaker bears it.
        """
        alias = " ".join(name.split())
        if not alias:
            raise UsageError("An alias needs a name.")
        with self._context.writing(f"Remember {alias}") as unit:
            before = unit.speakers.get(speaker_id).body
            bearer = _bearers(unit.speakers.all()).get(_key(alias), speaker_id)
            if bearer != speaker_id:
                other = unit.speakers.get(bearer).name
                raise UsageError(f"“{alias}” is a name of “{other}” already.")
            if _key(alias) in map(_key, (before.name, *before.aliases)):
                return
            after = before.amended(aliases=(*before.aliases, alias))
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
        return _bearers(self._unit.speakers.all())

    def id_of(self, name: str) -> int:
        """Return the speaker of this name or alias, registered if need be."""
        known = self._ids.get(_key(name))
        if known is None:
            known = self._unit.speakers.add(SpeakerBody(name=name, kind=likely_kind(name)))
            self._ids[_key(name)] = known
            self.grew = True
        return known


def candidates_among(name: str, speakers: Iterable[Speaker]) -> tuple[Candidate, ...]:
    """Return whom of these speakers a name that none of them bears may mean, the likeliest first.

    A name that one of them bears, as a name or an alias, has none: it is found by itself.
    """
    every = tuple(speakers)
    if _key(name) in _bearers(every):
        return ()
    from annotator.extract.naming.variants import variants  # noqa: PLC0415 - as above

    names = {item: speaker for speaker in every for item in speaker.names}
    found: dict[int, Candidate] = {}
    for variant in variants(name, names):
        speaker = names[variant.name]
        found.setdefault(
            speaker.id,
            Candidate(speaker=speaker, reason=variant.reason, likeness=variant.likeness),
        )
    return tuple(found.values())


def _refuse_taken(name: str, speakers: Iterable[Speaker]) -> None:
    if any(_key(one.name) == _key(name) for one in speakers):
        raise UsageError(f"Another speaker is called “{name}”.")


def _bearers(speakers: Iterable[Speaker]) -> dict[str, int]:
    """Return who bears each name; a name comes before another speaker's alias."""
    every = tuple(speakers)
    aliases = {_key(name): item.id for item in every for name in item.body.aliases}
    return aliases | {_key(item.name): item.id for item in every}


def _sum(one: SpeakerUse, other: SpeakerUse) -> SpeakerUse:
    return SpeakerUse(
        claims=one.claims + other.claims,
        approved=one.approved + other.approved,
        chains=one.chains + other.chains,
    )
