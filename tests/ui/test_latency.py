"""The window stays free while an engine reads, and the reading is soon done.

What is soon and what is free is told in *spells*: the time that a fixed piece of work takes on the
same machine in the same minute, so that a slow or a busy one is not taken for a slow program.
"""

import gc
import time
from functools import partial

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from annotator.domain.span import Span
from annotator.runtime.collector import set_aside
from annotator.runtime.resources import samples
from annotator.services.bootstrap import new_services
from annotator.ui.main_window import MainWindow
from annotator.ui.source_text.marks import ClaimMarks, Link
from annotator.ui.source_text.view import SourceTextView
from annotator.ui.theme import load_theme
from annotator.ui.window_state import WindowState

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
WORDS = 900
SOON = 50  # spells until the proposals are there
TURN = 3  # spells of work between two turns of the window
ONCE = 8  # the same where it is measured once, whatever else the interpreter does meanwhile
FRAME = 1.5  # spells of work until another part of a text full of claims, or another row, is shown
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


def worked_until_painted(act):
    """Return how long the window's thread works until an act is seen."""
    begun = time.thread_time()
    act()
    QApplication.processEvents()
    return time.thread_time() - begun


def claim(at):
    """Return a claim with its source and cue, one of ten that lie over each other."""
    start = 30 * at
    link = Link(Span(start=start + 200, end=start + 209), Span(start=start + 210, end=start + 216))
    return ClaimMarks(at, (Span(start=start, end=start + 200),), (link,), at % 9)


def test_elsewhere_in_a_text_full_of_claims_is_shown_at_once(qtbot):
    view = SourceTextView(load_theme("light"))
    qtbot.addWidget(view)
    view.resize(900, 760)
    view.show_text("\n".join(["The harbour stays closed, nobody said why. " * 8] * 290))
    view.show_marks([claim(at) for at in range(3_300)])
    with qtbot.waitExposed(view):
        view.show()
    spell, bar = Spell(), view.verticalScrollBar()
    places = [int(bar.maximum() * share) for share in (0.9, 0.2, 0.7, 0.4)]

    took = [worked_until_painted(partial(bar.setValue, place)) for place in places]
    spell.take()

    assert min(took) < FRAME * spell.worked, (took, spell.worked)


def test_keys_go_from_row_to_row_whatever_opening_a_document_takes(qtbot, window, project):
    window.project.open(project.path)
    for number in range(40):
        project.store(f"Pier {number} is closed. " * 2_000, f"{number}.txt")
    listed = window.session.bench.documents
    qtbot.waitUntil(lambda: listed.model.rowCount() > 40 and listed.model.line(40) is not None)
    listed.list.setCurrentIndex(listed.model.index(2, 0))
    QApplication.processEvents()
    spell, row = Spell(), listed.list.currentIndex().row()

    press = partial(qtbot.keyClick, listed.list, Qt.Key.Key_Down)
    took = [worked_until_painted(press) for _try in range(TRIES)]
    spell.take()

    assert listed.list.currentIndex().row() == row + TRIES
    assert min(took) < FRAME * spell.worked, (took, spell.worked)
