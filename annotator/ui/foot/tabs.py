"""The tabs of the bottom pane."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from annotator.ui.assigning.progress import ProgressPanel
from annotator.ui.claims.panel import ClaimsPanel
from annotator.ui.desk import Desk
from annotator.ui.foot.doubts import DoubtsPanel
from annotator.ui.foot.versions import VersionsPanel
from annotator.ui.jobs import JobRunner
from annotator.ui.links.panel import LinksPanel


class Foot(QTabWidget):
    """Claims, doubts, history and links of the open document, and how far everybody has come.

    Signals:
        hinted: a sentence on what cannot be done.
    """

    hinted = Signal(str)

    def __init__(self, desk: Desk, jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.claims = ClaimsPanel(desk)
        self.doubts = DoubtsPanel(desk, jobs)
        self.versions = VersionsPanel(desk)
        self.links = LinksPanel(desk, jobs)
        self.progress = ProgressPanel(desk, jobs)
        self.setDocumentMode(True)
        self.setAccessibleName(self.tr("Claims, doubts, history and links"))
        for page, title, tip in (
            (self.claims, self.tr("Claims"), self.tr("The claims and proposals of the document")),
            (self.doubts, self.tr("Doubts"), self.tr("What looks wrong in the document")),
            (self.versions, self.tr("History"), self.tr("What was done to the current claim")),
            (self.links, self.tr("Links"), self.tr("What other claims say of the same")),
            (self.progress, self.tr("Progress"), self.tr("How far everybody has come")),
        ):
            self.setTabToolTip(self.addTab(page, title), tip)
        self.doubts.counted.connect(self._on_counted)
        self.doubts.hinted.connect(self.hinted)
        self.links.hinted.connect(self.hinted)
        self.progress.counted.connect(self._on_people_counted)
        self._on_people_counted(0)

    def next_doubt(self) -> None:
        """Show the doubts, and go to the next one."""
        self.setCurrentWidget(self.doubts)
        self.doubts.next_doubt()

    def previous_doubt(self) -> None:
        """Show the doubts, and go to the one before."""
        self.setCurrentWidget(self.doubts)
        self.doubts.previous_doubt()

    def fix(self) -> None:
        """Settle the doubt that is chosen, or the first about the current claim."""
        self.doubts.fix()

    def show_history(self) -> None:
        """Show what was done to the current claim, or to the record."""
        self.setCurrentWidget(self.versions)
        self.versions.setFocus()

    def show_links(self) -> None:
        """Show what the current claim is linked to, and may be."""
        self.setCurrentWidget(self.links)
        self.links.setFocus()

    def link_as(self, kind: str) -> None:
        """Link the current claim to the one that is chosen among its links."""
        self._to_links(lambda: self.links.link_as(kind))

    def part_links(self) -> None:
        """Remove the link that is chosen, or suggest the two no more."""
        self._to_links(self.links.part)

    def mark_to_link(self) -> None:
        """Keep the current claim, to link another one to it."""
        self.links.mark()

    def look_for_links(self) -> None:
        """Look for links in the whole project."""
        self.setCurrentWidget(self.links)
        self.links.look_everywhere()

    def _to_links(self, act: Callable[[], None]) -> None:
        """Do something with the chosen link, once it is in sight."""
        if self.links.isVisible():
            act()
        else:
            self.show_links()

    def _on_people_counted(self, people: int) -> None:
        """Offer the progress of people where something is assigned."""
        self.setTabVisible(self.indexOf(self.progress), people > 0)

    def _on_counted(self, count: int) -> None:
        title = self.tr("Doubts {0}").format(count) if count else self.tr("Doubts")
        self.setTabText(self.indexOf(self.doubts), title)
