"""Find a setting by what is written beside it or in it."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QLineEdit,
    QWidget,
)

FOUND: Final = "found"


class SettingRow(NamedTuple):
    """One row of a form: its label, and what is set there."""

    label: QWidget | None
    fields: tuple[QWidget, ...]

    @property
    def words(self) -> str:
        """Return all that can be read of it."""
        parts = [self.label, *self.fields] if self.label else list(self.fields)
        return " ".join(" ".join(_words(part)) for part in parts).replace("&", "").casefold()

    def mark(self, *, found: bool) -> None:
        """Let the row stand out, or not."""
        for part in (self.label, *self.fields):
            if part is not None and bool(part.property(FOUND)) != found:
                part.setProperty(FOUND, found)
                part.style().unpolish(part)
                part.style().polish(part)


def rows_of(page: QWidget) -> tuple[SettingRow, ...]:
    """Return the rows of every form on a page, from the top."""
    return tuple(row for form in page.findChildren(QFormLayout) for row in _rows(form))


def find(page: QWidget, words: str) -> tuple[SettingRow, ...]:
    """Let the rows with all these words stand out, and return them; no words mark none."""
    wanted = words.casefold().split()
    rows = rows_of(page)
    found = tuple(row for row in rows if wanted and all(word in row.words for word in wanted))
    for row in rows:
        row.mark(found=row in found)
    return found


def _rows(form: QFormLayout) -> Iterator[SettingRow]:
    for at in range(form.rowCount()):
        label = form.itemAt(at, QFormLayout.ItemRole.LabelRole)
        field = form.itemAt(at, QFormLayout.ItemRole.FieldRole)
        fields = tuple(_widgets(field)) if field else ()
        if fields:
            yield SettingRow(label.widget() if label else None, fields)


def _widgets(item: QLayoutItem) -> Iterator[QWidget]:
    widget = item.widget()
    if widget is not None:
        yield widget
    elif isinstance(item, QLayout):
        for at in range(item.count()):
            inner = item.itemAt(at)
            if inner is not None:
                yield from _widgets(inner)


def _words(part: QWidget) -> Iterator[str]:
    yield part.toolTip()
    yield part.accessibleName()
    match part:
        case QLabel() | QCheckBox():
            yield part.text()
        case QComboBox():
            yield from (part.itemText(at) for at in range(part.count()))
        case QLineEdit():
            yield part.placeholderText()
        case QAbstractSpinBox():
            yield part.specialValueText()
