"""What is to be compared: which layers, which fields are scales, how often documents are drawn."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.agreement_bootstrap import TIMES
from annotator.domain.codebook import Codebook, FieldScope, FieldType
from annotator.domain.layer import LayerKind
from annotator.runtime.progress import ProgressReport
from annotator.services.agreeing import AgreementRequest, Comparable
from annotator.ui.claims.flow_layout import FlowLayout
from annotator.ui.number_box import NumberBox

_MOST: Final = 100_000
_TWO: Final = 2


class AskedBar(QWidget):
    """One line of choices, and the button that begins or stops the work.

    Signals:
        wanted: the `AgreementRequest` to answer.
        stop_wanted: the work is to stop.
        changed: something else would be asked for now.
    """

    wanted = Signal(object)
    stop_wanted = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: dict[str, QCheckBox] = {}
        self._untouched = True
        self._busy = False
        self.layers = QWidget(self)
        self.scales = QToolButton(self)
        self.times = NumberBox(self)
        self.go = QPushButton(self)
        self.progress = QProgressBar(self)
        self._flow = FlowLayout(self.layers, gap=12)
        self._build()
        self._lay_out()

    def _build(self) -> None:
        self.scales.setText(self.tr("Scales"))
        self.scales.setAccessibleName(self.tr("Fields whose choices are a scale"))
        self.scales.setToolTip(
            self.tr(
                "Fields whose choices stand in the codebook from one end of a scale to the other"
            )
        )
        self.scales.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.scales.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.scales.setProperty("choice", True)
        self.scales.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.scales.setMenu(QMenu(self.scales))
        self.times.setRange(0, _MOST)
        self.times.setSingleStep(TIMES)
        self.times.setValue(TIMES)
        self.times.setGroupSeparatorShown(True)
        self.times.setSpecialValueText(self.tr("none"))
        self.times.setAccessibleName(self.tr("How often documents are drawn for the intervals"))
        self.times.setToolTip(self.times.accessibleName())
        self.times.valueChanged.connect(self.changed)
        self.go.setDefault(True)
        self.go.setObjectName("compare")
        self.go.clicked.connect(self._on_clicked)
        self.progress.setFixedWidth(140)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("How far the comparison is"))
        self.show_busy(False)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(QLabel(self.tr("Readings"), self))
        row.addWidget(self.layers, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.scales)
        row.addWidget(QLabel(self.tr("Draws"), self))
        row.addWidget(self.times)
        row.addWidget(self.progress)
        row.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)

    @property
    def chosen(self) -> tuple[str, ...]:
        """Return the layers to compare, by their lasting names."""
        return tuple(key for key, box in self._boxes.items() if box.isChecked())

    @property
    def ordinal(self) -> tuple[str, ...]:
        """Return the fields that are scales."""
        actions = self.scales.menu().actions()
        return tuple(action.data() for action in actions if action.isChecked())

    def request(self) -> AgreementRequest:
        """Return what is asked for now."""
        return AgreementRequest(
            layers=self.chosen,
            ordinal=self.ordinal,
            by_month=True,
            by_document=True,
            times=self.times.value(),
        )

    def offer_layers(self, found: Sequence[Comparable]) -> None:
        """Offer these layers; those ticked before stay so, at first those that are usual."""
        ticked = {*self.chosen}
        for box in self._boxes.values():
            self._flow.removeWidget(box)
            box.deleteLater()
        self._boxes = {item.key: self._box(item) for item in found}
        for item in found:
            usual = self._untouched and item.usual
            self._boxes[item.key].setChecked(usual or item.key in ticked)
        for box in self._boxes.values():
            box.toggled.connect(self._on_toggled)
        self._allow()

    def offer_scales(self, codebook: Codebook) -> None:
        """Offer the fields of one choice among several."""
        ticked, menu = {*self.ordinal}, self.scales.menu()
        menu.clear()
        for item in codebook.of(FieldScope.CLAIM):
            if item.type is FieldType.CHOICE:
                action = QAction(item.label, menu, checkable=True)
                action.setData(item.key)
                action.setChecked(item.key in ticked)
                action.toggled.connect(self.changed)
                menu.addAction(action)
        self.scales.setEnabled(bool(menu.actions()))

    def show_busy(self, busy: bool) -> None:
        """Let the button stop the work while it runs."""
        self._busy = busy
        self.go.setText(self.tr("Stop") if busy else self.tr("Compare"))
        self.progress.setVisible(busy)
        self.progress.setRange(0, 0)
        self._allow()

    def show_progress(self, report: ProgressReport) -> None:
        """Show how far the work is."""
        if report.total:
            self.progress.setRange(0, report.total)
            self.progress.setValue(report.done)
        self.progress.setToolTip(report.label)

    def _box(self, item: Comparable) -> QCheckBox:
        kinds = {
            LayerKind.AGREED: self.tr("the agreed layer"),
            LayerKind.ANNOTATOR: self.tr("what {0} read alone").format(item.name),
            LayerKind.EXTRACTOR: self.tr("what the engine {0} proposed").format(item.name),
        }
        box = QCheckBox(f"{item.name} ({item.documents:,})", self.layers)
        one, many = self.tr("{0}, in 1 document"), self.tr("{0}, in {1} documents")
        told = (one if item.documents == 1 else many).format(kinds[item.kind], item.documents)
        box.setToolTip(told[:1].upper() + told[1:])
        box.setAccessibleDescription(told)
        self._flow.addWidget(box)
        box.show()
        return box

    def _on_toggled(self) -> None:
        self._untouched = False
        self._allow()
        self.changed.emit()

    def _allow(self) -> None:
        self.go.setEnabled(self._busy or len(self.chosen) >= _TWO)
        tip = "" if self.go.isEnabled() else self.tr("Tick two layers or more.")
        self.go.setToolTip(tip)

    def _on_clicked(self) -> None:
        if self._busy:
            self.stop_wanted.emit()
        else:
            self.wanted.emit(self.request())
