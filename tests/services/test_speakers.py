import pytest

from annotator.domain.attribution import Attribution
from annotator.domain.claim import ClaimBody, ClaimKind
from annotator.domain.errors import NotFoundError, UsageError
from annotator.domain.events import SpeakersChanged
from annotator.domain.span import Span
from annotator.domain.speaker import SpeakerBody
from annotator.services.bootstrap import open_services


@pytest.fixture
def claim_body(project):
    start = project.text.index("Fares go up")
    content = (Span(start=start, end=start + len("Fares go up in May")),)
    return ClaimBody(kind=ClaimKind.DIRECT, content=content, chain=(Attribution(),))


@pytest.fixture
def ovik(project):
    return project.ann.speakers.add(SpeakerBody(name="Lena Ovik", aliases=("L. Ovik",)))


def test_a_new_name_has_the_speakers_it_may_mean_with_the_reason(project, ovik):
    project.ann.speakers.add(SpeakerBody(name="Harbour office"))

    (candidate,) = project.ann.speakers.candidates("Lena Owik")

    assert candidate.speaker.id == ovik
    assert candidate.reason == "other spelling"
    assert 0.8 < candidate.likeness < 1.0


def test_a_speaker_is_a_candidate_once_though_several_names_fit(project, ovik):
    assert [item.speaker.id for item in project.ann.speakers.candidates("Ovik")] == [ovik]


def test_a_name_or_alias_that_is_registered_needs_no_candidates(project, ovik):
    project.ann.speakers.add(SpeakerBody(name="Lena Owik"))

    assert project.ann.speakers.candidates("lena ovik") == ()
    assert project.ann.speakers.candidates("L. Ovik") == ()


def test_what_a_person_decided_is_remembered_and_found_by_itself(project, ovik):
    project.ann.speakers.remember(ovik, " Lena  Owik ")

    assert project.ann.speakers.all()[0].body.aliases == ("L. Ovik", "Lena Owik")
    assert project.ann.speakers.candidates("Lena Owik") == ()


def test_a_remembered_name_goes_to_its_speaker_when_a_claim_names_it(project, ovik, claim_body):
    project.ann.speakers.remember(ovik, "Lena Owik")

    project.ann.annotating.add(project.document_id, claim_body, "Lena Owik")

    assert len(project.ann.speakers.all()) == 1
    (made,) = project.ann.querying.sheet(project.document_id).claims
    assert made.body.speaker == ovik


def test_a_name_known_already_is_not_stored_twice(project, ovik):
    project.ann.speakers.remember(ovik, "l. ovik")

    assert project.ann.speakers.all()[0].body.aliases == ("L. Ovik",)


def test_a_name_of_somebody_else_is_refused(project, ovik):
    other = project.ann.speakers.add(SpeakerBody(name="Per Brandt"))

    with pytest.raises(UsageError, match=r"“L\. Ovik” is a name of “Lena Ovik” already"):
        project.ann.speakers.remember(other, "L. Ovik")


def test_an_empty_alias_and_an_unknown_speaker_are_refused(project, ovik):
    with pytest.raises(UsageError, match="An alias needs a name"):
        project.ann.speakers.remember(ovik, "  ")
    with pytest.raises(NotFoundError, match="no speaker 99"):
        project.ann.speakers.remember(99, "Lena Owik")


def test_remembering_is_told(project, ovik):
    told = []
    listening = open_services(project.path, user="Ann", publish=told.append)

    listening.speakers.remember(ovik, "Lena Owik")

    assert told == [SpeakersChanged()]
    listening.close()


def test_a_name_comes_before_an_alias_of_somebody_else(project, claim_body):
    project.ann.speakers.add(SpeakerBody(name="Brandt"))
    project.ann.speakers.add(SpeakerBody(name="Astrid Brandt", aliases=("Brandt",)))

    project.ann.annotating.add(project.document_id, claim_body, "Brandt")

    sheet = project.ann.querying.sheet(project.document_id)
    assert sheet.speaker_name(sheet.claims[0].body.speaker) == "Brandt"


def test_a_speaker_is_not_renamed_to_what_another_is_called(project, ovik):
    other = project.ann.speakers.add(SpeakerBody(name="Tom Brask"))
    before = SpeakerBody(name="Tom Brask")

    with pytest.raises(UsageError, match="Another speaker is called “LENA  ovik”"):
        project.ann.speakers.change(other, before, SpeakerBody(name="LENA  ovik"))
    project.ann.speakers.change(other, before, SpeakerBody(name="TOM Brask"))

    assert [speaker.name for speaker in project.ann.speakers.all()] == ["Lena Ovik", "TOM Brask"]
