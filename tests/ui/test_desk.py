import pytest

from annotator.domain.claim import Claim, ClaimKind
from annotator.domain.codebook import FieldScope
from annotator.domain.errors import AnnotatorError, SecondPersonError, UsageError
from annotator.domain.field import FieldState
from annotator.domain.proposal import Proposal
from annotator.domain.review import ReviewStatus
from annotator.domain.span import Span
from annotator.ui.desk_place import key_of


@pytest.fixture
def desk(desk_of, project):
    desk = desk_of("Ann")
    desk.services.proposing.propose()
    desk.open(project.document_id)
    return desk


def span_of(text, words):
    start = text.index(words)
    return Span(start=start, end=start + len(words))


def test_accepting_goes_on_to_the_next_open_item_until_none_is_left(desk):
    for _ in range(len(desk.items)):
        assert isinstance(desk.current, Proposal)
        desk.accept()

    assert all(isinstance(item, Claim) for item in desk.items)
    assert isinstance(desk.current, Claim)


def test_an_edit_of_a_proposal_accepts_it_in_changed_form(desk):
    before = desk.current

    desk.toggle_tag("denial")

    assert desk.current.proposal_id == before.id
    assert desk.current.body.tags == ("denial",)
    desk.undo()
    assert desk.current is not None
    assert key_of(before) in {key_of(item) for item in desk.items}


def test_the_current_item_stays_while_others_change(desk, project):
    desk.select(key_of(desk.items[-1]))
    was = key_of(desk.current)

    project.bob.annotating.accept(desk.items[0].id)
    desk.refresh()

    assert key_of(desk.current) == was


def test_a_claim_from_words_is_current_and_undone_at_once(desk, project):
    span = span_of(project.text, "a typing error")

    desk.claim_from(span)
    made = desk.current
    assert made.body.content == (span,)
    assert made.body.kind is ClaimKind.INDIRECT

    desk.undo()
    assert key_of(made) not in {key_of(item) for item in desk.items}


def test_undo_and_redo_go_to_what_they_change(desk, project):
    first = desk.current
    desk.accept()
    accepted = next(item for item in desk.items if isinstance(item, Claim))
    elsewhere = key_of(desk.current)
    assert elsewhere != key_of(accepted)

    desk.undo()
    assert key_of(desk.current) == key_of(first)

    desk.select(elsewhere)
    desk.redo()
    assert desk.current.body.content == first.body.content
    assert isinstance(desk.current, Claim)


def test_words_become_source_cue_content_and_evidence(desk, project):
    desk.claim_from(span_of(project.text, "Fares go up in May"))
    desk.set_source(span_of(project.text, "Lena Ovik"))
    desk.set_cue(span_of(project.text, "said"))
    desk.add_fragment(span_of(project.text, "and not before"))
    desk.focus_field(FieldScope.CLAIM, "said_at")
    desk.set_evidence(span_of(project.text, "Monday"))

    body = desk.current.body
    assert body.last.source.of(project.text) == "Lena Ovik"
    assert len(body.content) == 2
    assert body.field("said_at").value == "Monday"
    assert body.field("said_at").evidence.of(project.text) == "Monday"

    desk.set_fragment(1, span_of(project.text, "and not"))
    assert desk.current.body.content[1].of(project.text) == "and not"
    desk.remove_fragment(1)
    assert len(desk.current.body.content) == 1
    desk.clear_evidence(FieldScope.CLAIM, "said_at")
    assert desk.current.body.field("said_at").evidence is None


def test_the_chain_grows_moves_and_shrinks(desk, project):
    desk.claim_from(span_of(project.text, "two piers will close"))
    desk.set_speaker("Port authority")
    first = len(desk.current.body.chain) - 1
    desk.add_link(0)
    desk.set_speaker("Harbour Gazette")

    names = [desk.speaker_name(desk.current, at) for at in range(first + 2)]
    assert names[0] == "Harbour Gazette"
    assert names[-1] == "Port authority"

    desk.move_link(0, 1)
    assert desk.speaker_name(desk.current, 1) == "Harbour Gazette"
    desk.remove_link(1)
    assert desk.speaker_name(desk.current) == "Port authority"
    desk.set_speaker("")
    assert desk.speaker_name(desk.current) is None


