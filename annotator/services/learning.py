"""Let a project's engine learn from what its people verified."""

from collections.abc import Sequence
from pathlib import Path

from annotator.domain.layer import Scope
from annotator.runtime.progress import Progress
from annotator.services import project_model
from annotator.services.context import Context
from annotator.services.learn_report import LearnReport
from annotator.services.lessons import Lesson, Line
from annotator.services.project_model import ProjectModel
from annotator.services.training import ENGINE, FOLDS, learned
from annotator.services.verified import verified


class LearningService:
    """Learns from one project, and says which model the project uses."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def verified(self) -> Lesson:
        """Return what could be learned from now; its `sentence` says how much that is."""
        return verified(self._context)

    def learn(
        self,
        *,
        engine: str = ENGINE,
        folds: int = FOLDS,
        scope: Scope | None = None,
        corpus: Sequence[Line] | None = None,
        out: Path | None = None,
        progress: Progress | None = None,
        apart: bool = True,
    ) -> LearnReport:
        """Train on the project's verified documents and try the model on held-out folds.

        By default the model is kept beside the project as a candidate, which `adopt` puts to use
        and `discard` throws away. `scope` is by default the widest in which an engine proposed
        here; `corpus` are the lines beside the project's, by default the corpus that ships. The
        work is done in a process of its own, so that a window stays free, unless not `apart`.

        Raises:
            UsageError: nothing is verified yet, or as `training.learned`.
            CancelledError: the person has asked to stop; nothing was written.
        """
        found = self.verified()
        lesson = found._replace(scope=scope or found.scope, corpus=corpus)
        out = out or project_model.candidate(self._path)
        return learned(lesson, out, engine=engine, folds=folds, progress=progress, apart=apart)

    def adopted(self) -> ProjectModel | None:
        """Return the model that the project uses, None if it has none of its own.

        Raises:
            UsageError: the file beside the project is no model, or damaged.
        """
        return project_model.adopted(self._path)

    def adopt(self, model: Path | None = None) -> ProjectModel:
        """Let the project use a model, by default the candidate that was learned last.

        The model used before is kept beside it; `revert` takes it up again.

        Raises:
            UsageError: there is no such model, or it cannot be put beside the project.
        """
        candidate = project_model.candidate(self._path)
        project_model.put(model or candidate, project_model.place(self._path))
        self.discard()
        return project_model.described(project_model.place(self._path))

    def discard(self) -> None:
        """Throw the candidate away, if there is one."""
        project_model.candidate(self._path).unlink(missing_ok=True)

    def revert(self) -> ProjectModel | None:
        """Take the project's model away and return the one before, which is used again.

        Raises:
            UsageError: the project has no model of its own, or it cannot be taken away.
        """
        return project_model.revert(self._path)

    @property
    def _path(self) -> Path:
        return self._context.store.path
