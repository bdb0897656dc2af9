"""What a person may set for the program as a whole; what is set holds at once."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.runtime.settings import Settings
from annotator.services.engines import EngineInfo
from annotator.ui.dialogs.engine_page import EnginePage
from annotator.ui.dialogs.frame import Dialog
from annotator.ui.dialogs.general_page import GeneralPage
from annotator.ui.dialogs.keys_page import KeysPage
from annotator.ui.dialogs.llm_page import LlmPage
from annotator.ui.dialogs.settings_search import find
from annotator.ui.dialogs.text_page import TextPage
from annotator.ui.keys import RETURN

_SIZE: Final = (820, 560)  # pixels
_LIST: Final = 160


class Page(NamedTuple):
    """A page: its name, and how it amends the settings."""

    title: str
    widget: QWidget
    amend: Callable[[Settings], Settings]


def _no_file() -> None:
    """Choose no file."""


class PreferencesDialog(Dialog):
    """Pages of settings, and a line that finds one by its words.

    Signals:
        wanted: the new `Settings`, at every change.
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
        self.general = GeneralPage(settings, self)
        self.text = TextPage(settings, self)
        self.keys = KeysPage(settings, self)
        self.engines = EnginePage(settings, choose_model, self)
        self.llm = LlmPage(settings, self)
        self._pages = (
            Page(self.tr("General"), self.general, self.general.amended),
            Page(self.tr("Text"), self.text, self.text.amended),
            Page(self.tr("Keys"), self.keys, self.keys.amended),
            Page(self.tr("Engine"), self.engines, self.engines.amended),
            Page(self.tr("Language model"), self.llm, self.llm.amended),
        )
        self.search = QLineEdit(self)
        self.names = QListView(self)
        self._titles = QStringListModel([page.title for page in self._pages], self)
        self.pages = QStackedWidget(self)
        self._build()
        self._connect()
        self.show_page(self.general)

    def _build(self) -> None:
        self.search.setPlaceholderText(self.tr("Search the settings"))
        self.search.setAccessibleName(self.tr("Search the settings"))
        self.search.setClearButtonEnabled(True)
        self.names.setModel(self._titles)
        self.names.setAccessibleName(self.tr("Pages"))
        self.names.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.names.setFixedWidth(_LIST)
        self.names.setObjectName("settingsPages")
        for page in self._pages:
            self.pages.addWidget(page.widget)
        side = QVBoxLayout()
        side.addWidget(self.search)
        side.addWidget(self.names, 1)
        self.search.setFixedWidth(_LIST)
        row = QHBoxLayout()
        row.addLayout(side)
        row.addWidget(self.pages, 1)
        self.body.addLayout(row)
        self.close_button().setDefault(False)
        self.resize(*_SIZE)
        self.search.setFocus()

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_sought)
        self.names.selectionModel().currentChanged.connect(self._on_page_chosen)
        self.llm.set_changed.connect(self.engines.say_llm_is_set)
        self.engines.say_llm_is_set(self.llm.is_set)
        self.keys.changed.connect(self._keep)
        for page in self._pages:
            if page.widget is not self.keys:
                self._watch(page.widget)

    def _watch(self, page: QWidget) -> None:
        """Keep what is set on a page whenever something on it is another."""
        for box in page.findChildren(QComboBox):
            box.currentIndexChanged.connect(self._keep)
        for number in page.findChildren(QSpinBox):
            number.setKeyboardTracking(False)
            number.valueChanged.connect(self._keep)
        for check in page.findChildren(QCheckBox):
            check.toggled.connect(self._keep)
        for line in page.findChildren(QLineEdit):
            line.editingFinished.connect(self._keep)

    def show_engines(self, infos: Sequence[EngineInfo]) -> None:
        """Offer these engines."""
        self.engines.show_engines(infos)

    def go_to_engines(self) -> None:
        """Show the page of the engines."""
        self.show_page(self.engines)
        self.engines.engine.setFocus()

    def show_page(self, page: QWidget) -> None:
        """Show one of the pages."""
        self.names.setCurrentIndex(self._titles.index(self.pages.indexOf(page)))

    def done(self, result: int) -> None:
        self._keep()
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in RETURN and self.search.hasFocus():
            self._go_to_found()
        elif event.key() not in RETURN:
            super().keyPressEvent(event)

    def _keep(self) -> None:
        settings = self._settings
        for page in self._pages:
            settings = page.amend(settings)
        if settings != self._settings:
            self._settings = settings
            self.wanted.emit(settings)

    def _on_page_chosen(self, index: QModelIndex) -> None:
        if index.isValid():
            self.pages.setCurrentIndex(index.row())

    def _on_sought(self, words: str) -> None:
        """Mark what is found, and show the first page with some of it."""
        sought = words.strip()
        found = [self._found_on(page, sought) for page in self._pages]
        for row, some in enumerate(found):
            self.names.setRowHidden(row, bool(sought) and not some)
        if any(found) and not found[self.pages.currentIndex()]:
            self.show_page(self._pages[found.index(True)].widget)

    def _found_on(self, page: Page, words: str) -> bool:
        if page.widget is self.keys:
            some = self.keys.look_for(words) > 0
        else:
            some = bool(find(page.widget, words))
        return some or (bool(words) and words.casefold() in page.title.casefold())

    def _go_to_found(self) -> None:
        page = self._pages[self.pages.currentIndex()].widget
        if page is self.keys:
            self.keys.table.setFocus()
            return
        found = find(page, self.search.text())
        if found:
            found[0].fields[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
