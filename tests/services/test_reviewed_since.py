import pytest

from annotator.domain.field import FieldState, FieldValue
from annotator.domain.history import RecordKind
from annotator.domain.review import ReviewVerb
from annotator.domain.span import Span
from annotator.services.reviewed_since import Reference

CLAIM, RECORD = RecordKind.CLAIM, RecordKind.RECORD


@pytest.fixture
def accepted(project):
    """Return the id of a claim that Ann accepted as it was proposed, and submitted."""
    project.propose([("Fares go up", 0.93)])
    (proposal,) = project.ann.querying.sheet(project.document_id).proposals
    claim_id = project.ann.annotating.accept(proposal.id)
    project.ann.reviewing.submit(project.document_id)
    return claim_id


def since(project, claim_id):
    sheet = project.bob.querying.sheet(project.document_id)
    return project.bob.since.of_claim(sheet, project.read(claim_id))


def told(found):
    return [(item.part, item.before, item.after) for item in found.differences]


def tag(services, project, claim_id, *tags):
    claim = project.read(claim_id)
    services.annotating.change(claim, claim.body.amended(tags=tags))


def test_what_was_accepted_as_proposed_differs_in_nothing(project, accepted):
    found = since(project, accepted)

    assert (found.reference, found.differences) == (Reference.PROPOSAL, ())


def test_a_first_review_compares_with_the_proposal(project, accepted):
    claim = project.read(accepted)
    content = (Span(start=claim.body.start, end=claim.body.content[0].end + 7),)
    chain = (claim.body.chain[0].amended(speaker=None),)
    project.ann.annotating.change(claim, claim.body.amended(content=content, chain=chain))

    assert told(since(project, accepted)) == [
        ("Content", "Fares go up", "Fares go up in May"),
        ("Speaker", "Lena Ovik", None),
    ]


def test_what_was_added_by_hand_is_compared_with_nothing(project):
    claim = project.claim("typing error")

    found = since(project, claim.id)

    assert (found.reference, found.editors) == (Reference.NOTHING, ("Ann",))


def test_after_a_verdict_only_what_came_later_is_told(project, accepted):
    tag(project.ann, project, accepted, "promise")
    project.bob.reviewing.give(CLAIM, accepted, ReviewVerb.RETURN, reason="Wrong tag")
    tag(project.ann, project, accepted, "denial")

    found = since(project, accepted)

    assert (found.reference, found.user, found.editors) == (Reference.VERDICT, "Bob", ("Ann",))
    assert told(found) == [("Tags", "Promise", "Denial")]


def test_a_verdict_that_was_withdrawn_is_no_review(project, accepted):
    tag(project.ann, project, accepted, "promise")
    project.bob.reviewing.give(CLAIM, accepted, ReviewVerb.RETURN, reason="Wrong tag")
    project.bob.reviewing.withdraw(CLAIM, accepted)

    found = since(project, accepted)

    assert found.reference is Reference.PROPOSAL
    assert told(found) == [("Tags", None, "Promise")]


def test_the_fields_of_a_document_are_compared_with_how_they_came(project, accepted):
    record = project.ann.querying.sheet(project.document_id).record
    title = FieldValue(value="Ferry fares", state=FieldState.CORRECTED)
    after = {**record.fields, "title": title}
    project.ann.annotating.change_fields(project.document_id, record.fields, after)

    found = project.bob.since.of_record(project.bob.querying.sheet(project.document_id))

    assert found.reference is Reference.IMPORT
    assert told(found) == [("Title", "Ferry fares to rise (unverified)", "Ferry fares (corrected)")]


def test_the_fields_of_a_document_are_compared_with_the_last_verdict(project, accepted):
    record = project.ann.querying.sheet(project.document_id).record
    project.bob.reviewing.give(RECORD, record.id, ReviewVerb.APPROVE)

    found = project.bob.since.of_record(project.bob.querying.sheet(project.document_id))

    assert (found.reference, found.user, found.differences) == (Reference.VERDICT, "Bob", ())
