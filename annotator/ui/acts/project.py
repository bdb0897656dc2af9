"""What is done to a project, as rows of the table of acts."""

from functools import partial
from typing import Final

from PySide6.QtGui import QAction

from annotator.ui.actions import Act, Group, Need, Place

_Role = QAction.MenuRole
_always = partial(Act, need=Need.NOTHING, place=Place.WINDOW)
_project = partial(Act, need=Need.PROJECT, place=Place.WINDOW)

PROJECT: Final = (
    _always(
        "new", "&New project…", "Make an empty project file",
        "open.new", Group.PROJECT, ("Ctrl+N",), "add",
    ),
    _always(
        "open", "&Open project…", "Open a project file",
        "open.choose", Group.PROJECT, ("Ctrl+O",), "folder",
    ),
    _always(
        "open_server", "Open on a ser&ver…", "Open a project in a database that several people use",
        "server.choose", Group.PROJECT, icon="server",
    ),
    _project(
        "import", "&Import files…", "Take articles in as documents",
        "project.import_files", Group.PROJECT, ("Ctrl+I",), "import", writes=True,
    ),
    _project(
        "import_report", "Last import &report", "See what became of each file imported last",
        "project.show_report", Group.PROJECT,
    ),
    _project(
        "export", "&Export…", "Write the claims to a file",
        "project.export", Group.PROJECT, ("Ctrl+E",), "export",
    ),
    _project(
        "save_copy", "&Save a copy…", "Write the whole project to another file",
        "project.save_copy", Group.PROJECT, ("Ctrl+Shift+S",),
    ),
    _project(
        "merge", "&Merge another project…",
        "Take in what another copy, or another project, has: looked at first, undone as one act",
        "merging.choose", Group.PROJECT, icon="merge",
    ),
    _project(
        "propose", "Propose cla&ims", "Let the engine read every document it has not read",
        "project.propose", Group.PROJECT, ("Ctrl+P",), "propose", writes=True,
    ),
    _project(
        "learn", "Learn from this pro&ject…", "Train the engine on what is verified here",
        "learning.learn", Group.PROJECT, icon="check", writes=True,
    ),
    _always(
        "engine", "En&gine…", "Choose who proposes claims, and what it looks for",
        "window.engine", Group.PROJECT, icon="settings",
    ),
    _project(
        "switch_user", "S&witch user…", "Say who works from now on",
        "open.switch_user", Group.PROJECT, ("Ctrl+U",), "user",
    ),
    _project(
        "close", "&Close project", "Go back to the welcome page",
        "open.close", Group.PROJECT, ("Ctrl+W",), "close",
    ),
    _always(
        "quit", "&Quit", "Close the window; all work is saved already",
        "window.close", Group.PROJECT, ("Ctrl+Q",), role=_Role.QuitRole,
    ),
)  # fmt: skip
