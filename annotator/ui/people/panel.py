"""The people's workspace: who works here, what each may do, and how far each has come."""

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from annotator.domain.rights import Right, allows
from annotator.domain.user import Role, User
from annotator.ui.asking import Asking
from annotator.ui.desk import Desk
from annotator.ui.people.model import PeopleModel, Person
from annotator.ui.people.newcomer import Newcomer
from annotator.ui.people.person_form import PersonForm
from annotator.ui.record.notes import Note
from annotator.ui.roomy_columns import RoomyColumns
from annotator.ui.rows_model import RowsTable
from annotator.ui.shell import Shell
from annotator.ui.whole_rows import inset
from annotator.ui.workspace_page import WorkspacePage

_FORM_WIDTH: Final = 340
_NAME: Final = 26  # digits of a name
_STANDING: Final = 2


class _Found(NamedTuple):
    """Everybody, and who is at work."""

    people: tuple[Person, ...]
    me: User


class PeoplePanel(WorkspacePage):
    """Lists people beside what may be changed of the current one; each change can be undone."""

    def __init__(self, desk: Desk, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._me: User | None = None
        self._asking = Asking(shell.jobs, desk.report, self)
        self.model = PeopleModel(parent=self)
        self.table = RowsTable(self.model, self.tr("People"), _STANDING, self)
        self.form = PersonForm(self)
        self.newcomer = Newcomer(self)
        self.said = Note("muted", self)
        self.setAccessibleName(self.tr("People"))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.form.setFixedWidth(_FORM_WIDTH)
        self.said.setContentsMargins(12, 10, 12, 6)
        left = QVBoxLayout()
        left.setSpacing(0)
        for part, stretch in ((self.said, 0), (inset(self.table), 1), (self.newcomer, 0)):
            left.addWidget(part, stretch)
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        RoomyColumns(self.table, {0: _NAME}, _NAME)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.form)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        members = self._desk.services.members
        self.table.selectionModel().currentRowChanged.connect(self._show_current)
        self.form.role_wanted.connect(lambda user, role: self._do(lambda: members.give(user, role)))
        self.form.retire_wanted.connect(lambda user: self._do(lambda: members.retire(user)))
        self.form.back_wanted.connect(lambda user: self._do(lambda: members.call_back(user)))
        self.newcomer.wanted.connect(self._take_in)
        bridge = self._desk.bridge
        for told in (bridge.users_changed, bridge.documents_changed, bridge.document_changed):
            told.connect(self._look)

    def panes(self) -> tuple[QWidget, ...]:
        return (self.table, self.form, self.newcomer)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look()

    def _look(self, *_told: object) -> None:
        if self.isVisible():
            services = self._desk.services

            def work() -> _Found:
                progress = {user.id: done for user, done in services.assigning.progress()}
                everybody = services.members.all()
                people = tuple(Person(user, progress.get(user.id)) for user in everybody)
                return _Found(people, services.members.me())

            self._asking.ask(work, self._on_found)

    def _on_found(self, found: _Found) -> None:
        current = self._current()
        wanted = found.me if current is None else current
        self._me = found.me
        if self.model.rows != found.people:
            self.model.show_rows(found.people)
        rows = [person.user.id for person in found.people]
        self.table.setCurrentIndex(
            self.model.index(rows.index(wanted.id) if wanted.id in rows else 0, 0)
        )
        working = sum(not person.user.retired for person in found.people)
        one, many = self.tr("One person works here."), self.tr("{0} people work here.")
        self.said.say(one if working == 1 else many.format(working))
        self.newcomer.setEnabled(self._leads())
        self._show_current()

    def _current(self) -> User | None:
        index = self.table.currentIndex()
        return self.model.rows[index.row()].user if index.isValid() else None

    def _leads(self) -> bool:
        read_only = self._desk.services.context.store.read_only
        return self._me is not None and not read_only and allows(self._me, Right.LEAD)

    def _show_current(self, *_rows: object) -> None:
        user = self._current()
        mine = user is not None and self._me is not None and user.id == self._me.id
        self.form.show_person(user, me=mine, leads=self._leads())

    def _do(self, act: Callable[[], Any]) -> None:
        self._desk.guard(act)
        self._desk.history_changed.emit()
        self._show_current()
        self._look()

    def _take_in(self, name: str, role: Role) -> None:
        if self._desk.guard(lambda: self._desk.services.members.add(name, role)) is not None:
            self.newcomer.clear()
            self.newcomer.name.setFocus(Qt.FocusReason.OtherFocusReason)
