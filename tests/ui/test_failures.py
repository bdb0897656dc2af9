import logging
import sys

import pytest
from PySide6.QtCore import qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QToolButton

from annotator.domain.errors import UsageError
from annotator.ui import crashes
from annotator.ui.crashes import Watch, crash_box, details
from annotator.ui.failures import Banner, Offer, Tone
from annotator.ui.theme import load_theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
QUOTED = "the words of a document"


@pytest.fixture
def banner(qtbot):
    banner = Banner(load_theme("light"))
    qtbot.addWidget(banner)
    return banner


def test_a_failure_is_one_sentence_until_it_is_closed(qtbot, banner):
    banner.report(UsageError("Say <b>why</b>."))
    assert banner.words == "Say <b>why</b>."

    banner.findChild(QToolButton, "bannerClose").click()

    assert banner.words == ""


def test_an_offer_is_a_button_that_does_it_and_closes_the_banner(qtbot, banner):
    done = []
    banner.say("48 imported, 2 skipped.", Tone.GOOD, Offer("Show", lambda: done.append(1)))

    banner.findChild(QPushButton, "bannerOffer").click()

    assert done == [1]
    assert banner.words == ""
    banner.say("Nothing to do.")
    assert banner.findChild(QPushButton, "bannerOffer").isHidden()


def test_the_banner_changes_with_the_theme(banner):
    banner.say("Careful.", Tone.WARNING)
    banner.set_theme(load_theme("dark"))

    assert load_theme("dark").warning in banner.styleSheet()


@pytest.fixture
def watch(tmp_path, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path))
    watch = Watch()
    watch.start()
    yield watch
    watch.stop()


def failed():
    try:
        dict[str, str]()[QUOTED]
    except KeyError:
        return sys.exc_info()


def test_what_nobody_expected_is_logged_and_shown_without_the_words(watch, monkeypatch, caplog):
    told = []

    class Box:
        def exec(self):
            told.append("shown")

    monkeypatch.setattr(crashes, "crash_box", lambda text: told.append(text) or Box())
    sys.excepthook(*failed())

    assert told[1] == "shown"
    assert "KeyError" in told[0]
    assert "failed, test_failures.py" in told[0]
    assert QUOTED not in told[0]
    assert "unexpected" in caplog.text


def test_the_hook_is_given_back(tmp_path, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path))
    before, watch = sys.excepthook, Watch()
    watch.start()
    assert sys.excepthook is not before

    watch.stop()

    assert sys.excepthook is before


def test_what_qt_says_goes_into_the_log(watch, caplog):
    with caplog.at_level(logging.WARNING):
        qWarning("a broken pixmap")

    assert ("annotator.qt", logging.WARNING, "a broken pixmap") in caplog.record_tuples


def test_the_report_can_be_copied(qtbot):
    kind, _error, trace = failed()
    box = crash_box(details(kind, trace))
    qtbot.addWidget(box)

    next(one for one in box.findChildren(QPushButton) if one.text() == "Copy").click()

    assert QGuiApplication.clipboard().text().startswith("Annotator ")
