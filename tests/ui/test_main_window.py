import gc
import threading
import time
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPointF, Qt, QThreadPool, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from annotator.domain.document import DocumentStatus
from annotator.runtime import settings
from annotator.runtime.paths import settings_file
from annotator.services.bootstrap import new_services, open_services
from annotator.ui.ask_line import AskLine
from annotator.ui.dialogs.page_dialog import PageDialog
from annotator.ui.dialogs.report_dialog import ReportDialog
from annotator.ui.main_window import MainWindow
from annotator.ui.theme import themes
from annotator.ui.window_state import WindowState
from annotator.ui.workspaces import Workspace

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
NEWS = "Fares go up\n\n“Fares go up in May,” harbour master Lena Ovik said on Monday.\n"


class Answers:
    def __init__(self, _window):
        self.yes, self.text, self.path = True, "an advertisement", None

    def confirm(self, _question):
        return self.yes

    def ask_text(self, _question, _text=""):
        return self.text

    def choose_file(self, _title, _kinds):
        return self.path

    def choose_files(self, _title, _kinds):
        return ()

    def choose_folder(self, _title):
        return None

    def save_file(self, _title, _suggestion, _kinds):
        return self.path


@pytest.fixture
def own(tmp_path, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path / "own"))
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def window(qtbot, own):
    window = MainWindow(WindowState(), Answers, user="Ann")
    qtbot.addWidget(window)
    window.show()
    qtbot.waitActive(window)
    return window


@pytest.fixture
def file(own):
    path = own / "river.annotator"
    services = new_services(path, user="Ann")
    services.importing.pasted(NEWS)
    services.proposing.propose()
    services.close()
    return path


@pytest.fixture
def opened(qtbot, window, file):
    assert window.project.open(file)
    qtbot.waitUntil(lambda: window.session.bench.documents.model.rowCount() == 1)
    return window


def act(window, act_id):
    action = window.shell.actions.actions[act_id]
    assert action.isEnabled(), act_id
    action.trigger()


def press(chord):
    combination = QKeySequence(chord)[0]
    target = QGuiApplication.focusWindow()
    QTest.keyClick(target, combination.key(), combination.keyboardModifiers())


def holds(pane, focus):
    return pane is focus or pane.isAncestorOf(focus)


def shows(window, text):
    sheet = window.session.desk.sheet
    return sheet is not None and sheet.document.text == text


def drop(window, data):
    event = QDropEvent(
        QPointF(400, 300),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)


