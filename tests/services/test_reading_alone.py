import pytest

from annotator.domain.attribution import Attribution
from annotator.domain.bulk_edit import AddTag
from annotator.domain.claim import ClaimKind
from annotator.domain.document import ClaimDefaults
from annotator.domain.errors import (
    ClosedError,
    IllegalMoveError,
    NotFoundError,
    StaleError,
    UsageError,
)
from annotator.domain.filter import ClaimFilter
from annotator.domain.history import RecordKind
from annotator.domain.layer import Engine, LayerKind
from annotator.domain.proposal import Extraction, ProposedClaim
from annotator.domain.review import ReviewStatus, ReviewVerb
from annotator.extract.asking import Asked
from annotator.services.checking import check_project
from annotator.services.intake import Intake
from annotator.services.reading import Task, made_ready
from tests.services.readers import SAID, Readers

CLAIM = RecordKind.CLAIM
BOTH_DATABASES = True


@pytest.fixture
def readers(project):
    return Readers(project)


def open_words(readers, person):
    text = readers.project.text
    return [
        text[item.body.content[0].start : item.body.content[0].end]
        for item in readers.sheet(person).proposals
    ]


def layer_of(readers, claim_id):
    with readers.lead.context.overseeing() as unit:
        claim = unit.claims.get(claim_id)
        layers = {layer.id: layer for layer in unit.layers.of_document(claim.document_id)}
    return layers[claim.layer_id]


def test_what_one_accepts_and_adds_goes_into_a_layer_of_ones_own(readers):
    accepted = readers.bob.annotating.accept(readers.sheet(readers.bob).proposals[0].id)
    added = readers.says(readers.bob, "a typing error")

    for claim in (accepted, added):
        layer = layer_of(readers, claim)
        assert (layer.kind, layer.user) == (LayerKind.ANNOTATOR, readers.bob.context.user.id)
    assert [claim.id for claim in readers.sheet(readers.bob).claims] == [accepted, added]
    assert readers.sheet(readers.bob).alone
    assert not readers.sheet(readers.cleo).claims
    assert not readers.sheet(readers.lead).claims
    assert not readers.sheet(readers.lead).alone


def test_what_one_decides_on_a_proposal_leaves_it_open_for_the_others(readers):
    first, second = readers.sheet(readers.bob).proposals
    readers.bob.annotating.accept(first.id)
    readers.bob.annotating.refuse(second.id)

    assert open_words(readers, readers.bob) == []
    assert [item.id for item in readers.sheet(readers.bob).refused] == [second.id]
    for other in (readers.cleo, readers.lead):
        assert open_words(readers, other) == [words for words, _score in SAID]
        assert readers.sheet(other).refused == ()

    assert readers.cleo.annotating.accept(second.id)
    assert [claim.proposal_id for claim in readers.sheet(readers.cleo).claims] == [second.id]


def test_nobody_decides_on_a_proposal_twice(readers):
    first, _second = readers.sheet(readers.bob).proposals
    readers.bob.annotating.accept(first.id)

    with pytest.raises(StaleError, match="changed elsewhere"):
        readers.bob.annotating.refuse(first.id)


def test_undo_and_redo_take_back_and_repeat_what_was_decided_alone(readers):
    first, second = readers.sheet(readers.bob).proposals
    readers.bob.annotating.accept(first.id)
    readers.bob.annotating.refuse(second.id)

    readers.bob.undoing.undo()
    assert [item.id for item in readers.sheet(readers.bob).proposals] == [second.id]
    readers.bob.undoing.undo()
    assert [item.id for item in readers.sheet(readers.bob).proposals] == [first.id, second.id]
    assert readers.sheet(readers.bob).claims == ()

    readers.bob.undoing.redo()
    readers.bob.undoing.redo()
    assert readers.sheet(readers.bob).proposals == ()
    assert [claim.proposal_id for claim in readers.sheet(readers.bob).claims] == [first.id]


def test_many_are_decided_on_by_score_in_ones_own_layer(readers):
    report = readers.bob.deciding.accept(0.8)
    assert (report.meant, report.decided) == (1, 1)
    assert readers.bob.deciding.refuse(0.8).decided == 1

    assert readers.bob.deciding.scored() == ()
    assert len(readers.cleo.deciding.scored()) == 2
    assert readers.lead.deciding.scored() == ()
    assert len(readers.lead.deciding.scored(readers.document)) == 2


