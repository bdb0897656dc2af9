import threading
from functools import partial

import pytest
from shiboken6 import delete, isValid

from annotator.domain.errors import CancelledError, UsageError
from annotator.domain.events import DocumentChanged, DocumentsChanged, SpeakersChanged, UsersChanged
from annotator.ui.event_bridge import EventBridge
from annotator.ui.jobs import JobRunner


@pytest.fixture
def jobs(qapp):
    runner = JobRunner()
    yield runner
    runner.shut_down()


def test_a_quick_job_is_done_elsewhere_and_delivered_here(qtbot, jobs):
    threads, results = [], []

    def work():
        threads.append(threading.current_thread())
        return 7

    jobs.quick(work, results.append, results.append)
    qtbot.waitUntil(lambda: bool(results))

    assert results == [7]
    assert threads[0] is not threading.main_thread()


def test_an_expected_failure_goes_to_its_callback(qtbot, jobs):
    failures = []

    def work():
        raise UsageError("No.")

    jobs.quick(work, failures.append, failures.append)
    qtbot.waitUntil(lambda: bool(failures))

    assert str(failures[0]) == "No."


def test_an_unexpected_failure_is_raised_on_the_window_s_thread(qtbot, jobs):
    with qtbot.captureExceptions() as raised:
        jobs.quick(lambda: 1 / 0, print, print)
        qtbot.waitUntil(lambda: bool(raised))

    assert raised[0][0] is ZeroDivisionError


def test_a_long_job_tells_how_far_it_is_and_that_it_is_over(qtbot, jobs):
    told = []
    jobs.long_started.connect(lambda name: told.append(("started", name)))
    jobs.long_progressed.connect(lambda report: told.append((report.done, report.total)))
    jobs.long_ended.connect(lambda name: told.append(("ended", name)))
    results = []

    def work(progress):
        progress.step(1, 4, "one")
        return "done"

    jobs.long("Reading", work, results.append, results.append)
    assert jobs.busy
    qtbot.waitUntil(lambda: bool(results))

    assert told == [("started", "Reading"), (1, 4), ("ended", "Reading")]
    assert not jobs.busy


def test_a_long_job_stops_at_its_next_step_when_asked_to(qtbot, jobs):
    begun, failures = threading.Event(), []

    def work(progress):
        begun.set()
        while True:
            progress.step(0, None, "again")

    jobs.long("Endless", work, failures.append, failures.append)
    begun.wait(5)
    jobs.cancel()
    qtbot.waitUntil(lambda: bool(failures))

    assert isinstance(failures[0], CancelledError)


def test_shutting_down_ends_what_runs_and_delivers_nothing(qtbot, jobs):
    begun, results = threading.Event(), []

    def work(progress):
        begun.set()
        while True:
            progress.step(0, None, "again")

    jobs.long("Endless", work, results.append, results.append)
    begun.wait(5)
    jobs.shut_down()
    qtbot.wait(1)

    assert results == []
    assert not jobs.busy


class Gone(EventBridge):
    def take(self, *_result):
        raise AssertionError


def function_of(gone):
    return lambda _result: gone.take()


@pytest.mark.parametrize(
    "callback",
    [
        lambda gone: gone.take,
        lambda gone: partial(gone.take, 7),
        lambda gone: partial(Gone.take, gone),
        function_of,
    ],
    ids=["a method", "a method with more", "a function with it", "a function around it"],
)
def test_nothing_is_delivered_to_a_widget_that_has_gone(qtbot, jobs, callback):
    gone, may_go_on = Gone(), threading.Event()
    jobs.quick(may_go_on.wait, callback(gone), print)
    gone.deleteLater()
    with qtbot.waitSignal(gone.destroyed):
        pass
    may_go_on.set()
    qtbot.waitUntil(lambda: jobs.at_rest)


@pytest.mark.parametrize("fails", [False, True])
def test_work_that_outlives_its_runner_ends_in_silence(qtbot, fails):
    runner, begun, ended = JobRunner(), threading.Event(), []

    def work():
        begun.set()
        while isValid(runner):
            pass
        ended.append(True)
        if fails:
            raise UsageError("Nobody hears this.")

    runner.quick(work, ended.append, ended.append)
    begun.wait()
    delete(runner)

    assert ended == [True]


@pytest.mark.parametrize(
    ("event", "signal", "given"),
    [
        (DocumentChanged(3), "document_changed", [3]),
        (DocumentsChanged(), "documents_changed", []),
        (SpeakersChanged(), "speakers_changed", []),
        (UsersChanged(), "users_changed", []),
    ],
)
def test_an_event_of_any_thread_becomes_a_signal_here(qtbot, event, signal, given):
    bridge = EventBridge()
    with qtbot.waitSignal(getattr(bridge, signal)) as heard:
        threading.Thread(target=bridge.publish, args=(event,)).start()

    assert heard.args == given


def test_nothing_begins_after_the_runner_was_shut_down(qtbot, qapp):
    runner, done = JobRunner(), []
    runner.shut_down()

    runner.quick(lambda: "quick", done.append, done.append)
    runner.long("Late", lambda _progress: "long", done.append, done.append)

    assert not runner.busy
    qtbot.wait(50)
    assert done == []


def test_what_is_in_sight_waits_for_no_search(qtbot, jobs):
    go_on, told = threading.Event(), []
    for _search in range(5):
        jobs.quick(lambda: go_on.wait(10), told.append, told.append)

    jobs.prompt(lambda: "lines", told.append, told.append)

    qtbot.waitUntil(lambda: told == ["lines"])
    go_on.set()
    qtbot.waitUntil(lambda: told == ["lines", *[True] * 5])
