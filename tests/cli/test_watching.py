import io
import os
import signal
import threading

import pytest

from annotator.cli import watching
from annotator.cli.watching import watched
from annotator.domain.errors import CancelledError


class Terminal(io.StringIO):
    """A stderr that says it is a terminal."""

    def isatty(self):
        return True


def test_away_from_a_terminal_a_line_comes_now_and_then(monkeypatch, capsys):
    clock = iter([0.0, 1.0, 5.0, 6.0, 10.0])
    monkeypatch.setattr(watching, "_now", lambda: next(clock))

    with watched("Reading") as progress:
        progress.step(1, None, "a")
        progress.step(2, None, "b")
        progress.step(3, 1000, "c")
        progress.step(1200, 2000, "d")

    assert capsys.readouterr().err == "Reading: 2\nReading: 1,200 of 2,000\n"


def test_on_a_terminal_there_is_a_bar(monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")

    with watched("Reading") as progress:
        progress.step(1, 2, "[red]a.txt")

    assert "Reading" in terminal.getvalue()
    assert "[red]a.txt" in terminal.getvalue()


def test_the_first_interruption_stops_at_the_next_step_and_the_second_at_once():
    before = signal.getsignal(signal.SIGINT)

    with watched("Reading") as progress:
        os.kill(os.getpid(), signal.SIGINT)
        with pytest.raises(CancelledError):
            progress.step(1, 2, "a")
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)

    assert signal.getsignal(signal.SIGINT) is before


def test_in_another_thread_signals_are_left_alone():
    steps = []

    def work():
        with watched("Reading") as progress:
            progress.step(1, 1, "a")
            steps.append(1)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

    assert steps == [1]
