"""The page shown while no project is open."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.ui import menus
from annotator.ui.icons import dress, icon

_SHOWN = 6
_WAYS = (("sample", None), ("new", "add"), ("open", "folder"))


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
        for act_id, name in _WAYS:
            column.addWidget(self._way(actions, act_id, name))
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

    def _way(self, actions: menus.Actions, act_id: str, name: str | None) -> QPushButton:
        action = actions[act_id]
        key = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
        words = action.text().replace("&", "")
        button = QPushButton(f"{words}   {key}".strip(), self)
        button.setObjectName(f"welcome_{act_id}")
        button.setToolTip(action.statusTip())
        button.setMinimumHeight(40)
        if name is None:
            button.setDefault(True)
        else:
            dress(button, name)
        button.clicked.connect(action.trigger)
        return button

    def _drop_here(self) -> QFrame:
        frame = QFrame(self)
        frame.setFrameShape(QFrame.Shape.StyledPanel)
        label = QLabel(self.tr("… or drop a project or articles here"), frame)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setEnabled(False)
        row = QVBoxLayout(frame)
        row.setContentsMargins(12, 18, 12, 18)
        row.addWidget(label)
        return frame

    def _recent_button(self, path: Path) -> QPushButton:
        button = QPushButton(f"{path.stem}   —   {path.parent}", self)
        button.setFlat(True)
        button.setToolTip(str(path))
        button.setEnabled(path.is_file())
        button.setStyleSheet("text-align: left;")
        button.clicked.connect(lambda: self.project_chosen.emit(path))
        return button
