import pytest

from annotator.domain.errors import UsageError

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")
HISTORY = 2


@pytest.fixture
def renamed(qtbot, desk, chosen, ids):
    """Return the panel at the history of a speaker who was given a note."""
    before = next(one for one in desk.services.speakers.all() if one.id == ids[0]).body
    desk.services.speakers.change(ids[0], before, before.amended(note="retired"))
    chosen.about.setCurrentIndex(HISTORY)
    qtbot.waitUntil(lambda: chosen.form.note.toPlainText() == "retired")
    qtbot.waitUntil(lambda: chosen.history.model.rowCount() == 2)
    return chosen


def shown(model):
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_what_was_done_to_the_chosen_speaker_is_shown_with_before_and_after(renamed):
    history = renamed.history

    assert renamed.about.tabText(HISTORY) == "History"
    assert [row[1:] for row in shown(history.model)] == [
        ["Ann", "Change speaker Lena Ovik"],
        ["Ann", "Add speaker Lena Ovik"],
    ]
    assert shown(history.differences) == [["Note", "—", "retired"]]
    assert not history.restore.isEnabled()


def test_an_earlier_version_of_a_speaker_is_restored_with_a_click_and_undone(
    qtbot, desk, renamed, click
):
    history = renamed.history
    history.versions.setCurrentIndex(history.model.index(1, 0))
    assert history.restore.isEnabled()

    click(history.restore)

    qtbot.waitUntil(lambda: history.model.rowCount() == 3)
    qtbot.waitUntil(lambda: renamed.form.note.toPlainText() == "")
    desk.services.undoing.undo()
    qtbot.waitUntil(lambda: history.model.rowCount() == 4)
    qtbot.waitUntil(lambda: renamed.form.note.toPlainText() == "retired")


def test_another_speaker_has_another_history(qtbot, renamed, ids):
    renamed.show_speaker(ids[1])

    what = [["Ann", "Add speaker Port authority"]]
    qtbot.waitUntil(lambda: [row[1:] for row in shown(renamed.history.model)] == what)


def test_what_is_restored_is_of_whom_the_list_shows_while_another_is_being_read(
    desk, renamed, ids, shell, monkeypatch
):
    history, held = renamed.history, []
    monkeypatch.setattr(shell.jobs, "quick", lambda *job: held.append(job))
    renamed.show_speaker(ids[1])
    history.versions.setCurrentIndex(history.model.index(1, 0))

    history.restore.click()

    assert held
    known = {one.id: one.body for one in desk.services.speakers.all()}
    assert (known[ids[0]].name, known[ids[0]].note) == ("Lena Ovik", None)
    assert known[ids[1]].name == "Port authority"


def test_a_version_that_cannot_be_restored_is_told_and_changes_nothing(
    qtbot, desk, renamed, ids, reported
):
    ovik = next(one for one in desk.services.speakers.all() if one.id == ids[0])
    desk.services.speakers.change(ids[0], ovik.body, ovik.body.amended(name="Lena Falk"))
    history = renamed.history
    qtbot.waitUntil(lambda: history.model.rowCount() == 3)
    other = desk.services.speakers.all()[-1]
    desk.services.speakers.change(other.id, other.body, other.body.amended(name="Lena Ovik"))
    history.versions.setCurrentIndex(history.model.index(2, 0))

    history.restore.click()

    assert [type(error) for error in reported] == [UsageError]
    names = {one.name for one in desk.services.speakers.all()}
    assert names == {"Lena Falk", "Lena Ovik"}


def test_without_a_speaker_the_history_says_what_to_do(renamed):
    renamed.history.show_speaker(None)

    assert renamed.history.currentWidget() is renamed.history.empty
    assert renamed.history.empty.words.startswith("Choose a speaker")
