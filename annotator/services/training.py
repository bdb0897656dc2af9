"""Make a new model of an engine and show what it gains, or leave everything as it was."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from annotator.domain.errors import CancelledError, UsageError
from annotator.extract.extractor import Extractor, find
from annotator.extract.learned.examples import examples
from annotator.extract.learned.model_file import read_model, write_model
from annotator.runtime.progress import Progress, Silent
from annotator.runtime.whole_file import require_writable
from annotator.services import project_model
from annotator.services.apart import done_apart
from annotator.services.learn_report import LearnReport
from annotator.services.learning_trial import SEED, Stages, folds_of, held_out, read, tried
from annotator.services.lessons import Lesson, Line
from annotator.services.own_corpus import own_corpus

ENGINE: Final = "crf"
FOLDS: Final = 3
_STOPPED: Final = "Stopped; no model was written, and an older one stays."


def learned(
    lesson: Lesson,
    out: Path,
    *,
    engine: str = ENGINE,
    folds: int = FOLDS,
    progress: Progress | None = None,
    apart: bool = False,
) -> LearnReport:
    """Train an engine on annotated lines beside the corpus, and write its model to `out`.

    Before, the lines are dealt out into folds; each is read by the model that ships and by one
    that was trained on the others, which gives the report's figures. They stand in the model's
    manifest too. A model that lies at `out` is kept as `out.previous`. The work takes minutes, in
    this process or `apart` in one of its own.

    Raises:
        UsageError: there is nothing to learn from, `out` cannot be written or holds something
            else than a model, or the engine cannot be trained.
        CancelledError: the person has asked to stop; nothing was written.
    """
    if not lesson.lines:
        raise UsageError(lesson.sentence)
    _trainer(engine)
    _require_place(out)
    progress = progress or Silent()
    try:
        with TemporaryDirectory(prefix="annotator-learn-") as folder:
            made = Path(folder) / "new.model"
            work = partial(_learned, lesson, made, engine, folds)
            report = done_apart(work, progress) if apart else work(progress)
            return _settled(made, report.amended(path=out))
    except CancelledError as stop:
        raise CancelledError(_STOPPED) from stop


def _learned(
    lesson: Lesson, made: Path, engine: str, folds: int, progress: Progress
) -> LearnReport:
    dealt = folds_of(lesson.lines, folds)
    stages = Stages(progress, 2 * len(dealt) + bool(dealt) + 2)
    return _Learning(lesson, engine, stages).report(dealt, made)


class _Learning:
    """One engine, what it learns from, and how far it is."""

    def __init__(self, lesson: Lesson, engine: str, stages: Stages) -> None:
        self._lesson = lesson
        self._engine = engine
        self._stages = stages
        own = stages.next("Compiling the corpus")
        self._corpus = own_corpus(own) if lesson.corpus is None else lesson.corpus

    def report(self, dealt: Sequence[Sequence[Line]], made: Path) -> LearnReport:
        """Try the folds, then train on everything and write the model to `made`."""
        lines, scope = self._lesson.lines, self._lesson.scope
        before = after = None
        if dealt:
            reading = read(find(self._engine), lines, scope, self._stages.next("Reading as before"))
            before = tried(lines, list(reading), scope)
            after = held_out(dealt, self._trained, scope, self._stages)
        self._train(lines, made, self._stages.next("Training on all"))
        return LearnReport(
            engine=self._engine,
            documents=len(lines),
            claims=sum(len(line["attributions"]) for line in lines),
            corpus_articles=len(self._corpus),
            left_out=self._lesson.left_out,
            scope=scope,
            folds=len(dealt),
            before=before,
            after=after,
            path=made,
        )

    def _trained(self, lines: Sequence[Line], path: Path, progress: Progress) -> Extractor:
        self._train(lines, path, progress)
        return find(self._engine, path)

    def _train(self, lines: Sequence[Line], path: Path, progress: Progress) -> None:
        train_on([*self._corpus, *lines], path, self._engine, progress)


def train_on(lines: Sequence[Line], path: Path, engine: str, progress: Progress) -> None:
    """Train an engine on annotated lines and write its model.

    Raises:
        UsageError: the engine does not learn, or lacks what it learns with.
        CancelledError: the person has asked to stop; nothing was written.
    """
    _trainer(engine)(examples(lines), path, seed=SEED, progress=progress)


def _trainer(engine: str) -> Callable[..., None]:
    """Return what trains an engine.

    Raises:
        UsageError: nothing does, or what it needs is not installed.
    """
    if engine == "crf":
        from annotator.extract.learned.training import train  # noqa: PLC0415 - brings numpy along

        return train
    if engine == "neural":
        from annotator.extract.learned import training_neural  # noqa: PLC0415 - as above

        training_neural.require_training()
        return training_neural.train_neural
    raise UsageError(f"The engine “{engine}” does not learn; “crf” and “neural” do.")


def _settled(made: Path, report: LearnReport) -> LearnReport:
    """Put a model, with its report in it, to its place and keep the one that is there."""
    manifest, parts, _name = read_model(made)
    shown = report.model_dump(mode="json", exclude={"path", "previous", "model"})
    write_model(made, manifest.amended(data={**manifest.data, "learned": shown}), parts)
    kept = project_model.put(made, report.path)
    return report.amended(model=read_model(report.path).name, previous=kept)


def _require_place(out: Path) -> None:
    """Make sure, before the work of minutes, that its outcome can be kept.

    Raises:
        UsageError: it cannot, or something lies there that is no model.
    """
    require_writable(out)
    if out.exists() and out.suffix != project_model.SUFFIX:
        read_model(out)
