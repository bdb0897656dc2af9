import threading

import pytest

from annotator.domain.errors import CancelledError
from annotator.runtime.progress import Cancel, Progress, ProgressReport, Silent


def work(progress: Progress, units: int) -> int:
    for done in range(units):
        progress.step(done, units, f"unit {done}")
    return units


def test_silent_work_runs_to_its_end():
    assert work(Silent(), 3) == 3


def test_work_stops_at_its_next_step_once_asked_from_another_thread():
    cancel = Cancel()
    other = threading.Thread(target=cancel.ask)
    other.start()
    other.join()

    with pytest.raises(CancelledError, match="what was done before stays"):
        work(Silent(cancel), 3)


def test_nothing_is_cancelled_before_somebody_asks():
    cancel = Cancel()

    cancel.check()

    assert not cancel.asked


@pytest.mark.parametrize(
    ("done", "total", "share"),
    [(0, 4, 0.0), (1, 4, 0.25), (4, 4, 1.0), (5, 4, 1.0), (0, 0, 1.0), (7, None, None)],
)
def test_a_report_knows_the_finished_share(done, total, share):
    assert ProgressReport(done=done, total=total, label="").share == share
