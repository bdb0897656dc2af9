"""Merging another project in the window: looked at, decided by key and by mouse, taken back."""

import sqlite3
from contextlib import closing
from threading import Event

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from shiboken6 import isValid

from annotator.domain.errors import LockedError
from annotator.domain.history import RecordKind
from annotator.domain.project import Policy
from annotator.domain.project_merge import Side
from annotator.domain.speaker import SpeakerBody
from annotator.services.bootstrap import new_services, open_services
from annotator.ui.main_window import MainWindow
from annotator.ui.window_state import WindowState
from annotator.ui.workspaces import Workspace
from tests.services.merging_pair import Pair

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
SOON = 20_000


def change(people, services, claim_id, words):
    claim = people.read(claim_id)
    after = claim.body.amended(content=(people.span(words),))
    services.annotating.change(claim, after, "Change")


def said(people, claim_id):
    claim = people.read(claim_id)
    return claim.body.content[0].of(people.text)


@pytest.fixture
def pair(project):
    """Two claims that were edited on both sides, and a speaker and a claim of the copy alone."""
    with project.ann.context.writing("Speaker") as unit:
        unit.speakers.add(SpeakerBody(name="Lena Ovik"))
        unit.commit()
    one, two = project.claim("two piers will close"), project.claim("a typing error")
    made = Pair(project)
    made.claims = one.id, two.id
    change(made.here, made.here.ann, one.id, "two piers")
    change(made.there, made.there.bob, one.id, "piers will close")
    change(made.here, made.here.ann, two.id, "typing")
    change(made.there, made.there.bob, two.id, "typing error")
    yield made
    made.there.ann.close()


@pytest.fixture
def window(qtbot, tmp_path, monkeypatch, agreeing):
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path / "own"))
    made = MainWindow(WindowState(), agreeing, user="Ann")
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


@pytest.fixture
def opened(window, project):
    window.project.open(project.path)
    return window


def page_of(window):
    return window.session.merging.page


def looked_at(qtbot, window, other):
    """Ask for a merge by the act, and wait until it is known what would come."""
    window.shell.prompts.choose_file = lambda _title, _kinds: other
    window.shell.actions.actions["merge"].trigger()
    page = page_of(window)
    qtbot.waitUntil(lambda: page.report is not None and not page.busy.isVisible(), timeout=SOON)
    return page


