"""Menus and toolbars: lists of act ids, and how they are built."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar, QSizePolicy, QToolBar, QWidget

LINE: Final = "-"
SPACE: Final = " "
RECENT: Final = "recent"
MENUS: Final[Mapping[str, tuple[str, ...]]] = {
    "&File": (
        "new", "open", RECENT, LINE, "import", "paste", "export", "save_copy", LINE,
        "switch_user", LINE, "close", "quit",
    ),
    "&Edit": (
        "undo", "redo", LINE, "copy_quotation", LINE, "find", LINE, "preferences",
    ),
    "&View": (
        "palette", LINE, "workspace_1", "workspace_2", "workspace_3", LINE,
        "next_pane", "previous_pane", LINE,
        "zoom_in", "zoom_out", "zoom_reset", LINE, "show_refused", LINE,
        "theme_system", "theme_light", "theme_dark", LINE, "full_screen",
    ),
    "&Annotate": (
        "select", "claim", "source", "cue", "fragment", "evidence", LINE,
        "boundary_left_word_near", "boundary_right_word_near", "boundary_left_word_far",
        "boundary_right_word_far", LINE, "accept", "refuse", "next", "previous", "next_open", LINE,
        "accept_above", "hide_below", LINE, "next_doubt", "previous_doubt", "fix_doubt",
        "history", LINE, "propose", "engine", "learn",
    ),
    "&Document": (
        "submit", LINE, "no_claims", "flag", "note", "exclude", LINE, "propose_here",
    ),
    "&Review": ("approve", "return", "reject", LINE, "withdraw"),
    "&Help": ("guide", "keys", LINE, "sample", "logs", LINE, "about", "about_qt"),
}  # fmt: skip
TEXT_BAR: Final = (
    "select", "claim", LINE, "source", "cue", "fragment", "evidence", LINE,
    "previous", "next", "accept", "refuse", LINE, "undo", "redo", SPACE, "submit",
)  # fmt: skip
DOCUMENT_MENU: Final = (
    "submit", LINE, "flag", "no_claims", "note", "exclude", LINE, "propose_here",
)  # fmt: skip
Actions = Mapping[str, QAction]


def fill_menu_bar(bar: QMenuBar, actions: Actions, recent: QMenu) -> None:
    """Put every menu into the bar; `recent` is the submenu of projects opened before."""
    for title, ids in MENUS.items():
        menu = bar.addMenu(bar.tr(title))
        for item in ids:
            if item == RECENT:
                menu.addMenu(recent)
            else:
                _add(menu, actions, item)


def fill(holder: QMenu | QToolBar, actions: Actions, ids: Sequence[str]) -> None:
    """Put acts into a menu or a toolbar."""
    for item in ids:
        _add(holder, actions, item)


def _add(holder: QMenu | QToolBar, actions: Actions, item: str) -> None:
    if item == LINE:
        holder.addSeparator()
    elif item == SPACE and isinstance(holder, QToolBar):
        gap = QWidget(holder)
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        holder.addWidget(gap)
    else:
        holder.addAction(actions[item])
