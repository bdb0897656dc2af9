"""All mentions of one speaker, with the way to each place and to another speaker."""

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStackedLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.mention import Mention, MentionOrder
from annotator.domain.merging import MentionRef
from annotator.domain.speaker import Speaker
from annotator.ui.asking import Asking
from annotator.ui.desk import Desk
from annotator.ui.empty_state import EmptyState
from annotator.ui.icons import dress
from annotator.ui.keys import RETURN
from annotator.ui.shell import Shell
from annotator.ui.speakers.mentions_model import (
    LEFT,
    ORDERS,
    PUBLISHED,
    RIGHT,
    STATUS,
    TITLE,
    WORDS,
    Index,
    MentionsModel,
)
from annotator.ui.whole_rows import claims, lay_rows

_DIGITS: Final = {WORDS: 20, TITLE: 16}


class _FromTheRight(QStyledItemDelegate):
    """Shows the end of words that are too long: what is nearest to the mention."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideLeft


class MentionsTable(QTableView):
    """The concordance; Return or a click on the mention goes to its place, Copy takes the rows.

    Signals:
        followed: the row of a mention whose place is wanted.
        copied: the chosen rows are to be copied.
    """

    followed = Signal(int)
    copied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Mentions"))
        lay_rows(self, several=True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setItemDelegateForColumn(LEFT, _FromTheRight(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._on_clicked)
        self.doubleClicked.connect(self._on_double_clicked)

    def fit(self) -> None:
        """Give the contexts what the other columns leave."""
        header, digit = self.horizontalHeader(), self.fontMetrics().averageCharWidth()
        for column in (LEFT, RIGHT):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setResizeContentsPrecision(0)
        for column in (PUBLISHED, STATUS):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        for column, digits in _DIGITS.items():
            header.resizeSection(column, digits * digit)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def rows(self) -> list[int]:
        """Return the chosen rows, from the first."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in RETURN and self.currentIndex().isValid():
            self.followed.emit(self.currentIndex().row())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        return claims(event) or super().event(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == WORDS and len(self.rows()) == 1:
            self.followed.emit(index.row())

    def _on_double_clicked(self, index: QModelIndex) -> None:
        if index.column() != WORDS:
            self.followed.emit(index.row())


class MentionsView(QWidget):
    """Lists where a speaker is named, and asks for what is to be done with chosen mentions.

    Signals:
        place_wanted: the `Mention` whose place is wanted.
        move_wanted: the `MentionRef`s that are somebody else's.
        counted: how many mentions there are.
    """

    place_wanted = Signal(object)
    move_wanted = Signal(object)
    counted = Signal(int)

    def __init__(self, desk: Desk, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = shell.jobs
        self._speaker: Speaker | None = None
        self._order = MentionOrder.PLACE
        self._refs = Asking(shell.jobs, desk.report, self)
        self.model = MentionsModel(self)
        self.table = MentionsTable(self)
        self.table.setModel(self.model)
        self.table.fit()
        self.count = QLabel(self)
        self.move_ = QPushButton(self.tr("Move to another speaker…"), self)
        self.go = QPushButton(self.tr("Go to the place"), self)
        self.empty = EmptyState(self)
        self.empty.say(self.tr("No claim names this speaker."))
        dress(self.move_, "split")
        dress(self.go, "next")
        self._lay_out()
        self._connect()
        self._on_selected()

    def _lay_out(self) -> None:
        self._stack = QStackedLayout()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        buttons = QHBoxLayout()
        buttons.addWidget(self.count, 1)
        buttons.addWidget(self.go)
        buttons.addWidget(self.move_)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addLayout(self._stack, 1)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.model.wanted.connect(self._on_page_wanted)
        self.table.followed.connect(self._follow)
        self.table.copied.connect(self._on_copied)
        self.table.selectionModel().selectionChanged.connect(self._on_selected)
        self.table.horizontalHeader().sectionClicked.connect(self._on_sorted)
        self.go.clicked.connect(lambda: self._follow(self.table.currentIndex().row()))
        self.move_.clicked.connect(self.move_chosen)

    def show_speaker(self, speaker: Speaker | None) -> None:
        """List the mentions of a speaker, or those of the same one again."""
        if speaker is None or self._speaker is None or speaker.id != self._speaker.id:
            self.model.show_refs(())
        self._speaker = speaker
        if speaker is None:
            self._refs.forget()
            self._on_found(())
        else:
            self._read()

    def chosen(self) -> tuple[MentionRef, ...]:
        """Return the mentions that are chosen."""
        return tuple(self.model.refs[row] for row in self.table.rows())

    def move_chosen(self) -> None:
        """Ask for the chosen mentions to become another speaker's."""
        if self.chosen() and self.move_.isEnabled():
            self.move_wanted.emit(self.chosen())

    def _read(self) -> None:
        speaker, order = self._speaker, self._order
        if speaker is not None:
            mentions = self._desk.services.speakers.mentions
            self._refs.ask(lambda: mentions(speaker.id, order), self._on_found)

    def _on_found(self, refs: tuple[MentionRef, ...]) -> None:
        self.model.show_refs(refs)
        self._stack.setCurrentIndex(int(not refs))
        self.counted.emit(len(refs))
        self._on_selected()

    def _on_page_wanted(self, refs: tuple[MentionRef, ...]) -> None:
        lines = self._desk.services.speakers.mention_lines
        self._jobs.prompt(lambda: lines(refs), self.model.take, self._desk.report)

    def _on_sorted(self, column: int) -> None:
        again = self._order is ORDERS[column]
        self._order = MentionOrder.PLACE if again else ORDERS[column]
        header = self.table.horizontalHeader()
        header.setSortIndicator(-1 if again else column, Qt.SortOrder.AscendingOrder)
        self._read()

    def _on_selected(self) -> None:
        chosen, every = len(self.table.rows()), self.model.rowCount()
        words = self.tr("1 mention") if every == 1 else self.tr("{0} mentions").format(every)
        if chosen:
            words = self.tr("{0} of {1} chosen").format(chosen, every)
        self.count.setText(words)
        self.go.setEnabled(bool(chosen))
        self.move_.setEnabled(bool(chosen) and not self._desk.services.context.store.read_only)

    def _on_copied(self) -> None:
        QGuiApplication.clipboard().setText(self.model.text_of(self.table.rows()))

    def _follow(self, row: int) -> None:
        mention: Mention | None = self.model.mention(row) if row >= 0 else None
        if mention is not None:
            self.place_wanted.emit(mention)
