"""The speakers workspace: the registry, and what is known of one speaker."""

from collections import Counter

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.speaker import Speaker, SpeakerBody, likely_kind
from annotator.ui.desk import Desk
from annotator.ui.empty_state import EmptyState
from annotator.ui.icons import dress
from annotator.ui.record.notes import Note
from annotator.ui.shell import Shell
from annotator.ui.speakers.form import Draft, SpeakerForm, draft_of
from annotator.ui.speakers.model import HERE, FoundSpeakers, SpeakersModel
from annotator.ui.workspace_page import WorkspacePage

_SHARES = (640, 480)
_NAME = 34  # letters of a name that are in sight


class SpeakersPanel(WorkspacePage):
    """Shows the registry; what is typed and not saved is kept for each speaker."""

    def __init__(self, desk: Desk, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shell = shell
        self._speaker: Speaker | None = None
        self._drafts: dict[int, Draft] = {}
        self._following = self._saving = False
        self.model, self.proxy = SpeakersModel(), FoundSpeakers()
        self.model.setParent(self)
        self.proxy.setParent(self)
        self.proxy.setSourceModel(self.model)
        self.search = QLineEdit(self)
        self.table = _table(self.proxy, self)
        self.new_name = QLineEdit(self)
        self.add = QPushButton(self.tr("Add"), self)
        self.message = Note("bad", self)
        self.form = SpeakerForm(self)
        self.empty = EmptyState(self)
        self._pages = QStackedWidget(self)
        self._name()
        self._lay_out()
        self._connect()

    def _name(self) -> None:
        self.search.setPlaceholderText(self.tr("Search names and aliases"))
        self.search.setAccessibleName(self.tr("Search speakers"))
        self.search.setClearButtonEnabled(True)
        self.empty.say(
            self.tr(
                "No speakers yet. They are registered as claims are accepted; "
                "you can also add one by name."
            )
        )
        self.new_name.setPlaceholderText(self.tr("Name of a new speaker"))
        self.new_name.setAccessibleName(self.tr("Name of a new speaker"))
        self.add.setAccessibleName(self.tr("Add speaker"))
        dress(self.add, "add")

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        new = QHBoxLayout()
        new.addWidget(self.new_name, 1)
        new.addWidget(self.add)
        column.addWidget(self.search)
        column.addWidget(self.table, 1)
        column.addWidget(self.message)
        column.addLayout(new)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(self.form)
        splitter = QSplitter(self)
        splitter.addWidget(left)
        self._pages.addWidget(area)
        self._pages.addWidget(self.empty)
        splitter.addWidget(self._pages)
        splitter.setSizes([*_SHARES])
        splitter.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(splitter)

    def _connect(self) -> None:
        self._desk.bridge.speakers_changed.connect(self._on_registry_changed)
        self._desk.sheet_changed.connect(self._on_registry_changed)
        self.search.textChanged.connect(self.proxy.look_for)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.add.clicked.connect(self._on_added)
        self.new_name.returnPressed.connect(self._on_added)
        self.form.saved.connect(self._on_saved)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._on_registry_changed()

    def show_speaker(self, speaker_id: int) -> None:
        """Choose a speaker of the registry; one that the search hides comes in sight."""
        row = self.model.row_of(speaker_id)
        if row < 0:
            return
        index = self.proxy.mapFromSource(self.model.index(row, 0))
        if not index.isValid():
            self.search.clear()
            index = self.proxy.mapFromSource(self.model.index(row, 0))
        self.table.setCurrentIndex(index)
        self.table.scrollTo(index)

    def _on_registry_changed(self) -> None:
        if not self.isVisible():
            return
        speakers = self._desk.services.querying.speakers()
        claims = self._desk.sheet.claims if self._desk.sheet else ()
        here = Counter(claim.body.speaker for claim in claims if claim.body.speaker is not None)
        self._keep_draft()
        self._following = True
        self.model.show_speakers(speakers, here)
        self._following = False
        found = (item for item in speakers if self._speaker and item.id == self._speaker.id)
        self._show(next(found, None) or self._first())

    def _first(self) -> Speaker | None:
        index = self.proxy.index(0, 0)
        return self.model.speaker(self.proxy.mapToSource(index).row()) if index.isValid() else None

    def _show(self, speaker: Speaker | None) -> None:
        self._speaker = speaker
        self._pages.setCurrentIndex(int(self.model.rowCount() == 0))
        if speaker is None:
            self.form.show_draft(None, None)
            return
        draft = self._drafts.pop(speaker.id, None)
        self.form.show_draft(draft_of(speaker.body), draft)
        if self.table.currentIndex().row() < 0:
            self._following = True
            self.show_speaker(speaker.id)
            self._following = False

    def _keep_draft(self) -> None:
        draft = self.form.draft
        if self._speaker is not None and draft is not None and not self._saving:
            self._drafts[self._speaker.id] = draft

    def _on_row_changed(self, current: QModelIndex) -> None:
        if self._following or not current.isValid():
            return
        self._keep_draft()
        self._show(self.model.speaker(self.proxy.mapToSource(current).row()))

    def _on_saved(self, body: SpeakerBody) -> None:
        speaker = self._speaker
        other = self.model.named(body.name)
        if speaker is None:
            return
        if other is not None and other.id != speaker.id:
            self.form.refuse(self.tr("Another speaker is called “{0}”.").format(other.name))
            return
        change = self._desk.services.speakers.change
        self._saving = True
        self._desk.guard(lambda: change(speaker.id, speaker.body, body))
        self._saving = False

    def _on_added(self) -> None:
        name = " ".join(self.new_name.text().split())
        known = self.model.named(name) if name else None
        if known is not None:
            self.message.say(self.tr("“{0}” is registered already.").format(known.name))
            self.show_speaker(known.id)
        elif name:
            self.message.say("")
            self._register(name)

    def _register(self, name: str) -> None:
        add, body = self._desk.services.speakers.add, SpeakerBody(name=name, kind=likely_kind(name))
        made = self._desk.guard(lambda: add(body))
        if made is not None:
            self.new_name.clear()
            self.show_speaker(made)
            self.form.aliases.setFocus(Qt.FocusReason.OtherFocusReason)


def _table(model: FoundSpeakers, parent: QWidget) -> QTableView:
    table = QTableView(parent)
    table.setModel(model)
    table.setAccessibleName(table.tr("Speakers"))
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setAlternatingRowColors(True)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setSortingEnabled(True)
    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 8)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
    header.resizeSection(0, table.fontMetrics().averageCharWidth() * _NAME)
    header.setSectionResizeMode(HERE, QHeaderView.ResizeMode.ResizeToContents)
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
    return table
