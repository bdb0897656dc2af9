from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QMessageBox, QWidget

from annotator.ui.prompts import QtPrompts

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def prompts(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    prompts = QtPrompts(window)
    prompts.kept = window
    return prompts


def answer(act):
    """Do something in the dialog that is about to open."""
    QTimer.singleShot(50, lambda: act(QApplication.activeModalWidget()))


@pytest.mark.parametrize(
    ("button", "agreed"),
    [(QMessageBox.StandardButton.Yes, True), (QMessageBox.StandardButton.No, False)],
)
def test_a_question_is_answered_with_yes_or_no(prompts, button, agreed):
    answer(lambda box: box.button(button).click())

    assert prompts.confirm("Go on?") is agreed


def test_a_line_of_text_comes_without_blanks_around_it(prompts):
    def typed(dialog):
        dialog.findChild(QLineEdit).setText("  an advertisement ")
        dialog.accept()

    answer(typed)

    assert prompts.ask_text("Why?") == "an advertisement"


def test_thinking_better_of_it_is_none(prompts):
    answer(QDialog.reject)

    assert prompts.ask_text("Why?") is None


def test_files_are_paths_and_none_is_none(prompts, monkeypatch):
    chosen = iter(["/a/b.txt", ""])
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_given: (next(chosen), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_given: (["/a", "/b"], ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given: "/c")

    assert prompts.choose_file("One", "*") == Path("/a/b.txt")
    assert prompts.save_file("Out", Path("/d"), "*") is None
    assert prompts.choose_files("Some", "*") == (Path("/a"), Path("/b"))
    assert prompts.choose_folder("Where") == Path("/c")
