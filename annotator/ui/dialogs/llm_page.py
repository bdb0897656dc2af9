"""Where the engine `llm` finds a language model."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QVBoxLayout, QWidget

from annotator.runtime.settings import Settings
from annotator.ui.dialogs.frame import note
from annotator.ui.number_box import NumberBox


class LlmPage(QWidget):
    """Address, name, key and patience.

    Signals:
        set_changed: whether there is an address and a name now.
    """

    set_changed = Signal(bool)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.url = QLineEdit(settings.llm_url, self)
        self.model = QLineEdit(settings.llm_model, self)
        self.key = QLineEdit(settings.llm_key, self)
        self.seconds = NumberBox(self)
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self.url.setPlaceholderText("http://127.0.0.1:8080/v1")
        self.key.setPlaceholderText(self.tr("none, or that of ANNOTATOR_LLM_KEY"))
        self.seconds.setRange(1, 3_600)
        self.seconds.setSuffix(self.tr(" seconds"))
        self.seconds.setValue(settings.llm_seconds)
        self._lay_out()
        for field in (self.url, self.model):
            field.textChanged.connect(self._on_typed)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.addRow(self.tr("&Address:"), self.url)
        form.addRow(self.tr("&Model:"), self.model)
        form.addRow(self.tr("&Key:"), self.key)
        form.addRow(self.tr("&Patience for an article:"), self.seconds)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 0, 0, 0)
        said = self.tr(
            "Any endpoint that speaks as OpenAI's does. The text of each article goes to this "
            "address, and nowhere else; without one the engine is not used."
        )
        column.addWidget(note(said, self))
        column.addLayout(form)
        kept = self.tr("The key is kept as plain text in your settings; the environment's is not.")
        column.addWidget(note(kept, self))
        column.addStretch(1)

    @property
    def is_set(self) -> bool:
        """Return whether there is an address and a name."""
        return bool(self.url.text().strip() and self.model.text().strip())

    def amended(self, settings: Settings) -> Settings:
        """Return the settings as typed."""
        return settings.amended(
            llm_url=self.url.text().strip(),
            llm_model=self.model.text().strip(),
            llm_key=self.key.text().strip(),
            llm_seconds=self.seconds.value(),
        )

    def _on_typed(self) -> None:
        self.set_changed.emit(self.is_set)