def test_claims_start_with_the_defaults_of_the_document(readers):
    marks = readers.sheet(readers.bob).document.marks
    defaults = ClaimDefaults(tags=("promise",))
    readers.bob.annotating.mark(
        readers.document, marks, marks.amended(defaults=defaults), "Set defaults"
    )
    claim = readers.says(readers.bob, "a typing error")

    assert readers.sheet(readers.bob).claims[0].id == claim
    assert readers.sheet(readers.bob).claims[0].body.tags == ("promise",)


def test_nobody_else_decides_or_adds_anything_until_all_is_submitted(readers):
    proposal = readers.sheet(readers.lead).proposals[0]
    sentence = "Bob and Cleo read this document independently; until that is submitted"
    for act in (
        lambda: readers.lead.annotating.accept(proposal.id),
        lambda: readers.lead.annotating.refuse(proposal.id),
        lambda: readers.says(readers.lead, "a typing error"),
    ):
        with pytest.raises(ClosedError, match=sentence):
            act()

    readers.finish(readers.bob)
    with pytest.raises(ClosedError, match="Cleo reads this document independently"):
        readers.says(readers.lead, "a typing error")
    readers.finish(readers.cleo)
    claim = readers.says(readers.lead, "a typing error")
    assert layer_of(readers, claim).kind is LayerKind.AGREED


def test_submitting_closes_ones_own_layer_in_one_act(readers):
    claim_id = readers.says(readers.bob, "a typing error")
    readers.finish(readers.bob)

    (claim,) = readers.sheet(readers.bob).claims
    assert claim.status is ReviewStatus.SUBMITTED
    assert readers.bob.assigning.mine(readers.document).submitted
    assert not readers.cleo.assigning.mine(readers.document).submitted
    assert readers.bob.undoing.labels()[0] == "Submit document"
    for act in (
        lambda: readers.bob.annotating.change(claim, claim.body.amended(tags=("promise",))),
        lambda: readers.bob.annotating.delete(claim),
        lambda: readers.says(readers.bob, "two piers will close"),
    ):
        with pytest.raises(ClosedError, match="You have submitted what you read"):
            act()
    plan = readers.bob.bulk_edits.preview(AddTag(key="promise"), [claim_id])
    with pytest.raises(ClosedError, match="You have submitted"):
        readers.bob.bulk_edits.apply(plan)


def test_undo_takes_a_submission_back_until_adjudication_begins(readers):
    readers.says(readers.bob, "a typing error")
    readers.finish(readers.bob)

    readers.bob.undoing.undo()
    assert not readers.bob.assigning.mine(readers.document).submitted
    assert readers.sheet(readers.bob).claims[0].status is ReviewStatus.DRAFT
    readers.bob.undoing.redo()
    assert readers.bob.assigning.mine(readers.document).submitted

    readers.settle()
    with pytest.raises(StaleError, match="Submit document"):
        readers.bob.undoing.undo()


def test_what_was_submitted_is_taken_back_until_adjudication_begins(readers):
    readers.says(readers.bob, "a typing error")
    with pytest.raises(IllegalMoveError, match="you have not submitted it"):
        readers.bob.reviewing.take_back(readers.document)
    readers.finish(readers.bob)

    readers.bob.reviewing.take_back(readers.document)
    (claim,) = readers.sheet(readers.bob).claims
    assert claim.status is ReviewStatus.DRAFT
    readers.bob.annotating.change(claim, claim.body.amended(tags=("promise",)))
    readers.bob.reviewing.submit(readers.document)

    readers.settle()
    with pytest.raises(IllegalMoveError, match="its adjudication has begun"):
        readers.bob.reviewing.take_back(readers.document)


def test_nothing_is_submitted_while_a_proposal_is_open_in_ones_own_layer(readers):
    for proposal in readers.sheet(readers.cleo).proposals:
        readers.cleo.annotating.refuse(proposal.id)

    with pytest.raises(UsageError, match="2 proposals are open"):
        readers.bob.reviewing.submit(readers.document)
    assert readers.cleo.reviewing.submit(readers.document) == 0
    with pytest.raises(UsageError, match="submitted already"):
        readers.cleo.reviewing.submit(readers.document)


