"""The page shown while no project is open."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.ui import menus
from annotator.ui.empty_state import ActButton
from annotator.ui.icons import dress
from annotator.ui.recent import Known, RecentRow
from annotator.ui.record.notes import Note

_SHOWN: Final = 6
_WAYS: Final = ("sample", "new", "open", "open_server")
_WIDTH: Final = 960  # pixels
_WAYS_WIDTH: Final = 380
_DROP_HEIGHT: Final = 62
_PICTURE: Final = QSize(56, 56)


class Welcome(QScrollArea):
    """Offers the sample project, a new one, one from a file, and those opened before.

    Signals:
        project_chosen: the place of a project opened before.
        forget_wanted: the place of one that is not to be listed any more.
    """

    project_chosen = Signal(object)
    forget_wanted = Signal(object)

    def __init__(self, actions: menus.Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._before = QLabel(self.tr("Opened before"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget(self)
        outer = QVBoxLayout(page)
        outer.setContentsMargins(24, 24, 24, 24)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self._middle(), 100)
        across.addStretch(1)
        outer.addStretch(2)
        outer.addLayout(across)
        outer.addStretch(3)
        self.setWidget(page)

    @property
    def recent(self) -> tuple[RecentRow, ...]:
        """Return the rows of the projects opened before."""
        items = (self._rows.itemAt(at) for at in range(self._rows.count()))
        widgets = [item.widget() for item in items if item is not None]
        return tuple(widget for widget in widgets if isinstance(widget, RecentRow))

    def show_recent(self, projects: Sequence[Known]) -> None:
        """List the projects opened before, those that are gone greyed."""
        for row in self.recent:
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        for known in projects[:_SHOWN]:
            row = RecentRow(known, self)
            row.chosen.connect(self.project_chosen)
            row.forget_wanted.connect(self.forget_wanted)
            self._rows.addWidget(row)
        self._right.setVisible(bool(projects))

    def _middle(self) -> QWidget:
        middle = QWidget(self)
        middle.setMaximumWidth(_WIDTH)
        row = QHBoxLayout()
        row.setSpacing(32)
        row.addWidget(self._left())
        self._right = self._opened_before()
        row.addWidget(self._right, 1)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(26)
        column.addLayout(self._head())
        column.addLayout(row)
        column.addLayout(self._how())
        return middle

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        picture = _picture("annotator", "Annotator", self)
        picture.setIconSize(_PICTURE)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        title = QLabel("Annotator", self)
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 2)
        font.setBold(True)
        title.setFont(font)
        words.addWidget(title)
        words.addWidget(
            QLabel(self.tr("News text in, a verified who-said-what dataset out."), self)
        )
        words.addStretch(1)
        picture.setFixedSize(_PICTURE)
        row.addStretch(1)
        row.addWidget(picture)
        row.addLayout(words)
        row.addStretch(1)
        return row

    def _left(self) -> QWidget:
        side = QWidget(self)
        side.setFixedWidth(_WAYS_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for act_id in _WAYS:
            column.addWidget(self._way(act_id))
        column.addSpacing(4)
        column.addWidget(self._drop_here())
        column.addStretch(1)
        return side

    def _way(self, act_id: str) -> ActButton:
        button = ActButton(self._actions[act_id], self)
        button.setObjectName(f"welcome_{act_id}")
        button.setMinimumHeight(40)
        button.setDefault(act_id == _WAYS[0])
        return button

    def _drop_here(self) -> QFrame:
        frame = QFrame(self)
        frame.setObjectName("dropHere")
        frame.setStyleSheet("#dropHere { border: 1px dashed palette(dark); border-radius: 6px; }")
        frame.setMinimumHeight(_DROP_HEIGHT)
        row = QHBoxLayout(frame)
        row.addStretch(1)
        words = _quiet(self.tr("… or drop a project or articles here"), frame)
        words.setWordWrap(False)
        row.addWidget(words)
        row.addStretch(1)
        return frame

    def _opened_before(self) -> QWidget:
        side = QWidget(self)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        font = self._before.font()
        font.setBold(True)
        self._before.setFont(font)
        column.addWidget(self._before)
        column.addLayout(self._rows)
        column.addStretch(1)
        return side

    def _how(self) -> QVBoxLayout:
        steps = (
            (
                "import",
                self.tr("1  Import"),
                self.tr(
                    "Articles come in as text or web pages. The program proposes who said what."
                ),
            ),
            (
                "accept",
                self.tr("2  Verify"),
                self.tr("Accept, correct or refuse beside the text; a second person approves."),
            ),
            (
                "export",
                self.tr("3  Export"),
                self.tr("What is approved becomes a table, each row with the words it rests on."),
            ),
        )
        row = QHBoxLayout()
        row.setSpacing(14)
        for name, title, words in steps:
            row.addWidget(self._step(name, title, words), 1)
        guide = self._guide(self._actions["guide"])
        column = QVBoxLayout()
        column.setSpacing(14)
        column.addLayout(row)
        column.addWidget(guide, 0, Qt.AlignmentFlag.AlignHCenter)
        return column

    def _step(self, name: str, title: str, words: str) -> QFrame:
        frame = QFrame(self)
        frame.setObjectName("step")
        frame.setStyleSheet("#step { border: 1px solid palette(mid); border-radius: 6px; }")
        head = QHBoxLayout()
        heading = QLabel(title, frame)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        head.addWidget(_picture(name, title, frame))
        head.addWidget(heading, 1)
        column = QVBoxLayout(frame)
        column.setContentsMargins(10, 8, 12, 12)
        column.addLayout(head)
        column.addWidget(_quiet(words, frame))
        column.addStretch(1)
        return frame

    def _guide(self, action: QAction) -> ActButton:
        button = ActButton(action, self)
        button.setObjectName("welcome_guide")
        button.setMinimumWidth(120)
        return button


def _quiet(words: str, parent: QWidget) -> Note:
    """Return words in the quieter colour of the theme."""
    note = Note("muted", parent)
    note.say(words)
    return note


def _picture(name: str, told: str, parent: QWidget) -> QToolButton:
    """Return an icon that is only looked at."""
    picture = QToolButton(parent)
    picture.setStyleSheet("border: none; padding: 0;")
    picture.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    picture.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    picture.setAccessibleName(told)
    dress(picture, name)
    return picture
