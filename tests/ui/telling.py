"""What a screen reader is told of the widgets in sight."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

Role = QAccessible.Role
Text = QAccessible.Text
WORKED_WITH = {
    Role.Button,
    Role.ButtonDropDown,
    Role.ButtonMenu,
    Role.CheckBox,
    Role.ComboBox,
    Role.EditableText,
    Role.Link,
    Role.List,
    Role.PageTabList,
    Role.ProgressBar,
    Role.RadioButton,
    Role.Slider,
    Role.SpinBox,
    Role.Table,
    Role.Tree,
}
OF_QT = ("qt_", "ScrollLeftButton", "ScrollRightButton")  # parts that Qt makes for itself


def nameless(top):
    """Return what can be worked with in a widget and has no name, as far as it is in sight."""
    return [
        f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}"
        for widget in (top, *top.findChildren(QWidget))
        if widget.isVisible() and not _is_part(widget) and not _is_named(widget)
    ]


def _is_part(widget):
    parent = widget.parent()
    inner = isinstance(parent, QComboBox) or type(parent).__name__ in {"NumberBox", "QDateEdit"}
    return inner or isinstance(widget, QHeaderView) or widget.objectName().startswith(OF_QT)


def _is_named(widget):
    interface = QAccessible.queryAccessibleInterface(widget)
    reached = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    if interface is None:
        return not reached
    if interface.role() not in WORKED_WITH and not reached:
        return True
    return bool(interface.text(QAccessible.Text.Name).strip())


def mute(top):
    """Return the cells in sight that say nothing, by the name of their table or list."""
    found = []
    for view in top.findChildren(QAbstractItemView):
        if not view.isVisible() or _is_part(view) or view.model() is None:
            continue
        model = view.model()
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
        for row in range(min(model.rowCount(), 5)):
            cells = [model.index(row, column) for column in range(columns)]
            if not any(_says(cell) for cell in cells):
                found.append((view.accessibleName(), row))
    return found


def _says(cell: QModelIndex) -> bool:
    spoken = cell.data(Qt.ItemDataRole.AccessibleTextRole)
    return bool(spoken or cell.data(Qt.ItemDataRole.DisplayRole))


def untold(top):
    """Return the editors in sight that keep to themselves their value, or what it is the value of.

    Where there is a value, Qt gives it as the name of a list that drops down too.
    """
    shown = ((each, _shown_in(each)) for each in top.findChildren(QWidget) if each.isVisible())
    return [
        f"{type(each).__name__} {each.accessibleName()}"
        for each, value in shown
        if value is not None and not _is_part(each) and not _tells(each, value)
    ]


def _shown_in(editor):
    match editor:
        case QComboBox():
            return editor.currentText()
        case QLineEdit():
            return editor.displayText()
        case QTextEdit() | QPlainTextEdit():
            return editor.toPlainText()
    return None


def _tells(editor, value):
    interface = QAccessible.queryAccessibleInterface(editor)
    told = [interface.text(kind) for kind in (Text.Value, Text.Name, Text.Description)]
    labelled = any(label.buddy() is editor for label in editor.window().findChildren(QLabel))
    return told[0] == value and (labelled or told[1] not in {"", value} or told[2] != "")


def described(widget):
    """Return what is told of a widget beside its name and value."""
    return QAccessible.queryAccessibleInterface(widget).text(Text.Description)
