import gc
import json
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from annotator.domain.codebook import FieldScope
from annotator.domain.codebook_tags import merged_tag, place_of, tag_of
from annotator.domain.errors import UsageError
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.user import Role
from annotator.services.bootstrap import open_services
from annotator.ui.codebook.items import Item, Section
from annotator.ui.codebook.panel import CodebookPanel
from annotator.ui.desk import Desk
from annotator.ui.event_bridge import EventBridge

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

PRAISE = Item(Section.TAGS, "praise")
STANCE = Item(Section.CLAIM, "stance")


def known(value):
    return FieldValue(value=value, state=FieldState.CONFIRMED)


@pytest.fixture
def claims(project):
    """Let a claim be approved and another drafted, both praise and with a stance."""
    fields = {"stance": known("mixed")}
    return (
        project.approved("Fares go up", tags=("praise",), fields=fields),
        project.claim("and not before", tags=("praise",), fields=fields),
    )


@pytest.fixture
def panel(qtbot, claims, desk, shell):
    panel = CodebookPanel(desk, shell)
    qtbot.addWidget(panel)
    panel.resize(1280, 700)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.activateWindow()
    return panel


@pytest.fixture
def wait(qtbot, panel):
    """Return a function that waits until what a change would do is known."""
    return lambda: qtbot.waitUntil(lambda: panel.planner.effects is not None)


@pytest.fixture
def apply(qtbot, panel):
    """Return a function that makes the change that is thought about."""

    def make():
        with qtbot.waitSignal(panel.planner.made):
            panel.editor.apply.click()

    return make


def book(panel):
    return panel._desk.services.codebooks.current()


def tag_form(panel):
    return panel.editor.forms[Section.TAGS]


def field_form(panel):
    return panel.editor.forms[Section.CLAIM]


def retype(qtbot, line, words):
    line.selectAll()
    qtbot.keyClicks(line, words)


def said(panel):
    return panel.effects.said.text()


def rows(panel, item):
    model = panel.side.model
    above = model.index_of(item)
    return [model.index(row, 0, above).data() for row in range(model.rowCount(above))]


def test_the_tree_shows_fields_tags_and_reasons_and_how_often_each_is_used(qtbot, panel):
    assert rows(panel, Item(Section.TAGS))[:3] == [
        "Assertion  [1]",
        "Accusation  [2]",
        "Denial  [3]",
    ]
    assert rows(panel, Item(Section.TAGS, "demand")) == ["Warning"]
    assert rows(panel, Item(Section.REASONS))[-1] == "Other"
    assert rows(panel, Item(Section.DOCUMENT))[0] == "Title"
    used = panel.side.model.index_of(PRAISE).siblingAtColumn(1)
    qtbot.waitUntil(lambda: used.data() == "2")


def test_the_model_keeps_the_rules_of_qt(qtmodeltester, panel):
    qtmodeltester.check(panel.side.model)


def test_the_claims_that_use_an_item_are_listed_and_lead_there(qtbot, panel, claims, project):
    panel.choose(PRAISE)
    table = panel.effects.table
    qtbot.waitUntil(lambda: table.rows.rowCount() == 2)

    assert said(panel) == "Used in 2 claims."
    assert table.rows.index(0, 0).data() == "Fares go up"
    assert table.rows.index(0, 1).data() == "Approved"
    with qtbot.waitSignal(panel.place_wanted) as asked:
        table.activated.emit(table.rows.index(1, 0))
    assert asked.args == [project.document_id, f"claim:{claims[1].id}", None]


def test_a_renamed_tag_shows_what_it_touches_before_and_is_renamed_by_return(
    qtbot, panel, wait, desk
):
    panel.choose(PRAISE)
    retype(qtbot, tag_form(panel).name, "Approval")
    wait()

    assert panel.effects.title.text() == "Rename tag Praise"
    assert "2 claims will show “Approval” for “Praise”." in said(panel)
    assert "1 of them is approved and keeps that." in said(panel)
    assert tag_of(book(panel), "praise").label == "Praise"

    with qtbot.waitSignal(panel.planner.made):
        qtbot.keyClick(tag_form(panel).name, Qt.Key.Key_Return)
    assert tag_of(book(panel), "praise").label == "Approval"
    assert tag_of(desk.codebook, "praise").label == "Approval"
    assert panel.side.model.index_of(PRAISE).data() == "Approval  [6]"
    assert not panel.editor.apply.isEnabled()


