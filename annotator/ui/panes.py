"""How panes are put side by side, and entered."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSplitter, QWidget


def taker(pane: QWidget) -> QWidget | None:
    """Return what takes the focus when a pane is entered: it, its proxy, or the first in it."""
    for inside in (pane, pane.focusProxy() or pane, *pane.findChildren(QWidget)):
        takes = inside.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and inside.isVisible() and inside.isEnabled():
            return inside
    return None


def enter(pane: QWidget) -> bool:
    """Focus a pane, or the first thing in it that takes the focus; return whether one does."""
    found = taker(pane)
    if found is not None:
        found.setFocus(Qt.FocusReason.TabFocusReason)
    return found is not None


def enter_first(panes: Iterable[QWidget]) -> None:
    """Focus the first of the panes that takes the focus."""
    any(enter(pane) for pane in panes)


def go_round(panes: tuple[QWidget, ...], by: int) -> None:
    """Go from the pane that has the focus to the one `by` further on that takes it."""
    focus = QApplication.focusWidget()
    here = next(
        (
            at
            for at, pane in enumerate(panes)
            if focus is not None and (pane is focus or pane.isAncestorOf(focus))
        ),
        -by,
    )
    enter_first(panes[(here + by * step) % len(panes)] for step in range(1, len(panes) + 1))


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
