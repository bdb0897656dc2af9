import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from annotator.domain.errors import StaleError
from annotator.domain.speaker import Role, SpeakerBody, SpeakerKind
from annotator.services.bootstrap import open_services
from annotator.ui.desk import Desk
from annotator.ui.event_bridge import EventBridge
from annotator.ui.speakers.known import address_of
from annotator.ui.speakers.panel import SpeakersPanel

OVIK_ROLE = ("Harbour master", "Port authority", "2019", "")


def typed(box, words):
    box.setText(words)
    box.textEdited.emit(words)


def test_a_chosen_speaker_is_shown_whole(chosen):
    form = chosen.form
    assert form.name.text() == "Lena Ovik"
    assert form.aliases.toPlainText() == "L. Ovik"
    assert form.roles.model.rows() == (OVIK_ROLE,)
    assert not form.save.isEnabled()


def test_a_changed_speaker_is_saved(qtbot, chosen, ids, click, body):
    form = chosen.form
    form.aliases.setPlainText("L. Ovik\n\n  the   harbour master \nL. Ovik")
    qtbot.keyClicks(form.external_id, "Q42")
    qtbot.keyClicks(form.note, "Retires in May.")

    click(form.save)

    saved = body(ids[0])
    assert saved.aliases == ("L. Ovik", "the harbour master")
    assert saved.external_id == "Q42"
    assert saved.note == "Retires in May."
    assert not form.save.isEnabled()


def test_two_changes_in_a_row_are_both_saved(chosen, ids, body, reported):
    chosen.form.note.setPlainText("One.")
    chosen.form.save.click()
    chosen.form.note.setPlainText("Two.")
    chosen.form.save.click()

    assert body(ids[0]).note == "Two."
    assert reported == []


def test_return_in_the_name_saves_it(qtbot, chosen, ids, body, names):
    chosen.form.name.selectAll()
    qtbot.keyClicks(chosen.form.name, "Lena K. Ovik")

    qtbot.keyClick(chosen.form.name, Qt.Key.Key_Return)

    assert body(ids[0]).name == "Lena K. Ovik"
    qtbot.waitUntil(lambda: "Lena K. Ovik" in names())


def test_the_kind_is_changed_with_its_menu(chosen, ids, body):
    kinds = {item.data(): item for item in chosen.form.kind.menu().actions()}

    kinds[SpeakerKind.OFFICE].trigger()
    chosen.form.save.click()

    assert body(ids[0]).kind is SpeakerKind.OFFICE
    assert not chosen.form.kind.icon().isNull()


@pytest.mark.parametrize(
    ("name", "sentence"), [("", "needs a name"), ("port Authority", "Another")]
)
def test_a_name_that_cannot_be_is_refused_and_stays(chosen, ids, body, name, sentence):
    typed(chosen.form.name, name)

    chosen.form.save.click()

    assert sentence in chosen.form.message.text()
    assert chosen.form.name.text() == name
    assert body(ids[0]).name == "Lena Ovik"


def test_revert_brings_back_what_is_stored(chosen, click):
    chosen.form.note.setPlainText("A slip.")

    click(chosen.form.revert)

    assert chosen.form.note.toPlainText() == ""
    assert not chosen.form.revert.isEnabled()


def test_what_is_not_saved_comes_back_with_its_speaker(qtbot, desk, chosen, ids, names):
    chosen.form.note.setPlainText("Half a sen")

    chosen.show_speaker(ids[1])
    assert chosen.form.note.toPlainText() == ""
    desk.services.speakers.add(SpeakerBody(name="Anybody"))
    qtbot.waitUntil(lambda: len(names()) == 3)
    chosen.show_speaker(ids[0])

    assert chosen.form.note.toPlainText() == "Half a sen"
    assert chosen.form.save.isEnabled()


def test_typing_is_not_disturbed_when_the_registry_is_read_anew(qtbot, desk, chosen, names):
    chosen.form.name.setFocus()
    chosen.form.name.setCursorPosition(2)
    qtbot.keyClicks(chosen.form.name, "x")

    desk.services.speakers.add(SpeakerBody(name="Anybody"))
    qtbot.waitUntil(lambda: len(names()) == 3)

    assert chosen.form.name.text() == "Lexna Ovik"
    assert chosen.form.name.cursorPosition() == 3


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(
    chosen, ids, project, reported, body
):
    chosen.form.note.setPlainText("Mine.")
    before = body(ids[0])
    theirs = before.amended(note="Theirs.")
    project.bob.speakers.change(ids[0], before, theirs)

    chosen.form.save.click()

    assert [type(error) for error in reported] == [StaleError]
    assert body(ids[0]) == theirs
    assert chosen.form.note.toPlainText() == "Mine."


