"""One edit of many claims: first what it would do, then one act that undo takes back."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.domain.bulk_edit import BulkEdit, BulkPlan, Sample
from annotator.domain.errors import AnnotatorError
from annotator.ui.asking import Asking
from annotator.ui.desk import Desk
from annotator.ui.explore.bulk_form import BulkForm
from annotator.ui.icons import dress
from annotator.ui.list_names import name_list
from annotator.ui.record.notes import Note
from annotator.ui.rows_model import RowsModel, RowsTable
from annotator.ui.shell import Shell


class SamplesModel(RowsModel[Sample]):
    """Some claims that would change, before and after."""

    heads: ClassVar[tuple[str, ...]] = ("Claim", "Before", "After")

    def cells(self, item: Sample) -> Sequence[str]:
        return (" ".join(item.words.split()), item.before or "—", item.after or "—")


class BulkPanel(QWidget):
    """Asks what to change in the chosen or the listed claims, and shows what comes of it.

    Signals:
        followed: the `Sample` whose place is wanted.
        closed: the panel is to be put away.
    """

    followed = Signal(object)
    closed = Signal()

    def __init__(
        self,
        desk: Desk,
        shell: Shell,
        ids: Callable[[bool], Sequence[int]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = shell.jobs
        self._ids = ids
        self._plan: BulkPlan | None = None
        self._edit: BulkEdit | None = None
        self._news = ""
        self._asking = Asking(shell.jobs, self._on_refused, self)
        self.which = QComboBox(self)
        self.form = BulkForm(self)
        self.apply = QPushButton(self.tr("Change"), self)
        self.close_ = QPushButton(self.tr("Close"), self)
        self.said, self.problem = Note("text", self), Note("bad", self)
        self.model = SamplesModel(parent=self)
        self.samples = RowsTable(self.model, self.tr("Some claims that would change"), 0, self)
        self._lay_out()
        self.form.changed.connect(self._on_form_changed)
        self.which.currentIndexChanged.connect(self.look)
        self.apply.clicked.connect(self._on_apply)
        self.close_.clicked.connect(self.closed)
        self.samples.activated.connect(
            lambda index: self.followed.emit(self.model.rows[index.row()])
        )

    def _lay_out(self) -> None:
        self.which.addItem(self.tr("In the chosen claims"), False)
        self.which.addItem(self.tr("In all that are listed"), True)
        name_list(self.which, self.tr("In which claims"))
        dress(self.apply, "accept")
        head = QHBoxLayout()
        head.addWidget(self.which)
        head.addWidget(self.form, 1)
        self.apply.setMinimumWidth(self.fontMetrics().horizontalAdvance("0" * 18))
        head.addWidget(self.apply)
        head.addWidget(self.close_)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 4)
        column.addLayout(head)
        column.addWidget(self.problem)
        column.addWidget(self.said)
        column.addWidget(self.samples, 1)

    def begin(self) -> None:
        """Offer what is in force now, and look at what is entered."""
        self.form.offer(self._desk.codebook, self._desk.services.querying.speakers())
        self.form.sort.setFocus()
        self._on_form_changed()

    def _on_form_changed(self) -> None:
        edit = self.form.edit()
        if edit != self._edit:
            self._edit, self._news = edit, ""
        self.look()

    def look(self, *_rows: int) -> None:
        """Show what the edit would do to the claims it is meant for."""
        if not self.isVisible():
            return
        edit = self.form.edit()
        ids = tuple(self._ids(bool(self.which.currentData())))
        self._show(None)
        if edit is None or not ids:
            self.said.say(
                self.tr("Choose claims in the list above.")
                if not ids
                else self.tr("Say what to change.")
            )
            self._asking.forget()
            return
        preview = self._desk.services.bulk_edits.preview
        self._asking.ask(lambda: preview(edit, ids), self._show)

    def _show(self, plan: BulkPlan | None) -> None:
        writable = not self._desk.services.context.store.read_only
        self._plan = plan
        self.problem.say("")
        if plan and plan.claims:
            self._news = ""
        self.said.say((self._news or self._told(plan)) if plan else self._news)
        self.model.show_rows(plan.samples if plan else ())
        many = self.tr("Change {0:n}").format(len(plan.claims)) if plan and plan.claims else ""
        self.apply.setText(many or self.tr("Change"))
        self.apply.setToolTip(plan.label if plan else "")
        self.apply.setEnabled(bool(plan and plan.claims) and writable)

    def _told(self, plan: BulkPlan) -> str:
        number = len(plan.claims)
        many = self.tr("{0:n} claims would change.").format(number)
        told = [self.tr("1 claim would change.") if number == 1 else many]
        if plan.approvals:
            told.append(self.tr("{0:n} would lose their approval.").format(plan.approvals))
        if plan.unchanged:
            many = self.tr("{0:n} are so already.").format(plan.unchanged)
            told.append(self.tr("1 is so already.") if plan.unchanged == 1 else many)
        told += [f"{refusal.number:n}: {refusal.why}" for refusal in plan.refusals]
        return " ".join(told)

    def _on_refused(self, error: AnnotatorError) -> None:
        self._show(None)
        self.problem.say(str(error))

    def _on_apply(self) -> None:
        plan = self._plan
        if plan is None:
            return
        self._show(None)
        apply = self._desk.services.bulk_edits.apply
        self._jobs.long(
            plan.label, lambda progress: apply(plan, progress), self._on_applied, self._desk.report
        )

    def _on_applied(self, number: int) -> None:
        many = self.tr("{0:n} claims were changed; undo takes it back.").format(number)
        self._news = self.tr("1 claim was changed; undo takes it back.") if number == 1 else many
        self.look()
