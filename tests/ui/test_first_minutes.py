import os

import pytest
from PySide6.QtCore import QMimeData, QObject, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QToolButton,
    QWidget,
)

from annotator.domain.document import Reading
from annotator.domain.events import DocumentsChanged
from annotator.domain.history import RecordKind
from annotator.domain.review import ReviewVerb
from annotator.services.bootstrap import new_services, open_services
from annotator.services.correcting import correct, corrections
from annotator.store import engine
from annotator.ui.come_back import ComeBack
from annotator.ui.dialogs.new_project_dialog import NewProjectDialog
from annotator.ui.dialogs.report_dialog import ReportDialog
from annotator.ui.document_strip import DocumentStrip
from annotator.ui.empty_state import EmptyState
from annotator.ui.guide import guide_page
from annotator.ui.main_window import MainWindow
from annotator.ui.palette.palette import Palette
from annotator.ui.window_state import WindowState
from annotator.ui.workspaces import PAGES, Workspace

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
NEWS = "Fares go up\n\n“Fares go up in May,” harbour master Lena Ovik said on Monday.\n"


class Answers:
    def __init__(self, _window):
        self.path = None

    def confirm(self, _question):
        return True

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


def take_offer(window):
    window.banner.findChild(QAbstractButton, "bannerOffer").click()


def claims_in(path):
    services = open_services(path, user="Ann")
    try:
        document = services.querying.documents()[0]
        return len(services.querying.sheet(document.id).claims)
    finally:
        services.close()


def test_a_project_whose_file_is_deleted_is_not_said_to_be_saved(qtbot, opened, file, own):
    act(opened, "accept")
    assert opened.status.saved == "Saved"
    file.unlink()
    opened.project._watching.look()

    assert opened.status.saved == "Not saved: the file is gone"
    assert str(file) in opened.banner.words
    opened.shell.prompts.path = own / "rescued.annotator"
    take_offer(opened)
    qtbot.waitUntil(lambda: "A copy lies in" in opened.banner.words)
    assert claims_in(own / "rescued.annotator") == 1


def test_the_copy_of_a_lost_project_can_be_gone_on_with(qtbot, opened, file, own):
    file.unlink()
    opened.project._watching.look()
    opened.shell.prompts.path = own / "rescued.annotator"
    take_offer(opened)
    qtbot.waitUntil(lambda: "A copy lies in" in opened.banner.words)
    take_offer(opened)

    assert opened.project.path == own / "rescued.annotator"
    assert opened.status.saved == "Saved"
    act(opened, "accept")
    assert len(opened.session.desk.sheet.claims) == 1


def test_an_act_on_a_lost_project_is_refused_at_once_and_makes_no_new_file(opened, file):
    file.unlink()
    act(opened, "accept")

    assert "is gone; nothing is stored any more" in opened.banner.words
    assert not opened.session.desk.sheet.claims
    assert not file.exists()


def test_a_file_put_in_place_of_the_project_is_neither_written_nor_read(opened, file, own):
    other = own / "other.annotator"
    new_services(other, user="Cat").close()
    before = other.read_bytes()
    other.replace(file)
    opened.project._watching.look()

    assert "Another file was put in place" in opened.banner.words
    act(opened, "accept")
    assert "Another file was put in place" in opened.banner.words
    assert file.read_bytes() == before
    assert len(opened.session.services.querying.documents()) == 1


def test_a_file_that_comes_back_is_saved_to_again(opened, file, own):
    aside = own / "aside"
    file.rename(aside)
    opened.project._watching.look()
    opened.project._watching.look()
    aside.rename(file)
    opened.project._watching.look()

    assert opened.status.saved == "Saved"
    assert "is back" in opened.banner.words
    act(opened, "accept")
    assert len(opened.session.desk.sheet.claims) == 1


def test_what_was_in_a_lost_project_is_kept_when_it_is_closed(opened, file, own):
    act(opened, "accept")
    file.unlink()
    act(opened, "close")

    kept = list((own / "own").rglob("river-rescued-*.annotator"))
    assert len(kept) == 1
    assert str(kept[0]) in opened.banner.words
    assert claims_in(kept[0]) == 1


