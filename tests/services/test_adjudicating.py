import pytest

from annotator.domain.adjudication import Decision, Standing
from annotator.domain.claim import ClaimKind
from annotator.domain.claim_parts import Part, PartKind
from annotator.domain.errors import (
    NotFoundError,
    NothingToUndoError,
    RightError,
    SecondPersonError,
    StaleError,
    UsageError,
)
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.history import RecordKind
from annotator.domain.review import ReviewStatus, ReviewVerb
from annotator.domain.settlement import Choice
from tests.services.settling_people import SettlingPeople

FARES = "Fares go up in May"
MAY = "go up in May"
PIERS = "two piers will close"
SPEAKER = Part(PartKind.SPEAKER)


@pytest.fixture
def readers(project):
    return SettlingPeople(project)


def one(number, **more):
    return Decision(choice=Choice.ONE, reading=number, **more)


def both_read(readers, ann, bob):
    """Let two people read the document, one claim each."""
    return readers.reads("Ann", ann), readers.reads("Bob", bob)


def settle(readers, decision, group=None):
    group = group or readers.open_group()
    return readers.service.settle(readers.document_id, group, decision)


def test_a_document_waits_once_two_people_have_submitted_their_readings(readers):
    readers.reads("Ann", readers.body(FARES))
    assert readers.service.awaiting() == ()
    readers.reads("Bob", readers.body(FARES), submitted=False)
    (waiting,) = readers.service.awaiting()
    assert (waiting.readers, waiting.reading, waiting.is_ready) == (1, 1, False)
    with pytest.raises(UsageError, match="Two people at least"):
        readers.opened()
    readers.submits("Bob")
    (waiting,) = readers.service.awaiting()
    assert (waiting.is_ready, waiting.claims, waiting.settled, waiting.left) == (True, 2, 0, 2)
    assert [one.name for one in readers.opened().readings] == ["Ann", "Bob"]


def test_who_has_not_submitted_is_named_and_not_shown(readers):
    readers.reads("Ann", readers.body(FARES))
    readers.reads("Bob", readers.body(FARES))
    readers.reads("Cleo", readers.body(PIERS), submitted=False)
    opened = readers.opened()
    assert opened.unfinished == ("Cleo",)
    assert [one.name for one in opened.readings] == ["Ann", "Bob"]


def test_an_excluded_document_waits_for_nobody(readers):
    both_read(readers, readers.body(FARES), readers.body(FARES))
    marks = readers.lead.querying.sheet(readers.document_id).document.marks
    after = marks.amended(excluded="a list")
    readers.lead.annotating.mark(readers.document_id, marks, after, "Exclude")
    assert readers.service.awaiting() == ()


def test_taking_one_reading_makes_its_claim_in_the_agreed_layer_submitted(readers):
    both_read(readers, readers.body(FARES), readers.body(FARES, kind=ClaimKind.MIXED))
    settle(readers, one(1, reason="Wrong tag", words="marks on one side"))
    (claim,) = readers.agreed()
    assert claim.body == readers.body(FARES, kind=ClaimKind.MIXED)
    assert claim.status is ReviewStatus.SUBMITTED
    assert claim.editor == readers.lead.context.user.id
    (settlement,) = readers.settlements()
    assert (settlement.choice, settlement.reason) == (Choice.ONE, "Wrong tag")
    assert (settlement.words, settlement.user) == ("marks on one side", "Ann")
    assert settlement.made == {claim.id: claim.body}
    assert readers.service.settled_into(claim.id) == (settlement,)
    assert readers.story(claim.id) == ["Settle: as Bob has it"]


def test_who_settled_may_not_approve_and_somebody_else_may(readers):
    both_read(readers, readers.body(FARES), readers.body(MAY))
    settle(readers, one(0))
    (claim,) = readers.agreed()
    with pytest.raises(SecondPersonError):
        readers.lead.reviewing.give(RecordKind.CLAIM, claim.id, ReviewVerb.APPROVE)
    readers.project.bob.reviewing.give(RecordKind.CLAIM, claim.id, ReviewVerb.APPROVE)
    assert readers.agreed()[0].status is ReviewStatus.APPROVED


