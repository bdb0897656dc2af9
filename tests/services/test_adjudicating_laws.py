"""Whatever is settled, in whatever order: the laws that adjudication keeps."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.domain.adjudication import Decision, Standing
from annotator.domain.claim import ClaimKind
from annotator.domain.claim_parts import parts_of
from annotator.domain.settlement import Choice
from tests.services.settling_people import SettlingPeople

FEW = settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
PIERS = "two piers will close"


@pytest.fixture
def readers(project):
    """Three people who have read nested, stacked, split and lone claims."""
    readers = SettlingPeople(project)
    body = readers.body
    outer = body("citing the port authority, that two piers will close", speaker="Gazette")
    split = body("Fares go up in May", "and not before", speaker="Lena Ovik")
    readers.reads("Ann", outer, body(PIERS, speaker="port authority"), split)
    readers.reads(
        "Bob",
        body("Fares go up in May", speaker="Lena Ovik"),
        body("that two piers will close", speaker="port authority"),
        body("a typing error", speaker="Lena Ovik"),
    )
    mixed = ClaimKind.MIXED
    readers.reads("Cleo", outer, split.amended(kind=mixed), body(PIERS, speaker="Lena Ovik"))
    return readers


@st.composite
def decisions(draw, group):
    """Draw what may be decided about a group."""
    have = [at for at in range(len(group.claims)) if group.has(at)]
    reading = st.sampled_from(have)
    choice = draw(st.sampled_from([item for item in Choice if item is not Choice.AGREED]))
    picks = {}
    if choice is Choice.EDITED:
        parts = parts_of([claim.body for claim in group.there])
        picks = {part: draw(reading) for part in parts if draw(st.booleans())}
    return Decision(choice=choice, reading=draw(reading), picks=picks)


def settled_at_random(readers, data):
    """Settle some groups, some of them again; return what each of them came to."""
    chosen = {}
    for _step in range(data.draw(st.integers(1, 6), label="steps")):
        group = data.draw(st.sampled_from(readers.groups()), label="group")
        decision = data.draw(decisions(group), label="decision")
        chosen[frozenset(claim.id for claim in group.there)] = group.taken(decision)
        readers.service.settle(readers.document_id, group, decision)
    return chosen


def all_undone(readers):
    while (act := readers.lead.undoing.next_undo()) and act.label.startswith("Settle"):
        readers.lead.undoing.undo()


def told(readers):
    """Return all that can be seen of an adjudication."""
    groups = [
        (tuple(c.id if c else None for c in one.claims), one.standing, one.settlement, one.earlier)
        for one in readers.groups()
    ]
    return groups, readers.agreed(), readers.settlements()


@FEW
@given(data=st.data())
def test_the_agreed_layer_holds_exactly_what_was_chosen_last_of_each_group(readers, data):
    all_undone(readers)
    chosen = settled_at_random(readers, data)
    wanted = Counter(str(body) for bodies in chosen.values() for body in bodies)
    assert Counter(str(body) for body in readers.bodies()) == wanted
    assert sum(one.standing is Standing.SETTLED for one in readers.groups()) == len(chosen)


@FEW
@given(data=st.data())
def test_undo_after_undo_leads_back_to_how_it_was_and_redo_to_how_it_became(readers, data):
    all_undone(readers)
    begun = told(readers)
    settled_at_random(readers, data)
    became = told(readers)
    all_undone(readers)
    assert told(readers) == begun
    while readers.lead.undoing.next_redo():
        readers.lead.undoing.redo()
    assert told(readers) == became


@settings(FEW, max_examples=10)
@given(data=st.data())
def test_run_again_after_new_work_every_decision_it_does_not_touch_is_kept(readers, data):
    all_undone(readers)
    chosen = settled_at_random(readers, data)
    before = {item.id: (item.settled.keys(), item.made) for item in readers.settlements()}
    name = data.draw(st.sampled_from(["Ann", "Bob", "Cleo"]), label="reader")
    kind = data.draw(st.sampled_from(ClaimKind), label="kind")
    (new,) = readers.adds(name, readers.body("harbour master", kind=kind))
    held = {one.settlement.id for one in readers.groups() if one.settlement}
    assert held == before.keys()
    assert len(held) == len(chosen)
    assert {item.id: (item.settled.keys(), item.made) for item in readers.settlements()} == before
    readers.deletes(name, new)
