"""Take in what an engine has read: several documents to a transaction, each an act of its own."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from annotator.domain.alignment import is_among
from annotator.domain.codebook import FieldScope
from annotator.domain.document import DocumentRecord
from annotator.domain.errors import AnnotatorError
from annotator.domain.field import Fields, FieldState
from annotator.domain.layer import Engine
from annotator.domain.proposal import ProposalState
from annotator.domain.review import ReviewStatus
from annotator.domain.span import Span
from annotator.extract.asking import log
from annotator.services.context import Context
from annotator.services.gathering import Gathering
from annotator.services.reading import Read, Task
from annotator.store.extractions import Contents, EngineLayer
from annotator.store.ready import ReadyClaim

TOGETHER: Final = 128
_STILL_OPEN: Final = frozenset({FieldState.EMPTY, FieldState.UNVERIFIED})
_Result = tuple[Task, Read | AnnotatorError]
_Proposed = tuple[ReadyClaim, ProposalState]


class Intake(Gathering[_Result]):
    """Stores what came of reading.

    Only what is stored counts: `read` documents with so many `proposals`, and those that `failed`.
    """

    def __init__(
        self, context: Context, engine: Engine, threshold: float, together: int = TOGETHER
    ) -> None:
        super().__init__(together)
        self._context = context
        self._engine = engine
        self._threshold = threshold
        self.read = 0
        self.failed = 0
        self.proposals = 0
        self.notes: list[tuple[int, str]] = []

    def take(self, task: Task, result: Read | AnnotatorError) -> None:
        """Take in what came of one document.

        Raises:
            ProjectError: the project cannot be written to; what was counted before stays.
        """
        self._gather((task, result))

    def _keep(self, waiting: Sequence[_Result]) -> None:
        found = [(task, result) for task, result in waiting if isinstance(result, Read)]
        if found:
            self.proposals += self._propose(found)
        for task, result in waiting:
            self._count(task.document_id, result)

    def _propose(self, found: Sequence[tuple[Task, Read]]) -> int:
        label = f"Propose with {self._engine.name} {self._engine.version}"
        documents = [task.document_id for task, _result in found]
        with self._context.writing(label, undoable=False) as unit:
            codebook = unit.project.codebook()
            of_claims, of_documents = (
                codebook.taken_in(scope) for scope in (FieldScope.CLAIM, FieldScope.DOCUMENT)
            )
            decided = unit.extractions.decided(documents)
            alone = unit.extractions.decided_alone(documents)
            records = unit.records.of_documents(documents)
            layers = [
                EngineLayer(
                    task.document_id,
                    task.text,
                    proposed := self._proposed(
                        result, of_claims, decided.get(task.document_id, [])
                    ),
                    _spans(result.boilerplate),
                    result.note,
                    _filled(records[task.document_id], result.fields, of_documents),
                    _hidden(proposed, alone.get(task.document_id, {})),
                )
                for task, result in found
            ]
            unit.extractions.add(self._engine, layers)
            unit.commit()
        states = [state for layer in layers for _claim, state in layer.proposed]
        return states.count(ProposalState.OPEN)

    def _proposed(self, found: Read, keys: frozenset[str], decided: Contents) -> list[_Proposed]:
        return [
            (_within(keys, claim), _state(claim, decided))
            for claim in found.claims
            if claim.score >= self._threshold
        ]

    def _count(self, document_id: int, result: Read | AnnotatorError) -> None:
        if isinstance(result, Read):
            self.read += 1
            note = result.note
        else:
            self.failed += 1
            note = str(result)
            log(result)
        if note:
            self.notes.append((document_id, note))


def _state(claim: ReadyClaim, decided: Contents) -> ProposalState:
    if decided and is_among(_content(claim), decided):
        return ProposalState.SUPERSEDED
    return ProposalState.OPEN


def _hidden(
    proposed: Sequence[_Proposed], alone: Mapping[int, Contents]
) -> Mapping[int, Sequence[int]]:
    """Return, by layer, the places of open proposals that its reader has decided on already."""
    return {
        layer: [
            at
            for at, (claim, state) in enumerate(proposed)
            if state is ProposalState.OPEN and is_among(_content(claim), decided)
        ]
        for layer, decided in alone.items()
    }


def _content(claim: ReadyClaim) -> tuple[Span, ...]:
    return _spans((start, end) for _at, start, end, _words in claim.body.content)


def _spans(places: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple([Span.model_construct(start=start, end=end) for start, end in places])


def _within(keys: frozenset[str], claim: ReadyClaim) -> ReadyClaim:
    kept = tuple([cells for cells in claim.body.fields if cells[0] in keys])
    return claim._replace(body=claim.body._replace(fields=kept)) if claim.body.fields else claim


def _filled(
    record: DocumentRecord, found: Fields, keys: frozenset[str]
) -> tuple[Fields, Fields] | None:
    filled: Fields = {
        key: value
        for key, value in found.items()
        if key in keys and record.field(key).state in _STILL_OPEN
    }
    wanted: Fields = {**record.fields, **filled}
    if record.status is not ReviewStatus.DRAFT or wanted == record.fields:
        return None
    return record.fields, wanted
