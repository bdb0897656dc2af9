import pytest

from annotator.domain.claim import ClaimBody
from annotator.domain.claim_link import LinkKind
from annotator.domain.errors import (
    CancelledError,
    NotFoundError,
    ProjectError,
    StaleError,
    UsageError,
)
from annotator.domain.events import DocumentChanged
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.history import RecordKind
from annotator.domain.review import ReviewStatus, ReviewVerb
from annotator.domain.speaker import SpeakerBody
from annotator.runtime.progress import Cancel, Silent
from annotator.services.bootstrap import open_services
from annotator.services.linking import forward

BOTH_DATABASES = True
COURIER = (
    "The port speaks\n\n“The fares will not go up in May, and two piers will close in the autumn,” "
    "said Lena Ovik. She denied that a typing error was made by anybody."
)
GAZETTE = (
    "A year on\n\n“We have asked the ministry for a second dredger and have had no answer,” said "
    "the harbour master. “The fares will go up in May,” she added."
)
COPY = (
    "From our wires\n\n“We have asked the ministry for a second dredger and have had no answer,” "
    "said the harbour master, according to the Gazette."
)


def published(services, document_id, outlet, day):
    fields = {
        "outlet": FieldValue(value=outlet, state=FieldState.CONFIRMED),
        "published": FieldValue(value=day, state=FieldState.CONFIRMED),
    }
    known = services.querying.sheet(document_id).record.fields
    services.annotating.change_fields(document_id, known, {**known, **fields})


def claimed(project, document_id, words, speaker, **parts):
    text = project.ann.querying.sheet(document_id).document.text
    start = text.index(words)
    body = {
        "kind": "direct",
        "content": [{"start": start, "end": start + len(words)}],
        "chain": [{"speaker": speaker}],
        **parts,
    }
    return project.ann.annotating.add(document_id, ClaimBody.model_validate(body))


@pytest.fixture
def shore(project):
    """Return a project whose Ovik says one thing and another in three papers."""
    ann = project.ann
    ovik = ann.speakers.add(SpeakerBody(name="Lena Ovik"))
    courier = project.store(COURIER, "courier.txt")
    gazette = project.store(GAZETTE, "gazette.txt")
    wires = project.store(COPY, "wires.txt")
    published(ann, courier, "Coast Courier", "2021-07-01")
    published(ann, gazette, "Harbour Gazette", "2021-06-01")
    published(ann, wires, "The Wire", "2021-06-30")
    ids = {
        "not up": claimed(project, courier, "The fares will not go up in May", ovik),
        "up": claimed(project, gazette, "The fares will go up in May", ovik),
        "dredger": claimed(
            project, gazette, "We have asked the ministry for a second dredger", ovik
        ),
        "copied": claimed(project, wires, "We have asked the ministry for a second dredger", ovik),
    }
    return project, ids


def test_a_link_is_one_act_with_a_row_in_the_history_and_takes_no_approval_back(shore):
    project, ids = shore
    ann, bob = project.ann, project.bob
    document = project.read(ids["up"]).document_id
    ann.reviewing.submit(document)
    bob.reviewing.give(RecordKind.CLAIM, ids["up"], ReviewVerb.APPROVE)

    link = ann.linking.link(ids["not up"], ids["up"], LinkKind.CONTRADICTS)

    (related,) = bob.linking.links(ids["up"])
    assert (related.here.id, related.there.id) == (ids["up"], ids["not up"])
    assert (related.kind, related.forward) == (LinkKind.CONTRADICTS, False)
    assert (related.link.user, related.link.id) == ("Ann", link)
    assert ann.linking.links(ids["not up"])[0].forward
    (act,) = ann.querying.history(RecordKind.LINK, link)
    assert act.label == "Link as contradicted"
    assert act.document_id == project.read(ids["not up"]).document_id
    assert act.changes[0].after["kind"] == "contradicts"
    assert project.read(ids["up"]).status is ReviewStatus.APPROVED


