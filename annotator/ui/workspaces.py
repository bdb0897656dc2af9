"""The workspaces of the window, and who makes the pages of those beside the desk."""

from collections.abc import Callable, Mapping
from enum import IntEnum
from types import MappingProxyType
from typing import Final

from annotator.ui.adjudication.panel import AdjudicationPanel
from annotator.ui.agreement.panel import AgreementPanel
from annotator.ui.codebook.panel import CodebookPanel
from annotator.ui.desk import Desk
from annotator.ui.explore.panel import ExplorePanel
from annotator.ui.shell import Shell
from annotator.ui.speakers.panel import SpeakersPanel
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


PAGES: Final[Mapping[Workspace, Callable[[Desk, Shell], WorkspacePage]]] = MappingProxyType(
    {
        Workspace.SPEAKERS: SpeakersPanel,
        Workspace.EXPLORE: ExplorePanel,
        Workspace.CODEBOOK: CodebookPanel,
        Workspace.ADJUDICATE: AdjudicationPanel,
        Workspace.AGREEMENT: AgreementPanel,
    }
)
"""The workspaces with a page of their own; the others arrange the panes around the desk."""
