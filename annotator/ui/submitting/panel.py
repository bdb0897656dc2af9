"""Where the documents that are listed are submitted: what that would do, then all in one act."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator.domain.submitting import SubmitPlan
from annotator.ui.asking import Asking
from annotator.ui.desk import Desk
from annotator.ui.foretold import ForetoldPanel
from annotator.ui.jobs import JobRunner


class SubmitPanel(ForetoldPanel):
    """Tells which of the listed documents can be submitted, and submits those."""

    def __init__(
        self,
        desk: Desk,
        jobs: JobRunner,
        listed: Callable[[], Sequence[int]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Submit"), "submit", parent)
        self._desk = desk
        self._jobs = jobs
        self._listed = listed
        self._plan = SubmitPlan()
        self._news = ""
        self._asking = Asking(jobs, self.refuse, self)
        self.setAccessibleName(self.tr("Submit documents"))
        self.lay_out(self.tr("Submit all that are listed"))
        self.apply.clicked.connect(self._on_apply)

    def begin(self) -> None:
        """Look at what is listed now."""
        self._news = ""
        self.look()
        self.away.setFocus(Qt.FocusReason.OtherFocusReason)

    def look(self) -> None:
        """Say what submitting what is listed would do."""
        if self.isHidden():
            return
        self.apply.setEnabled(False)
        preview, listed = self._desk.services.submitting.preview, tuple(self._listed())
        self._asking.ask(lambda: preview(listed), self._on_foretold)

    def _on_foretold(self, plan: SubmitPlan) -> None:
        self._plan = plan
        number = len(plan.documents)
        if number:
            self._news = ""
        self.problem.say("")
        self.said.say(self._news or self._told(plan))
        self.apply.setText(
            self.tr("Submit {0}").format(f"{number:,}") if number else self.tr("Submit")
        )
        may = bool(number) and not self._desk.services.context.store.read_only
        self.apply.setEnabled(may)
        if may and self.away.hasFocus():
            self.apply.setFocus(Qt.FocusReason.OtherFocusReason)

    def _told(self, plan: SubmitPlan) -> str:
        number = len(plan.documents)
        what = self.tr("{0} with {1}").format(self._documents(number), self._claims(plan.claims))
        told = self.tr("{0} would be submitted.").format(what)
        if not number:
            told = self.tr("None of these documents can be submitted.")
        left = [
            words.format(f"{count:,}")
            for count, words in (
                (plan.undecided, self.tr("{0} with open proposals")),
                (plan.empty, self.tr("{0} without claims or “no claims here”")),
                (plan.excluded, self.tr("{0} excluded")),
                (plan.done, self.tr("{0} submitted already")),
            )
            if count
        ]
        if left:
            told += " " + self.tr("Left as they are: {0}.").format(", ".join(left))
        return told

    def _documents(self, number: int) -> str:
        many = self.tr("{0} documents").format(f"{number:,}")
        return self.tr("1 document") if number == 1 else many

    def _claims(self, number: int) -> str:
        many = self.tr("{0} claims").format(f"{number:,}")
        return self.tr("1 claim") if number == 1 else many

    def _on_apply(self) -> None:
        plan, submit = self._plan, self._desk.services.submitting.submit
        self.apply.setEnabled(False)
        self._jobs.long(
            self.tr("Submitting"),
            lambda progress: submit(plan, progress),
            self._on_done,
            self.refuse,
        )

    def _on_done(self, number: int) -> None:
        what = self._documents(number)
        self._news = self.tr("{0} submitted; Undo takes it back.").format(what)
        self._desk.catch_up()
        self.look()