def urls(*paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def words(text):
    data = QMimeData()
    data.setText(text)
    return data


def test_every_act_has_somebody_who_does_it(opened):
    actions = opened.shell.actions

    assert [act.id for act in actions.acts if not callable(actions.slot(act))] == []


def test_without_a_project_the_welcome_page_offers_the_ways_in(window):
    assert window.welcome.isVisible()
    actions = window.shell.actions.actions
    enabled = {name for name, action in actions.items() if action.isEnabled()}

    assert {"new", "open", "sample", "guide", "keys", "quit"} <= enabled
    assert not {"import", "export", "accept", "undo"} & enabled


def test_a_file_that_is_no_project_is_one_sentence_and_nothing_changes(window, own):
    path = own / "broken.annotator"
    path.write_text("no database")

    assert not window.project.open(path)

    assert str(path.name) in window.banner.words
    assert not window.project.open(own / "missing.annotator")
    assert "missing.annotator" in window.banner.words
    assert window.session is None


def test_a_first_project_that_is_gone_is_told_rather_than_what_is_wrong_with_the_settings(
    qtbot, own
):
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text("no settings")

    window = MainWindow(WindowState(), Answers, user="Ann", wanted=own / "missing.annotator")
    qtbot.addWidget(window)

    assert "missing.annotator" in window.banner.words
    assert window.session is None


def test_a_project_opens_at_its_first_open_item(opened):
    assert opened.session.desk.current is not None
    assert opened.status.user == "Ann"
    assert opened.status.place == "Document 1 of 1"
    assert "to decide" in opened.status.counts
    assert "river" in opened.windowTitle()


def test_an_empty_project_names_the_next_act(qtbot, window, own):
    path = own / "empty.annotator"
    new_services(path, user="Ann").close()
    window.project.open(path)

    text = window.session.bench.text
    qtbot.waitUntil(lambda: "No documents yet" in text.empty.words)
    assert text.empty.isVisible()


def test_closing_the_project_leads_back_to_the_welcome_page(opened, file):
    act(opened, "close")

    assert opened.welcome.isVisible()
    assert opened.status.counts == ""
    assert WindowState().recent == (file,)
    assert not opened.shell.actions.actions["import"].isEnabled()


def test_undo_names_what_it_takes_back(opened):
    action = opened.shell.actions.actions["undo"]
    assert not action.isEnabled()

    act(opened, "accept")

    assert action.text() == "&Undo: accept proposal"
    act(opened, "undo")
    assert not action.isEnabled()
    assert opened.shell.actions.actions["redo"].isEnabled()


def test_switching_the_user_keeps_the_place_and_records_the_new_name(qtbot, opened):
    item = opened.session.desk.current
    opened.project._on_user_wanted("Bob")

    assert opened.status.user == "Bob"
    assert opened.session.desk.current == item
    act(opened, "accept")
    assert opened.session.desk.sheet.claims[0].editor == opened.session.services.context.user.id


def test_what_was_half_typed_is_there_after_a_crash(qtbot, opened, file):
    row = opened.session.bench.record.document.fields.rows["outlet"]
    row.editor.setText("Half a na")
    opened.project.keep_place()

    opened.project.open(file)

    again = opened.session.bench.record.document.fields.rows["outlet"]
    assert again.editor.text() == "Half a na"


def test_files_dropped_are_imported_and_what_was_skipped_can_be_shown(qtbot, opened, own):
    good, bad = own / "good.txt", own / "bad.txt"
    good.write_text(NEWS.replace("Ovik", "Berg").replace("Fares", "Tolls"))
    bad.write_bytes(b"")
    drop(opened, urls(good, bad))

    qtbot.waitUntil(lambda: "imported" in opened.banner.words, timeout=20_000)
    assert opened.banner.words.startswith("1 imported, 1 skipped")
    opened.banner.findChild(QAbstractButton, "bannerOffer").click()
    dialog = opened.findChild(ReportDialog)
    assert dialog.isVisible()
    dialog.reject()
    qtbot.waitUntil(lambda: not opened.jobs.busy, timeout=20_000)
    listing = opened.session.services.querying.documents()
    assert [line.status for line in listing] == [DocumentStatus.PROPOSED] * 2


def test_text_dropped_or_pasted_becomes_a_document(qtbot, opened):
    drop(opened, words("A tree fell, a forester said."))
    qtbot.waitUntil(lambda: shows(opened, "A tree fell, a forester said."))
    qtbot.waitUntil(lambda: not opened.jobs.busy, timeout=20_000)
    QGuiApplication.clipboard().setText("A wall fell, a mason said.")
    act(opened, "paste")
    qtbot.waitUntil(lambda: shows(opened, "A wall fell, a mason said."))
    qtbot.waitUntil(lambda: not opened.jobs.busy, timeout=20_000)

    assert len(opened.session.services.querying.documents()) == 3
    act(opened, "paste")
    qtbot.waitUntil(lambda: "in the project already" in opened.banner.words)


def test_a_project_dropped_opens(window, file):
    drop(window, urls(file))

    assert window.project.path == file


def answer(window, words):
    asking = window.findChild(AskLine)
    assert asking.line.hasFocus()
    asking.line.setText(words)
    press("Return")
    assert not asking.isVisible()


def test_the_document_is_marked_from_the_menu(opened):
    act(opened, "flag")
    for act_id in ("exclude", "note"):
        act(opened, act_id)
        answer(opened, "an advertisement")

    marks = opened.session.desk.sheet.document.marks
    assert (marks.flagged, marks.excluded) == (True, "an advertisement")
    assert marks.note == "an advertisement"
    assert opened.shell.actions.actions["flag"].isChecked()
    act(opened, "exclude")
    assert opened.session.desk.sheet.document.marks.excluded is None


def test_a_note_shows_what_was_noted_and_no_words_take_it_away(opened):
    act(opened, "note")
    answer(opened, "see the map")
    act(opened, "note")
    assert opened.findChild(AskLine).line.text() == "see the map"
    answer(opened, "  ")

    assert opened.session.desk.sheet.document.marks.note is None


def test_the_work_goes_on_while_a_question_is_open(opened):
    act(opened, "note")
    asking = opened.findChild(AskLine)
    opened.session.bench.text.view.setFocus(Qt.FocusReason.MouseFocusReason)
    press("Return")

    assert len(opened.session.desk.sheet.claims) == 1
    assert asking.isVisible()
    asking.leave.click()
    assert opened.session.bench.text.view.hasFocus()
    assert opened.session.desk.sheet.document.marks.note is None


def test_a_question_about_a_document_goes_with_it(qtbot, opened):
    act(opened, "note")
    opened.session.project.take_text("A tree fell, a forester said.")
    qtbot.waitUntil(lambda: shows(opened, "A tree fell, a forester said."))

    assert not opened.findChild(AskLine).isVisible()


def test_a_copy_is_a_project_of_its_own(qtbot, opened, own):
    opened.shell.prompts.path = own / "copy.annotator"
    act(opened, "save_copy")

    qtbot.waitUntil(lambda: "A copy lies in" in opened.banner.words)
    copy = open_services(own / "copy.annotator", user="Ann")
    assert len(copy.querying.documents()) == 1
    copy.close()


def test_proposing_again_says_that_all_was_read(qtbot, opened):
    act(opened, "propose")

    qtbot.waitUntil(lambda: "has read everything" in opened.banner.words, timeout=20_000)


def test_what_somebody_else_writes_into_the_file_is_noticed(qtbot, opened, file):
    other = open_services(file, user="Bob")
    other.annotating.accept(opened.session.desk.current.id)
    other.close()

    opened.project._watching.look()

    qtbot.waitUntil(lambda: len(opened.session.desk.sheet.claims) == 1)


def test_what_somebody_else_writes_just_before_one_s_own_act_is_noticed(qtbot, opened, file):
    open_services(file, user="Bob").close()  # he joins
    act(opened, "accept")

    with qtbot.waitSignal(opened.project._bridge.users_changed):
        opened.project._watching.look()


def test_one_s_own_acts_are_not_noticed_twice(qtbot, opened):
    act(opened, "accept")

    with qtbot.assertNotEmitted(opened.project._bridge.documents_changed):
        opened.project._watching.look()


def test_closing_asks_while_work_goes_on(qtbot, opened):
    def endless(progress):
        while True:
            progress.step(0, None, "again")

    opened.jobs.long("Endless", endless, pytest.fail, lambda _error: None)
    opened.shell.prompts.yes = False
    assert not opened.close()
    assert opened.session is not None

    opened.shell.prompts.yes = True
    assert opened.close()


def test_a_reason_not_given_leaves_the_document_in(opened):
    opened.session.bench.text.view.setFocus()
    for chord in ("Return", "Esc"):
        act(opened, "exclude")
        press(chord)
        assert opened.session.desk.sheet.document.marks.excluded is None
        assert not opened.shell.actions.actions["exclude"].isChecked()
        assert opened.session.bench.text.view.hasFocus()


def test_enter_in_the_words_of_a_verdict_does_not_approve(qtbot, opened):
    opened.session.services.deciding.accept(0.0)
    qtbot.waitUntil(lambda: not opened.session.desk.sheet.proposals)
    act(opened, "submit")
    opened.project._on_user_wanted("Bob")
    press("Ctrl+2")
    press("N")
    press("Del")
    form = opened.session.bench.review.form
    assert form.isVisible()
    form.words.setFocus()
    qtbot.keyClicks(form.words, "j")
    press("Return")

    statuses = {claim.status.value for claim in opened.session.desk.sheet.claims}
    assert "approved" not in statuses


def test_submitting_too_early_is_one_sentence(opened):
    act(opened, "submit")

    assert "open still" in opened.banner.words


def test_f6_goes_round_the_panes_and_back(opened):
    bench = opened.session.bench
    bench.focus_pane()
    visited = []
    for _pane in range(4):
        press("F6")
        focus = QApplication.focusWidget()
        visited.append(next(pane for pane in bench.panes() if holds(pane, focus)))

    assert len(set(visited)) == 4
    press("Shift+F6")
    assert QApplication.focusWidget() is not focus


def test_the_workspaces_keep_document_and_place(opened):
    item = opened.session.desk.current
    for number in ("2", "3", "1"):
        press(f"Ctrl+{number}")
        assert opened.session.bench.workspace == Workspace(int(number) - 1)
        assert opened.session.desk.current == item


def test_the_place_in_a_long_text_is_found_again(qtbot, opened, file):
    text = "\n\n".join(f"Paragraph {number}, a mason said." for number in range(300))
    opened.session.project.take_text(text)
    qtbot.waitUntil(lambda: shows(opened, text))
    qtbot.waitUntil(lambda: not opened.jobs.busy, timeout=20_000)
    view = opened.session.bench.text.view
    view.bring_to_top(text.index("Paragraph 40"))

    opened.project.open(file)

    view = opened.session.bench.text.view
    qtbot.waitUntil(lambda: view.top_offset() == text.index("Paragraph 40"))


def test_work_that_goes_on_is_shown_and_can_be_cancelled(qtbot, opened):
    failures = []

    def endless(progress):
        while True:
            progress.step(3, 9, "a file")
            time.sleep(0.01)

    opened.jobs.long("Importing", endless, pytest.fail, failures.append)
    work = opened.status.work
    qtbot.waitUntil(lambda: work._words.text() == "Importing 3")
    assert work.isVisible()

    work.findChild(QAbstractButton, "cancelWork").click()

    qtbot.waitUntil(lambda: bool(failures))
    assert not work.isVisible()


def test_another_size_of_the_text_holds_at_once(opened):
    view = opened.session.bench.text.view
    opened._on_settings_changed(opened.settings.amended(text_points=20))

    assert round(view.font().pointSizeF()) == 20
    assert settings.load().settings.text_points == 20


def test_how_the_text_is_set_is_there_after_a_restart(qtbot, opened, file):
    wanted = {"text_points": 20, "text_width": 60, "text_spacing": 200, "text_family": "Serif"}
    opened._on_settings_changed(opened.settings.amended(**wanted))
    opened.session.bench.zoom(2)
    opened.close()

    again = MainWindow(WindowState(), Answers, user="Ann")
    qtbot.addWidget(again)
    again.show()
    assert again.project.open(file)

    view = again.session.bench.text.view
    assert view.zoom == 120
    assert view.font().families() == ["Serif"]
    assert round(view.font().pointSizeF()) == 24
    assert view.document().firstBlock().blockFormat().lineHeight() == 200
    assert view._typography.width == 60
    again.close()


def test_ctrl_f_finds_in_the_text_and_f3_goes_on(qtbot, opened):
    pane = opened.session.bench.text
    press("Ctrl+F")
    qtbot.waitUntil(pane.find_bar.words.hasFocus)
    qtbot.keyClicks(pane.find_bar.words, "fares")
    qtbot.waitUntil(lambda: " of " in pane.find_bar.count.text())
    first = pane.find_bar.count.text()

    press("F3")
    assert pane.find_bar.count.text() != first
    press("Shift+F3")
    assert pane.find_bar.count.text() == first

    press("Escape")
    assert pane.find_bar.isHidden()
    assert pane.view.selection() is not None
    assert pane.view.hasFocus()


def test_zooming_and_the_plain_size(opened):
    view = opened.session.bench.text.view
    plain = view.zoom
    press("Ctrl+=")
    assert view.zoom > plain
    press("Ctrl+-")
    press("Ctrl+-")
    assert view.zoom < plain
    press("Ctrl+0")
    assert view.zoom == plain


def test_the_theme_is_chosen_and_kept(qapp, opened):
    act(opened, "theme_dark")
    assert themes(qapp).current.dark
    assert settings.load().settings.theme == "dark"
    assert opened.shell.actions.actions["theme_dark"].isChecked()

    act(opened, "theme_light")
    assert not themes(qapp).current.dark


def test_the_keys_and_the_guide_are_a_key_away(qtbot, opened):
    for chord, sentence in (("?", "Make the selected words a claim"), ("F1", "How the work goes")):
        press(chord)
        qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), PageDialog))
        dialog = QApplication.activeWindow()
        assert sentence in dialog.page.toPlainText()
        dialog.reject()
        opened.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is opened)