def test_both_makes_each_of_them_and_neither_none(readers):
    both_read(readers, readers.body(FARES), readers.body(FARES, kind=ClaimKind.MIXED))
    settle(readers, Decision(choice=Choice.BOTH))
    kinds = {body.kind for body in readers.bodies()}
    assert kinds == {ClaimKind.DIRECT, ClaimKind.MIXED}
    (group,) = readers.groups()
    settle(readers, Decision(choice=Choice.NEITHER), group)
    assert readers.agreed() == ()
    assert readers.groups()[0].standing is Standing.SETTLED


def test_a_body_is_made_of_the_parts_that_were_picked(readers):
    stated = FieldValue(value="for", state=FieldState.CONFIRMED)
    both_read(
        readers,
        readers.body(FARES, speaker="Lena Ovik"),
        readers.body(MAY, speaker="port authority", fields={"stance": stated}),
    )
    picks = {SPEAKER: 1, Part(PartKind.FIELD, key="stance"): 1}
    settle(readers, Decision(choice=Choice.EDITED, reading=0, picks=picks))
    wanted = readers.body(FARES, speaker="port authority", fields={"stance": stated})
    assert readers.bodies() == [wanted]


def test_all_that_agree_are_settled_in_one_act_and_the_rest_stays_open(readers):
    readers.reads("Ann", readers.body(FARES), readers.body(PIERS), readers.body("Ovik added"))
    readers.reads("Bob", readers.body(PIERS), readers.body(FARES), readers.body("=SUM was"))
    assert readers.service.take_agreed(readers.document_id) == 2
    assert sorted(readers.bodies(), key=str) == sorted(
        [readers.body(FARES), readers.body(PIERS)], key=str
    )
    assert len(readers.groups(Standing.OPEN)) == 2
    assert {one.choice for one in readers.settlements()} == {Choice.AGREED}
    readers.lead.undoing.undo()
    assert (readers.agreed(), readers.settlements()) == ((), ())
    readers.lead.undoing.redo()
    with pytest.raises(UsageError, match="nothing left here"):
        readers.service.take_agreed(readers.document_id)


def test_progress_counts_the_claims_that_are_settled(readers):
    readers.reads("Ann", readers.body(FARES), readers.body(PIERS))
    readers.reads("Bob", readers.body(FARES))
    readers.service.take_agreed(readers.document_id)
    (waiting,) = readers.service.awaiting()
    assert (waiting.claims, waiting.settled, waiting.left) == (3, 2, 1)


def test_undo_takes_the_claim_and_the_settlement_back_and_redo_brings_both_again(readers):
    both_read(readers, readers.body(FARES), readers.body(MAY))
    settle(readers, one(0))
    before = (readers.agreed(), readers.settlements())
    readers.lead.undoing.undo()
    assert (readers.agreed(), readers.settlements()) == ((), ())
    assert readers.open_group().earlier == ()
    readers.lead.undoing.redo()
    assert (readers.agreed(), readers.settlements()) == before
    assert readers.groups()[0].standing is Standing.SETTLED


def test_what_somebody_approved_meanwhile_is_not_undone(readers):
    both_read(readers, readers.body(FARES), readers.body(MAY))
    settle(readers, one(0))
    (claim,) = readers.agreed()
    readers.project.bob.reviewing.give(RecordKind.CLAIM, claim.id, ReviewVerb.APPROVE)
    with pytest.raises(StaleError, match="cannot be taken back"):
        readers.lead.undoing.undo()
    assert readers.agreed()[0].status is ReviewStatus.APPROVED
    assert len(readers.settlements()) == 1


