import pytest

from annotator.domain.history import RecordKind
from annotator.domain.review import ReviewStatus, ReviewVerb
from annotator.domain.span import Span
from annotator.domain.speaker import SpeakerBody
from annotator.domain.waiting import QueueFilter, QueueOrder

BOTH_DATABASES = True
CLAIM, RECORD = RecordKind.CLAIM, RecordKind.RECORD


@pytest.fixture
def waiting(project):
    """Return three submitted claims of Ann's; two come from proposals, one is by hand."""
    project.propose([("Fares go up", 0.93), ("two piers will close", 0.41)])
    proposals = project.ann.querying.sheet(project.document_id).proposals
    made = [project.ann.annotating.accept(item.id) for item in proposals]
    made.append(project.claim("typing error").id)
    project.ann.reviewing.submit(project.document_id)
    return made


def ids(items):
    return [item.id for item in items if item.kind is CLAIM]


def grouped(project, order):
    return [(item.group, item.kind.value) for item in project.bob.queueing.items(order=order)]


def test_a_document_comes_with_its_record_first_then_in_the_order_of_the_text(project, waiting):
    items = project.bob.queueing.items()

    assert [item.kind for item in items] == [RECORD, CLAIM, CLAIM, CLAIM]
    assert {item.group for item in items} == {"Ferry fares to rise"}
    assert ids(items) == waiting


def test_the_least_sure_come_first_and_what_was_added_by_hand_last(project, waiting):
    assert grouped(project, QueueOrder.SCORE) == [
        ("40 to 50 % likely right", "claim"),
        ("90 to 100 % likely right", "claim"),
        ("Added by hand", "claim"),
        ("Fields of documents", "record"),
    ]


def test_speakers_go_by_name_those_of_nobody_after_them(project, waiting):
    assert grouped(project, QueueOrder.SPEAKER) == [
        ("Lena Ovik", "claim"),
        ("Lena Ovik", "claim"),
        ("Nobody named", "claim"),
        ("Fields of documents", "record"),
    ]


def test_a_speaker_who_was_merged_stands_under_the_survivor(project, waiting):
    sheet = project.ann.querying.sheet(project.document_id)
    (ovik,) = sheet.registry
    other = project.ann.speakers.add(SpeakerBody(name="Aune Ovik"))
    merging = project.ann.merging
    merging.merge(merging.merge_preview(other, [ovik.id]))

    assert ("Aune Ovik", "claim") in grouped(project, QueueOrder.SPEAKER)


def test_annotators_go_by_name(project, waiting):
    assert {group for group, _kind in grouped(project, QueueOrder.ANNOTATOR)} == {"Ann"}


def disputed(project):
    items = project.bob.queueing.items(order=QueueOrder.DISPUTED)
    return [item.id for item in items if item.group == "Disputed"]


def test_what_nobody_disputes_is_undisputed(project, waiting):
    assert disputed(project) == []


def test_a_tag_of_the_annotators_own_disputes_nothing(project, waiting):
    claim = project.read(waiting[0])
    project.ann.annotating.change(claim, claim.body.amended(tags=("promise",)))

    assert disputed(project) == []


@pytest.mark.parametrize("verb", [ReviewVerb.RETURN, ReviewVerb.REJECT])
def test_what_was_ever_returned_or_rejected_is_disputed(project, waiting, verb):
    project.bob.reviewing.give(CLAIM, waiting[2], verb, reason="Wrong tag")
    project.bob.reviewing.withdraw(CLAIM, waiting[2])

    assert disputed(project) == [waiting[2]]


def test_what_several_made_is_disputed(project, waiting):
    claim = project.read(waiting[2])
    project.bob.annotating.change(claim, claim.body.amended(tags=("promise",)))

    assert disputed(project) == [waiting[2]]


def test_what_is_not_as_it_was_proposed_is_disputed(project, waiting):
    claim = project.read(waiting[0])
    end = claim.body.content[0].end
    content = (Span(start=claim.body.start, end=end + 3),)
    project.ann.annotating.change(claim, claim.body.amended(content=content))
    other = project.read(waiting[1])
    chain = (other.body.chain[0].amended(speaker=None),)
    project.ann.annotating.change(other, other.body.amended(chain=chain))

    assert disputed(project) == waiting[:2]


def test_a_queue_is_narrowed_by_who_made_and_who_edited_it(project, waiting):
    ann, bob = project.ann.context.user.id, project.bob.context.user.id
    claim = project.read(waiting[0])
    project.bob.annotating.change(claim, claim.body.amended(tags=("promise",)))
    read = project.bob.queueing.items

    assert ids(read(QueueFilter(annotator=ann))) == waiting
    assert read(QueueFilter(annotator=bob)) == ()
    assert ids(read(QueueFilter(editor=bob))) == waiting[:1]
    assert ids(read(QueueFilter(not_editor=bob))) == waiting[1:]


def test_a_queue_is_narrowed_to_one_document(project, waiting):
    assert project.bob.queueing.items(QueueFilter(document=project.document_id + 1)) == ()
    assert len(project.bob.queueing.items(QueueFilter(document=project.document_id))) == 4


def test_an_excluded_document_waits_for_nobody(project, waiting):
    marks = project.ann.querying.sheet(project.document_id).document.marks
    out = marks.amended(excluded="A duplicate")
    project.ann.annotating.mark(project.document_id, marks, out, "Exclude document")

    assert project.bob.queueing.items() == ()


def test_a_deleted_claim_waits_for_nobody(project, waiting):
    project.ann.annotating.delete(project.read(waiting[0]))

    assert ids(project.bob.queueing.items()) == waiting[1:]


def test_what_came_back_is_a_queue_of_its_own(project, waiting):
    project.bob.reviewing.give(CLAIM, waiting[1], ReviewVerb.RETURN, reason="Wrong tag")
    returned = QueueFilter(status=ReviewStatus.RETURNED, editor=project.ann.context.user.id)

    assert ids(project.ann.queueing.items(returned)) == waiting[1:2]


def test_a_line_says_who_said_what_and_who_made_it(project, waiting):
    items = project.bob.queueing.items()

    record, first, *_rest = project.bob.queueing.lines(items)

    assert (record.words, record.editor) == ("Ferry fares to rise", "Ann")
    told = (first.speaker, first.words, first.annotator, first.editor, first.score)
    assert told == ("Lena Ovik", "Fares go up", "Ann", "Ann", pytest.approx(0.93))
    assert not first.disputed


def test_what_is_gone_since_has_no_line(project, waiting):
    items = project.bob.queueing.items()
    project.ann.annotating.delete(project.read(waiting[0]))

    assert waiting[0] not in [line.item.id for line in project.bob.queueing.lines(items)[1:]]


def test_everybody_but_the_last_editor_might_approve(project):
    assert project.ann.queueing.approvers(project.ann.context.user.id) == ("Bob",)


def test_an_empty_queue_is_known_to_be(project, waiting):
    assert not project.bob.queueing.is_empty()
    assert not project.bob.queueing.is_long()
    for item in project.bob.queueing.items():
        project.bob.reviewing.give(item.kind, item.id, ReviewVerb.APPROVE)

    assert project.bob.queueing.is_empty()