def test_undo_brings_the_name_back_into_the_form(qtbot, panel, apply, desk):
    panel.choose(PRAISE)
    retype(qtbot, tag_form(panel).name, "Approval")
    apply()

    desk.undo()

    assert tag_form(panel).name.text() == "Praise"
    assert panel.side.model.index_of(PRAISE).data() == "Praise  [6]"


def test_merging_shows_the_claims_and_asks_before_it_is_done(panel, wait, apply, project, claims):
    panel.choose(PRAISE)
    merge = panel.editor.merge
    merge.setCurrentIndex(merge.findData("criticism"))
    merge.activated.emit(merge.currentIndex())
    wait()

    assert panel.effects.title.text() == "Merge tag Praise into Criticism"
    assert "2 claims will show “Criticism” in place of “Praise”." in said(panel)
    assert [row.words for row in panel.effects.table.rows.rows] == ["Fares go up", "and not before"]
    apply()

    assert project.read(claims[0].id).body.tags == ("criticism",)
    assert panel.side.model.index_of(PRAISE).data() == "Praise → Criticism"
    assert "Merged into “Criticism”" in panel.editor.hint.text()
    assert not tag_form(panel).isEnabled()
    assert panel.editor.retire.text() == "&Revive"


def test_the_codebook_is_renamed_with_return_and_undo_gives_the_name_back(qtbot, panel, desk):
    name = panel.side.name
    before = book(panel).name
    assert name.text() == before

    name.selectAll()
    qtbot.keyClicks(name, "  Ferries  and piers")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert book(panel).name == name.text() == "Ferries and piers"

    desk.undo()
    assert book(panel).name == name.text() == before


def test_a_codebook_keeps_its_name_where_none_is_typed_or_who_types_may_not(
    qtbot, panel, project, reported
):
    name, before = panel.side.name, book(panel).name
    name.clear()
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert name.text() == before
    assert reported == []

    project.ann.members.give(project.bob.context.user, Role.LEAD)
    project.bob.members.give(project.ann.context.user, Role.ANNOTATOR)
    qtbot.keyClicks(name, "Mine")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert book(panel).name == name.text() == before
    assert len(reported) == 1


def test_a_tag_is_retired_with_delete_and_revived(qtbot, panel, wait, apply):
    panel.choose(PRAISE)
    panel.side.tree.setFocus()
    qtbot.keyClick(panel.side.tree, Qt.Key.Key_Delete)
    wait()
    assert said(panel).startswith("“Praise” is no longer offered; 2 claims have it on.")
    apply()
    assert tag_of(book(panel), "praise").retired
    assert "Retired" in panel.editor.hint.text()

    panel.editor.retire.click()
    apply()
    assert not tag_of(book(panel), "praise").retired


def test_a_digit_of_another_tag_is_told_and_can_be_taken_over(panel, apply):
    panel.choose(PRAISE)
    form = tag_form(panel)
    form.shortcut.setCurrentIndex(form.shortcut.findData("3"))
    form.shortcut.activated.emit(form.shortcut.currentIndex())

    assert panel.editor.message.text() == "3 is the key of “Denial”."
    assert not panel.editor.apply.isEnabled()
    assert form.take_over.text() == "Take it from “Denial”"

    form.take_over.click()
    assert panel.editor.message.text() == ""
    apply()
    assert tag_of(book(panel), "praise").shortcut == "3"
    assert tag_of(book(panel), "denial").shortcut is None
    assert panel.editor.draft is None