def test_it_goes_on_where_it_was_left_after_the_project_was_opened_again(readers, project):
    readers.reads("Ann", readers.body(FARES), readers.body(PIERS))
    readers.reads("Bob", readers.body(MAY), readers.body(PIERS, kind=ClaimKind.MIXED))
    first, _second = readers.groups(Standing.OPEN)
    settle(readers, one(0), first)
    again = SettlingPeople(project)
    assert [group.standing for group in again.groups()] == [Standing.SETTLED, Standing.OPEN]


def test_new_work_opens_only_what_it_touches_and_the_earlier_decision_is_there(readers):
    readers.reads("Ann", readers.body(FARES), readers.body(PIERS))
    _fares, piers = readers.reads(
        "Bob", readers.body(MAY), readers.body(PIERS, kind=ClaimKind.MIXED)
    )
    for group in readers.groups(Standing.OPEN):
        settle(readers, one(1), group)
    readers.changes("Bob", piers, readers.body("that two piers will close"))
    fares, changed = readers.groups()
    assert fares.standing is Standing.SETTLED
    assert (changed.standing, len(changed.earlier)) == (Standing.OPEN, 1)
    assert changed.earlier[0].settled[piers] == readers.body(PIERS, kind=ClaimKind.MIXED)
    assert len(readers.agreed()) == 2


def test_settling_again_amends_the_claim_that_was_made_and_keeps_its_comments(readers):
    _ann, (other,) = both_read(readers, readers.body(FARES), readers.body(MAY))
    settle(readers, one(1))
    (claim,) = readers.agreed()
    readers.lead.annotating.comment(claim, "Which May?")
    readers.changes("Bob", other, readers.body("up in May"))
    settle(readers, one(1))
    (again,) = readers.agreed()
    assert (again.id, again.body) == (claim.id, readers.body("up in May"))
    assert len(readers.settlements()) == 1
    readers.lead.undoing.undo()
    assert readers.agreed()[0].body == readers.body(MAY)
    assert readers.open_group().earlier == readers.settlements()


def test_settling_again_as_it_was_keeps_an_approval(readers):
    _ann, (other,) = both_read(readers, readers.body(FARES), readers.body(MAY))
    settle(readers, one(0))
    (claim,) = readers.agreed()
    readers.project.bob.reviewing.give(RecordKind.CLAIM, claim.id, ReviewVerb.APPROVE)
    readers.changes("Bob", other, readers.body("up in May"))
    settle(readers, one(0))
    assert readers.agreed()[0].status is ReviewStatus.APPROVED


def test_settling_again_otherwise_takes_an_approval_back(readers):
    both_read(readers, readers.body(FARES), readers.body(MAY))
    settle(readers, one(0))
    (claim,) = readers.agreed()
    readers.project.bob.reviewing.give(RecordKind.CLAIM, claim.id, ReviewVerb.APPROVE)
    settle(readers, one(1), readers.groups()[0])
    (again,) = readers.agreed()
    assert (again.id, again.status) == (claim.id, ReviewStatus.SUBMITTED)


def test_what_a_reviewer_rejected_is_submitted_again_when_it_is_settled_anew(readers):
    both_read(readers, readers.body(FARES), readers.body(MAY))
    settle(readers, one(0))
    (claim,) = readers.agreed()
    readers.project.bob.reviewing.give(RecordKind.CLAIM, claim.id, ReviewVerb.REJECT)
    settle(readers, one(1), readers.groups()[0])
    assert readers.agreed()[0].status is ReviewStatus.SUBMITTED


def test_a_claim_that_is_gone_from_the_agreed_layer_is_made_anew(readers):
    both_read(readers, readers.body(FARES), readers.body(MAY))
    settle(readers, one(0))
    (claim,) = readers.agreed()
    readers.lead.annotating.delete(claim)
    assert readers.groups()[0].standing is Standing.SETTLED
    settle(readers, one(0), readers.groups()[0])
    (again,) = readers.agreed()
    assert again.id != claim.id


