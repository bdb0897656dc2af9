"""The adjudication workspace: documents on the left, the text, and the readings side by side."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from annotator.runtime.settings import Settings
from annotator.ui.actions import Place
from annotator.ui.adjudication.case import Case
from annotator.ui.adjudication.choices import Choices
from annotator.ui.adjudication.comparison import Comparison
from annotator.ui.adjudication.documents_list import DocumentsList
from annotator.ui.adjudication.groups_list import GroupsList
from annotator.ui.adjudication.text import AdjudicatedText
from annotator.ui.desk import Desk
from annotator.ui.empty_state import EmptyState
from annotator.ui.menus import ADJUDICATION_MENU, Item
from annotator.ui.panes import enter_first, split
from annotator.ui.shell import Shell
from annotator.ui.source_text.column import TextColumn
from annotator.ui.source_text.typography import typography
from annotator.ui.theme import Theme
from annotator.ui.workspace_page import WorkspacePage

_COLUMNS: Final = (220, 540, 520)
_ROWS: Final = (230, 420)
_SHARE: Final = 38  # per cent of the width that the readings have, up to `_MOST` pixels
_MOST: Final = 760
_HINT_MS: Final = 6_000


class AdjudicationPanel(WorkspacePage):
    """Shows one document as several people have read it; what is settled is stored at once."""

    def __init__(self, desk: Desk, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._shell = desk, shell
        self._stale = True
        self._shared_out = False
        actions = shell.actions.actions
        self.case = Case(desk, shell.jobs, self)
        self.documents = DocumentsList(self.case)
        self.text = AdjudicatedText(self.case, shell.theme(), typography(shell.settings()))
        self.groups = GroupsList(self.case, actions)
        self.comparison = Comparison(self.case)
        self.choices = Choices(self.case, actions)
        self.empty = EmptyState()
        shell.actions.check("settle_blind", on=False)
        self._lay_out()
        self._connect()
        panes = (self.documents, self.text, self.groups, self._held)
        shell.actions.hold_in(*panes, place=Place.ADJUDICATION)

    def _lay_out(self) -> None:
        lower, self._held = QWidget(), QWidget()
        held = QVBoxLayout(self._held)
        held.setContentsMargins(0, 0, 0, 0)
        held.addWidget(self.comparison)
        bottom = QVBoxLayout(lower)
        bottom.setContentsMargins(0, 0, 0, 0)
        bottom.setSpacing(0)
        bottom.addWidget(self._held, 1)
        bottom.addWidget(self.choices)
        right = split(Qt.Orientation.Vertical, (self.groups, lower), _ROWS, stretch=1)
        panes = (self.documents, self.text, right)
        self.columns = split(Qt.Orientation.Horizontal, panes, _COLUMNS, stretch=1)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.columns)
        self._pages.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)

    def _connect(self) -> None:
        bridge = self._desk.bridge
        for changed in (bridge.document_changed, bridge.documents_changed):
            changed.connect(self._on_changed)
        for also in (bridge.speakers_changed, bridge.codebook_changed, bridge.users_changed):
            also.connect(self._on_changed)
        self.case.hinted.connect(self._hint)
        self.choices.returned.connect(self._to_work)
        self.comparison.left.connect(self._on_left)

    def panes(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through; the work is done in the list of claims."""
        if self._pages.currentWidget() is self.empty:
            return (self.empty,)
        work = (self.groups.list, self.comparison, self.choices)
        return (*work, self.documents.list, self.text.view)

    def menus(self) -> Mapping[QWidget, tuple[Item, ...]]:
        """Return what can be done with the claims that are compared."""
        return dict.fromkeys((self.groups.list, self.comparison), ADJUDICATION_MENU)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self.text.reader.set_theme(theme)
        self.comparison.viewport().update()

    def set_settings(self, settings: Settings) -> None:
        """Set the text as a person wants it now."""
        self.text.reader.set_typography(typography(settings))

    def text_view(self) -> TextColumn | None:
        """Return the text, which can be made larger and smaller."""
        return self.text.view

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._shared_out:
            self._share_out()
        if self._stale:
            self._read()

    def step(self, by: int) -> None:
        """Go to the next group of the list, or to the one before."""
        self.groups.step(by)

    def take(self, number: int) -> None:
        """Take a reading and go on; while parts are picked, that one for the current part."""
        if self.case.is_editing:
            self.comparison.pick(number)
        else:
            self.case.take(number)

    def edit(self) -> None:
        """Let a person pick parts of each reading."""
        if self.case.is_editing or self.case.edit():
            self._hint(self.tr("← and → pick, ↑ and ↓ go on, Enter takes what is picked."))
            self.comparison.begin()

    def look(self) -> None:
        """Go to what came of the current group in Annotate, or to its place in the text."""
        now, group = self.case.now, self.case.current
        if now is None or group is None:
            return
        made = [own for item in group.before for own in item.made if own in now.agreed]
        key = f"claim:{made[0]}" if made else ""
        span = None if made else group.there[0].body.content[0]
        self.place_wanted.emit(now.document.id, key, span)

    def _share_out(self) -> None:
        """Give the readings their share of the width, once it is known."""
        self._shared_out = True
        right = max(_COLUMNS[2], min(_MOST, self.width() * _SHARE // 100))
        left = max(_COLUMNS[0], min(_COLUMNS[0] + 60, self.width() // 6))
        self.columns.setSizes([left, self.width() - left - right, right])

    def _on_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        self._stale = False
        self.case.list_again()
        trouble = self._why_empty()
        self._pages.setCurrentWidget(self.empty if trouble else self.columns)
        if trouble:
            self.case.close()
            self.empty.say(*trouble)
        elif self.case.now is not None:
            self.case.read_again()
        if not trouble and self.case.now is None:
            self._open_first()

    def _why_empty(self) -> tuple[str, list[str]] | None:
        """Return why there is nothing to settle, and the acts that go on from here."""
        trouble = self.case.why_not()
        if trouble:
            return trouble, ["switch_user", "workspace_1"]
        if not self.case.awaiting:
            words = self.tr(
                "Nothing to settle yet. A document comes here once two people are to read it "
                "independently of each other."
            )
            return words, ["assign", "workspace_1"]
        return None

    def _open_first(self) -> None:
        """Open the first document in which something is left, else the first that can be."""
        ready = [one for one in self.case.awaiting if one.is_ready]
        first = next((one for one in ready if one.left), next(iter(ready), None))
        if first is not None:
            self.case.open(first.document_id)

    def _to_work(self) -> None:
        enter_first((self.comparison if self.case.is_editing else self.groups.list,))

    def _on_left(self) -> None:
        self.case.stop_editing()
        self._to_work()

    def _hint(self, sentence: str) -> None:
        self._shell.status.showMessage(sentence, _HINT_MS)
