"""Which queue is shown: whose, of which document, in which order."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QWidget

from annotator.domain.user import User
from annotator.domain.waiting import QueueFilter, QueueOrder
from annotator.ui.claims.words import QT_TRANSLATE_NOOP
from annotator.ui.list_names import name_list

_ORDERS: Final = {
    QueueOrder.DOCUMENT: QT_TRANSLATE_NOOP("Review", "By document"),
    QueueOrder.SPEAKER: QT_TRANSLATE_NOOP("Review", "By speaker"),
    QueueOrder.ANNOTATOR: QT_TRANSLATE_NOOP("Review", "By annotator"),
    QueueOrder.SCORE: QT_TRANSLATE_NOOP("Review", "By score"),
    QueueOrder.DISPUTED: QT_TRANSLATE_NOOP("Review", "Disputed first"),
}


class QueueAsked(QWidget):
    """The order and the filters of a queue.

    Signals:
        changed: another queue is asked for.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.order = QComboBox(self)
        self.annotator = QComboBox(self)
        self.here = QCheckBox(self.tr("This document"), self)
        self.hide_mine = QCheckBox(self.tr("Not mine"), self)
        for order, words in _ORDERS.items():
            self.order.addItem(QCoreApplication.translate("Review", words), order)
        self.annotator.addItem(self.tr("Everybody's"), None)
        name_list(self.order, self.tr("Order of the queue"))
        name_list(self.annotator, self.tr("Whose work"))
        self.annotator.setToolTip(self.tr("Who made the claims, or edited the record last"))
        self.here.setToolTip(self.tr("Only what waits in the open document"))
        self.hide_mine.setToolTip(self.tr("Not what you edited last: others approve it"))
        self._lay_out()
        self.order.currentIndexChanged.connect(self.changed)
        self.annotator.currentIndexChanged.connect(self.changed)
        self.here.toggled.connect(self.changed)
        self.hide_mine.toggled.connect(self.changed)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        places = ((self.order, 0, 0), (self.annotator, 0, 1), (self.here, 1, 0))
        for widget, row, column in (*places, (self.hide_mine, 1, 1)):
            grid.addWidget(widget, row, column)
        for box in (self.order, self.annotator):
            box.setMinimumContentsLength(8)
            adjust = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            box.setSizeAdjustPolicy(adjust)

    def offer(self, users: Iterable[User]) -> None:
        """Let the work of any of these be asked for; the choice stays."""
        chosen = self.annotator.currentData()
        known = [self.annotator.itemData(row) for row in range(1, self.annotator.count())]
        wanted = list(users)
        if known == [user.id for user in wanted]:
            return
        self.annotator.blockSignals(True)
        while self.annotator.count() > 1:
            self.annotator.removeItem(1)
        for user in wanted:
            self.annotator.addItem(user.name, user.id)
        self.annotator.setCurrentIndex(max(0, self.annotator.findData(chosen)))
        self.annotator.blockSignals(False)

    def order_wanted(self) -> QueueOrder:
        """Return the order that is chosen."""
        return QueueOrder(self.order.currentData())

    def filter(self, user: int, document: int | None) -> QueueFilter:
        """Return the filter that is chosen, for one user at an open document."""
        return QueueFilter(
            document=document if self.here.isChecked() else None,
            annotator=self.annotator.currentData(),
            not_editor=user if self.hide_mine.isChecked() else None,
        )
