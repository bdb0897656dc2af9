"""How the source text is set: letters, size, width of the column, room between lines."""

from typing import Final

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QComboBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from annotator.domain.span import Span
from annotator.runtime.settings import Settings
from annotator.ui.number_box import NumberBox
from annotator.ui.source_text.marks import ClaimMarks, Link, MarkState
from annotator.ui.source_text.typography import Typography
from annotator.ui.source_text.view import SourceTextView
from annotator.ui.theme import Theme, Themes, load_theme

_OWN: Final = ""
_SAMPLE: Final = (
    "“The ferry sails at six,” the harbour master said, and a deckhand told us that nobody would "
    "wait for the mail. According to the mayor, the quay will be wider by spring."
)
_SAMPLE_HEIGHT: Final = 170


class TextPage(QWidget):
    """Lets a person set the text, with a sample of it."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.family = QComboBox(self)
        self.points = NumberBox(self)
        self.columns = NumberBox(self)
        self.spacing = NumberBox(self)
        self.sample = SourceTextView(load_theme("light"), self)
        self._build()
        self._show(settings)
        self._connect()
        self._show_sample()
        self._set_sample()

    def _build(self) -> None:
        self.family.setObjectName("family")
        self.family.addItem(self.tr("The window's own"), _OWN)
        for name in QFontDatabase.families():
            if not QFontDatabase.isPrivateFamily(name):
                self.family.addItem(name, name)
        for box, (least, most), step, unit in (
            (self.points, (6, 48), 1, self.tr(" points")),
            (self.columns, (40, 160), 2, self.tr(" characters")),
            (self.spacing, (100, 250), 10, " %"),
        ):
            box.setRange(least, most)
            box.setSingleStep(step)
            box.setSuffix(unit)
        self.sample.setFixedHeight(_SAMPLE_HEIGHT)
        self.sample.setAccessibleName(self.tr("Sample of the source text"))
        self._lay_out()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.addRow(self.tr("&Letters:"), self.family)
        form.addRow(self.tr("&Size:"), self.points)
        form.addRow(self.tr("Widest &line:"), self.columns)
        form.addRow(self.tr("&Height of a line:"), self.spacing)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 0, 0, 0)
        column.addLayout(form)
        column.addSpacing(8)
        column.addWidget(self.sample)
        column.addWidget(self._key())
        column.addStretch(1)

    def _key(self) -> QLabel:
        """Return what the styles of the sample mean."""
        told = self.tr(
            "Filled: what a claim says, in its speaker's colour. Framed: a proposal. Underlined: "
            "who said it; dotted: the words that tell that it was said. Ctrl and the wheel, or "
            "Ctrl with + and -, make the text larger for now."
        )
        label = QLabel(told, self)
        label.setWordWrap(True)
        label.setEnabled(False)
        return label

    def _show(self, settings: Settings) -> None:
        if self.family.findData(settings.text_family) < 0:
            self.family.addItem(settings.text_family, settings.text_family)
        self.family.setCurrentIndex(self.family.findData(settings.text_family))
        self.points.setValue(settings.text_points)
        self.columns.setValue(settings.text_width)
        self.spacing.setValue(settings.text_spacing)

    def _connect(self) -> None:
        self.family.currentIndexChanged.connect(self._set_sample)
        for box in (self.points, self.columns, self.spacing):
            box.valueChanged.connect(self._set_sample)

    def amended(self, settings: Settings) -> Settings:
        """Return the settings as chosen."""
        return settings.amended(
            text_family=self.family.currentData(),
            text_points=self.points.value(),
            text_width=self.columns.value(),
            text_spacing=self.spacing.value(),
        )

    def _show_sample(self) -> None:
        self.sample.show_text(_SAMPLE)
        master = Link(_span("the harbour master"), _span("said"))
        mayor = Link(_span("the mayor"), _span("According to"))
        self.sample.show_marks(
            [
                ClaimMarks("claim", (_span("The ferry sails at six,"),), (master,), 0),
                ClaimMarks(
                    "proposal",
                    (_span("the quay will be wider by spring"),),
                    (mayor,),
                    2,
                    MarkState.PROPOSAL,
                ),
            ]
        )
        app = QApplication.instance()
        keeper = app.findChild(Themes) if app else None
        if keeper is not None:
            self.sample.set_theme(keeper.current)
            keeper.changed.connect(self._on_theme_changed)

    def _on_theme_changed(self, theme: Theme) -> None:
        self.sample.set_theme(theme)

    def _set_sample(self) -> None:
        self.sample.set_typography(
            Typography(
                self.family.currentData(),
                self.points.value(),
                self.columns.value(),
                self.spacing.value(),
            )
        )


def _span(words: str) -> Span:
    start = _SAMPLE.index(words)
    return Span(start=start, end=start + len(words))
