import pytest
from pydantic import ValidationError

from annotator.domain.attribution import Attribution
from annotator.domain.claim import ClaimBody, ClaimKind
from annotator.domain.errors import NotFoundError, StaleError, UsageError
from annotator.domain.events import DocumentChanged, SpeakersChanged
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.history import RecordKind
from annotator.domain.proposal import ProposalState
from annotator.domain.review import ReviewStatus
from annotator.domain.span import Span
from annotator.domain.speaker import SpeakerBody
from annotator.services.bootstrap import open_services

BOTH_DATABASES = True


def span_of(text, words):
    start = text.index(words)
    return Span(start=start, end=start + len(words))


@pytest.fixture
def body(project):
    link = Attribution(
        source=span_of(project.text, "harbour master Lena Ovik"), cue=span_of(project.text, "said")
    )
    content = (
        span_of(project.text, "Fares go up in May ⛴"),
        span_of(project.text, "and not before."),
    )
    return ClaimBody(kind=ClaimKind.DIRECT, content=content, chain=(link,), tags=("promise",))


@pytest.fixture
def claim(project, body):
    project.ann.annotating.add(project.document_id, body, "Lena Ovik")
    (made,) = project.ann.querying.sheet(project.document_id).claims
    return made


def test_a_new_claim_is_a_draft_with_its_speaker_registered(project, claim, body):
    sheet = project.ann.querying.sheet(project.document_id)

    assert claim.status is ReviewStatus.DRAFT
    assert claim.body.content == body.content
    assert sheet.speaker_name(claim.body.speaker) == "Lena Ovik"


def test_a_claim_survives_reopening_word_for_word(project, claim):
    project.ann.close()

    again = open_services(project.place, user="Ann")

    assert again.querying.sheet(project.document_id).claims == (claim,)
    again.close()


def test_the_second_of_two_who_change_a_claim_is_told(project, claim):
    project.ann.annotating.change(claim, claim.body.amended(tags=("denial",)))

    with pytest.raises(StaleError, match="Ann changed this while you"):
        project.bob.annotating.change(claim, claim.body.amended(tags=("demand",)))
    (now,) = project.bob.querying.sheet(project.document_id).claims
    assert now.body.tags == ("denial",)


def test_a_deleted_claim_is_gone_but_kept(project, claim):
    project.ann.annotating.delete(claim)

    assert project.ann.querying.sheet(project.document_id).claims == ()
    with pytest.raises(StaleError):
        project.ann.annotating.change(claim, claim.body.amended(tags=()))
    assert len(project.ann.querying.history(RecordKind.CLAIM, claim.id)) == 2


def test_nothing_is_written_where_nothing_changes(project, claim):
    project.ann.annotating.change(claim, claim.body)

    assert len(project.ann.querying.history(RecordKind.CLAIM, claim.id)) == 1


def test_words_beyond_the_text_are_refused_and_nothing_is_kept(project, claim):
    beyond = claim.body.amended(content=(Span(start=0, end=10_000),))

    with pytest.raises(UsageError, match="ends at"):
        project.ann.annotating.change(claim, beyond)
    assert project.ann.querying.sheet(project.document_id).claims == (claim,)


@pytest.mark.parametrize(
    "change",
    [
        {"tags": ("no_such_tag",)},
        {"fields": {"no_such_field": FieldValue(value="x", state=FieldState.CONFIRMED)}},
    ],
)
def test_the_codebook_says_which_keys_there_are(project, claim, change):
    with pytest.raises(UsageError, match="no_such"):
        project.ann.annotating.change(claim, claim.body.amended(**change))


def test_each_act_names_who_when_before_and_after(project, claim):
    project.bob.annotating.change(claim, claim.body.amended(tags=("denial",)), "Set tag")

    made, changed = project.ann.querying.history(RecordKind.CLAIM, claim.id)
    assert (made.user, changed.user, changed.label) == ("Ann", "Bob", "Set tag")
    assert changed.changes[0].before["body"] == made.changes[0].after["body"]
    assert changed.at.endswith("Z")


def test_fields_of_a_document_are_changed_by_value(project):
    record = project.ann.querying.sheet(project.document_id).record
    outlet = FieldValue(value="Harbour Gazette", state=FieldState.CONFIRMED)
    after = {**record.fields, "outlet": outlet}

    project.ann.annotating.change_fields(project.document_id, record.fields, after)

    assert project.ann.querying.sheet(project.document_id).record.field("outlet") == outlet
    with pytest.raises(StaleError):
        project.bob.annotating.change_fields(project.document_id, record.fields, {})


def test_marks_and_comments_are_no_edits(project, claim):
    project.ann.reviewing.submit(project.document_id)
    marks = project.ann.querying.sheet(project.document_id).document.marks

    project.bob.annotating.mark(project.document_id, marks, marks.amended(flagged=True), "Flag")
    project.bob.annotating.comment(claim, "  which May?  ")

    sheet = project.ann.querying.sheet(project.document_id)
    assert sheet.document.marks.flagged
    assert [(item.user, item.text) for item in sheet.comments] == [("Bob", "which May?")]
    assert sheet.claims[0].editor == project.ann.context.user.id
    with pytest.raises(UsageError, match="words"):
        project.bob.annotating.comment(claim, "  ")


def test_who_listens_is_told_after_the_act(project, body):
    heard = []
    listening = open_services(project.place, user="Ann", publish=heard.append)

    listening.annotating.add(project.document_id, body, "Lena Ovik")

    assert heard == [SpeakersChanged(), DocumentChanged(project.document_id)]
    listening.close()


def test_a_name_or_alias_finds_the_same_speaker(project, body):
    known = project.ann.speakers.add(SpeakerBody(name="Lena Ovik", aliases=("L. Ovik",)))

    project.ann.annotating.add(project.document_id, body, "l.  OVIK")

    assert project.ann.querying.sheet(project.document_id).claims[0].body.speaker == known
    assert len(project.ann.speakers.all()) == 1


def test_a_proposal_is_decided_once(project):
    project.ann.proposing.propose()
    proposals = project.ann.querying.sheet(project.document_id).proposals
    assert proposals

    first = proposals[0]
    project.ann.annotating.accept(first.id)
    with pytest.raises(StaleError):
        project.bob.annotating.accept(first.id)
    with pytest.raises(StaleError):
        project.bob.annotating.refuse(first.id)
    with pytest.raises(NotFoundError):
        project.bob.annotating.refuse(10_000)

    sheet = project.ann.querying.sheet(project.document_id)
    assert first.id not in {item.id for item in sheet.proposals}
    assert [claim.proposal_id for claim in sheet.claims] == [first.id]


def test_a_corrected_proposal_becomes_a_claim_and_stays_as_it_was(project):
    project.ann.proposing.propose()
    proposal = project.ann.querying.sheet(project.document_id).proposals[0]

    project.ann.annotating.edit(
        proposal, lambda body, _id_of: body.amended(tags=("denial",)), "Set tag"
    )

    with project.ann.context.reading() as unit:
        kept = unit.proposals.get(proposal.id)
    assert kept.body == proposal.body
    assert kept.state is ProposalState.ACCEPTED
    assert project.ann.querying.sheet(project.document_id).claims[0].body.tags == ("denial",)


def test_an_amendment_that_breaks_the_rules_changes_nothing(project):
    project.ann.proposing.propose()
    proposal = project.ann.querying.sheet(project.document_id).proposals[0]

    with pytest.raises(ValidationError):
        project.ann.annotating.edit(
            proposal, lambda body, _id_of: body.amended(content=()), "Remove fragment"
        )
    assert proposal in project.ann.querying.sheet(project.document_id).proposals
