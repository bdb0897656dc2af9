"""Who can be said to have said something."""

import re
from enum import StrEnum
from typing import Final
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

    @property
    def words(self) -> str:
        """Return it in one line, with the dates between which it holds."""
        held = f"{self.title}, {self.affiliation}" if self.affiliation else self.title
        dated = f" ({self.since or '…'} – {self.until or '…'})"
        return f"{held}{dated}" if self.since or self.until else held


class SpeakerBody(Value):
    """What is known about a speaker; `external_id` is, say, a Wikidata number."""

    name: str = Field(min_length=1)
    kind: SpeakerKind = SpeakerKind.PERSON
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    external_id: str | None = None
    note: str | None = None


_ORGANISATIONS: Final = re.compile(
    r"\b(agency|army|association|authority|bank|bureau|cabinet|club|commission|committee|company|"
    r"corporation|council|court|daily|department|embassy|federation|foundation|government|group|"
    r"institute|ministry|\w*news|observer|office|organi[sz]ation|parliament|party|police|post|"
    r"press|secretariat|senate|service|society|times|union|university|world)\b|\.\w{2,3}$",
    re.IGNORECASE,
)
_GROUPS: Final = re.compile(
    r"\b(activists|analysts|authorities|critics|diplomats|experts|farmers|lawmakers|leaders|"
    r"members|ministers|observers|officials|parties|people|police|protesters|residents|"
    r"researchers|scientists|sides|witnesses|workers)$",
    re.IGNORECASE,
)
_UNNAMED: Final = re.compile(r"^(an? |one |some |unnamed |anonymous |sources?\b)", re.IGNORECASE)


def likely_kind(name: str) -> SpeakerKind:
    """Guess a speaker's kind from its name alone; a person corrects it."""
    guesses = (
        (_UNNAMED, SpeakerKind.UNNAMED),
        (_ORGANISATIONS, SpeakerKind.ORGANISATION),
        (_GROUPS, SpeakerKind.GROUP),
    )
    return next((kind for form, kind in guesses if form.search(name)), SpeakerKind.PERSON)


class Speaker(Value):
    """A registered speaker; `absorbed` are the lasting ids of those that were merged into it.

    One that was `removed` is offered no more; a claim of the past may still name it.
    """

    id: int
    uid: UUID
    body: SpeakerBody
    absorbed: tuple[UUID, ...] = ()
    removed: bool = False

    @property
    def name(self) -> str:
        """Return the canonical name."""
        return self.body.name

    @property
    def names(self) -> tuple[str, ...]:
        """Return the canonical name, then the others."""
        return (self.body.name, *self.body.aliases)


def name_key(name: str) -> str:
    """Return a name as registered names are compared: without capitals and doubled blanks."""
    return " ".join(name.casefold().split())
