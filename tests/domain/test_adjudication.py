from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.adjudication import Decision, PersonReading, Settlement, Standing
from annotator.domain.adjudication_groups import side_by_side
from annotator.domain.attribution import Attribution
from annotator.domain.claim import Claim, ClaimBody, ClaimKind
from annotator.domain.claim_parts import Alike, Part, PartKind
from annotator.domain.review import ReviewStatus
from annotator.domain.settlement import Choice
from annotator.domain.span import Span

SETTLED, NEW, NEWER = 50, 60, 900
"""The change by which something was settled, a later one, and the first claim made by that."""
TEXT = (
    "“No ferry sails,” Ovik said, “and none will sail in May.” "
    "The Gazette wrote that the port authority said that two piers close. "
    "No ferry sails, no ferry sails, she said again."
)


def span(words, nth=0):
    start = -1
    for _time in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start=start, end=start + len(words))


def body(*content, speaker=None, kind=ClaimKind.DIRECT):
    chain = () if speaker is None else (Attribution(speaker=speaker),)
    return ClaimBody(kind=kind, content=tuple(content), chain=chain)


def claim(number, *content, **parts):
    return Claim(
        id=number,
        uid=UUID(int=number),
        document_id=1,
        layer_id=number // 100,
        body=body(*content, **parts),
        status=ReviewStatus.SUBMITTED,
        editor=1,
    )


def readings(*layers):
    return [
        PersonReading(
            user=number,
            name=f"R{number}",
            claims=tuple(claims),
            since={one.id: NEW if one.id >= NEWER else 1 for one in claims},
        )
        for number, claims in enumerate(layers)
    ]


def standing(*layers):
    return {one.id: one.body for claims in layers for one in claims}


def settled(number, *claims, choice=Choice.ONE):
    return Settlement(
        id=number,
        uid=uuid4(),
        number=SETTLED,
        document_id=1,
        choice=choice,
        settled={one.id: one.body for one in claims},
        made={},
    )


def grouped(*layers, settlements=(), others=()):
    return side_by_side(readings(*layers), settlements, standing(*layers, others), TEXT, Alike())


def ids(groups):
    return [tuple(one.id if one else None for one in group.claims) for group in groups]


def test_claims_are_brought_together_by_what_they_say_and_never_by_their_order():
    sails, piers = span("No ferry sails"), span("two piers close")
    one = [claim(101, sails), claim(102, piers)]
    other = [claim(201, piers), claim(202, sails)]
    assert ids(grouped(one, other)) == [(101, 202), (102, 201)]


def test_a_claim_within_a_claim_finds_its_like_and_the_outer_one_its_own():
    outer, inner = span("the port authority said that two piers close"), span("two piers close")
    one = [claim(101, inner, speaker=2), claim(102, outer, speaker=1)]
    other = [claim(201, outer, speaker=1), claim(202, inner, speaker=2)]
    assert sorted(ids(grouped(one, other))) == [(101, 202), (102, 201)]


def test_two_claims_stacked_on_the_same_words_are_told_apart_by_who_said_them():
    words = span("two piers close")
    one = [claim(101, words, speaker=1), claim(102, words, speaker=2)]
    other = [claim(201, words, speaker=2), claim(202, words, speaker=1)]
    groups = grouped(one, other)
    assert sorted(ids(groups)) == [(101, 202), (102, 201)]
    assert {group.standing for group in groups} == {Standing.AGREED}


def test_a_stacked_claim_that_one_reader_lacks_stands_alone():
    words = span("two piers close")
    one = [claim(101, words, speaker=1), claim(102, words, speaker=2)]
    groups = grouped(one, [claim(201, words, speaker=2)])
    assert sorted(ids(groups), key=str) == [(101, None), (102, 201)]


def test_overlapping_claims_are_paired_so_that_all_are_most_alike():
    long, left, right = (
        span("said that two piers close"),
        span("said that two"),
        span("piers close"),
    )
    groups = grouped([claim(101, left), claim(102, right)], [claim(201, right), claim(202, long)])
    assert set(ids(groups)) == {(101, 202), (102, 201)}


def test_a_content_in_two_pieces_finds_the_one_that_was_not_split():
    pieces = (span("No ferry sails"), span("and none will sail in May"))
    whole = Span(start=pieces[0].start, end=pieces[1].end)
    (group,) = grouped([claim(101, *pieces, speaker=1)], [claim(201, whole, speaker=1)])
    assert group.differing == {Part(PartKind.CONTENT)}


def test_the_same_words_said_twice_are_two_claims_each_at_its_own_place():
    first, second = span("No ferry sails"), span("No ferry sails", 1)
    groups = grouped([claim(101, second), claim(102, first)], [claim(201, second)])
    assert ids(groups) == [(102, None), (101, 201)]


def test_three_readings_stand_in_one_group_and_one_who_lacks_it_leaves_it_open():
    words = span("two piers close")
    three = grouped([claim(101, words)], [claim(201, words)], [claim(301, words)])
    assert ids(three) == [(101, 201, 301)]
    assert three[0].standing is Standing.AGREED
    (two,) = grouped([claim(101, words)], [], [claim(301, words)])
    assert two.claims[1] is None
    assert two.standing is Standing.OPEN


def test_of_three_readings_the_one_that_most_agree_with_is_the_likeliest():
    words, more = span("two piers close"), span("that two piers close")
    (group,) = grouped([claim(101, more)], [claim(201, words)], [claim(301, words)])
    assert group.likeliest() == 1


