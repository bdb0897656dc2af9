"""Hands on the keyboard and on the mouse."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

LEFT = Qt.MouseButton.LeftButton


def press(*keys):
    """Press keys where the keyboard is; a pair is a modifier and a key."""
    for key in keys:
        modifier, plain = key if isinstance(key, tuple) else (Qt.KeyboardModifier.NoModifier, key)
        QTest.keyClick(QApplication.focusWidget(), plain, modifier)
        QApplication.processEvents()


def click(button):
    """Click a button that can be seen and clicked."""
    assert button.isVisible()
    assert button.isEnabled()
    QTest.mouseClick(button, LEFT)
    QApplication.processEvents()


def click_row(view, row):
    """Click a line of a list."""
    place = view.visualRect(view.model().index(row, 0)).center()
    QTest.mouseClick(view.viewport(), LEFT, pos=place)
    QApplication.processEvents()


def click_cell(table, row, column):
    """Click a cell of a table."""
    place = table.visualRect(table.model().index(row, column)).center()
    QTest.mouseClick(table.viewport(), LEFT, pos=place)
    QApplication.processEvents()


def row_with(view, words):
    """Return the row of a list whose line begins with some words."""
    lines = [line.words for line in view.lines.lines]
    return next(row for row, line in enumerate(lines) if line.startswith(words))
