import pytest

from annotator.domain.claim import ClaimKind
from annotator.domain.codebook import FieldScope
from annotator.domain.document import Reading
from annotator.domain.errors import StaleError
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.lint import Rule
from annotator.domain.speaker import SpeakerBody
from annotator.services.guarding import find_doubts
from tests.conftest import stored

QUOTED = "Fares go up in May ⛴"


@pytest.fixture
def look(project):
    """Return what looks wrong now, only of the rules asked for."""

    def found(*rules, document_id=None):
        sheet = project.ann.querying.sheet(document_id or project.document_id)
        codebook = project.ann.querying.codebook()
        return [item for item in find_doubts(sheet, codebook) if item.rule in rules]

    return found


def settle(project, doubt):
    return project.ann.guarding.settle(project.ann.querying.sheet(project.document_id), doubt)


def test_a_clean_claim_raises_no_doubt(project, look):
    project.claim(QUOTED)

    assert look(*(rule for rule in Rule if rule is not Rule.REQUIRED_OPEN)) == []


def test_a_direct_claim_beyond_its_marks_is_clipped_to_what_is_quoted(project, look):
    claim = project.claim("Fares go up in May ⛴,” harbour master Lena")

    (doubt,) = look(Rule.OUTSIDE_QUOTATION)
    assert settle(project, doubt)

    assert project.read(claim.id).body.content == (project.span(f"{QUOTED},"),)
    assert look(Rule.OUTSIDE_QUOTATION) == []
    assert project.ann.undoing.next_undo().label == "Keep what is quoted"


def test_a_direct_claim_in_no_marks_is_called_indirect(project, look):
    claim = project.claim("two piers will close")

    (doubt,) = look(Rule.OUTSIDE_QUOTATION)
    settle(project, doubt)

    assert project.read(claim.id).body.kind is ClaimKind.INDIRECT


def test_a_direct_claim_that_has_of_a_quotation_its_mark_alone_stands_in_none(project, look):
    claim = project.claim("” harbour master")

    (doubt,) = look(Rule.OUTSIDE_QUOTATION)
    settle(project, doubt)

    assert project.read(claim.id).body.kind is ClaimKind.INDIRECT


def test_a_quotation_that_never_ends_is_told_and_left_to_a_person(project, look):
    text = "“The quay is shut, Lena Ovik said.\n\nNothing else happened.\n"
    reading = Reading(text=text, origin="quay.txt", media_type="text/plain")
    document_id = stored(project.ann, reading)
    body = project.claim(QUOTED).body
    start = text.index("The quay")
    content = ({"start": start, "end": start + len("The quay is shut")},)
    project.ann.annotating.add(document_id, body.amended(content=content))

    (doubt,) = look(Rule.UNBALANCED_QUOTE, document_id=document_id)

    assert doubt.fix is None
    assert doubt.span.start == 0
    assert not project.ann.guarding.settle(project.ann.querying.sheet(document_id), doubt)


@pytest.mark.parametrize(
    ("speaker", "doubted"),
    [
        (SpeakerBody(name="Lena Ovik"), False),
        (SpeakerBody(name="L. Övik"), False),
        (SpeakerBody(name="Piet Haan", aliases=("the port authority",)), False),
        (SpeakerBody(name="Piet Haan"), True),
    ],
)
def test_a_speaker_whose_names_are_nowhere_in_the_text_is_doubted(project, look, speaker, doubted):
    own = project.ann.speakers.add(speaker)
    project.claim(QUOTED, chain=[{"speaker": own}])

    assert bool(look(Rule.SPEAKER_NOT_IN_TEXT)) is doubted


@pytest.mark.parametrize(
    ("said", "published", "doubted"),
    [
        ("2021-06-16", "2021-06-15", True),
        ("2021-06-15", "2021-06-15", False),
        ("2021-06", "2021-06-15", False),
        ("2022?", "2021-06-15", True),
        ("2021-06-30", "2021-06", False),
    ],
)
def test_what_is_said_after_it_was_published_is_doubted(project, look, said, published, doubted):
    sheet = project.ann.querying.sheet(project.document_id)
    value = FieldValue(value=published, state=FieldState.CONFIRMED)
    fields = {**sheet.record.fields, "published": value}
    project.ann.annotating.change_fields(project.document_id, sheet.record.fields, fields)
    project.claim(QUOTED, fields={"said_on": {"value": said, "state": "confirmed"}})

    assert bool(look(Rule.SAID_LATE)) is doubted


