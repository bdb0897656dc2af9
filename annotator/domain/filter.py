"""Which claims and documents somebody wants to see, in which order, and the lines shown of them."""

from enum import StrEnum
from typing import Any, Final, NamedTuple
from uuid import UUID

from pydantic import Field

from annotator.domain.assigning import Assigned
from annotator.domain.claim import ClaimKind
from annotator.domain.document import DocumentListing, DocumentStatus
from annotator.domain.proposal import Score
from annotator.domain.review import ReviewStatus
from annotator.domain.value import Value


class LineStatus(StrEnum):
    """How far a line of a list has come: an open proposal, or a claim in the review."""

    PROPOSED = "proposed"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    REJECTED = "rejected"


CLAIM_STATUSES = tuple(LineStatus(status.value) for status in ReviewStatus)


class Where(StrEnum):
    """Where in a claim words are looked for: in what was said, or in sources, cues, fields too."""

    CONTENT = "content"
    ANYWHERE = "anywhere"


class ClaimFilter(Value):
    """What a claim or open proposal must be like to be listed; an empty part asks for nothing.

    `words` is what a person typed (see `query.parse`). Several values of one part are
    alternatives; the parts all hold. `tags` count with those below them in the tree. Dates are
    years, months or days, both ends included: `2021-06` up to `2021-07` ends with July. `speakers`
    are registered ones, with what is proposed under their names; `names` those that only proposals
    have. `mine` are
    the claims made by whoever asks; `unnamed` those whose speaker nobody has named.
    """

    words: str = ""
    where: Where = Where.ANYWHERE
    speakers: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    unnamed: bool = False
    tags: tuple[str, ...] = ()
    statuses: tuple[LineStatus, ...] = ()
    kinds: tuple[ClaimKind, ...] = ()
    outlets: tuple[str, ...] = ()
    documents: tuple[int, ...] = ()
    annotators: tuple[int, ...] = ()
    published_from: str | None = None
    published_to: str | None = None
    said_from: str | None = None
    said_to: str | None = None
    score_from: Score | None = None
    score_to: Score | None = None
    mine: bool = False
    flagged: bool = False
    commented: bool = False

    def values(self, part: str) -> tuple[Any, ...]:
        """Return what is asked for of a part that `Facets` count, as they name it."""
        if part != "speakers":
            return tuple(getattr(self, part))
        return (*self.speakers, *self.names, *((None,) if self.unnamed else ()))


RETURNED_TO_ME = ClaimFilter(mine=True, statuses=(LineStatus.RETURNED,))


class DocumentFilter(Value):
    """What a document must be like to be listed; read as `ClaimFilter` is.

    `words` are looked for in the text. `assigned` are the ids of users, any of whom is to read it;
    `unassigned` documents nobody in particular is to read.
    """

    words: str = ""
    statuses: tuple[DocumentStatus, ...] = ()
    outlets: tuple[str, ...] = ()
    published_from: str | None = None
    published_to: str | None = None
    flagged: bool = False
    assigned: tuple[int, ...] = ()
    unassigned: bool = False


class SavedFilter(Value):
    """A filter under a name, for everybody in the project."""

    id: int
    uid: UUID
    name: str = Field(min_length=1)
    body: ClaimFilter | DocumentFilter


class ClaimOrder(StrEnum):
    """By what claims are sorted; those alike stay in the order of documents and their text.

    `RELEVANCE` is by how well the words fit: below some thousands of hits, else by place.
    """

    PLACE = "place"
    SPEAKER = "speaker"
    STATUS = "status"
    KIND = "kind"
    SCORE = "score"
    PUBLISHED = "published"
    OUTLET = "outlet"
    ANNOTATOR = "annotator"
    RELEVANCE = "relevance"


class DocumentOrder(StrEnum):
    """By what documents are sorted; those alike stay in the order in which they came."""

    PLACE = "place"
    TITLE = "title"
    OUTLET = "outlet"
    AUTHOR = "author"
    PUBLISHED = "published"
    STATUS = "status"
    RELEVANCE = "relevance"


class ClaimLine(NamedTuple):
    """A claim or an open proposal in one line of a list.

    `id` is the claim's, or the proposal's negated. `speaker_id` is that of the speaker it is now,
    None for a proposal; `words` is the content, shortened; `comments` counts living ones.
    """

    id: int
    document_id: int
    title: str
    outlet: str | None
    published: str | None
    start: int
    words: str
    kind: ClaimKind
    status: LineStatus
    speaker_id: int | None
    speaker: str | None
    tags: tuple[str, ...]
    score: float | None
    annotator: str | None
    comments: int

    @property
    def proposal_id(self) -> int | None:
        """Return the proposal's id, None for a claim."""
        return -self.id if self.id < 0 else None


class DocumentLine(DocumentListing):
    """One line of the list of documents, with what it may be sorted by, and who is to read it."""

    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    assigned: tuple[Assigned, ...] = ()


MOST_VALUES: Final = 200


class FacetCount(NamedTuple):
    """How many lines have a value; `value` is what a filter takes, `label` what is shown."""

    value: str | int | None
    label: str
    number: int


class Facets(NamedTuple):
    """How many lines there are of each value, as if the filter left that part open.

    The most frequent come first, at most `MOST_VALUES`. The value of a speaker is the id; for one
    whom only proposals name the name, for `ClaimFilter.names`; None for nobody (`unnamed`).
    """

    statuses: tuple[FacetCount, ...] = ()
    kinds: tuple[FacetCount, ...] = ()
    speakers: tuple[FacetCount, ...] = ()
    tags: tuple[FacetCount, ...] = ()
    outlets: tuple[FacetCount, ...] = ()
    annotators: tuple[FacetCount, ...] = ()


class ConcordanceOrder(StrEnum):
    """By what hits are sorted: their place, the words before them, their own, those after them."""

    PLACE = "place"
    LEFT = "left"
    WORDS = "words"
    RIGHT = "right"


class Hit(NamedTuple):
    """Where words were found in a document's text, in code points."""

    document_id: int
    start: int
    end: int


class ConcordanceLine(NamedTuple):
    """A hit with the words around it, each on one line; the offsets are those of the text."""

    document_id: int
    start: int
    end: int
    title: str
    left: str
    words: str
    right: str