def test_colours_are_picked_or_typed_and_their_contrast_is_told(qtbot, panel, apply):
    panel.choose(PRAISE)
    colour = tag_form(panel).colour
    colour.buttons["#0072b2"].click()
    assert "Contrast 5.2 : 1 on the light ground" in colour.note.text()

    retype(qtbot, colour.own, "#f0e4")
    assert panel.editor.message.text() == "A colour is written as #rrggbb."
    qtbot.keyClicks(colour.own, "42")
    assert "AA asks for 3 : 1" in colour.note.text()
    apply()
    assert tag_of(book(panel), "praise").colour == "#f0e442"


def test_definition_and_examples_are_kept(panel, apply):
    panel.choose(PRAISE)
    form = tag_form(panel)
    form.definition.setPlainText("  Speaks well of somebody. ")
    form.examples.setPlainText("a fine harbour\n\n a  fine harbour \nwell done")
    apply()

    tag = tag_of(book(panel), "praise")
    assert tag.definition == "Speaks well of somebody."
    assert tag.examples == ("a fine harbour", "well done")


def test_a_used_choice_cannot_be_removed_but_can_be_merged(panel, wait, apply, project, claims):
    panel.choose(STANCE)
    choices = field_form(panel).choices
    choices.table.selectRow(3)
    choices.remove.click()
    wait()
    assert "2 values of “Stance” would no longer fit" in panel.effects.problems.text()
    assert not panel.editor.apply.isEnabled()

    panel.editor.revert.click()
    choices.table.selectRow(3)
    choices.merge.setCurrentText("neutral")
    choices.merge.activated.emit(choices.merge.currentIndex())
    wait()
    assert "2 claims will show “neutral” for “mixed” in “Stance”." in said(panel)
    assert choices.model.index(2, 1).data() == "mixed"
    apply()
    assert project.read(claims[0].id).body.fields["stance"].value == "neutral"
    assert panel.editor.draft is None


def test_choices_are_added_renamed_and_moved(qtbot, panel, apply, project, claims):
    panel.choose(STANCE)
    model = field_form(panel).choices.model
    model.setData(model.index(3, 0), " torn  ")
    field_form(panel).choices.add.click()
    model.setData(model.index(4, 0), "unclear")
    field_form(panel).choices.table.setCurrentIndex(model.index(4, 0))
    assert model.move(4, -1) == 3
    assert model.move(0, -1) == 0
    apply()

    assert book(panel).field("stance").choices == (
        *("supports", "opposes", "neutral", "unclear", "torn"),
    )
    assert project.read(claims[0].id).body.fields["stance"].value == "torn"


def test_a_field_is_asked_for_only_where_another_has_a_value(qtbot, panel, apply):
    panel.choose(Item(Section.CLAIM, "note"))
    condition = field_form(panel).condition
    condition.field.setCurrentIndex(condition.field.findData("stance"))
    condition.field.activated.emit(condition.field.currentIndex())
    assert panel.editor.message.text() == "Choose the values for which it is asked for."

    condition.boxes["mixed"].click()
    apply()
    shown_when = book(panel).field("note").shown_when
    assert (shown_when.key, shown_when.values) == ("stance", ("mixed",))


def test_the_type_of_a_field_changes_only_where_its_values_fit(panel, wait, apply):
    panel.choose(STANCE)
    form = field_form(panel)
    form.type.setCurrentIndex(form.type.findText("Number"))
    form.type.activated.emit(form.type.currentIndex())
    assert form.choices.isHidden()
    wait()
    assert "would no longer fit" in panel.effects.problems.text()

    form.type.setCurrentIndex(form.type.findText("Text"))
    form.type.activated.emit(form.type.currentIndex())
    form.required.click()
    wait()
    assert "“Stance” changes from choice to text; 2 claims have a value." in said(panel)
    apply()
    assert book(panel).field("stance").type == "text"
    assert book(panel).field("stance").required


def test_a_new_field_of_choices_wants_choices(panel):
    panel.choose(Item(Section.CLAIM, "note"))
    form = field_form(panel)
    form.type.setCurrentIndex(form.type.findText("One choice"))
    form.type.activated.emit(form.type.currentIndex())

    assert panel.editor.message.text() == "“Note” needs choices."
    assert not panel.editor.apply.isEnabled()


