"""Who a name that nobody bears may be: a person decides, and the registry remembers."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from annotator.services.speakers import Candidate
from annotator.ui.record.notes import Note


class SpeakerHint(QWidget):
    """Names the likeliest speaker that a new name may mean, and why; quiet where there is none.

    Signals:
        meant: the name means the speaker of this id.
    """

    meant = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._candidate: Candidate | None = None
        self.label = Note(parent=self)
        self.same = QPushButton(self.tr("The same"), self)
        self.same.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.same.clicked.connect(self._on_same)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.label, 1)
        row.addWidget(self.same)
        self.hide()

    def show_candidate(self, name: str, candidate: Candidate | None) -> None:
        """Ask whether `name` means the candidate; with none, say nothing."""
        self._candidate = candidate
        self.setVisible(candidate is not None)
        if candidate is None:
            return
        other = candidate.speaker.name
        self.label.say(self.tr("New name. Perhaps {0}: {1}").format(other, candidate.reason))
        tip = self.tr("Remember “{0}” as a name of {1}").format(name, other)
        self.same.setToolTip(tip)
        self.same.setAccessibleName(tip)

    def _on_same(self) -> None:
        if self._candidate is not None:
            self.meant.emit(self._candidate.speaker.id)