def test_a_link_is_taken_back_brought_back_and_removed_and_both_documents_hear_of_it(shore):
    project, ids = shore
    told = []
    ann = open_services(project.place, user="Ann", publish=told.append)
    documents = [project.read(ids[name]).document_id for name in ("not up", "up")]
    both = [DocumentChanged(document_id) for document_id in documents]

    link = ann.linking.link(ids["not up"], ids["up"], LinkKind.UPDATES)
    assert told == both
    ann.undoing.undo()
    assert ann.linking.links(ids["up"]) == ()
    ann.undoing.redo()
    assert len(ann.linking.links(ids["up"])) == 1
    assert told == both * 3
    ann.linking.unlink(link)
    assert ann.linking.links(ids["up"]) == ()
    assert ann.undoing.undo().label == "Remove a link"
    assert len(ann.linking.links(ids["up"])) == 1
    assert told == both * 5
    ann.close()


def test_undo_of_a_link_goes_to_the_document_that_the_person_was_in(shore):
    project, ids = shore
    here = project.read(ids["up"]).document_id
    project.ann.linking.link(ids["not up"], ids["up"], LinkKind.CONTRADICTS, here)

    assert project.ann.undoing.undo().document_id == here


def test_two_that_are_the_same_are_one_link_whichever_comes_first(shore):
    project, ids = shore
    linking = project.ann.linking
    linking.link(ids["copied"], ids["dredger"], LinkKind.SAME)

    (related,) = linking.links(ids["copied"])
    assert related.link.from_claim == min(ids["copied"], ids["dredger"])
    for pair in (("dredger", "copied"), ("copied", "dredger")):
        with pytest.raises(UsageError, match=r"^These two claims are linked so already\.$"):
            linking.link(*(ids[name] for name in pair), LinkKind.SAME)
    linking.link(ids["copied"], ids["dredger"], LinkKind.REPEATS)
    with pytest.raises(UsageError, match="linked so already"):
        linking.link(ids["dredger"], ids["copied"], LinkKind.REPEATS)
    assert len(linking.links(ids["dredger"])) == 2


def test_a_claim_is_not_linked_to_itself_nor_to_one_that_is_gone(shore):
    project, ids = shore
    linking = project.ann.linking
    with pytest.raises(UsageError, match=r"^A claim cannot be linked to itself\.$"):
        linking.link(ids["up"], ids["up"], LinkKind.SAME)
    project.ann.annotating.delete(project.read(ids["copied"]))
    with pytest.raises(NotFoundError, match=r"^One of the two claims is not there any more\.$"):
        linking.link(ids["up"], ids["copied"], LinkKind.REPEATS)
    with pytest.raises(NotFoundError, match="not there any more"):
        linking.link(9999, ids["up"], LinkKind.REPEATS)


def test_the_link_of_a_deleted_claim_is_not_shown_and_comes_back_with_it(shore):
    project, ids = shore
    linking = project.ann.linking
    linking.link(ids["copied"], ids["dredger"], LinkKind.SAME)

    project.ann.annotating.delete(project.read(ids["copied"]))
    assert linking.links(ids["dredger"]) == ()
    project.ann.undoing.undo()
    assert len(linking.links(ids["dredger"])) == 1


def test_a_removed_link_is_not_removed_again(shore):
    project, ids = shore
    linking = project.ann.linking
    link = linking.link(ids["copied"], ids["dredger"], LinkKind.SAME)
    linking.unlink(link)

    with pytest.raises(NotFoundError, match=r"^There is no such link any more\.$"):
        linking.unlink(link)


def test_undo_of_a_removal_is_stale_where_the_two_were_linked_anew(shore):
    project, ids = shore
    link = project.ann.linking.link(ids["copied"], ids["dredger"], LinkKind.SAME)
    project.ann.linking.unlink(link)
    project.bob.linking.link(ids["dredger"], ids["copied"], LinkKind.SAME)

    with pytest.raises(StaleError, match="cannot be taken back"):
        project.ann.undoing.undo()
    assert len(project.ann.linking.links(ids["copied"])) == 1


def test_a_project_opened_for_reading_shows_links_and_makes_none(shore):
    project, ids = shore
    project.ann.linking.link(ids["copied"], ids["dredger"], LinkKind.SAME)
    reader = open_services(project.place, user="Ann", read_only=True)

    assert len(reader.linking.links(ids["copied"])) == 1
    assert reader.linking.suggestions(ids["up"])
    with pytest.raises(ProjectError, match="reading only"):
        reader.linking.link(ids["up"], ids["not up"], LinkKind.SAME)
    reader.close()


