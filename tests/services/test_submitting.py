import pytest

from annotator.domain.assigning import Wanted
from annotator.domain.document import DocumentMarks
from annotator.domain.errors import CancelledError, StaleError
from annotator.domain.review import ReviewStatus
from annotator.domain.submitting import SubmitPlan
from annotator.runtime.progress import Cancel, Silent

BOTH_DATABASES = True


@pytest.fixture
def several(project):
    """Return five documents: with a draft, with an open proposal, void, marked, and excluded."""
    project.claim("Fares go up in May")
    texts = [project.store(f"Pier {number} closes", f"{number}.txt") for number in range(4)]
    undecided, _void, marked, excluded = texts
    project.propose([("Pier 0 closes", 0.9)], undecided)
    mark = project.ann.annotating.mark
    none = DocumentMarks()
    mark(marked, none, none.amended(no_claims=True), "Mark")
    mark(excluded, none, none.amended(excluded="a test"), "Exclude")
    return (project.document_id, *texts)


def status(project, document_id):
    with project.ann.context.reading() as unit:
        return unit.records.of_document(document_id).status


def test_what_can_be_submitted_is_told_and_why_the_others_cannot(project, several):
    plan = project.ann.submitting.preview(several)

    assert plan == SubmitPlan(
        documents=(several[0], several[3]), claims=1, undecided=1, empty=1, excluded=1
    )


def test_all_that_can_be_are_submitted_in_one_act_which_undo_takes_back(project, several):
    submitting = project.ann.submitting
    assert submitting.submit(submitting.preview(several)) == 2

    assert [status(project, own) for own in several].count(ReviewStatus.SUBMITTED) == 2
    assert project.read(1).status is ReviewStatus.SUBMITTED
    assert submitting.preview(several).done == 2
    assert project.ann.undoing.next_undo().label == "Submit 2 documents"

    project.ann.undoing.undo()
    assert [status(project, own) for own in several].count(ReviewStatus.DRAFT) == 5
    assert project.read(1).status is ReviewStatus.DRAFT
    project.ann.undoing.redo()
    assert project.read(1).status is ReviewStatus.SUBMITTED


def test_only_one_of_them_cannot_be_submitted_any_more_and_none_is(project, several):
    submitting = project.ann.submitting
    plan = submitting.preview(several)
    project.propose([("Pier 2 closes", 0.9)], several[3])

    with pytest.raises(StaleError, match="nothing was submitted"):
        submitting.submit(plan)
    assert project.read(1).status is ReviewStatus.DRAFT


def test_one_alone_is_an_act_of_its_document(project, several):
    submitting = project.ann.submitting
    submitting.submit(submitting.preview(several[:1]))

    act = project.ann.undoing.next_undo()
    assert (act.label, act.document_id) == ("Submit document", several[0])


def test_who_stops_it_has_submitted_nothing(project, several):
    submitting, cancel = project.ann.submitting, Cancel()
    plan = submitting.preview(several)
    cancel.ask()

    with pytest.raises(CancelledError):
        submitting.submit(plan, Silent(cancel))
    with pytest.raises(CancelledError):
        submitting.preview(several, Silent(cancel))
    assert project.read(1).status is ReviewStatus.DRAFT


def test_who_reads_independently_submits_their_own_reading_and_no_void_one(project, several):
    people = (project.ann.context.user.id, project.bob.context.user.id)
    alone = Wanted(documents=several[1:3], add=people, independent=True)
    project.ann.assigning.assign(alone)
    bob = project.bob
    proposal = bob.querying.sheet(several[1]).proposals[0]
    bob.annotating.accept(proposal.id)

    plan = bob.submitting.preview(several[1:3])
    assert (plan.documents, plan.claims, plan.empty) == ((several[1],), 1, 1)
    bob.submitting.submit(plan)
    assert bob.assigning.mine(several[1]).submitted
    assert not bob.assigning.mine(several[2]).submitted
    bob.undoing.undo()
    assert not bob.assigning.mine(several[1]).submitted