@pytest.mark.parametrize(
    ("near", "name", "key"),
    [
        (Item(Section.TAGS, "warning"), "Threat", "threat"),
        (Item(Section.DOCUMENT), "Desk", "desk"),
        (Item(Section.CLAIM, "note"), "Said on", ""),
        (Item(Section.REASONS), "Too long", "Too long"),
    ],
)
def test_what_is_added_stands_in_the_section_of_the_chosen_one(qtbot, panel, near, name, key):
    panel.choose(near)
    qtbot.keyClicks(panel.side.new_name, name)
    qtbot.keyClick(panel.side.new_name, Qt.Key.Key_Return)

    if not key:
        assert panel.side.message.text() == "Two fields of claims are called “Said on”."
        return
    assert panel.side.item == Item(near.section, key)
    assert panel.editor.title.text() == name
    assert QApplication.focusWidget() is panel.editor.form.name
    assert panel.side.new_name.text() == ""


def test_a_name_is_asked_for_before_anything_is_added(panel):
    panel.side.add.click()

    assert "Type a name first" in panel.side.message.text()
    assert len(panel._desk.services.codebooks.versions()) == 1


def test_alt_and_the_arrows_move_what_is_chosen(qtbot, panel):
    tree = panel.side.tree

    def push(item, key):
        panel.choose(item)
        qtbot.keyClick(tree, key, Qt.KeyboardModifier.AltModifier)

    push(PRAISE, Qt.Key.Key_Up)
    assert place_of(book(panel), "praise") == (None, 4)
    push(PRAISE, Qt.Key.Key_Right)
    assert place_of(book(panel), "praise") == ("promise", 0)
    push(PRAISE, Qt.Key.Key_Left)
    assert place_of(book(panel), "praise") == (None, 4)
    push(STANCE, Qt.Key.Key_Down)
    assert [item.key for item in book(panel).of(FieldScope.CLAIM)].index("stance") == 5
    push(Item(Section.REASONS, "Other"), Qt.Key.Key_Up)
    assert book(panel).return_reasons[-2] == "Other"
    assert panel.side.item == Item(Section.REASONS, "Other")
    push(Item(Section.DOCUMENT, "title"), Qt.Key.Key_Up)
    labels = [version.label for version in panel._desk.services.codebooks.versions()]
    assert labels[:2] == ["Move Other", "Move Stance"]
    assert len(labels) == 6


def test_dragging_moves_within_a_section_and_nowhere_else(panel):
    model, move = panel.side.model, Qt.DropAction.MoveAction
    data = model.mimeData([model.index_of(PRAISE)])

    model.dropMimeData(data, move, -1, 0, model.index_of(Item(Section.TAGS, "demand")))
    assert place_of(book(panel), "praise") == ("demand", 1)
    data = model.mimeData([model.index_of(PRAISE)])
    model.dropMimeData(data, move, 0, 0, model.index_of(Item(Section.TAGS)))
    assert place_of(book(panel), "praise") == (None, 0)
    assert not model.canDropMimeData(data, move, 0, 0, model.index_of(Item(Section.REASONS)))

    field = model.mimeData([model.index_of(Item(Section.CLAIM, "note"))])
    model.dropMimeData(field, move, -1, 0, model.index_of(STANCE))
    assert [item.key for item in book(panel).of(FieldScope.CLAIM)].index("note") == 4


def test_a_tag_below_itself_is_refused_in_a_sentence(panel, reported):
    model = panel.side.model
    data = model.mimeData([model.index_of(Item(Section.TAGS, "demand"))])

    model.dropMimeData(
        data, Qt.DropAction.MoveAction, -1, 0, model.index_of(Item(Section.TAGS, "warning"))
    )

    assert str(reported[0]) == "“Demand” cannot stand below itself."


