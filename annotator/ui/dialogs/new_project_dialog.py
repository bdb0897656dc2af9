"""Name a new project and choose who may approve in it."""

from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from annotator.domain.project import Policy
from annotator.ui.dialogs.frame import Dialog, note
from annotator.ui.prompts import Prompts

SUFFIX: Final = ".annotator"


@dataclass(frozen=True, slots=True)
class ProjectWish:
    """The project somebody wants made."""

    path: Path
    policy: Policy


class NewProjectDialog(Dialog):
    """Asks for a name, a folder and a policy.

    Signals:
        wanted: a `ProjectWish`.
    """

    wanted = Signal(object)

    def __init__(
        self, folder: Path, prompts: Prompts, parent: QWidget | None = None, *, name: str = ""
    ) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("New project"))
        self._prompts = prompts
        self._folder = folder
        self._suggested = name or self.tr("articles")
        self._name = QLineEdit(self)
        self._where = QLabel(self)
        self._browse = QPushButton(self.tr("&Browse…"), self)
        self._second = QRadioButton(self.tr("&Second person"), self)
        self._solo = QRadioButton(self.tr("S&olo"), self)
        self._create = self.accept_button(self.tr("&Create"))
        self._build()
        self._name.textChanged.connect(self._show)
        self._browse.clicked.connect(self._on_browsed)
        self._show()

    def _build(self) -> None:
        self._name.setObjectName("projectName")
        self._name.setText(_free(self._folder, self._suggested))
        self._name.selectAll()
        self._where.setWordWrap(True)
        self._where.setEnabled(False)
        self._browse.setAutoDefault(False)
        self._second.setChecked(True)
        row = QHBoxLayout()
        row.addWidget(self._name, 1)
        row.addWidget(self._browse)
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.addRow(self.tr("&Name:"), row)
        form.addRow("", self._where)
        form.addRow(self.tr("Approval:"), self._second)
        form.addRow("", note(self.tr("Whoever edited a claim last may not approve it."), self))
        form.addRow("", self._solo)
        said = self.tr("Anybody may approve their own work; every export says so.")
        form.addRow("", note(said, self))
        self.body.addLayout(form)
        self.body.addWidget(note(self.tr("The choice cannot be changed later."), self))
        label = form.labelForField(row)
        if isinstance(label, QLabel):
            label.setBuddy(self._name)
        self._name.setAccessibleName(self.tr("Name"))
        self.setMinimumWidth(520)

    def promise(self, words: str) -> None:
        """Say what will be done with the project once it is made."""
        self.body.insertWidget(0, note(words, self))
        self._create.setText(self.tr("&Create and import"))

    @property
    def path(self) -> Path | None:
        """Return the file that would be made, None while it has no name."""
        name = self._name.text().strip().removesuffix(SUFFIX)
        return self._folder / f"{name}{SUFFIX}" if name and "/" not in name else None

    def accept(self) -> None:
        if self.path is None:
            return
        policy = Policy.SOLO if self._solo.isChecked() else Policy.SECOND_PERSON
        self.wanted.emit(ProjectWish(self.path, policy))
        super().accept()

    def _on_browsed(self) -> None:
        folder = self._prompts.choose_folder(self.tr("Folder for the project"))
        if folder is not None:
            self._folder = folder
            self._show()

    def _show(self) -> None:
        path = self.path
        taken = path is not None and path.exists()
        where = path or self._folder
        self._where.setText(self.tr("{0} exists already.").format(where) if taken else str(where))
        self._create.setEnabled(path is not None and not taken)


def _free(folder: Path, name: str) -> str:
    """Return a name that no project in the folder has."""
    names = chain([name], (f"{name} {number}" for number in count(2)))
    return next(item for item in names if not (folder / f"{item}{SUFFIX}").exists())