def test_switching_the_user_does_not_say_saved_of_a_lost_project(opened, file):
    open_services(file, user="Bob").close()
    file.unlink()
    opened.project._watching.look()
    opened.project._on_user_wanted("Bob")

    assert opened.status.saved == "Not saved: the file is gone"


def strip(window):
    return window.findChild(DocumentStrip)


def stored(window, text, origin="second.txt"):
    reading = Reading(text=text, origin=origin, media_type="text/plain")
    context = window.session.services.context
    with context.writing("Import", undoable=False) as unit:
        document_id = unit.documents.add(reading, ())
        unit.records.add(document_id, {}, text)
        unit.search.index(document_id, text)
        unit.commit()
    context.publish(DocumentsChanged())
    return document_id


def returned(window, file):
    """Let Ann submit all of the first document, and Bob return its first claim."""
    window.session.services.deciding.accept(0.0)
    document = window.session.services.querying.documents()[0].id
    window.session.services.reviewing.submit(document)
    bob = open_services(file, user="Bob")
    claim = bob.querying.sheet(document).claims[0]
    bob.reviewing.give(
        RecordKind.CLAIM, claim.id, ReviewVerb.RETURN, reason="span", words="too short"
    )
    bob.close()
    window.project._watching.look()
    return document, claim.id


def test_what_is_noted_about_a_document_stands_above_its_text(qtbot, opened):
    opened.session.desk.mark("Note", note="see the map", excluded="an advertisement", flagged=True)

    qtbot.waitUntil(lambda: len(strip(opened).lines) == 3)
    assert strip(opened).lines == (
        "Left out: an advertisement",
        "Flagged, to come back to",
        "Note: see the map",
    )
    buttons = {button.text(): button for button in strip(opened).findChildren(QToolButton)}
    buttons["Take in again"].click()
    assert opened.session.desk.sheet.document.marks.excluded is None
    act(opened, "undo")
    assert "Left out: an advertisement" in strip(opened).lines


def test_nothing_noted_takes_no_room(opened):
    assert strip(opened).lines == ()
    assert not strip(opened).isVisible()


def test_a_corrected_version_is_linked_by_its_title_and_leads_back(qtbot, opened):
    new = stored(opened, "Fares go up in June, the harbour master said.")
    old = opened.session.desk.document_id
    opened.session.desk.open(new)
    act(opened, "corrects")
    picker = opened.findChild(Palette, "documentPicker")
    assert picker.line.hasFocus()
    qtbot.keyClicks(picker.line, "fares go up")
    qtbot.waitUntil(lambda: picker.model.rowCount() == 1)
    qtbot.keyClick(picker.line, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: strip(opened).lines == ("Corrected version of “Fares go up”",))
    strip(opened).findChildren(QToolButton)[-1].click()
    assert opened.session.desk.document_id == old
    later = "There is a corrected version: “Fares go up in June, the harbour master said.”"
    qtbot.waitUntil(lambda: strip(opened).lines == (later,))
    act(opened, "undo")
    qtbot.waitUntil(lambda: strip(opened).lines == ())


def test_a_link_to_a_corrected_version_is_taken_away_where_it_was_made(qtbot, opened):
    old, new = opened.session.desk.document_id, stored(opened, "Fares stay as they are.")
    correct(opened.session.services.context, old, new)
    opened.session.desk.open(new)
    act(opened, "corrects")
    picker = opened.findChild(Palette, "documentPicker")
    assert picker.current.words == "No corrected version of “Fares go up” any more"
    qtbot.keyClick(picker.line, Qt.Key.Key_Return)

    assert corrections(opened.session.services.context, new).corrects == ()


def test_links_in_a_round_are_one_sentence(opened):
    old, new = opened.session.desk.document_id, stored(opened, "Fares stay as they are.")
    correct(opened.session.services.context, old, new)
    opened.session.origin._link(old, new)

    assert "other way round" in opened.banner.words


