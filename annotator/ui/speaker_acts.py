"""Acts on the registry that can be asked for anywhere in the window."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from annotator.ui.bench import Bench
from annotator.ui.workspaces import Workspace

if TYPE_CHECKING:
    from annotator.ui.speakers.panel import SpeakersPanel


class SpeakerActs(QObject):
    """Shows the workspace, then does there what was asked for."""

    def __init__(self, bench: Bench, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench

    @property
    def _panel(self) -> "SpeakersPanel":
        return cast("SpeakersPanel", self._bench.pages[Workspace.SPEAKERS])

    def _show(self) -> None:
        if not self._panel.isVisible():
            self._bench.show_workspace(Workspace.SPEAKERS)

    def find(self) -> None:
        """Let a person type whom to look for."""
        self._show()
        self._panel.seek()

    def mentions(self) -> None:
        """Go to the mentions of the chosen speaker."""
        self._show()
        self._panel.go_to_mentions()

    def perhaps_the_same(self) -> None:
        """Show the speakers that may be one."""
        self._show()
        self._panel.perhaps_the_same()

    def who_is(self) -> None:
        """Let a person ask who bears a title on a date."""
        self._show()
        self._panel.who_is()

    def merge(self) -> None:
        """Preview the merge of the speakers that are chosen in the registry."""
        self._show()
        self._panel.registry.merge_chosen()

    def move(self) -> None:
        """Preview giving the chosen mentions to another speaker."""
        self._show()
        self._panel.mentions.move_chosen()

    def remove(self) -> None:
        """Take the chosen speaker out of the registry."""
        self._show()
        self._panel.registry.remove_chosen()
