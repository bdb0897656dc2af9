"""Where a field is asked for: always, or while another field has certain values."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from annotator.domain.codebook import Codebook, Condition, FieldDefinition
from annotator.domain.codebook_rules import may_be_asked_by, possible_values
from annotator.ui.claims.flow_layout import FlowLayout
from annotator.ui.list_names import name_list


class ConditionEditor(QWidget):
    """A field to hang on, and a box for each of its values.

    Signals:
        edited: the person changed something.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: dict[str, FieldDefinition] = {}
        self.field = QComboBox(self)
        name_list(self.field, self.tr("Asked for only where"))
        self._values = QWidget(self)
        self._flow = FlowLayout(self._values, gap=10)
        self.boxes: dict[str, QCheckBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.field)
        column.addWidget(self._values)
        self.field.activated.connect(self._on_field_chosen)

    def show_condition(self, codebook: Codebook, key: str, condition: Condition | None) -> None:
        """Show where the field `key` is asked for."""
        self._fields = {item.key: item for item in may_be_asked_by(codebook, key)}
        self.field.clear()
        self.field.addItem(self.tr("Always"), "")
        for item in self._fields.values():
            self.field.addItem(self.tr("Only where “{0}” is…").format(item.label), item.key)
        wanted = condition.key if condition else ""
        if condition and wanted not in self._fields:
            self.field.addItem(self.tr("Only where “{0}” is…").format(wanted), wanted)
        self.field.setCurrentIndex(self.field.findData(wanted))
        self._offer(set(condition.values) if condition else set())

    def condition(self) -> Condition | None:
        """Return what is chosen.

        Raises:
            ValueError: a field, but none of its values is.
        """
        key = self.field.currentData()
        if not key:
            return None
        values = tuple(value for value, box in self.boxes.items() if box.isChecked())
        if not values:
            raise ValueError(self.tr("Choose the values for which it is asked for."))
        return Condition(key=key, values=values)

    def chosen(self) -> tuple[str, tuple[str, ...]]:
        """Return the field and the values that are chosen, wherever that leads."""
        values = tuple(value for value, box in self.boxes.items() if box.isChecked())
        return self.field.currentData() or "", values

    def choose(self, key: str, values: tuple[str, ...]) -> None:
        """Choose a field and values."""
        self.field.setCurrentIndex(max(0, self.field.findData(key)))
        self._offer(set(values))

    def _offer(self, on: set[str]) -> None:
        while self._flow.count():
            item = self._flow.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.deleteLater()
        asked = self._fields.get(self.field.currentData() or "")
        values = possible_values(asked) if asked else ()
        self.boxes = {
            value: self._box(value, on=value in on)
            for value in (*values, *sorted(on - set(values)))
        }
        self._values.setVisible(bool(self.boxes))

    def _box(self, value: str, *, on: bool) -> QCheckBox:
        box = QCheckBox(value, self._values)
        box.setChecked(on)
        box.toggled.connect(self.edited)
        self._flow.addWidget(box)
        box.show()
        return box

    def _on_field_chosen(self) -> None:
        self._offer(set())
        self.edited.emit()