class Browser(QObject):
    """Stands for what the system would open."""

    def __init__(self):
        super().__init__()
        self.opened = []

    @Slot(QUrl)
    def take(self, url):
        self.opened.append(url.toString())


@pytest.fixture
def browser(qapp):
    browser = Browser()
    for scheme in ("file", "https"):
        QDesktopServices.setUrlHandler(scheme, browser, "take")
    yield browser
    for scheme in ("file", "https"):
        QDesktopServices.unsetUrlHandler(scheme)


def test_the_original_is_opened_where_it_lies(opened, own, browser):
    source = own / "a file.txt"
    source.write_text("Tolls rise.")
    (own / "near.txt").write_text("Tolls fall.")
    for text, origin in (("Tolls rise.", str(source)), ("Tolls fall.", "near.txt")):
        opened.session.desk.open(stored(opened, text, origin))
        act(opened, "open_original")

    assert browser.opened == [source.as_uri().replace("%20", " "), (own / "near.txt").as_uri()]


def test_a_page_is_opened_in_the_browser_only_when_asked(opened, browser):
    opened.session.desk.open(stored(opened, "Tolls rise.", "https://example.org/tolls"))
    assert browser.opened == []
    act(opened, "open_original")

    assert browser.opened == ["https://example.org/tolls"]


def test_an_original_that_is_gone_or_never_was_is_one_sentence(opened, own, browser):
    act(opened, "open_original")
    assert "was pasted" in opened.banner.words
    opened.session.desk.open(stored(opened, "Tolls rise.", str(own / "gone.txt")))
    act(opened, "open_original")

    assert "gone.txt is not there any more" in opened.banner.words
    assert browser.opened == []


def test_the_origin_is_copied(opened):
    opened.session.desk.open(stored(opened, "Tolls rise.", "press/tolls.txt"))
    act(opened, "copy_origin")

    assert QGuiApplication.clipboard().text() == "press/tolls.txt"
    assert opened.status.currentMessage() == "Copied: press/tolls.txt"


def test_what_was_returned_is_counted_and_gone_to_with_its_reason(qtbot, opened, file):
    second = stored(opened, "Nothing is said here.")
    document, claim = returned(opened, file)
    opened.session.desk.open(second)
    chip = opened.session.bench.documents.returned
    qtbot.waitUntil(lambda: chip.isVisible() and chip.text() == "Returned to me 1")
    opened.session.bench.show_workspace(Workspace.SPEAKERS)
    act(opened, "returned_to_me")

    assert opened.session.bench.workspace is Workspace.ANNOTATE
    assert opened.session.desk.document_id == document
    assert opened.session.desk.current.id == claim
    verdict = opened.session.bench.record.claim.heading.verdict
    assert verdict.isVisible()
    assert "Returned by Bob" in verdict.head.text()
    assert "too short" in verdict.words.text()


def test_the_documents_with_something_returned_are_listed_alone(qtbot, opened, file):
    stored(opened, "Nothing is said here.")
    document, _claim = returned(opened, file)
    pane = opened.session.bench.documents
    qtbot.waitUntil(lambda: pane.returned.isVisible() and pane.model.rowCount() == 2)
    pane.returned.click()
    qtbot.waitUntil(lambda: list(pane.model.keys) == [document])
    assert pane.filter.currentText() == "Returned to me"
    pane.filter.setCurrentIndex(0)

    qtbot.waitUntil(lambda: pane.model.rowCount() == 2)
    assert not pane.returned.isChecked()


def test_nothing_returned_is_said_and_takes_no_room(opened):
    act(opened, "returned_to_me")

    assert opened.status.currentMessage() == "Nothing was returned to you."
    assert not opened.session.bench.documents.returned.isVisible()


def test_what_was_returned_to_somebody_else_is_not_mine(qtbot, opened, file):
    returned(opened, file)
    opened.project._on_user_wanted("Bob")
    act(opened, "returned_to_me")

    assert opened.status.currentMessage() == "Nothing was returned to you."


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


