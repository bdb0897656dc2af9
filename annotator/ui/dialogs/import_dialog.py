"""Choose files and folders to import."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QStringListModel, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QListView, QPushButton, QVBoxLayout, QWidget

from annotator.ui.dialogs.frame import Dialog
from annotator.ui.prompts import SOURCES, Prompts


class ImportDialog(Dialog):
    """Gathers what to import.

    Signals:
        wanted: a list of paths, and whether to propose claims afterwards.
    """

    wanted = Signal(object, bool)

    def __init__(self, prompts: Prompts, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Import files"))
        self._prompts = prompts
        self._paths: list[Path] = []
        self._model = QStringListModel(self)
        self._list = QListView(self)
        self._files = QPushButton(self.tr("Add &files…"), self)
        self._folder = QPushButton(self.tr("Add f&older…"), self)
        self._remove = QPushButton(self.tr("&Remove"), self)
        self._propose = QCheckBox(self.tr("&Propose claims afterwards"), self)
        self._import = self.accept_button(self.tr("&Import"))
        self._build()
        self._connect()
        self._show()

    def _build(self) -> None:
        self._list.setModel(self._model)
        self._list.setAccessibleName(self.tr("Files and folders to import"))
        self._list.setMinimumSize(440, 180)
        self._files.setObjectName("addFiles")
        self._import.setObjectName("import")
        self._propose.setChecked(True)
        side = QVBoxLayout()
        for button in (self._files, self._folder, self._remove):
            button.setAutoDefault(False)
            side.addWidget(button)
        side.addStretch()
        row = QHBoxLayout()
        row.addWidget(self._list, 1)
        row.addLayout(side)
        self.body.addLayout(row)
        self.body.addWidget(self._propose)
        self._files.setFocus()

    def _connect(self) -> None:
        self._files.clicked.connect(self._on_files_wanted)
        self._folder.clicked.connect(self._on_folder_wanted)
        self._remove.clicked.connect(self._on_removed)
        self.accepted.connect(self._on_accepted)

    def _on_files_wanted(self) -> None:
        self._add(self._prompts.choose_files(self.tr("Files to import"), SOURCES))

    def _on_folder_wanted(self) -> None:
        folder = self._prompts.choose_folder(self.tr("Folder to import"))
        self._add([folder] if folder else [])

    def _on_removed(self) -> None:
        rows = {index.row() for index in self._list.selectedIndexes()}
        self._paths = [path for at, path in enumerate(self._paths) if at not in rows]
        self._show()

    def _on_accepted(self) -> None:
        self.wanted.emit(list(self._paths), self._propose.isChecked())

    def _add(self, paths: Iterable[Path]) -> None:
        self._paths = list(dict.fromkeys([*self._paths, *paths]))
        self._show()
        if self._paths:
            self._import.setFocus()

    def _show(self) -> None:
        self._model.setStringList([str(path) for path in self._paths])
        self._import.setEnabled(bool(self._paths))
        self._remove.setEnabled(bool(self._paths))
