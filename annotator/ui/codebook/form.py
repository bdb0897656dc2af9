"""What the editors of fields, tags and reasons share."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

_MARGIN: Final = 14


class ItemForm(QWidget):
    """The rows in which one item of a codebook is shown, editable.

    Signals:
        edited: something reads otherwise, whoever changed it.
        finished: Return was pressed in a line.
    """

    edited = Signal()
    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = QFormLayout(self)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setVerticalSpacing(8)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.name = QLineEdit(self)

    def row(self, label: str, widget: QWidget) -> QLabel:
        """Add a row to the form and return its label."""
        words = QLabel(label, self)
        words.setBuddy(widget)
        if not widget.accessibleName():
            widget.setAccessibleName(label.replace("&", ""))
        self.form.addRow(words, widget)
        return words

    def add_name(self, label: str) -> None:
        """Add the line in which the item's name is typed."""
        self.name.textEdited.connect(self.edited)
        self.name.returnPressed.connect(self.finished)
        self.row(label, self.name)

    def box(self, label: str, lines: int) -> QPlainTextEdit:
        """Add a box of several lines to type in."""
        box = QPlainTextEdit(self)
        box.setTabChangesFocus(True)
        box.setFixedHeight(lines * self.fontMetrics().lineSpacing() + _MARGIN)
        box.textChanged.connect(self.edited)
        self.row(label, box)
        return box


def one_line(words: str) -> str:
    """Return words without spaces too many."""
    return " ".join(words.split())


def lines_of(words: str) -> tuple[str, ...]:
    """Return the lines that hold something, each once."""
    return tuple(dict.fromkeys(line for line in map(one_line, words.splitlines()) if line))
