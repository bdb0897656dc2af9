import pytest

from annotator.domain.agreement import Why
from annotator.domain.attribution import Attribution
from annotator.domain.claim import ClaimBody, ClaimKind
from annotator.domain.document import DocumentMarks
from annotator.domain.errors import CancelledError, UsageError
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.layer import Engine, LayerKind
from annotator.domain.proposal import ProposalState, ProposedAttribution, ProposedClaim
from annotator.domain.span import Span
from annotator.domain.speaker import SpeakerBody
from annotator.runtime.progress import Cancel, Silent
from annotator.services.agreeing import AgreementRequest, agreement, comparable
from annotator.store.extractions import EngineLayer
from tests.services.reading_alone import own_layer

FARES = "Fares go up in May ⛴,"
PIERS = "two piers will close"
ERROR = "a typing error"


def body(project, words, **parts):
    kind = parts.pop("kind", ClaimKind.DIRECT)
    return ClaimBody(kind=kind, content=(project.span(words),), **parts)


def engine_layer(project, name, said, version="1", document_id=0):
    claims = [
        (
            ProposedClaim(
                kind=ClaimKind.DIRECT,
                content=(project.span(words),),
                chain=(ProposedAttribution(speaker=speaker),),
                score=0.9,
            ),
            ProposalState.SUPERSEDED,
        )
        for words, speaker in said
    ]
    document_id = document_id or project.document_id
    with project.ann.context.writing("Propose", document_id, undoable=False) as unit:
        layer = EngineLayer(document_id, project.text, claims)
        unit.extractions.add(Engine(name=name, version=version), [layer])
        unit.commit()


def found(project, *layers, **request):
    return agreement(project.ann.context, AgreementRequest(layers, **request))


def value(report, what, measure, layers=None):
    (line,) = [
        line
        for line in report.lines
        if (line.what, line.measure) == (what, measure) and layers in (None, line.layers)
    ]
    return line.value


def refusal(project, *layers, **request):
    with pytest.raises(UsageError) as refused:
        found(project, *layers, **request)
    return str(refused.value)


@pytest.fixture
def twice(project):
    """A document that Ann and Bob each annotated alone: one claim alike, one of Ann's own."""
    own_layer(
        project.ann,
        project.document_id,
        [body(project, FARES, tags=("promise",)), body(project, PIERS, kind=ClaimKind.INDIRECT)],
    )
    own_layer(project.bob, project.document_id, [body(project, FARES, tags=("promise",))])
    return project


def test_two_people_are_compared_without_being_named(twice):
    report = found(twice)

    assert (report.layers, report.documents, report.claims) == (("Ann", "Bob"), 1, (2, 1))
    assert value(report, "claims", "F1 content exact") == pytest.approx(2 / 3)
    assert value(report, "content", "text both mark") == pytest.approx(
        2 * len(FARES) / (2 * len(FARES) + len(PIERS))
    )
    assert 0 < value(report, "content", "unitizing alpha") < 0.7


def test_what_is_not_defined_is_told_as_such_and_no_number(twice):
    line = next(line for line in found(twice).lines if line.what == "tag promise")

    assert (line.value, line.why, line.interval) == (None, Why.NO_VARIATION, None)


def test_a_layer_that_is_not_submitted_stays_unseen(project):
    own_layer(project.ann, project.document_id, [body(project, FARES)])
    own_layer(project.bob, project.document_id, [body(project, FARES)], submitted=False)

    assert refusal(project) == (
        "There is nothing to compare: no document has been read by “Ann” and “Bob” alike "
        "(not finished by Bob: 1)."
    )


def test_a_project_without_layers_says_so_in_one_sentence(project):
    assert refusal(project) == (
        "There is nothing to compare: no document has been read by anybody yet."
    )


def test_one_layer_has_nobody_to_agree_with(project):
    own_layer(project.ann, project.document_id, [body(project, FARES)])

    assert refusal(project) == (
        "There is nothing to compare: the layers and their documents are “annotator:Ann” (1)."
    )


def test_a_layer_that_is_not_there_is_refused_with_those_that_are(twice):
    assert refusal(twice, "Ann", "Cid") == (
        "No layer is called “Cid”: the layers and their documents are “annotator:Ann” (1), "
        "“annotator:Bob” (1)."
    )


def test_a_layer_is_not_compared_with_itself(twice):
    assert "cannot be compared with itself" in refusal(twice, "Ann", "annotator:ann")


def test_a_name_that_means_two_layers_is_asked_for_in_full(twice):
    engine_layer(twice, "Ann", [(FARES, "Lena Ovik")])

    assert refusal(twice, "Ann", "Bob") == (
        "“Ann” means more than one layer; write “annotator:Ann” or “engine:Ann”."
    )
    report = found(twice, "engine:Ann", "annotator:Ann")
    assert report.layers == ("engine:Ann", "annotator:Ann")


