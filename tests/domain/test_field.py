import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from annotator.domain.field import EMPTY_FIELD, WITHOUT_VALUE, FieldState, FieldValue
from annotator.domain.span import Span


@given(st.sampled_from(FieldState), st.one_of(st.none(), st.text(min_size=1)))
def test_a_value_is_null_exactly_where_the_state_says_there_is_none(state, value):
    fits = (value is None) == (state in WITHOUT_VALUE)

    if fits:
        assert FieldValue(value=value, state=state).value == value
    else:
        with pytest.raises(ValidationError):
            FieldValue(value=value, state=state)


def test_an_empty_text_is_no_value():
    with pytest.raises(ValidationError, match="empty text"):
        FieldValue(value="", state=FieldState.CONFIRMED)


def test_an_empty_field_has_no_evidence():
    with pytest.raises(ValidationError, match="evidence"):
        FieldValue(evidence=Span(start=0, end=1))


def test_typing_the_proposed_value_confirms_it_and_another_corrects_it():
    proposed = FieldValue(value="Baku", state=FieldState.UNVERIFIED, evidence=Span(start=1, end=5))

    assert proposed.entered("Baku").state is FieldState.CONFIRMED
    assert proposed.entered("Shusha").state is FieldState.CORRECTED
    assert proposed.entered("Shusha").evidence == proposed.evidence
    assert proposed.entered("") == EMPTY_FIELD


def test_what_a_person_typed_into_an_empty_field_is_confirmed():
    assert EMPTY_FIELD.entered("Oslo").state is FieldState.CONFIRMED
