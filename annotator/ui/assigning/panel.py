"""Where documents are assigned: which, to whom, independently or not, and what that would do."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from annotator.domain.assigning import Assigned, AssignPlan, Wanted
from annotator.domain.rights import Right, allows
from annotator.domain.user import User
from annotator.ui.asking import Asking
from annotator.ui.assigning import words
from annotator.ui.assigning.people import People
from annotator.ui.desk import Desk
from annotator.ui.foretold import ForetoldPanel
from annotator.ui.jobs import JobRunner
from annotator.ui.list_names import name_list


class _Standing(NamedTuple):
    """Who there is, who the user is now, and who is to read the documents."""

    people: tuple[User, ...]
    user: User
    assigned: tuple[Assigned, ...]


class AssignPanel(ForetoldPanel):
    """Asks who reads the open document, or all that are listed; an act that undo takes back."""

    def __init__(
        self,
        desk: Desk,
        jobs: JobRunner,
        listed: Callable[[], Sequence[int]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Assign"), "accept", parent)
        self._desk = desk
        self._listed = listed
        self._documents: tuple[int, ...] = ()
        self._alone: Qt.CheckState = Qt.CheckState.Unchecked
        self._looking = Asking(jobs, self.refuse, self)
        self._foretelling = Asking(jobs, self.refuse, self)
        self.which = QComboBox(self)
        self.people = People(self)
        self.independent = QCheckBox(self.tr("&Independently of each other"), self)
        self.setObjectName("assignPanel")
        self.setAccessibleName(self.tr("Assign documents"))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        name_list(self.which, self.tr("Which documents"))
        self.which.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.independent.setToolTip(
            self.tr("Each reads in a layer of their own; nobody sees another's before adjudication")
        )
        self.lay_out(self.tr("Who reads"), (self.which, self.people, self.independent))

    def _connect(self) -> None:
        self.which.currentIndexChanged.connect(self._on_which_changed)
        self.people.ticked.connect(self._foretell)
        self.independent.checkStateChanged.connect(self._foretell)
        self.apply.clicked.connect(self._on_apply)
        self._desk.document_opened.connect(self._on_which_changed)
        self._desk.bridge.documents_changed.connect(self._look)
        self._desk.bridge.document_changed.connect(self._look)
        self.people.entered_all.connect(self._on_apply)

    def begin(self) -> None:
        """Offer the documents that are there now, and who may read them."""
        self.show_listed()
        self.problem.say("")
        self.people.forget()
        self._on_which_changed()
        self.people.setFocus()

    def show_listed(self) -> None:
        """Say how many documents are listed now."""
        at = max(0, self.which.currentIndex())
        self.which.blockSignals(True)
        self.which.clear()
        self.which.addItem(self.tr("The open document"))
        self.which.addItem(self.tr("All {0} that are listed").format(f"{len(self._listed()):,}"))
        self.which.setCurrentIndex(at)
        self.which.blockSignals(False)
        if at and not self.isHidden():
            self._on_which_changed()

    def _on_which_changed(self, *_place: int) -> None:
        opened = self._desk.document_id
        single = () if opened is None else (opened,)
        documents = tuple(self._listed()) if self.which.currentIndex() == 1 else single
        if not self.isHidden():
            self._documents = documents
            self._look()

    def _look(self) -> None:
        if self.isHidden():
            return
        services, documents = self._desk.services, self._documents

        def work() -> _Standing:
            people = services.querying.users()
            user = next(item for item in people if item.id == services.context.user.id)
            assigned = services.assigning.of_documents(documents)
            return _Standing(services.assigning.people(), user, assigned)

        self._looking.ask(work, self._on_found)

    def _on_found(self, found: _Standing) -> None:
        held = Counter(item.user_id for item in found.assigned)
        self.people.show_people(found.people, held, len(self._documents))
        self._show_way({item.independent for item in found.assigned})
        leads = allows(found.user, Right.LEAD) and bool(self._documents)
        for widget in (self.people, self.independent):
            widget.setEnabled(leads)
        self.apply.setEnabled(False)
        if not allows(found.user, Right.LEAD):
            self.said.say(self.tr("Only a lead assigns documents."))
        else:
            self._foretell()

    def _show_way(self, alone: set[bool]) -> None:
        """Show how the documents are read, unless something else was entered meanwhile."""
        state, before = self.independent.checkState(), self._alone
        self._alone = _state_of(alone)
        self.independent.blockSignals(True)
        self.independent.setTristate(self._alone is Qt.CheckState.PartiallyChecked)
        self.independent.setCheckState(self._alone if state is before else state)
        self.independent.blockSignals(False)

    def wanted(self) -> Wanted | None:
        """Return what is entered; None while nothing is changed."""
        add, remove = self.people.changes()
        state = self.independent.checkState()
        same = state is self._alone or state is Qt.CheckState.PartiallyChecked
        held = self._alone is not Qt.CheckState.Unchecked
        asked = state is Qt.CheckState.Checked
        independent = None if same and (held or not asked) else asked
        if not self._documents or not (add or remove or independent is not None):
            return None
        return Wanted(documents=self._documents, add=add, remove=remove, independent=independent)

    def _foretell(self, *_state: object) -> None:
        self.problem.say("")
        wanted = self.wanted()
        self.apply.setEnabled(False)
        if wanted is None:
            self._foretelling.forget()
            self.said.say(self.tr("Tick who is to read them; untick who no longer is."))
            return
        preview = self._desk.services.assigning.preview
        self._foretelling.ask(lambda: preview(wanted), self._on_foretold)

    def _on_foretold(self, plan: AssignPlan) -> None:
        told = words.foretold(plan)
        if self.independent.isChecked() and self.people.readers() == 1:
            told += " " + self.tr("Readings are compared once two people have submitted theirs.")
        self.said.say(told)
        self.apply.setEnabled(plan.changes > 0)

    def _on_apply(self) -> None:
        wanted = self.wanted()
        if wanted is None or not self.apply.isEnabled():
            return
        self.apply.setEnabled(False)
        assign = self._desk.services.assigning.assign
        self._foretelling.ask(lambda: assign(wanted), self._on_done)

    def _on_done(self, number: int) -> None:
        self._look()
        self.problem.say("")
        told = self.tr("Done; Undo takes it back.")
        if number > 1:
            told = self.tr("Done in {0} documents; Undo takes it back.").format(f"{number:,}")
        self.said.say(told)


def _state_of(alone: set[bool]) -> Qt.CheckState:
    if len(alone) > 1:
        return Qt.CheckState.PartiallyChecked
    return Qt.CheckState.Checked if True in alone else Qt.CheckState.Unchecked