def test_what_a_speaker_said_to_the_contrary_elsewhere_is_suggested_with_reasons(shore):
    project, ids = shore

    (found,) = project.ann.linking.suggestions(ids["not up"])

    assert (found.here.id, found.there.id) == (ids["not up"], ids["up"])
    assert (found.kind, found.forward) == (LinkKind.CONTRADICTS, True)
    assert found.reasons[-1] == "the same speaker, 30 days apart"
    assert found.there.outlet == "Harbour Gazette"
    (back,) = project.ann.linking.suggestions(ids["up"])
    assert not back.forward
    assert "is denied there only" in back.reasons[0]


def test_what_another_outlet_copied_is_suggested_with_the_run_of_words(shore):
    project, ids = shore

    (found,) = project.ann.linking.suggestions(ids["copied"])

    assert found.kind is LinkKind.SAME
    assert found.there.id == ids["dredger"]
    assert "words in a row are the same in The Wire and Harbour Gazette" in found.reasons[0]
    assert found.there.before.endswith("“")
    assert found.there.after.startswith(" and have had no answer")


def test_speakers_who_were_merged_are_one_for_what_is_suggested(shore):
    project, ids = shore
    ann = project.ann
    other = ann.speakers.add(SpeakerBody(name="L. Ovik"))
    claim = project.read(ids["up"])
    ann.annotating.change(claim, claim.body.with_last(claim.body.last.amended(speaker=other)), "x")
    assert ann.linking.suggestions(ids["not up"]) == ()

    ovik = project.read(ids["not up"]).body.speaker
    with ann.context.writing("Merge") as unit:
        unit.speakers.merge(other, ovik)
        unit.commit()

    (found,) = ann.linking.suggestions(ids["not up"])
    assert found.there.speaker_name == "Lena Ovik"


def test_what_is_linked_or_said_not_to_be_related_is_suggested_no_more(shore):
    project, ids = shore
    linking = project.ann.linking
    linking.not_related(ids["up"], ids["not up"])
    assert linking.suggestions(ids["not up"]) == ()
    linking.link(ids["copied"], ids["dredger"], LinkKind.REPEATS)
    assert linking.suggestions(ids["copied"]) == ()
    assert linking.all_suggestions() == ()

    assert project.bob.linking.suggestions(ids["not up"])


def test_all_pairs_of_a_project_are_suggested_once_each(shore):
    project, ids = shore

    found = project.ann.linking.all_suggestions()

    pairs = [{item.here.id, item.there.id} for item in found]
    assert len(pairs) == 2
    assert {ids["up"], ids["not up"]} in pairs
    assert {ids["copied"], ids["dredger"]} in pairs
    assert [item.score for item in found] == sorted((i.score for i in found), reverse=True)


def test_looking_through_a_project_tells_how_far_it_is_and_can_be_stopped(shore):
    project, _ids = shore
    cancel, steps = Cancel(), []

    class Watching(Silent):
        def step(self, done, total, label, /):
            steps.append((done, total))
            super().step(done, total, label)
            cancel.ask()

    with pytest.raises(CancelledError):
        project.ann.linking.all_suggestions(Watching(cancel))
    with pytest.raises(CancelledError):
        project.ann.linking.suggestions(_ids["up"], Silent(cancel))
    assert steps[0][0] == 0
    assert steps[0][1] >= 4


def test_a_claim_that_is_gone_has_no_links_and_no_suggestions(shore):
    project, _ids = shore

    assert project.ann.linking.links(9999) == ()
    assert project.ann.linking.suggestions(9999) == ()
    assert project.ann.linking.said(9999) is None


def test_the_later_claim_is_what_the_link_says_it_is(shore):
    project, ids = shore
    later, earlier = (project.ann.linking.said(ids[name]) for name in ("not up", "up"))

    assert forward(later, earlier)
    assert not forward(earlier, later)
    assert forward(earlier, later._replace(published=None))
