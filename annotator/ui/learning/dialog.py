"""What there is to learn from, and how it is to be learned."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from annotator.domain.errors import AnnotatorError
from annotator.services.lessons import Lesson
from annotator.services.project_model import ProjectModel
from annotator.ui.dialogs.frame import Dialog, note
from annotator.ui.number_box import NumberBox

_ENGINES: Final = {
    "crf": "crf: minutes, reads fast",
    "neural": "neural: longer, and needs what the extra “train” brings",
}
_FOLDS: Final = 3
_MOST: Final = 10


class LearnDialog(Dialog):
    """Asks how to learn, once it is known what there is to learn from.

    Signals:
        wanted: the engine's name, and the number of folds.
        revert_wanted: the model before is to be used again.
    """

    wanted = Signal(str, int)
    revert_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Learn from this project"))
        self.verified = QLabel(self.tr("Looking for what is verified…"), self)
        self.engine = QComboBox(self)
        self.folds = NumberBox(self)
        self.used = QLabel(self)
        self.revert = QPushButton(self.tr("&Revert"), self)
        self.learn = self.accept_button(self.tr("&Learn"))
        self._build()
        self.engine.currentIndexChanged.connect(self._show_folds)
        self.folds.valueChanged.connect(self._show_folds)
        self.revert.clicked.connect(self._on_reverted)

    def _build(self) -> None:
        for name, words in _ENGINES.items():
            self.engine.addItem(self.tr(words), name)
        self.folds.setRange(0, _MOST)
        self.folds.setSpecialValueText(self.tr("no trial"))
        self.folds.setValue(_FOLDS)
        self.learn.setEnabled(False)
        self.learn.setObjectName("learn")
        self.revert.setAutoDefault(False)
        self.revert.hide()
        for label in (self.verified, self.used):
            label.setWordWrap(True)
        self._lay_out()
        self.setMinimumWidth(540)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.addRow(self.tr("&Engine:"), self.engine)
        form.addRow(self.tr("&Trial in folds:"), self.folds)
        own = QHBoxLayout()
        own.addWidget(self.used, 1)
        own.addWidget(self.revert)
        said = self.tr(
            "The engine is trained again on the corpus that ships and on these documents. Each "
            "fold is read by a model that has not seen it, so that before and after can be told. "
            "Nothing is used before you say so."
        )
        self.body.addWidget(self.verified)
        self.body.addLayout(form)
        self.body.addWidget(note(said, self))
        self.body.addLayout(own)

    def show_found(self, found: tuple[Lesson, ProjectModel | None]) -> None:
        """Say what there is to learn from, and which model is used."""
        self.show_lesson(found[0])
        self.show_model(found[1])

    def show_lesson(self, lesson: Lesson) -> None:
        """Say what there is to learn from."""
        self.verified.setText(lesson.sentence)
        self.folds.setMaximum(min(_MOST, max(0, len(lesson.lines))))
        self.learn.setEnabled(bool(lesson.lines))
        self._show_folds()

    def show_model(self, model: ProjectModel | None) -> None:
        """Say which model the project uses now."""
        own = self.tr("The project reads with its own model, {0}.")
        shipped = self.tr("The project reads with the model that ships.")
        self.used.setText(own.format(model.name) if model else shipped)
        self.revert.setVisible(model is not None)

    def say_failure(self, error: AnnotatorError) -> None:
        """Say why nothing can be learned."""
        self.verified.setText(str(error))

    def accept(self) -> None:
        self.wanted.emit(self.engine.currentData(), self.folds.value())
        super().accept()

    def _show_folds(self) -> None:
        """Two folds are the least: with one nothing would be left to train on."""
        if self.folds.value() == 1:
            self.folds.setValue(2 if self.folds.maximum() > 1 else 0)

    def _on_reverted(self) -> None:
        self.revert_wanted.emit()
        self.reject()
