"""Assignments, readings, settlements and roles of two projects that become one."""

import pytest

from annotator.domain.adjudication import Decision
from annotator.domain.assigning import Wanted
from annotator.domain.history import RecordKind
from annotator.domain.project_merge import Side
from annotator.domain.proposal import ProposalState
from annotator.domain.review import ReviewStatus
from annotator.domain.settlement import Choice
from annotator.domain.user import Part, Role
from annotator.services.merging import MergingProjectsService
from tests.services.merging_pair import Pair, findings
from tests.services.settling_people import SettlingPeople

FARES = "Fares go up in May"
PIERS = "two piers will close"


@pytest.fixture
def pair(project):
    project.ann.as_user("Cleo")
    made = Pair(project)
    yield made
    made.there.ann.close()


def assigned(people, **parts):
    wanted = Wanted(documents=(people.document_id,), independent=True, **parts)
    people.ann.assigning.assign(wanted)


def told(people):
    found = people.ann.assigning.of_documents([people.document_id])
    return [(item.name, item.independent, item.submitted) for item in found]


def user(people, name):
    return people.ann.as_user(name).context.user.id


def merge_back(pair, **how):
    return MergingProjectsService(pair.there.ann.context).merge(pair.here.path, **how)


def settled(people):
    """Return the settlements of a project, in words that hold in every copy."""
    with people.ann.context.overseeing() as unit:
        return [
            (
                item.uid,
                item.choice,
                item.reason,
                item.words,
                item.user,
                list(item.settled.values()),
                list(item.made.values()),
            )
            for item in unit.settlements.of_document(people.document_id)
        ]


def settle(people):
    """Let two people read apart, and the lead take the first one's reading."""
    readers = SettlingPeople(people)
    readers.reads("Bob", readers.body(FARES))
    readers.reads("Cleo", readers.body(FARES, PIERS))
    decision = Decision(choice=Choice.ONE, reading=0, reason="Wrong tag", words="too long")
    readers.service.settle(people.document_id, readers.open_group(), decision)
    return readers


def test_what_was_read_apart_and_settled_there_comes_with_its_provenance(pair):
    readers = settle(pair.there)

    report = pair.merge()

    assert report.new[RecordKind.ASSIGNMENT] == 2
    assert report.new[RecordKind.SETTLEMENT] == 1
    assert report.new[RecordKind.CLAIM] == 3
    assert settled(pair.here) == settled(pair.there)
    assert settled(pair.here)[0][1:5] == (Choice.ONE, "Wrong tag", "too long", "Ann")
    assert told(pair.here) == [("Bob", True, True), ("Cleo", True, True)]
    assert SettlingPeople(pair.here).bodies() == readers.bodies()
    (claim,) = SettlingPeople(pair.here).agreed()
    assert claim.status is ReviewStatus.SUBMITTED
    assert pair.merge().nothing
    merge_back(pair)
    assert merge_back(pair).nothing
    assert settled(pair.here) == settled(pair.there)


def test_a_settlement_that_was_taken_back_there_is_taken_back_here(pair):
    settle(pair.there)
    pair.merge()
    pair.there.ann.undoing.undo()
    assert settled(pair.there) == []

    pair.merge()

    assert settled(pair.here) == []
    assert SettlingPeople(pair.here).agreed() == ()
    assert pair.merge().nothing


def test_an_undone_merge_takes_settlements_and_assignments_with_it(pair):
    settle(pair.there)
    pair.merge()

    assert pair.here.ann.undoing.undo().label == "Merge there"

    assert settled(pair.here) == []
    assert told(pair.here) == []
    assert findings(pair.here) == ()
    pair.here.ann.undoing.redo()
    assert settled(pair.here) == settled(pair.there)
    assert told(pair.here) == told(pair.there)
    assert findings(pair.here) == ()


def test_a_document_that_both_assigned_to_one_person_is_assigned_once(pair):
    for people in (pair.here, pair.there):
        assigned(people, add=(user(people, "Bob"),))

    report = pair.merge()

    assert (report.new, report.conflicts) == ({}, ())
    assert told(pair.here) == [("Bob", True, False)]
    merge_back(pair)
    assert told(pair.there) == [("Bob", True, False)]
    assert pair.merge().nothing
    assert merge_back(pair).nothing


def test_a_reading_that_was_submitted_there_is_submitted_here(pair):
    assigned(pair.here, add=(user(pair.here, "Bob"),))
    readers = SettlingPeople(pair.there)
    readers.reads("Bob", readers.body(FARES))

    report = pair.merge()

    assert told(pair.here) == [("Bob", True, True)]
    assert report.changed == {RecordKind.ASSIGNMENT: 1}
    assert report.new[RecordKind.CLAIM] == 1
    assert pair.merge().nothing


def test_what_one_person_read_in_both_files_stands_in_one_layer(pair):
    for people, words in ((pair.here, FARES), (pair.there, PIERS)):
        readers = SettlingPeople(people)
        readers.reads("Bob", readers.body(words), submitted=False)

    pair.merge()

    with pair.here.ann.context.overseeing() as unit:
        (layer,) = unit.layers.of_document(pair.here.document_id)
        claims = unit.claims.of_layer(layer.id)
    assert {claim.body.content[0].of(pair.here.text) for claim in claims} == {FARES, PIERS}
    assert pair.merge().nothing