def test_two_engines_are_compared_by_their_newest_readings(project):
    engine_layer(project, "rules", [(ERROR, "Ovik")])
    engine_layer(project, "rules", [(FARES, "Lena Ovik"), (PIERS, None)], version="2")
    engine_layer(project, "crf", [(FARES, "lena  OVIK"), (PIERS, "the port authority")])

    report = found(project, "rules", "crf")

    assert value(report, "claims", "F1 content exact") == 1.0
    assert value(report, "speaker", "Cohen's kappa") == pytest.approx(1 / 3)


def test_the_agreed_layer_is_compared_with_an_engine_once_nothing_is_open(project):
    project.propose([(FARES, 0.9), (PIERS, 0.2)])
    right, wrong = project.ann.querying.sheet(project.document_id).proposals
    project.ann.annotating.accept(right.id)
    assert "not finished by agreed: 1" in refusal(project, "agreed", "by hand")
    project.ann.annotating.refuse(wrong.id)

    report = found(project, "agreed", "by hand")

    assert report.claims == (1, 2)
    assert value(report, "claims", "F1 content exact") == pytest.approx(2 / 3)
    speaker = next(line for line in report.lines if line.what == "speaker")
    assert (speaker.units, speaker.alone, speaker.why) == (1, 1, Why.NO_VARIATION)


def test_a_document_marked_as_without_claims_is_read(project):
    engine_layer(project, "rules", [(FARES, None)])
    marks = DocumentMarks(no_claims=True)
    project.ann.annotating.mark(project.document_id, DocumentMarks(), marks, "No claims")

    assert value(found(project, "agreed", "rules"), "claims", "F1 content iou50") == 0.0


def test_an_excluded_document_is_left_out(twice):
    marks = DocumentMarks(excluded="a list of prices")
    twice.ann.annotating.mark(twice.document_id, DocumentMarks(), marks, "Exclude")

    assert refusal(twice) == (
        "There is nothing to compare: no document has been read by anybody yet."
    )


def test_a_merged_speaker_is_the_survivor_in_every_layer(project):
    lena, ovik = (
        project.ann.speakers.add(SpeakerBody(name=name)) for name in ("Lena Ovik", "L. Ovik")
    )
    claims = [(FARES, lena), (PIERS, ovik)]
    for services, who in ((project.ann, (lena, ovik)), (project.bob, (ovik, ovik))):
        bodies = [
            body(project, words, chain=(Attribution(speaker=speaker),))
            for (words, _), speaker in zip(claims, who, strict=True)
        ]
        own_layer(services, project.document_id, bodies)
    before = value(found(project), "speaker", "Cohen's kappa")
    with project.ann.context.writing("Merge") as unit:
        unit.speakers.merge(lena, ovik)
        unit.commit()

    (line,) = [
        line
        for line in found(project).lines
        if (line.what, line.measure) == ("speaker", "Cohen's kappa")
    ]

    assert before == 0.0
    assert line.why is Why.NO_VARIATION


def test_a_field_that_nobody_looked_at_takes_no_side_and_not_stated_does(project):
    stated = FieldValue(value="The  Fares", state=FieldState.CONFIRMED)
    same = FieldValue(value="the fares", state=FieldState.CORRECTED)
    nothing = FieldValue(state=FieldState.NOT_STATED)
    mine = [{"topic": stated}, {"topic": nothing}, {"topic": stated}]
    theirs = [{"topic": same}, {"topic": nothing}, {}]
    for services, fields in ((project.ann, mine), (project.bob, theirs)):
        bodies = [
            body(project, words, fields=item)
            for words, item in zip((FARES, PIERS, ERROR), fields, strict=True)
        ]
        own_layer(services, project.document_id, bodies)

    (line,) = [
        line
        for line in found(project).lines
        if (line.what, line.measure) == ("field topic", "Cohen's kappa")
    ]

    assert (line.value, line.units, line.alone) == (1.0, 2, 1)


def test_three_people_are_compared_by_twos_and_together(twice):
    cid = twice.ann.as_user("Cid")
    own_layer(cid, twice.document_id, [body(twice, PIERS, kind=ClaimKind.INDIRECT)])

    report = found(twice, times=0)

    pairs = [("Ann", "Bob"), ("Ann", "Cid"), ("Bob", "Cid"), ("Ann", "Bob", "Cid")]
    assert list(dict.fromkeys(line.layers for line in report.lines)) == pairs
    assert value(report, "kind", "Krippendorff's alpha", pairs[-1]) == 1.0
    assert value(report, "claims", "F1 content iou50", ("Bob", "Cid")) == 0.0


def test_by_month_and_by_document_the_same_is_told_of_those_alone(twice):
    report = found(twice, by_month=True, by_document=True, times=0)
    months = {line.month for line in report.lines}
    titles = {line.document for line in report.lines}

    whole, *others = [line for line in report.lines if line[3:5] == ("claims", "F1 content exact")]

    assert len(months) == 2
    assert titles == {None, "Ferry fares to rise"}
    assert [line.value for line in others] == [whole.value] * 2


