"""One of our long lists on a stage, and what is done with it by mouse and keys."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from desk_stage import HEIGHT, WIDTH, Stage, Turns
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QWidget

from annotator.domain.filter import ClaimOrder
from annotator.ui.documents.pane import DocumentsPane
from annotator.ui.explore.panel import ExplorePanel
from annotator.ui.paging.model import PagedModel
from annotator.ui.paging.table import PagedTable


class Took(NamedTuple):
    """What one act took: how long it was, and how much work; in ms."""

    wall: float
    work: float


class Shown(QObject):
    """One of our lists on a project."""

    def __init__(self, stage: Stage, kind: str) -> None:
        super().__init__()
        self.turns, self._sharp, self._reset, self._listed = Turns(stage.app), False, 0, 0
        self._desk, self._jobs = stage.desk, stage.shell.jobs
        self.widget: QWidget
        if kind == "documents":
            self.widget = pane = DocumentsPane(stage.desk, stage.shell.jobs, stage.shell.theme())
            self.table: QAbstractItemView = pane.list
            self.model: PagedModel[Any] = pane.model
            self.words, listed = pane.search, pane.listed
        else:
            self.widget = panel = ExplorePanel(stage.desk, stage.shell)
            self.table, self.model = panel.lists[0].table, panel.lists[0].model
            self.words, listed = panel.words, panel.lists[0].counted
        self.model.modelReset.connect(self._on_reset)
        listed.connect(self._on_listed)
        self.table.viewport().installEventFilter(self)
        self.widget.resize(WIDTH, HEIGHT)

    def open(self) -> float:
        """Return how long it takes from being shown to the first page, painted."""
        took = self.turns.until(self.widget.show, self.painted)
        self.turns.longest = 0.0
        return took

    def rest(self) -> None:
        """Wait until every row is listed."""
        self.turns.until(lambda: None, lambda: bool(self._listed))

    def be_alone(self) -> None:
        """Wait for whatever else was asked, such as counts beside a list."""
        self.rest()
        self._jobs.drop()

    def painted(self) -> bool:
        """Tell whether rows were painted of which every one was known, or none is left."""
        return self._sharp or bool(self._listed and not self.model.rowCount())

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """See whether what is about to be painted is known."""
        if event.type() == QEvent.Type.Paint:
            self._sharp = self._known()
        return False

    def _known(self) -> bool:
        view = self.table.viewport()
        if not self._reset or not self.model.rowCount():
            return False
        first = self.table.indexAt(view.rect().topLeft()).row()
        last = self.table.indexAt(view.rect().bottomLeft()).row()
        ends = (first, self.model.rowCount() - 1 if last < 0 else last)
        return all(self.model.line(at) is not None for at in ends)

    def _after(self, act: Callable[[], object]) -> float:
        """Return how long it takes from an act until the rows in sight are painted anew."""
        self._sharp = False
        return self.turns.until(act, self.painted)

    def _took(self, act: Callable[[], object]) -> Took:
        return Took(self._after(act), self.turns.worked)

    def first_page(self, act: Callable[[], object]) -> float:
        """Return how long it takes until another first page is painted; wait for the rest."""
        self._reset = self._listed = 0
        took = self._after(act)
        self.rest()
        return took

    def jumps(self, many: int) -> list[Took]:
        """Return what it takes to be elsewhere: at the end first, then here and there."""
        bar = self.table.verticalScrollBar()
        places = [number * 0.618 % 1 if number else 1.0 for number in range(many)]
        return [self._took(partial(bar.setValue, int(at * bar.maximum()))) for at in places]

    def steps(self, many: int) -> list[Took]:
        """Return what the arrow keys take, until the rows in sight are painted."""
        self._go_to_middle()
        return [self._took(self._press_down) for _step in range(many)]

    def openings(self, many: int) -> list[float]:
        """Return how long it takes from an arrow key until its document is open."""
        self._go_to_middle()
        return [self.turns.until(self._press_down, self._arrived) for _step in range(many)]

    def _go_to_middle(self) -> None:
        self.table.setCurrentIndex(self.model.index(self.model.rowCount() // 2, 0))
        self.turns.until(lambda: None, self._known)

    def _press_down(self) -> None:
        QTest.keyClick(self.table, Qt.Key.Key_Down)

    def _arrived(self) -> bool:
        chosen: int = self.model.keys[self.table.currentIndex().row()]
        return self._desk.document_id == chosen

    def sort(self, order: ClaimOrder, *, descending: bool) -> float:
        """Return what the first page of an order takes, as a click on its heading asks for it."""
        if not isinstance(self.table, PagedTable):
            raise TypeError("only tables are sorted")
        column = [item.order for item in self.model.columns].index(order)
        way = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header = self.table.horizontalHeader()
        return self.first_page(lambda: header.setSortIndicator(column, way))

    def search(self, words: str) -> float:
        """Return what the first page of the rows with some words takes, Return pressed."""
        self.words.setText(words)
        return self.first_page(self.words.returnPressed.emit)

    def close(self) -> None:
        """Put the list away."""
        self.be_alone()
        self.table.viewport().removeEventFilter(self)
        self.widget.close()
        self.widget.deleteLater()

    def _on_reset(self) -> None:
        self._reset += 1

    def _on_listed(self, *_rows: object) -> None:
        self._listed += 1
