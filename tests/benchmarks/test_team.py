import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture
def team(monkeypatch):
    monkeypatch.syspath_prepend(str(FOLDER))
    import team  # noqa: PLC0415 - it lies outside the package

    yield team
    for name in ("team", "team_bare", "team_refresh"):
        sys.modules.pop(name, None)


@pytest.fixture
def founded(team, tmp_path):
    place = tmp_path / "team.annotator"
    return place, team._founded(place)


def test_a_word_that_was_lost_and_one_that_stands_twice_are_counted(team, founded):
    place, (claim, *_rest) = founded
    services = team.open_services(place, user="Writer 0")
    for words in ("kept", "twice", "twice"):
        team._note(services, claim, words)
    services.close()

    assert team._proved(place, ["kept", "twice"]) == (1, 0)
    assert team._proved(place, ["kept", "twice", "twice", "gone"]) == (1, 0)
    assert team._proved(place, ["kept", "twice", "twice"]) == (0, 0)


def test_a_conflict_is_told_apart_from_what_is_refused(team, founded):
    place, (claim, *_rest) = founded
    services = team.open_services(place, user="Writer 0")
    seen = team._claim(services, claim)
    team._note(services, claim, "before")

    assert team._outcome(lambda: services.annotating.delete(seen)) == "conflict"
    assert team._outcome(lambda: team._ACTS["approve"](services, claim, "")) == "refused"
    assert team._outcome(lambda: team._note(services, claim, "more")) == "done"
    services.close()


def test_the_bare_statements_do_what_the_act_does(team, founded):
    place, _claims = founded
    services = team.open_services(place, user="Writer 0")
    with team.bare_acts(place) as flag:
        flag()
        assert services.querying.sheet(1).document.marks.flagged
        flag()
    assert not services.querying.sheet(1).document.marks.flagged
    services.close()