@pytest.mark.parametrize("side", list(Side))
def test_an_assignment_that_both_changed_is_a_conflict_to_be_decided(pair, side):
    bob = user(pair.here, "Bob")
    assigned(pair.here, add=(bob,))
    again = Pair(pair.here)
    assigned(again.here, remove=(bob,))
    SettlingPeople(again.there).submits("Bob")
    service = MergingProjectsService(again.here.ann.context)
    (conflict,) = service.preview(again.there.path).conflicts
    assert conflict.kind is RecordKind.ASSIGNMENT
    assert conflict.title == "Ferry fares to rise"
    rows = {row.part: (row.before, row.after) for row in conflict.parts}
    assert rows == {"Deleted": ("yes", None), "Submitted": (None, "yes")}

    again.merge(decisions={conflict.key: side})

    assert told(again.here) == ([] if side is Side.OURS else [("Bob", True, True)])
    assert again.merge().nothing
    again.there.ann.close()


def test_a_decision_on_a_proposal_in_ones_own_layer_comes_along(project):
    project.propose([(FARES, 0.9), (PIERS, 0.8)])
    project.ann.as_user("Cleo")
    pair = Pair(project)
    assigned(pair.there, add=(user(pair.there, "Bob"), user(pair.there, "Cleo")))
    one, two = pair.there.bob.querying.sheet(pair.there.document_id).proposals
    pair.there.bob.annotating.accept(one.id)
    pair.there.bob.annotating.refuse(two.id)

    report = pair.merge()

    assert report.new[RecordKind.READING] == 2
    sheet = pair.here.bob.querying.sheet(pair.here.document_id)
    assert [item.state for item in sheet.proposals if item.state is ProposalState.OPEN] == []
    assert [claim.body.content[0].of(pair.here.text) for claim in sheet.claims] == [FARES]
    cleo = pair.here.ann.as_user("Cleo").querying.sheet(pair.here.document_id)
    assert (len(cleo.proposals), cleo.claims) == (2, ())
    assert pair.merge().nothing
    pair.there.ann.close()


def _make(people, name, role, *, retired=False):
    person = people.ann.as_user(name).context.user
    with people.ann.context.writing("Role") as unit:
        now = unit.users.get(person.id)
        unit.users.swap(
            person.id,
            Part(role=now.role, retired=now.retired),
            Part(role=role, retired=retired),
        )
        unit.commit()


def test_new_people_come_as_annotators_or_reviewers_and_known_ones_keep_their_part(pair):
    _make(pair.there, "Bob", Role.LEAD)
    _make(pair.there, "Lea", Role.LEAD)
    _make(pair.there, "Nat", Role.ANNOTATOR)
    _make(pair.there, "Ret", Role.ADJUDICATOR, retired=True)

    report = pair.merge()

    assert set(report.joined) == {"Lea", "Nat", "Ret"}
    with pair.here.ann.context.reading() as unit:
        parts = {item.name: (item.role, item.retired) for item in unit.users.all()}
    assert parts == {
        "Ann": (Role.LEAD, False),
        "Bob": (Role.REVIEWER, False),
        "Cleo": (Role.REVIEWER, False),
        "Lea": (Role.REVIEWER, False),
        "Nat": (Role.ANNOTATOR, False),
        "Ret": (Role.REVIEWER, True),
    }
    assert pair.merge().nothing


def test_work_of_somebody_who_is_retired_here_comes_along_all_the_same(pair):
    pair.there.bob.annotating.comment(pair.there.claim(FARES), "Really?")
    _make(pair.here, "Bob", Role.REVIEWER, retired=True)

    pair.merge()

    sheet = pair.here.ann.querying.sheet(pair.here.document_id)
    assert [(item.user, item.text) for item in sheet.comments] == [("Bob", "Really?")]
    with pair.here.ann.context.reading() as unit:
        assert unit.users.named("Bob").retired


def test_of_what_another_person_reads_alone_no_words_are_told(pair):
    readers = SettlingPeople(pair.here)
    readers.reads("Bob", readers.body(FARES), submitted=False)
    again = Pair(pair.here)
    for people, words in ((again.here, "Fares"), (again.there, "in May")):
        services = people.ann.as_user("Bob")
        (found,) = services.querying.sheet(people.document_id).claims
        after = found.body.amended(content=(people.span(words),))
        services.annotating.change(found, after, "Change")

    told_to = {
        name: MergingProjectsService(again.here.ann.as_user(name).context).preview(again.there.path)
        for name in ("Ann", "Bob")
    }

    (hidden,), (shown,) = (report.conflicts for report in told_to.values())
    assert (hidden.subject, hidden.rows) == ("claim that another person reads alone", ())
    assert shown.parts[0].before == "Fares"
    assert hidden.key == shown.key
    again.there.ann.close()
