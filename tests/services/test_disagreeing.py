import csv

import pytest

from annotator.domain.attribution import Attribution
from annotator.domain.claim import ClaimBody, ClaimKind
from annotator.domain.errors import CancelledError, UsageError
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.layer import Engine
from annotator.domain.proposal import ProposalState, ProposedAttribution, ProposedClaim
from annotator.domain.speaker import SpeakerBody
from annotator.runtime.progress import Cancel, Silent
from annotator.services.agreeing import AgreementRequest, agreement
from annotator.services.agreement_table import COLUMNS, table_csv
from annotator.services.disagreeing import disagreements
from annotator.store.extractions import EngineLayer
from tests.services.reading_alone import own_layer

FARES = "Fares go up in May ⛴,"
PIERS = "two piers will close"


def body(project, words, **parts):
    kind = parts.pop("kind", ClaimKind.DIRECT)
    return ClaimBody(kind=kind, content=(project.span(words),), **parts)


@pytest.fixture
def apart(project):
    """Ann and Bob read one document, and differ in all that can be said of a claim."""
    lena, port = (
        project.ann.speakers.add(SpeakerBody(name=name))
        for name in ("Lena Ovik", "the port authority")
    )
    topic = FieldValue(value="fares", state=FieldState.CONFIRMED)
    own_layer(
        project.ann,
        project.document_id,
        [
            body(
                project,
                FARES,
                tags=("promise",),
                fields={"topic": topic},
                chain=(Attribution(speaker=port), Attribution(speaker=lena)),
            ),
            body(project, PIERS),
        ],
    )
    own_layer(
        project.bob,
        project.document_id,
        [
            body(
                project,
                FARES,
                kind=ClaimKind.MIXED,
                tags=("demand",),
                fields={"topic": FieldValue(state=FieldState.NOT_STATED)},
                chain=(Attribution(source=project.span("Lena Ovik")),),
            )
        ],
    )
    return project


def listed(project, what, measure, services=None, **request):
    context = (services or project.ann).context
    report = agreement(context, AgreementRequest(times=0, **request))
    line = next(it for it in report.lines if (it.what, it.measure) == (what, measure))
    return disagreements(context, line).rows


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("kind", ("direct", "mixed")),
        ("speaker", ("Lena Ovik", "nobody")),
        ("chain", ("the port authority > Lena Ovik", "nobody")),
        ("field topic", ("fares", "not stated")),
        ("tag promise", ("yes", "no")),
    ],
)
def test_what_each_says_is_told_in_words(apart, what, said):
    (found,) = listed(apart, what, "Cohen's kappa")

    assert (found.title, found.words, found.said) == ("Ferry fares to rise", FARES, said)
    assert found.document_id == apart.document_id
    assert apart.text[found.span.start : found.span.end] == FARES


def test_a_claim_of_one_alone_is_told_with_nothing_on_the_other_side(apart):
    (found,) = listed(apart, "claims", "F1 content exact")

    assert found.said == (PIERS, None)


def test_the_strictest_f1_tells_the_source_too(apart):
    fares, piers = listed(apart, "claims", "F1 full")

    assert fares.said == (FARES, f"Lena Ovik · {FARES}")
    assert piers.said == (PIERS, None)


def test_contents_that_are_not_the_same_are_told_as_they_are(apart):
    (found,) = listed(apart, "content", "unitizing alpha")

    assert found.said == (PIERS, None)


def test_only_one_s_own_claims_of_personal_layers_can_be_gone_to(apart):
    (mine,) = listed(apart, "kind", "Cohen's kappa", apart.ann)
    (bobs,) = listed(apart, "kind", "Cohen's kappa", apart.bob)
    (none,) = listed(apart, "kind", "Cohen's kappa", apart.ann.as_user("Cid"))

    assert mine.item.startswith("claim:")
    assert bobs.item.startswith("claim:")
    assert mine.item != bobs.item
    assert none.item == ""


def test_a_month_and_a_document_narrow_what_is_listed(apart):
    report = agreement(
        apart.ann.context, AgreementRequest(times=0, by_month=True, by_document=True)
    )
    parts = [it for it in report.lines if it.measure == "F1 content exact"]

    assert [len(disagreements(apart.ann.context, line).rows) for line in parts] == [1, 1, 1]
    assert disagreements(apart.ann.context, parts[1]._replace(month="1999-01")).rows == ()
    assert disagreements(apart.ann.context, parts[2]._replace(document_id=99)).rows == ()


def test_a_layer_that_is_not_finished_tells_nothing(apart):
    report = agreement(apart.ann.context, AgreementRequest(times=0))
    line = next(it for it in report.lines if it.measure == "F1 content exact")
    other = apart.store(apart.text + " More.", "again.txt")
    own_layer(apart.ann, other, [body(apart, FARES)])
    own_layer(apart.bob, other, [body(apart, PIERS)], submitted=False)

    rows = disagreements(apart.ann.context, line).rows
    assert {item.document_id for item in rows} == {apart.document_id}


def test_who_still_reads_a_document_on_their_own_sees_nothing_of_the_others(apart):
    report = agreement(apart.ann.context, AgreementRequest(times=0))
    line = next(it for it in report.lines if it.measure == "F1 content exact")
    cid = apart.ann.as_user("Cid")
    own_layer(cid, apart.document_id, [body(apart, FARES)], submitted=False)

    found = disagreements(cid.context, line)

    assert (found.rows, found.closed) == ((), 1)
    assert disagreements(apart.ann.context, line).closed == 0


def test_an_engine_s_proposals_are_told_by_the_names_it_gave(project):
    for name, speaker in (("rules", "Lena Ovik"), ("crf", None)):
        claim = ProposedClaim(
            kind=ClaimKind.DIRECT,
            content=(project.span(FARES),),
            chain=(ProposedAttribution(speaker=speaker),),
            score=0.9,
        )
        layer = EngineLayer(project.document_id, project.text, [(claim, ProposalState.OPEN)])
        with project.ann.context.writing("Propose", undoable=False) as unit:
            unit.extractions.add(Engine(name=name, version="1"), [layer])
            unit.commit()

    (found,) = listed(project, "speaker", "Cohen's kappa", layers=("rules", "crf"))

    assert found.said == ("lena ovik", "nobody")
    assert found.item.startswith("proposal:")


def test_a_layer_that_is_there_no_more_is_told(apart):
    report = agreement(apart.ann.context, AgreementRequest(times=0))
    line = report.lines[0]._replace(keys=("annotator:Ann", "annotator:Zoe"))

    with pytest.raises(UsageError, match="No layer is called “annotator:Zoe”"):
        disagreements(apart.ann.context, line)


def test_listing_stops_when_it_is_asked_to(apart):
    line = agreement(apart.ann.context, AgreementRequest(times=0)).lines[0]
    cancel = Cancel()
    cancel.ask()

    with pytest.raises(CancelledError):
        disagreements(apart.ann.context, line, Silent(cancel))


def test_the_table_has_a_line_for_each_figure_under_its_headings(apart):
    report = agreement(apart.ann.context, AgreementRequest(times=0))

    head, *rows = csv.reader(table_csv(report))

    assert tuple(head) == COLUMNS
    assert len(rows) == len(report.lines)
    assert {row[0] for row in rows} == {"Ann;Bob"}
