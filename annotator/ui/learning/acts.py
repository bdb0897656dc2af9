"""Learning, behind the window, and what is done with what was learned."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.runtime.progress import Progress
from annotator.ui.desk import Desk
from annotator.ui.failures import Offer
from annotator.ui.shell import Shell

if TYPE_CHECKING:
    from annotator.services.learn_report import LearnReport
    from annotator.services.learning import LearningService
    from annotator.services.lessons import Lesson
    from annotator.services.project_model import ProjectModel


class LearningActs(QObject):
    """Asks, learns, shows what came of it, and lets the project use it or not."""

    def __init__(
        self, desk: Desk, shell: Shell, warm_up: Callable[[], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._services = desk.services
        self._jobs = shell.jobs
        self._banner = shell.banner
        self._window = shell.window
        self._warm_up = warm_up
        self._propose = shell.actions.actions["propose"]

    @property
    def _learning(self) -> "LearningService":
        return self._services.learning

    def learn(self) -> None:
        """Let a person say how to learn from this project."""
        from annotator.ui.learning.dialog import LearnDialog  # noqa: PLC0415 - when asked

        dialog = LearnDialog(self._window)
        dialog.wanted.connect(self.begin)
        dialog.revert_wanted.connect(self.revert)
        dialog.open()
        learning = self._learning

        def look() -> "tuple[Lesson, ProjectModel | None]":
            return learning.verified(), learning.adopted()

        self._jobs.quick(look, dialog.show_found, dialog.say_failure)

    def begin(self, engine: str, folds: int) -> None:
        """Learn, which takes minutes; the window stays free, and it can be cancelled."""
        learning = self._learning

        def work(progress: Progress) -> "LearnReport":
            return learning.learn(engine=engine, folds=folds, progress=progress)

        self._jobs.long(self.tr("Learning"), work, self._on_learned, self._banner.report)

    def revert(self) -> None:
        """Let the project use the model it used before."""
        self._jobs.quick(self._learning.revert, self._on_reverted, self._banner.report)

    def _on_learned(self, report: "LearnReport") -> None:
        from annotator.ui.learning.report import LearnReportDialog  # noqa: PLC0415 - when asked

        dialog = LearnReportDialog(report, self._window)
        dialog.decided.connect(self._on_decided)
        dialog.open()

    def _on_decided(self, use: bool) -> None:
        if use:
            self._jobs.quick(self._learning.adopt, self._on_adopted, self._banner.report)
        else:
            self._jobs.quick(self._learning.discard, self._on_discarded, self._banner.report)

    def _on_adopted(self, model: "ProjectModel") -> None:
        words = self.tr("{0} reads this project from now on; what is read already stays as it is.")
        offer = Offer(self.tr("Propose again"), self._propose.trigger)
        self._banner.say(words.format(model.name), offer=offer)
        self._warm_up()

    def _on_discarded(self, _nothing: object) -> None:
        self._banner.say(self.tr("The project reads as before; the new model was thrown away."))

    def _on_reverted(self, model: "ProjectModel | None") -> None:
        shipped = self.tr("the model that ships")
        words = self.tr("The project reads with {0} again.")
        self._banner.say(words.format(model.name if model else shipped))
        self._warm_up()
