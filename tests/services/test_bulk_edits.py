import pytest

from annotator.domain.attribution import Attribution
from annotator.domain.bulk_edit import (
    AddTag,
    ClearField,
    DeleteClaims,
    RemoveTag,
    ReplaceSpeaker,
    SetField,
    SetSpeaker,
)
from annotator.domain.claim import ClaimBody, ClaimKind
from annotator.domain.errors import CancelledError, StaleError, UsageError
from annotator.domain.events import DocumentsChanged
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.filter import ClaimFilter
from annotator.domain.history import RecordKind
from annotator.domain.review import ReviewStatus, ReviewVerb
from annotator.domain.span import Span
from annotator.domain.speaker import SpeakerBody
from annotator.runtime.progress import Cancel, Silent
from annotator.services import bulk_edits
from annotator.services.bootstrap import open_services
from annotator.services.bulk_undoing import take_back_edits
from annotator.store import bulk_claims

FARES = "Fares go up in May ⛴,"
PIERS = "two piers will close"
OVIK, PORT = 1, 2


@pytest.fixture(autouse=True)
def small_lots(monkeypatch):
    monkeypatch.setattr(bulk_edits, "LOT", 1)


@pytest.fixture
def three(project):
    """Return a project with an approved claim, a draft, and a draft in another document."""
    project.ann.speakers.add(SpeakerBody(name="Lena Ovik"))
    project.ann.speakers.add(SpeakerBody(name="The port {authority}"))
    link = Attribution(source=project.span("Lena Ovik"), speaker=OVIK)
    project.approved(FARES, chain=[link])
    project.claim(PIERS, tags=("promise",))
    second = project.store("“Bread is dear,” the baker said.", "bread.txt")
    body = ClaimBody(kind=ClaimKind.DIRECT, content=(Span(start=1, end=14),))
    project.ann.annotating.add(second, body.amended(chain=(Attribution(speaker=OVIK),)))
    return project


def bulk(three, edit, ids=(1, 2, 3)):
    plan = three.ann.bulk_edits.preview(edit, ids)
    assert three.ann.bulk_edits.apply(plan) == len(plan.claims)
    return plan


def test_a_field_is_set_in_all_claims_as_one_act_that_is_undone_at_once(three, tmp_path):
    plan = three.ann.bulk_edits.preview(SetField(key="topic", value=" fares "), [1, 2, 3, 2])

    assert list(plan.claims) == [1, 2, 3]
    assert (plan.approvals, plan.unchanged, plan.refusals) == (1, 0, ())
    assert plan.label == "Set Topic of 3 claims"
    assert plan.samples[2][:3] == (3, 2, "Bread is dear")
    assert (plan.samples[0].before, plan.samples[0].after) == ("empty", "fares")
    assert three.read(1).status is ReviewStatus.APPROVED

    assert three.ann.bulk_edits.apply(plan) == 3
    fares = FieldValue(value="fares", state=FieldState.CONFIRMED)
    assert [three.read(claim).body.field("topic") for claim in (1, 2, 3)] == [fares] * 3
    assert three.read(1).status is ReviewStatus.SUBMITTED
    assert three.ann.searching.claim_count(ClaimFilter(words="fares")) == 3

    again = open_services(three.path, user="Ann")
    assert again.undoing.undo().label == plan.label
    again.close()
    assert [three.read(claim).body.field("topic").value for claim in (1, 2, 3)] == [None] * 3
    assert three.read(1).status is ReviewStatus.SUBMITTED
    assert three.ann.undoing.redo().label == plan.label
    assert three.read(3).body.field("topic") == fares


def test_what_is_so_already_stays_and_keeps_its_approval(three):
    plan = three.ann.bulk_edits.preview(SetSpeaker(speaker=OVIK), [1, 2])

    assert (list(plan.claims), plan.unchanged, plan.approvals) == ([2], 1, 0)
    assert plan.label == "Set speaker of 1 claim to Lena Ovik"
    three.ann.bulk_edits.apply(plan)
    assert three.read(1).status is ReviewStatus.APPROVED
    assert three.read(2).body.speaker == OVIK


def test_what_cannot_be_changed_is_said_and_the_rest_is_changed(three):
    three.propose([("a typing error", 0.5)])
    three.ann.annotating.delete(three.read(2))

    plan = bulk(three, AddTag(key="demand"), [1, 2, -1, 3, 44])

    assert list(plan.claims) == [1, 3]
    assert {refusal.why: refusal.number for refusal in plan.refusals} == {
        "An open proposal is no claim yet; accept it first.": 1,
        "It was deleted.": 2,
    }
    assert three.read(3).body.tags == ("demand",)


def test_tags_are_added_and_taken_off(three):
    plan = bulk(three, AddTag(key="demand"))
    assert plan.samples[1].before == "Promise"
    assert plan.samples[1].after == "Demand, Promise"
    assert three.read(2).body.tags == ("demand", "promise")

    plan = bulk(three, RemoveTag(key="promise"))
    assert list(plan.claims) == [2]
    assert plan.label == "Take Promise off 1 claim"
    assert three.read(2).body.tags == ("demand",)


def test_a_field_is_cleared_to_the_state_that_is_meant(three):
    bulk(three, SetField(key="topic", value="fares"), [1, 2])
    plan = bulk(three, ClearField(key="topic", state=FieldState.NOT_STATED))

    assert [sample.before for sample in plan.samples] == ["fares", "fares", "empty"]
    assert three.read(3).body.field("topic") == FieldValue(state=FieldState.NOT_STATED)
    bulk(three, ClearField(key="topic"))
    assert "topic" not in three.read(1).body.fields


