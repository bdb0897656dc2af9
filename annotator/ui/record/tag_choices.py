"""The tags of the codebook as the tree they are, as a list that can be narrowed."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from annotator.domain.codebook import Tag
from annotator.ui.record.speaker_choices import folded

Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()
_DOT: Final = (16, 32, 64)
_FAR: Final = 220  # per cent of the brightness of a sign that its rim has, or the other way round
_MIDDLE: Final = 0.5
_JOINT: Final = " › "


@dataclass(frozen=True, slots=True)
class ShownTag:
    """A tag and those above it, the topmost first; `colour` is its own or the nearest above."""

    tag: Tag
    parents: tuple[Tag, ...] = ()

    @property
    def path(self) -> str:
        """Return the labels from the topmost tag to this one."""
        return _JOINT.join(item.label for item in (*self.parents, self.tag))

    @property
    def colour(self) -> str | None:
        """Return the colour that it is drawn in."""
        line = (self.tag, *reversed(self.parents))
        return next((item.colour for item in line if item.colour), None)

    @property
    def meaning(self) -> str:
        """Return its definition and examples, a line each."""
        examples = (f"“{words}”" for words in self.tag.examples)
        return "\n".join(filter(None, (self.tag.definition or "", " ".join(examples))))

    @property
    def tip(self) -> str:
        """Return its path and what it means."""
        return "\n".join(filter(None, (self.path, self.meaning)))


def walk(tags: Iterable[Tag], parents: tuple[Tag, ...] = ()) -> Iterator[ShownTag]:
    """Yield every tag of a tree, each group after the tag that it belongs to."""
    for tag in tags:
        yield ShownTag(tag, parents)
        yield from walk(tag.children, (*parents, tag))


@cache
def dot(colour: str, *, hollow: bool) -> QIcon:
    """Return the sign of a tag in its colour, hollow for one that belongs to another."""
    made = QIcon()
    for size in _DOT:
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            fill = QColor(colour)
            painter.setPen(QPen(fill if hollow else _apart(fill), size / (8 if hollow else 16)))
            if not hollow:
                painter.setBrush(fill)
            inset = size // 4
            painter.drawEllipse(inset, inset, size - 2 * inset, size - 2 * inset)
        made.addPixmap(pixmap)
    return made


def _apart(fill: QColor) -> QColor:
    """Return the colour of a thin rim, by which a sign is seen on a ground of its own colour."""
    return fill.lighter(_FAR) if fill.lightnessF() < _MIDDLE else fill.darker(_FAR)


class TagChoices(QAbstractListModel):
    """Lists the tags that can be put on a claim, indented; a group stays while one of it fits."""

    def __init__(self, tags: Iterable[ShownTag], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all = tuple(item for item in tags if not item.tag.retired)
        self._shown = self._all
        self._set: frozenset[str] = frozenset()

    def narrow(self, typed: str) -> None:
        """Show the tags that fit the typed text, and those above them; all for none."""
        wanted = folded(typed)
        kept = {
            above.key
            for item in self._all
            if wanted in folded(f"{item.tag.label} {item.tag.key}")
            for above in (*item.parents, item.tag)
        }
        self.beginResetModel()
        self._shown = tuple(item for item in self._all if item.tag.key in kept)
        self.endResetModel()

    def show_tags(self, keys: Collection[str]) -> None:
        """Show which tags are on."""
        self._set = frozenset(keys)
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, 0))

    def at(self, row: int) -> ShownTag | None:
        """Return what stands in a row, or None beyond the last."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def likeliest(self, typed: str) -> int:
        """Return the row that the typed text means most likely, -1 where nothing fits."""
        wanted = folded(typed)
        rows = [row for row, item in enumerate(self._shown) if wanted in folded(item.tag.label)]
        begins = (row for row in rows if folded(self._shown[row].tag.label).startswith(wanted))
        return next(begins, next(iter(rows), 0 if self._shown else -1))

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item = self.at(index.row())
        if item is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{'      ' * len(item.parents)}{self._words(item.tag)}"
            case Qt.ItemDataRole.DecorationRole:
                return dot(item.colour, hollow=bool(item.parents)) if item.colour else None
            case Qt.ItemDataRole.CheckStateRole:
                on = item.tag.key in self._set
                return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                return item.tip
            case _:
                return None

    def _words(self, tag: Tag) -> str:
        return f"{tag.label}   ({tag.shortcut})" if tag.shortcut else tag.label
