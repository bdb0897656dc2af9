"""Who works on what, whether it is saved, what goes on behind, and how far one is."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QStatusBar,
    QToolButton,
    QWidget,
)

from annotator.domain.project import Policy
from annotator.runtime.progress import ProgressReport
from annotator.ui.icons import dress

_GAP: Final = 9
_LONGEST: Final = 28  # letters of a name


class BackgroundWork(QWidget):
    """The long job that runs now: its name, how far it is, and a way to stop it.

    Signals:
        cancel_wanted: the person wants the job to stop.
    """

    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QLabel(self)
        self._bar = QProgressBar(self)
        self._stop = QToolButton(self)
        self._name = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 4, 0)
        for part in (self._words, self._bar, self._stop):
            row.addWidget(part)
        self._bar.setFixedWidth(120)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._stop.setText(self.tr("Cancel"))
        self._stop.setObjectName("cancelWork")
        self._stop.clicked.connect(self._on_stopped)
        self.hide()

    def begin(self, name: str) -> None:
        """Show a job that has begun."""
        self._name = name
        self._words.setText(name)
        self._bar.setRange(0, 0)
        self._stop.setEnabled(True)
        self.show()

    def go_on(self, report: ProgressReport) -> None:
        """Show how far the job is."""
        if report.total:
            self._bar.setRange(0, report.total)
            self._bar.setValue(report.done)
        self._words.setText(f"{self._name} {report.done}")
        self._words.setToolTip(report.label)

    def end(self, _name: str) -> None:
        """Show nothing."""
        self.hide()

    def _on_stopped(self) -> None:
        self._stop.setEnabled(False)
        self._words.setText(self.tr("Stopping…"))
        self.cancel_wanted.emit()


class Part(QWidget):
    """A few words with a line before them; nothing at all while there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QLabel(self)
        line = QFrame(self)
        line.setFrameStyle(QFrame.Shape.VLine | QFrame.Shadow.Plain)
        line.setEnabled(False)
        line.setFixedHeight(self.fontMetrics().height())
        row = QHBoxLayout(self)
        row.setContentsMargins(_GAP, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(line)
        row.addWidget(self._words)

    @property
    def text(self) -> str:
        """Return the words shown."""
        return self._words.text()

    def say(self, words: str) -> None:
        """Show these words."""
        self._words.setText(words)
        self.setVisible(bool(words))


class StatusBar(QStatusBar):
    """The bottom line of the window.

    Signals:
        user_clicked: the person wants to say who works.
    """

    user_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.work = BackgroundWork(self)
        self._counts = Part(self)
        self._place = Part(self)
        self._saved = Part(self)
        self._project = Part(self)
        self._writable = True
        self._user = QToolButton(self)
        self._user.setObjectName("whoAmI")
        self._user.setToolButtonStyle(self._user.toolButtonStyle().ToolButtonTextBesideIcon)
        dress(self._user, "user")
        self._user.clicked.connect(self.user_clicked)
        self._labels = (self._counts, self._place, self._project, self._saved)
        for part in (self.work, *self._labels, self._user):
            self.addPermanentWidget(part)
        self.setSizeGripEnabled(False)
        self.clear()

    @property
    def user(self) -> str:
        """Return the name shown."""
        return self._user.text()

    @property
    def counts(self) -> str:
        """Return what is said of the open document's claims."""
        return self._counts.text

    @property
    def place(self) -> str:
        """Return which document of how many is open."""
        return self._place.text

    def clear(self) -> None:
        """Show nothing, for no project is open."""
        for part in (self._counts, self._place, self._saved, self._project):
            part.say("")
        self._user.hide()

    def show_project(self, project: Path, policy: Policy, user: str, *, writable: bool) -> None:
        """Show what is open and who works on it."""
        self._project.say(f"{_short(project.stem)} · {policy.value}")
        self._project.setToolTip(str(project))
        self._user.setText(_short(user))
        self._user.setToolTip(self.tr("{0} works here; click to switch user").format(user))
        self._user.setAccessibleName(self.tr("User: {0}").format(user))
        self._user.show()
        self._writable = writable
        self.show_stored(None)

    @property
    def saved(self) -> str:
        """Return what is said of whether the work is stored."""
        return self._saved.text

    def show_stored(self, trouble: str | None) -> None:
        """Show that every act is stored, or in a sentence why it is not."""
        if trouble is not None:
            self._saved.say(self.tr("Not saved: the file is gone"))
        else:
            self._saved.say(self.tr("Saved") if self._writable else self.tr("Read only"))
        said = self.tr("Every act is stored at once; there is nothing to save.")
        read = self.tr("Nothing in this project can be changed here.")
        self._saved.setToolTip(trouble or (said if self._writable else read))

    def show_place(self, number: int | None, total: int) -> None:
        """Show which document is open, counted from 1."""
        shown = "–" if number is None else str(number)
        self._place.say(self.tr("Document {0} of {1}").format(shown, total) if total else "")

    def show_counts(self, counts: tuple[int, int, int] | None) -> None:
        """Show how many claims a document has, how many proposals are open, how many hidden."""
        if counts is None:
            self._counts.say("")
            return
        claims, waiting, hidden = counts
        words = self.tr("1 claim") if claims == 1 else self.tr("{0} claims").format(claims)
        if waiting:
            words += self.tr(" · {0} to decide").format(waiting)
            words += self.tr(" ({0} hidden)").format(hidden) if hidden else ""
        self._counts.say(words)


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"
