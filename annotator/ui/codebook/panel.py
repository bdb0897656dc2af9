"""The codebook workspace: the tree, one item, what a change would do, and the versions."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.domain.codebook import Codebook
from annotator.domain.codebook_changes import merged_field, retired_field, with_reasons
from annotator.domain.codebook_differences import ItemKind
from annotator.domain.codebook_tags import merged_tag, retired_tag
from annotator.domain.errors import AnnotatorError
from annotator.domain.history import RecordKind
from annotator.services.codebook_gathering import Touched
from annotator.services.codebooks import Effects
from annotator.ui.asking import Asking
from annotator.ui.codebook.editor import ItemEditor
from annotator.ui.codebook.effects_view import EffectsView
from annotator.ui.codebook.growing import added, moved, pushed
from annotator.ui.codebook.items import Item, Section, entry, first_tag, known
from annotator.ui.codebook.planning import Planner
from annotator.ui.codebook.sidebar import Sidebar
from annotator.ui.codebook.versions_view import VersionsView
from annotator.ui.desk import Desk
from annotator.ui.panes import split
from annotator.ui.shell import Shell
from annotator.ui.theme import Theme
from annotator.ui.workspace_page import WorkspacePage

CODEBOOKS: Final = "Codebooks (*.json);;All files (*)"
_COLUMNS: Final = (290, 540, 450)
_ROWS: Final = (430, 270)
_SOON_MS: Final = 120  # while somebody walks the tree, only where they stop is looked up


class CodebookPanel(WorkspacePage):
    """Shows the codebook in force; what is typed and not applied is kept for each item."""

    def __init__(self, desk: Desk, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._counting, self._listing, self._looking = (
            Asking(shell.jobs, desk.report, self) for _ in range(3)
        )
        self._prompts = shell.prompts
        self._service = desk.services.codebooks
        self._book: Codebook = desk.codebook
        self._item = first_tag(self._book)
        self._drafts: dict[Item, Any] = {}
        self._users = Effects()
        self._of_form = False
        self._soon = QTimer(self, interval=_SOON_MS, singleShot=True)
        self._writable = not desk.services.context.store.read_only
        self.planner = Planner(desk, shell.jobs, self)
        self.side = Sidebar(shell.theme(), self)
        self.editor = ItemEditor(self)
        self.effects = EffectsView(self)
        self.versions = VersionsView(self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        right = split(Qt.Orientation.Vertical, (self.effects, self.versions), _ROWS, stretch=0)
        self.columns = split(
            Qt.Orientation.Horizontal, (self.side, self.editor, right), _COLUMNS, stretch=1
        )
        self.columns.setStretchFactor(2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.columns)

    def _connect(self) -> None:
        self._desk.codebook_changed.connect(self._on_codebook_changed)
        self._desk.sheet_changed.connect(self._on_claims_changed)
        self.side.rename_wanted.connect(self._on_rename_wanted)
        self.side.chosen.connect(self._on_chosen)
        self.side.add_wanted.connect(self._on_add_wanted)
        self.side.import_wanted.connect(self.take_in)
        self.side.export_wanted.connect(self.write)
        self.side.model.move_wanted.connect(self._on_move_wanted)
        self.side.tree.pushed.connect(self._on_pushed)
        self.side.tree.edit_wanted.connect(self.editor.go_to_name)
        self.side.tree.retire_wanted.connect(self._on_retire_wanted)
        self.editor.edited.connect(self._on_edited)
        self.editor.retire_wanted.connect(self._on_retire_wanted)
        self.editor.merge_wanted.connect(self._on_merge_wanted)
        self.editor.apply_wanted.connect(self.planner.apply)
        self.editor.revert_wanted.connect(self._on_reverted)
        self.planner.changed.connect(self._show_plan)
        self.effects.chosen.connect(self._on_place_chosen)
        self.versions.restore_wanted.connect(self._on_restore_wanted)
        self._soon.timeout.connect(self._look_who_uses_it)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_all()

    def panes(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through."""
        return (self.side.tree, self.editor, self.effects, self.versions)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self.side.model.set_theme(theme)

    def choose(self, item: Item) -> None:
        """Show an item of the codebook."""
        self.side.choose(item)

    def take_in(self) -> None:
        """Let a person choose a file, and show what taking it in would do."""
        path = self._prompts.choose_file(self.tr("Import a codebook"), CODEBOOKS)
        if path is not None:
            read = self._service.read
            after = self._desk.guard(lambda: read(path))
            if after is not None:
                self._think(lambda _book: after, self.tr("Import codebook {0}").format(path.name))

    def write(self) -> None:
        """Write the codebook to a file."""
        name = Path(f"{self._book.name}.json")
        out = self._prompts.save_file(self.tr("Export the codebook"), name, CODEBOOKS)
        if out is not None:
            write = self._service.write
            self._desk.guard(lambda: write(out))

    def _on_codebook_changed(self) -> None:
        made_of_form = self.planner.applying and self._of_form
        if not made_of_form:
            self._keep_draft()
        if not self.planner.applying:
            self.planner.drop()
        self._show_all(keep=False)

    def _on_claims_changed(self) -> None:
        if self.isVisible():
            self._counting.ask(self._service.uses, self.side.show_uses)
            self._soon.start()

    def _show_all(self, *, keep: bool = True) -> None:
        if not self.isVisible():
            return
        if keep:
            self._keep_draft()
        self._book = self._desk.codebook
        if not known(self._book, self._item):
            self._item = Item(self._item.section)
        self.side.show_codebook(self._book, self._item, writable=self._writable)
        self._show_item()
        self._listing.ask(self._service.versions, self._on_versions)
        self._counting.ask(self._service.uses, self.side.show_uses)

    def _show_item(self) -> None:
        draft = self._drafts.pop(self._item, None)
        self._users = Effects()
        self.editor.show_item(self._book, self._item, draft, writable=self._writable)
        self._soon.start()
        self._show_plan()

    def _look_who_uses_it(self) -> None:
        service, item = self._service, self._item
        if entry(self._book, item) is not None:
            kind = ItemKind.TAG if item.section is Section.TAGS else ItemKind.FIELD

            def look() -> tuple[Item, Effects]:
                return item, service.used_by(kind, item.key)

            self._looking.ask(look, self._on_users)

    def _keep_draft(self) -> None:
        draft = self.editor.draft
        if draft is not None:
            self._drafts[self._item] = draft

    def _show_plan(self) -> None:
        planner = self.planner
        typed = self.editor.draft is not None
        self.editor.allow(apply=planner.may_apply, revert=typed or planner.plan is not None)
        if planner.plan is None:
            self.effects.show_effects(
                self.tr("Where it is used"),
                self._users if self._users.sentences else self._nobody(),
            )
        elif planner.effects is None:
            self.effects.wait(planner.plan.label)
        else:
            self.effects.show_effects(planner.plan.label, planner.effects)

    def _nobody(self) -> Effects:
        if self._item.key and self._item.section is not Section.REASONS:
            return Effects()
        return Effects(sentences=(self.tr("Choose a field or a tag to see which claims use it."),))

    def _think(self, change: Callable[[Codebook], Codebook], label: str = "") -> None:
        after = self._desk.guard(lambda: change(self._book))
        if after is not None:
            self._of_form = False
            self.planner.consider(self._book, after, label)

    def _act(self, change: Callable[[Codebook], Codebook], label: str = "") -> bool:
        """Make a change that touches no claim, at once."""
        before, service = self._book, self._service

        def act() -> int:
            after = change(before)
            return service.change(before, after, label or None) if after != before else 0

        return bool(self._desk.guard(act))

    def _on_chosen(self, item: Item) -> None:
        self._keep_draft()
        self._item = item
        self.planner.drop()
        self._show_item()

    def _on_edited(self, after: Codebook | None) -> None:
        self._of_form = True
        if after is None:
            self.planner.drop()
        else:
            self.planner.consider(self._book, after)

    def _on_reverted(self) -> None:
        """Forget the change that was asked for last: a merge or such, else what is typed."""
        if self.planner.plan is not None and not self._of_form:
            self._keep_draft()
        self.planner.drop()
        self._show_item()

    def _on_rename_wanted(self, name: str) -> None:
        self._act(lambda book: book.amended(name=name))

    def _on_add_wanted(self, name: str) -> None:
        item, taken = self._item, self._desk.guard(self._service.taken_keys)
        if taken is None:
            return
        try:
            made, after = added(self._book, item, name, taken)
        except AnnotatorError as error:
            self.side.message.say(str(error))
            return
        self._keep_draft()
        if self._act(lambda _book: after):
            self.side.new_name.clear()
            self.side.message.say("")
            self.choose(made)
            self.editor.go_to_name()

    def _on_move_wanted(self, item: Item, above: Item, place: int) -> None:
        self._move(item, lambda book: moved(book, item, above, place))

    def _on_pushed(self, by: int, levels: int) -> None:
        item = self._item
        if item.key and self._writable:
            self._move(item, lambda book: pushed(book, item, by, levels))

    def _move(self, item: Item, change: Callable[[Codebook], Codebook]) -> None:
        found = entry(self._book, item)
        label = self.tr("Move {0}").format(found.label if found else item.key)
        if self._act(change, label):
            self.choose(item)

    def _on_retire_wanted(self) -> None:
        item, found = self._item, entry(self._book, self._item)
        if not item.key or not self._writable:
            return
        if found is None:
            left = [reason for reason in self._book.return_reasons if reason != item.key]
            self._think(lambda book: with_reasons(book, left))
        else:
            retire = retired_tag if item.section is Section.TAGS else retired_field
            self._think(lambda book: retire(book, item.key, retired=not found.retired))

    def _on_merge_wanted(self, into: str) -> None:
        item = self._item
        merge = merged_tag if item.section is Section.TAGS else merged_field
        self._think(lambda book: merge(book, item.key, into))

    def _on_restore_wanted(self, version: int) -> None:
        as_it_was = self._service.as_it_was
        label = self.tr("Restore version {0} of the codebook").format(version)
        self._think(lambda _book: as_it_was(version), label)

    def _on_versions(self, versions: Any) -> None:
        self.versions.show_versions(versions, writable=self._writable)

    def _on_users(self, found: tuple[Item, Effects]) -> None:
        item, users = found
        if item == self._item:
            self._users = users
            self.editor.show_uses(" ".join(users.sentences))
            if self.planner.plan is None:
                self._show_plan()

    def _on_place_chosen(self, touched: Touched) -> None:
        key = f"claim:{touched.id}" if touched.kind is RecordKind.CLAIM else ""
        self.place_wanted.emit(touched.document_id, key, None)
