"""The palette of the window."""

from annotator.ui.open_project import OpenProject
from annotator.ui.open_server import ServerDoor
from annotator.ui.palette.entries import PALETTE, Entry, of_acts, of_projects
from annotator.ui.palette.key_first import KeyFirst
from annotator.ui.palette.palette import Palette, Sources
from annotator.ui.palette.picking import DocumentPicker
from annotator.ui.palette.places import Places
from annotator.ui.shell import Shell
from annotator.ui.window_state import WindowState


def palette_of(
    shell: Shell, state: WindowState, project: OpenProject, server: ServerDoor
) -> Palette:
    """Return a palette over every act, and over what the open project holds."""
    places = Places(shell.jobs, lambda: project.session)

    def at_hand() -> tuple[Entry, ...]:
        places.begin()
        recent = [place for place in state.recent if place != project.place]
        return (*of_acts(shell.actions), *of_projects(recent, server.open))

    palette = Palette(shell.window, Sources(at_hand, places.seek, lambda: state.used))
    palette.used.connect(state.keep_used)
    DocumentPicker(shell, project)
    KeyFirst(shell.actions.actions[PALETTE], palette)
    return palette
