"""Which engine reads in the window, and how."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.layer import Scope
from annotator.runtime.settings import Settings
from annotator.services.engines import EngineInfo
from annotator.ui.dialogs.frame import note
from annotator.ui.number_box import NumberBox

_BEST: Final = ""
_OWN: Final = -1  # the spin box at its least: the engine's own limit
_SCOPES: Final = {
    Scope.SPEECH: "What is said",
    Scope.SPEECH_AND_STANCE: "Also beliefs, intentions, endorsements and polls",
}
_TOLD: Final = {
    "rules": "rules: instant, each proposal explained by its rule",
    "crf": "crf: learned, fast",
    "neural": "neural: learned, a small encoder",
    "llm": "llm: asks the language model that you set",
}
_LLM: Final = "llm"


class EnginePage(QWidget):
    """Offers the installed engines; one that cannot read says why and cannot be chosen."""

    def __init__(
        self,
        settings: Settings,
        choose_model: Callable[[], Path | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._wanted = settings.engine
        self._infos: tuple[EngineInfo, ...] = ()
        self._llm_set = False
        self._choose_model = choose_model
        self.engine = QComboBox(self)
        self._items = QStandardItemModel(self)
        self.engine.setModel(self._items)
        self.model = QLineEdit(settings.engine_model, self)
        self.browse = QPushButton(self.tr("&Browse…"), self)
        self.scope = QComboBox(self)
        self.least = NumberBox(self)
        self.why = QLabel(self)
        self._build(settings)
        self.show_engines(())
        self.model.textChanged.connect(self._show_items)
        self.engine.currentIndexChanged.connect(self._on_chosen)
        self.browse.clicked.connect(self._on_browsed)

    def _build(self, settings: Settings) -> None:
        for scope, words in _SCOPES.items():
            self.scope.addItem(self.tr(words), scope.value)
        self.scope.setCurrentIndex(self.scope.findData(settings.scope))
        self.least.setRange(_OWN, 100)
        self.least.setSuffix(" %")
        self.least.setSpecialValueText(self.tr("as the engine advises"))
        self.least.setValue(_OWN if settings.propose_from is None else settings.propose_from)
        self.model.setPlaceholderText(self.tr("the one it ships"))
        self.model.setClearButtonEnabled(True)
        self.model.setAccessibleName(self.tr("Model file"))
        self.browse.setAutoDefault(False)
        self.engine.setObjectName("engine")
        self.why.setWordWrap(True)
        self.why.setEnabled(False)
        self._lay_out()

    def _lay_out(self) -> None:
        file = QHBoxLayout()
        file.addWidget(self.model, 1)
        file.addWidget(self.browse)
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.addRow(self.tr("&Engine:"), self.engine)
        form.addRow(self.tr("Model file:"), file)
        form.addRow(self.tr("&Look for:"), self.scope)
        form.addRow(self.tr("Propose &from:"), self.least)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 0, 0, 0)
        column.addLayout(form)
        said = self.tr(
            "What scores less is not proposed at all; “Hide or refuse below” only hides it."
        )
        column.addWidget(note(said, self))
        column.addWidget(self.why)
        column.addStretch(1)

    def show_engines(self, infos: Sequence[EngineInfo]) -> None:
        """Offer these engines."""
        self._infos = tuple(infos)
        self._show_items()

    def say_llm_is_set(self, whether: bool) -> None:
        """Say whether the language model has an address and a name now."""
        self._llm_set = whether
        self._show_items()

    def amended(self, settings: Settings) -> Settings:
        """Return the settings as chosen."""
        least = self.least.value()
        return settings.amended(
            engine=self._wanted,
            engine_model=self.model.text().strip() if self.model.isEnabled() else "",
            scope=self.scope.currentData(),
            propose_from=None if least == _OWN else least,
        )

    def _ready(self, info: EngineInfo) -> bool:
        if info.name == _LLM:
            return not info.why or self._llm_set
        return not info.why or (info.takes_model and bool(self.model.text().strip()))

    def _show_items(self) -> None:
        self.engine.blockSignals(True)
        self._items.clear()
        best = self.tr("The best (this project's own, if it has learned one)")
        self._items.appendRow(_item(best, _BEST))
        for info in self._infos:
            item = _item(self.tr(_TOLD.get(info.name, info.name)), info.name)
            item.setEnabled(self._ready(info))
            item.setToolTip(info.why or info.model or "")
            self._items.appendRow(item)
        if self._wanted not in {_BEST, *(info.name for info in self._infos)}:
            self._items.appendRow(_item(self._wanted, self._wanted))
        self.engine.setCurrentIndex(max(0, self.engine.findData(self._wanted)))
        self.engine.blockSignals(False)
        missing = [info for info in self._infos if not self._ready(info)]
        self.why.setText("\n".join(info.why for info in missing))
        self._allow_model()

    def _allow_model(self) -> None:
        takes = {info.name: info.takes_model for info in self._infos}
        allowed = takes.get(self._wanted, True)
        self.model.setEnabled(allowed)
        self.browse.setEnabled(allowed)

    def _on_chosen(self) -> None:
        self._wanted = self.engine.currentData() or _BEST
        self._allow_model()

    def _on_browsed(self) -> None:
        path = self._choose_model()
        if path is not None:
            self.model.setText(str(path))


def _item(text: str, name: str) -> QStandardItem:
    item = QStandardItem(text)
    item.setData(name, Qt.ItemDataRole.UserRole)
    return item
