import gc
import weakref

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from annotator.domain.errors import StaleError
from annotator.domain.speaker import Role, SpeakerBody, SpeakerKind
from annotator.ui.speakers.panel import SpeakersPanel

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

OVIK = SpeakerBody(
    name="Lena Ovik",
    aliases=("L. Ovik",),
    roles=(Role(title="Harbour master", affiliation="Port authority", since="2019"),),
)
AUTHORITY = SpeakerBody(name="Port authority", kind=SpeakerKind.ORGANISATION)


@pytest.fixture
def ids(desk):
    return [desk.services.speakers.add(body) for body in (OVIK, AUTHORITY)]


@pytest.fixture
def panel(qtbot, desk, shell, ids):
    panel = SpeakersPanel(desk, shell)
    qtbot.addWidget(panel)
    panel.resize(1000, 620)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.activateWindow()
    return panel


@pytest.fixture
def chosen(panel, ids):
    panel.show_speaker(ids[0])
    return panel


def click(qtbot, widget):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def names(panel):
    return [panel.proxy.index(row, 0).data() for row in range(panel.proxy.rowCount())]


def body(desk, speaker_id):
    speakers = desk.services.querying.speakers()
    return next(speaker.body for speaker in speakers if speaker.id == speaker_id)


def test_the_registry_is_listed_by_name_with_all_that_is_known(panel):
    assert names(panel) == ["Lena Ovik", "Port authority"]
    assert [panel.proxy.index(0, column).data() for column in range(1, 4)] == [
        "Person",
        "L. Ovik",
        "Harbour master, Port authority (2019 – …)",
    ]


def test_claims_of_the_open_document_are_counted(desk, panel, project):
    desk.claim_from(project.span("Fares go up"))
    desk.set_speaker("Lena Ovik")

    assert panel.proxy.index(0, 4).data() == "1"


@pytest.mark.parametrize(
    ("words", "found"), [("ovik", ["Lena Ovik"]), ("PORT", ["Port authority"]), ("x", [])]
)
def test_searching_looks_at_names_and_aliases(qtbot, panel, words, found):
    qtbot.keyClicks(panel.search, words)

    assert names(panel) == found


def test_the_models_keep_the_rules_of_qt(qtmodeltester, chosen):
    qtmodeltester.check(chosen.model)
    qtmodeltester.check(chosen.form.roles.model)


def test_a_chosen_speaker_is_shown_whole(chosen):
    form = chosen.form
    assert form.name.text() == "Lena Ovik"
    assert form.aliases.toPlainText() == "L. Ovik"
    assert form.roles.model.rows() == (("Harbour master", "Port authority", "2019", ""),)
    assert not form.save.isEnabled()


def test_a_changed_speaker_is_saved(qtbot, desk, chosen, ids):
    form = chosen.form
    form.aliases.setFocus()
    form.aliases.setPlainText("L. Ovik\n\n  the   harbour master \nL. Ovik")
    form.external_id.clear()
    qtbot.keyClicks(form.external_id, "Q42")
    qtbot.keyClicks(form.note, "Retires in May.")

    click(qtbot, form.save)

    saved = body(desk, ids[0])
    assert saved.aliases == ("L. Ovik", "the harbour master")
    assert saved.external_id == "Q42"
    assert saved.note == "Retires in May."
    assert not form.save.isEnabled()


def test_return_in_the_name_saves_it(qtbot, desk, chosen, ids):
    chosen.form.name.selectAll()
    qtbot.keyClicks(chosen.form.name, "Lena K. Ovik")

    qtbot.keyClick(chosen.form.name, Qt.Key.Key_Return)

    assert body(desk, ids[0]).name == "Lena K. Ovik"
    assert "Lena K. Ovik" in names(chosen)


def test_the_kind_is_changed_with_its_menu(desk, chosen, ids):
    kinds = {item.data(): item for item in chosen.form.kind.menu().actions()}

    kinds[SpeakerKind.OFFICE].trigger()
    chosen.form.save.click()

    assert body(desk, ids[0]).kind is SpeakerKind.OFFICE


