import pytest
from PySide6.QtWidgets import QMessageBox

from annotator.domain.attribution import Attribution
from annotator.domain.speaker import SpeakerBody
from annotator.ui.bench import Bench
from annotator.ui.speaker_acts import SpeakerActs
from annotator.ui.workspaces import Workspace

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


@pytest.fixture
def acts(qtbot, desk, shell, project):
    ovik = desk.services.speakers.add(SpeakerBody(name="Lena Ovik"))
    desk.services.speakers.add(SpeakerBody(name="Lena Owik"))
    project.claim("Fares go up in May", chain=(Attribution(speaker=ovik),))
    bench = Bench(desk, shell)
    qtbot.addWidget(bench)
    bench.resize(1280, 760)
    with qtbot.waitExposed(bench):
        bench.show()
    bench.activateWindow()
    made = SpeakerActs(bench, bench)
    made.find()
    qtbot.waitUntil(lambda: len(made._panel.registry.model.everybody) == 2)
    qtbot.waitUntil(lambda: made._panel.isVisible() and shell.jobs.at_rest)
    return made


def test_each_act_shows_the_workspace_and_goes_to_its_place(qtbot, acts):
    bench, panel = acts._bench, acts._panel
    assert bench.workspace is Workspace.SPEAKERS
    assert panel.registry.search.hasFocus()
    bench.show_workspace(Workspace.ANNOTATE)

    acts.who_is()
    assert bench.workspace is Workspace.SPEAKERS
    assert panel.who.words.hasFocus()
    acts.perhaps_the_same()
    qtbot.waitUntil(lambda: len(panel.same.model.rows) == 1)
    acts.mentions()
    assert panel.about.currentWidget() is panel.mentions


def test_chosen_speakers_are_merged_by_the_act(qtbot, acts):
    panel = acts._panel
    panel.registry.table.selectAll()

    acts.merge()

    qtbot.waitUntil(panel.merge.isVisible)


def test_chosen_mentions_are_moved_by_the_act(qtbot, acts):
    panel = acts._panel
    panel.registry.table.selectRow(0)
    acts.mentions()
    qtbot.waitUntil(lambda: panel.mentions.model.rowCount() == 1)
    panel.mentions.table.selectAll()

    acts.move()

    assert panel.move_.isVisible()


def test_the_chosen_speaker_is_removed_by_the_act_without_asking(qtbot, acts, monkeypatch):
    monkeypatch.setattr(QMessageBox, "exec", lambda *_: pytest.fail("it asked"))
    panel = acts._panel
    panel.registry.table.selectRow(1)

    acts.remove()

    qtbot.waitUntil(lambda: len(panel.registry.model.everybody) == 1)


def test_return_in_the_concordance_goes_to_the_claim_in_annotate(qtbot, acts, desk):
    panel = acts._panel
    panel.registry.table.selectRow(0)
    qtbot.waitUntil(lambda: panel.mentions.model.rowCount() == 1)
    acts.mentions()
    panel.mentions.table.selectRow(0)
    qtbot.waitUntil(lambda: panel.mentions.model.mention(0) is not None)

    panel.mentions.go.click()

    assert acts._bench.workspace is Workspace.ANNOTATE
    assert desk.current.body.content[0].start == panel.mentions.model.mention(0).place.start
