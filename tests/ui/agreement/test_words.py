import pytest

from annotator.domain.agreement import Why
from annotator.domain.agreement_bootstrap import Interval
from annotator.domain.agreement_claims import Name
from annotator.domain.agreement_report import AgreementLine
from annotator.services.projects import default_codebook
from annotator.ui.agreement.words import (
    explained,
    interval_words,
    label,
    measure_words,
    number,
    subject_words,
    told,
)

LINE = AgreementLine(
    layers=("Ann", "Bob"),
    month=None,
    document=None,
    what="kind",
    measure=Name.COHEN.value,
    level="nominal",
    value=0.715,
    why=None,
    interval=Interval(-0.25, 0.9),
    units=1200,
    alone=3,
)


@pytest.fixture(scope="module")
def codebook():
    return default_codebook()


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("kind", "Kind"),
        ("claims", "Claims found"),
        ("content", "Where content is"),
        ("field certainty", "Certainty"),
        ("field gone", "gone"),
        ("tag promise", "Tag: Promise"),
        ("tag gone", "Tag: gone"),
    ],
)
def test_what_a_figure_is_of_is_called_as_in_the_codebook(codebook, what, words):
    assert subject_words(LINE._replace(what=what), codebook) == words


def test_a_document_is_called_by_its_title(codebook):
    assert subject_words(LINE._replace(document="Fares"), codebook) == "Fares"


def test_numbers_have_two_digits_and_a_true_minus():
    assert [number(value) for value in (0.715, -0.2, None)] == ["0.71", "−0.20", "–"]


def test_an_interval_or_the_reason_that_there_is_no_figure(codebook):
    assert interval_words(LINE) == "−0.25 to 0.90"
    assert interval_words(LINE._replace(interval=None)) == "–"
    assert interval_words(LINE._replace(value=None, why=Why.NOTHING)) == "nothing to compare"
    assert told(LINE, codebook) == "Kind, Cohen's kappa: 0.71 (−0.25 to 0.90), Ann, Bob"
    assert label(LINE, codebook, with_layers=True) == "Kind · Cohen's kappa · Ann, Bob"


def test_a_level_is_named_where_it_is_not_the_plain_one():
    ordinal = LINE._replace(measure=Name.ALPHA.value, level="ordinal")

    assert measure_words(ordinal) == "Krippendorff's alpha, ordinal"
    assert measure_words(LINE) == "Cohen's kappa"


@pytest.mark.parametrize("name", list(Name))
def test_every_measure_is_explained_in_whole_sentences(name):
    words = explained(LINE._replace(measure=name.value), 1000)

    assert words.endswith(".")
    assert "1,000 times" in words
    assert ("convention" in words) == (name in {Name.ALPHA, Name.UNITIZING})
    assert "1,200" in words


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"units": 1, "alone": 0}, "Made of 1 claim."),
        ({"alone": 3}, "Made of 1,200 claims; not of 3 more, which one alone has or has coded."),
        ({"what": "claims"}, "; 3 of them are in one reading alone."),
        ({"measure": Name.SHARE.value, "units": 1, "alone": 0}, "Made of 1 document."),
        ({"measure": Name.SHARE.value}, "1,200 documents; 3 without any claim left out."),
        ({"value": None, "why": Why.NO_VARIATION}, "nothing shows that they could have differed"),
        ({"value": None, "why": Why.NOTHING}, "nothing was coded by two of them"),
        ({"interval": None}, "too few"),
    ],
)
def test_what_a_figure_is_made_of_and_lacks_is_told(changes, words):
    assert words in explained(LINE._replace(**changes), 1000)
