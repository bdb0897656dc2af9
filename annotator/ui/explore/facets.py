"""What is found, counted by its values; those ticked are what is wanted."""

from collections.abc import Collection
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from annotator.domain.claim import ClaimKind
from annotator.domain.filter import ClaimFilter, FacetCount, Facets, LineStatus
from annotator.ui.claims.words import QT_TRANSLATE_NOOP
from annotator.ui.explore.columns import standing_of_line

_VALUE: Final = int(Qt.ItemDataRole.UserRole)
_PARTS: Final = (
    ("statuses", QT_TRANSLATE_NOOP("Facets", "Status")),
    ("kinds", QT_TRANSLATE_NOOP("Facets", "Kind")),
    ("speakers", QT_TRANSLATE_NOOP("Facets", "Speaker")),
    ("tags", QT_TRANSLATE_NOOP("Facets", "Tag")),
    ("outlets", QT_TRANSLATE_NOOP("Facets", "Outlet")),
    ("annotators", QT_TRANSLATE_NOOP("Facets", "Annotator")),
)
_SHOWN_OPEN: Final = frozenset({"statuses", "speakers", "tags"})
_TICKED: Final = Qt.CheckState.Checked


class FacetTree(QTreeWidget):
    """A group for each part of a filter, with the counts of its values.

    Signals:
        changed: other values are ticked now.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen, self._facets = ClaimFilter(), Facets()
        self._held: Collection[str] = dict(_PARTS).keys()
        self.setAccessibleName(self.tr("Narrow by"))
        self.setHeaderHidden(True)
        self.setColumnCount(2)
        self.setRootIsDecorated(True)
        self.setUniformRowHeights(True)
        self.setIndentation(14)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._height = QSize(0, self.fontMetrics().height() + 7)
        self._groups = {part: self._group(part, words) for part, words in _PARTS}
        self.itemChanged.connect(self._on_ticked)

    def chosen(self) -> ClaimFilter:
        """Return the filter that is ticked, without words, dates and scores."""
        return self._chosen

    def choose(self, wanted: ClaimFilter) -> None:
        """Tick exactly what a filter names; the counts come with the next facets."""
        self._chosen = wanted
        self.show_facets(self._facets)

    def show_facets(self, facets: Facets) -> None:
        """Show these counts, and what is ticked."""
        self._facets = facets
        self.blockSignals(True)
        for part, group in self._groups.items():
            group.takeChildren()
            counts = getattr(facets, part)
            group.addChildren([self._row(part, count) for count in counts])
            group.setHidden(not counts)
            _enable(group, on=part in self._held)
        self.blockSignals(False)

    def hold(self, parts: Collection[str] | None = None) -> None:
        """Let only these parts of a filter be ticked, None for all."""
        self._held = dict(_PARTS).keys() if parts is None else parts
        self.blockSignals(True)
        for part, group in self._groups.items():
            _enable(group, on=part in self._held)
        self.blockSignals(False)

    def _group(self, part: str, words: str) -> QTreeWidgetItem:
        group = QTreeWidgetItem(self, [QCoreApplication.translate("Facets", words), ""])
        group.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        font = group.font(0)
        font.setBold(True)
        group.setFont(0, font)
        group.setData(0, _VALUE, part)
        group.setSizeHint(0, self._height)
        group.setExpanded(part in _SHOWN_OPEN)
        return group

    def _row(self, part: str, count: FacetCount) -> QTreeWidgetItem:
        row = QTreeWidgetItem([self._label(part, count), f"{count.number:n}"])
        row.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.setToolTip(0, row.text(0))
        row.setSizeHint(0, self._height)
        row.setData(0, _VALUE, count.value)
        ticked = count.value in self._chosen.values(part)
        row.setCheckState(0, _TICKED if ticked else Qt.CheckState.Unchecked)
        return row

    def _label(self, part: str, count: FacetCount) -> str:
        if part == "statuses" and count.value is not None:
            return standing_of_line(LineStatus(str(count.value))).text
        if part == "speakers" and count.value is None:
            return self.tr("Nobody named")
        return count.label

    def _on_ticked(self, row: QTreeWidgetItem, _column: int) -> None:
        group = row.parent()
        if group is None:
            return
        part = str(group.data(0, _VALUE))
        value = row.data(0, _VALUE)
        values = tuple(other for other in self._chosen.values(part) if other != value)
        if row.checkState(0) == _TICKED:
            values += (value,)
        self._chosen = self._chosen.amended(**_changes(part, values))
        self.changed.emit()


def _changes(part: str, values: tuple[Any, ...]) -> dict[str, Any]:
    match part:
        case "speakers":
            return {
                "speakers": tuple(value for value in values if isinstance(value, int)),
                "names": tuple(value for value in values if isinstance(value, str)),
                "unnamed": None in values,
            }
        case "statuses":
            return {part: tuple(LineStatus(value) for value in values)}
        case "kinds":
            return {part: tuple(ClaimKind(value) for value in values)}
        case _:
            return {part: values}


def _enable(group: QTreeWidgetItem, *, on: bool) -> None:
    rows = (group.child(at) for at in range(group.childCount()))
    for item in (group, *(row for row in rows if row is not None)):
        item.setDisabled(not on)
