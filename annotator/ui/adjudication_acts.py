"""Acts on differing readings that can be asked for anywhere in the window."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from annotator.ui.bench import Bench
from annotator.ui.workspaces import Workspace

if TYPE_CHECKING:
    from annotator.ui.adjudication.panel import AdjudicationPanel


class AdjudicationActs(QObject):
    """Shows the workspace; what settles something does so only where it can be seen."""

    def __init__(self, bench: Bench, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench

    @property
    def _panel(self) -> "AdjudicationPanel":
        return cast("AdjudicationPanel", self._bench.pages[Workspace.ADJUDICATE])

    def _shown(self) -> bool:
        """Show the workspace; tell whether it was in sight already."""
        there = self._bench.workspace is Workspace.ADJUDICATE
        if not there:
            self._bench.show_workspace(Workspace.ADJUDICATE)
        return there

    def take(self, number: int) -> None:
        """Take a reading and go on; while parts are picked, pick that one for the current part."""
        if self._shown():
            self._panel.take(number)

    def take_highlighted(self) -> None:
        """Take what is highlighted or picked, and go on."""
        if self._shown():
            self._panel.case.take_highlighted()

    def both(self) -> None:
        """Take each reading and go on."""
        if self._shown():
            self._panel.case.both()

    def neither(self) -> None:
        """Take no reading and go on."""
        if self._shown():
            self._panel.case.neither()

    def take_agreed(self) -> None:
        """Settle all that agree."""
        if self._shown():
            self._panel.case.take_agreed()

    def edit(self) -> None:
        """Pick parts of each reading."""
        self._shown()
        self._panel.edit()

    def reason(self) -> None:
        """Say why the other readings are wrong."""
        self._shown()
        self._panel.choices.ask_reason()

    def step(self, by: int) -> None:
        """Go to another claim of the list."""
        self._shown()
        self._panel.step(by)

    def next_open(self) -> None:
        """Go to the next claim that is not settled."""
        self._shown()
        self._panel.case.next_open()

    def look(self) -> None:
        """Go to the current claim in Annotate."""
        if self._shown():
            self._panel.look()

    def set_blind(self, on: bool) -> None:
        """Hide the names of the readers, or show them."""
        self._shown()
        self._panel.case.set_blind(on)
