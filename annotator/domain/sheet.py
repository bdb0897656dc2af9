"""All that is known of one document: what the window shows at once."""

from collections.abc import Mapping

from annotator.domain.assigning import Assignment
from annotator.domain.claim import Claim
from annotator.domain.comment import Comment
from annotator.domain.document import Document, DocumentRecord
from annotator.domain.history import RecordKind
from annotator.domain.layer import Layer
from annotator.domain.proposal import Proposal
from annotator.domain.span import Span
from annotator.domain.speaker import Speaker
from annotator.domain.value import Value
from annotator.domain.verdict import Review


class Sheet(Value):
    """A document with its record, claims, open proposals, remarks and verdicts.

    `refused` holds the proposals that were refused. `speakers` tells whom each id means: one that
    was merged means its survivor, so that several ids may mean one speaker; `registry` has each
    speaker who is offered once.
    `reviews` holds the newest verdict on each claim and on the record. Where the reader is `alone`
    the claims and what became of proposals are those of their own layer.
    """

    document: Document
    record: DocumentRecord
    claims: tuple[Claim, ...]
    proposals: tuple[Proposal, ...]
    refused: tuple[Proposal, ...]
    boilerplate: tuple[Span, ...]
    comments: tuple[Comment, ...]
    layers: tuple[Layer, ...]
    speakers: Mapping[int, Speaker]
    reviews: Mapping[tuple[RecordKind, int], Review]
    users: Mapping[int, str]
    assignments: tuple[Assignment, ...] = ()
    alone: bool = False

    @property
    def registry(self) -> tuple[Speaker, ...]:
        """Return every speaker of the registry once, in the order of their ids."""
        every = {speaker.id: speaker for speaker in self.speakers.values()}
        return tuple(every[own] for own in sorted(every) if not every[own].removed)

    def speaker_of(self, uid: str) -> Speaker | None:
        """Return the speaker with this lasting id, or the one it was merged into."""
        every = self.speakers.values()
        return next((s for s in every if uid in map(str, (s.uid, *s.absorbed))), None)

    def speaker_name(self, speaker: int | None) -> str | None:
        """Return the canonical name of a speaker."""
        return None if speaker is None else self.speakers[speaker].name
