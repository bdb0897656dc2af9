"""The workspaces of the window, and who makes the pages of those beside the desk."""

from collections.abc import Callable, Mapping
from enum import IntEnum
from types import MappingProxyType
from typing import Final

from annotator.ui.desk import Desk
from annotator.ui.shell import Shell
from annotator.ui.workspace_page import WorkspacePage


class Workspace(IntEnum):
    """What the window is arranged for."""

    ANNOTATE = 0
    REVIEW = 1
    SPEAKERS = 2
    EXPLORE = 3
    CODEBOOK = 4
    ADJUDICATE = 5
    AGREEMENT = 6
    PEOPLE = 7


def _speakers(desk: Desk, shell: Shell) -> WorkspacePage:
    from annotator.ui.speakers.panel import SpeakersPanel  # noqa: PLC0415 - read when it is first shown

    return SpeakersPanel(desk, shell)


def _explore(desk: Desk, shell: Shell) -> WorkspacePage:
    from annotator.ui.explore.panel import ExplorePanel  # noqa: PLC0415 - read when it is first shown

    return ExplorePanel(desk, shell)


def _codebook(desk: Desk, shell: Shell) -> WorkspacePage:
    from annotator.ui.codebook.panel import CodebookPanel  # noqa: PLC0415 - read when it is first shown

    return CodebookPanel(desk, shell)


def _adjudicate(desk: Desk, shell: Shell) -> WorkspacePage:
    from annotator.ui.adjudication.panel import AdjudicationPanel  # noqa: PLC0415 - read when it is first shown

    return AdjudicationPanel(desk, shell)


def _agreement(desk: Desk, shell: Shell) -> WorkspacePage:
    from annotator.ui.agreement.panel import AgreementPanel  # noqa: PLC0415 - read when it is first shown

    return AgreementPanel(desk, shell)


def _people(desk: Desk, shell: Shell) -> WorkspacePage:
    from annotator.ui.people.panel import PeoplePanel  # noqa: PLC0415 - read when it is first shown

    return PeoplePanel(desk, shell)


PAGES: Final[Mapping[Workspace, Callable[[Desk, Shell], WorkspacePage]]] = MappingProxyType(
    {
        Workspace.SPEAKERS: _speakers,
        Workspace.EXPLORE: _explore,
        Workspace.CODEBOOK: _codebook,
        Workspace.ADJUDICATE: _adjudicate,
        Workspace.AGREEMENT: _agreement,
        Workspace.PEOPLE: _people,
    }
)
"""The workspaces with a page of their own, each read and made when it is first shown.

The others arrange the panes around the desk.
"""
