"""Which items of a document the table shows."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, NamedTuple

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QToolButton, QWidget

from annotator.domain.claim import Claim
from annotator.domain.review import ReviewStatus
from annotator.services.drafting import Item
from annotator.ui.claims.flow_layout import FlowLayout
from annotator.ui.claims.model import ITEM, SORT
from annotator.ui.claims.words import QT_TRANSLATE_NOOP
from annotator.ui.desk_place import is_open
from annotator.ui.scores import in_per_cent

Index = QModelIndex | QPersistentModelIndex
Test = Callable[[Item], bool]


class Filter(NamedTuple):
    """A choice of items: its name, what it tells, and which items it keeps."""

    name: str
    tip: str
    keeps: Test

    @property
    def text(self) -> str:
        """Return the name in the language of the interface."""
        return QCoreApplication.translate("ClaimFilters", self.name)


def _in(status: ReviewStatus) -> Test:
    return lambda item: isinstance(item, Claim) and item.status is status


FILTERS: Final = (
    Filter(
        QT_TRANSLATE_NOOP("ClaimFilters", "All"),
        QT_TRANSLATE_NOOP("ClaimFilters", "Every claim and proposal of the document"),
        lambda _item: True,
    ),
    Filter(
        QT_TRANSLATE_NOOP("ClaimFilters", "Open"),
        QT_TRANSLATE_NOOP("ClaimFilters", "Proposals to decide on, and claims that came back"),
        is_open,
    ),
    Filter(
        QT_TRANSLATE_NOOP("ClaimFilters", "Drafts"),
        QT_TRANSLATE_NOOP("ClaimFilters", "Claims not submitted yet"),
        _in(ReviewStatus.DRAFT),
    ),
    Filter(
        QT_TRANSLATE_NOOP("ClaimFilters", "Returned"),
        QT_TRANSLATE_NOOP("ClaimFilters", "Claims that a reviewer sent back"),
        _in(ReviewStatus.RETURNED),
    ),
    Filter(
        QT_TRANSLATE_NOOP("ClaimFilters", "Submitted"),
        QT_TRANSLATE_NOOP("ClaimFilters", "Claims that wait for a second person"),
        _in(ReviewStatus.SUBMITTED),
    ),
    Filter(
        QT_TRANSLATE_NOOP("ClaimFilters", "Approved"),
        QT_TRANSLATE_NOOP("ClaimFilters", "Claims that a second person found right"),
        _in(ReviewStatus.APPROVED),
    ),
)


class FilteredClaims(QSortFilterProxyModel):
    """Sorts the items and keeps those that pass the filter."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keeps: Test = FILTERS[0].keeps
        self.setSortRole(SORT)
        self.setDynamicSortFilter(True)

    @property
    def keeps(self) -> Test:
        """Return the test that an item has to pass."""
        return self._keeps

    def choose(self, chosen: Filter) -> None:
        """Keep other items."""
        self._keeps = chosen.keeps
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        item = self.sourceModel().index(row, 0, parent).data(ITEM)
        return item is not None and self._keeps(item)


class FilterBar(QWidget):
    """The filters as buttons, each with the number of items it keeps; and what is not shown.

    Signals:
        chosen: the `Filter` that was pressed.
        hidden_wanted: what is hidden for its score is to be shown.
    """

    chosen = Signal(object)
    hidden_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Which claims are shown"))
        self.buttons: dict[Filter, QToolButton] = {}
        flow = FlowLayout(self, gap=2)
        flow.setContentsMargins(6, 4, 6, 2)
        for item in FILTERS:
            button = QToolButton(self)
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setToolTip(QCoreApplication.translate("ClaimFilters", item.tip))
            button.clicked.connect(partial(self.chosen.emit, item))
            self.buttons[item] = button
            flow.addWidget(button)
        self.hidden = QToolButton(self)
        self.hidden.setObjectName("hiddenProposals")
        self.hidden.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hidden.clicked.connect(self.hidden_wanted)
        flow.addWidget(self.hidden)
        self.buttons[FILTERS[0]].setChecked(True)
        self.count(())
        self.say_hidden(0, 0.0)

    def say_hidden(self, count: int, limit: float) -> None:
        """Say how many proposals are not shown since they score below the limit."""
        self.hidden.setVisible(bool(count))
        words = self.tr("{0} below {1} hidden: show").format(count, in_per_cent(limit))
        self.hidden.setText(words)
        self.hidden.setToolTip(self.tr("They are open still; show them among the others"))

    def count(self, items: Sequence[Item]) -> None:
        """Show how many of these items each filter keeps."""
        for chosen, button in self.buttons.items():
            kept = sum(map(chosen.keeps, items))
            button.setText(f"{chosen.text} {kept}" if kept else chosen.text)
            button.setAccessibleName(self.tr("{0}: {1}").format(chosen.text, kept))