def test_reasons_are_renamed_and_removed(qtbot, panel, apply):
    panel.choose(Item(Section.REASONS, "Other"))
    retype(qtbot, panel.editor.form.name, "Something else")
    apply()
    assert book(panel).return_reasons[-1] == "Something else"

    panel.choose(Item(Section.REASONS, "Something else"))
    panel.editor.retire.click()
    apply()
    assert "Something else" not in book(panel).return_reasons
    assert panel.editor.title.text() == "Return reasons"


def test_what_is_typed_and_not_applied_comes_back_with_its_item(qtbot, panel):
    panel.choose(PRAISE)
    retype(qtbot, tag_form(panel).name, "Half a na")
    panel.choose(Item(Section.TAGS, "denial"))
    assert tag_form(panel).name.text() == "Denial"

    panel.choose(PRAISE)
    assert tag_form(panel).name.text() == "Half a na"
    assert panel.editor.apply.isEnabled()
    panel.editor.revert.click()
    assert tag_form(panel).name.text() == "Praise"


def test_retiring_a_tag_keeps_what_is_typed_of_it(qtbot, panel, wait, apply):
    panel.choose(PRAISE)
    retype(qtbot, tag_form(panel).name, "Half a na")
    panel.editor.retire.click()
    wait()
    assert panel.effects.title.text() == "Retire tag Praise"
    panel.editor.revert.click()
    assert tag_form(panel).name.text() == "Half a na"
    assert panel.planner.plan.label == "Rename tag Praise"

    panel.editor.retire.click()
    apply()

    assert tag_of(book(panel), "praise").retired
    assert tag_form(panel).name.text() == "Half a na"


def test_escape_forgets_what_is_typed(qtbot, panel):
    panel.choose(PRAISE)
    tag_form(panel).name.setFocus()
    retype(qtbot, tag_form(panel).name, "Slip")

    qtbot.keyClick(tag_form(panel).name, Qt.Key.Key_Escape)

    assert tag_form(panel).name.text() == "Praise"
    assert panel.planner.plan is None


def test_delete_in_the_table_removes_a_choice(qtbot, panel):
    panel.choose(STANCE)
    choices = field_form(panel).choices
    choices.table.selectRow(0)
    choices.table.setFocus()

    qtbot.keyClick(choices.table, Qt.Key.Key_Delete)

    assert [row.text for row in choices.model.choices()] == ["opposes", "neutral", "mixed"]


def test_what_somebody_else_changed_shows_and_what_is_typed_stays(qtbot, panel, desk, project):
    panel.choose(PRAISE)
    retype(qtbot, tag_form(panel).name, "Mine")
    project.ann.members.give(project.bob.context.user, Role.LEAD)
    theirs = project.bob.codebooks.current()
    project.bob.codebooks.change(theirs, merged_tag(theirs, "denial", "criticism"))

    desk.bridge.codebook_changed.emit()

    assert panel.side.model.index_of(Item(Section.TAGS, "denial")).data() == "Denial → Criticism"
    assert tag_form(panel).name.text() == "Mine"


def test_a_change_that_came_too_late_is_told_and_loses_nothing(qtbot, panel, project, reported):
    panel.choose(PRAISE)
    retype(qtbot, tag_form(panel).name, "Mine")
    project.ann.members.give(project.bob.context.user, Role.LEAD)
    theirs = project.bob.codebooks.current()
    project.bob.codebooks.change(theirs, merged_tag(theirs, "denial", "criticism"))

    panel.editor.apply.click()

    qtbot.waitUntil(lambda: bool(reported))
    assert "changed elsewhere" in str(reported[0])
    assert tag_form(panel).name.text() == "Mine"


def test_a_version_is_restored_after_a_look_at_what_it_does(qtbot, panel, wait, apply):
    panel.choose(PRAISE)
    panel.editor.retire.click()
    apply()
    versions = panel.versions
    qtbot.waitUntil(lambda: versions.rows.rowCount() == 2)
    assert versions.rows.index(0, 1).data() == "Retire tag Praise"
    assert not versions.restore.isEnabled()

    versions.table.selectRow(1)
    versions.restore.click()
    wait()
    assert panel.effects.title.text() == "Restore version 1 of the codebook"
    apply()
    assert not tag_of(book(panel), "praise").retired
    qtbot.waitUntil(lambda: versions.rows.rowCount() == 3)


