"""Who is to read which document, alone in it or independently of others."""

from typing import Final, NamedTuple
from uuid import UUID

from annotator.domain.value import Value

SUBMITTED: Final = "You have submitted what you read in this document; take it back to go on."
ANOTHERS: Final = "This is another person's own reading."
NO_LONGER: Final = "You are not to read this document on your own any more."


class Assignment(Value):
    """A document that somebody is to read; `independent` of others, in a layer of their own.

    `submitted` is true only of an independent one, once its reader is done.
    """

    id: int
    uid: UUID
    document_id: int
    user_id: int
    independent: bool
    submitted: bool = False


class Wanted(Value):
    """Who is to read some documents from now on, and who is not; all others stay as they are.

    `independent` is how each document is read then, by everybody who is to read it; None leaves
    that as it is, and who is new reads like those before, or not independently.
    """

    documents: tuple[int, ...]
    add: tuple[int, ...] = ()
    remove: tuple[int, ...] = ()
    independent: bool | None = None


class AssignPlan(NamedTuple):
    """What assigning would do, in numbers of assignments, and of documents where it says so.

    `turned` become independent, or no longer are. `set_aside` are taken away or turned although
    their readers have claims of their own already; nobody sees those then. `annotated` documents
    have claims that their independent readers will not see. `settled` documents stay as
    they are since adjudication of them has begun.
    """

    documents: int
    added: int
    removed: int
    turned: int
    set_aside: int
    annotated: int
    settled: int

    @property
    def changes(self) -> int:
        """Return how many assignments would change."""
        return self.added + self.removed + self.turned


class Progress(NamedTuple):
    """How far somebody has come with what is assigned to them, in documents.

    `begun` counts those that are not submitted yet; who works in the agreed layer has submitted a
    document once nothing in it is left to decide, submit or mend.
    """

    user_id: int
    assigned: int
    begun: int
    submitted: int

    @property
    def left(self) -> int:
        """Return how many are not submitted."""
        return self.assigned - self.submitted


class Assigned(NamedTuple):
    """One assignment as lists of documents show it."""

    document_id: int
    user_id: int
    name: str
    independent: bool
    submitted: bool


def alone_in(assignments: tuple[Assignment, ...], user: int) -> Assignment | None:
    """Return the assignment by which somebody reads a document on their own."""
    mine = (item for item in assignments if item.user_id == user and item.independent)
    return next(mine, None)
