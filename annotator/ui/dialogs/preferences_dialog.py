"""What a person may set for the program as a whole."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QSpinBox, QWidget

from annotator.runtime.settings import Settings
from annotator.ui.dialogs.frame import Dialog

_THEMES: Final = {"system": "As the desktop", "light": "Light", "dark": "Dark"}
_MEGA: Final = 1_000_000


class PreferencesDialog(Dialog):
    """Shows the settings and hands over changed ones.

    Signals:
        wanted: the new `Settings`.
    """

    wanted = Signal(object)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Preferences"))
        self._settings = settings
        self._theme = QComboBox(self)
        self._points = QSpinBox(self)
        self._megabytes = QSpinBox(self)
        self._backups = QSpinBox(self)
        self._build()
        self._show()
        self.accept_button(self.tr("&Keep"))

    def _build(self) -> None:
        for value, words in _THEMES.items():
            self._theme.addItem(self.tr(words), value)
        self._points.setRange(6, 48)
        self._points.setSuffix(self.tr(" points"))
        self._megabytes.setRange(1, 2_000)
        self._megabytes.setSuffix(self.tr(" MB"))
        self._backups.setRange(1, 100)
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.addRow(self.tr("&Theme:"), self._theme)
        form.addRow(self.tr("&Source text:"), self._points)
        form.addRow(self.tr("&Largest file to import:"), self._megabytes)
        form.addRow(self.tr("&Copies kept of each project:"), self._backups)
        self.body.addLayout(form)

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
        self.wanted.emit(changed)
        super().accept()
