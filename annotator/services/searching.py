"""Find claims, documents and places: ids first, then the lines that are on the screen."""

from array import array
from collections.abc import Iterable, Sequence
from typing import Final

from annotator.domain.assigning import Assigned
from annotator.domain.codebook import Codebook
from annotator.domain.filter import (
    ClaimFilter,
    ClaimLine,
    ClaimOrder,
    ConcordanceLine,
    ConcordanceOrder,
    DocumentFilter,
    DocumentLine,
    DocumentOrder,
    Facets,
    Hit,
)
from annotator.domain.query import parse
from annotator.domain.survivors import survivors
from annotator.runtime.progress import Progress
from annotator.services.context import Context
from annotator.store.searching.claims import PAGE, asked_claims
from annotator.store.searching.documents import asked_documents
from annotator.store.unit_of_work import UnitOfWork

__all__ = ["MOST_HITS", "PAGE", "SearchingService"]

MOST_HITS: Final = 20_000


class SearchingService:
    """Reads only, from any thread; what takes long can be stopped through its `progress`."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def claim_ids(
        self,
        wanted: ClaimFilter,
        order: ClaimOrder = ClaimOrder.PLACE,
        *,
        descending: bool = False,
        first: int | None = None,
        progress: Progress | None = None,
    ) -> "array[int]":
        """Return the ids of the claims wanted, those of open proposals negated, in order.

        With `first` only so many: a page to show while the rest is fetched.

        Raises:
            CancelledError: the person has asked to stop.
        """
        with self._context.reading() as unit:
            asked = asked_claims(self._resolved(unit, wanted))
            listing = unit.search.claim_lists(progress)
            return listing.ids(asked, order, descending=descending, first=first)

    def claim_lines(self, ids: Sequence[int]) -> tuple[ClaimLine, ...]:
        """Return these lines in this order, without those that are gone; at most `PAGE`."""
        with self._context.reading() as unit:
            lines = unit.search.claim_lists().lines(ids)
            now = survivors(unit.codebooks.current())
        if not now.tags:
            return lines
        return tuple(line._replace(tags=tuple(now.read_tags(line.tags))) for line in lines)

    def claim_count(self, wanted: ClaimFilter, progress: Progress | None = None) -> int:
        """Return how many claims and open proposals are wanted."""
        with self._context.reading() as unit:
            listing = unit.search.claim_lists(progress)
            return listing.count(asked_claims(self._resolved(unit, wanted)))

    def document_ids(
        self,
        wanted: DocumentFilter,
        order: DocumentOrder = DocumentOrder.PLACE,
        *,
        descending: bool = False,
        first: int | None = None,
        progress: Progress | None = None,
    ) -> "array[int]":
        """Return the ids of the documents wanted, in order; with `first` only so many.

        Raises:
            CancelledError: the person has asked to stop.
        """
        with self._context.reading() as unit:
            listing = unit.search.document_lists(progress)
            asked = asked_documents(wanted)
            return listing.ids(asked, order, descending=descending, first=first)

    def document_lines(self, ids: Sequence[int]) -> tuple[DocumentLine, ...]:
        """Return these lines in this order, without those that are gone; at most `PAGE`."""
        with self._context.reading() as unit:
            lines = unit.search.document_lists().lines(ids)
            assigned: dict[int, list[Assigned]] = {}
            for item in unit.assignments.assigned(line.id for line in lines):
                assigned.setdefault(item.document_id, []).append(item)
        return tuple(
            line.model_copy(update={"assigned": tuple(assigned[line.id])})
            if line.id in assigned
            else line
            for line in lines
        )

    def facets(self, wanted: ClaimFilter, progress: Progress | None = None) -> Facets:
        """Return how many claims there are of each value, each part as if it were left open.

        What is asked for and nothing has is told too, after the others.

        Raises:
            CancelledError: the person has asked to stop.
        """
        with self._context.reading() as unit:
            codebook = unit.codebooks.current()
            labels = {tag.key: tag.label for tag in codebook.all_tags()}
            counts = unit.search.claim_facets(self._resolved(unit, wanted), progress)
            found = counts.count(survivors(codebook).tags, labels)
            return counts.with_absent(found, wanted, labels)

    def concordance(
        self,
        wanted: ClaimFilter | DocumentFilter,
        order: ConcordanceOrder = ConcordanceOrder.PLACE,
        *,
        most: int = MOST_HITS,
        progress: Progress | None = None,
    ) -> tuple[Hit, ...]:
        """Return where the words of a filter stand: in the documents, or in what claims say.

        Those are the first `most` by place, sorted; none without words, nor of words that must
        not occur.

        Raises:
            CancelledError: the person has asked to stop.
        """
        query = parse(wanted.words)
        if query is None:
            return ()
        if isinstance(wanted, DocumentFilter):
            documents = self.document_ids(wanted, progress=progress)
            with self._context.reading() as unit:
                return unit.search.places(progress).in_texts(query, documents, order, most)
        lines = self.claim_ids(wanted, progress=progress)
        with self._context.reading() as unit:
            return unit.search.places(progress).in_claims(query, lines, order, most)

    def concordance_lines(
        self, hits: Sequence[Hit], width: int = 60
    ) -> tuple[ConcordanceLine, ...]:
        """Return these hits with `width` code points around each; at most `PAGE`."""
        with self._context.reading() as unit:
            return unit.search.places().lines(hits, width)

    def _resolved(self, unit: UnitOfWork, wanted: ClaimFilter) -> ClaimFilter:
        """Return a filter with the tags below each tag, and everybody who became a speaker."""
        changes: dict[str, object] = {}
        if wanted.tags:
            changes["tags"] = _with_those_below(unit.codebooks.current(), wanted.tags)
        if wanted.speakers:
            family = (unit.speakers.family(speaker) for speaker in wanted.speakers)
            changes["speakers"] = tuple(dict.fromkeys(own for some in family for own in some))
        if wanted.mine:
            changes["annotators"] = (self._context.user.id,)
        return wanted.amended(**changes) if changes else wanted


def _with_those_below(codebook: Codebook, tags: Iterable[str]) -> tuple[str, ...]:
    """Return the keys of tags, of those below them, and of all that were merged into these."""
    now = survivors(codebook)
    wanted = set(tags)
    below = (item for tag in codebook.all_tags() if tag.key in wanted for item in tag.walk())
    keys = dict.fromkeys((*tags, *(tag.key for tag in below)))
    return tuple(dict.fromkeys(old for key in keys for old in now.tagged_as(key)))
