"""Which key does what: found by name or by pressing it, changed by pressing another."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.runtime.settings import Settings
from annotator.ui.actions import Act
from annotator.ui.acts import ACTS
from annotator.ui.dialogs.key_line import KeyLine
from annotator.ui.dialogs.keys_draft import KeysDraft
from annotator.ui.dialogs.keys_model import KeysModel
from annotator.ui.keys import shown, why_no_key, with_forms, words_of
from annotator.ui.whole_rows import lay_rows

_KEY_COLUMN: Final = 170  # pixels


class KeysPage(QWidget):
    """A table of acts and keys, and the line that takes a new key.

    Signals:
        changed: some keys are others now.
    """

    changed = Signal()

    def __init__(
        self, settings: Settings, parent: QWidget | None = None, acts: Sequence[Act] = ACTS
    ) -> None:
        super().__init__(parent)
        self._draft = KeysDraft(acts, settings.own_keys)
        self._tried: Act | None = None
        self.model = KeysModel(acts, self)
        self.search = QLineEdit(self)
        self.by_key = KeyLine(self)
        self.table = QTableView(self)
        self.line = KeyLine(self)
        self.said = QLabel(self)
        self.take = QPushButton(self.tr("&Take it away"), self)
        self.none = QPushButton(self.tr("No key"), self)
        self.reset = QPushButton(self.tr("Its &own key"), self)
        self.reset_all = QPushButton(self.tr("All their o&wn keys"), self)
        self._name()
        self._build_table()
        self._lay_out()
        self._connect()
        self._show()

    def _name(self) -> None:
        self.search.setPlaceholderText(self.tr("Find by name"))
        self.search.setAccessibleName(self.tr("Find an act by its name"))
        self.search.setClearButtonEnabled(True)
        self.by_key.setPlaceholderText(self.tr("Find by pressing the key"))
        self.by_key.setAccessibleName(self.tr("Find an act by pressing its key"))
        self.line.setAccessibleName(self.tr("New key of the chosen act: press it"))
        self.table.setAccessibleName(self.tr("Acts and their keys"))
        self.said.setWordWrap(True)
        self.said.setMinimumHeight(2 * self.fontMetrics().height() + 4)
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop)
        for button in (self.take, self.none, self.reset, self.reset_all):
            button.setAutoDefault(False)
        self.take.hide()

    def _build_table(self) -> None:
        self.table.setModel(self.model)
        lay_rows(self.table)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(1, _KEY_COLUMN)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)

    def _lay_out(self) -> None:
        finding = QHBoxLayout()
        finding.addWidget(self.search, 1)
        finding.addWidget(self.by_key, 1)
        setting = QGridLayout()
        label = QLabel(self.tr("&New key:"), self)
        label.setBuddy(self.line)
        for at, widget in enumerate((label, self.line, self.none, self.reset)):
            setting.addWidget(widget, 0, at)
        setting.setColumnStretch(1, 1)
        telling = QHBoxLayout()
        telling.addWidget(self.said, 1)
        telling.addWidget(self.take, 0, Qt.AlignmentFlag.AlignTop)
        telling.addWidget(self.reset_all, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 0, 0, 0)
        column.addLayout(finding)
        column.addWidget(self.table, 1)
        column.addLayout(setting)
        column.addLayout(telling)

    def _connect(self) -> None:
        self.search.textChanged.connect(self.model.look_for)
        self.by_key.caught.connect(self._on_key_sought)
        self.by_key.left.connect(self._on_key_left)
        self.model.modelReset.connect(self._on_found)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.table.activated.connect(self._on_activated)
        self.line.caught.connect(self._on_caught)
        self.line.left.connect(self._on_line_left)
        self.take.clicked.connect(self._on_taken)
        self.none.clicked.connect(self._on_none)
        self.reset.clicked.connect(self._on_reset)
        self.reset_all.clicked.connect(self._on_all_reset)

    @property
    def chosen(self) -> Act | None:
        """Return the act of the chosen row."""
        row = self.table.currentIndex().row()
        return self.model.rows[row] if row >= 0 else None

    def choose(self, act_id: str) -> None:
        """Choose an act's row, if it is in sight."""
        self.table.setCurrentIndex(self.model.index(self.model.row_of(act_id), 0))

    def look_for(self, words: str) -> int:
        """Show the acts with these words, and return how many there are."""
        self.search.setText(words)
        return self.model.rowCount() if words else 0

    def amended(self, settings: Settings) -> Settings:
        """Return the settings with the keys as they stand."""
        keys = self._draft.changed
        return settings if keys == settings.own_keys else settings.amended(own_keys=keys)

    def _show(self) -> None:
        self.model.show_acts(self._draft.acts)
        self.reset_all.setEnabled(bool(self._draft.changed))

    def _on_found(self) -> None:
        """Choose the first row of what was found."""
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._on_row_changed(self.table.currentIndex())

    def _on_row_changed(self, _current: QModelIndex) -> None:
        act = self.chosen
        self._forget()
        for part in (self.line, self.none):
            part.setEnabled(act is not None)
        self.reset.setEnabled(act is not None and self.model.is_changed(act))
        words = self.tr("Click here and press the key") if act else ""
        self.line.setPlaceholderText(words)

    def _on_activated(self) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_key_sought(self, key: str) -> None:
        self.search.clear()
        self.by_key.setText(shown(key))
        self.model.look_for(key=key)

    def _on_key_left(self) -> None:
        if self.by_key.text() and self.by_key.hasFocus():
            self.by_key.clear()
            self.model.look_for(self.search.text())

    def _on_line_left(self) -> None:
        if self.line.hasFocus():
            self._forget()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_caught(self, key: str) -> None:
        act = self.chosen
        if act is None:
            return
        self._forget()
        refusal = why_no_key(key)
        if refusal:
            self._say(f"{shown(key)}: {refusal}")
        else:
            self._try(replace(act, keys=with_forms(key)))

    def _try(self, tried: Act) -> None:
        """Give an act its keys, or ask first whether others are to lose them."""
        others = self._draft.holders(tried)
        if not others:
            self._give(tried)
            return
        self._tried = tried
        names = self.tr(" and ").join(f"“{words_of(other)}”" for other in others)
        key = shown(tried.keys[0])
        self._say(self.tr("{0} is the key of {1} already.").format(key, names))
        self.take.setAccessibleName(self.tr("Take {0} away from {1}").format(key, names))
        self.take.show()
        self.take.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_taken(self) -> None:
        if self._tried is not None:
            self._give(self._tried)

    def _on_none(self) -> None:
        if self.chosen is not None:
            self._give(replace(self.chosen, keys=()))

    def _on_reset(self) -> None:
        if self.chosen is not None:
            self._try(self._draft.own(self.chosen))

    def _on_all_reset(self) -> None:
        self._draft.reset()
        self._settle(self.tr("All acts have their own keys again."))

    def _give(self, act: Act) -> None:
        self._draft.give(act)
        key = shown(act.keys[0]) if act.keys else self.tr("no key")
        self._settle(self.tr("“{0}” has {1} now.").format(words_of(act), key))

    def _settle(self, sentence: str) -> None:
        act = self.chosen
        self._show()
        if act is not None and self.model.row_of(act.id) >= 0:
            self.choose(act.id)
        self._forget()
        self._say(sentence)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _forget(self) -> None:
        self._tried = None
        self.take.hide()
        self._say("")

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.setAccessibleName(sentence)