def test_passed_on_words_whose_chain_lacks_the_outlet_get_it_as_their_first_link(project, look):
    gazette = project.ann.speakers.add(SpeakerBody(name="Harbour Gazette"))
    port = project.ann.speakers.add(SpeakerBody(name="port authority"))
    ovik = project.ann.speakers.add(SpeakerBody(name="Lena Ovik"))
    sheet = project.ann.querying.sheet(project.document_id)
    outlet = FieldValue(value="harbour gazette", state=FieldState.CONFIRMED)
    fields = {**sheet.record.fields, "outlet": outlet}
    project.ann.annotating.change_fields(project.document_id, sheet.record.fields, fields)
    claim = project.claim(QUOTED, chain=[{"speaker": port}, {"speaker": ovik}])

    (doubt,) = look(Rule.NO_OUTLET)
    settle(project, doubt)

    chain = project.read(claim.id).body.chain
    assert [link.speaker for link in chain] == [gazette, port, ovik]
    assert look(Rule.NO_OUTLET) == []


def test_the_same_words_claimed_twice_are_deleted_once(project, look):
    kept, twice = project.claim(QUOTED), project.claim(QUOTED)

    (doubt,) = look(Rule.CLAIMED_TWICE)
    assert doubt.claim == twice.id
    settle(project, doubt)

    claims = project.ann.querying.sheet(project.document_id).claims
    assert [claim.id for claim in claims] == [kept.id]


def test_marks_around_the_words_make_no_other_claim_and_the_first_one_made_stays(project, look):
    project.claim("Fares go up in May ⛴")
    marked = project.claim("“Fares go up in May ⛴,”")

    assert [doubt.claim for doubt in look(Rule.CLAIMED_TWICE)] == [marked.id]


def test_a_merged_speaker_says_the_same_and_stands_for_the_outlet(project, look):
    add = project.ann.speakers.add
    desk, other, ovik = (
        add(SpeakerBody(name=name)) for name in ("Harbour Gazette", "The Gazette", "Lena Ovik")
    )
    project.claim(QUOTED, chain=[{"speaker": desk}])
    twice = project.claim(QUOTED, chain=[{"speaker": other}])
    project.claim("two piers will close", chain=[{"speaker": other}, {"speaker": ovik}])
    sheet = project.ann.querying.sheet(project.document_id)
    outlet = FieldValue(value="Harbour Gazette", state=FieldState.CONFIRMED)
    fields = {**sheet.record.fields, "outlet": outlet}
    project.ann.annotating.change_fields(project.document_id, sheet.record.fields, fields)
    assert len(look(Rule.NO_OUTLET)) == 1

    merging = project.ann.merging
    merging.merge(merging.merge_preview(desk, (other,)))

    assert [doubt.claim for doubt in look(Rule.CLAIMED_TWICE)] == [twice.id]
    assert look(Rule.NO_OUTLET) == []


def test_a_required_field_is_confirmed_or_said_to_be_unstated_in_one_act(project, look):
    (title,) = look(Rule.REQUIRED_OPEN)
    assert (title.field, title.claim) == ("title", None)
    settle(project, title)

    record = project.ann.querying.sheet(project.document_id).record
    assert record.field("title").state is FieldState.CONFIRMED
    assert look(Rule.REQUIRED_OPEN) == []

    empty = record.amended(fields={**record.fields, "title": FieldValue()}).fields
    project.ann.annotating.change_fields(project.document_id, record.fields, empty)
    settle(project, look(Rule.REQUIRED_OPEN)[0])
    record = project.ann.querying.sheet(project.document_id).record
    assert record.field("title").state is FieldState.NOT_STATED


def test_a_field_that_is_not_asked_for_is_not_required(project, look):
    codebook = project.ann.querying.codebook()
    topic = codebook.field("topic").amended(
        required=True, shown_when={"key": "certainty", "values": ("possible",)}
    )
    fields = tuple(topic if item.key == "topic" else item for item in codebook.fields)
    changed = codebook.amended(fields=fields)
    claim = project.claim(QUOTED)
    sheet = project.ann.querying.sheet(project.document_id)

    def asked(sheet):
        return [item.field for item in find_doubts(sheet, changed) if item.claim == claim.id]

    assert asked(sheet) == []
    possible = claim.body.with_field(
        "certainty", FieldValue(value="possible", state=FieldState.CONFIRMED)
    )
    project.ann.annotating.change(claim, possible)
    assert asked(project.ann.querying.sheet(project.document_id)) == ["topic"]
    assert changed.of(FieldScope.CLAIM)


def test_a_fix_of_what_was_changed_meanwhile_is_stale(project, look):
    claim = project.claim("two piers will close")
    sheet = project.ann.querying.sheet(project.document_id)
    (doubt,) = look(Rule.OUTSIDE_QUOTATION)
    project.bob.annotating.change(claim, claim.body.amended(kind=ClaimKind.MIXED))

    with pytest.raises(StaleError):
        project.ann.guarding.settle(sheet, doubt)
