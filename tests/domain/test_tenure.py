import pytest

from annotator.domain.speaker import Role
from annotator.domain.tenure import faults, holds


def role(title="Mayor", since=None, until=None, at=None):
    return Role(title=title, affiliation=at, since=since, until=until)


@pytest.mark.parametrize(
    ("since", "until", "when", "held"),
    [
        ("2020-07", None, "2020-07-01", True),
        ("2020-07-16", None, "2020-07", True),
        ("2020-07-16", None, "2020-07-15", False),
        (None, "2020", "2020-12-31", True),
        (None, "2020?", "2021", False),
        ("2019", "2021", "2020/2022", True),
        ("2019", "2021", "2022/..", False),
        (None, None, "1900", True),
        ("2019", None, None, True),
    ],
)
def test_a_role_holds_within_a_date_that_its_own_may_reach(since, until, when, held):
    assert holds(role(since=since, until=until), when) is held


def test_a_role_that_ends_before_it_begins_contradicts_itself():
    (fault,) = faults([role(), role("Judge", "2021", "2020")])

    assert fault == (1, "“Judge” ends before it begins.", True)


def test_an_unsure_year_may_be_both_ends():
    assert faults([role(since="2020-05", until="2020")]) == ()


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (("2018", "2021"), ("2019", "2023"), True),
        (("2018", "2020"), ("2020", "2023"), False),
        (("2018", None), (None, None), True),
        (("2020", "2020"), ("2020", "2020"), True),
        (("2010", "2012"), ("2015", None), False),
    ],
)
def test_the_same_office_is_held_once_at_a_time(first, second, told):
    found = faults([role("Mayor", *first), role(" mayor ", *second)])

    assert bool(found) is told
    assert not any(fault.contradicts for fault in found)


def test_offices_held_side_by_side_are_no_fault():
    assert faults([role("Mayor"), role("Party leader"), role("Mayor", at="Skarvvik")]) == ()
