"""The theme, and what holds for files."""

from typing import Final

from PySide6.QtWidgets import QComboBox, QFormLayout, QVBoxLayout, QWidget

from annotator.runtime.settings import Settings
from annotator.ui.dialogs.frame import note
from annotator.ui.number_box import NumberBox

_THEMES: Final = {"system": "As the desktop", "light": "Light", "dark": "Dark"}
_MEGA: Final = 1_000_000


class GeneralPage(QWidget):
    """Theme, the largest file, and how many copies are kept."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = QComboBox(self)
        self.megabytes = NumberBox(self)
        self.backups = NumberBox(self)
        for value, words in _THEMES.items():
            self.theme.addItem(self.tr(words), value)
        self.theme.setObjectName("theme")
        self.megabytes.setRange(1, 2_000)
        self.megabytes.setSuffix(self.tr(" MB"))
        self.backups.setRange(1, 100)
        self._lay_out()
        self.theme.setCurrentIndex(self.theme.findData(settings.theme))
        self.megabytes.setValue(max(1, settings.max_bytes // _MEGA))
        self.backups.setValue(settings.backups_kept)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.addRow(self.tr("&Theme:"), self.theme)
        form.addRow(self.tr("&Largest file to import:"), self.megabytes)
        form.addRow(self.tr("&Copies kept of each project:"), self.backups)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 0, 0, 0)
        column.addLayout(form)
        said = self.tr("A copy is made when a project is closed; the oldest goes first.")
        column.addWidget(note(said, self))
        column.addStretch(1)

    def amended(self, settings: Settings) -> Settings:
        """Return the settings as chosen."""
        return settings.amended(
            theme=self.theme.currentData(),
            max_bytes=self.megabytes.value() * _MEGA,
            backups_kept=self.backups.value(),
        )
