"""Who holds the same office elsewhere: `Her Bosnian counterpart, Mirsad Hodžagić`."""

from collections.abc import Sequence
from typing import Final

from annotator.extract.naming.person import Person

_COUNTERPART: Final = "counterpart"


def share_offices(mentions: Sequence[tuple[int, Person]]) -> None:
    """Give a counterpart the office of who is named right before; mentions are in order."""
    before: Person | None = None
    for at, person in mentions:
        if before and _COUNTERPART in person.heads and at == person.places[0]:
            person.office |= before.office
            person.heads |= before.heads
        before = person
