import os
import time
from functools import partial

import pytest

from annotator.domain.errors import CancelledError, UsageError
from annotator.runtime.progress import Cancel, Silent
from annotator.services.apart import done_apart
from annotator.services.batching import WorkerDiedError


def counted(progress, *, to):
    for number in range(to):
        progress.step(number, to, f"number {number}")
    return os.getpid()


def refused(_progress):
    raise UsageError("It cannot be done.")


def broken(_progress):
    raise ZeroDivisionError("by nought")


def died(_progress):
    os._exit(3)


def endless(progress, *, path):
    path.write_text("begun")
    progress.step(0, None, "")
    time.sleep(600)


class Told(Silent):
    def __init__(self, cancel=None):
        super().__init__(cancel)
        self.steps = []

    def step(self, done, total, label):
        super().step(done, total, label)
        self.steps.append((done, total, label))


def test_the_work_is_done_elsewhere_and_its_steps_are_told_here():
    progress = Told()

    assert done_apart(partial(counted, to=3), progress) != os.getpid()
    assert [step for step in progress.steps if step[1]][-1] == (2, 3, "number 2")


def test_what_is_expected_to_fail_is_a_sentence_here_too():
    with pytest.raises(UsageError, match="It cannot be done"):
        done_apart(refused, Silent())


def test_a_mistake_of_our_own_is_as_loud_as_here():
    with pytest.raises(RuntimeError, match="ZeroDivisionError: by nought"):
        done_apart(broken, Silent())


def test_a_process_that_dies_is_said():
    with pytest.raises(WorkerDiedError, match="ended unexpectedly"):
        done_apart(died, Silent())


def test_work_that_does_not_answer_is_ended_when_asked(tmp_path):
    cancel, path = Cancel(), tmp_path / "begun"

    class Stops(Told):
        def step(self, done, total, label):
            if path.exists():
                cancel.ask()
            super().step(done, total, label)

    begun = time.monotonic()
    with pytest.raises(CancelledError):
        done_apart(partial(endless, path=path), Stops(cancel))
    assert time.monotonic() - begun < 60