def test_that_there_are_no_claims_is_said_by_submitting(readers):
    marks = readers.sheet(readers.bob).document.marks

    with pytest.raises(UsageError, match="submit it without a claim"):
        readers.bob.annotating.mark(
            readers.document, marks, marks.amended(no_claims=True), "No claims here"
        )


def test_what_somebody_read_alone_is_never_reviewed(readers):
    claim_id = readers.says(readers.bob, "a typing error")
    readers.finish(readers.bob)

    kinds = {item.kind for item in readers.cleo.querying.queue()}
    assert kinds == {RecordKind.RECORD}
    with pytest.raises(NotFoundError):
        readers.cleo.reviewing.give(CLAIM, claim_id, ReviewVerb.APPROVE)
    with pytest.raises(IllegalMoveError, match="Only the agreed layer is reviewed"):
        readers.bob.reviewing.give(CLAIM, claim_id, ReviewVerb.APPROVE)
    with pytest.raises(IllegalMoveError, match="take back all"):
        readers.bob.reviewing.withdraw(CLAIM, claim_id)


def test_the_claims_of_others_are_not_edited_even_by_their_id(readers):
    claim_id = readers.says(readers.bob, "a typing error")
    with readers.lead.context.overseeing() as unit:
        claim = unit.claims.get(claim_id)

    for other in (readers.cleo, readers.lead):
        with pytest.raises(ClosedError, match="another person's own reading"):
            other.annotating.delete(claim)


def test_who_reads_no_longer_sees_the_agreed_layer_and_may_not_go_on(readers):
    claim_id = readers.says(readers.bob, "a typing error")
    claim = readers.sheet(readers.bob).claims[0]
    readers.take_from(readers.bob)

    assert not readers.sheet(readers.bob).alone
    assert readers.sheet(readers.bob).claims == ()
    with pytest.raises(ClosedError, match="not to read this document on your own any more"):
        readers.bob.annotating.delete(claim)

    readers.assign(readers.bob)
    assert [item.id for item in readers.sheet(readers.bob).claims] == [claim_id]


def test_claims_that_were_there_are_hidden_from_who_reads_alone(project):
    project.claim("a typing error")
    readers = Readers(project)

    assert readers.sheet(readers.bob).claims == ()
    assert len(readers.sheet(readers.lead).claims) == 1
    assert readers.bob.searching.claim_ids(ClaimFilter(words="typing")).tolist() == []


def test_once_adjudication_has_begun_who_submitted_reads_the_agreed_layer(readers):
    readers.says(readers.bob, "a typing error")
    readers.finish(readers.bob)
    readers.says(readers.cleo, "two piers will close")
    readers.finish(readers.cleo)
    assert [claim.body.start for claim in readers.sheet(readers.bob).claims] == [
        readers.project.span("a typing error").start
    ]

    readers.settle()
    agreed = readers.says(readers.lead, "Fares go up in May")
    for person in (readers.bob, readers.cleo):
        assert [claim.id for claim in readers.sheet(person).claims] == [agreed]
        assert not readers.sheet(person).alone


def test_who_is_not_done_reads_on_alone_though_adjudication_has_begun(readers):
    readers.finish(readers.bob)
    readers.settle()
    claim_id = readers.says(readers.cleo, "a typing error")

    assert [claim.id for claim in readers.sheet(readers.cleo).claims] == [claim_id]
    assert readers.sheet(readers.cleo).alone


def test_a_document_that_one_person_is_to_read_is_read_in_the_agreed_layer(project):
    readers = Readers(project)
    readers.assign(readers.bob, readers.cleo, independent=False)
    readers.bob.annotating.refuse(readers.sheet(readers.bob).proposals[0].id)
    claim_id = readers.says(readers.bob, "a typing error")

    assert layer_of(readers, claim_id).kind is LayerKind.AGREED
    assert len(readers.sheet(readers.cleo).claims) == 1
    assert len(readers.sheet(readers.cleo).proposals) == 1


