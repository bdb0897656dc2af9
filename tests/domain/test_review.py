import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.errors import IllegalMoveError
from annotator.domain.review import ReviewStatus, ReviewVerb, advance, after_edit, leads, may

statuses = st.sampled_from(ReviewStatus)
verbs = st.sampled_from(ReviewVerb)
VERDICTS_GIVEN = {ReviewStatus.APPROVED, ReviewStatus.REJECTED}


@given(statuses, verbs)
def test_a_verb_moves_exactly_what_it_may(status, verb):
    if may(status, verb):
        assert advance(status, verb) is not status
    else:
        with pytest.raises(IllegalMoveError, match=str(status)):
            advance(status, verb)


@given(statuses, verbs)
def test_a_verb_leads_where_taking_back_does_not(status, verb):
    if may(status, verb):
        assert leads(status, advance(status, verb))
    if status in VERDICTS_GIVEN:
        assert not leads(status, after_edit(status))


@given(statuses)
def test_no_edit_leaves_or_makes_a_verdict_of_approval(status):
    assert after_edit(status) not in {ReviewStatus.APPROVED, ReviewStatus.REJECTED}
    assert after_edit(after_edit(status)) is after_edit(status)


@given(st.lists(st.one_of(verbs, st.none()), max_size=20))
def test_approval_is_reached_only_through_submission_with_no_edit_since(path):
    status, before = ReviewStatus.DRAFT, ReviewStatus.DRAFT
    for verb in path:
        before = status
        if verb is None:
            status = after_edit(status)
        elif may(status, verb):
            status = advance(status, verb)
        if status is ReviewStatus.APPROVED and before is not status:
            assert before is ReviewStatus.SUBMITTED
            assert verb is ReviewVerb.APPROVE


def test_a_draft_cannot_be_approved_unsubmitted():
    with pytest.raises(IllegalMoveError, match="draft"):
        advance(ReviewStatus.DRAFT, ReviewVerb.APPROVE)
