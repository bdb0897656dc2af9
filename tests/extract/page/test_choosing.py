import math

import pytest

from annotator.extract.page.choosing import Candidate, bucket, chosen, page_weights, worth
from annotator.extract.prose.segmentation import Stretch


def candidate(value, *clues):
    return Candidate(value, Stretch(0, 1), frozenset(clues))


@pytest.fixture
def weights(monkeypatch):
    known = {"author": {"signed": 2.0, "named": 1.0, "photo": -4.0}}
    monkeypatch.setattr("annotator.extract.page.choosing.page_weights", lambda: known)


@pytest.mark.usefixtures("weights")
def test_the_candidate_worth_most_is_chosen():
    found = chosen("author", [candidate("Ann", "named"), candidate("Bo", "named", "signed")])
    assert found is not None
    assert found.value == "Bo"


@pytest.mark.usefixtures("weights")
def test_of_equals_the_first_is_chosen():
    found = chosen("author", [candidate("Ann", "named"), candidate("Bo", "named")])
    assert found is not None
    assert found.value == "Ann"


@pytest.mark.usefixtures("weights")
def test_none_is_chosen_where_none_is_worth_more_than_nothing():
    assert chosen("author", [candidate("Ann", "signed", "photo"), candidate("Bo", "odd")]) is None
    assert chosen("author", []) is None


def test_clues_are_worth_the_same_in_every_process():
    given = {f"clue {number}": 0.1 * number for number in range(-40, 40)}
    found = [worth(candidate("Ann", *order), given) for order in (given, reversed(given))]
    assert found == [math.fsum(given.values())] * 2


@pytest.mark.usefixtures("weights")
def test_a_field_without_weights_has_no_choice():
    assert chosen("shoe_size", [candidate("44", "signed")]) is None


def test_a_clue_without_a_weight_is_worth_nothing():
    assert worth(candidate("Ann", "signed", "odd"), {"signed": 1.5}) == 1.5


def test_a_bucket_names_the_highest_bound_reached():
    assert [bucket("words", number, 2, 4) for number in (1, 2, 3, 9)] == [
        "words>=-", "words>=2", "words>=2", "words>=4",
    ]  # fmt: skip


def test_every_chosen_field_has_weights_that_are_numbers():
    assert set(page_weights()) == {"title", "outlet", "author", "event_date", "event_place"}
    assert all(math.isfinite(each) for known in page_weights().values() for each in known.values())
