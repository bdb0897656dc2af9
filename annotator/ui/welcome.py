"""The page shown while no project is open."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.ui import menus
from annotator.ui.empty_state import ActButton
from annotator.ui.icons import icon

_SHOWN: Final = 6
_WAYS: Final = ("sample", "new", "open")


class Welcome(QWidget):
    """Offers the sample project, a new one, one from a file, and those opened before.

    Signals:
        project_chosen: the path of a project opened before.
    """

    project_chosen = Signal(object)

    def __init__(self, actions: menus.Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addLayout(self._head())
        column.addSpacing(14)
        for act_id in _WAYS:
            column.addWidget(self._way(actions, act_id))
        column.addSpacing(8)
        column.addWidget(self._drop_here())
        column.addSpacing(8)
        column.addLayout(self._recent)
        middle = QWidget(self)
        middle.setFixedWidth(480)
        middle.setLayout(column)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(middle, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)

    def show_recent(self, paths: Sequence[Path]) -> None:
        """List the projects opened before, those that are gone greyed."""
        while (item := self._recent.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        if paths:
            head = QLabel(self.tr("Opened before"), self)
            head.setEnabled(False)
            self._recent.addWidget(head)
        for path in paths[:_SHOWN]:
            self._recent.addWidget(self._recent_button(path))

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        picture = QLabel(self)
        picture.setPixmap(QPixmap(icon("annotator").pixmap(48, 48)))
        words = QVBoxLayout()
        title = QLabel("Annotator", self)
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.9)
        font.setBold(True)
        title.setFont(font)
        claim = QLabel(self.tr("News text in, a verified who-said-what dataset out."), self)
        words.addWidget(title)
        words.addWidget(claim)
        row.addWidget(picture)
        row.addSpacing(10)
        row.addLayout(words, 1)
        return row

    def _way(self, actions: menus.Actions, act_id: str) -> ActButton:
        button = ActButton(actions[act_id], self)
        button.setObjectName(f"welcome_{act_id}")
        button.setMinimumHeight(40)
        button.setDefault(act_id == _WAYS[0])
        return button

    def _drop_here(self) -> QFrame:
        frame = QFrame(self)
        frame.setObjectName("dropHere")
        frame.setStyleSheet("#dropHere { border: 1px dashed palette(dark); border-radius: 6px; }")
        label = QLabel(self.tr("… or drop a project or articles here"), frame)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setEnabled(False)
        row = QVBoxLayout(frame)
        row.setContentsMargins(12, 18, 12, 18)
        row.addWidget(label)
        return frame

    def _recent_button(self, path: Path) -> QPushButton:
        button = _RecentButton(path, self)
        button.chosen.connect(self.project_chosen)
        return button


class _RecentButton(QPushButton):
    """A project opened before, greyed when its file is gone.

    Signals:
        chosen: its path.
    """

    chosen = Signal(object)

    def __init__(self, path: Path, parent: QWidget) -> None:
        super().__init__(f"{path.stem}   —   {path.parent}", parent)
        self._path = path
        self.setFlat(True)
        self.setToolTip(str(path))
        self.setEnabled(path.is_file())
        self.setStyleSheet("text-align: left;")
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self.chosen.emit(self._path)
