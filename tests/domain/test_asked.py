import pytest

from annotator.domain.asked import is_asked, is_wanting
from annotator.domain.codebook import Condition, FieldDefinition, FieldScope
from annotator.domain.field import FieldState, FieldValue


def field(**rest):
    return FieldDefinition(key="programme", label="Programme", scope=FieldScope.CLAIM, **rest)


def confirmed(value):
    return FieldValue(value=value, state=FieldState.CONFIRMED)


@pytest.mark.parametrize(
    ("medium", "asked"),
    [
        (None, False),
        (confirmed("radio"), True),
        (confirmed("web"), False),
        (confirmed("print;radio"), True),
        (FieldValue(value="radio", state=FieldState.UNVERIFIED), True),
        (FieldValue(state=FieldState.UNKNOWN), False),
    ],
)
def test_a_field_is_asked_where_its_condition_is_met(medium, asked):
    definition = field(shown_when=Condition(key="medium", values=("radio", "television")))

    assert is_asked(definition, {"medium": medium} if medium else {}) is asked


def test_a_field_without_condition_is_asked_always():
    assert is_asked(field(), {})


@pytest.mark.parametrize(
    ("state", "wanting"),
    [(FieldState.NOT_STATED, False), (FieldState.UNKNOWN, False), (FieldState.EMPTY, True)],
)
def test_a_required_field_waits_until_somebody_decides(state, wanting):
    fields = {"programme": FieldValue(state=state)}

    assert is_wanting(field(required=True), fields) is wanting
    assert not is_wanting(field(), fields)


def test_a_required_field_that_is_not_asked_waits_for_nobody():
    condition = Condition(key="medium", values=("radio",))

    assert not is_wanting(field(required=True, shown_when=condition), {})