def articles(folder, count=2):
    folder.mkdir()
    paths = [folder / f"{number}.txt" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(NEWS.replace("Fares", f"Fares of pier {number}"))
    return paths


def test_articles_dropped_without_a_project_become_one(qtbot, window, own):
    drop(window, urls(*articles(own / "press")))
    dialog = window.findChild(NewProjectDialog)
    assert any(
        "these 2 files: 0.txt, 1.txt" in label.text() for label in dialog.findChildren(QLabel)
    )
    assert dialog.path == own / "press" / "articles.annotator"
    dialog.accept()

    qtbot.waitUntil(lambda: "Proposals:" in window.banner.words, timeout=30_000)
    assert window.project.path == own / "press" / "articles.annotator"
    assert len(window.session.services.querying.documents()) == 2


def test_a_folder_dropped_without_a_project_gives_it_its_name(window, own):
    articles(own / "ferry press")
    drop(window, urls(own / "ferry press"))

    assert window.findChild(NewProjectDialog).path == own / "ferry press.annotator"


def test_a_text_dropped_without_a_project_becomes_one(qtbot, window, own):
    data = QMimeData()
    data.setText(NEWS)
    drop(window, data)
    window.findChild(NewProjectDialog).accept()

    qtbot.waitUntil(lambda: window.session.desk.sheet is not None, timeout=30_000)
    assert window.session.desk.sheet.document.text == NEWS
    assert window.project.path == own / "articles.annotator"
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=30_000)


def test_thinking_better_of_a_project_of_files_changes_nothing(window, own):
    drop(window, urls(*articles(own / "press")))
    window.findChild(NewProjectDialog).reject()

    assert window.session is None
    assert [path.name for path in (own / "press").iterdir() if path.suffix != ".txt"] == []


def test_articles_dropped_with_a_project_go_into_it(qtbot, window, own, file):
    drop(window, urls(file, *articles(own / "press")))

    assert window.project.path == file
    qtbot.waitUntil(lambda: "2 imported" in window.banner.words, timeout=30_000)
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=30_000)


def test_of_several_projects_dropped_the_first_opens_and_it_is_said(window, own, file):
    other = own / "other.annotator"
    new_services(other, user="Ann").close()
    drop(window, urls(file, other))

    assert window.project.path == file
    assert "One project is open at a time" in window.banner.words


def test_the_welcome_page_lists_what_was_opened_with_folder_and_time(opened, own, file):
    act(opened, "close")
    (row,) = opened.welcome.recent

    assert row.told.startswith("~   ·   today, ")
    assert row.opening.accessibleName().startswith("Open river, ~")
    row.opening.click()
    assert opened.project.path == file


def test_a_project_that_is_gone_can_only_be_taken_off_the_list(qtbot, opened, file):
    act(opened, "close")
    file.unlink()
    opened._show_recent()
    (row,) = opened.welcome.recent
    assert "the file is gone" in row.told
    assert not row.opening.isEnabled()
    row.forget.click()

    assert opened.welcome.recent == ()
    assert WindowState().recent == ()


def test_delete_takes_a_project_off_the_list_and_leaves_the_file(qtbot, opened, file):
    act(opened, "close")
    (row,) = opened.welcome.recent
    row.opening.setFocus()
    qtbot.keyClick(row.opening, Qt.Key.Key_Delete)

    assert opened.welcome.recent == ()
    assert file.is_file()
    assert opened.welcome.isAncestorOf(QApplication.focusWidget())


def test_a_project_known_from_an_older_version_has_no_time(window, own, file):
    window._state._ini.setValue("window/recent", [str(file)])
    window._show_recent()

    assert window.welcome.recent[0].told.endswith("opened before")