class Files:
    """Chooses files in place of a person."""

    def __init__(self, path):
        self.path = path

    def choose_file(self, _title, _kinds):
        return self.path

    def save_file(self, _title, suggestion, _kinds):
        assert suggestion == Path("Who said what.json")
        return self.path


def test_a_codebook_is_exported_and_imported_with_a_look_at_it(panel, wait, apply, tmp_path):
    path = tmp_path / "book.json"
    panel._prompts = Files(path)
    panel.side.write.click()
    body = json.loads(path.read_text(encoding="utf-8"))
    body["tags"] = [tag for tag in body["tags"] if tag["key"] != "praise"]
    body["fields"].append({"key": "desk", "label": "Desk", "scope": "document"})
    path.write_text(json.dumps(body), encoding="utf-8")

    panel.side.take_in.click()
    wait()

    assert panel.effects.title.text() == "Import codebook book.json"
    assert "“Desk” is new" in said(panel)
    assert "“Praise” is no longer offered; 2 claims have it on." in said(panel)
    apply()
    assert book(panel).field("desk").label == "Desk"
    assert tag_of(book(panel), "praise").retired


def test_a_bad_file_is_told_and_nothing_changes(panel, reported, tmp_path):
    path = tmp_path / "bad.json"
    path.write_text('{"name": "x"}', encoding="utf-8")
    panel._prompts = Files(path)

    panel.side.take_in.click()

    assert [type(error) for error in reported] == [UsageError]
    assert panel.planner.plan is None


def test_no_file_chosen_does_nothing(panel):
    panel._prompts = Files(None)

    panel.side.take_in.click()
    panel.side.write.click()

    assert panel.planner.plan is None


def test_a_section_says_what_belongs_there(panel):
    panel.choose(Item(Section.REASONS))

    assert panel.editor.title.text() == "Return reasons"
    assert "when a claim is returned" in panel.editor.facts.text()
    assert panel.editor.apply.isHidden()
    assert panel.side.new_name.placeholderText() == "New return reason"


def test_what_is_only_read_cannot_be_changed_and_says_so(qtbot, claims, project, shell, reported):
    bridge = EventBridge()
    services = open_services(project.path, user="Ann", read_only=True)
    panel = CodebookPanel(Desk(services, bridge, reported.append), shell)
    qtbot.addWidget(panel)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.choose(PRAISE)
    qtbot.waitUntil(lambda: panel.effects.table.rows.rowCount() == 2)

    assert "opened for reading" in panel.editor.hint.text()
    able = (panel.side.add, panel.side.take_in, panel.editor.retire, panel.editor.merge)
    assert not any(widget.isEnabled() for widget in able)
    assert not panel.editor.form.isEnabled()
    assert panel.side.write.isEnabled()
    assert panel.side.name.isReadOnly()
    qtbot.keyClick(panel.side.tree, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(panel.side.tree, Qt.Key.Key_Delete)
    assert panel.planner.plan is None
    assert reported == []
    services.close()


def test_everything_that_takes_the_keyboard_has_a_name(qtbot, panel):
    for item in (PRAISE, STANCE, Item(Section.REASONS, "Other")):
        panel.choose(item)
        nameless = [
            widget
            for widget in panel.findChildren(QWidget)
            if widget.isVisible()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
        ]
        assert nameless == []


def test_return_in_the_tree_goes_to_the_name(qtbot, panel):
    panel.choose(PRAISE)
    panel.side.tree.setFocus()

    qtbot.keyClick(panel.side.tree, Qt.Key.Key_Return)

    assert QApplication.focusWidget() is tag_form(panel).name


def test_a_closed_panel_is_freed(desk, shell):
    panel = CodebookPanel(desk, shell)
    seen = weakref.ref(panel)

    panel.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    del panel
    gc.collect()

    assert seen() is None
    desk.bridge.codebook_changed.emit()