@pytest.mark.parametrize(
    ("name", "sentence"), [("", "needs a name"), ("port Authority", "Another")]
)
def test_a_name_that_cannot_be_is_refused_and_stays(desk, chosen, ids, name, sentence):
    chosen.form.name.setText(name)
    chosen.form.name.textEdited.emit(name)

    chosen.form.save.click()

    assert sentence in chosen.form.message.text()
    assert chosen.form.name.text() == name
    assert body(desk, ids[0]) == OVIK


def test_revert_brings_back_what_is_stored(qtbot, chosen):
    chosen.form.note.setPlainText("A slip.")

    click(qtbot, chosen.form.revert)

    assert chosen.form.note.toPlainText() == ""
    assert not chosen.form.revert.isEnabled()


def test_what_is_not_saved_comes_back_with_its_speaker(desk, chosen, ids):
    chosen.form.note.setPlainText("Half a sen")

    chosen.show_speaker(ids[1])
    assert chosen.form.note.toPlainText() == ""
    desk.services.speakers.add(SpeakerBody(name="Anybody"))
    chosen.show_speaker(ids[0])

    assert chosen.form.note.toPlainText() == "Half a sen"
    assert chosen.form.save.isEnabled()


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(
    desk, chosen, ids, project, reported
):
    chosen.form.note.setPlainText("Mine.")
    theirs = OVIK.amended(note="Theirs.")
    project.bob.speakers.change(ids[0], OVIK, theirs)

    chosen.form.save.click()

    assert [type(error) for error in reported] == [StaleError]
    assert body(desk, ids[0]) == theirs
    assert chosen.form.note.toPlainText() == "Mine."


def test_roles_are_added_edited_and_removed(qtbot, desk, chosen, ids):
    roles = chosen.form.roles
    click(qtbot, roles.add)
    editor = roles.table.findChild(QLineEdit)
    qtbot.keyClicks(editor, "Spokeswoman")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(roles.model.rows()) > 1)
    roles.model.setData(roles.model.index(1, 3), "2024-05")
    roles.table.setCurrentIndex(roles.model.index(0, 0))

    click(qtbot, roles.remove)
    click(qtbot, chosen.form.save)

    assert body(desk, ids[0]).roles == (Role(title="Spokeswoman", until="2024-05"),)


def test_a_role_with_a_wrong_date_is_told_at_once(chosen):
    model = chosen.form.roles.model

    assert not model.setData(model.index(0, 2), "May")

    assert "“May” is not a date" in chosen.form.roles.message.text()
    assert model.rows()[0][2] == "2019"


def test_a_role_without_title_is_not_saved(qtbot, desk, chosen, ids):
    chosen.form.roles.model.setData(chosen.form.roles.model.index(0, 0), "")

    click(qtbot, chosen.form.save)

    assert "title" in chosen.form.message.text()
    assert body(desk, ids[0]) == OVIK


def test_a_new_speaker_is_added_and_chosen(qtbot, desk, panel):
    qtbot.keyClicks(panel.new_name, "Ministry of Piers")

    qtbot.keyClick(panel.new_name, Qt.Key.Key_Return)

    assert "Ministry of Piers" in names(panel)
    assert panel.form.name.text() == "Ministry of Piers"
    assert panel.form.kind.text() == "Organisation"
    assert panel.new_name.text() == ""


def test_a_known_name_is_shown_and_not_added_twice(qtbot, desk, panel):
    qtbot.keyClicks(panel.search, "port")
    qtbot.keyClicks(panel.new_name, "lena ovik")

    click(qtbot, panel.add)

    assert "registered already" in panel.message.text()
    assert panel.form.name.text() == "Lena Ovik"
    assert len(desk.services.querying.speakers()) == 2


def test_undo_of_a_change_is_shown(qtbot, desk, chosen):
    chosen.form.note.setPlainText("A slip.")
    click(qtbot, chosen.form.save)

    desk.undo()

    assert chosen.form.note.toPlainText() == ""


def test_everything_that_takes_the_keyboard_has_a_name(chosen):
    nameless = [
        widget
        for widget in chosen.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]

    assert nameless == []


def test_a_closed_panel_is_freed(desk, shell):
    panel = SpeakersPanel(desk, shell)
    seen = weakref.ref(panel)

    panel.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    del panel
    gc.collect()

    assert seen() is None
    desk.refresh()