def test_roles_are_added_edited_and_removed(qtbot, chosen, ids, click, body):
    roles = chosen.form.roles
    click(roles.add)
    editor = roles.table.findChild(QLineEdit)
    qtbot.keyClicks(editor, "Spokeswoman")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(roles.model.rows()) > 1)
    roles.model.setData(roles.model.index(1, 3), "May 2024")
    roles.table.setCurrentIndex(roles.model.index(0, 0))

    click(roles.remove)
    click(chosen.form.save)

    assert body(ids[0]).roles == (Role(title="Spokeswoman", until="2024-05"),)


def test_a_role_with_a_wrong_date_is_told_at_once(chosen):
    model = chosen.form.roles.model

    assert not model.setData(model.index(0, 2), "someday")

    assert "“someday” is not a date" in chosen.form.roles.message.text()
    assert model.rows()[0][2] == "2019"


def test_a_role_that_ends_before_it_begins_is_told_at_the_field_and_not_saved(
    chosen, ids, click, body
):
    chosen.form.roles.model.setData(chosen.form.roles.model.index(0, 3), "2018")

    assert "“Harbour master” ends before it begins." in chosen.form.roles.message.text()
    click(chosen.form.save)

    assert "ends before it begins" in chosen.form.message.text()
    assert body(ids[0]).roles[0].until is None


def test_an_office_held_twice_at_once_is_told_and_may_be_saved(chosen, ids, click, body):
    model = chosen.form.roles.model
    model.show_rows([OVIK_ROLE, ("harbour master", "Port authority", "2021", "2023")])
    model.edited.emit()

    assert "there twice for the same time" in chosen.form.roles.message.text()
    click(chosen.form.save)

    assert len(body(ids[0]).roles) == 2


def test_a_role_without_title_is_not_saved(chosen, ids, click, body):
    chosen.form.roles.model.setData(chosen.form.roles.model.index(0, 0), "")

    click(chosen.form.save)

    assert "title" in chosen.form.message.text()
    assert body(ids[0]).roles[0].title == "Harbour master"


def test_names_and_ids_of_others_are_told_at_their_field(qtbot, chosen, owik):
    chosen.form.aliases.setPlainText("lena owik")
    assert chosen.form.alias_note.text() == "“lena owik” is a name of “Lena Owik” too."

    typed(chosen.form.external_id, "q42")
    assert chosen.form.id_note.text() == "“Lena Owik” has the same id: are they one?"

    typed(chosen.form.name, "Lena Owik")
    assert "Lena Owik" in chosen.form.name_note.text()


@pytest.mark.parametrize(
    ("identity", "address"),
    [
        ("Q42", "https://www.wikidata.org/wiki/Q42"),
        ("wikidata:Q42", "https://www.wikidata.org/wiki/Q42"),
        ("VIAF:113230702", "https://viaf.org/viaf/113230702"),
        ("https://example.org/42", "https://example.org/42"),
        ("Q0", None),
        ("somebody", None),
        ("javascript:alert(1)", None),
    ],
)
def test_an_external_id_has_an_address_where_it_is_known_how(identity, address):
    assert address_of(identity) == address


def test_the_address_of_an_id_is_copied_and_nothing_is_opened(qtbot, chosen, click):
    assert not chosen.form.copy.isEnabled()
    typed(chosen.form.external_id, "Q42")

    click(chosen.form.copy)

    assert QGuiApplication.clipboard().text() == "https://www.wikidata.org/wiki/Q42"


def test_undo_of_a_change_is_shown(qtbot, desk, chosen, click):
    chosen.form.note.setPlainText("A slip.")
    click(chosen.form.save)

    desk.undo()

    qtbot.waitUntil(lambda: chosen.form.note.toPlainText() == "")


def test_a_project_that_may_only_be_read_is_shown_and_not_changed(qtbot, project, shell, ids):
    bridge = EventBridge()
    services = open_services(project.path, user="Ann", publish=bridge.publish, read_only=True)
    panel = SpeakersPanel(Desk(services, bridge, pytest.fail), shell)
    qtbot.addWidget(panel)
    panel.show()
    qtbot.waitUntil(lambda: len(panel.registry.model.everybody) == 2)

    assert panel.form.name.isReadOnly()
    assert panel.form.aliases.isReadOnly()
    assert not panel.form.save.isVisible()
    assert not panel.registry.add.isVisible()
    panel.registry.table.selectAll()
    panel.registry.merge_chosen()
    panel.registry.remove_chosen()
    assert panel.about.isVisible()
    assert not panel.mentions.move_.isEnabled()
    services.close()
