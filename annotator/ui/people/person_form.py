"""What may be changed of one person: the role, and whether they work here still."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.user import Role, User
from annotator.ui.elided import ElidedLabel
from annotator.ui.icons import dress
from annotator.ui.people.words import role_name, what_it_may
from annotator.ui.record.notes import Note


class PersonForm(QFrame):
    """Shows one person; asks for changes and makes none.

    Signals:
        role_wanted: a `User` is to have a `Role`.
        retire_wanted: a `User` is to retire.
        back_wanted: a `User` is to be called back.
    """

    role_wanted = Signal(object, object)
    retire_wanted = Signal(object)
    back_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._user: User | None = None
        self.name, self.said = ElidedLabel(self), Note("muted", self)
        self.roles = {role: QRadioButton(role_name(role), self) for role in Role}
        self._group = QButtonGroup(self)
        self.retire = QPushButton(self.tr("Retire"), self)
        self.back = QPushButton(self.tr("Call back"), self)
        self.setAccessibleName(self.tr("Person"))
        self._lay_out()
        self.retire.clicked.connect(lambda: self.retire_wanted.emit(self._user))
        self.back.clicked.connect(lambda: self.back_wanted.emit(self._user))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        font = self.name.font()
        font.setBold(True)
        self.name.setFont(font)
        column.addWidget(self.name)
        column.addWidget(self.said)
        column.addSpacing(8)
        for role, button in self.roles.items():
            may = Note("muted", self)
            may.say(what_it_may(role))
            may.setIndent(22)
            button.setAccessibleDescription(what_it_may(role))
            self._group.addButton(button)
            button.clicked.connect(lambda _on, role=role: self.role_wanted.emit(self._user, role))
            column.addWidget(button)
            column.addWidget(may)
        row = QHBoxLayout()
        for act, drawing in ((self.retire, "withdraw"), (self.back, "return")):
            dress(act, drawing)
            row.addWidget(act)
        row.addStretch(1)
        column.addSpacing(8)
        column.addLayout(row)
        column.addStretch(1)

    def show_person(self, user: User | None, *, me: bool, leads: bool) -> None:
        """Show somebody, perhaps `me`, to be changed if the user at work `leads`."""
        self._user = user
        self.setVisible(user is not None)
        if user is None:
            return
        self.name.setText(self.tr("{0} (you)").format(user.name) if me else user.name)
        self.said.say(self._what_holds(user, me=me, leads=leads))
        for role, button in self.roles.items():
            button.setEnabled(leads and not user.retired)
            button.setChecked(role is user.role)
        self.retire.setVisible(not user.retired)
        self.back.setVisible(user.retired)
        for act in (self.retire, self.back):
            act.setEnabled(leads)

    def _what_holds(self, user: User, *, me: bool, leads: bool) -> str:
        if user.retired:
            return self.tr("Retired: may only read. What they did stays theirs.")
        if leads:
            return ""
        if me and user.role is Role.LEAD:
            return self.tr("This project is open for reading only.")
        return self.tr("Only a lead gives roles.")
