"""Claims that belong together across documents: what people linked, and what is suggested."""

from collections.abc import Iterable
from typing import Final

from annotator.domain.claim_link import ClaimLink, LinkKind, Related, Said, Suggestion
from annotator.domain.dates import earliest
from annotator.domain.events import DocumentChanged
from annotator.extract.relating.comparing import relate
from annotator.runtime.progress import Progress, Silent
from annotator.services.context import Context
from annotator.store.searching.related import Counts, RelatedRepo
from annotator.store.unit_of_work import UnitOfWork

MOST: Final = 30
_BATCH: Final = 50
_LABELS: Final = {
    LinkKind.SAME: "Link as the same",
    LinkKind.REPEATS: "Link as repeated",
    LinkKind.CONTRADICTS: "Link as contradicted",
    LinkKind.UPDATES: "Link as updated",
}
Pair = frozenset[int]


class LinkingService:
    """The one door to links; what a person said is not related is kept until the project closes."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._unrelated: set[Pair] = set()

    def links(self, claim_id: int) -> tuple[Related, ...]:
        """Return what a claim is linked to, oldest first; nothing for one that is gone."""
        with self._context.reading() as unit:
            links = unit.links.of_claims([claim_id])
            ends = {end for link in links for end in (link.from_claim, link.to_claim)}
            said = unit.search.related().said(ends)
        return tuple(_linked(link, claim_id, said) for link in links if ends <= said.keys())

    def suggestions(self, claim_id: int, progress: Progress | None = None) -> tuple[Related, ...]:
        """Return what a claim may be linked to in other documents, the likeliest first.

        Raises:
            CancelledError: the person has asked to stop.
        """
        with self._context.reading() as unit:
            finder = _Finder(unit, self._unrelated, {})
            found = finder.of(claim_id, progress or Silent())
        return tuple(sorted(found, key=_by_score)[:MOST])

    def all_suggestions(self, progress: Progress | None = None) -> tuple[Related, ...]:
        """Return every pair of the project that may be linked, each once, the likeliest first.

        Raises:
            CancelledError: the person has asked to stop.
        """
        progress = progress or Silent()
        found: dict[Pair, Related] = {}
        counts: Counts = {}
        with self._context.reading() as unit:
            claims = unit.search.related().claims()
        for first in range(0, len(claims), _BATCH):
            with self._context.reading() as unit:
                finder = _Finder(unit, self._unrelated, counts)
                for at, claim in enumerate(claims[first : first + _BATCH], start=first):
                    progress.step(at, len(claims), "claims")
                    pairs = finder.of(claim, progress, only_before=True)
                    found |= {_pair(item.here.id, item.there.id): item for item in pairs}
        return tuple(sorted(found.values(), key=_by_score))

    def said(self, claim_id: int) -> Said | None:
        """Return a claim as it is held against others, None if it is gone."""
        with self._context.reading() as unit:
            return unit.search.related().said([claim_id]).get(claim_id)

    def link(self, from_claim: int, to_claim: int, kind: LinkKind, at: int | None = None) -> int:
        """Link two claims, as one act, and return the link's id; no edit of either.

        `at` is the document that the person was in, else that of the first claim.

        Raises:
            NotFoundError: one of them is gone.
            UsageError: they are one claim, or are linked so already.
        """
        if at is None:
            with self._context.reading() as unit:
                at = unit.links.documents_of([from_claim]).get(from_claim)
        with self._context.writing(_LABELS[kind], at) as unit:
            link_id = unit.links.add(from_claim, to_claim, kind)
            documents = unit.links.documents(link_id)
            unit.commit()
        self._tell(documents)
        return link_id

    def unlink(self, link_id: int, at: int | None = None) -> None:
        """Take a link away, as one act.

        Raises:
            NotFoundError: it is gone already.
        """
        with self._context.reading() as unit:
            unit.links.get(link_id)
            at = at or unit.links.documents(link_id)[0]
        with self._context.writing("Remove a link", at) as unit:
            unit.links.set_deleted(link_id, deleted=True)
            documents = unit.links.documents(link_id)
            unit.commit()
        self._tell(documents)

    def not_related(self, one: int, other: int) -> None:
        """Suggest two claims no more until the project is opened anew."""
        self._unrelated.add(_pair(one, other))

    def _tell(self, documents: Iterable[int]) -> None:
        for document_id in dict.fromkeys(documents):
            self._context.publish(DocumentChanged(document_id))


class _Finder:
    """Finds what claims may be linked to, in one transaction."""

    def __init__(self, unit: UnitOfWork, unrelated: Iterable[Pair], counts: Counts) -> None:
        self._repo: RelatedRepo = unit.search.related(counts)
        self._known = {*unit.links.pairs(), *unrelated}

    def of(self, claim_id: int, progress: Progress, *, only_before: bool = False) -> list[Related]:
        """Return what one claim may be linked to, of all or of those made before it."""
        here = self._repo.said([claim_id]).get(claim_id)
        if here is None:
            return []
        candidates = self._repo.candidates(here)
        wanted = [
            other
            for other in candidates
            if _pair(claim_id, other) not in self._known and (other < claim_id or not only_before)
        ]
        progress.step(0, None, "claims")
        found = []
        for there in self._repo.said(wanted).values():
            suggestion = relate(here, there, self._repo.weight)
            if suggestion is not None:
                found.append(_suggested(suggestion, here, there))
        return found


def forward(here: Said, there: Said) -> bool:
    """Tell whether a link runs from `here`: what is later repeats, contradicts and updates."""
    mine, theirs = (earliest(said.date) if said.date else None for said in (here, there))
    return mine is None or theirs is None or mine >= theirs


def _linked(link: ClaimLink, claim_id: int, said: dict[int, Said]) -> Related:
    ahead = link.from_claim == claim_id
    ends = (link.from_claim, link.to_claim) if ahead else (link.to_claim, link.from_claim)
    return Related(said[ends[0]], said[ends[1]], link.kind, ahead, link=link)


def _suggested(suggestion: Suggestion, here: Said, there: Said) -> Related:
    ahead = suggestion.from_claim == here.id
    return Related(here, there, suggestion.kind, ahead, suggestion.reasons, suggestion.score)


def _by_score(item: Related) -> tuple[float, int, int]:
    return -item.score, item.here.id, item.there.id


def _pair(one: int, other: int) -> Pair:
    return frozenset((one, other))
