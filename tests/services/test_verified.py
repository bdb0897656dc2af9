import pytest

from annotator.domain.attribution import Attribution
from annotator.domain.document import DocumentMarks
from annotator.domain.history import RecordKind
from annotator.domain.layer import Scope
from annotator.domain.review import ReviewVerb
from annotator.services.lessons import LeftOut
from annotator.services.verified import verified

FARES = "Fares go up in May ⛴,"


def words(line, spans):
    return [line["text"][start:end] for start, end in spans]


def why(services):
    return {item.why: item.documents for item in verified(services.context).left_out}


def test_an_approved_claim_is_a_line_with_its_spans(project):
    said, ovik = project.span("said"), project.span("Lena Ovik")
    project.approved(FARES, "and not before.", chain=(Attribution(source=ovik, cue=said),))

    (line,) = verified(project.ann.context).lines

    (found,) = line["attributions"]
    assert words(line, found["content"]) == [FARES, "and not before."]
    assert words(line, found["source"]) == ["Lena Ovik"]
    assert words(line, found["cue"]) == ["said"]
    assert line["text"] == project.text


def test_of_a_chain_the_speakers_own_link_is_learned(project):
    outer = Attribution(source=project.span("The Harbour Gazette"), cue=project.span("reported"))
    inner = Attribution(source=project.span("the port authority"), cue=project.span("citing"))
    project.approved("two piers will close", chain=(outer, inner))

    (line,) = verified(project.ann.context).lines

    assert words(line, line["attributions"][0]["source"]) == ["the port authority"]


def test_a_claim_without_source_and_cue_has_none(project):
    project.approved(FARES)

    (line,) = verified(project.ann.context).lines

    assert (line["attributions"][0]["source"], line["attributions"][0]["cue"]) == ([], [])


def test_a_rejected_claim_is_decided_and_no_annotation(project):
    project.approved(FARES)
    wrong = project.claim("two piers will close")
    project.ann.reviewing.submit(project.document_id)
    project.bob.reviewing.give(RecordKind.CLAIM, wrong.id, ReviewVerb.REJECT)

    (line,) = verified(project.ann.context).lines

    assert [words(line, item["content"]) for item in line["attributions"]] == [[FARES]]


@pytest.mark.parametrize("submit", [False, True])
def test_a_claim_that_is_not_decided_keeps_its_document_out(project, submit):
    project.approved(FARES)
    project.claim("two piers will close")
    if submit:
        project.ann.reviewing.submit(project.document_id)

    assert why(project.ann) == {"with claims not yet approved": 1}


def test_an_open_proposal_keeps_its_document_out(project):
    project.approved(FARES)
    project.ann.proposing.propose()

    assert why(project.ann) == {"with open proposals": 1}


def test_a_document_marked_as_without_claims_counts(project):
    marks = DocumentMarks(no_claims=True)
    project.ann.annotating.mark(project.document_id, DocumentMarks(), marks, "No claims")

    (line,) = verified(project.ann.context).lines

    assert line["attributions"] == []


def test_what_nobody_touched_and_what_is_excluded_is_left_out(project):
    other = project.store("A price list, she said.", "prices.txt")
    marks = DocumentMarks(excluded="a list of prices", no_claims=True)
    project.ann.annotating.mark(other, DocumentMarks(), marks, "Exclude")

    assert why(project.ann) == {"that nobody has annotated": 1, "excluded": 1}


def test_the_sentence_counts_what_qualifies_and_tells_why_others_do_not(project):
    project.approved(FARES)
    project.store("Another text, she said.", "other.txt")
    found = verified(project.ann.context)

    assert found.sentence == (
        "1 of 2 documents qualifies: every claim there is decided; "
        "left out: 1 that nobody has annotated."
    )
    assert found.left_out == (LeftOut(documents=1, why="that nobody has annotated"),)


def test_the_scope_is_the_widest_that_an_engine_read_in(project):
    assert verified(project.ann.context).scope is Scope.SPEECH
    project.ann.proposing.propose(scope=Scope.SPEECH_AND_STANCE)
    project.ann.proposing.propose(scope=Scope.SPEECH)

    assert verified(project.ann.context).scope is Scope.SPEECH_AND_STANCE