def test_the_window_asks_for_attention_when_work_ended_behind_it(qtbot, window):
    asked, other = [], QWidget()
    qtbot.addWidget(other)
    ComeBack(window, window.jobs, lambda asking, ms: asked.append((asking, ms)))
    other.show()
    qtbot.waitActive(other)
    other.activateWindow()
    qtbot.waitUntil(lambda: not window.isActiveWindow())
    window.jobs.long("One", lambda _progress: 1, lambda _n: None, pytest.fail)
    window.jobs.long("Two", lambda _progress: 2, lambda _n: None, pytest.fail)
    qtbot.waitUntil(lambda: asked != [])

    assert asked == [(window, 0)]
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.jobs.long("Three", lambda _progress: 3, lambda _n: None, pytest.fail)
    qtbot.waitUntil(lambda: not window.jobs.busy)
    qtbot.wait(20)
    assert len(asked) == 1


def test_a_text_pasted_twice_is_told_and_can_be_opened(qtbot, opened):
    first = opened.session.desk.document_id
    opened.session.desk.open(stored(opened, "Nothing is said here."))
    opened.session.project.take_text(NEWS)
    qtbot.waitUntil(lambda: "in the project already: “Fares go up”" in opened.banner.words)
    take_offer(opened)

    assert opened.session.desk.document_id == first


def test_a_text_that_cannot_be_stored_is_one_sentence_without_an_offer(qtbot, opened):
    opened.session.project.take_text("  \n")
    qtbot.waitUntil(lambda: "nothing but blank space" in opened.banner.words)

    assert not opened.banner.findChild(QAbstractButton, "bannerOffer").isVisible()


def test_a_pasted_text_is_called_by_its_first_line(qtbot, opened):
    opened.session.project.take_text("Tolls rise\n\nNobody says a word.")
    qtbot.waitUntil(lambda: opened.session.bench.text.title.text() == "Tolls rise")

    assert opened.session.bench.text.origin.text() == "pasted"
    qtbot.waitUntil(lambda: not opened.jobs.busy, timeout=30_000)


def test_what_holds_of_some_of_the_documents_read_is_not_said_of_all(qtbot, opened, own):
    good, short = own / "good.txt", own / "short.txt"
    good.write_text(
        "Tolls fall\n\nThe tolls on the bridge fall in May, the port authority said on Monday.\n"
    )
    short.write_text("–")
    opened.session.project.import_paths([good, short])

    said = "documents read: 2. 1 of them: There is too little text to tell its language"
    qtbot.waitUntil(lambda: said in opened.banner.words, timeout=60_000)


def test_a_closed_import_report_can_be_read_again_and_copied(qtbot, opened, own):
    act(opened, "import_report")
    assert "Nothing was imported since" in opened.banner.words
    good, bad = own / "good.txt", own / "bad.txt"
    good.write_text("Tolls fall, the port authority said on Monday.")
    bad.write_bytes(b"")
    opened.session.project.import_paths([good, bad], propose=False)
    qtbot.waitUntil(lambda: "1 imported, 1 skipped" in opened.banner.words, timeout=30_000)
    opened.banner.hide()
    act(opened, "import_report")
    dialog = opened.findChild(ReportDialog)
    dialog.findChild(QAbstractButton, "copyReport").click()

    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "1 imported, 1 skipped."
    assert lines[1].startswith(f"{bad}: ")
    assert lines[2] == f"{good}: imported"
    dialog.reject()


def shown_buttons(empty):
    return [button.text().split("   ")[0] for button in empty.buttons if button.isVisible()]