def test_another_key_holds_at_once_in_actions_tips_and_the_sheet(qtbot, opened):
    opened._on_settings_changed(opened.settings.amended(own_keys={"flag": ("F22",)}))
    opened.session.bench.text.view.setFocus()
    press("F22")

    assert opened.session.desk.sheet.document.marks.flagged
    assert "(F22)" in opened.shell.actions.actions["flag"].toolTip()
    press("?")
    qtbot.waitUntil(lambda: opened.findChild(PageDialog) is not None)
    assert "F22" in opened.findChild(PageDialog).page.toPlainText()
    opened._on_settings_changed(opened.settings.amended(own_keys={}))
    assert opened.shell.actions.actions["flag"].shortcuts() == []


def test_a_stored_key_that_clashes_is_told_at_the_start_and_over_the_project(qtbot, own, file):
    settings.save(settings.Settings(own_keys={"flag": ("J",)}))
    window = MainWindow(WindowState(), Answers, user="Ann")
    qtbot.addWidget(window)
    window.show()
    sentence = (
        "J is the key of “Next claim” already: “Flag: come back later” has its own key again."
    )
    assert window.banner.words == sentence
    assert window.shell.actions.actions["flag"].shortcuts() == []

    window.project.open(file)

    assert window.banner.words == sentence
    window.close()


def test_the_window_and_all_in_it_are_freed_and_no_thread_is_left(qtbot, own, file):
    before = threading.active_count()
    window = MainWindow(WindowState(), Answers, user="Ann")
    window.show()
    window.project.open(file)
    bench = weakref.ref(window.session.bench)
    gone = weakref.ref(window)

    window.close()
    window.deleteLater()
    del window
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()

    assert bench() is None
    assert gone() is None
    assert threading.active_count() <= before
    assert QThreadPool.globalInstance().activeThreadCount() == 0


def test_a_project_that_was_moved_away_is_greyed_in_the_list_of_recent_ones(opened, own):
    file = opened.project.path
    act(opened, "close")
    Path(file).rename(own / "elsewhere.annotator")
    opened._recent.fill()

    assert not opened._recent.actions()[0].isEnabled()
