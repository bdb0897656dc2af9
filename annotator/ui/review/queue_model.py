"""A queue of any length as a Qt table of one column: headings of groups, and what stands there."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain.history import RecordKind
from annotator.domain.waiting import QueueItem, QueueLine, QueueOrder
from annotator.services.sampling import Outcome
from annotator.ui.claims.standing import STATUSES
from annotator.ui.claims.words import QT_TRANSLATE_NOOP
from annotator.ui.paging.model import PagedColumn, PagedModel
from annotator.ui.scores import in_per_cent

Index = QModelIndex | QPersistentModelIndex
Subject = tuple[RecordKind, int]
_NO_ROOT: Final = QModelIndex()
_OUTCOMES: Final = {Outcome.RIGHT: "check", Outcome.WRONG: "reject"}
_OWN: Final = QT_TRANSLATE_NOOP("Review", "You edited this last: somebody else approves it.")
_DOUBTED: Final = QT_TRANSLATE_NOOP(
    "Review", "Disputed: returned before, made by several, or not as proposed."
)


class Heading(NamedTuple):
    """What a group of a queue stands under, and how many items that are."""

    words: str
    number: int


Key = Heading | QueueItem


class QueueRows(NamedTuple):
    """A queue as it is shown: headings and items, and the row of each item."""

    keys: Sequence[Key] = ()
    places: Mapping[Subject, int] = {}
    outcomes: Mapping[Subject, Outcome] = {}


def rows_of(items: Iterable[QueueItem], outcomes: Mapping[Subject, Outcome]) -> QueueRows:
    """Return items under headings; those of a group stand together already."""
    keys: list[Key] = []
    for words, part in groupby(items, key=lambda item: item.group):
        found = list(part)
        keys += [Heading(words, len(found)), *found]
    places = {key.subject: row for row, key in enumerate(keys) if isinstance(key, QueueItem)}
    return QueueRows(keys, places, outcomes)


class QueueModel(PagedModel[QueueLine]):
    """Shows a queue; `mine` is the id of the user, whose own edits are told apart."""

    def __init__(self, mine: int, parent: QObject | None = None) -> None:
        super().__init__((PagedColumn("Review", "", self.words),), lambda line: line.item, parent)
        self.mine = mine
        self.order = QueueOrder.DOCUMENT
        self.rows = QueueRows()

    def show_rows(self, rows: QueueRows, order: QueueOrder) -> bool:
        """Show exactly these; return whether rows came, went or moved."""
        self.rows, self.order = rows, order
        return self.show_keys(rows.keys)

    def key(self, index: Index) -> Key | None:
        """Return what stands in a row."""
        return self.keys[index.row()] if index.isValid() else None

    def item(self, index: Index) -> QueueItem | None:
        """Return the item at an index, or None at a heading."""
        key = self.key(index)
        return key if isinstance(key, QueueItem) else None

    def index_of(self, subject: Subject | None) -> QModelIndex:
        """Return where an item stands; an invalid index if it is not listed."""
        row = self.rows.places.get(subject) if subject else None
        return QModelIndex() if row is None else self.index(row, 0)

    def is_mine(self, item: QueueItem) -> bool:
        """Tell whether the user edited it last."""
        return item.editor == self.mine

    def icon_name(self, item: QueueItem) -> str:
        """Return the drawing that stands before an item."""
        found = _OUTCOMES.get(self.rows.outcomes.get(item.subject, Outcome.OPEN))
        if found is not None:
            return found
        if self.is_mine(item):
            return "user"
        return "document" if item.kind is RecordKind.RECORD else STATUSES[item.status].icon

    def heading(self, heading: Heading) -> str:
        """Return the words of a heading."""
        words = QCoreApplication.translate("Review", heading.words)
        return f"{heading.number:n} · {words}"

    def words(self, line: QueueLine) -> str:
        """Return an item in one line."""
        if line.item.kind is RecordKind.RECORD:
            words = self.tr("Fields of the document")
            return words if self.order is QueueOrder.DOCUMENT else f"{words}: {line.title}"
        known = self.order is QueueOrder.SPEAKER or not line.speaker
        return f"“{line.words}”" if known else f"{line.speaker}: {line.words}"

    def remark(self, line: QueueLine) -> str:
        """Return what stands at the end of a line: the score in its order, and a dispute."""
        scored = self.order is QueueOrder.SCORE and line.score is not None
        score = in_per_cent(line.score) if scored and line.score is not None else ""
        return f"{score} ≠".strip() if line.disputed else score

    def tip(self, line: QueueLine) -> str:
        """Return an item in full, and what is particular about it."""
        by = self.tr("by {0}, last edited by {1}").format(line.annotator or "—", line.editor)
        own = QCoreApplication.translate("Review", _OWN) if self.is_mine(line.item) else ""
        doubted = QCoreApplication.translate("Review", _DOUBTED) if line.disputed else ""
        told = (self.words(line), line.title, by, own, doubted)
        return "\n".join(part for part in told if part)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.key(index), Heading):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        key = self.key(index)
        if isinstance(key, Heading):
            told = role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
            return self.heading(key) if told else None
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole}:
            line = self.line(index.row()) if index.isValid() else None
            return None if line is None else self.tip(line)
        return super().data(index, role)
