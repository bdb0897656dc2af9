"""The one table of everything the window can be told to do; its rows on claims lie beside it."""

from functools import partial
from typing import Final

from PySide6.QtGui import QAction

from annotator.ui.actions import Act, Group, Need, Place
from annotator.ui.acts_on_claims import ITEM, TEXT

_Role = QAction.MenuRole
_always = partial(Act, need=Need.NOTHING, place=Place.WINDOW)
_project = partial(Act, need=Need.PROJECT, place=Place.WINDOW)
_document = partial(Act, need=Need.DOCUMENT, place=Place.WINDOW)
_G: Final = Group

_PROJECT: Final = (
    _always(
        "new", "&New project…", "Make an empty project file",
        "open.new", _G.PROJECT, ("Ctrl+N",), "add",
    ),
    _always(
        "open", "&Open project…", "Open a project file",
        "open.choose", _G.PROJECT, ("Ctrl+O",), "folder",
    ),
    _project(
        "import", "&Import files…", "Take articles in as documents",
        "project.import_files", _G.PROJECT, ("Ctrl+I",), "import",
    ),
    _project(
        "export", "&Export…", "Write the claims to a file",
        "project.export", _G.PROJECT, ("Ctrl+E",), "export",
    ),
    _project(
        "save_copy", "&Save a copy…", "Write the whole project to another file",
        "project.save_copy", _G.PROJECT, ("Ctrl+Shift+S",),
    ),
    _project(
        "propose", "Propose cla&ims", "Let the engine read every document it has not read",
        "project.propose", _G.PROJECT, ("Ctrl+P",), "propose",
    ),
    _project(
        "learn", "Learn from this pro&ject…", "Train the engine on what is verified here",
        "learning.learn", _G.PROJECT, icon="check",
    ),
    _always(
        "engine", "En&gine…", "Choose who proposes claims, and what it looks for",
        "window.engine", _G.PROJECT, icon="settings",
    ),
    _project(
        "switch_user", "S&witch user…", "Say who works from now on",
        "open.switch_user", _G.PROJECT, ("Ctrl+U",), "user",
    ),
    _project(
        "close", "&Close project", "Go back to the welcome page",
        "open.close", _G.PROJECT, ("Ctrl+W",), "close",
    ),
    _always(
        "quit", "&Quit", "Close the window; all work is saved already",
        "window.close", _G.PROJECT, ("Ctrl+Q",), role=_Role.QuitRole,
    ),
)  # fmt: skip

_EDIT: Final = (
    Act(
        "undo", "&Undo", "Take back your last act",
        "history.undo", _G.EDIT, ("Ctrl+Z",), "undo", Need.UNDO, Place.WINDOW,
    ),
    Act(
        "redo", "&Redo", "Do again what you took back",
        "history.redo", _G.EDIT, ("Ctrl+Shift+Z", "Ctrl+Y"), "redo", Need.REDO, Place.WINDOW,
    ),
    _document(
        "copy_quotation", "Copy &quotation with its attribution",
        "Copy the current claim's words, who said them and where",
        "text.copy_quotation", _G.EDIT, ("Ctrl+Shift+C",),
    ),
    _project(
        "paste", "&Paste as document", "Make a document of the text on the clipboard",
        "project.paste_document", _G.EDIT, ("Ctrl+Shift+V",),
    ),
    _project(
        "find", "&Find documents", "Search the words of all documents",
        "bench.search", _G.EDIT, ("Ctrl+F",), "search",
    ),
    _always(
        "preferences", "Pr&eferences…", "Theme, size of the text, size of files",
        "window.preferences", _G.EDIT, ("Ctrl+,",), "settings", role=_Role.PreferencesRole,
    ),
)  # fmt: skip

_DOCUMENT: Final = (
    _document(
        "submit", "&Submit", "Hand the document's claims and record in for review",
        "document.submit", _G.DOCUMENT, ("Ctrl+Return", "Ctrl+Enter"), "submit",
    ),
    _document(
        "flag", "&Flag: come back later", "Flag the document, or take the flag off",
        "document.flag", _G.DOCUMENT, icon="flag", checkable=True,
    ),
    _document(
        "no_claims", "&No claims here", "Say that the document holds no claims",
        "document.no_claims", _G.DOCUMENT, checkable=True,
    ),
    _document(
        "exclude", "E&xclude with reason…", "Leave the document out, or take it in again",
        "document.exclude", _G.DOCUMENT, checkable=True,
    ),
    _document(
        "note", "No&te…", "Write a note on the document",
        "document.note", _G.DOCUMENT, icon="comment",
    ),
    _document(
        "propose_here", "Propose &here", "Let the engine read this document",
        "project.propose_here", _G.DOCUMENT, icon="propose",
    ),
)  # fmt: skip

