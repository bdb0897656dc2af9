"""Decide on many proposals at once, by their score: one act, however many documents it takes."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from annotator.domain.alignment import is_among
from annotator.domain.claim import ClaimBody
from annotator.domain.errors import CancelledError
from annotator.domain.events import DocumentsChanged, SpeakersChanged
from annotator.domain.proposal import Glimpse, Proposal, ProposalState, Scored
from annotator.domain.scores import percent
from annotator.domain.value import Value
from annotator.runtime.progress import Progress, Silent
from annotator.services.annotating import body_of, make_claims
from annotator.services.context import Context
from annotator.services.layering import decide
from annotator.services.speakers import Registry
from annotator.store.unit_of_work import UnitOfWork


class DecidedReport(Value):
    """What became of many proposals: `decided` now, of `meant`; `known` are claims already.

    What was decided when the work was `cancelled` stays decided, and is one act all the same.
    """

    meant: int
    decided: int = 0
    known: int = 0
    documents: int = 0
    cancelled: bool = False


class _Done(NamedTuple):
    """What was done in one document."""

    decided: int
    known: int = 0
    registered: bool = False


Decide = Callable[[UnitOfWork, Sequence[Proposal]], _Done]


class DecidingService:
    """The door to accepting and refusing proposals by the score."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def scored(self, document_id: int | None = None) -> tuple[Scored, ...]:
        """Return the open proposals of a document, or of all that are not excluded, surest last."""
        with self._context.reading() as unit:
            return unit.proposals.scored(document_id)

    def glimpses(self, proposals: Sequence[int]) -> tuple[Glimpse, ...]:
        """Return some proposals in a line each, the least sure first."""
        with self._context.reading() as unit:
            return unit.proposals.glimpses(proposals)

    def accept(
        self, at_least: float, document_id: int | None = None, progress: Progress | None = None
    ) -> DecidedReport:
        """Make claims from the open proposals with this score or more.

        Those are of one document, or of all that are not excluded; each document is a
        transaction, all are one act. One whose content is a claim already stays open.

        Raises:
            ProjectError: the project cannot be written to; what was done before stays.
        """
        chosen = [item for item in self.scored(document_id) if item.score >= at_least]
        label = f"Accept {_counted(chosen)}"
        label += f" above {percent(at_least)} %" if at_least > 0 else ""
        return self._decide(chosen, label, _accept, document_id, progress)

    def refuse(
        self, below: float, document_id: int | None = None, progress: Progress | None = None
    ) -> DecidedReport:
        """Refuse the open proposals with a lower score than this, in the same way.

        Raises:
            ProjectError: the project cannot be written to; what was done before stays.
        """
        chosen = [item for item in self.scored(document_id) if item.score < below]
        label = f"Refuse {_counted(chosen)} below {percent(below)} %"
        return self._decide(chosen, label, _refuse, document_id, progress)

    def _decide(
        self,
        chosen: Sequence[Scored],
        label: str,
        decide: Decide,
        document_id: int | None,
        progress: Progress | None,
    ) -> DecidedReport:
        work = _Work(self._context, label, document_id, decide)
        by_document: dict[int, list[int]] = {}
        for item in chosen:
            by_document.setdefault(item.document_id, []).append(item.proposal_id)
        cancelled = False
        try:
            for place, (document, wanted) in enumerate(sorted(by_document.items())):
                (progress or Silent()).step(place, len(by_document), "")
                work.go_on(document, wanted)
        except CancelledError:
            cancelled = True
        finally:
            self._publish(work)
        return DecidedReport(
            meant=len(chosen),
            decided=work.decided,
            known=work.known,
            documents=work.documents,
            cancelled=cancelled,
        )

    def _publish(self, work: "_Work") -> None:
        if work.registered:
            self._context.publish(SpeakersChanged())
        if work.documents:
            self._context.publish(DocumentsChanged())


class _Work:
    """One act over documents, a transaction each."""

    def __init__(
        self, context: Context, label: str, document_id: int | None, decide: Decide
    ) -> None:
        self._context = context
        self._label = label
        self._document_id = document_id
        self._decide = decide
        self._act: int | None = None
        self.decided = 0
        self.known = 0
        self.documents = 0
        self.registered = False

    def go_on(self, document_id: int, wanted: Sequence[int]) -> None:
        """Decide on the wanted proposals of a document that are still open.

        Raises:
            CancelledError: what was done so far has been taken back meanwhile.
        """
        with self._context.writing(self._label, self._document_id, act=self._act) as unit:
            if self._act is not None and unit.history.was_undone(self._act):
                raise CancelledError
            among = set(wanted)
            still_open = unit.proposals.of_document(document_id)
            done = self._decide(unit, [item for item in still_open if item.id in among])
            self._act = unit.journal.act
            unit.commit()
        self.decided += done.decided
        self.known += done.known
        self.documents += bool(done.decided)
        self.registered |= done.registered


def _accept(unit: UnitOfWork, proposals: Sequence[Proposal]) -> _Done:
    registry = Registry(unit)
    taken: list[tuple[Proposal, ClaimBody]] = []
    if proposals:
        contents = [c.body.content for c in unit.claims.of_document(proposals[0].document_id)]
        for proposal in sorted(proposals, key=lambda item: -item.body.score):
            if not is_among(proposal.body.content, contents):
                contents.append(proposal.body.content)
                taken.append((proposal, body_of(proposal, registry)))
    make_claims(unit, sorted(taken, key=lambda pair: pair[0].id))
    return _Done(len(taken), len(proposals) - len(taken), registry.grew)


def _refuse(unit: UnitOfWork, proposals: Sequence[Proposal]) -> _Done:
    if proposals:
        ids = [proposal.id for proposal in proposals]
        decide(unit, proposals[0].document_id, ids, ProposalState.REFUSED)
    return _Done(len(proposals))


def _counted(chosen: Sequence[Scored]) -> str:
    return "1 proposal" if len(chosen) == 1 else f"{len(chosen)} proposals"
