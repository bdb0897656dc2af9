"""Speakers that are perhaps the same, as a list to work through."""

from collections.abc import Collection, Sequence
from typing import ClassVar, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.errors import AnnotatorError, CancelledError
from annotator.domain.merging import Likeness
from annotator.runtime.progress import Progress
from annotator.ui.claims.words import QT_TRANSLATE_NOOP
from annotator.ui.desk import Desk
from annotator.ui.empty_state import EmptyState
from annotator.ui.icons import dress
from annotator.ui.rows_model import RowsModel
from annotator.ui.scores import in_per_cent
from annotator.ui.shell import Shell
from annotator.ui.whole_rows import lay_rows

_AT_ONCE: Final = 500  # speakers; more are compared when somebody asks for it
_REASONS: Final = {
    words: QT_TRANSLATE_NOOP("Likenesses", words)
    for words in (
        "same external id",
        "same name",
        "transliteration",
        "similar spelling",
        "initials",
        "shorter form",
        "title and surname",
        "acronym",
    )
}


def reasons(likeness: Likeness) -> str:
    """Return why two speakers may be one, in the language of the interface."""
    words = (_REASONS.get(item, item) for item in likeness.reasons)
    return ", ".join(QCoreApplication.translate("Likenesses", item) for item in words)


class LikenessesModel(RowsModel[Likeness]):
    """One pair a row, the likeliest first."""

    heads: ClassVar[tuple[str, ...]] = (
        QT_TRANSLATE_NOOP("LikenessesModel", "Speaker"),
        QT_TRANSLATE_NOOP("LikenessesModel", "Perhaps the same"),
        QT_TRANSLATE_NOOP("LikenessesModel", "Why"),
        QT_TRANSLATE_NOOP("LikenessesModel", "Likely"),
    )

    def cells(self, pair: Likeness) -> Sequence[str]:
        return (pair.one.name, pair.other.name, reasons(pair), in_per_cent(pair.likeness))


class SamePage(QWidget):
    """Finds and lists pairs; what is to become of one is decided beside the list.

    Signals:
        pair_chosen: the `Likeness` in the current row, or None.
        merge_wanted: the pair in the current row is one.
        apart_wanted: the pair in the current row is two.
        counted: how many pairs there are.
    """

    pair_chosen = Signal(object)
    merge_wanted = Signal()
    apart_wanted = Signal()
    counted = Signal(int)

    def __init__(self, desk: Desk, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = shell.jobs
        self._looking = False
        self._stale = True
        self._speakers = 0
        self.model = LikenessesModel(parent=self)
        self.table = QTableView(self)
        self.state = QLabel(self)
        self.look = QPushButton(self.tr("Look again"), self)
        self.empty = EmptyState(self)
        self._build()
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.look.clicked.connect(self.search)
        for key, signal in (
            (Qt.Key.Key_Return, self.merge_wanted),
            (Qt.Key.Key_Enter, self.merge_wanted),
            (Qt.Key.Key_Delete, self.apart_wanted),
        ):
            shortcut = QShortcut(QKeySequence(key), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(signal)

    def _build(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Speakers that are perhaps the same"))
        table.setToolTip(self.tr("Enter: merge; Delete: never the same"))
        lay_rows(table, room=10)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.ResizeToContents)
        dress(self.look, "search")
        self._stack = QStackedLayout()
        self._stack.addWidget(table)
        self._stack.addWidget(self.empty)
        foot = QHBoxLayout()
        foot.addWidget(self.state, 1)
        foot.addWidget(self.look)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addLayout(self._stack, 1)
        column.addLayout(foot)
        self._say()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale and not self.model.rows:
            self.search()

    def registry_changed(self, living: Collection[int]) -> None:
        """Leave out pairs of which one is gone; a small registry is compared anew."""
        self._speakers, self._stale = len(living), True
        kept = [p for p in self.model.rows if p.one.id in living and p.other.id in living]
        if len(kept) != len(self.model.rows):
            self._list(kept)
        if self.isVisible() and self._speakers <= _AT_ONCE:
            self.search()
        else:
            self._say()

    def search(self) -> None:
        """Compare the whole registry; a large one with progress, so that it can be stopped."""
        if self._looking:
            return
        self._looking, self._stale = True, False
        likenesses = self._desk.services.merging.likenesses
        if self._speakers <= _AT_ONCE:
            self._jobs.quick(likenesses, self._on_found, self._on_failed)
        else:

            def work(progress: Progress) -> tuple[Likeness, ...]:
                return likenesses(progress)

            name = self.tr("Comparing speakers")
            self._jobs.long(name, work, self._on_found, self._on_failed)
        self._say()

    def drop_current(self) -> None:
        """Leave the current pair out: it was decided."""
        row = self.table.currentIndex().row()
        if 0 <= row < len(self.model.rows):
            self._list([*self.model.rows[:row], *self.model.rows[row + 1 :]])

    def current(self) -> Likeness | None:
        """Return the pair in the current row."""
        row = self.table.currentIndex().row()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    def _on_found(self, found: tuple[Likeness, ...]) -> None:
        self._looking = False
        self._list(found)
        if self._stale and self.isVisible() and self._speakers <= _AT_ONCE:
            self.search()

    def _on_failed(self, error: AnnotatorError) -> None:
        self._looking, self._stale = False, True
        self._say()
        if not isinstance(error, CancelledError):
            self._desk.report(error)

    def _list(self, pairs: Sequence[Likeness]) -> None:
        was, row = self.current(), max(0, self.table.currentIndex().row())
        self.model.show_rows(pairs)
        known = [(pair.one.id, pair.other.id) for pair in pairs]
        if was is not None and (was.one.id, was.other.id) in known:
            row = known.index((was.one.id, was.other.id))
        self._stack.setCurrentIndex(int(not pairs))
        if pairs:
            self.table.selectRow(min(row, len(pairs) - 1))
            self._enter()
        else:
            self.pair_chosen.emit(None)
        self.counted.emit(len(pairs))
        self._say()

    def _enter(self) -> None:
        """Take the focus unless something else of the window has it."""
        focus = QApplication.focusWidget()
        if self.isVisible() and (focus is None or not focus.isVisible()):
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_row_changed(self) -> None:
        self.pair_chosen.emit(self.current())

    def _say(self) -> None:
        count = len(self.model.rows)
        words = self.tr("1 pair") if count == 1 else self.tr("{0} pairs").format(count)
        if self._looking:
            words = self.tr("Comparing…")
        elif self._stale and count:
            words = self.tr("{0}; the registry has changed since.").format(words)
        self.state.setText(words if count or self._looking else "")
        self.look.setEnabled(not self._looking)
        self._stack.setCurrentIndex(int(not count))
        nothing = self.tr("No two speakers look like one.")
        if self._looking:
            nothing = self.tr("Comparing the names of all speakers…")
        elif self._stale:
            nothing = self.tr("The names have not been compared yet.")
        self.empty.say(nothing)