_REVIEW: Final = (
    _document(
        "approve", "&Approve and go on", "Approve what is shown",
        "bench.approve", _G.REVIEW, icon="approve",
    ),
    _document(
        "return", "&Return…", "Send what is shown back to its annotator, with a reason",
        "bench.ask_return", _G.REVIEW, icon="return",
    ),
    _document(
        "reject", "Re&ject…", "Say that what is shown does not belong in the dataset",
        "bench.ask_reject", _G.REVIEW, icon="reject",
    ),
    _document(
        "withdraw", "&Withdraw your verdict", "Take back your last verdict or submission",
        "desk.withdraw", _G.REVIEW, icon="withdraw",
    ),
)  # fmt: skip

_VIEW: Final = (
    *(
        _project(
            f"workspace_{number}", text, tip,
            "bench.show_workspace", _G.VIEW, (f"Ctrl+{number}",), icon, given=(number - 1,),
            checkable=True,
        )
        for number, text, tip, icon in (
            (1, "&Annotate", "Work through documents", "claim"),
            (2, "&Review", "Give verdicts on what was submitted", "approve"),
            (3, "&Speakers", "The registry of who can be said to have said something", "speaker"),
        )
    ),
    _project(
        "next_pane", "&Next pane", "Go to the next pane",
        "bench.next_pane", _G.VIEW, ("F6",),
    ),
    _project(
        "previous_pane", "Pre&vious pane", "Go to the pane before",
        "bench.previous_pane", _G.VIEW, ("Shift+F6",),
    ),
    _project(
        "zoom_in", "Text &larger", "Make the source text larger",
        "bench.zoom", _G.VIEW, ("Ctrl++", "Ctrl+="), given=(1,),
    ),
    _project(
        "zoom_out", "Text s&maller", "Make the source text smaller",
        "bench.zoom", _G.VIEW, ("Ctrl+-",), given=(-1,),
    ),
    _project(
        "zoom_reset", "Text at its &plain size", "Show the source text at its plain size",
        "bench.zoom", _G.VIEW, ("Ctrl+0",), given=(0,),
    ),
    *(
        _always(
            f"theme_{name}", text, tip,
            "window.set_theme", _G.VIEW, icon="theme", given=(name,), checkable=True,
        )
        for name, text, tip in (
            ("system", "Theme of the s&ystem", "Follow the desktop"),
            ("light", "L&ight theme", "Dark words on light ground"),
            ("dark", "&Dark theme", "Light words on dark ground"),
        )
    ),
    _always(
        "full_screen", "&Full screen", "Fill the screen, or leave it again",
        "window.set_full_screen", _G.VIEW, ("F11",), checkable=True,
    ),
)  # fmt: skip

_HELP: Final = (
    _always(
        "guide", "&Guide", "How the work goes",
        "help.guide", _G.HELP, ("F1",), "help",
    ),
    _always(
        "keys", "&Keys", "All keys on a page",
        "help.keys", _G.HELP, ("?", "Ctrl+F1"),
    ),
    _always(
        "sample", "Open the &sample project", "Make a project of the sample articles and open it",
        "open.open_sample", _G.HELP,
    ),
    _always(
        "logs", "Open the &log folder", "Show where the program keeps its log",
        "help.open_logs", _G.HELP,
    ),
    _always(
        "about", "&About Annotator", "Version and licences",
        "help.about", _G.HELP, role=_Role.AboutRole,
    ),
    _always(
        "about_qt", "About &Qt", "The library the window is made with",
        "help.about_qt", _G.HELP, role=_Role.AboutQtRole,
    ),
)  # fmt: skip

ACTS: Final = (*TEXT, *ITEM, *_DOCUMENT, *_REVIEW, *_VIEW, *_EDIT, *_PROJECT, *_HELP)
