import os
import signal
import time
from concurrent.futures import Future
from pathlib import Path

import pytest

from annotator.domain.errors import AnnotatorError, UsageError
from annotator.domain.layer import Engine
from annotator.services.batching import WorkerDiedError
from annotator.services.standby import Standby
from annotator.services.workers import mapped


def process_of(_number: int) -> int:
    return os.getpid()


def dying(number: int) -> int:
    if number == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def slow(number: int) -> int:
    time.sleep(0.4)
    return number


def held(until: Path) -> Path:
    while not until.exists():
        time.sleep(0.01)
    return until


def refused() -> None:
    raise UsageError("Not with this one.")


@pytest.fixture(scope="module")
def standby():
    kept = Standby()
    yield kept
    kept.close()


def who(standby):
    return {result for _item, result in mapped(process_of, range(3), standby)}


def test_one_process_is_kept_from_one_piece_of_work_to_the_next(standby):
    first = who(standby)

    assert len(first) == 1
    assert os.getpid() not in first
    assert who(standby) == first


def test_what_a_call_raises_is_raised_here(standby):
    with pytest.raises(UsageError, match="Not with this one"):
        standby.call(refused)


def test_a_process_that_dies_is_replaced_and_only_its_item_fails(standby):
    found = dict(mapped(dying, range(4), standby))

    assert isinstance(found.pop(1), WorkerDiedError)
    assert found == {0: 0, 2: 2, 3: 3}
    assert len(who(standby)) == 1


def test_a_call_that_kills_the_process_says_so(standby):
    with pytest.raises(WorkerDiedError, match="ended unexpectedly"):
        standby.call(dying, 1)


def test_work_that_is_given_up_does_not_hold_up_the_next(standby, tmp_path):
    before, never = who(standby), tmp_path / "given up"
    results = mapped(held, [tmp_path, never, never], standby)
    next(results)
    results.close()

    try:
        after = who(standby)
    finally:
        never.touch()

    assert len(after) == 1
    assert after != before


def test_a_renewal_in_the_midst_loses_nothing(standby):
    results = mapped(slow, range(6), standby)
    found = [next(results)]
    standby.renew()
    found += list(results)

    assert found == [(number, number) for number in range(6)]


def test_an_engine_reads_in_the_process_that_is_warm(project, standby):
    project.ann.proposing.warm_up(standby)
    report = project.ann.proposing.propose(workers=standby)

    assert report.documents == 1
    assert isinstance(report.engine, Engine)
    assert report.proposals == len(project.ann.deciding.scored())


def test_an_engine_that_is_not_there_is_told_when_it_is_to_read_not_before(project, standby):
    project.ann.proposing.warm_up(standby, engine="nowhere")

    with pytest.raises(AnnotatorError, match="no engine named “nowhere”"):
        project.ann.proposing.propose(engine="nowhere", workers=standby)


def test_nothing_runs_until_there_is_something_to_do():
    kept = Standby()
    kept.close()

    future = kept.submit(process_of, 1)
    assert isinstance(future, Future)
    assert future.result() != os.getpid()
    kept.close()