def test_the_same_request_gives_the_same_report(twice):
    other = twice.store(twice.text + " More.", "again.txt")
    for services in (twice.ann, twice.bob):
        own_layer(services, other, [body(twice, FARES), body(twice, ERROR)])

    report = found(twice, times=50)

    assert report == found(twice, times=50)
    assert report != found(twice, times=50, seed=2)
    line = next(line for line in report.lines if line.measure == "unitizing alpha")
    assert line.interval.low <= line.value <= line.interval.high


def test_what_is_no_part_of_the_article_is_no_text_to_agree_on(twice):
    before = value(found(twice), "content", "unitizing alpha")
    text = twice.text
    aside = Span(start=0, end=len("Ferry fares to rise"))
    with twice.ann.context.writing("Propose", twice.document_id, undoable=False) as unit:
        layer = EngineLayer(twice.document_id, text, [], (aside,))
        unit.extractions.add(Engine(name="rules", version="1"), [layer])
        unit.commit()

    assert value(found(twice), "content", "unitizing alpha") < before


def test_a_scale_has_to_be_a_choice(twice):
    assert refusal(twice, ordinal=("topic",)) == (
        "“topic” is no field of one choice among several; there are medium, stance, certainty."
    )


def test_choices_of_a_scale_are_compared_by_rank(project):
    for services, values in (
        (project.ann, ("certain", "probable")),
        (project.bob, ("certain", "possible")),
    ):
        fields = [{"certainty": FieldValue(value=v, state=FieldState.CONFIRMED)} for v in values]
        bodies = [
            body(project, words, fields=item)
            for words, item in zip((FARES, PIERS), fields, strict=True)
        ]
        own_layer(services, project.document_id, bodies)

    lines = found(project, ordinal=("certainty",), times=0).lines

    assert {line.level for line in lines if line.what == "field certainty"} == {
        "nominal",
        "ordinal",
    }


def test_comparing_stops_when_it_is_asked_to(twice):
    cancel = Cancel()
    cancel.ask()

    with pytest.raises(CancelledError):
        agreement(twice.ann.context, AgreementRequest(), Silent(cancel))


class Told:
    """Keeps where long work said it is."""

    def __init__(self):
        self.steps = []

    def step(self, done, total, label, /):
        self.steps.append((done, total, label))


def test_progress_counts_the_parts_that_are_told_of(twice):
    told = Told()

    agreement(twice.ann.context, AgreementRequest(by_month=True, by_document=True), told)

    drawn = [(done, total) for done, total, label in told.steps if label == "drawing documents"]
    assert list(dict.fromkeys(drawn)) == [(0, 3), (1, 3), (2, 3)]
    assert len(drawn) > 3


def test_every_layer_can_be_compared_and_people_usually_are(twice):
    engine_layer(twice, "rules", [(FARES, None)])

    found = comparable(twice.ann.context)

    assert [(item.kind, item.key, item.name, item.documents, item.usual) for item in found] == [
        (LayerKind.ANNOTATOR, "annotator:Ann", "Ann", 1, True),
        (LayerKind.ANNOTATOR, "annotator:Bob", "Bob", 1, True),
        (LayerKind.EXTRACTOR, "engine:rules", "rules", 1, False),
    ]


def test_one_layer_alone_can_be_listed_and_is_not_usually_compared(project):
    own_layer(project.ann, project.document_id, [body(project, FARES)])

    assert [(item.name, item.usual) for item in comparable(project.ann.context)] == [("Ann", False)]


def test_a_figure_of_one_document_names_it_and_its_layers(twice):
    report = found(twice, by_document=True, times=0)

    (line,) = [
        line for line in report.lines if line.document and line.measure == "F1 content exact"
    ]
    assert line.document_id == twice.document_id
    assert line.keys == ("annotator:Ann", "annotator:Bob")


def test_more_text_that_nobody_coded_lifts_no_figure_but_of_where_claims_are(project):
    """The same claims in a text three times as long: values, F1 and shares stay as they are."""
    long = project.store(project.text + "\n\nNothing was said here." * 60, "long.txt")
    for document_id in (project.document_id, long):
        own_layer(project.ann, document_id, [body(project, FARES), body(project, PIERS)])
        own_layer(project.bob, document_id, [body(project, FARES), body(project, ERROR)])

    report = found(project, by_document=True, times=0)
    short, longer = (
        {(it.what, it.measure): it.value for it in report.lines if it.document_id == document_id}
        for document_id in (project.document_id, long)
    )

    uncoded = ("content", "unitizing alpha")
    assert {key: short[key] for key in short if key != uncoded} == {
        key: longer[key] for key in longer if key != uncoded
    }
    assert longer[uncoded] <= longer["content", "text both mark"]