def merged(qtbot, page):
    qtbot.mouseClick(page.merge, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Merged as one act" in page.standing.text(), timeout=SOON)


def refused(qtbot, window, other):
    """Ask for a merge that cannot be, and return the sentence that says why."""
    window.shell.prompts.choose_file = lambda _title, _kinds: other
    before = window.session.services.undoing.labels()
    window.shell.actions.actions["merge"].trigger()
    qtbot.waitUntil(lambda: bool(window.banner.words), timeout=SOON)
    assert not page_of(window).isVisible()
    assert window.session.bench.workspace is Workspace.ANNOTATE
    assert window.session.services.undoing.labels() == before
    return window.banner.words


def lines(page):
    return {line.what: line.told for line in page.summary.model_.rows}


def test_what_would_come_is_shown_and_nothing_is_written(qtbot, opened, pair):
    pair.there.store("Another text, which only the copy has.", "another.txt")
    pair.there.bob.annotating.comment(pair.there.read(pair.claims[0]), "Really two?")
    before = pair.here.ann.undoing.labels()

    page = looked_at(qtbot, opened, pair.there.path)

    assert page.isVisible()
    assert page.head.text() == "Merge “there” into “harbour”"
    assert lines(page)["Documents"] == "1 new"
    assert lines(page)["Comments"] == "1 new"
    assert page.tabs.tabText(0) == "Conflicts 2"
    assert page.standing.text().startswith("0 of 2 decided; of the others yours stays")
    assert pair.here.ann.undoing.labels() == before
    assert page.conflicts.table.hasFocus()


def test_conflicts_are_decided_with_one_key_each(qtbot, opened, pair):
    page = looked_at(qtbot, opened, pair.there.path)
    table = page.conflicts.table
    cells = [page.conflicts.model.index(row, 2).data() for row in (0, 1)]
    assert cells == ["mine by default", "mine by default"]

    QTest.keyClick(table, Qt.Key.Key_T)
    assert table.currentIndex().row() == 1
    assert page.conflicts.model.index(0, 2).data() == "theirs"
    QTest.keyClick(table, Qt.Key.Key_K)
    assert table.currentIndex().row() == 0
    QTest.keyClick(table, Qt.Key.Key_J)
    QTest.keyClick(table, Qt.Key.Key_Return)

    assert page.conflicts.undecided == 0
    assert "Every conflict is decided" in page.standing.text()
    assert page.merge.hasFocus()
    QTest.keyClick(page.merge, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Merged as one act" in page.standing.text(), timeout=SOON)
    assert said(pair.here, pair.claims[0]) == "piers will close"
    assert said(pair.here, pair.claims[1]) == "typing"
    assert "yours stays in 1, theirs stands in 1" in page.standing.text()


def test_both_readings_stand_side_by_side_with_what_differs_marked(qtbot, opened, pair):
    page = looked_at(qtbot, opened, pair.there.path)

    words, marked = page.view.text.toPlainText(), page.view.text.toHtml()
    assert "≠ Content" in words
    assert "Ann, " in words
    assert "Bob, " in words
    assert "✓ stays" in words
    assert words.index("two piers") < words.index("piers will close")
    assert "underline" in marked
    assert page.view.mine.isChecked()
    qtbot.mouseClick(page.view.theirs, Qt.MouseButton.LeftButton)
    assert page.conflicts.model.index(0, 2).data() == "theirs"
    qtbot.keyClick(page.conflicts.table, Qt.Key.Key_K)
    assert page.view.theirs.isChecked()


def test_all_that_is_listed_is_decided_at_once_also_by_kind(qtbot, opened, pair):
    for people, services, note in (
        (pair.here, pair.here.ann, "mine"),
        (pair.there, pair.there.bob, "theirs"),
    ):
        marks = services.querying.sheet(people.document_id).document.marks
        services.annotating.mark(people.document_id, marks, marks.amended(note=note), "Note")
    page = looked_at(qtbot, opened, pair.there.path)
    pane = page.conflicts
    assert [pane.kinds.itemText(at) for at in range(pane.kinds.count())] == [
        "All kinds  3",
        "Documents  1",
        "Claims  2",
    ]

    pane.kinds.setCurrentIndex(2)
    assert pane.model.rowCount() == 2
    qtbot.mouseClick(pane.all_theirs, Qt.MouseButton.LeftButton)
    pane.kinds.setCurrentIndex(0)

    assert sorted(pane.decisions.values()) == [Side.OURS, Side.THEIRS, Side.THEIRS]
    assert pane.undecided == 1
    qtbot.mouseClick(pane.all_mine, Qt.MouseButton.LeftButton)
    assert set(pane.decisions.values()) == {Side.OURS}
    assert pane.undecided == 0


def test_a_merge_is_undone_by_its_name_and_again_brings_nothing_new(qtbot, opened, pair):
    page = looked_at(qtbot, opened, pair.there.path)
    qtbot.mouseClick(page.conflicts.all_theirs, Qt.MouseButton.LeftButton)
    merged(qtbot, page)
    assert "merge there" in opened.shell.actions.actions["undo"].text()

    again = looked_at(qtbot, opened, pair.there.path)
    assert again.standing.text() == "Nothing new: everything is here already."
    assert not again.merge.isEnabled()

    opened.shell.actions.actions["undo"].trigger()
    qtbot.waitUntil(lambda: said(pair.here, pair.claims[0]) == "two piers", timeout=SOON)


def test_the_page_says_that_its_merge_was_taken_back(qtbot, opened, pair):
    page = looked_at(qtbot, opened, pair.there.path)
    qtbot.mouseClick(page.conflicts.all_theirs, Qt.MouseButton.LeftButton)
    merged(qtbot, page)

    opened.shell.actions.actions["undo"].trigger()

    qtbot.waitUntil(lambda: "was taken back" in page.standing.text(), timeout=SOON)
    assert said(pair.here, pair.claims[0]) == "two piers"


def test_speakers_that_look_alike_are_told_and_led_to(qtbot, opened, pair):
    with pair.there.bob.context.writing("Speaker") as unit:
        unit.speakers.add(SpeakerBody(name="L. Ovik"))
        unit.commit()
    page = looked_at(qtbot, opened, pair.there.path)
    assert page.tabs.tabText(1) == "Perhaps the same 1"
    (alike,) = page.pairs.model.rows
    assert {alike.one.name, alike.other.name} == {"Lena Ovik", "L. Ovik"}
    assert lines(page)["Speakers"] == "1 new, 1 perhaps here already"
    assert not page.speakers.isVisible()
    merged(qtbot, page)

    qtbot.mouseClick(page.speakers, Qt.MouseButton.LeftButton)

    bench = opened.session.bench
    assert bench.workspace is Workspace.SPEAKERS
    same = bench.pages[Workspace.SPEAKERS].same
    qtbot.waitUntil(lambda: len(same.model.rows) == 1, timeout=SOON)


def test_work_done_since_the_look_holds_the_merge_up_and_keeps_what_was_decided(
    qtbot, opened, pair
):
    page = looked_at(qtbot, opened, pair.there.path)
    QTest.keyClick(page.conflicts.table, Qt.Key.Key_T)
    QTest.keyClick(page.conflicts.table, Qt.Key.Key_T)
    change(pair.there, pair.there.bob, pair.claims[1], "a typing")

    qtbot.mouseClick(page.merge, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "one more conflict has come up" in page.note.text(), timeout=SOON)

    assert said(pair.here, pair.claims[0]) == "two piers"
    assert page.conflicts.undecided == 1
    assert page.conflicts.table.currentIndex().row() == 1
    merged(qtbot, page)
    assert said(pair.here, pair.claims[0]) == "piers will close"
    assert said(pair.here, pair.claims[1]) == "typing"


def test_escape_leaves_the_page_and_any_workspace_is_a_way_back(qtbot, opened, pair):
    page = looked_at(qtbot, opened, pair.there.path)
    bench = opened.session.bench
    QTest.keyClick(page.conflicts.table, Qt.Key.Key_Escape)
    assert not page.isVisible()
    assert bench.text.isVisible()

    looked_at(qtbot, opened, pair.there.path)
    assert page.isVisible()
    opened.shell.actions.actions["workspace_4"].trigger()
    assert not page.isVisible()
    assert bench.workspace is Workspace.EXPLORE
    assert said(pair.here, pair.claims[0]) == "two piers"


def test_looking_can_be_stopped(qtbot, opened, pair):
    opened.session.merging.look(pair.there.path)
    page = page_of(opened)
    assert page.busy.isVisible()
    assert page.busy.stop.isVisible()

    QTest.keyClick(page.busy.stop, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: opened.banner.words == "Stopped; nothing was merged.", timeout=SOON)
    assert not page.isVisible()


def test_a_merge_that_is_stopped_changes_nothing_and_can_be_done_after_all(qtbot, opened, pair):
    page = looked_at(qtbot, opened, pair.there.path)
    QTest.keyClick(page.conflicts.table, Qt.Key.Key_T)
    opened.session.merging.merge(page.conflicts.decisions)
    opened.jobs.cancel()

    qtbot.waitUntil(lambda: page.note.text().startswith("Stopped; nothing was"), timeout=SOON)
    assert said(pair.here, pair.claims[0]) == "two piers"
    assert page.conflicts.undecided == 1
    merged(qtbot, page)
    assert said(pair.here, pair.claims[0]) == "piers will close"


def test_a_project_that_was_made_apart_is_told_to_be_unrelated(qtbot, opened, tmp_path):
    other = new_services(tmp_path / "apart.annotator", user="Zoe")
    other.importing.pasted("A ferry was late, a sailor said.")
    other.close()

    page = looked_at(qtbot, opened, tmp_path / "apart.annotator")

    assert "made apart and have no text in common" in page.note.text()
    assert lines(page)["Users"] == "Zoe new"
    assert page.merge.isEnabled()
    page.closed.emit()
    assert len(opened.session.services.querying.documents()) == 1


def test_a_file_that_is_being_written_to_elsewhere_is_looked_at_all_the_same(qtbot, opened, pair):
    with pair.there.bob.context.writing("Half done") as unit:
        unit.speakers.add(SpeakerBody(name="Nobody yet"))
        page = looked_at(qtbot, opened, pair.there.path)
        assert "Speakers" not in lines(page)
        unit.commit()


def test_a_file_that_another_program_keeps_to_itself_is_named(qtbot, opened, pair, monkeypatch):
    monkeypatch.setattr("annotator.store.schema.BUSY_SECONDS", 0.1)
    pair.there.ann.close()
    with closing(sqlite3.connect(pair.there.path, isolation_level=None)) as holder:
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("PRAGMA journal_mode = DELETE")
        holder.execute("BEGIN EXCLUSIVE")
        words = refused(qtbot, opened, pair.there.path)
    assert words == f"Another program is writing to {pair.there.path}; try again in a moment."


def test_a_file_of_a_newer_program_is_named(qtbot, opened, pair):
    pair.there.ann.close()
    with closing(sqlite3.connect(pair.there.path)) as file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
        file.commit()
    words = refused(qtbot, opened, pair.there.path)
    assert "was written by a newer version of Annotator; please update the program" in words
    assert str(pair.there.path) in words


def test_a_damaged_file_is_named(qtbot, opened, tmp_path):
    damaged = tmp_path / "damaged.annotator"
    damaged.write_bytes(b"SQLite format 3\0" + b"\xff" * 4096)
    words = refused(qtbot, opened, damaged)
    assert str(damaged) in words
    assert "cannot be opened as a project" in words


def test_the_project_itself_is_not_merged_into_itself(qtbot, opened, project):
    words = refused(qtbot, opened, project.path)
    assert words == f"{project.path} is the project itself; name another one to merge."
    assert opened.banner.findChild(QPushButton, "bannerOffer").text() == "Choose another…"


def test_a_file_that_is_gone_is_named(qtbot, opened, tmp_path):
    words = refused(qtbot, opened, tmp_path / "gone.annotator")
    assert words == f"There is no project file {tmp_path / 'gone.annotator'}."


def test_a_file_that_vanishes_after_it_was_looked_at_changes_nothing(qtbot, opened, pair):
    page = looked_at(qtbot, opened, pair.there.path)
    pair.there.ann.close()
    pair.there.path.unlink()

    qtbot.mouseClick(page.merge, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "There is no project file" in opened.banner.words, timeout=SOON)

    assert said(pair.here, pair.claims[0]) == "two piers"
    assert opened.session.bench.text.isVisible()


def test_a_policy_that_differs_is_told_in_a_sentence(qtbot, opened, tmp_path):
    new_services(tmp_path / "solo.annotator", user="Ann", policy=Policy.SOLO).close()
    words = refused(qtbot, opened, tmp_path / "solo.annotator")
    assert "approvals would not mean the same, so nothing was merged" in words


def test_a_project_open_for_reading_only_is_looked_at_and_not_merged(
    qtbot, window, pair, monkeypatch
):
    def locked(*_given, read_only=None, **named):
        if not read_only:
            raise LockedError("Another program is writing to this project.")
        return open_services(*_given, read_only=True, **named)

    monkeypatch.setattr("annotator.ui.open_project.open_services", locked)
    window.project.open(pair.here.path)

    page = looked_at(qtbot, window, pair.there.path)

    assert "open for reading only: a merge can be looked at, not done." in page.note.text()
    assert not page.merge.isEnabled()
    assert page.tabs.tabText(0) == "Conflicts 2"


def test_who_is_no_lead_may_look_and_not_merge(qtbot, window, pair):
    window.project._user = "Bob"
    window.project.open(pair.here.path)

    page = looked_at(qtbot, window, pair.there.path)

    assert "Only a lead may do this; Bob is a reviewer." in page.note.text()
    assert not page.merge.isEnabled()


def test_who_switches_user_while_it_is_looked_at_is_told_nothing(qtbot, opened, pair):
    before, gone, told = opened.session.merging, Event(), []
    merging = before._services.merging_projects
    preview = merging.preview

    def slow(other, **how):
        gone.wait(20)
        told.append(preview(other, **how))
        return told[0]

    merging.preview = slow
    before.look(pair.there.path)
    opened.project._on_user_wanted("Bob")
    qtbot.waitUntil(lambda: not isValid(before), timeout=SOON)
    gone.set()
    qtbot.waitUntil(lambda: bool(told) and not opened.jobs.busy, timeout=SOON)

    assert opened.session.bench.text.isVisible()
    assert opened.banner.words == ""


def drop(window, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)


def test_a_project_that_is_dropped_can_be_merged_or_opened(qtbot, opened, pair):
    drop(opened, pair.there.path)
    assert opened.project.path == pair.here.path
    assert "open it in place of “harbour”, or merge it into it" in opened.banner.words

    second = opened.banner.findChild(QPushButton, "bannerSecondOffer")
    qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    page = page_of(opened)
    qtbot.waitUntil(lambda: page.report is not None, timeout=SOON)
    assert page.isVisible()

    drop(opened, pair.there.path)
    first = opened.banner.findChild(QPushButton, "bannerOffer")
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert opened.project.path == pair.there.path


def test_edits_of_the_other_project_are_counted(qtbot, opened, pair):
    claim = pair.there.claim("Fares go up in May")
    change(pair.there, pair.there.bob, claim.id, "Fares go up")
    page = looked_at(qtbot, opened, pair.there.path)

    assert lines(page)["Claims"] == "1 new"
    assert page.report.new[RecordKind.CLAIM] == 1
    assert lines(page)["Edits"] == "1"
