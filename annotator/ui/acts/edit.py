"""Undo, the clipboard and the settings, as rows of the table of acts."""

from functools import partial
from typing import Final

from PySide6.QtGui import QAction

from annotator.ui.actions import Act, Group, Need, Place

_Role = QAction.MenuRole
_always = partial(Act, need=Need.NOTHING, place=Place.WINDOW)
_project = partial(Act, need=Need.PROJECT, place=Place.WINDOW)
_document = partial(Act, need=Need.DOCUMENT, place=Place.WINDOW)

EDIT: Final = (
    Act(
        "undo", "&Undo", "Take back your last act",
        "history.undo", Group.EDIT, ("Ctrl+Z",), "undo", Need.UNDO, Place.WINDOW, writes=True,
    ),
    Act(
        "redo", "&Redo", "Do again what you took back",
        "history.redo", Group.EDIT, ("Ctrl+Shift+Z", "Ctrl+Y"), "redo", Need.REDO, Place.WINDOW,
        writes=True,
    ),
    _document(
        "copy_quotation", "Copy &quotation with its attribution",
        "Copy the current claim's words, who said them and where",
        "text.copy_quotation", Group.EDIT, ("Ctrl+Shift+C",),
    ),
    _project(
        "paste", "&Paste as document", "Make a document of the text on the clipboard",
        "project.paste_document", Group.EDIT, ("Ctrl+Shift+V",), writes=True,
    ),
    _document(
        "find_here", "Fin&d in the text", "Find words in the document that is open",
        "bench.find_here", Group.EDIT, ("Ctrl+F",), "search",
    ),
    _document(
        "find_next", "Find &next", "Go to the next place where the words stand",
        "bench.find_next", Group.EDIT, ("F3",), given=(1,),
    ),
    _document(
        "find_previous", "Find pre&vious", "Go to the place before where the words stand",
        "bench.find_next", Group.EDIT, ("Shift+F3",), given=(-1,),
    ),
    _project(
        "find", "&Find documents", "Search the words of all documents",
        "bench.search", Group.EDIT, ("Ctrl+Shift+F",), "search",
    ),
    _project(
        "change_many", "Change &many claims…", "Edit the claims chosen in Explore, in one act",
        "bench.change_many", Group.EDIT, ("Ctrl+Shift+E",), writes=True,
    ),
    _always(
        "preferences", "Pr&eferences…", "Theme, size of the text, size of files",
        "window.preferences", Group.EDIT, ("Ctrl+,",), "settings", role=_Role.PreferencesRole,
    ),
)  # fmt: skip
