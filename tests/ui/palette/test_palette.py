"""The palette in the window: typed into, moved in, done, left."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from annotator.services.bootstrap import new_services
from annotator.ui.acts import ACTS
from annotator.ui.main_window import MainWindow
from annotator.ui.window_state import WindowState
from annotator.ui.workspaces import Workspace

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
NEWS = "Fares go up\n\n“Fares go up in May,” harbour master Lena Ovik said on Monday.\n"


@pytest.fixture
def window(qtbot, tmp_path, monkeypatch, agreeing):
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path / "own"))
    window = MainWindow(WindowState(), agreeing, user="Ann")
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    yield window
    window.close()


@pytest.fixture
def river(tmp_path):
    path = tmp_path / "river.annotator"
    services = new_services(path, user="Ann")
    services.importing.pasted(NEWS)
    services.importing.pasted(NEWS.replace("Fares", "Tolls"))
    services.proposing.propose()
    services.close()
    return path


@pytest.fixture
def opened(qtbot, window, river):
    assert window.project.open(river)
    qtbot.waitUntil(lambda: window.session.bench.documents.model.rowCount() == 2)
    window.session.bench.text.view.setFocus()
    return window


def press(window, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(window.windowHandle(), key, modifiers)


def call(window):
    press(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.commands.line.hasFocus()
    return window.commands


def seek(window, words):
    palette = call(window)
    for letter in words:
        QTest.keyClick(window.windowHandle(), letter)
    return palette


def words_of(palette):
    return [entry.words for entry in palette.model.rows]


def test_every_act_of_the_table_is_in_the_palette(opened):
    palette = call(opened)

    assert {entry.id for entry in palette.model.rows} >= {
        f"act:{act.id}" for act in ACTS if act.id != "palette"
    }


def test_words_find_an_act_and_return_does_it(opened):
    palette = seek(opened, "flag")
    assert palette.current.words == "Flag: come back later"
    press(opened, Qt.Key.Key_Return)

    assert opened.session.desk.sheet.document.marks.flagged
    assert not palette.isVisible()
    assert opened.session.bench.text.view.hasFocus()


def test_escape_gives_the_keyboard_back_to_where_it_was(opened):
    outlet = opened.session.bench.record.document.fields.rows["outlet"].editor
    opened.session.bench.record.setCurrentIndex(1)
    outlet.setFocus()
    palette = call(opened)
    press(opened, Qt.Key.Key_Escape)

    assert outlet.hasFocus()
    assert not palette.isVisible()


def test_the_same_key_puts_it_away_again(opened):
    palette = call(opened)
    press(opened, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)

    assert not palette.isVisible()
    assert opened.session.bench.text.view.hasFocus()


def test_what_is_half_typed_in_a_field_is_not_stored_by_looking_for_an_act(opened):
    opened.session.bench.record.setCurrentIndex(1)
    row = opened.session.bench.record.document.fields.rows["outlet"]
    row.editor.setFocus()
    row.editor.setText("Half a na")
    call(opened)
    press(opened, Qt.Key.Key_Escape)

    assert row.editor.text() == "Half a na"
    assert opened.session.desk.sheet.record.field("outlet").value != "Half a na"


def test_the_arrows_and_tab_go_through_what_fits_and_round(opened):
    palette = seek(opened, "boundary")
    count = palette.model.rowCount()
    press(opened, Qt.Key.Key_Up)
    assert palette.list.currentIndex().row() == count - 1
    press(opened, Qt.Key.Key_Tab)
    assert palette.list.currentIndex().row() == 0
    press(opened, Qt.Key.Key_PageDown)
    press(opened, Qt.Key.Key_PageUp)

    assert palette.list.currentIndex().row() == 0
    assert palette.line.hasFocus()


def test_what_cannot_be_done_says_why_and_is_not_done(opened):
    palette = seek(opened, "redo")
    assert palette.current.why_not == "There is nothing to do again."
    press(opened, Qt.Key.Key_Return)

    assert palette.isVisible()


def test_without_a_project_the_acts_say_that_one_is_needed(window):
    palette = seek(window, "cue")

    assert palette.current.why_not == "Open a project first."
    enabled = [not entry.why_not for entry in palette.model.rows]
    assert enabled == sorted(enabled, reverse=True)


def test_what_was_done_last_comes_first_the_next_time_and_after_a_restart(opened):
    for words in ("text larger", "full screen", "full screen"):
        seek(opened, words)
        press(opened, Qt.Key.Key_Return)
    palette = call(opened)

    assert [entry.id for entry in palette.model.rows[:2]] == ["act:full_screen", "act:zoom_in"]
    assert WindowState().used[:2] == ("act:full_screen", "act:zoom_in")


def test_a_click_does_what_is_clicked(opened):
    palette = seek(opened, "no claims here")
    place = palette.list.visualRect(palette.model.index(0)).center()
    QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert opened.session.desk.sheet.document.marks.no_claims
    assert opened.session.bench.text.view.hasFocus()


def test_a_click_elsewhere_puts_it_away_and_the_keyboard_goes_there(opened):
    palette = call(opened)
    search = opened.session.bench.documents.search
    search.setFocus(Qt.FocusReason.MouseFocusReason)

    assert not palette.isVisible()
    assert search.hasFocus()


def test_a_document_is_found_by_its_title_and_opened(qtbot, opened):
    first = opened.session.desk.document_id
    palette = seek(opened, "tolls go")
    qtbot.waitUntil(lambda: "Tolls go up" in words_of(palette), timeout=10_000)
    assert palette.current.told == "Document"
    press(opened, Qt.Key.Key_Return)

    assert opened.session.desk.document_id != first
    assert opened.session.bench.workspace is Workspace.ANNOTATE


def test_places_are_read_once_for_all_letters_and_anew_the_next_time(qtbot, opened, monkeypatch):
    reads, documents = [], type(opened.session.services.querying).documents

    def watched(querying):
        reads.append(True)
        return documents(querying)

    monkeypatch.setattr(type(opened.session.services.querying), "documents", watched)
    palette = seek(opened, "tolls go")
    qtbot.waitUntil(lambda: "Tolls go up" in words_of(palette))
    assert len(reads) == 1
    press(opened, Qt.Key.Key_Escape)
    opened.session.services.importing.pasted(NEWS.replace("Fares", "Rents"))
    palette = seek(opened, "rents")
    qtbot.waitUntil(lambda: "Rents go up" in words_of(palette))

    assert len(reads) == 2


def test_a_speaker_is_found_by_an_alias_and_shown_in_the_registry(qtbot, opened):
    opened.session.desk.accept()
    speaker = opened.session.services.querying.speakers()[0]
    changed = speaker.body.amended(aliases=("The Pilot",))
    opened.session.services.speakers.change(speaker.id, speaker.body, changed)
    palette = seek(opened, "pilot")
    qtbot.waitUntil(lambda: speaker.body.name in words_of(palette), timeout=10_000)
    press(opened, Qt.Key.Key_Return)

    assert opened.session.bench.workspace is Workspace.SPEAKERS


def test_a_project_opened_before_is_found_by_its_name(window, river):
    window.project.open(river)
    window.project.close()
    palette = seek(window, "river")

    assert palette.current.told == "Project"
    press(window, Qt.Key.Key_Return)
    assert window.project.path == river


def test_an_answer_that_comes_too_late_changes_nothing(qtbot, opened):
    palette = seek(opened, "tolls")
    press(opened, Qt.Key.Key_Escape)
    rows = palette.model.rows
    qtbot.waitUntil(lambda: not opened.jobs.busy)
    qtbot.wait(100)

    assert palette.model.rows == rows


def test_the_chosen_entry_is_read_out(opened):
    palette = seek(opened, "export")

    words = "Export, Project, key Ctrl+E"
    assert palette.line.accessibleDescription() == words
    interface = QAccessible.queryAccessibleInterface(palette.list)
    assert interface.child(0).text(QAccessible.Text.Name) == words


def test_whether_a_switch_is_on_is_told_in_words(opened):
    opened.shell.actions.actions["flag"].trigger()
    palette = seek(opened, "flag")

    assert palette.line.accessibleDescription().startswith("Flag: come back later, on, Documents")


def test_another_key_is_shown_as_soon_as_it_holds(opened):
    opened._on_settings_changed(opened.settings.amended(own_keys={"export": ("F24",)}))
    palette = seek(opened, "f24")

    assert palette.current.words == "Export"


def test_the_palette_stays_inside_a_small_window(opened):
    opened.resize(760, 420)
    palette = call(opened)

    assert opened.rect().contains(palette.geometry())
    opened.resize(700, 400)
    assert opened.rect().contains(palette.geometry())


class Greedy(QLineEdit):
    """A line that claims every chord, as lines do for Ctrl+K on some desktops."""

    def event(self, event):
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)


def test_a_line_that_claims_the_key_does_not_get_it(qtbot, opened):
    line = Greedy(opened)
    line.show()
    line.setFocus()
    taken = {}
    for key in ("Ctrl+K", "Ctrl+B"):
        combination = QKeySequence(key)[0]
        event = QKeyEvent(
            QEvent.Type.ShortcutOverride, combination.key(), combination.keyboardModifiers()
        )
        event.ignore()
        QApplication.sendEvent(line, event)
        taken[key] = event.isAccepted()

    assert taken == {"Ctrl+K": False, "Ctrl+B": True}
