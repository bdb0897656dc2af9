"""Let an engine read documents and store what it proposes, apart from what people decide."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from annotator.domain.errors import AnnotatorError, CancelledError
from annotator.domain.events import DocumentsChanged
from annotator.domain.layer import Engine, Scope
from annotator.domain.value import Value
from annotator.extract.asking import Asked
from annotator.extract.extractor import WINDOW_ENGINE
from annotator.runtime.progress import Progress, Silent
from annotator.services.context import Context
from annotator.services.intake import TOGETHER, Intake
from annotator.services.project_model import chosen
from annotator.services.reading import Task, introduced, read, warm_up
from annotator.services.standby import Standby
from annotator.services.workers import Workers, mapped

_READ_AHEAD: Final = 32


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
        cancelled = False
        together = TOGETHER if workers or cluster else 1
        try:
            with Intake(self._context, reader, least, together) as intake:
                try:
                    for task, result in mapped(read, tasks, workers, cluster):
                        done = intake.read + intake.failed
                        (progress or Silent()).step(done, len(todo), task.name)
                        intake.take(task, result)
                except CancelledError:
                    cancelled = True
        finally:
            self._context.publish(DocumentsChanged())
        return ProposeReport(
            engine=reader,
            documents=intake.read,
            proposals=intake.proposals,
            notes=tuple(intake.notes),
            failed=intake.failed,
            cancelled=cancelled,
        )

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
        for first in range(0, len(documents), _READ_AHEAD):
            some = documents[first : first + _READ_AHEAD]
            with self._context.reading() as unit:
                found = unit.documents.some(some)
                records = unit.records.of_documents(some)
            for document in found:
                fields = records[document.id].fields
                known = {key: field.value for key, field in fields.items() if field.value}
                name = Path(document.origin).name
                yield Task(document.id, name, asked, document.text, known)


def _introduced(asked: Asked, workers: Workers) -> tuple[Engine, float]:
    """Ask where the engine is to read: the window need not load it."""
    if isinstance(workers, Standby):
        who, least = workers.call(introduced, asked)
        return who, least
    return introduced(asked)
