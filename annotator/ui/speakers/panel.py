"""The speakers workspace: the registry, what is known of one speaker, and who may be one."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from annotator.domain.mention import Mention
from annotator.domain.merging import Likeness, MentionRef
from annotator.domain.speaker import SpeakerBody, likely_kind
from annotator.services.speakers import Registered
from annotator.ui.asking import Asking
from annotator.ui.desk import Desk
from annotator.ui.empty_state import EmptyState
from annotator.ui.panes import split
from annotator.ui.shell import Shell
from annotator.ui.speakers.form import Draft, SpeakerForm, draft_of
from annotator.ui.speakers.history import SpeakerHistory
from annotator.ui.speakers.known import Known
from annotator.ui.speakers.mentions import MentionsView
from annotator.ui.speakers.merge_view import MergeView
from annotator.ui.speakers.move_view import MoveView
from annotator.ui.speakers.registry_pane import RegistryPane
from annotator.ui.speakers.same_page import SamePage, reasons
from annotator.ui.speakers.who_page import WhoPage
from annotator.ui.workspace_page import WorkspacePage

_SHARES: Final = (560, 720)
_ABOUT, _MENTIONS = range(2)
_HINT_MS: Final = 6_000
_WIDEST: Final = 760  # pixels of the form; longer lines are hard to read


class SpeakersPanel(WorkspacePage):
    """Shows the registry; what is typed and not saved is kept for each speaker.

    Signals:
        hinted: a sentence on what was done, for the status bar.
    """

    hinted = Signal(str)

    def __init__(self, desk: Desk, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._shell = desk, shell
        self._chosen: Registered | None = None
        self._wanted: int | None = None
        self._drafts: dict[int, Draft] = {}
        self._known = Known()
        self._reading = Asking(shell.jobs, desk.report, self)
        self.registry = RegistryPane(self)
        self.same = SamePage(desk, shell, self)
        self.who = WhoPage(desk, shell, self)
        self.form = SpeakerForm(self)
        self.mentions = MentionsView(desk, shell, self)
        self.history = SpeakerHistory(desk, shell, self)
        self.merge = MergeView(desk, shell, self)
        self.move_ = MoveView(desk, shell, self.registry.model, self)
        self.empty = EmptyState(self)
        self.lists, self.about, self._pages = QTabWidget(), QTabWidget(), QStackedWidget()
        self._lay_out()
        self._connect()
        if desk.services.context.store.read_only:
            self.form.set_read_only()
            self.registry.set_read_only()

    def _lay_out(self) -> None:
        for page, words in (
            (self.registry, self.tr("Registry")),
            (self.same, self.tr("Perhaps the same")),
            (self.who, self.tr("Who is…")),
        ):
            self.lists.addTab(page, words)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.form.setMaximumWidth(_WIDEST)
        area.setWidget(self.form)
        self.about.addTab(area, self.tr("What is known"))
        self.about.addTab(self.mentions, self.tr("Mentions"))
        self.about.addTab(self.history, self.tr("History"))
        for tabs, name in (
            (self.lists, self.tr("Lists of speakers")),
            (self.about, self.tr("Views of the speaker")),
        ):
            tabs.setDocumentMode(True)
            tabs.setAccessibleName(name)
            tabs.tabBar().setAccessibleName(name)
        for view in (self.about, self.merge, self.move_, self.empty):
            self._pages.addWidget(view)
        self.panes_ = split(Qt.Orientation.Horizontal, (self.lists, self._pages), _SHARES, 1)
        self.panes_.setStretchFactor(0, 2)
        self.panes_.setStretchFactor(1, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panes_)

    def _connect(self) -> None:
        bridge = self._desk.bridge
        for changed in (bridge.speakers_changed, bridge.documents_changed, bridge.document_changed):
            changed.connect(self._read)
        self.registry.chosen.connect(self._on_chosen)
        self.registry.merge_wanted.connect(self._on_merge_wanted)
        self.registry.remove_wanted.connect(self._on_remove_wanted)
        self.registry.add_wanted.connect(self._register)
        self.registry.entered.connect(self.go_to_mentions)
        self.same.pair_chosen.connect(self._on_pair_chosen)
        self.same.merge_wanted.connect(self.merge.accept)
        self.same.apart_wanted.connect(self.merge.keep_apart)
        self.same.counted.connect(self._on_pairs_counted)
        self.who.speaker_chosen.connect(self.show_speaker)
        self.form.saved.connect(self._on_saved)
        self.form.told.connect(self._tell)
        self.mentions.place_wanted.connect(self._on_place_wanted)
        self.mentions.move_wanted.connect(self._on_move_wanted)
        self.mentions.counted.connect(self._on_mentions_counted)
        self.merge.done.connect(self._on_merged)
        self.merge.kept_apart.connect(self.same.drop_current)
        self.move_.done.connect(self._on_moved)
        for view in (self.merge, self.move_):
            view.closed.connect(self._back)
        self.lists.currentChanged.connect(self._on_list_changed)

    def panes(self) -> tuple[QWidget, ...]:
        """Return the list in sight, then what is beside it."""
        left: tuple[QWidget, ...] = (self.registry.table, self.same, self.who)
        return (left[self.lists.currentIndex()], self._pages)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read()

    def show_speaker(self, speaker_id: int) -> None:
        """Choose a speaker of the registry; one that the search hides comes in sight."""
        self.registry.show_speaker(speaker_id)
        self._wanted = None if self.registry.model.row_of(speaker_id) >= 0 else speaker_id

    def seek(self) -> None:
        """Let a person type whom to look for."""
        self.lists.setCurrentWidget(self.registry)
        self.registry.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.registry.search.selectAll()

    def perhaps_the_same(self) -> None:
        """Show the speakers that may be one."""
        self.lists.setCurrentWidget(self.same)
        shown = self.same.table if self.same.model.rows else self.lists.tabBar()
        shown.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def who_is(self) -> None:
        """Let a person ask who bears a title on a date."""
        self.lists.setCurrentWidget(self.who)
        self.who.words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _read(self) -> None:
        if self.isVisible():
            self._reading.ask(self._desk.services.speakers.registry, self._show_registry)

    def _show_registry(self, registry: tuple[Registered, ...]) -> None:
        self._known = Known([item.speaker for item in registry])
        self.registry.show_registry(registry)
        self.same.registry_changed({item.speaker.id for item in registry})
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self.registry.show_speaker(wanted)
        elif registry and not self.registry.chosen_ones():
            self.registry.choose_first()
        if not registry:
            self._back()

    def _on_chosen(self, chosen: Registered | None) -> None:
        before, self._chosen = self._chosen, chosen
        speaker = chosen.speaker if chosen else None
        if before is None or before.speaker != speaker:
            self._keep_draft(before)
            self._show_known(chosen)
        self.form.know(self._known, speaker.id if speaker else None)
        for view in (self.mentions, self.history):
            view.show_speaker(speaker)
        same = before is not None and speaker is not None and before.speaker.id == speaker.id
        if not same and self.lists.currentWidget() is not self.same:
            self._back()

    def _show_known(self, chosen: Registered | None) -> None:
        if chosen is None:
            self.form.show_draft(None, None)
        else:
            draft = self._drafts.pop(chosen.speaker.id, None)
            self.form.show_draft(draft_of(chosen.speaker.body), draft)

    def _keep_draft(self, chosen: Registered | None) -> None:
        if chosen is not None and (draft := self.form.draft) is not None:
            self._drafts[chosen.speaker.id] = draft

    def _back(self) -> None:
        """Show what is known of the chosen speaker, or what to do where there is none."""
        empty = not self.registry.model.everybody
        self.empty.say(
            self.tr(
                "No speakers yet. They are registered as claims are accepted; "
                "you can also add one by name."
            ),
            ["workspace_1"],
        )
        self._pages.setCurrentWidget(self.empty if empty else self.about)

    def go_to_mentions(self) -> None:
        """Go through the mentions of the chosen speaker."""
        self._back()
        self.about.setCurrentIndex(_MENTIONS)
        self.mentions.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_list_changed(self) -> None:
        if self.lists.currentWidget() is self.same:
            self._on_pair_chosen(self.same.current())
        else:
            self._back()

    def _on_pair_chosen(self, pair: Likeness | None) -> None:
        if self.lists.currentWidget() is not self.same:
            return
        if pair is None:
            self._back()
            return
        by_id = {item.speaker.id: item for item in self.registry.model.everybody}
        both = [by_id[item.id] for item in (pair.one, pair.other) if item.id in by_id]
        if len(both) == 2:  # noqa: PLR2004 - a pair
            self.merge.show_subjects(both, self.tr("Perhaps the same: {0}").format(reasons(pair)))
            self._pages.setCurrentWidget(self.merge)

    def _on_merge_wanted(self, chosen: tuple[Registered, ...]) -> None:
        self.merge.show_subjects(chosen, enter=True)
        self._pages.setCurrentWidget(self.merge)

    def _on_merged(self, speaker_id: int) -> None:
        self._desk.catch_up()
        if self.lists.currentWidget() is self.same:
            self.same.drop_current()
        else:
            self._wanted = speaker_id
            self._back()

    def _on_move_wanted(self, mentions: tuple[MentionRef, ...]) -> None:
        if self._chosen is not None:
            self.move_.show_mentions(self._chosen.speaker, mentions)
            self._pages.setCurrentWidget(self.move_)
            self.move_.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_moved(self, speaker_id: int) -> None:
        self._wanted = speaker_id
        self._back()
        self._read()

    def _on_place_wanted(self, mention: Mention) -> None:
        self.place_wanted.emit(mention.document_id, f"claim:{mention.ref.claim_id}", mention.place)

    def _on_mentions_counted(self, count: int) -> None:
        self.about.setTabText(_MENTIONS, _counted(self.tr("Mentions"), count))

    def _on_pairs_counted(self, count: int) -> None:
        words = _counted(self.tr("Perhaps the same"), count)
        self.lists.setTabText(self.lists.indexOf(self.same), words)

    def _on_saved(self, body: SpeakerBody) -> None:
        chosen, other = self._chosen, self.registry.model.named(body.name)
        if chosen is None:
            return
        if other is not None and other.id != chosen.speaker.id:
            self.form.refuse(self.tr("Another speaker is called “{0}”.").format(other.name))
            return
        speaker, change = chosen.speaker, self._desk.services.speakers.change

        def act() -> bool:
            change(speaker.id, speaker.body, body)
            return True

        if self._desk.guard(act):
            self._chosen = Registered(speaker.amended(body=body), chosen.use)
            self.form.show_draft(draft_of(body), None)

    def _register(self, name: str) -> None:
        add, body = self._desk.services.speakers.add, SpeakerBody(name=name, kind=likely_kind(name))
        made = self._desk.guard(lambda: add(body))
        if made is not None:
            self._wanted = made
            self.registry.new_name.clear()
            self.about.setCurrentIndex(_ABOUT)
            self.form.aliases.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_remove_wanted(self, chosen: Registered) -> None:
        self._desk.guard(lambda: self._desk.services.speakers.remove(chosen.speaker))

    def _tell(self, sentence: str) -> None:
        self._shell.status.showMessage(sentence, _HINT_MS)


def _counted(words: str, count: int) -> str:
    return f"{words} {count}" if count else words
