import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.claim import ClaimBody, ClaimKind
from annotator.domain.errors import NothingToUndoError, SecondPersonError, StaleError
from annotator.domain.history import RecordKind
from annotator.domain.review import ReviewStatus, ReviewVerb
from annotator.domain.span import Span
from annotator.domain.speaker import SpeakerBody
from annotator.services.bootstrap import open_services
from annotator.services.undoing import Ladder, Step, ladder

BOTH_DATABASES = True

BODY = ClaimBody(kind=ClaimKind.DIRECT, content=(Span(start=22, end=42),))
CLAIM = RecordKind.CLAIM


@pytest.fixture
def claim_id(project):
    return project.ann.annotating.add(project.document_id, BODY, "Lena Ovik")


def sheet(project):
    return project.ann.querying.sheet(project.document_id)


def tag(project, *tags):
    (claim,) = sheet(project).claims
    project.ann.annotating.change(claim, claim.body.amended(tags=tags), "Set tag")


def test_undo_and_redo_walk_every_edit_back_and_forth(project, claim_id):
    tag(project, "denial")
    tag(project, "denial", "promise")

    project.ann.undoing.undo()
    assert sheet(project).claims[0].body.tags == ("denial",)
    project.ann.undoing.undo()
    project.ann.undoing.undo()
    assert sheet(project).claims == ()
    assert project.ann.speakers.all() == ()

    for _ in range(3):
        project.ann.undoing.redo()
    assert sheet(project).claims[0].body.tags == ("denial", "promise")
    assert [speaker.name for speaker in project.ann.speakers.all()] == ["Lena Ovik"]


def test_undo_names_its_act_and_survives_a_restart(project, claim_id):
    tag(project, "denial")
    project.ann.close()
    again = open_services(project.place, user="Ann")

    assert again.undoing.next_undo().label == "Set tag"
    again.undoing.undo()

    assert again.querying.sheet(project.document_id).claims[0].body.tags == ()
    assert again.undoing.next_redo().label == "Set tag"
    again.close()


def test_there_is_an_end_to_undoing(project):
    with pytest.raises(NothingToUndoError, match="undo"):
        project.ann.undoing.undo()
    with pytest.raises(NothingToUndoError, match="redo"):
        project.ann.undoing.redo()


def test_one_undoes_ones_own_acts_only(project, claim_id):
    assert project.bob.undoing.next_undo() is None


def test_a_new_act_ends_redoing(project, claim_id):
    tag(project, "denial")
    project.ann.undoing.undo()

    tag(project, "promise")

    assert project.ann.undoing.next_redo() is None


def test_what_went_stale_is_said_once_and_dropped(project, claim_id):
    tag(project, "denial")
    (claim,) = sheet(project).claims
    project.bob.annotating.change(claim, claim.body.amended(tags=("demand",)))

    with pytest.raises(StaleError, match="Set tag"):
        project.ann.undoing.undo()

    assert sheet(project).claims[0].body.tags == ("demand",)
    assert project.ann.undoing.next_undo().label == "Add claim"
    assert project.ann.undoing.next_redo() is None


def test_undoing_an_edit_is_an_edit_and_revives_no_approval(project, claim_id):
    project.ann.reviewing.submit(project.document_id)
    project.bob.reviewing.give(CLAIM, claim_id, ReviewVerb.APPROVE)
    tag(project, "denial")

    project.ann.undoing.undo()

    (claim,) = sheet(project).claims
    assert claim.body.tags == ()
    assert claim.status is ReviewStatus.SUBMITTED
    assert claim.editor == project.ann.context.user.id


def test_undoing_a_verdict_withdraws_it_and_redoing_gives_it_again(project, claim_id):
    project.ann.reviewing.submit(project.document_id)
    project.bob.reviewing.give(CLAIM, claim_id, ReviewVerb.RETURN, reason="Wrong tag", words="?")

    project.bob.undoing.undo()
    assert sheet(project).claims[0].status is ReviewStatus.SUBMITTED

    project.bob.undoing.redo()
    review = sheet(project).reviews[CLAIM, claim_id]
    assert (review.reason, review.words, review.standing) == ("Wrong tag", "?", True)


