"""The window stays free while an engine reads, and the reading is soon done.

What is soon and what is free is told in *spells*: the time that a fixed piece of work takes on the
same machine in the same minute, so that a slow or a busy one is not taken for a slow program.
"""

import gc
import time
from functools import partial

import pytest
from PySide6.QtCore import Qt, QTimer

from annotator.runtime.collector import set_aside
from annotator.runtime.resources import samples
from annotator.services.bootstrap import new_services
from annotator.ui.main_window import MainWindow
from annotator.ui.window_state import WindowState

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
WORDS = 900
SOON = 50  # spells until the proposals are there
TURN = 2  # spells of work between two turns of the window
ONCE = 8  # the same where it is measured once, whatever else the interpreter does meanwhile
TRIES = 4  # other programs may want the processor too


class Prompts:
    def __init__(self, _window):
        pass

    def confirm(self, _question):
        return True


class Spell:
    """Measures how long so much work of the interpreter takes: the best of all that were asked."""

    def __init__(self):
        self.worked = self.passed = float("inf")
        self.take()

    def take(self):
        worked, passed = time.thread_time(), time.perf_counter()
        words = [f"{number % 977}:{number}" for number in range(50_000)]
        assert len({word.split(":")[0] for word in sorted(words)}) == 977
        self.worked = min(self.worked, time.thread_time() - worked)
        self.passed = min(self.passed, time.perf_counter() - passed)


class Turns:
    """Measures the work that the window's own thread does from one turn to the next."""

    def __init__(self):
        self._timer = QTimer(interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_turn)
        self.begin()

    def begin(self):
        self._before = time.thread_time()
        self.longest = 0.0
        self._timer.start()

    def _on_turn(self):
        now = time.thread_time()
        self.longest = max(self.longest, now - self._before)
        self._before = now


def proposed(window, text):
    sheet = window.session.desk.sheet
    return sheet is not None and sheet.document.text == text and bool(sheet.proposals)


def articles():
    """Return different texts of so many words, of the sentences that ship."""
    texts = [path.read_text(encoding="utf-8") for path in samples() if path.suffix == ".txt"]
    for number in range(TRIES):
        turned = texts[number:] + texts[:number]
        paragraphs = "\n\n".join(turned).split("\n\n")
        count, kept = 0, []
        while count < WORDS:
            kept.append(paragraphs[len(kept)])
            count += len(kept[-1].split())
        yield f"Number {number}\n\n" + "\n\n".join(kept)


@pytest.fixture
def window(qtbot, tmp_path, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path / "own"))
    path = tmp_path / "swift.annotator"
    new_services(path, user="Ann").close()
    window = MainWindow(WindowState(), Prompts, user="Ann")
    qtbot.addWidget(window)
    window.show()
    window.project.open(path)
    proposing, standby = window.session.services.proposing, window.shell.standby
    proposing.warm_up(standby)
    standby.call(time.sleep, 0)
    set_aside()
    yield window
    gc.unfreeze()
    window.close()


def test_an_article_is_proposed_soon_and_the_window_never_stands_still(qtbot, window):
    took, longest, spell = [], [], Spell()
    for text in articles():
        spell.take()
        turns, begun = Turns(), time.perf_counter()
        window.session.project.take_text(text)
        qtbot.waitUntil(partial(proposed, window, text), timeout=20_000)
        took.append(time.perf_counter() - begun)
        qtbot.waitUntil(lambda: "Proposals:" in window.banner.words)
        longest.append(turns.longest)
        window.banner.hide()

    assert min(took) < SOON * spell.passed, (took, spell.passed)
    assert min(longest) < TURN * spell.worked, (longest, spell.worked)


def test_the_window_never_stands_still_while_many_are_accepted(qtbot, window, project):
    window.project.open(project.path)
    said = [f"Pier {number} closes" for number in range(20)]
    for place in range(12):
        text = f"Piers, part {place}\n\n" + "\n\n".join(said)
        document = project.store(text, f"{place}.txt")
        project.propose([(sentence, 0.9) for sentence in said], document)
    spell, turns = Spell(), Turns()
    window.session.score.accept(0.0, True)
    qtbot.waitUntil(lambda: "accepted" in window.banner.words, timeout=60_000)
    longest = turns.longest
    spell.take()

    assert "240 accepted in 12 documents" in window.banner.words
    assert longest < ONCE * spell.worked


def test_reading_many_can_be_stopped_and_the_window_never_stands_still(qtbot, window):
    importing = window.session.services.importing
    for text in articles():
        importing.pasted(text)
    spell, turns = Spell(), Turns()
    window.session.project.propose()
    qtbot.waitUntil(window.status.work.isVisible)
    window.jobs.cancel()
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)

    assert turns.longest < ONCE * spell.worked
