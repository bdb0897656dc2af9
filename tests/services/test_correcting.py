import pytest

from annotator.domain.errors import NotFoundError, UsageError
from annotator.services.correcting import Corrections, correct, corrections


@pytest.fixture
def newer(project):
    return project.store("Ferry fares to fall, the harbour master said.", "corrected.txt")


def told(project, document_id):
    return corrections(project.ann.context, document_id)


def test_a_document_is_linked_with_its_corrected_version_from_both_sides(project, newer):
    correct(project.ann.context, project.document_id, newer)

    assert told(project, project.document_id) == Corrections(corrected_by=newer)
    assert told(project, newer) == Corrections(corrects=(project.document_id,))


def test_a_link_is_undone_and_done_again_like_any_act(project, newer):
    correct(project.ann.context, project.document_id, newer)
    assert project.ann.undoing.labels()[0] == "Link corrected version"

    project.ann.undoing.undo()
    assert told(project, newer) == Corrections()
    project.ann.undoing.redo()
    assert told(project, newer).corrects == (project.document_id,)


def test_a_link_is_taken_away_and_the_other_marks_stay(project, newer):
    before = project.ann.querying.sheet(project.document_id).document.marks
    project.ann.annotating.mark(
        project.document_id, before, before.amended(note="see the map"), "Note on document"
    )
    correct(project.ann.context, project.document_id, newer)
    correct(project.ann.context, project.document_id, None)

    marks = project.ann.querying.sheet(project.document_id).document.marks
    assert (marks.corrected_by, marks.note) == (None, "see the map")


def test_no_document_corrects_itself_not_even_in_a_round(project, newer):
    newest = project.store("Ferry fares stay, the harbour master said.", "newest.txt")
    correct(project.ann.context, project.document_id, newer)
    correct(project.ann.context, newer, newest)

    with pytest.raises(UsageError, match="no corrected version of itself"):
        correct(project.ann.context, newer, newer)
    with pytest.raises(UsageError, match="other way round"):
        correct(project.ann.context, newest, project.document_id)
    assert told(project, newest) == Corrections(corrects=(newer,))


def test_a_link_to_a_document_that_is_not_there_is_refused(project):
    with pytest.raises(NotFoundError, match="no document 99"):
        correct(project.ann.context, project.document_id, 99)
    with pytest.raises(NotFoundError, match="no document 99"):
        correct(project.ann.context, 99, project.document_id)
    with pytest.raises(NotFoundError, match="no document 99"):
        told(project, 99)


def test_an_approval_stays_when_a_document_is_linked(project, newer):
    claim = project.approved("two piers will close")
    correct(project.bob.context, project.document_id, newer)

    assert project.read(claim.id).status == claim.status
