import pytest

from annotator.domain.attribution import Attribution
from annotator.domain.claim import ClaimBody, ClaimKind
from annotator.domain.document import ClaimDefaults
from annotator.domain.errors import NotFoundError, StaleError, UsageError
from annotator.domain.field import EMPTY_FIELD, FieldState, FieldValue
from annotator.domain.history import RecordKind
from annotator.domain.review import ReviewStatus
from annotator.services.defaults import TakenOver, claim_above, same_as


def confirmed(value):
    return FieldValue(value=value, state=FieldState.CONFIRMED)


def unverified(value):
    return FieldValue(value=value, state=FieldState.UNVERIFIED)


@pytest.fixture
def defaulted(project):
    """Let new claims of the document start with a medium and a tag."""
    before = project.ann.querying.sheet(project.document_id).document.marks
    fields = {"medium": unverified("interview")}
    defaults = ClaimDefaults(fields=fields, tags=("promise",))
    after = before.amended(defaults=defaults)
    project.ann.annotating.mark(project.document_id, before, after, "Set default medium")
    return project


def test_a_new_claim_starts_with_the_defaults_unverified(defaulted):
    claim = defaulted.claim("Fares go up in May ⛴", tags=("denial",))

    assert claim.body.field("medium") == unverified("interview")
    assert claim.body.tags == ("denial", "promise")


def test_what_a_new_claim_says_itself_comes_before_the_defaults(defaulted):
    said = {"medium": confirmed("statement")}

    assert defaulted.claim("and not before.", fields=said).body.fields == said


def test_an_accepted_proposal_starts_with_the_defaults_where_it_has_nothing(defaulted):
    defaulted.propose([("Fares go up in May ⛴", 0.9)])
    (proposal,) = defaulted.ann.querying.sheet(defaulted.document_id).proposals

    claim = defaulted.read(defaulted.ann.annotating.accept(proposal.id))

    assert claim.body.field("medium") == unverified("interview")


def test_proposals_accepted_together_start_with_the_defaults(defaulted):
    defaulted.propose([("Fares go up in May ⛴", 0.9), ("two piers will close", 0.8)])

    defaulted.ann.deciding.accept(0.5, defaulted.document_id)

    claims = defaulted.ann.querying.sheet(defaulted.document_id).claims
    assert [claim.body.field("medium").value for claim in claims] == ["interview"] * 2


def test_defaults_of_one_document_stay_with_it(defaulted):
    other = defaulted.store("“No,” Lena Ovik said.", "other.txt")
    defaulted.propose([("No,", 0.9)], other)

    defaulted.ann.deciding.accept(0.5, other)

    (claim,) = defaulted.ann.querying.sheet(other).claims
    assert claim.body.fields == {}


def test_claims_that_were_there_keep_what_they_say(project):
    claim = project.claim("Fares go up in May ⛴")
    before = project.ann.querying.sheet(project.document_id).document.marks
    defaults = ClaimDefaults(fields={"medium": unverified("interview")})

    project.ann.annotating.mark(
        project.document_id, before, before.amended(defaults=defaults), "Set default medium"
    )

    assert project.read(claim.id) == claim


def test_setting_a_default_is_undone(defaulted):
    defaulted.ann.undoing.undo()

    marks = defaulted.ann.querying.sheet(defaulted.document_id).document.marks
    assert marks.defaults == ClaimDefaults()


@pytest.fixture
def above(project):
    link = Attribution(source=project.span("Lena Ovik"), cue=project.span("said"), speaker=7)
    outer = Attribution(source=project.span("The Harbour Gazette"), speaker=3)
    fields = {
        "medium": FieldValue(
            value="interview", state=FieldState.CORRECTED, evidence=project.span("Monday")
        ),
        "said_on": FieldValue(state=FieldState.NOT_STATED),
        "topic": confirmed("fares"),
    }
    return ClaimBody(
        kind=ClaimKind.DIRECT,
        content=(project.span("Fares go up in May ⛴"),),
        chain=(outer, link),
        fields=fields,
        tags=("promise",),
    )


@pytest.fixture
def below(project):
    link = Attribution(source=project.span("Ovik added"), cue=project.span("added"))
    return ClaimBody(kind=ClaimKind.INDIRECT, content=(project.span("typing"),), chain=(link,))


def test_the_same_as_above_takes_speakers_and_no_words(above, below):
    body = same_as(below, above, TakenOver())

    assert [link.speaker for link in body.chain] == [3, 7]
    assert body.chain[0].source is None
    assert body.chain[1].source == below.last.source
    assert body.chain[1].cue == below.last.cue
    assert body.content == below.content
    assert body.tags == ()


def test_the_same_as_above_takes_circumstances_without_their_evidence(above, below):
    body = same_as(below, above, TakenOver())

    assert body.field("medium") == confirmed("interview")
    assert body.field("said_on").state is FieldState.NOT_STATED
    assert body.field("topic") == EMPTY_FIELD


def test_the_same_as_above_leaves_what_somebody_decided(above, below):
    decided = below.with_field("medium", confirmed("statement"))
    proposed = below.with_field("medium", unverified("statement"))

    assert same_as(decided, above, TakenOver()).field("medium").value == "statement"
    assert same_as(proposed, above, TakenOver()).field("medium").value == "interview"


