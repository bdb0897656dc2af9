import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.claim import ClaimKind
from annotator.extract.prose.quotations import QuotedLetters, outermost, quotations
from annotator.extract.prose.segmentation import Stretch


def quoted(text):
    return [
        (item.inner.text(text), item.depth, item.closed)
        for item in quotations(text, Stretch(0, len(text)))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“We go,” he said.",
        '"We go," he said.',
        "''We go,'' he said.",
        "‘We go,’ he said.",
        "'We go,' he said.",
        "«We go,» he said.",
        "„We go,“ he said.",
        "``We go,'' he said.",
        "”We go,” he said.",
    ],
)
def test_every_kind_of_mark_is_read(text):
    assert quoted(text) == [("We go,", 0, True)]


@pytest.mark.parametrize("text", ['“We go," he said.', '"We go,” he said.', "“We go,» he said."])
def test_a_mark_may_be_closed_by_another_kind(text):
    assert quoted(text) == [("We go,", 0, True)]


def test_a_quote_left_open_ends_with_its_paragraph():
    assert quoted("She wrote: “we go and") == [("we go and", 0, False)]


def test_a_quote_inside_a_quote_has_its_depth():
    assert quoted("“He told me ‘do not go’ twice,” she said.") == [
        ("He told me ‘do not go’ twice,", 0, True),
        ("do not go", 1, True),
    ]


def test_apostrophes_are_no_quotation_marks():
    assert quoted("The boys' dog didn't bite the girls' cat in the ’90s, rock ‘n’ roll.") == []


def test_one_word_in_single_marks_is_no_quotation():
    assert quoted("The ‘mess’ was left.") == []


def test_only_the_outermost_count_for_the_kind_of_a_claim():
    text = "“A ‘b c’ d” e f"
    found = outermost(quotations(text, Stretch(0, len(text))))
    letters = QuotedLetters(text, found)
    assert letters.kind([Stretch(1, 10)]) is ClaimKind.DIRECT
    assert letters.kind([Stretch(1, 15)]) is ClaimKind.MIXED
    assert letters.kind([Stretch(12, 15)]) is ClaimKind.INDIRECT


@given(st.text(alphabet="ab “”\"'‘’«»„`.,"))
def test_quotations_lie_inside_the_text_and_inside_their_marks(text):
    for item in quotations(text, Stretch(0, len(text))):
        assert 0 <= item.start < item.inner.start < item.inner.end <= item.end <= len(text)