def test_every_empty_pane_of_a_new_project_names_the_next_act(qtbot, window, own):
    new_services(own / "new.annotator", user="Ann").close()
    window.project.open(own / "new.annotator")
    bench = window.session.bench
    qtbot.waitUntil(bench.documents.empty.isVisible)

    imports = ["Import files…", "Paste as document"]
    assert shown_buttons(bench.documents.empty) == imports
    qtbot.waitUntil(lambda: shown_buttons(bench.text.empty) == imports)
    (words,) = [one for one in bench.record.findChildren(EmptyState) if one.isVisible()]
    assert shown_buttons(words) == ["Import files…"]
    bench.show_workspace(Workspace.REVIEW)
    waits = bench.review.findChildren(EmptyState)
    qtbot.waitUntil(lambda: ["Annotate"] in [shown_buttons(one) for one in waits])
    bench.show_workspace(Workspace.SPEAKERS)
    speakers = bench.pages[Workspace.SPEAKERS].empty
    qtbot.waitUntil(lambda: shown_buttons(speakers) == ["Annotate"])
    bench.show_workspace(Workspace.EXPLORE)
    found = bench.pages[Workspace.EXPLORE].findChildren(EmptyState)
    qtbot.waitUntil(lambda: ["Annotate"] in [shown_buttons(one) for one in found])


@pytest.mark.parametrize("workspace", Workspace)
def test_in_an_empty_project_every_workspace_has_something_to_press_or_fill_in(
    qtbot, window, own, workspace
):
    new_services(own / "new.annotator", user="Ann").close()
    window.project.open(own / "new.annotator")
    bench = window.session.bench
    qtbot.waitUntil(bench.documents.empty.isVisible)
    bench.show_workspace(workspace)
    page = bench.pages[workspace] if workspace in PAGES else bench

    def ways_on():
        acts = [button for one in page.findChildren(EmptyState) for button in one.buttons]
        lists = page.findChildren(QAbstractItemView)
        return [
            *(button for button in acts if button.isVisible() and button.isEnabled()),
            *(view for view in lists if view.isVisible() and view.model().rowCount()),
        ]

    qtbot.waitUntil(lambda: ways_on() != [])


def test_before_a_document_is_open_its_history_says_what_to_do(qtbot, window, own):
    new_services(own / "new.annotator", user="Ann").close()
    window.project.open(own / "new.annotator")
    foot = window.session.bench.foot
    history = foot.versions
    foot.setCurrentWidget(history)

    qtbot.waitUntil(history.empty.isVisible)
    assert history.empty.words == "Open a document to see who made what of it."


def test_a_document_without_claims_offers_to_make_some(qtbot, opened):
    opened.session.desk.open(stored(opened, "Nothing is said here."))
    bench = opened.session.bench

    assert shown_buttons(bench.claims.empty) == ["Propose here"]
    bench.claims.empty.buttons[0].click()
    qtbot.waitUntil(lambda: bool(opened.session.desk.sheet.layers), timeout=30_000)
    qtbot.waitUntil(lambda: not opened.jobs.busy, timeout=30_000)


def test_a_filter_that_leaves_nothing_can_be_taken_off(qtbot, opened):
    pane = opened.session.bench.documents
    pane.filter.setCurrentIndex(pane.filter.findText("Approved"))
    qtbot.waitUntil(pane.empty.isVisible)
    (button,) = pane.empty.buttons
    assert button.text() == "Show all documents"
    button.click()

    qtbot.waitUntil(lambda: pane.model.rowCount() == 1)
    assert not pane.empty.isVisible()


def test_every_key_the_guide_names_is_one_of_an_act(window):
    page = guide_page(window.shell.actions.acts)

    assert "$" not in page
    assert "–" not in page
    for key in ("Ctrl+4", "Ctrl+5", "F8", "Ctrl+.", "Ctrl+H", "Ctrl+K", "Ctrl+F", "Shift+N"):
        assert key in page


def test_a_locked_project_opens_for_reading_and_names_who_writes(window, file, monkeypatch):
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.1)
    services = open_services(file, user="Bob")
    window.project._user = "Cat"
    with services.context.writing("Hold on"):
        assert window.project.open(file)
        assert "Another program (" in window.banner.words
        assert window.status.saved == "Read only"
    services.close()
    take_offer(window)

    assert window.status.saved == "Saved"
    assert window.status.user == "Cat"


def test_a_project_that_may_only_be_read_opens_with_a_hint(window, file, monkeypatch):
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    assert window.project.open(file)

    assert "open for reading only: nothing in it can be changed" in window.banner.words
    assert window.status.saved == "Read only"