def test_redoing_an_approval_keeps_the_second_person_rule(project, claim_id):
    project.ann.reviewing.submit(project.document_id)
    project.bob.reviewing.give(CLAIM, claim_id, ReviewVerb.APPROVE)
    project.bob.undoing.undo()
    bob_marks = sheet(project).document.marks
    project.bob.undoing.redo()
    assert sheet(project).claims[0].status is ReviewStatus.APPROVED
    project.bob.undoing.undo()
    (claim,) = sheet(project).claims
    project.bob.annotating.change(claim, claim.body.amended(tags=("denial",)))

    with pytest.raises(SecondPersonError):
        project.bob.reviewing.give(CLAIM, claim_id, ReviewVerb.APPROVE)
    assert bob_marks == sheet(project).document.marks


def test_a_submission_is_undone_and_redone_whole(project, claim_id):
    project.ann.reviewing.submit(project.document_id)

    project.ann.undoing.undo()
    after = sheet(project)
    assert after.claims[0].status is after.record.status is ReviewStatus.DRAFT

    project.ann.undoing.redo()
    after = sheet(project)
    assert after.claims[0].status is after.record.status is ReviewStatus.SUBMITTED


def test_a_submission_after_a_verdict_is_not_undone(project, claim_id):
    project.ann.reviewing.submit(project.document_id)
    project.bob.reviewing.give(CLAIM, claim_id, ReviewVerb.APPROVE)

    with pytest.raises(StaleError, match="Submit"):
        project.ann.undoing.undo()
    assert sheet(project).claims[0].status is ReviewStatus.APPROVED


def test_what_another_has_judged_since_is_not_undone(project, claim_id):
    project.ann.reviewing.submit(project.document_id)
    project.bob.reviewing.give(CLAIM, claim_id, ReviewVerb.APPROVE)
    with pytest.raises(StaleError, match="Submit"):
        project.ann.undoing.undo()

    with pytest.raises(StaleError, match="Add claim"):
        project.ann.undoing.undo()

    (claim,) = sheet(project).claims
    assert claim.status is ReviewStatus.APPROVED


def test_accepting_a_proposal_is_undone_whole(project):
    project.ann.proposing.propose()
    before = sheet(project)

    project.ann.annotating.accept(before.proposals[0].id)
    project.ann.undoing.undo()

    assert sheet(project).proposals == before.proposals
    assert sheet(project).claims == ()


def test_refusals_marks_comments_fields_and_speakers_are_undone(project, claim_id):
    ann, document_id = project.ann, project.document_id
    ann.proposing.propose()
    before = sheet(project)
    fields = before.record.fields
    marks = before.document.marks

    ann.annotating.refuse(before.proposals[0].id)
    ann.annotating.comment(before.claims[0], "Is that so?")
    ann.annotating.mark(document_id, marks, marks.amended(note="later"), "Note")
    ann.annotating.change_fields(document_id, fields, {})
    added = ann.speakers.add(SpeakerBody(name="The mayor"))
    ann.speakers.change(added, SpeakerBody(name="The mayor"), SpeakerBody(name="Mayor Lee"))
    for _ in range(6):
        ann.undoing.undo()

    assert sheet(project) == before
    for _ in range(6):
        ann.undoing.redo()
    assert [item.name for item in ann.speakers.all()] == ["Lena Ovik", "Mayor Lee"]
    assert sheet(project).comments[0].text == "Is that so?"
    assert sheet(project).document.marks.note == "later"
    assert sheet(project).record.fields == {}


@given(st.lists(st.sampled_from(["act", "undo", "redo"]), max_size=40))
def test_the_ladder_rebuilt_from_history_is_the_one_that_was_walked(moves):
    steps, undo, redo = [], [], []
    for number, move in enumerate(moves, start=1):
        if move == "act":
            steps.append(Step(number, True, None, None, True))
            undo.append(number)
            redo.clear()
        elif move == "undo" and undo:
            steps.append(Step(number, False, undo.pop(), None, True))
            redo.append(number)
        elif move == "redo" and redo:
            steps.append(Step(number, False, None, redo.pop(), True))
            undo.append(number)

    assert ladder(steps) == Ladder(tuple(undo), tuple(redo))


def test_an_approval_is_not_done_again_once_somebody_edited_what_was_approved(project):
    claim = project.approved("two piers will close")
    project.bob.undoing.undo()
    now = project.read(claim.id)
    project.ann.annotating.change(now, now.body.amended(tags=("promise",)))

    with pytest.raises(StaleError):
        project.bob.undoing.redo()

    assert project.read(claim.id).status is ReviewStatus.SUBMITTED