def test_a_group_that_changed_since_it_was_seen_is_not_settled(readers):
    _ann, (other,) = both_read(readers, readers.body(FARES), readers.body(MAY))
    seen = readers.open_group()
    readers.changes("Bob", other, readers.body("up in May"))
    with pytest.raises(StaleError):
        settle(readers, one(1), seen)
    assert readers.agreed() == ()


def test_a_claim_that_was_deleted_meanwhile_is_not_settled(readers):
    _ann, (other,) = both_read(readers, readers.body(FARES), readers.body(MAY))
    seen = readers.open_group()
    readers.deletes("Bob", other)
    with pytest.raises(StaleError):
        settle(readers, one(0), seen)


def test_what_somebody_else_settled_meanwhile_is_told(readers):
    both_read(readers, readers.body(FARES), readers.body(MAY))
    seen = readers.open_group()
    settle(readers, one(0), seen)
    with pytest.raises(StaleError):
        settle(readers, one(1), seen)
    assert readers.bodies() == [readers.body(FARES)]


def test_a_reading_that_was_taken_back_is_not_settled(readers):
    both_read(readers, readers.body(FARES), readers.body(MAY))
    readers.reads("Cleo", readers.body("up in May"))
    seen = readers.open_group()
    readers.takes_back("Cleo")
    with pytest.raises(StaleError):
        settle(readers, one(2), seen)
    readers.takes_back("Bob")
    with pytest.raises(UsageError, match="Two people at least"):
        settle(readers, one(0), seen)


def test_a_decision_that_does_not_fit_is_told_in_a_sentence(readers):
    both_read(readers, readers.body(FARES), readers.body(MAY))
    with pytest.raises(UsageError, match="cannot be settled so"):
        settle(readers, Decision(choice=Choice.AGREED))
    with pytest.raises(UsageError, match="reading 5"):
        settle(readers, one(5))
    with pytest.raises(NothingToUndoError):
        readers.project.ann.undoing.redo()


def test_only_an_adjudicator_sees_and_settles_other_peoples_readings(readers, project):
    both_read(readers, readers.body(FARES), readers.body(MAY))
    group = readers.open_group()
    reviewer = type(readers.service)(project.bob.context)
    for act in (
        lambda: reviewer.open(project.document_id),
        lambda: reviewer.settle(project.document_id, group, one(0)),
        lambda: reviewer.take_agreed(project.document_id),
    ):
        with pytest.raises(RightError, match="Only an adjudicator"):
            act()
    assert readers.agreed() == ()


def test_nested_stacked_and_split_claims_come_through_as_they_were_read(readers):
    outer = "citing the port authority, that two piers will close"
    split = ("Fares go up in May", "and not before")
    every = [
        readers.body(outer, speaker="Harbour Gazette"),
        readers.body(PIERS, speaker="port authority"),
        readers.body(PIERS, speaker="Lena Ovik"),
        readers.body(*split, speaker="Lena Ovik"),
    ]
    readers.reads("Ann", *every)
    readers.reads("Bob", *reversed(every))
    assert readers.service.take_agreed(readers.document_id) == len(every)
    assert sorted(readers.bodies(), key=str) == sorted(every, key=str)


def test_the_history_of_what_was_made_tells_of_whose_readings_and_why(readers):
    both_read(readers, readers.body(FARES), readers.body(MAY))
    settle(readers, one(1, reason="Wrong boundaries"))
    (claim,) = readers.agreed()
    sheet = readers.lead.querying.sheet(readers.document_id)
    (version,) = readers.lead.versions.of_claim(sheet, claim)
    assert version.label == "Settle: as Bob has it (of 2 readings, Wrong boundaries)"
    assert (version.user, version.moved) == ("Ann", None)


def test_a_settlement_that_is_not_there_is_told(readers):
    writing = readers.lead.context.writing("Settle", readers.document_id)
    with writing as unit, pytest.raises(NotFoundError, match="no such settlement"):
        unit.settlements.set_deleted(7, deleted=True)
