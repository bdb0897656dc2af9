from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.domain.columns import ExportStatus
from annotator.domain.document import Reading
from annotator.services.bootstrap import new_services
from tests.conftest import TEXT, TwoPeople, stored
from tests.services.merging_actors import Copy, act, copied

ACTS = st.tuples(st.integers(0, 2), st.integers(0, 100), st.integers(0, 10), st.integers(0, 40))
WORK = st.lists(st.tuples(st.booleans(), ACTS), min_size=1, max_size=25)


def begun(folder: Path) -> Path:
    path = folder / "start.annotator"
    ann = new_services(path, user="Ann")
    reading = Reading(text=TEXT, origin="ferry.txt", media_type="text/plain")
    people = TwoPeople(path, ann, ann.as_user("Bob"), stored(ann, reading))
    people.store("The port authority said that two more piers will close.", "piers.txt")
    people.propose([("Fares go up in May", 0.9), ("two piers will close", 0.4)])
    people.claim("a typing error")
    ann.close()
    return path


def _work(copies: tuple[Copy, ...], work: list[tuple[bool, tuple[int, int, int, int]]]) -> None:
    for second, (who, what, which, how) in work:
        act(copies[second], who, what, which, how)


def _converge(one: Copy, other: Copy) -> None:
    one.merge(other)
    assert one.findings() == ()
    assert one.merge(other).nothing
    other.merge(one)
    assert other.findings() == ()
    assert other.merge(one).nothing
    assert one.merge(other).nothing
    for status in ExportStatus:
        assert one.rows(status) == other.rows(status)


def _twice(first: list, second: list) -> None:
    with TemporaryDirectory() as folder:
        one, other = copied(begun(Path(folder)))
        try:
            _work((one, other), first)
            _converge(one, other)
            _work((one, other), second)
            _converge(other, one)
        finally:
            one.close()
            other.close()


SETTINGS = {"deadline": None, "suppress_health_check": list(HealthCheck)}


@settings(max_examples=15, **SETTINGS)
@given(WORK, WORK)
def test_two_copies_that_take_each_other_in_export_the_same_whatever_was_done(first, second):
    _twice(first, second)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@settings(max_examples=1000, **SETTINGS)
@given(WORK, WORK)
def test_two_copies_converge_after_a_thousand_stories(first, second):
    _twice(first, second)
