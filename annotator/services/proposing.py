"""Let an engine read documents and store what it proposes, apart from what people decide."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from annotator.domain.alignment import is_among
from annotator.domain.codebook import Codebook, FieldScope
from annotator.domain.document import DocumentRecord
from annotator.domain.errors import AnnotatorError, CancelledError
from annotator.domain.events import DocumentsChanged
from annotator.domain.field import Fields, FieldState
from annotator.domain.layer import Engine, Scope
from annotator.domain.proposal import Extraction, ProposalState, ProposedClaim
from annotator.domain.review import ReviewStatus
from annotator.domain.span import Span
from annotator.domain.value import Value
from annotator.extract.extractor import find
from annotator.runtime.progress import Progress, Silent
from annotator.services.context import Context
from annotator.services.workers import mapped
from annotator.store.unit_of_work import UnitOfWork

DEFAULT_ENGINE = "rules"


class Task(NamedTuple):
    """One text for an engine to read, and what is known of it already."""

    document_id: int
    engine: str
    scope: Scope
    text: str
    hints: dict[str, str]


class ProposeReport(Value):
    """How many documents an engine read, what it proposed, and what it had to say.

    `notes` pairs a document's id with a sentence: another language, or a failure.
    """

    engine: Engine
    documents: int
    proposals: int
    notes: tuple[tuple[int, str], ...] = ()
    failed: int = 0
    cancelled: bool = False


class ProposingService:
    """The one way in for what machines suggest."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def propose(
        self,
        *,
        engine: str = DEFAULT_ENGINE,
        scope: Scope = Scope.SPEECH,
        threshold: float = 0.0,
        documents: Sequence[int] | None = None,
        workers: int = 0,
        progress: Progress | None = None,
    ) -> ProposeReport:
        """Let an engine read the documents it has not read; open older proposals give way.

        Proposals below the `threshold` are dropped. Cancelled work keeps what is done.

        Raises:
            UsageError: there is no such engine.
            ProjectError: the project cannot be written to; what was kept before stays.
        """
        extractor = find(engine)
        reader = Engine(
            name=extractor.name, version=extractor.version, model=extractor.model, scope=scope
        )
        todo = self._unread(reader, documents)
        tally = _Tally()
        progress = progress or Silent()
        cancelled = False
        try:
            for task, result in mapped(extract, self._tasks(todo, reader), workers):
                progress.step(
                    tally.documents + tally.failed, len(todo), task.hints.get("title", "")
                )
                tally.count(task.document_id, result)
                if isinstance(result, Extraction):
                    tally.proposals += self._keep(task, reader, result, threshold)
        except CancelledError:
            cancelled = True
        finally:
            self._context.publish(DocumentsChanged())
        return ProposeReport(
            engine=reader,
            documents=tally.documents,
            proposals=tally.proposals,
            notes=tuple(tally.notes),
            failed=tally.failed,
            cancelled=cancelled,
        )

    def _unread(self, engine: Engine, documents: Sequence[int] | None) -> list[int]:
        with self._context.reading() as unit:
            wanted = set(unit.documents.ids() if documents is None else documents)
            skipped = {line.id for line in unit.documents.listing() if line.marks.excluded}
            return sorted(wanted - skipped - unit.layers.read_by(engine))

    def _tasks(self, documents: Sequence[int], engine: Engine) -> Iterator[Task]:
        for document_id in documents:
            with self._context.reading() as unit:
                text = unit.documents.text(document_id)
                record = unit.records.of_document(document_id)
            known = {key: field.value for key, field in record.fields.items() if field.value}
            yield Task(document_id, engine.name, engine.scope, text, known)

    def _keep(self, task: Task, engine: Engine, found: Extraction, threshold: float) -> int:
        label = f"Propose with {engine.name} {engine.version}"
        document_id = task.document_id
        with self._context.writing(label, document_id, undoable=False) as unit:
            codebook = unit.project.codebook()
            decided = _decided(unit, document_id)
            unit.layers.supersede_open(document_id)
            layer = unit.layers.add_extraction(
                document_id, engine, note=found.note, boilerplate=found.boilerplate, text=task.text
            )
            states = [
                (_within(codebook, claim), _state(claim, decided))
                for claim in found.claims
                if claim.score >= threshold
            ]
            unit.proposals.add(document_id, layer, states, task.text)
            _fill(unit, codebook, document_id, found.fields, task.text)
            unit.commit()
        return sum(state is ProposalState.OPEN for _claim, state in states)


class _Tally:
    """What has been done so far."""

    def __init__(self) -> None:
        self.documents = 0
        self.failed = 0
        self.proposals = 0
        self.notes: list[tuple[int, str]] = []

    def count(self, document_id: int, result: Extraction | AnnotatorError) -> None:
        """Count one document, and note what there is to say about it."""
        if isinstance(result, Extraction):
            self.documents += 1
            note = result.note
        else:
            self.failed += 1
            note = str(result)
        if note:
            self.notes.append((document_id, note))


def extract(task: Task) -> Extraction:
    """Read one text with the engine named; a pure function, fit for another process."""
    return _engine(task.engine).extract(task.text, task.scope, task.hints)


_engine = cache(find)


def _decided(unit: UnitOfWork, document_id: int) -> list[tuple[Span, ...]]:
    past = (ProposalState.ACCEPTED, ProposalState.REFUSED)
    decided = [item.body.content for item in unit.proposals.of_document(document_id, past)]
    return decided + [claim.body.content for claim in unit.claims.of_document(document_id)]


def _state(claim: ProposedClaim, decided: list[tuple[Span, ...]]) -> ProposalState:
    known = is_among(claim.content, decided)
    return ProposalState.SUPERSEDED if known else ProposalState.OPEN


def _within(codebook: Codebook, claim: ProposedClaim) -> ProposedClaim:
    keys = {item.key for item in codebook.of(FieldScope.CLAIM)}
    return claim.amended(fields={key: claim.fields[key] for key in claim.fields.keys() & keys})


def _fill(unit: UnitOfWork, codebook: Codebook, document_id: int, found: Fields, text: str) -> None:
    record: DocumentRecord = unit.records.of_document(document_id)
    keys = {item.key for item in codebook.of(FieldScope.DOCUMENT)}
    open_states = {FieldState.EMPTY, FieldState.UNVERIFIED}
    filled = {
        key: value
        for key, value in found.items()
        if key in keys and record.field(key).state in open_states
    }
    wanted = {**record.fields, **filled}
    if record.status is ReviewStatus.DRAFT and wanted != record.fields:
        unit.records.swap(record.id, record.fields, wanted, text)