def test_what_was_settled_stays_settled_together_although_a_liker_claim_came():
    words, longer = span("two piers close"), span("said that two piers close")
    one, other = [claim(101, words)], [claim(201, longer), claim(202, words)]
    earlier = settled(1, one[0], other[0])
    groups = grouped(one, other, settlements=[earlier])
    assert ids(groups) == [(101, 201), (None, 202)]
    assert [group.standing for group in groups] == [Standing.SETTLED, Standing.OPEN]
    assert groups[0].settlement is earlier


def test_a_claim_that_changed_opens_its_group_again_and_the_earlier_decision_is_told():
    words, longer = span("two piers close"), span("that two piers close")
    was = (claim(101, words), claim(201, words))
    earlier = settled(1, *was)
    (group,) = grouped([was[0]], [claim(201, longer)], settlements=[earlier])
    assert group.standing is Standing.OPEN
    assert group.earlier == (earlier,)


def test_a_claim_that_was_deleted_opens_its_group_again():
    words = span("two piers close")
    one, other = claim(101, words), claim(201, words)
    (group,) = grouped([one], [], settlements=[settled(1, one, other)])
    assert (group.claims, group.standing) == ((one, None), Standing.OPEN)


def test_somebody_elses_new_claim_of_the_same_opens_what_was_settled():
    words = span("two piers close")
    one, other = claim(101, words), claim(901, words)
    earlier = settled(1, one)
    (group,) = grouped([one], [other], settlements=[earlier])
    assert ids([group]) == [(101, 901)]
    assert (group.standing, group.earlier) == (Standing.AGREED, (earlier,))


def test_what_was_there_when_it_was_settled_and_stood_apart_opens_nothing():
    words = span("two piers close")
    one, other = claim(101, words), claim(201, words)
    groups = grouped([one], [other], settlements=[settled(1, one)])
    assert sorted(ids(groups), key=str) == [(101, None), (None, 201)]
    assert [group.standing for group in groups] == [Standing.SETTLED, Standing.OPEN]


def test_a_third_reading_without_a_claim_leaves_what_two_settled():
    words = span("two piers close")
    one, other = claim(101, words), claim(201, words)
    (group,) = grouped([one], [other], [], settlements=[settled(1, one, other)])
    assert group.standing is Standing.SETTLED


def test_what_was_settled_with_somebody_who_is_not_shown_now_still_holds():
    words = span("two piers close")
    one, other, absent = claim(101, words), claim(201, words), claim(301, words)
    earlier = settled(1, one, other, absent)
    (group,) = grouped([one], [other], settlements=[earlier], others=[absent])
    assert group.standing is Standing.SETTLED


def test_of_two_settlements_of_one_claim_the_newer_one_holds():
    one = claim(101, span("two piers close"))
    older, newer = settled(1, one), settled(2, one, choice=Choice.NEITHER)
    (group,) = grouped([one], [], settlements=[older, newer])
    assert group.settlement is newer


def test_each_choice_takes_exactly_what_it_says():
    words, longer = span("two piers close"), span("that two piers close")
    one, other = claim(101, words, speaker=1), claim(201, longer, speaker=2)
    (group,) = grouped([one], [other])
    assert group.taken(Decision(choice=Choice.ONE, reading=1)) == (other.body,)
    assert group.taken(Decision(choice=Choice.BOTH)) == (one.body, other.body)
    assert group.taken(Decision(choice=Choice.NEITHER)) == ()
    picks = {Part(PartKind.SPEAKER): 1}
    edited = Decision(choice=Choice.EDITED, reading=0, picks=picks)
    assert group.taken(edited) == (body(words, speaker=2),)


@pytest.mark.parametrize(
    "decision",
    [
        Decision(choice=Choice.AGREED),
        Decision(choice=Choice.ONE, reading=1),
        Decision(choice=Choice.ONE, reading=5),
        Decision(choice=Choice.EDITED, picks={Part(PartKind.KIND): 1}),
    ],
)
def test_a_decision_that_names_what_is_not_there_is_refused(decision):
    (group,) = grouped([claim(101, span("two piers close"))], [])
    with pytest.raises(ValueError, match=r"differ|has no such claim"):
        group.taken(decision)


contents = st.builds(
    lambda start, length: Span(start=start, end=min(start + length, len(TEXT))),
    st.integers(0, len(TEXT) - 1),
    st.integers(1, 60),
)


@st.composite
def layers(draw):
    made = []
    for number in range(draw(st.integers(2, 4))):
        said = draw(st.lists(st.tuples(contents, st.sampled_from([None, 1, 2])), max_size=5))
        first = 100 * (number + 1)
        made.append(
            [claim(first + at, content, speaker=who) for at, (content, who) in enumerate(said)]
        )
    return made


@given(layers())
def test_every_claim_is_in_exactly_one_group_in_the_place_of_its_reading(made):
    found = [(at, one.id) for group in grouped(*made) for at, one in enumerate(group.claims) if one]
    assert sorted(found) == sorted((at, one.id) for at, own in enumerate(made) for one in own)


@given(layers(), st.data())
def test_what_is_settled_stays_settled_whatever_else_is(made, data):
    groups = grouped(*made)
    chosen = data.draw(st.sets(st.sampled_from(range(len(groups))))) if groups else set()
    done = [settled(at + 1, *groups[at].there) for at in chosen]
    again = grouped(*made, settlements=done)
    held = {group.settlement.id: ids([group]) for group in again if group.settlement}
    assert held == {at + 1: ids([groups[at]]) for at in chosen}