def test_fields_of_the_document_are_edited_and_stated(desk):
    desk.set_field(FieldScope.DOCUMENT, "published", "2024-05-06")
    assert desk.sheet.record.field("published").state is FieldState.CONFIRMED

    desk.set_field_state(FieldScope.DOCUMENT, "author", FieldState.NOT_STATED)
    assert desk.sheet.record.field("author").value is None
    desk.set_field_state(FieldScope.DOCUMENT, "title", FieldState.CONFIRMED)
    assert desk.sheet.record.field("title").state is FieldState.CONFIRMED


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda desk: desk.set_field(FieldScope.DOCUMENT, "published", "soon"), "not a date"),
        (lambda desk: desk.set_evidence(Span(start=0, end=5)), "Click a field"),
        (lambda desk: desk.set_source(Span(start=0, end=9_999)), "text ends"),
        (lambda desk: desk.set_fragment(0, Span(start=0, end=9_999)), "text ends"),
        (lambda desk: desk.submit(), "open still"),
        (lambda desk: [desk.open(None), desk.submit()], "Open a document"),
        (lambda desk: [desk.open(None), desk.claim_from(Span(start=0, end=1))], "Open a doc"),
        (lambda desk: [desk.open(None), desk.mark("Flag", flagged=True)], "Open a document"),
        (lambda desk: desk.redo(), "nothing to redo"),
    ],
)
def test_what_cannot_be_done_is_reported_and_changes_nothing(desk, reported, act, sentence):
    before = desk.services.querying.sheet(1)

    act(desk)

    assert isinstance(reported[-1], AnnotatorError)
    assert sentence in str(reported[-1])
    assert desk.services.querying.sheet(1) == before


def test_a_claim_keeps_at_least_some_words(desk, reported):
    desk.remove_fragment(0)
    desk.remove_fragment(0)

    assert str(reported[-1]) == "A claim needs some words as its content."
    assert len(desk.current.body.content) == 1


def test_two_people_take_a_document_to_approval(desk, desk_of, reported):
    for _ in range(len(desk.items)):
        desk.accept()
    assert desk.submit()
    desk.select(key_of(desk.items[0]))
    assert not desk.approve()
    assert isinstance(reported.pop(), SecondPersonError)

    bob = desk_of("Bob")
    bob.review(bob.services.querying.queue()[0])
    assert bob.record_selected
    while bob.services.querying.queue():
        assert bob.approve()

    desk.refresh()
    assert {item.status for item in desk.items} == {ReviewStatus.APPROVED}
    bob.undo()
    desk.refresh()
    assert ReviewStatus.SUBMITTED in {item.status for item in desk.items}
    assert bob.undo_label() is not None
    assert bob.redo_label() is not None


def test_a_reviewer_returns_rejects_and_withdraws(desk, desk_of, reported):
    for _ in range(len(desk.items)):
        desk.accept()
    desk.submit()
    bob = desk_of("Bob")
    first, second, *_ = (item for item in bob.services.querying.queue() if item.kind == "claim")
    bob.review(first)
    assert bob.return_("Wrong tag", "look again")
    bob.review(second)
    assert bob.reject("Not a claim")
    bob.select(f"claim:{second.id}")
    bob.withdraw()

    desk.refresh()
    statuses = {item.id: item.status for item in desk.items}
    assert statuses[first.id] is ReviewStatus.RETURNED
    assert statuses[second.id] is ReviewStatus.SUBMITTED
    assert reported == []


def test_the_next_document_with_work_left_opens_by_itself(desk):
    other = desk.services.importing.pasted("“Tides rise,” said pilot Ole Berg on Friday in Hull.")
    desk.services.proposing.propose()
    for _ in range(len(desk.items)):
        desk.accept()

    desk.submit()

    assert desk.document_id == other
    assert not isinstance(desk.current, Claim)
    for _ in range(len(desk.items)):
        desk.accept()
    desk.submit()
    assert not desk.next_open()


def test_submitting_goes_on_to_texts_in_which_nothing_was_done_after_all_others(desk):
    plain = desk.services.importing.pasted("Nothing is said here.")
    advertisement = desk.services.importing.pasted("Buy two, get one.")
    marks = desk.services.querying.sheet(advertisement).document.marks
    desk.mark_document(advertisement, marks, "No claims", no_claims=True)
    for _ in range(len(desk.items)):
        desk.accept()
    assert not desk.next_open()

    desk.submit()
    assert desk.document_id == plain
    desk.mark("No claims", no_claims=True)
    desk.submit()
    assert desk.services.querying.next_unfinished(0, untouched=True) is None


def test_refused_proposals_are_gone_unless_asked_for(desk):
    count = len(desk.items)

    desk.refuse()
    assert len(desk.items) == count - 1

    desk.show_refused = True
    assert len(desk.items) == count


def test_one_walks_from_item_to_item(desk):
    first = desk.current
    desk.next_item()
    assert desk.current is not first
    desk.previous_item()
    desk.previous_item()
    assert desk.current == first
    desk.select(None)
    assert desk.current is None
    assert desk.subject is None
    desk.next_item()
    assert desk.current == first


def test_candidates_are_named_in_the_document(desk, project):
    names = [candidate.name for candidate in desk.candidates()]

    assert any("Ovik" in name for name in names)
    desk.open(None)
    assert desk.candidates() == ()
    assert desk.link == -1
    assert isinstance(desk.guard(lambda: 3), int)
    with pytest.raises(UsageError):
        desk.opened()
