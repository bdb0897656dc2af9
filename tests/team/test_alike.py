"""The same acts on a file and on a server: whatever is read of the two is the same."""

import json
from random import Random
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.domain.columns import ExportStatus
from annotator.services.checking import check_export
from annotator.services.exporting import ExportFormat
from annotator.store import identity
from tests.services.test_as_of import TOUR
from tests.services.walking import Walk
from tests.team.alike import exported, listed


@pytest.fixture(autouse=True)
def _at_home(tmp_path, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path / "home"))


class Both:
    """The same walk through a file and through a database, with the same lasting ids."""

    def __init__(self, folder, server, seed=0):
        self.walks = []
        self.uids = []
        for place in (folder / "alike.annotator", server.address(server.fresh())):
            self.uids.append(Random(seed))  # noqa: S311 - repeatable, not secret
            self._give_uids(self.uids[-1])
            self.walks.append(Walk(place, seed))

    def take(self, act):
        for walk, uids in zip(self.walks, self.uids, strict=True):
            self._give_uids(uids)
            walk.take(act)

    def close(self):
        for walk in self.walks:
            walk.close()

    def _give_uids(self, chance):
        identity.uuid4 = lambda: UUID(int=chance.getrandbits(128), version=4)


@pytest.fixture
def both(tmp_path, server, monkeypatch):
    monkeypatch.setattr(identity, "uuid4", identity.uuid4)
    found = Both(tmp_path, server)
    yield found
    found.close()


def assert_alike(both, read, *asked):
    here, there = (read(walk.ann, *asked) for walk in both.walks)
    assert here.keys() == there.keys()
    for name, value in here.items():
        assert there[name] == value, name


def test_after_a_tour_of_all_acts_everything_reads_alike_now_and_then(both):
    numbers = []
    for act in TOUR:
        both.take(act)
        newest = {walk._changes() for walk in both.walks}
        assert len(newest) == 1, act
        numbers += newest
    here, there = both.walks
    assert here.done == there.done == set(Walk.acts())

    assert_alike(both, exported)
    assert_alike(both, listed)
    for number in numbers[:: len(numbers) // 6]:
        assert_alike(both, exported, number)


@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    acts=st.lists(st.sampled_from(Walk.acts()), min_size=10, max_size=20),
    seed=st.integers(0, 10_000),
)
def test_whatever_was_done_everything_reads_alike(tmp_path_factory, server, acts, seed):
    compare_after(tmp_path_factory.mktemp("alike"), server, acts, seed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(20))
def test_after_long_walks_everything_reads_alike(tmp_path, server, seed):
    chance = Random(seed)  # noqa: S311 - variety, not secrets
    compare_after(tmp_path, server, chance.choices(Walk.acts(), k=100), seed)


def compare_after(folder, server, acts, seed):
    known = identity.uuid4
    both = Both(folder, server, seed)
    try:
        for act in acts:
            both.take(act)
        assert_alike(both, exported)
        assert_alike(both, listed)
        assert_alike(both, exported, both.walks[0]._changes() // 2)
    finally:
        both.close()
        identity.uuid4 = known


def contents(path):
    """Return the bytes of a table, and what a descriptor says but when it was written."""
    if path.suffix != ".json":
        return path.read_bytes()
    return json.loads(path.read_bytes()) | {"created": None}


@pytest.mark.parametrize("form", list(ExportFormat))
def test_exported_files_are_the_same_byte_for_byte_and_proved(both, tmp_path, form):
    for act in ("relate", "submit", "approve", "claim", "merge_tags", "relate"):
        both.take(act)
    day = both.walks[0].clock.now.date()
    written = []
    for number, walk in enumerate(both.walks):
        folder = tmp_path / str(number)
        folder.mkdir()
        for name, then in (("now.out", None), ("then.out", day)):
            walk.ann.exporting.export(
                folder / name, format=form, status=ExportStatus.ALL, as_of=then
            )
        if form is ExportFormat.CSV:
            assert check_export(walk.ann.context, folder / "then.out").is_sound
        written.append({one.name: contents(one) for one in folder.iterdir()})

    assert written[0] == written[1]
    assert len(written[0]["now.out"].splitlines()) > 1
