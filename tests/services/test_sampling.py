import pytest
from pydantic import ValidationError

from annotator.domain.errors import IllegalMoveError, SecondPersonError
from annotator.domain.history import RecordKind
from annotator.domain.review import ReviewVerb
from annotator.services.sampling import Outcome

CLAIM = RecordKind.CLAIM
WORDS = ("Fares go up", "two piers will close", "typing error", "harbour master")


@pytest.fixture
def claims(project):
    """Return the ids of three claims of Ann's and one of Bob's, all submitted."""
    made = [project.claim(words).id for words in WORDS[:3]]
    body = project.read(made[0]).body.amended(content=(project.span(WORDS[3]),))
    made.append(project.bob.annotating.add(project.document_id, body))
    project.ann.reviewing.submit(project.document_id)
    return made


@pytest.fixture
def plan(project, claims):
    return project.bob.sampling.plan(1.0, seed=7)


def standing(project, plan):
    return project.bob.sampling.standing(plan)


def outcomes(project, plan):
    return {claim.item.id: claim.outcome for claim in standing(project, plan).claims}


def give(project, claim_id, verb):
    project.bob.reviewing.give(CLAIM, claim_id, verb, reason="Wrong tag")


def test_a_sample_is_drawn_from_each_annotators_claims(project, claims):
    found = standing(project, project.bob.sampling.plan(0.5, seed=7))

    assert [(part.annotator, part.drawn, part.stratum.size) for part in found.parts] == [
        ("Ann", 1, 3),
        ("Bob", 1, 1),
    ]
    assert [claim.item.group for claim in found.claims] == ["Ann", "Bob"]
    assert found.rate is None


def test_later_work_changes_no_sample(project, plan, claims):
    before = set(outcomes(project, plan))
    project.claim("the port authority")
    project.ann.reviewing.submit(project.document_id)

    assert set(outcomes(project, plan)) == before == set(claims)


def test_a_draft_is_not_sampled(project):
    project.claim(WORDS[0])

    assert standing(project, project.bob.sampling.plan(1.0)).claims == ()


def test_verdicts_tell_what_is_right_and_wrong(project, plan, claims):
    give(project, claims[0], ReviewVerb.APPROVE)
    give(project, claims[1], ReviewVerb.RETURN)

    found = standing(project, plan)

    assert outcomes(project, plan) == {
        claims[0]: Outcome.RIGHT,
        claims[1]: Outcome.WRONG,
        claims[2]: Outcome.OPEN,
        claims[3]: Outcome.OPEN,
    }
    assert found.parts[0].stratum == (3, 2, 1)
    assert found.rate.rate == pytest.approx(0.5)


def test_approving_with_an_edit_finds_it_wrong(project, plan, claims):
    claim = project.read(claims[0])
    project.bob.annotating.change(claim, claim.body.amended(tags=("promise",)))

    assert outcomes(project, plan)[claims[0]] is Outcome.WRONG


def test_what_was_wrong_stays_wrong_when_it_is_mended_and_approved(project, plan, claims):
    give(project, claims[0], ReviewVerb.RETURN)
    project.ann.reviewing.submit(project.document_id)
    give(project, claims[0], ReviewVerb.APPROVE)

    assert outcomes(project, plan)[claims[0]] is Outcome.WRONG


def test_a_withdrawn_verdict_leaves_it_open(project, plan, claims):
    give(project, claims[0], ReviewVerb.REJECT)
    project.bob.reviewing.withdraw(CLAIM, claims[0])

    assert outcomes(project, plan)[claims[0]] is Outcome.OPEN


def test_an_edit_that_is_undone_leaves_it_open(project, plan, claims):
    claim = project.read(claims[0])
    project.bob.annotating.change(claim, claim.body.amended(tags=("promise",)))
    project.bob.undoing.undo()

    assert outcomes(project, plan)[claims[0]] is Outcome.OPEN


def test_what_was_approved_before_is_found_right_by_a_remark(project, claims):
    give(project, claims[0], ReviewVerb.APPROVE)
    plan = project.bob.sampling.plan(1.0, seed=7)
    assert outcomes(project, plan)[claims[0]] is Outcome.OPEN

    project.bob.sampling.find_right(plan, project.read(claims[0]))

    assert outcomes(project, plan)[claims[0]] is Outcome.RIGHT
    (comment,) = project.ann.querying.sheet(project.document_id).comments
    assert comment.text == f"Found right in a check: {plan.name}."
    project.bob.undoing.undo()
    assert outcomes(project, plan)[claims[0]] is Outcome.OPEN


def test_the_last_editor_does_not_find_their_own_right(project, plan, claims):
    give(project, claims[0], ReviewVerb.APPROVE)

    with pytest.raises(SecondPersonError, match="somebody else"):
        project.ann.sampling.find_right(plan, project.read(claims[0]))


def test_what_is_submitted_is_given_a_verdict_instead(project, plan, claims):
    with pytest.raises(IllegalMoveError, match="approved"):
        project.bob.sampling.find_right(plan, project.read(claims[0]))


def test_a_deleted_claim_was_wrong(project, plan, claims):
    project.ann.annotating.delete(project.read(claims[0]))

    assert outcomes(project, plan)[claims[0]] is Outcome.WRONG


def test_a_share_of_nothing_is_refused(project, claims):
    with pytest.raises(ValidationError):
        project.bob.sampling.plan(0)


def test_a_seed_is_drawn_where_none_is_given(project, claims):
    assert project.bob.sampling.plan(0.1).seed > 0
