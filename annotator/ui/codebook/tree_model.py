"""The codebook as a tree: four sections, and what stands in them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont

from annotator.domain.codebook import Codebook, Tag
from annotator.services.codebooks import Uses
from annotator.ui.codebook.items import SCOPES, Item, Section, entry
from annotator.ui.record.tag_choices import dot
from annotator.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()
_Role = Qt.ItemDataRole
_MIME: Final = "application/x-annotator-codebook-item"


@dataclass(eq=False, slots=True)
class _Node:
    """One row of the tree; `colour` is its own or the nearest above."""

    item: Item
    label: str
    row: int = 0
    parent: "_Node | None" = None
    digit: str = ""
    colour: str | None = None
    retired: bool = False
    below: list["_Node"] = field(default_factory=list)

    def walk(self) -> Iterator["_Node"]:
        yield self
        for node in self.below:
            yield from node.walk()


class CodebookModel(QAbstractItemModel):
    """Shows a codebook, and how often each thing is used; changes nothing.

    Signals:
        move_wanted: an `Item` is to stand below another `Item`, at this place, 0 the first.
    """

    move_wanted = Signal(object, object, int)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._roots: list[_Node] = []
        self._nodes: dict[int, _Node] = {}
        self._uses: Mapping[Item, int] = {}
        self.movable = True

    def show_codebook(self, codebook: Codebook) -> None:
        """Show exactly this codebook."""
        self.beginResetModel()
        self._roots = [_section(codebook, section, row) for row, section in enumerate(Section)]
        self._nodes = {id(node): node for root in self._roots for node in root.walk()}
        self.endResetModel()

    def show_uses(self, uses: Uses) -> None:
        """Show how often each field and tag is used."""
        by_section = {Section.TAGS: uses.tags, **dict.fromkeys(SCOPES, uses.fields)}
        self._uses = {
            Item(section, key): number
            for section, numbers in by_section.items()
            for key, number in numbers.items()
        }
        self._repaint()

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self._repaint()

    def uses(self, item: Item) -> int:
        """Return how often a field or tag is used."""
        return self._uses.get(item, 0)

    def item(self, index: Index) -> Item | None:
        """Return what stands in a row."""
        return self._node(index).item if index.isValid() else None

    def index_of(self, item: Item) -> QModelIndex:
        """Return where an item stands, or no index."""
        for node in self._nodes.values():
            if node.item == item:
                return self.createIndex(node.row, 0, id(node))
        return _ROOT

    def items(self) -> list[Item]:
        """Return everything that is shown."""
        return [node.item for node in self._nodes.values()]

    def siblings(self, item: Item) -> tuple[Sequence[Item], Item]:
        """Return an item and its like beside it, in order, and what they stand below."""
        node = self._node(self.index_of(item))
        above = node.parent or node
        return [other.item for other in above.below], above.item

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        below = self._node(parent).below if parent.isValid() else self._roots
        if not (0 <= row < len(below) and 0 <= column < self.columnCount()):
            return _ROOT
        return self.createIndex(row, column, id(below[row]))

    def parent(self, index: Index = _ROOT) -> Any:
        above = self._node(index).parent if index.isValid() else None
        return _ROOT if above is None else self.createIndex(above.row, 0, id(above))

    def rowCount(self, parent: Index = _ROOT) -> int:
        if not parent.isValid():
            return len(self._roots)
        return len(self._node(parent).below) if parent.column() == 0 else 0

    def columnCount(self, _parent: Index = _ROOT) -> int:
        return 2

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if not index.isValid() or not self.movable:
            return flags
        node = self._node(index)
        if node.item.key:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags | Qt.ItemFlag.ItemIsDropEnabled

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        node = self._node(index)
        if index.column() == 1:
            return self._data_of_use(node, role)
        match role:
            case _Role.DisplayRole:
                return f"{node.label}  [{node.digit}]" if node.digit else node.label
            case _Role.ToolTipRole | _Role.AccessibleTextRole:
                return self._told(node)
        return self._look_of(node, role)

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:
        data = QMimeData()
        item = self._node(indexes[0]).item
        data.setData(_MIME, f"{item.section.name}\n{item.key}".encode())
        return data

    def canDropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, parent: Index
    ) -> bool:
        carried = _carried(data)
        if carried is None or not parent.isValid():
            return False
        return self._node(parent).item.section is carried.section

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        carried = _carried(data)
        if carried is None or not self.canDropMimeData(data, action, row, column, parent):
            return False
        above = self._node(parent)
        if above.item.key and above.item.section is not Section.TAGS:
            row, above = above.row, above.parent or above
        beside = [node.item for node in above.below]
        place = len(beside) if row < 0 else row
        if carried in beside and beside.index(carried) < place:
            place -= 1
        self.move_wanted.emit(carried, above.item, place)
        return False  # the rows move when the codebook has changed

    def _node(self, index: Index) -> _Node:
        return self._nodes[index.internalId()]

    def _repaint(self) -> None:
        for node in self._nodes.values():
            here = self.createIndex(node.row, 0, id(node))
            self.dataChanged.emit(here, here.siblingAtColumn(1))

    def _look_of(self, node: _Node, role: int) -> Any:
        match role:
            case _Role.DecorationRole if node.colour:
                hollow = node.parent is not None and bool(node.parent.item.key)
                return dot(node.colour, hollow=hollow)
            case _Role.FontRole:
                return _font(bold=not node.item.key, italic=node.retired)
            case _Role.ForegroundRole if node.retired:
                return QColor(self._theme.muted)
        return None

    def _data_of_use(self, node: _Node, role: int) -> Any:
        number = self._uses.get(node.item, 0)
        match role:
            case _Role.DisplayRole:
                return str(number) if number else ""
            case _Role.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case _Role.ForegroundRole:
                return QColor(self._theme.muted)
            case _Role.ToolTipRole:
                return self.tr("How many claims and documents use it")
        return None

    def _told(self, node: _Node) -> str:
        words = [node.label]
        if node.digit:
            words.append(self.tr("key {0}").format(node.digit))
        if node.retired:
            words.append(self.tr("retired"))
        return ", ".join(words)


def _section(codebook: Codebook, section: Section, row: int) -> _Node:
    root = _Node(Item(section), QCoreApplication.translate("Codebook", section.value), row)
    if section is Section.TAGS:
        for tag in codebook.tags:
            _hang(root, tag, codebook)
        return root
    keys = list(codebook.return_reasons)
    if section in SCOPES:
        keys = [item.key for item in codebook.fields if item.scope is SCOPES[section]]
    for place, key in enumerate(keys):
        item = Item(section, key)
        found = entry(codebook, item)
        label, retired = (_label(found, codebook), found.retired) if found else (key, False)
        root.below.append(_Node(item, label, place, root, retired=retired))
    return root


def _hang(above: _Node, tag: Tag, codebook: Codebook) -> None:
    node = _Node(
        Item(Section.TAGS, tag.key),
        _label(tag, codebook),
        len(above.below),
        above,
        digit=tag.shortcut or "",
        colour=tag.colour or above.colour,
        retired=tag.retired,
    )
    above.below.append(node)
    for child in tag.children:
        _hang(node, child, codebook)


def _label(found: Any, codebook: Codebook) -> str:
    """Return a label, and what it was merged into."""
    if not found.merged_into:
        return str(found.label)
    section = Section.TAGS if isinstance(found, Tag) else Section.CLAIM
    into = entry(codebook, Item(section, found.merged_into))
    return f"{found.label} → {into.label}" if into else str(found.label)


def _carried(data: QMimeData) -> Item | None:
    if not data.hasFormat(_MIME):
        return None
    section, _, key = bytes(data.data(_MIME).data()).decode().partition("\n")
    return Item(Section[section], key)


def _font(*, bold: bool, italic: bool) -> QFont:
    font = QFont()
    font.setBold(bold)
    font.setItalic(italic)
    return font
