"""What explains the program, as rows of the table of acts."""

from functools import partial
from typing import Final

from PySide6.QtGui import QAction

from annotator.ui.actions import Act, Group, Need, Place

_Role = QAction.MenuRole
_always = partial(Act, need=Need.NOTHING, place=Place.WINDOW)

HELP: Final = (
    _always(
        "guide", "&Guide", "How the work goes",
        "help.guide", Group.HELP, ("F1",), "help",
    ),
    _always(
        "keys", "&Keys", "All keys on a page",
        "help.keys", Group.HELP, ("?", "Ctrl+F1"),
    ),
    _always(
        "sample", "Open the &sample project", "Make a project of the sample articles and open it",
        "open.open_sample", Group.HELP,
    ),
    _always(
        "logs", "Open the &log folder", "Show where the program keeps its log",
        "help.open_logs", Group.HELP,
    ),
    _always(
        "about", "&About Annotator", "Version and licences",
        "help.about", Group.HELP, role=_Role.AboutRole,
    ),
    _always(
        "about_qt", "About &Qt", "The library the window is made with",
        "help.about_qt", Group.HELP, role=_Role.AboutQtRole,
    ),
)  # fmt: skip
