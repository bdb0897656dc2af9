"""One list of what was found: its table, what fills it, and what is said when it is empty."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QWidget

from annotator.ui.desk import Desk
from annotator.ui.empty_state import EmptyState
from annotator.ui.jobs import JobRunner
from annotator.ui.paging.model import PagedColumn, PagedModel
from annotator.ui.paging.pager import Keys, Lines, Pager
from annotator.ui.paging.table import PagedTable
from annotator.ui.whole_rows import choose


class Found(QStackedWidget):
    """Lists what one question found; sorted and filled by the service, a page at a time.

    Signals:
        followed: the line whose place is wanted.
        sorted: the order asked for, and whether from the highest.
        counted: how many rows there are.
        chosen_changed: other rows are chosen.
    """

    followed = Signal(object)
    sorted = Signal(object, bool)
    counted = Signal(int)
    chosen_changed = Signal()

    def __init__(
        self,
        columns: Sequence[PagedColumn[Any]],
        key_of: Callable[[Any], Any],
        lines: Lines,
        name: str,
        *,
        desk: Desk,
        jobs: JobRunner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.model: PagedModel[Any] = PagedModel(columns, key_of, self)
        self.table = PagedTable(self.model, name, self)
        self.empty = EmptyState(self)
        self._pager = Pager(self.model, lines, jobs, desk.report, self)
        self._kept: Any = None
        self.addWidget(self.empty)
        self.addWidget(self.table)
        self.setFocusProxy(self.table)
        self.table.followed.connect(self._on_followed)
        self.table.sorted.connect(self.sorted)
        self.table.copied.connect(self._on_copied)
        self.table.selectionModel().selectionChanged.connect(self.chosen_changed)
        self.model.modelReset.connect(self._on_rows)

    def ask(self, keys: Keys, nothing: str, *, page_first: bool = True) -> None:
        """List what `keys` gives; `nothing` is said where that is nothing."""
        self._kept = self.table.current_key()

        def done(moved: bool) -> None:
            rows = len(self.model.keys)
            self.setCurrentWidget(self.table if rows else self.empty)
            self.empty.say(nothing, ["workspace_1"])
            if moved and self._kept is not None:
                self.table.keep_row(self._kept)
            if rows and not self.table.currentIndex().isValid():
                choose(self.table, self.model.index(0, 0))
            self.counted.emit(rows)

        self._pager.ask(keys, done, page_first=page_first)

    def clear(self, words: str) -> None:
        """List nothing, and say why."""
        self._pager.stop()
        self.model.show_keys(())
        self.empty.say(words)
        self.setCurrentWidget(self.empty)
        self.counted.emit(0)

    def _on_rows(self) -> None:
        """Show the first page while the rest of a long list is fetched."""
        if self.model.keys:
            self.setCurrentWidget(self.table)

    def _on_followed(self, row: int) -> None:
        line = self.model.line(row)
        if line is not None:
            self.followed.emit(line)

    def _on_copied(self) -> None:
        QGuiApplication.clipboard().setText(self.table.text_of_rows())
