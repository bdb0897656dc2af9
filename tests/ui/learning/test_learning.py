"""Learning in the window; the training itself is real, beside a small corpus."""

from functools import partial

import pytest
from PySide6.QtCore import Qt

from annotator.domain.attribution import Attribution
from annotator.domain.errors import UsageError
from annotator.domain.layer import Scope
from annotator.services import project_model
from annotator.services.learn_report import Figures, LearnReport, Trial
from annotator.services.own_corpus import own_corpus
from annotator.ui.learning.dialog import LearnDialog
from annotator.ui.learning.report import LearnReportDialog, rows
from annotator.ui.main_window import MainWindow
from annotator.ui.window_state import WindowState

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
SOON = 60_000


@pytest.fixture
def opened(qtbot, project, tmp_path, monkeypatch, agreeing):
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path / "own"))
    window = MainWindow(WindowState(), agreeing, user="Ann")
    qtbot.addWidget(window)
    window.show()
    window.project.open(project.path)
    yield window
    window.close()


@pytest.fixture
def verified(project):
    """Let one document be verified."""
    link = Attribution(source=project.span("harbour master Lena Ovik"), cue=project.span("said"))
    project.approved("Fares go up in May ⛴,", chain=(link,))


@pytest.fixture(scope="module")
def corpus():
    return own_corpus(splits=["dev"])[:4]


@pytest.fixture
def swift(opened, corpus):
    """Let learning be as it is, but beside a small corpus and in this process."""
    learning = opened.session.services.learning
    learning.learn = partial(learning.learn, corpus=corpus, apart=False)


def asked(qtbot, window):
    window.shell.actions.actions["learn"].trigger()
    dialog = window.findChild(LearnDialog)
    qtbot.waitUntil(lambda: "Looking" not in dialog.verified.text())
    return dialog


def reported(qtbot, window):
    qtbot.waitUntil(lambda: window.findChild(LearnReportDialog) is not None, timeout=SOON)
    return window.findChild(LearnReportDialog)


def figures(f1):
    return Figures(precision=f1, recall=f1, f1=f1, content_f1=f1, annotated=40, proposed=38)


def report(path, before=0.5, after=0.62):
    def trial(f1):
        subsets = {"all": figures(f1), "direct": figures(f1)}
        return Trial(subsets=subsets, bins=(), calibration_error=0.04)

    return LearnReport(
        engine="crf",
        documents=12,
        claims=140,
        corpus_articles=300,
        scope=Scope.SPEECH,
        folds=3,
        before=trial(before),
        after=trial(after),
        path=path,
    )


def test_without_anything_verified_it_says_so_and_does_not_begin(qtbot, opened):
    dialog = asked(qtbot, opened)

    assert dialog.verified.text().startswith("No document qualifies yet")
    assert not dialog.learn.isEnabled()
    assert "model that ships" in dialog.used.text()
    assert not dialog.revert.isVisible()


def test_it_says_how_much_there_is_to_learn_from(qtbot, verified, opened):
    dialog = asked(qtbot, opened)

    assert dialog.verified.text().startswith("1 of 1 document qualifies")
    assert dialog.learn.isEnabled()
    assert dialog.folds.value() == 0


def test_one_fold_is_no_trial(qtbot, verified, opened):
    dialog = asked(qtbot, opened)
    dialog.folds.setMaximum(5)
    dialog.folds.setValue(1)

    assert dialog.folds.value() == 2


def test_a_model_is_learned_used_and_given_up_again(qtbot, verified, opened, swift, project):
    dialog = asked(qtbot, opened)
    qtbot.mouseClick(dialog.learn, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(opened.status.work.isVisible, timeout=SOON)
    told = reported(qtbot, opened)
    assert "1 claim in 1 document, beside 4 articles" in told.said.text()
    assert "no trial" in told.said.text()

    told.use.click()
    qtbot.waitUntil(lambda: "reads this project from now on" in opened.banner.words)
    own = opened.session.services.learning.adopted()
    assert own.path == project_model.place(project.path)

    dialog = asked(qtbot, opened)
    assert own.name in dialog.used.text()
    dialog.revert.click()
    qtbot.waitUntil(lambda: "model that ships again" in opened.banner.words)
    assert opened.session.services.learning.adopted() is None


def test_what_was_learned_can_be_thrown_away(qtbot, verified, opened, swift, project):
    opened.session.learning.begin("crf", 0)
    reported(qtbot, opened).reject()
    qtbot.waitUntil(lambda: "reads as before" in opened.banner.words)

    assert not project_model.candidate(project.path).exists()
    assert opened.session.services.learning.adopted() is None


def test_learning_can_be_stopped_and_leaves_nothing(qtbot, verified, opened, swift, project):
    opened.session.learning.begin("crf", 0)
    opened.jobs.cancel()
    qtbot.waitUntil(lambda: "Stopped" in opened.banner.words, timeout=SOON)

    assert not project_model.candidate(project.path).exists()


def test_why_it_failed_is_one_sentence(qtbot, verified, opened):
    def refuse(**_options):
        raise UsageError("The engine cannot be trained here.")

    opened.session.services.learning.learn = refuse
    opened.session.learning.begin("crf", 0)

    qtbot.waitUntil(lambda: opened.banner.words == "The engine cannot be trained here.")


def test_before_and_after_stand_side_by_side_with_the_gain(qtbot, tmp_path):
    told = report(tmp_path / "new.model")
    dialog = LearnReportDialog(told)
    qtbot.addWidget(dialog)

    model = dialog.table.model()
    first = [model.index(0, column).data() for column in range(model.columnCount())]
    assert [text.replace("\N{NARROW NO-BREAK SPACE}", " ") for text in first] == [
        "all",
        "40",
        *("50 %", "62 %") * 3,
        "+12.0",
    ]
    assert "140 claims in 12 documents, beside 300 articles" in dialog.said.text()


def test_a_loss_is_shown_as_one(tmp_path):
    (first, *_rest) = rows(report(tmp_path / "new.model", before=0.6, after=0.5))

    assert first.gain == pytest.approx(-10)
