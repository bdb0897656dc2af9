import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.ui.main_window import MainWindow
from annotator.ui.window_state import WindowState

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(qtbot, tmp_path, monkeypatch, project, agreeing):
    """Return a window in which the second of two claims is current, the text has the keyboard."""
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path / "own"))
    window = MainWindow(WindowState(), agreeing, user="Ann")
    qtbot.addWidget(window)
    window.show()
    qtbot.waitActive(window)
    window.project.open(project.path)
    desk = window.session.desk
    desk.open(project.document_id)
    desk.claim_from(project.span("Fares go up in May ⛴"))
    desk.set_speaker("Lena Ovik")
    desk.claim_from(project.span("a typing error"))
    desk.set_speaker_id(None)
    window.session.bench.focus_pane()
    yield window
    window.close()


def press(key):
    QTest.keyClick(QGuiApplication.focusWindow(), key)


def test_d_says_the_same_as_above(window):
    press(Qt.Key.Key_D)

    desk = window.session.desk
    assert desk.speaker_name(desk.current) == "Lena Ovik"


def test_t_finds_a_tag_and_gives_the_keyboard_back(window):
    press(Qt.Key.Key_T)
    picker = window.session.bench.record.claim.tags.picker
    assert picker.hasFocus()
    QTest.keyClicks(picker, "warn")
    press(Qt.Key.Key_Return)
    assert window.session.desk.current.body.tags == ("warning",)

    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Escape)

    assert window.session.bench.text.view.hasFocus()


def test_f_goes_to_the_first_field_that_waits(window):
    press(Qt.Key.Key_F)

    assert (
        QApplication.focusWidget()
        is window.session.bench.record.claim.fields.rows["addressee"].editor
    )


def test_l_goes_to_the_chain(window):
    press(Qt.Key.Key_L)

    assert window.session.bench.record.claim.chain.links.crumbs[0].hasFocus()


def test_m_comments_and_gives_the_keyboard_back(window):
    press(Qt.Key.Key_M)
    QTest.keyClicks(QApplication.focusWidget(), "Which one?")
    press(Qt.Key.Key_Return)

    assert [item.text for item in window.session.desk.sheet.comments] == ["Which one?"]
    assert window.session.bench.text.view.hasFocus()
