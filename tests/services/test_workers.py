import os
import signal
from itertools import count
from time import monotonic, sleep

import pytest

from annotator.domain.errors import AnnotatorError
from annotator.services.batching import WorkerDiedError
from annotator.services.workers import AHEAD, mapped


def squared(number: int) -> int:
    if number == 2:
        raise AnnotatorError("Two is not squared.")
    return number * number


def dying(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def sleeping(number: int) -> int:
    sleep(number)
    return number


def broken(number: int) -> float:
    return 1 / number


def interrupted(number: int) -> int:
    os.kill(os.getpid(), signal.SIGINT)
    return number


@pytest.mark.parametrize("workers", [0, 1, 2])
def test_results_come_in_order_and_failures_in_their_place(workers):
    found = list(mapped(squared, range(6), workers))

    assert [item for item, _result in found] == list(range(6))
    assert [result for _item, result in found if isinstance(result, int)] == [0, 1, 9, 16, 25]
    assert str(found[2][1]) == "Two is not squared."


def test_items_are_taken_only_a_few_ahead():
    taken = count()
    items = (next(taken) for _ in range(100))

    results = mapped(squared, items, 2)
    next(results)

    assert next(taken) <= AHEAD * 2 + 1
    results.close()


def test_only_the_item_that_kills_its_process_fails():
    found = dict(mapped(dying, range(12), 2))

    died = found.pop(3)
    assert isinstance(died, WorkerDiedError)
    assert found == {number: number for number in range(12) if number != 3}


@pytest.mark.parametrize("workers", [0, 1])
def test_a_mistake_in_the_function_is_not_hidden(workers):
    with pytest.raises(ZeroDivisionError):
        list(mapped(broken, [1, 0], workers))


def test_an_interruption_of_the_whole_group_leaves_the_processes_at_work():
    assert dict(mapped(interrupted, [1, 2], 1)) == {1: 1, 2: 2}


def test_work_that_is_stopped_does_not_wait_for_an_item_that_takes_long():
    results = mapped(sleeping, [0, 0, 600, 600], 2)
    assert next(results) == (0, 0)
    begin = monotonic()

    results.close()

    assert monotonic() - begin < 60
