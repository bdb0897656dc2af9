"""Who can be said to have said something."""

from enum import StrEnum
from uuid import UUID

from pydantic import Field

from annotator.domain.dates import EdtfDate
from annotator.domain.value import Value


class SpeakerKind(StrEnum):
    """What sort of source a speaker is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    OFFICE = "office"
    GROUP = "group"
    UNNAMED = "unnamed"


class Role(Value):
    """An office or affiliation a speaker holds from one date to another, both included."""

    title: str = Field(min_length=1)
    affiliation: str | None = None
    since: EdtfDate | None = None
    until: EdtfDate | None = None


class SpeakerBody(Value):
    """What is known about a speaker; `external_id` is, say, a Wikidata number."""

    name: str = Field(min_length=1)
    kind: SpeakerKind = SpeakerKind.PERSON
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    external_id: str | None = None
    note: str | None = None


class Speaker(Value):
    """A registered speaker."""

    id: int
    uid: UUID
    body: SpeakerBody

    @property
    def name(self) -> str:
        """Return the canonical name."""
        return self.body.name