def test_lists_and_progress_tell_each_of_their_own_layer(readers):
    readers.bob.annotating.accept(readers.sheet(readers.bob).proposals[0].id)

    def progress(person):
        (line,) = person.querying.documents()
        listed = person.searching.document_lines([readers.document])[0]
        assert listed.progress == line.progress
        return line.progress.open, line.progress.draft

    assert progress(readers.bob) == (1, 1)
    assert progress(readers.cleo) == (2, 0)
    assert progress(readers.lead) == (2, 0)


def test_a_newer_reading_of_an_engine_forgets_nothing_and_tells_nothing(readers):
    readers.bob.annotating.accept(readers.sheet(readers.bob).proposals[0].id)
    with readers.lead.context.overseeing() as unit:
        decided = unit.extractions.decided([readers.document])

    assert decided == {}
    readers.project.propose(SAID[1:], version="2")
    assert open_words(readers, readers.cleo) == [SAID[1][0]]
    assert open_words(readers, readers.bob) == [SAID[1][0]]
    assert len(readers.sheet(readers.bob).claims) == 1


def test_a_speaker_whom_somebody_names_alone_is_registered_for_all(readers):
    readers.says(readers.bob, "a typing error", chain=(Attribution(),))
    claim = readers.sheet(readers.bob).claims[0]
    readers.bob.annotating.edit(
        claim,
        lambda body, id_of: body.with_last(Attribution(speaker=id_of("Lena Ovik"))),
        "Name speaker",
    )

    (listed,) = readers.cleo.speakers.registry()
    assert (listed.speaker.name, listed.use.claims) == ("Lena Ovik", 0)
    (own,) = readers.bob.speakers.registry()
    assert own.use.claims == 1


def propose_again(readers, version, said):
    """Let a newer engine read the document."""
    text, span = readers.project.text, readers.project.span
    claims = tuple(
        ProposedClaim(kind=ClaimKind.DIRECT, content=(span(words),), score=0.7) for words in said
    )
    read = made_ready(Extraction(language="en", claims=claims), text)
    task = Task(readers.document, "name", Asked("by hand"), text, {})
    with Intake(readers.lead.context, Engine(name="by hand", version=version), 0.0) as intake:
        intake.take(task, read)
    return intake.proposals


def test_a_newer_engine_does_not_propose_what_one_decided_on_alone(readers):
    first, second = readers.sheet(readers.bob).proposals
    readers.bob.annotating.accept(first.id)
    readers.bob.annotating.refuse(second.id)
    readers.says(readers.bob, "a typing error")
    readers.cleo.annotating.refuse(second.id)
    again = ("Fares go up in May", "two piers will close", "a typing error", "and not before")
    lines = readers.bob.searching.claim_count(ClaimFilter())

    assert propose_again(readers, "2", again) == 4

    assert open_words(readers, readers.bob) == ["and not before"]
    assert sorted(open_words(readers, readers.cleo)) == sorted({*again} - {again[1]})
    assert sorted(open_words(readers, readers.lead)) == sorted(again)
    assert readers.bob.searching.claim_count(ClaimFilter()) == lines + 1
    assert propose_again(readers, "3", again) == 4
    assert open_words(readers, readers.bob) == ["and not before"]
    assert check_project(readers.lead.context).is_sound


def test_what_a_newer_engine_hides_belongs_to_the_act_of_its_document(readers):
    first, _second = readers.sheet(readers.bob).proposals
    readers.bob.annotating.accept(first.id)
    with readers.lead.context.overseeing() as unit:
        own = next(it.id for it in unit.layers.of_document(readers.document) if it.user is not None)

    propose_again(readers, "2", ("Fares go up in May",))

    with readers.lead.context.overseeing() as unit:
        ((_layer, proposal),) = unit.readings.of_layers([own]).keys() - {(own, first.id)}
        last = unit.history.of_record(RecordKind.PROPOSAL, proposal)[-1]
        whole = unit.history.act(last.number)
    assert whole.document_id == readers.document
    assert whole.changes[-1].record_kind is RecordKind.READING
    hidden = {"layer": own, "proposal": proposal, "state": "superseded"}
    assert whole.changes[-1].after == hidden
