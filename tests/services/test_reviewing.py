import pytest

from annotator.domain.claim import ClaimBody, ClaimKind
from annotator.domain.errors import IllegalMoveError, SecondPersonError, UsageError
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.history import RecordKind
from annotator.domain.project import Policy
from annotator.domain.review import ReviewStatus, ReviewVerb
from annotator.domain.span import Span
from annotator.services.bootstrap import new_services
from annotator.services.checking import check_project

BOTH_DATABASES = True

CLAIM, RECORD = RecordKind.CLAIM, RecordKind.RECORD
BODY = ClaimBody(kind=ClaimKind.DIRECT, content=(Span(start=22, end=42),))


@pytest.fixture
def submitted(project):
    claim_id = project.ann.annotating.add(project.document_id, BODY)
    project.ann.reviewing.submit(project.document_id)
    return claim_id


def only_claim(project):
    (claim,) = project.ann.querying.sheet(project.document_id).claims
    return claim


def test_submitting_moves_all_claims_and_the_record_in_one_act(project, submitted):
    sheet = project.ann.querying.sheet(project.document_id)

    assert sheet.claims[0].status is ReviewStatus.SUBMITTED
    assert sheet.record.status is ReviewStatus.SUBMITTED
    assert [item.kind for item in project.bob.querying.queue()] == [RECORD, CLAIM]


def test_a_document_with_open_proposals_is_not_submitted(project):
    project.ann.proposing.propose()

    with pytest.raises(UsageError, match="open"):
        project.ann.reviewing.submit(project.document_id)


def test_an_empty_document_is_submitted_only_as_holding_no_claims(project):
    with pytest.raises(UsageError, match="no claims here"):
        project.ann.reviewing.submit(project.document_id)

    marks = project.ann.querying.sheet(project.document_id).document.marks
    project.ann.annotating.mark(
        project.document_id, marks, marks.amended(no_claims=True), "No claims here"
    )
    assert project.ann.reviewing.submit(project.document_id) == 0


def test_nothing_is_submitted_twice(project, submitted):
    with pytest.raises(UsageError, match="already"):
        project.ann.reviewing.submit(project.document_id)


@pytest.mark.parametrize("kind", [CLAIM, RECORD])
def test_whoever_edited_last_may_not_approve(project, submitted, kind):
    with pytest.raises(SecondPersonError, match="somebody else"):
        project.ann.reviewing.give(kind, 1, ReviewVerb.APPROVE)

    project.bob.reviewing.give(kind, 1, ReviewVerb.APPROVE)
    assert project.bob.querying.queue() != ()
    assert all(item.kind is not kind for item in project.bob.querying.queue())


def test_approving_with_an_edit_passes_the_approval_to_somebody_else(project, submitted):
    claim = only_claim(project)
    project.bob.annotating.change(claim, claim.body.amended(tags=("promise",)))

    assert only_claim(project).status is ReviewStatus.SUBMITTED
    with pytest.raises(SecondPersonError):
        project.bob.reviewing.give(CLAIM, submitted, ReviewVerb.APPROVE)
    project.ann.reviewing.give(CLAIM, submitted, ReviewVerb.APPROVE)
    assert only_claim(project).status is ReviewStatus.APPROVED


def test_an_edit_takes_an_approval_back(project, submitted):
    project.bob.reviewing.give(CLAIM, submitted, ReviewVerb.APPROVE)
    claim = only_claim(project)

    project.ann.annotating.change(claim, claim.body.amended(tags=("promise",)))

    assert only_claim(project).status is ReviewStatus.SUBMITTED
    review = project.ann.querying.sheet(project.document_id).reviews[CLAIM, submitted]
    assert not review.standing


def test_editing_the_title_takes_the_records_approval_back_and_no_claims(project, submitted):
    project.bob.reviewing.give(CLAIM, submitted, ReviewVerb.APPROVE)
    project.bob.reviewing.give(RECORD, 1, ReviewVerb.APPROVE)
    record = project.ann.querying.sheet(project.document_id).record
    title = FieldValue(value="Ferry fares", state=FieldState.CORRECTED)

    project.ann.annotating.change_fields(
        project.document_id, record.fields, {**record.fields, "title": title}
    )

    sheet = project.ann.querying.sheet(project.document_id)
    assert sheet.record.status is ReviewStatus.SUBMITTED
    assert sheet.claims[0].status is ReviewStatus.APPROVED


