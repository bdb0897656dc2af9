import pytest
from pydantic import ValidationError

from annotator.domain.attribution import Attribution
from annotator.domain.claim import ClaimBody, ClaimKind
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.span import Span


def body(*content, **rest):
    return ClaimBody(
        kind=ClaimKind.DIRECT, content=tuple(Span(start=a, end=b) for a, b in content), **rest
    )


def test_fragments_are_kept_from_left_to_right():
    assert [span.start for span in body((9, 12), (1, 4)).content] == [1, 9]


def test_fragments_of_one_content_may_not_overlap():
    with pytest.raises(ValidationError, match="overlap"):
        body((1, 5), (4, 9))


def test_a_claim_without_content_is_none():
    with pytest.raises(ValidationError):
        body()


def test_tags_are_a_set_in_order():
    assert body((0, 1), tags=("denial", "demand", "denial")).tags == ("demand", "denial")


def test_an_empty_field_leaves_no_trace():
    value = FieldValue(value="2021", state=FieldState.CONFIRMED)
    dated = body((0, 1)).with_field("said_on", value)

    assert dated.field("said_on") == value
    assert dated.with_field("said_on", FieldValue()) == body((0, 1))


def test_the_last_link_names_the_speaker():
    chained = body((0, 1), chain=(Attribution(speaker=1), Attribution(speaker=2)))

    assert chained.speaker == 2
    assert chained.with_last(Attribution(speaker=3)).chain[0].speaker == 1
    assert body((0, 1)).speaker is None


def test_a_body_knows_all_its_spans():
    link = Attribution(source=Span(start=3, end=4), cue=Span(start=5, end=6))
    evidence = FieldValue(value="x", state=FieldState.CONFIRMED, evidence=Span(start=7, end=8))

    spans = body((0, 1), chain=(link,), fields={"note": evidence}).spans

    assert [span.start for span in spans] == [0, 3, 5, 7]
