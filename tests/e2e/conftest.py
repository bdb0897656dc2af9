"""The real program, driven from outside: started by `main`, worked with keys or with clicks."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator.__main__ import main
from annotator.runtime.resources import samples
from annotator.ui import app as ui_app
from annotator.ui import crashes
from annotator.ui.main_window import MainWindow
from annotator.ui.text_offsets import TextOffsets
from tests.collecting import collecting_here
from tests.patience import PatientBot

LONG_MS = 60_000


@pytest.fixture(autouse=True)
def _collected_here():
    with collecting_here():
        yield


class Answers:
    """Prompts that answer by themselves, for files alone."""

    files: tuple[Path, ...] = ()
    out: Path | None = None

    def __init__(self, _window):
        pass

    def confirm(self, _question):
        return True

    def ask_text(self, _question, text=""):
        return text or "because"

    def choose_file(self, _title, _kinds):
        return None

    def choose_files(self, _title, _kinds):
        return self.files

    def choose_folder(self, _title):
        return None

    def save_file(self, _title, _suggestion, _kinds):
        return self.out


class Driver:
    """A person at the window; `actions` counts chords, clicks and drags."""

    def __init__(self, window: MainWindow, qtbot) -> None:
        self.window = window
        self.qtbot = qtbot
        self.actions = 0

    @property
    def desk(self):
        return self.window.session.desk

    @property
    def bench(self):
        return self.window.session.bench

    def press(self, chord: str) -> None:
        self.actions += 1
        combination = QKeySequence(chord)[0]
        target = QGuiApplication.focusWindow()
        QTest.keyClick(target, combination.key(), combination.keyboardModifiers())

    def write(self, text: str) -> None:
        for letter in text:
            QTest.keyClick(QGuiApplication.focusWindow(), letter)

    def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        self.actions += 1
        assert widget.isVisible(), widget.objectName()
        assert widget.isEnabled(), widget.objectName()
        QTest.mouseClick(
            widget,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            place or widget.rect().center(),
        )

    def menu(self, title: str, act_id: str) -> None:
        bar = self.window.menuBar()
        head = next(item for item in bar.actions() if item.text() == title)
        self.click(bar, bar.actionGeometry(head).center())
        menu = head.menu()
        self.until(menu.isVisible)
        self.click(menu, menu.actionGeometry(self.window.shell.actions.actions[act_id]).center())

    def tool(self, act_id: str) -> None:
        bar = self.bench.text.bar
        self.click(bar.widgetForAction(self.window.shell.actions.actions[act_id]))

    def place_of(self, offset: int) -> QPoint:
        view = self.bench.text.view
        cursor = view.textCursor()
        cursor.setPosition(TextOffsets(view.text).to_qt(offset))
        return view.cursorRect(cursor).center()

    def drag(self, widget: QWidget, start: QPoint, end: QPoint) -> None:
        self.actions += 1
        left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mouseMove(widget, start)
        QTest.mousePress(widget, left, plain, start)
        QTest.mouseMove(widget, (start + end) / 2)
        QTest.mouseMove(widget, end)
        QTest.mouseRelease(widget, left, plain, end)

    def until(self, true: Callable[[], bool], timeout: int = LONG_MS) -> None:
        self.qtbot.waitUntil(true, timeout=timeout)

    def dialog(self, kind: type[QWidget]) -> QWidget:
        self.until(lambda: isinstance(QApplication.activeWindow(), kind))
        return QApplication.activeWindow()

    def gone(self, kind: type[QWidget]) -> None:
        self.until(
            lambda: (
                not any(
                    isinstance(w, kind) and w.isVisible() for w in QApplication.topLevelWidgets()
                )
            )
        )
        self.window.activateWindow()  # offscreen there is no window manager to do it
        self.until(lambda: QApplication.activeWindow() is self.window)

    def idle(self) -> None:
        self.until(lambda: not self.window.jobs.busy)


@pytest.fixture
def qtbot(qapp, request):
    return PatientBot(request)


@pytest.fixture
def own_folders(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path / "own"))
    return tmp_path


@pytest.fixture
def answers(own_folders, monkeypatch):
    """Let every question about files be answered: two sample articles, and a table."""
    monkeypatch.setattr(ui_app, "QtPrompts", Answers)
    monkeypatch.setattr(Answers, "files", tuple(samples()[:2]))
    monkeypatch.setattr(Answers, "out", own_folders / "out.csv")
    return Answers


@pytest.fixture
def started(qtbot, qapp, own_folders, answers, monkeypatch):
    """Start the program with words, let a script work in its window, and close it."""

    def start(words: list[str], script: Callable[[Driver], None]) -> int:
        failures: list[BaseException] = []

        def unexpected(told):
            raise AssertionError(told)

        def go() -> None:
            window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
            try:
                qtbot.waitUntil(window.isActiveWindow, timeout=5_000)
                script(Driver(window, qtbot))
            except BaseException as failure:  # noqa: BLE001 - carried out of the event loop
                failures.append(failure)
            finally:
                for other in QApplication.topLevelWidgets():
                    other.close()
                QApplication.quit()

        monkeypatch.setattr(crashes, "crash_box", unexpected)
        clock = QTimer(interval=200, singleShot=True)
        clock.timeout.connect(go)
        clock.start()
        status = main(words)
        QCoreApplication.removePostedEvents(qapp, QEvent.Type.Quit.value)  # else all loops end
        assert not clock.isActive(), "the program ended without a window"
        if failures:
            raise failures[0]
        return status

    return start
