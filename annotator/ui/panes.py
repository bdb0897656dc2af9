"""How panes are put side by side, and entered."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget


def enter(pane: QWidget) -> None:
    """Focus a pane, or the first thing in it that takes the focus."""
    if pane.focusPolicy() != Qt.FocusPolicy.NoFocus:
        pane.setFocus(Qt.FocusReason.TabFocusReason)
        return
    for inside in pane.findChildren(QWidget):
        if inside.focusPolicy() & Qt.FocusPolicy.TabFocus and inside.isVisible():
            inside.setFocus(Qt.FocusReason.TabFocusReason)
            return


def split(
    orientation: Qt.Orientation, panes: tuple[QWidget, ...], sizes: tuple[int, ...], stretch: int
) -> QSplitter:
    """Return panes side by side, or one above the other; the one at `stretch` grows."""
    splitter = QSplitter(orientation)
    splitter.setChildrenCollapsible(False)
    for pane in panes:
        splitter.addWidget(pane)
    for at in range(len(panes)):
        splitter.setStretchFactor(at, int(at == stretch))
    splitter.setSizes(list(sizes))
    return splitter
