import gc
from threading import Thread, current_thread

from PySide6.QtCore import QObject

from annotator.ui.collecting import collecting_here


class Knot:
    """Something in a cycle that tells who destroyed it."""

    def __init__(self, told):
        self.me = self
        self.told = told

    def __del__(self):
        self.told.append(current_thread().name)


def test_another_thread_searches_for_no_cycles_and_this_one_does(qtbot):
    told = []
    holder = QObject()

    def work():
        for _ in range(5_000):
            Knot(told)

    with collecting_here(holder):
        worker = Thread(target=work, name="worker")
        worker.start()
        worker.join()
        assert told == []
        qtbot.waitUntil(lambda: len(told) > 0, timeout=20_000)

    assert set(told) == {"MainThread"}
    assert gc.isenabled()
