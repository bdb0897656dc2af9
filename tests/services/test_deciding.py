import pytest

from annotator.domain.document import DocumentMarks
from annotator.domain.errors import CancelledError, ProjectError, StaleError
from annotator.domain.events import DocumentsChanged, SpeakersChanged
from annotator.services.bootstrap import open_services
from annotator.services.deciding import DecidedReport

BOTH_DATABASES = True

SAID = (
    ("Fares go up in May", 0.9),
    ("and not before", 0.85),
    ("two piers will close", 0.6),
    ("a typing error", 0.3),
)
OTHER = "Piers close\n\nTwo piers close, engineer Tom Brask said. One stays, he added.\n"


def sheet(project, document_id=None):
    return project.ann.querying.sheet(document_id or project.document_id)


@pytest.fixture
def both(project):
    """A second document, and six open proposals in the two."""
    other = project.store(OTHER, "piers.txt")
    project.propose(SAID)
    project.propose([("Two piers close", 0.95), ("One stays", 0.4)], other, "Tom Brask")
    return other


class StopsAfter:
    def __init__(self, documents):
        self.documents = documents
        self.seen = []

    def step(self, done, total, _label, /):
        self.seen.append((done, total))
        if done >= self.documents:
            raise CancelledError


def test_open_proposals_are_told_with_their_scores_the_least_sure_first(project, both):
    everywhere = [item.score for item in project.ann.deciding.scored()]

    assert everywhere == [0.3, 0.4, 0.6, 0.85, 0.9, 0.95]
    assert [item.score for item in project.ann.deciding.scored(both)] == [0.4, 0.95]


def test_a_glimpse_tells_who_said_what(project, both):
    least = project.ann.deciding.scored()[:2]

    glimpses = project.ann.deciding.glimpses([item.proposal_id for item in reversed(least)])

    assert [(item.score, item.speaker, item.words) for item in glimpses] == [
        (0.3, "Lena Ovik", "a typing error"),
        (0.4, "Tom Brask", "One stays"),
    ]


def test_those_of_one_document_above_a_score_become_claims_in_one_act(project, both):
    report = project.ann.deciding.accept(0.85, project.document_id)

    assert report == DecidedReport(meant=2, decided=2, documents=1)
    assert [claim.score for claim in sheet(project).claims] == [0.9, 0.85]
    assert [item.body.score for item in sheet(project).proposals] == [0.6, 0.3]
    assert len(sheet(project, both).proposals) == 2
    assert project.ann.undoing.labels() == ("Accept 2 proposals above 85 %", None)


def test_one_undo_takes_back_what_was_accepted_in_many_documents_and_redo_repeats_it(project, both):
    report = project.ann.deciding.accept(0.5)
    assert (report.decided, report.documents) == (4, 2)
    assert len(project.ann.speakers.all()) == 2

    project.ann.undoing.undo()
    assert not sheet(project).claims
    assert not sheet(project, both).claims
    assert len(project.ann.deciding.scored()) == 6
    assert project.ann.speakers.all() == ()

    project.ann.undoing.redo()
    assert len(sheet(project).claims) == 3
    assert len(sheet(project, both).claims) == 1


def test_the_act_survives_a_restart(project, both):
    project.ann.deciding.accept(0.5)
    again = open_services(project.place, user="Ann")

    assert again.undoing.labels()[0] == "Accept 4 proposals above 50 %"
    assert again.undoing.next_sizes()[0] > 8
    again.undoing.undo()

    assert len(again.deciding.scored()) == 6
    again.close()


def test_those_below_a_score_are_refused_as_one_act(project, both):
    report = project.ann.deciding.refuse(0.5)

    assert (report.decided, report.documents) == (2, 2)
    assert [item.body.score for item in sheet(project).refused] == [0.3]
    assert project.ann.undoing.labels()[0] == "Refuse 2 proposals below 50 %"
    project.ann.undoing.undo()
    assert len(project.ann.deciding.scored()) == 6


def test_one_that_is_a_claim_already_stays_open(project, both):
    project.claim("Fares go up in May")

    report = project.ann.deciding.accept(0.85, project.document_id)

    assert (report.meant, report.decided, report.known) == (2, 1, 1)
    assert len(sheet(project).claims) == 2
    assert 0.9 in [item.body.score for item in sheet(project).proposals]


def test_of_two_on_the_same_words_only_the_surer_is_taken(project):
    project.propose([(SAID[0][0], 0.7), (SAID[0][0], 0.8)])

    project.ann.deciding.accept(0.0)

    assert [claim.score for claim in sheet(project).claims] == [0.8]
    assert project.ann.undoing.labels()[0] == "Accept 2 proposals"


def test_the_proposals_of_an_excluded_document_are_left_alone(project, both):
    marks = DocumentMarks()
    project.ann.annotating.mark(both, marks, marks.amended(excluded="an advert"), "Exclude")

    assert project.ann.deciding.accept(0.0).documents == 1
    assert len(sheet(project, both).proposals) == 2


def test_with_nothing_above_the_score_nothing_is_written(project, both):
    before = project.ann.undoing.labels()

    assert project.ann.deciding.accept(0.99) == DecidedReport(meant=0)
    assert project.ann.undoing.labels() == before


def test_stopped_work_keeps_what_was_done_and_one_undo_takes_it_back(project, both):
    progress = StopsAfter(1)

    report = project.ann.deciding.accept(0.5, progress=progress)

    assert progress.seen == [(0, 2), (1, 2)]
    assert (report.meant, report.decided, report.cancelled) == (4, 3, True)
    project.ann.undoing.undo()
    assert len(project.ann.deciding.scored()) == 6


def test_work_whose_beginning_was_taken_back_does_not_go_on(project, both):
    class TakesBack:
        def step(self, done, _total, _label, /):
            if done == 1:
                project.ann.undoing.undo()

    report = project.ann.deciding.accept(0.0, progress=TakesBack())

    assert report.cancelled
    assert len(project.ann.deciding.scored()) == 6


def test_the_drafts_are_the_acceptors_edits_so_a_second_person_is_asked_for_as_ever(project, both):
    project.ann.deciding.accept(0.0, both)

    assert {claim.editor for claim in sheet(project, both).claims} == {project.ann.context.user.id}


def test_the_undo_is_refused_when_somebody_has_built_on_it(project, both):
    project.ann.deciding.accept(0.0, both)
    claim = sheet(project, both).claims[0]
    project.bob.annotating.change(claim, claim.body.amended(tags=("denial",)), "Set tag")

    with pytest.raises(StaleError, match="cannot be taken back"):
        project.ann.undoing.undo()
    assert len(sheet(project, both).claims) == 2


def test_everybody_is_told_once_at_the_end(project, both):
    told = []
    services = open_services(project.place, user="Ann", publish=told.append)

    services.deciding.accept(0.0)

    assert told == [SpeakersChanged(), DocumentsChanged()]
    services.close()


def test_a_project_for_reading_says_so_and_nothing_changes(project, both):
    reader = open_services(project.place, user="Ann", read_only=True)

    with pytest.raises(ProjectError, match="reading only"):
        reader.deciding.accept(0.0)
    reader.close()
    assert len(project.ann.deciding.scored()) == 6
