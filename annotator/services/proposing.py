"""Let an engine read documents and store what it proposes, apart from what people decide."""

from collections.abc import Iterator, Sequence
from pathlib import Path

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
from annotator.extract.asking import Asked, log
from annotator.extract.extractor import WINDOW_ENGINE
from annotator.runtime.progress import Progress, Silent
from annotator.services.context import Context
from annotator.services.project_model import chosen
from annotator.services.reading import Task, extract, introduced, warm_up
from annotator.services.standby import Standby
from annotator.services.workers import Workers, mapped
from annotator.store.unit_of_work import UnitOfWork


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
        engine: str | None = None,
        model: Path | None = None,
        scope: Scope = Scope.SPEECH,
        threshold: float | None = None,
        documents: Sequence[int] | None = None,
        workers: Workers = 0,
        cluster: str | None = None,
        progress: Progress | None = None,
    ) -> ProposeReport:
        """Let an engine read the documents it has not read; open older proposals give way.

        It reads with the `model` file instead of the one it ships; where neither is named, the
        project's own model reads, else the best engine. Proposals below the
        `threshold`, by default the engine's own, are dropped. It reads here, in so many `workers`,
        or on the Dask `cluster` at that address. Cancelled work keeps what is done.

        Raises:
            UsageError: there is no such engine, it takes no such model, or the cluster cannot be
                used or went away.
            ProjectError: the project cannot be written to; what was kept before stays.
        """
        engine, model = chosen(engine, model, WINDOW_ENGINE, self._context.store.path)
        asked = Asked(engine, model, scope)
        reader, its_own = _introduced(asked, workers)
        least = its_own if threshold is None else threshold
        todo = self._unread(reader, documents)
        tasks = self._tasks(todo, asked)
        tally = _Tally(reader, len(todo))
        try:
            for task, result in mapped(extract, tasks, workers, cluster):
                tally.step(progress or Silent(), task.name)
                if isinstance(result, Extraction):
                    tally.proposals += self._keep(task, reader, result, least)
                tally.count(task.document_id, result)
        except CancelledError:
            tally.cancelled = True
        finally:
            self._context.publish(DocumentsChanged())
        return tally.report()

    def warm_up(
        self,
        standby: Standby,
        *,
        engine: str | None = None,
        model: Path | None = None,
        scope: Scope = Scope.SPEECH,
    ) -> None:
        """Let the process on standby load what the next `propose` with it needs.

        What goes wrong is left for that to tell.
        """
        try:
            engine, model = chosen(engine, model, WINDOW_ENGINE, self._context.store.path)
        except AnnotatorError:
            return
        standby.submit(warm_up, Asked(engine, model, scope))

    def _unread(self, engine: Engine, documents: Sequence[int] | None) -> list[int]:
        with self._context.reading() as unit:
            wanted = set(unit.documents.ids() if documents is None else documents)
            skipped = {line.id for line in unit.documents.listing() if line.marks.excluded}
            return sorted(wanted - skipped - unit.layers.read_by(engine))

    def _tasks(self, documents: Sequence[int], asked: Asked) -> Iterator[Task]:
        for document_id in documents:
            with self._context.reading() as unit:
                document = unit.documents.get(document_id)
                record = unit.records.of_document(document_id)
            known = {key: field.value for key, field in record.fields.items() if field.value}
            yield Task(document_id, Path(document.origin).name, asked, document.text, known)

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
    """What has been done so far of so many documents."""

    def __init__(self, engine: Engine, documents: int) -> None:
        self._engine = engine
        self._wanted = documents
        self._read = 0
        self._failed = 0
        self._notes: list[tuple[int, str]] = []
        self.proposals = 0
        self.cancelled = False

    def step(self, progress: Progress, name: str) -> None:
        """Tell that this document comes next.

        Raises:
            CancelledError: the person has asked to stop.
        """
        progress.step(self._read + self._failed, self._wanted, name)

    def count(self, document_id: int, result: Extraction | AnnotatorError) -> None:
        """Count one document, and note what there is to say about it."""
        if isinstance(result, Extraction):
            self._read += 1
            note = result.note
        else:
            self._failed += 1
            note = str(result)
            log(result)
        if note:
            self._notes.append((document_id, note))

    def report(self) -> ProposeReport:
        """Return what came of it all."""
        return ProposeReport(
            engine=self._engine,
            documents=self._read,
            proposals=self.proposals,
            notes=tuple(self._notes),
            failed=self._failed,
            cancelled=self.cancelled,
        )


def _introduced(asked: Asked, workers: Workers) -> tuple[Engine, float]:
    """Ask where the engine is to read: the window need not load it."""
    if isinstance(workers, Standby):
        who, least = workers.call(introduced, asked)
        return who, least
    return introduced(asked)


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
