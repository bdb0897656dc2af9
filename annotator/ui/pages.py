"""The pages of the workspaces beside the desk, each made when it is first asked for."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from annotator.ui.desk import Desk
from annotator.ui.shell import Shell
from annotator.ui.workspace_page import WorkspacePage
from annotator.ui.workspaces import PAGES, Workspace


class Pages(Mapping[Workspace, WorkspacePage]):
    """Gives each workspace its page; the page is new at the first time.

    `enter` is called with each new page before anybody else has it.
    """

    def __init__(self, desk: Desk, shell: Shell, enter: Callable[[WorkspacePage], None]) -> None:
        self._desk = desk
        self._shell = shell
        self._enter = enter
        self._made: Final[dict[Workspace, WorkspacePage]] = {}

    def __getitem__(self, workspace: Workspace) -> WorkspacePage:
        if workspace not in self._made:
            page = self._made[workspace] = PAGES[workspace](self._desk, self._shell)
            self._enter(page)
        return self._made[workspace]

    def __contains__(self, workspace: object) -> bool:
        return workspace in PAGES

    def __iter__(self) -> Iterator[Workspace]:
        return iter(PAGES)

    def __len__(self) -> int:
        return len(PAGES)

    def made(self) -> tuple[WorkspacePage, ...]:
        """Return the pages that somebody has asked for."""
        return tuple(self._made.values())
