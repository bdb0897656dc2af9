"""What is done with the chosen link or suggestion, below the two claims."""

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QSizePolicy, QWidget

from annotator.domain.claim_link import LinkKind, Related
from annotator.ui.claims.flow_layout import FlowLayout
from annotator.ui.elided import ElidedLabel
from annotator.ui.links.words import tr, why

_ROOMY: Final = 1000  # pixels from which on reasons and buttons stand in one row
_KINDS: Final = (
    (LinkKind.SAME, "Same", "Both report one and the same utterance"),
    (LinkKind.REPEATS, "Repeats", "The later one says again what the earlier one said"),
    (LinkKind.CONTRADICTS, "Contradicts", "Both cannot be true"),
    (LinkKind.UPDATES, "Updates", "The later one brings the earlier one up to date"),
)


class LinkButtons(QWidget):
    """Tells why two claims may belong together, and takes the decision.

    Signals:
        linked: the kind that the two are to be linked as.
        parted: the link is to be removed, or the two are not related.
        searched: the whole project is to be looked through.
        returned: the current claim's links are to be listed again.
    """

    linked = Signal(str)
    parted = Signal()
    searched = Signal()
    returned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.why = ElidedLabel(self)
        self.why.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.kinds = {kind: self._button(label, tip) for kind, label, tip in _KINDS}
        for kind, button in self.kinds.items():
            button.clicked.connect(partial(self.linked.emit, kind.value))
        self.none = self._button("Not related", "Suggest these two no more")
        self.none.clicked.connect(self.parted)
        self.everywhere = self._button(
            "Whole project", "Look through all claims for such pairs; it can be stopped"
        )
        self.everywhere.setCheckable(True)
        self.everywhere.clicked.connect(self._on_everywhere)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(8, 3, 8, 3)
        self._box.setSpacing(4)
        self._box.addWidget(self.why, 2)
        row = FlowLayout(gap=4)
        for button in (*self.kinds.values(), self.none, self.everywhere):
            row.addWidget(button)
        self._box.addLayout(row, 3)
        self.show_row(None, writable=False, marked=False, everywhere=False)

    def show_row(
        self, item: Related | None, *, writable: bool, marked: bool, everywhere: bool
    ) -> None:
        """Offer what can be done with a row; what it is suggested as stands out."""
        self.why.setText(why(item) if item else "")
        for kind, button in self.kinds.items():
            linked = item is not None and item.link is not None and item.kind is kind
            button.setEnabled(item is not None and writable and not linked)
            wanted = item is not None and item.link is None and not marked
            _stand_out(button, on=wanted and item is not None and item.kind is kind)
        is_link = item is not None and item.link is not None
        self.none.setText(tr("Remove link") if is_link else tr("Not related"))
        self.none.setEnabled(item is not None and not marked and (writable or not is_link))
        self.everywhere.setChecked(everywhere)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _ROOMY
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._box.setDirection(way)

    def _button(self, label: str, tip: str) -> QPushButton:
        button = QPushButton(tr(label), self)
        button.setToolTip(tr(tip))
        button.setAutoDefault(False)
        return button

    def _on_everywhere(self, checked: bool) -> None:
        (self.searched if checked else self.returned).emit()


def _stand_out(button: QPushButton, *, on: bool) -> None:
    font = button.font()
    font.setBold(on)
    font.setUnderline(on)
    button.setFont(font)
