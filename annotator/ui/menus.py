"""Menus and toolbars: lists of act ids, and how they are built."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar, QSizePolicy, QToolBar, QWidget


class Sub(NamedTuple):
    """A menu within a menu."""

    title: str
    ids: tuple["Item", ...]


Item: TypeAlias = str | Sub
LINE: Final = "-"
SPACE: Final = " "
RECENT: Final = "recent"
BOUNDARY: Final = Sub(
    "Move a &boundary",
    (
        "boundary_left_word_near", "boundary_right_word_near",
        "boundary_left_word_far", "boundary_right_word_far", LINE,
        "boundary_left_sentence_near", "boundary_right_sentence_near",
        "boundary_left_sentence_far", "boundary_right_sentence_far",
    ),
)  # fmt: skip
RECORD: Final = Sub(
    "In the &form", ("same_as_above", LINE, "tags", "open_field", "chain", "comment")
)
DOUBTS: Final = Sub("What loo&ks wrong", ("next_doubt", "previous_doubt", "fix_doubt"))
LINKS: Final = Sub(
    "Links to other te&xts",
    (
        "links", LINE, "link_same", "link_repeats", "link_contradicts", "link_updates",
        "link_part", LINE, "link_mark", "links_everywhere",
    ),
)  # fmt: skip
READINGS: Final = Sub("Take a read&ing", tuple(f"settle_{letter}" for letter in "abcdefghi"))
ADJUDICATION_MENU: Final[tuple[Item, ...]] = (
    "settle_highlighted", READINGS, "settle_both", "settle_neither", "settle_edit",
    "settle_reason", LINE, "settle_agreed", LINE,
    "settle_next", "settle_previous", "settle_next_open", LINE, "settle_look", "settle_blind",
)  # fmt: skip
ADJUDICATION: Final = Sub("A&djudicate", ADJUDICATION_MENU)
TAGS: Final = Sub("&Tag", tuple(f"digit_{digit}" for digit in (*range(1, 10), 0)))
MENUS: Final[Mapping[str, tuple[Item, ...]]] = {
    "&File": (
        "new", "open", "open_server", RECENT, LINE, "import", "paste", "import_report", LINE,
        "export", "save_copy", "merge", LINE, "switch_user", LINE, "close", "quit",
    ),
    "&Edit": (
        "undo", "redo", LINE, "copy_quotation", LINE,
        "find_here", "find_next", "find_previous", "find", "change_many", LINE, "preferences",
    ),
    "&View": (
        "palette", LINE, "workspace_1", "workspace_2", "workspace_3", "workspace_4",
        "workspace_5", "workspace_6", "workspace_7", "workspace_8", LINE,
        "next_pane", "previous_pane", LINE,
        "zoom_in", "zoom_out", "zoom_reset", LINE, "show_refused", LINE,
        "theme_system", "theme_light", "theme_dark", LINE, "full_screen",
    ),
    "&Annotate": (
        "select", "claim", "claim_of", "source", "cue", "fragment", "evidence", LINE,
        BOUNDARY, TAGS, RECORD, LINE, "accept", "refuse", "next", "previous", "next_open",
        "returned_to_me", LINE, "accept_above", "hide_below", LINE, DOUBTS, LINKS, "history", LINE,
        "propose", "engine", "learn",
    ),
    "&Document": (
        "submit", "submit_listed", "take_back", "assign", LINE,
        "no_claims", "flag", "note", "exclude", LINE,
        "corrects", "open_original", "copy_origin", LINE, "propose_here",
    ),
    "&Review": (
        *("approve", "review_edit", "return", "reject", LINE, "withdraw", LINE, "evidence_next"),
        *(LINE, ADJUDICATION),
    ),
    "&Speakers": (
        "speaker_find", "speaker_mentions", LINE, "speakers_same", "speaker_who", LINE,
        "speaker_merge", "speaker_move", "speaker_remove",
    ),
    "&Help": ("guide", "keys", LINE, "sample", "logs", LINE, "about", "about_qt"),
}  # fmt: skip
TEXT_BAR: Final = (
    "select", "claim", LINE, "source", "cue", "fragment", "evidence", LINE,
    "previous", "next", "accept", "refuse", LINE, "undo", "redo", SPACE, "submit",
)  # fmt: skip
DOCUMENT_MENU: Final = (
    "submit", "submit_listed", "take_back", "assign", LINE,
    "flag", "no_claims", "note", "exclude", LINE,
    "corrects", "open_original", "copy_origin", LINE, "propose_here",
)  # fmt: skip
TEXT_MENU: Final[tuple[Item, ...]] = (
    "select", "claim", "claim_of", LINE, "source", "cue", "fragment", "evidence", BOUNDARY, TAGS,
    LINE,
    "accept", "refuse", LINE, "copy_quotation",
)  # fmt: skip
CLAIMS_MENU: Final[tuple[Item, ...]] = (
    "accept", "refuse", LINE, "source", BOUNDARY, TAGS, RECORD, LINE,
    "next", "previous", "next_open", "returned_to_me", LINE,
    "accept_above", "hide_below", "show_refused", LINE,
    DOUBTS, LINKS, "history", "copy_quotation",
)  # fmt: skip
RECORD_MENU: Final[tuple[Item, ...]] = (
    "accept", "refuse", LINE, "source", "evidence", TAGS, RECORD, LINE,
    LINKS, "history", "copy_quotation",
)  # fmt: skip
REVIEW_MENU: Final[tuple[Item, ...]] = (
    *("approve", "review_edit", "return", "reject", LINE, "withdraw", LINE, "evidence_next"),
)
CONTEXT_MENUS: Final = (
    *(TEXT_MENU, CLAIMS_MENU, RECORD_MENU, REVIEW_MENU, DOCUMENT_MENU, ADJUDICATION_MENU),
)
Actions = Mapping[str, QAction]


def ids_of(items: Iterable[Item]) -> Iterator[str]:
    """Return the acts of a menu and of the menus within it."""
    for item in items:
        if isinstance(item, Sub):
            yield from ids_of(item.ids)
        elif item not in {LINE, SPACE, RECENT}:
            yield item


def fill_menu_bar(bar: QMenuBar, actions: Actions, recent: QMenu) -> None:
    """Put every menu into the bar; `recent` is the submenu of projects opened before."""
    for title, ids in MENUS.items():
        menu = bar.addMenu(bar.tr(title))
        for item in ids:
            if item == RECENT:
                menu.addMenu(recent)
            else:
                _add(menu, actions, item)


def fill(holder: QMenu | QToolBar, actions: Actions, ids: Sequence[Item]) -> None:
    """Put acts into a menu or a toolbar."""
    for item in ids:
        _add(holder, actions, item)


def _add(holder: QMenu | QToolBar, actions: Actions, item: Item) -> None:
    if isinstance(item, Sub):
        if isinstance(holder, QMenu):
            fill(holder.addMenu(holder.tr(item.title)), actions, item.ids)
    elif item == LINE:
        holder.addSeparator()
    elif item == SPACE and isinstance(holder, QToolBar):
        gap = QWidget(holder)
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        holder.addWidget(gap)
    else:
        holder.addAction(actions[item])
