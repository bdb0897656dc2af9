"""What the editors of fields, tags and reasons share."""

from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from annotator.domain.codebook import Codebook
from annotator.ui.codebook.items import Item

_MARGIN: Final = 14


class ItemForm(QWidget):
    """Shows one item of a codebook, editable; what is typed makes another codebook.

    Signals:
        edited: the person changed something.
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
        self._filling = False
        self._shown: Any = None
        self.name = QLineEdit(self)

    @property
    def draft(self) -> Any | None:
        """Return what is typed and not stored, or None."""
        typed = self.typed()
        return None if self._shown is None or typed == self._shown else typed

    def show_item(self, codebook: Codebook, item: Item, draft: Any | None) -> None:
        """Show an item, and over it what was typed before."""
        self._filling = True
        self.fill(codebook, item)
        self._shown = self.typed()
        if draft is not None:
            self.refill(draft)
        self._filling = False

    def fill(self, codebook: Codebook, item: Item) -> None:
        """Show an item as it is stored."""
        raise NotImplementedError

    def refill(self, draft: Any) -> None:
        """Show what was typed before."""
        raise NotImplementedError

    def typed(self) -> Any:
        """Return what is typed: a value that can be compared."""
        raise NotImplementedError

    def applied(self, codebook: Codebook) -> Codebook:
        """Return the codebook with what is typed in it.

        Raises:
            UsageError: it contradicts itself; the sentence says how.
            ValueError: a value breaks its rules.
        """
        raise NotImplementedError

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
        self.name.textEdited.connect(self.tell)
        self.name.returnPressed.connect(self.finished)
        self.row(label, self.name)

    def box(self, label: str, lines: int) -> QPlainTextEdit:
        """Add a box of several lines to type in."""
        box = QPlainTextEdit(self)
        box.setTabChangesFocus(True)
        box.setFixedHeight(lines * self.fontMetrics().lineSpacing() + _MARGIN)
        box.textChanged.connect(self.tell)
        self.row(label, box)
        return box

    def tell(self) -> None:
        """Say that something was changed, unless the program did."""
        if not self._filling:
            self.edited.emit()


def one_line(words: str) -> str:
    """Return words without spaces too many."""
    return " ".join(words.split())


def lines_of(words: str) -> tuple[str, ...]:
    """Return the lines that hold something, each once."""
    return tuple(dict.fromkeys(line for line in map(one_line, words.splitlines()) if line))