def test_returning_needs_a_reason_and_tells_it(project, submitted):
    with pytest.raises(UsageError, match="reason"):
        project.bob.reviewing.give(CLAIM, submitted, ReviewVerb.RETURN)

    project.bob.reviewing.give(
        CLAIM, submitted, ReviewVerb.RETURN, reason="Wrong speaker", words="It was the mayor."
    )

    review = project.ann.querying.sheet(project.document_id).reviews[CLAIM, submitted]
    assert (review.user, review.reason, review.words) == (
        "Bob",
        "Wrong speaker",
        "It was the mayor.",
    )
    assert project.ann.querying.queue(ReviewStatus.RETURNED)[0].id == submitted


def test_what_was_returned_is_mended_and_submitted_again(project, submitted):
    project.bob.reviewing.give(CLAIM, submitted, ReviewVerb.RETURN, reason="Wrong tag")
    claim = only_claim(project)
    project.ann.annotating.change(claim, claim.body.amended(tags=("promise",)))
    assert only_claim(project).status is ReviewStatus.RETURNED

    project.ann.reviewing.submit(project.document_id)

    assert only_claim(project).status is ReviewStatus.SUBMITTED


def test_a_draft_is_not_reviewed(project):
    claim_id = project.ann.annotating.add(project.document_id, BODY)

    with pytest.raises(IllegalMoveError, match="draft"):
        project.bob.reviewing.give(CLAIM, claim_id, ReviewVerb.REJECT)


def test_a_deleted_claim_is_not_reviewed(project, submitted):
    project.ann.annotating.delete(only_claim(project))

    with pytest.raises(IllegalMoveError, match="deleted"):
        project.bob.reviewing.give(CLAIM, submitted, ReviewVerb.REJECT)


def test_a_verdict_is_withdrawn_by_who_gave_it_while_nothing_followed(project, submitted):
    project.bob.reviewing.give(CLAIM, submitted, ReviewVerb.REJECT, reason="Not a claim")
    with pytest.raises(IllegalMoveError, match="who gave"):
        project.ann.reviewing.withdraw(CLAIM, submitted)

    project.bob.reviewing.withdraw(CLAIM, submitted)

    assert only_claim(project).status is ReviewStatus.SUBMITTED


def test_a_verdict_that_something_followed_is_not_withdrawn(project, submitted):
    project.bob.reviewing.give(CLAIM, submitted, ReviewVerb.RETURN, reason="Wrong tag")
    claim = only_claim(project)
    project.ann.annotating.change(claim, claim.body.amended(tags=("promise",)))

    with pytest.raises(IllegalMoveError, match="edited since"):
        project.bob.reviewing.withdraw(CLAIM, submitted)


@pytest.mark.parametrize("verb", [ReviewVerb.APPROVE, ReviewVerb.REJECT])
@pytest.mark.parametrize("how", ["withdrawn", "undone"])
def test_what_was_taken_back_is_not_taken_back_again(project, submitted, verb, how):
    project.bob.reviewing.give(CLAIM, submitted, verb, reason="Not a claim")
    if how == "withdrawn":
        project.bob.reviewing.withdraw(CLAIM, submitted)
    else:
        project.bob.undoing.undo()
    stood = only_claim(project).status

    with pytest.raises(IllegalMoveError, match="no verdict"):
        project.bob.reviewing.withdraw(CLAIM, submitted)

    assert only_claim(project).status is stood
    assert check_project(project.bob.context).findings == ()


def test_there_is_no_verdict_to_withdraw_on_a_draft(project):
    claim_id = project.ann.annotating.add(project.document_id, BODY)

    with pytest.raises(IllegalMoveError, match="no verdict"):
        project.ann.reviewing.withdraw(CLAIM, claim_id)


def test_a_submission_is_withdrawn_by_who_made_it(project, submitted):
    project.ann.reviewing.withdraw(CLAIM, submitted)

    assert only_claim(project).status is ReviewStatus.DRAFT


def test_working_solo_one_approves_ones_own(tmp_path):
    solo = new_services(tmp_path / "solo.annotator", user="Ann", policy=Policy.SOLO)
    document_id = solo.importing.pasted("“Rain,” said Ann Lee, the mayor of Hull, on Monday.")
    claim_id = solo.annotating.add(document_id, BODY)
    solo.reviewing.submit(document_id)

    solo.reviewing.give(CLAIM, claim_id, ReviewVerb.APPROVE)

    assert solo.querying.sheet(document_id).claims[0].status is ReviewStatus.APPROVED
    solo.close()
