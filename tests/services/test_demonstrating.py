from collections import Counter

import pytest

from annotator.domain.errors import CancelledError, ProjectError
from annotator.domain.field import FieldState
from annotator.domain.review import ReviewStatus
from annotator.runtime.progress import Cancel, Silent
from annotator.services.bootstrap import open_services
from annotator.services.demonstrating import NAME, sample_project
from annotator.services.sample_annotation import sample_annotation


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    return sample_project(tmp_path_factory.mktemp("demo"))


@pytest.fixture
def services(demo):
    opened = open_services(demo, user="Tomas")
    yield opened
    opened.close()


def sheets(services):
    return [services.querying.sheet(item.id) for item in services.querying.documents()]


def test_every_status_is_there_as_annotated(services):
    wanted = Counter(
        claim.status for item in sample_annotation().documents for claim in item.claims
    )

    found = Counter(claim.status for sheet in sheets(services) for claim in sheet.claims)

    assert found == wanted
    assert set(found) == set(ReviewStatus)


def test_open_proposals_are_left_in_every_document(services):
    assert all(sheet.proposals for sheet in sheets(services))


def test_records_flags_and_notes_are_as_annotated(services):
    by_name = {sheet.document.origin.rpartition("/")[2]: sheet for sheet in sheets(services)}

    for item in sample_annotation().documents:
        sheet = by_name[item.file]
        assert sheet.record.status is item.record.status
        assert sheet.document.marks == item.marks
        for key, value in item.record.values().items():
            if value.state is not FieldState.UNVERIFIED:
                assert sheet.record.field(key) == value


def test_verdicts_are_the_reviewers_with_their_reasons(services):
    reviews = [review for sheet in sheets(services) for review in sheet.reviews.values()]
    wanted = {claim.words for item in sample_annotation().documents for claim in item.claims}

    said = {review.words for review in reviews}

    assert {review.user for review in reviews if review.verb != "submit"} == {"Tomas"}
    assert wanted - {None} <= said


def test_comments_are_by_both(services):
    wanted = sum(
        len(claim.comments) for item in sample_annotation().documents for claim in item.claims
    )

    assert sum(len(sheet.comments) for sheet in sheets(services)) == wanted


def test_speakers_have_their_kinds_aliases_and_roles(services):
    registered = {speaker.name: speaker.body for speaker in services.querying.speakers()}

    for body in sample_annotation().speakers:
        assert registered[body.name] == body


def test_made_again_it_is_the_one_that_is_there(demo):
    before = demo.read_bytes()

    assert sample_project(demo.parent) == demo
    assert demo.read_bytes() == before


def test_nothing_unfinished_is_left(demo):
    assert [path.name for path in demo.parent.iterdir()] == [NAME]


class StopsAfter(Silent):
    """A progress whose person stops the work after some steps."""

    def __init__(self, steps):
        self._asking = Cancel()
        super().__init__(self._asking)
        self._left = steps

    def step(self, done, total, label):
        if not self._left:
            self._asking.ask()
        self._left -= 1
        super().step(done, total, label)


@pytest.mark.parametrize("steps", [0, 2, 6])
def test_a_stopped_one_leaves_nothing(tmp_path, steps):
    with pytest.raises(CancelledError):
        sample_project(tmp_path, StopsAfter(steps))

    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_hold_it_is_said(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(ProjectError, match="The sample project cannot be made in"):
        sample_project(tmp_path / "file")