def test_the_same_as_above_takes_what_is_chosen(above, below):
    taken = TakenOver(speakers=False, fields=("topic",), tags=True)

    body = same_as(below, above, taken)

    assert body.chain == below.chain
    assert body.fields == {"topic": confirmed("fares")}
    assert body.tags == ("promise",)


def test_a_longer_chain_keeps_its_outer_links(above, below):
    body = same_as(above, below.with_last(below.last.amended(speaker=9)), TakenOver())

    assert [link.speaker for link in body.chain] == [3, 9]
    assert body.chain[0] == above.chain[0]


def test_the_claim_above_is_the_last_that_begins_before(project):
    first = project.claim("Fares go up in May ⛴")
    second = project.claim("two piers will close")
    claims = project.ann.querying.sheet(project.document_id).claims

    assert claim_above(claims, second.body.start, second.id) == first
    assert claim_above(claims, first.body.start, first.id) is None
    assert claim_above(claims, len(project.text), None) == second


def test_of_claims_that_begin_together_the_older_stands_above(project):
    first = project.claim("Fares go up")
    second = project.claim("Fares go up in May ⛴")
    claims = project.ann.querying.sheet(project.document_id).claims

    assert claim_above(claims, second.body.start, second.id) == first
    assert claim_above(claims, first.body.start, first.id) is None


def test_a_speaker_named_in_a_field_is_registered_in_the_same_act(project):
    claim = project.claim("Fares go up in May ⛴")

    project.ann.annotating.name_speaker(claim, "addressee", " The council ", "Set addressee")

    (council,) = project.ann.speakers.all()
    assert council.name == "The council"
    assert project.read(claim.id).body.field("addressee").value == str(council.uid)
    project.ann.undoing.undo()
    assert project.read(claim.id) == claim


def test_a_speaker_named_in_a_proposals_field_accepts_it(project):
    project.propose([("Fares go up in May ⛴", 0.9)])
    (proposal,) = project.ann.querying.sheet(project.document_id).proposals

    project.ann.annotating.name_speaker(proposal, "addressee", "Lena Ovik", "Set addressee")

    (claim,) = project.ann.querying.sheet(project.document_id).claims
    (ovik,) = project.ann.speakers.all()
    assert claim.body.field("addressee").value == str(ovik.uid)


def test_a_speaker_is_named_in_a_field_of_the_document(project):
    record = project.ann.querying.sheet(project.document_id).record

    project.ann.annotating.name_speaker(record, "outlet", "Harbour Gazette", "Set outlet")

    (gazette,) = project.ann.speakers.all()
    after = project.ann.querying.sheet(project.document_id).record
    assert after.field("outlet").value == str(gazette.uid)


def test_nobody_is_named_by_blanks(project):
    claim = project.claim("Fares go up in May ⛴")

    with pytest.raises(UsageError, match="needs a name"):
        project.ann.annotating.name_speaker(claim, "addressee", "  ", "Set addressee")


def test_a_comment_is_answered(project):
    claim = project.claim("Fares go up in May ⛴")
    asked = project.ann.annotating.comment(claim, "Which May?")

    project.bob.annotating.comment(claim, "This one.", asked)

    first, answer = project.ann.querying.sheet(project.document_id).comments
    assert (first.reply_to, answer.reply_to) == (None, asked)
    assert project.read(claim.id).status is ReviewStatus.DRAFT
    assert len(project.ann.querying.history(RecordKind.CLAIM, claim.id)) == 1


def test_a_comment_on_another_claim_cannot_be_answered(project):
    one, other = project.claim("Fares go up in May ⛴"), project.claim("and not before.")
    asked = project.ann.annotating.comment(one, "Which May?")

    with pytest.raises(NotFoundError, match="on this claim"):
        project.ann.annotating.comment(other, "This one.", asked)


def test_a_deleted_comment_is_gone_unless_it_was_answered(project):
    claim = project.claim("Fares go up in May ⛴")
    asked = project.ann.annotating.comment(claim, "Which May?")
    answer = project.ann.annotating.comment(claim, "This one.", asked)
    project.ann.annotating.comment(claim, "I see.", answer)
    first, second, third = project.ann.querying.sheet(project.document_id).comments

    for comment in (first, second):
        project.ann.annotating.delete_comment(project.document_id, comment)
    left = project.ann.querying.sheet(project.document_id).comments
    assert [(item.id, item.deleted) for item in left] == [
        (first.id, True),
        (second.id, True),
        (third.id, False),
    ]
    project.ann.annotating.delete_comment(project.document_id, third)

    assert project.ann.querying.sheet(project.document_id).comments == ()


def test_a_deleted_comment_comes_back_by_undo(project):
    claim = project.claim("Fares go up in May ⛴")
    project.ann.annotating.comment(claim, "Which May?")
    (comment,) = project.ann.querying.sheet(project.document_id).comments
    project.ann.annotating.delete_comment(project.document_id, comment)

    project.ann.undoing.undo()

    assert project.ann.querying.sheet(project.document_id).comments == (comment,)


def test_a_comment_is_deleted_by_whoever_wrote_it_and_once(project):
    claim = project.claim("Fares go up in May ⛴")
    project.ann.annotating.comment(claim, "Which May?")
    (comment,) = project.ann.querying.sheet(project.document_id).comments

    with pytest.raises(UsageError, match="Only Ann"):
        project.bob.annotating.delete_comment(project.document_id, comment)
    project.ann.annotating.delete_comment(project.document_id, comment)
    with pytest.raises(StaleError):
        project.ann.annotating.delete_comment(project.document_id, comment)
