"""What one would take first for a long list: all rows in a model, or the table model of Qt."""

import gc
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from operator import itemgetter
from pathlib import Path
from typing import Any, Final

from desk_figures import memory, middle
from desk_stage import HEIGHT, WIDTH, Turns
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtSql import QSqlDatabase, QSqlTableModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView

from annotator.ui.app import application

STEPS: Final = 41
WORD: Final = "minister"
CLAIMS: Final = (
    "SELECT l.status AS status, coalesce(s.name, l.speaker_name) AS speaker, f.words AS words, "
    "l.kind AS kind, (SELECT group_concat(key) FROM body_tag t WHERE t.body_id = l.body_id) "
    "AS tags, l.score AS score, d.title AS title, d.outlet AS outlet, d.published AS published, "
    "u.name AS annotator FROM claim_line l LEFT JOIN document_line d ON d.id = l.document_id "
    "LEFT JOIN speaker s ON s.id = l.speaker_id LEFT JOIN user_account u ON u.id = l.user_id "
    "LEFT JOIN fragment f ON f.body_id = l.body_id AND f.position = 0"
)
DOCUMENTS: Final = (
    "SELECT d.title AS title, x.origin AS origin, r.status AS status, x.flagged AS flagged, "
    "(SELECT count(*) FROM claim_line c WHERE c.document_id = d.id) AS claims, "
    "(SELECT count(*) FROM claim_line c WHERE c.document_id = d.id AND c.status = 'approved') "
    "AS approved FROM document_line d JOIN document x ON x.id = d.id "
    "JOIN document_record r ON r.document_id = d.id"
)
SHOWN: Final[Mapping[str, tuple[str, int, int]]] = {
    "claims": (CLAIMS, 1, 2),  # the columns that are sorted by and searched in
    "documents": (DOCUMENTS, 0, 0),
}
Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()


class AllRows(QAbstractTableModel):
    """Every row in memory."""

    def __init__(self, project: Path, statement: str) -> None:
        super().__init__()
        with closing(sqlite3.connect(project)) as connection:
            self.all = self.rows = connection.execute(statement).fetchall()

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.all[0])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        value = self.rows[index.row()][index.column()]
        return None if value is None else str(value)

    def order(self, column: int) -> None:
        """Sort by a column."""
        self.beginResetModel()
        self.rows = sorted(self.rows, key=lambda row: (row[column] is None, row[column] or ""))
        self.endResetModel()

    def keep(self, column: int, word: str) -> None:
        """Show only what has a word in a column."""
        cell = itemgetter(column)
        self.beginResetModel()
        self.rows = [row for row in self.all if word in (cell(row) or "").casefold()]
        self.endResetModel()


def load_all(project: Path, kind: str) -> Mapping[str, float]:
    """Return what a model takes that reads all rows before it shows one."""
    statement, sorted_by, searched = SHOWN[kind]
    return _timed(
        lambda: AllRows(project, statement),
        lambda _model: None,
        lambda model: model.order(sorted_by),
        lambda model: model.keep(searched, WORD),
    )


def table_model(project: Path, kind: str) -> Mapping[str, float]:
    """Return what `QSqlTableModel` takes over a view that joins the same tables."""
    statement, sorted_by, searched = SHOWN[kind]
    application()
    database = QSqlDatabase.addDatabase("QSQLITE")
    database.setDatabaseName(str(project))
    if not database.open():
        raise OSError(database.lastError().text())
    database.exec(f"CREATE TEMP VIEW shown AS {statement}")

    def made() -> QSqlTableModel:
        model = QSqlTableModel(None, database)
        model.setTable("shown")
        model.select()
        return model

    def fetch_all(model: QSqlTableModel) -> None:
        while model.canFetchMore():
            model.fetchMore()

    def ordered(model: QSqlTableModel) -> None:
        model.setSort(sorted_by, Qt.SortOrder.AscendingOrder)
        model.select()

    def searched_in(model: QSqlTableModel) -> None:
        name = model.record().fieldName(searched)
        model.setFilter(f"{name} LIKE '%{WORD}%'")

    return _timed(made, fetch_all, ordered, searched_in)


def _timed(
    made: Callable[[], Any],
    fetch_all: Callable[[Any], object],
    order: Callable[[Any], object],
    keep: Callable[[Any], object],
) -> Mapping[str, float]:
    """Return what a model takes to show, to reach the end of, to step in, to sort and to filter."""
    turns, view = Turns(application()), QTableView()
    gc.collect()
    before, kept = memory(), []
    view.resize(WIDTH, HEIGHT)

    def load() -> None:
        kept.append(made())
        view.setModel(kept[0])
        view.show()

    def timed(act: Callable[[], object]) -> float:
        return turns.until(act, lambda: view.viewport().repaint() is None)

    figures = {"load": timed(load)}
    model = kept[0]
    figures["end"] = timed(lambda: (fetch_all(model), view.scrollToBottom()))
    view.setCurrentIndex(model.index(model.rowCount() // 2, 0))
    timed(lambda: None)
    steps = [timed(lambda: QTest.keyClick(view, Qt.Key.Key_Down)) for _ in range(STEPS)]
    figures |= {"step": middle(steps), "memory": memory() - before}
    figures["sort"] = timed(lambda: order(model))
    figures["words"] = timed(lambda: keep(model))
    return figures


PEERS: Final[Mapping[str, Callable[[Path, str], Mapping[str, float]]]] = {
    "load all": load_all,
    "QSqlTableModel": table_model,
}
