"""The tabs of the bottom pane."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from annotator.ui.assigning.progress import ProgressPanel
from annotator.ui.claims.panel import ClaimsPanel
from annotator.ui.desk import Desk
from annotator.ui.foot.doubts import DoubtsPanel
from annotator.ui.jobs import JobRunner

if TYPE_CHECKING:
    from annotator.ui.foot.versions import VersionsPanel
    from annotator.ui.links.panel import LinksPanel

_LINKS: Final = (300, 144)  # pixels that links need: nothing moves when they come


class Foot(QTabWidget):
    """Claims, doubts, history and links of the open document, and how far everybody has come.

    History and links are made when they are first shown or asked for.

    Signals:
        hinted: a sentence on what cannot be done.
        place_wanted: the id of a document, the key of an item there, and a `Span` or None.
    """

    hinted = Signal(str)
    place_wanted = Signal(int, str, object)

    def __init__(self, desk: Desk, jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self.claims = ClaimsPanel(desk)
        self.doubts = DoubtsPanel(desk, jobs)
        self._no_versions, self._no_links = QWidget(), QWidget()
        self._no_links.setMinimumSize(*_LINKS)
        self.progress = ProgressPanel(desk, jobs)
        self.setDocumentMode(True)
        self.setAccessibleName(self.tr("Claims, doubts, history and links"))
        for page, title, tip in (
            (self.claims, self.tr("Claims"), self.tr("The claims and proposals of the document")),
            (self.doubts, self.tr("Doubts"), self.tr("What looks wrong in the document")),
            (self._no_versions, self.tr("History"), self.tr("What was done to the current claim")),
            (self._no_links, self.tr("Links"), self.tr("What other claims say of the same")),
            (self.progress, self.tr("Progress"), self.tr("How far everybody has come")),
        ):
            self.setTabToolTip(self.addTab(page, title), tip)
        self.doubts.counted.connect(self._on_counted)
        self.doubts.hinted.connect(self.hinted)
        self.progress.counted.connect(self._on_people_counted)
        self._on_people_counted(0)
        self.currentChanged.connect(self._on_tab_changed)

    @cached_property
    def versions(self) -> "VersionsPanel":
        """Return what was done to the current claim."""
        from annotator.ui.foot.versions import VersionsPanel  # noqa: PLC0415 - when it is shown

        panel = VersionsPanel(self._desk)
        self._put(panel, self._no_versions)
        return panel

    @cached_property
    def links(self) -> "LinksPanel":
        """Return what other claims say of the same."""
        from annotator.ui.links.panel import LinksPanel  # noqa: PLC0415 - when it is shown

        panel = LinksPanel(self._desk, self._jobs)
        panel.hinted.connect(self.hinted)
        panel.place_wanted.connect(self.place_wanted)
        self._put(panel, self._no_links)
        return panel

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

    def _put(self, panel: QWidget, room: QWidget) -> None:
        """Put a panel in place of the empty page that kept its place."""
        at, shown = self.indexOf(room), self.currentWidget() is room
        title, tip = self.tabText(at), self.tabToolTip(at)
        self.setTabToolTip(self.insertTab(at, panel, title), tip)
        if shown:
            self.setCurrentWidget(panel)
        self.removeTab(self.indexOf(room))
        room.deleteLater()

    def _on_tab_changed(self, _index: int) -> None:
        late = {self._no_versions: "versions", self._no_links: "links"}
        name = late.get(self.currentWidget())
        if name is not None:
            getattr(self, name)

    def _on_people_counted(self, people: int) -> None:
        """Offer the progress of people where something is assigned."""
        self.setTabVisible(self.indexOf(self.progress), people > 0)

    def _on_counted(self, count: int) -> None:
        title = self.tr("Doubts {0}").format(count) if count else self.tr("Doubts")
        self.setTabText(self.indexOf(self.doubts), title)
