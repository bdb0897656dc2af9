from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.attribution import Attribution
from annotator.domain.claim import ClaimBody, ClaimKind
from annotator.domain.claim_parts import (
    Alike,
    Part,
    PartKind,
    composed,
    differing,
    firmest,
    parts_of,
    value_of,
)
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.span import Span
from annotator.domain.speaker import Speaker, SpeakerBody

OVIK, AUTHORITY, GAZETTE = 1, 2, 3


def span(start, length=5):
    return Span(start=start, end=start + length)


def body(*content, **parts):
    return ClaimBody(kind=ClaimKind.DIRECT, content=content or (span(0),), **parts)


def stated(value, state=FieldState.CONFIRMED, evidence=None):
    return FieldValue(value=value, state=state, evidence=evidence)


links = st.builds(
    Attribution,
    source=st.none() | st.builds(span, st.integers(40, 60)),
    cue=st.none() | st.builds(span, st.integers(70, 80)),
    speaker=st.none() | st.integers(1, 3),
)
chains = st.lists(links, max_size=3).filter(lambda chain: not chain or chain[0] != Attribution())
bodies = st.builds(
    lambda kind, start, chain, fields, tags: ClaimBody(
        kind=kind, content=(span(start),), chain=tuple(chain), fields=fields, tags=tuple(tags)
    ),
    st.sampled_from(ClaimKind),
    st.integers(0, 20),
    chains,
    st.dictionaries(
        st.sampled_from(["stance", "topic", "note"]),
        st.sampled_from([stated("yes"), stated("no"), FieldValue(state=FieldState.NOT_STATED)]),
    ),
    st.lists(st.sampled_from(["fares", "piers"])),
)


def test_bodies_that_are_equal_differ_in_nothing():
    one = body(chain=(Attribution(speaker=OVIK),), tags=("fares",))
    assert differing((one, one.amended()), Alike()) == frozenset()


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"content": (span(1),)}, Part(PartKind.CONTENT)),
        ({"content": (span(0), span(9))}, Part(PartKind.CONTENT)),
        ({"kind": ClaimKind.MIXED}, Part(PartKind.KIND)),
        ({"tags": ("fares",)}, Part(PartKind.TAGS)),
        ({"chain": (Attribution(speaker=AUTHORITY),)}, Part(PartKind.SPEAKER)),
        (
            {"chain": (Attribution(speaker=GAZETTE), Attribution(speaker=OVIK))},
            Part(PartKind.SPEAKER, 1),
        ),
        (
            {"chain": (Attribution(speaker=OVIK, source=span(30)),)},
            Part(PartKind.SOURCE),
        ),
        ({"chain": (Attribution(speaker=OVIK, cue=span(30)),)}, Part(PartKind.CUE)),
        ({"fields": {"stance": stated("for")}}, Part(PartKind.FIELD, key="stance")),
    ],
)
def test_each_difference_is_told_as_one_part(changes, part):
    one = body(chain=(Attribution(speaker=OVIK),))
    assert differing((one, one.amended(**changes)), Alike()) == {part}


def test_not_stated_and_unknown_and_nothing_are_three_different_things():
    states = (FieldState.NOT_STATED, FieldState.UNKNOWN)
    three = [body(), *(body(fields={"topic": FieldValue(state=state)}) for state in states)]
    for one in three:
        for other in three:
            assert bool(differing((one, other), Alike())) == (one is not other)


def test_confirmed_and_corrected_say_the_same_but_other_evidence_does_not():
    confirmed = body(fields={"topic": stated("fares")})
    corrected = body(fields={"topic": stated("fares", FieldState.CORRECTED)})
    shown = body(fields={"topic": stated("fares", evidence=span(3))})
    assert not differing((confirmed, corrected), Alike())
    assert differing((confirmed, shown), Alike()) == {Part(PartKind.FIELD, key="topic")}


def test_speakers_that_were_merged_are_one_in_links_and_in_fields():
    old, new = uuid4(), uuid4()
    ovik = Speaker(id=1, uid=new, body=SpeakerBody(name="Lena Ovik"), absorbed=(old,))
    alike = Alike({1: ovik, 7: ovik}, ["addressee"])
    one = body(chain=(Attribution(speaker=1),), fields={"addressee": stated(str(new))})
    other = body(chain=(Attribution(speaker=7),), fields={"addressee": stated(str(old))})
    assert not differing((one, other), alike)
    assert len(differing((one, other), Alike())) == 2


def test_parts_are_in_the_order_of_the_codebook():
    one = body(fields={"a": stated("1"), "b": stated("1"), "z": stated("1")})
    keys = [part.key for part in parts_of([one], ["z", "b", "a", "other"]) if part.key]
    assert keys == ["z", "b", "a"]


@given(bodies, bodies)
def test_a_body_with_every_part_of_one_reading_is_that_reading(one, other):
    every = dict.fromkeys(parts_of((one, other)), 1)
    assert composed((one, other), every, 0) == other
    assert composed((one, other), {}, 0) == one


@given(bodies, bodies, st.data())
def test_every_part_of_a_composed_body_is_as_it_was_picked(one, other, data):
    both = (one, other)
    picks = {part: data.draw(st.integers(0, 1)) for part in parts_of(both)}
    made = composed(both, picks, 0)
    for part, number in picks.items():
        assert value_of(made, part) == value_of(both[number], part)


def test_a_link_picked_away_at_the_outer_end_shortens_the_chain():
    long = body(chain=(Attribution(speaker=GAZETTE), Attribution(speaker=OVIK)))
    short = body(chain=(Attribution(speaker=AUTHORITY),))
    picks = {Part(PartKind.SPEAKER): 0, Part(PartKind.SPEAKER, 1): 1}
    assert composed((long, short), picks, 0).chain == (Attribution(speaker=OVIK),)


def test_of_bodies_that_agree_the_field_is_taken_that_somebody_looked_at():
    proposed = body(fields={"topic": stated("fares", FieldState.UNVERIFIED)})
    confirmed = body(fields={"topic": stated("fares")})
    assert firmest((proposed, confirmed)) == confirmed
    assert firmest((confirmed, proposed)) == confirmed
    assert firmest((proposed, proposed)) == proposed
