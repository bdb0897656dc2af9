"""The registry: search, list, and what is done to chosen speakers."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.speaker import Speaker, SpeakerKind
from annotator.services.speakers import Registered
from annotator.ui.icons import dress
from annotator.ui.record.notes import Note
from annotator.ui.record.speaker_kinds import kind_label
from annotator.ui.speakers.registry_model import (
    ALIASES,
    COLUMNS,
    KIND,
    NAME,
    ROLES,
    RegistryModel,
)
from annotator.ui.whole_rows import choose, lay_rows

_ROOMY: Final = 620  # pixels from which other names have room beside the counts
_WIDE: Final = 760  # and roles beside those


class RegistryPane(QWidget):
    """Lists the speakers; one or several are chosen.

    Signals:
        chosen: the `Registered` in the current row, or None.
        merge_wanted: the chosen `Registered`, two or more, are one.
        remove_wanted: the chosen `Registered` is to go.
        add_wanted: a name to register.
        entered: the person wants to work on the chosen speaker.
    """

    chosen = Signal(object)
    merge_wanted = Signal(object)
    remove_wanted = Signal(object)
    add_wanted = Signal(str)
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._following = False
        self.model = RegistryModel(self)
        self.search = QLineEdit(self)
        self.table = _RegistryTable(self)
        self.table.setModel(self.model)
        self.table.fit()
        self.count = QLabel(self)
        self.merge = QPushButton(self.tr("Merge…"), self)
        self.remove = QPushButton(self.tr("Remove"), self)
        self.new_name = QLineEdit(self)
        self.add = QPushButton(self.tr("Add"), self)
        self.message = Note("bad", self)
        self._read_only = False
        self._name()
        self._lay_out()
        self._connect()
        self._say()

    def _name(self) -> None:
        self.search.setPlaceholderText(self.tr("Search names, aliases and external ids"))
        self.search.setAccessibleName(self.tr("Search speakers"))
        self.search.setClearButtonEnabled(True)
        self.new_name.setPlaceholderText(self.tr("Name of a new speaker"))
        self.new_name.setAccessibleName(self.tr("Name of a new speaker"))
        self.add.setAccessibleName(self.tr("Add speaker"))
        self.merge.setToolTip(self.tr("Make one speaker of those chosen (M)"))
        self.remove.setToolTip(self.tr("Take a speaker whom no claim names off the list (Delete)"))
        for button, drawing in ((self.add, "add"), (self.merge, "merge"), (self.remove, "close")):
            dress(button, drawing)

    def _lay_out(self) -> None:
        acts, new = QHBoxLayout(), QHBoxLayout()
        acts.addWidget(self.count, 1)
        acts.addWidget(self.merge)
        acts.addWidget(self.remove)
        new.addWidget(self.new_name, 1)
        new.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.search)
        column.addWidget(self.table, 1)
        column.addWidget(self.message)
        column.addLayout(acts)
        column.addLayout(new)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_searched)
        self.search.returnPressed.connect(self._on_search_entered)
        down = QShortcut(Qt.Key.Key_Down, self.search, context=Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self._on_search_entered)
        selection = self.table.selectionModel()
        selection.selectionChanged.connect(self._on_selected)
        self.model.modelReset.connect(self._say)
        self.merge.clicked.connect(self.merge_chosen)
        self.remove.clicked.connect(self.remove_chosen)
        self.add.clicked.connect(self._on_added)
        self.new_name.returnPressed.connect(self._on_added)
        self.table.activated.connect(self.entered)
        self._act(self.tr("Merge…"), "M", self.merge_chosen)
        self._act(self.tr("Remove"), "Delete", self.remove_chosen)

    def _act(self, words: str, key: str, act: Callable[[], None]) -> None:
        action = QAction(words, self.table)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(act)
        self.table.addAction(action)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def set_read_only(self) -> None:
        """Let nothing be changed."""
        self._read_only = True
        for part in (self.merge, self.remove, self.new_name, self.add):
            part.hide()
        for action in self.table.actions():
            action.setEnabled(False)

    def show_registry(self, registry: tuple[Registered, ...]) -> None:
        """Show these speakers; who was chosen stays so."""
        kept = [item.speaker.id for item in self.chosen_ones()]
        self._following = True
        self.model.show_registry(registry)
        self._select(kept)
        self._following = False
        self._on_selected()

    def show_speaker(self, speaker_id: int) -> None:
        """Choose one speaker; one that the search hides comes in sight."""
        if self.model.row_of(speaker_id) < 0:
            self.search.clear()
        self._select([speaker_id])

    def choose_first(self) -> None:
        """Choose the first speaker in sight."""
        choose(self.table, self.model.index(0, 0))

    def chosen_ones(self) -> tuple[Registered, ...]:
        """Return the speakers that are chosen, the current one first."""
        current = self.table.currentIndex().row()
        rows = {index.row() for index in self.table.selectionModel().selectedRows()}
        ordered = sorted(rows, key=lambda row: (row != current, row))
        return tuple(self.model.at(row) for row in ordered)

    def merge_chosen(self) -> None:
        """Ask for the chosen speakers to become one."""
        chosen = self.chosen_ones()
        if len(chosen) > 1 and not self._read_only:
            self.message.say("")
            self.merge_wanted.emit(chosen)
        elif chosen:
            self.message.say(self.tr("Choose two speakers or more, with Ctrl or Shift."))

    def remove_chosen(self) -> None:
        """Ask for the chosen speaker to go."""
        chosen = self.chosen_ones()
        if len(chosen) == 1 and not self._read_only:
            self.message.say("")
            self.remove_wanted.emit(chosen[0])

    def _select(self, ids: list[int]) -> None:
        rows = [self.model.index(row, 0) for row in map(self.model.row_of, ids) if row >= 0]
        if rows:
            choose(self.table, *rows)
            self.table.scrollTo(rows[0])

    def _on_searched(self, words: str) -> None:
        kept = [item.speaker.id for item in self.chosen_ones()]
        self._following = True
        self.model.look_for(words)
        self._select(kept)
        self._following = False

    def _on_search_entered(self) -> None:
        if self.model.rowCount():
            if not self.chosen_ones():
                self.choose_first()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_selected(self) -> None:
        if self._following:
            return
        chosen = self.chosen_ones()
        self.merge.setEnabled(len(chosen) > 1)
        used = len(chosen) != 1 or chosen[0].use.claims or chosen[0].use.chains
        self.remove.setEnabled(not used)
        self._say()
        self.chosen.emit(chosen[0] if chosen else None)

    def _say(self) -> None:
        shown, every = self.model.rowCount(), len(self.model.everybody)
        chosen = len(self.table.selectionModel().selectedRows())
        words = self.tr("1 speaker") if every == 1 else self.tr("{0} speakers").format(every)
        if shown != every:
            words = self.tr("{0} of {1}").format(shown, words)
        if chosen > 1:
            words = self.tr("{0} chosen").format(chosen)
        self.count.setText(words)

    def _on_added(self) -> None:
        name = " ".join(self.new_name.text().split())
        known = self.model.named(name) if name else None
        self.message.say("")
        if known is not None:
            self._say_known(known)
        elif name:
            self.add_wanted.emit(name)

    def _say_known(self, known: Speaker) -> None:
        self.message.say(self.tr("“{0}” is registered already.").format(known.name))
        self.show_speaker(known.id)


class _RegistryTable(QTableView):
    """The list of speakers; other names and roles are shown where there is room for them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Speakers"))
        lay_rows(self, several=True)

    def fit(self) -> None:
        """Give each column its share; other names and roles take what is left."""
        header = self.horizontalHeader()
        widest = max((kind_label(kind) for kind in SpeakerKind), key=len)
        for column, words in enumerate(item.title for item in COLUMNS):
            wide = f"{widest}MMM" if column == KIND else f"{words}M"
            header.resizeSection(column, self.fontMetrics().horizontalAdvance(wide))
        for column in (NAME, ALIASES, ROLES):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.setSortingEnabled(True)
        self.sortByColumn(NAME, Qt.SortOrder.AscendingOrder)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setColumnHidden(ALIASES, self.viewport().width() < _ROOMY)
        self.setColumnHidden(ROLES, self.viewport().width() < _WIDE)