def test_a_speaker_takes_the_place_of_another_and_of_those_merged_into_it(three):
    twin = three.ann.speakers.add(SpeakerBody(name="L. Ovik"))
    bulk(three, SetSpeaker(speaker=twin), [2])
    with three.ann.context.writing("Merge") as unit:
        unit.speakers.merge(twin, OVIK)
        unit.commit()

    plan = bulk(three, ReplaceSpeaker(old=OVIK, new=PORT))

    assert plan.label == "Replace Lena Ovik by The port {authority} in 3 claims"
    assert {three.read(claim).body.speaker for claim in (1, 2, 3)} == {PORT}
    assert three.read(1).body.last.source == three.span("Lena Ovik")
    assert plan.samples[0].before == "Lena Ovik"
    assert plan.samples[0].after == "The port {authority}"


def test_claims_are_deleted_and_brought_back(three):
    plan = bulk(three, DeleteClaims())
    assert plan.label == "Delete 3 claims"
    assert three.ann.searching.claim_count(ClaimFilter()) == 0

    three.ann.undoing.undo()
    assert three.ann.searching.claim_count(ClaimFilter()) == 3


def test_nothing_is_edited_when_one_claim_was_changed_since(three):
    edit = AddTag(key="demand")
    for change in (
        lambda: three.bob.annotating.change(
            three.read(3), three.read(3).body.amended(tags=("denial",))
        ),
        lambda: three.bob.reviewing.withdraw(RecordKind.CLAIM, 1),
        lambda: three.bob.annotating.delete(three.read(3)),
    ):
        plan = three.ann.bulk_edits.preview(edit, [1, 2, 3])
        change()

        with pytest.raises(StaleError, match="changed elsewhere"):
            three.ann.bulk_edits.apply(plan)
        assert "demand" not in three.read(1).body.tags
        assert "demand" not in three.read(2).body.tags


def test_work_that_is_stopped_edits_nothing(three):
    class Second(Silent):
        def step(self, done, total, _label, /):
            assert total == 3
            if done:
                raise CancelledError("Stopped.")

    plan = three.ann.bulk_edits.preview(AddTag(key="demand"), [1, 2, 3])
    with pytest.raises(CancelledError):
        three.ann.bulk_edits.apply(plan, Second())

    assert three.read(1).body.tags == ()
    cancel = Cancel()
    cancel.ask()
    with pytest.raises(CancelledError):
        three.ann.bulk_edits.preview(AddTag(key="demand"), [1], Silent(cancel))


def test_it_is_told_after_it_is_stored_and_only_if_something_changed(three):
    told = []
    ann = open_services(three.path, user="Ann", publish=told.append)
    ann.bulk_edits.apply(ann.bulk_edits.preview(RemoveTag(key="denial"), [1, 2, 3]))
    assert told == []
    ann.bulk_edits.apply(ann.bulk_edits.preview(RemoveTag(key="promise"), [1, 2, 3]))
    assert told == [DocumentsChanged()]
    ann.close()


def test_an_edit_that_makes_no_sense_is_refused_in_one_sentence(three):
    for edit, sentence in (
        (SetField(key="no_such", value="x"), "no field “no_such”"),
        (SetField(key="title", value="x"), "no field “title”"),
        (SetField(key="topic", value=" "), "Topic needs a value"),
        (SetField(key="said_on", value="soon"), "Said on: "),
        (ClearField(key="topic", state=FieldState.CONFIRMED), "empty, not stated or unknown"),
        (AddTag(key="no_such"), "no tag “no_such”"),
        (RemoveTag(key="no_such"), "no tag “no_such”"),
        (SetSpeaker(speaker=99), "not in the registry"),
        (ReplaceSpeaker(old=1, new=99), "not in the registry"),
    ):
        with pytest.raises(UsageError, match=sentence):
            three.ann.bulk_edits.preview(edit, [1])


def test_the_second_person_rule_holds_for_what_was_edited_in_bulk(three):
    bulk(three, AddTag(key="demand"), [1])

    assert three.read(1).editor == three.ann.context.user.id
    assert bulk_claims.LOT > 1
    history = three.ann.querying.history(RecordKind.CLAIM, 1)
    assert history[-1].label == "Tag 1 claim Demand"


def test_an_act_on_many_claims_is_not_taken_back_when_one_was_changed_or_judged_since(three):
    bulk(three, AddTag(key="demand"))
    three.bob.annotating.change(three.read(3), three.read(3).body.amended(tags=("denial",)))
    with pytest.raises(StaleError, match="cannot be taken back"):
        three.ann.undoing.undo()
    assert three.read(2).body.tags == ("demand", "promise")

    bulk(three, RemoveTag(key="demand"))
    three.ann.reviewing.submit(three.document_id)
    three.bob.reviewing.give(RecordKind.CLAIM, 2, ReviewVerb.APPROVE)
    with three.ann.context.reading() as unit:
        numbers = [step[0] for step in unit.history.steps(three.ann.context.user.id)]
        changes = next(
            act.changes for act in map(unit.history.act, reversed(numbers)) if "Take" in act.label
        )
    with three.ann.context.writing("Undo") as unit, pytest.raises(StaleError):
        take_back_edits(unit, changes)
    assert three.read(2).status is ReviewStatus.APPROVED
