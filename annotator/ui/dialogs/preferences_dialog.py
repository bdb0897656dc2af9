"""What a person may set for the program as a whole."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QSpinBox, QTabWidget, QWidget

from annotator.runtime.settings import Settings
from annotator.services.engines import EngineInfo
from annotator.ui.dialogs.engine_page import EnginePage
from annotator.ui.dialogs.frame import Dialog
from annotator.ui.dialogs.llm_page import LlmPage

_THEMES: Final = {"system": "As the desktop", "light": "Light", "dark": "Dark"}
_MEGA: Final = 1_000_000


def _no_file() -> None:
    """Choose no file."""


class PreferencesDialog(Dialog):
    """Shows the settings and hands over changed ones.

    Signals:
        wanted: the new `Settings`.
    """

    wanted = Signal(object)

    def __init__(
        self,
        settings: Settings,
        parent: QWidget | None = None,
        *,
        choose_model: Callable[[], Path | None] = _no_file,
    ) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Preferences"))
        self._settings = settings
        self._theme = QComboBox(self)
        self._points = QSpinBox(self)
        self._megabytes = QSpinBox(self)
        self._backups = QSpinBox(self)
        self.engines = EnginePage(settings, choose_model, self)
        self.llm = LlmPage(settings, self)
        self.pages = QTabWidget(self)
        self._build()
        self._show()
        self.llm.set_changed.connect(self.engines.say_llm_is_set)
        self.engines.say_llm_is_set(self.llm.is_set)
        self.accept_button(self.tr("&Keep"))

    def _build(self) -> None:
        for value, words in _THEMES.items():
            self._theme.addItem(self.tr(words), value)
        self._theme.setObjectName("theme")
        self._points.setRange(6, 48)
        self._points.setSuffix(self.tr(" points"))
        self._megabytes.setRange(1, 2_000)
        self._megabytes.setSuffix(self.tr(" MB"))
        self._backups.setRange(1, 100)
        window = QWidget(self)
        form = QFormLayout(window)
        form.setVerticalSpacing(10)
        form.addRow(self.tr("&Theme:"), self._theme)
        form.addRow(self.tr("&Source text:"), self._points)
        form.addRow(self.tr("&Largest file to import:"), self._megabytes)
        form.addRow(self.tr("&Copies kept of each project:"), self._backups)
        self.pages.addTab(window, self.tr("&Window"))
        self.pages.addTab(self.engines, self.tr("&Engine"))
        self.pages.addTab(self.llm, self.tr("Language &model"))
        self.pages.setDocumentMode(True)
        self.body.addWidget(self.pages)
        self.setMinimumWidth(540)

    def show_engines(self, infos: Sequence[EngineInfo]) -> None:
        """Offer these engines."""
        self.engines.show_engines(infos)

    def go_to_engines(self) -> None:
        """Show the page of the engines."""
        self.pages.setCurrentWidget(self.engines)
        self.engines.engine.setFocus()

    def _show(self) -> None:
        self._theme.setCurrentIndex(self._theme.findData(self._settings.theme))
        self._points.setValue(self._settings.text_points)
        self._megabytes.setValue(max(1, self._settings.max_bytes // _MEGA))
        self._backups.setValue(self._settings.backups_kept)

    def accept(self) -> None:
        changed = self._settings.amended(
            theme=self._theme.currentData(),
            text_points=self._points.value(),
            max_bytes=self._megabytes.value() * _MEGA,
            backups_kept=self._backups.value(),
        )
        self.wanted.emit(self.llm.amended(self.engines.amended(changed)))
        super().accept()
