import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from annotator.domain.codebook import Codebook, FieldDefinition, FieldScope
from annotator.domain.columns import (
    FIXED,
    FORMULA_STARTS,
    CsvOptions,
    FieldPart,
    columns,
    guarded,
    unguarded,
)

NAMES = (
    "claim_id document_id status document_status title outlet author published origin "
    "text_sha256 speaker speaker_id speaker_kind role chain kind content content_start "
    "content_end source source_start source_end cue cue_start cue_end addressee medium "
    "said_on said_at stance topic tags annotator editors reviewer approved_at score"
)
FIXED_NAMES = NAMES.split()


def _codebook(*fields):
    return Codebook(name="Small", fields=fields, return_reasons=("Other",))


def _field(key, scope=FieldScope.CLAIM, **rest):
    return FieldDefinition(key=key, label=key.title(), scope=scope, **rest)


def _names(*fields):
    return [column.name for column in columns(_codebook(*fields))]


def test_the_fixed_columns_stand_first_and_in_their_order():
    assert [column.name for column in FIXED] == FIXED_NAMES
    assert _names()[: len(FIXED)] == FIXED_NAMES


def test_a_field_adds_its_value_and_its_state():
    assert _names(_field("certainty"))[len(FIXED) :] == ["certainty", "certainty_state"]


def test_a_field_with_a_fixed_column_adds_only_its_state():
    fields = [_field("title", FieldScope.DOCUMENT), _field("topic")]

    assert _names(*fields)[len(FIXED) :] == ["title_state", "topic_state"]


def test_a_retired_field_adds_nothing():
    assert _names(_field("certainty", retired=True)) == FIXED_NAMES


def test_a_field_named_like_another_column_gets_a_name_of_its_own():
    found = columns(_codebook(_field("status"), _field("title"), _field("title_state")))[
        len(FIXED) :
    ]

    assert [column.name for column in found] == [
        "status_",
        "status_state",
        "title_",
        "title_state",
        "title_state_",
        "title_state_state",
    ]
    assert [column.source.part for column in found] == [FieldPart.VALUE, FieldPart.STATE] * 3


def test_every_column_says_what_it_is():
    found = columns(_codebook(_field("certainty")))

    assert len({column.name for column in found}) == len(found)
    assert all(column.title and column.description for column in found)


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_a_cell_that_starts_like_a_formula_gets_an_apostrophe(start):
    assert guarded(f"{start}1") == f"'{start}1"


@pytest.mark.parametrize("cell", ["", "Fares", "1", "5 - 3", "'tis", "“=”"])
def test_other_cells_are_left_alone(cell):
    assert guarded(cell) == cell


@given(st.text(alphabet=["'", *FORMULA_STARTS, "a", "1"]) | st.text())
def test_a_guarded_cell_can_be_told_from_every_other_and_undone(cell):
    assert unguarded(guarded(cell)) == cell
    assert not guarded(cell).startswith(FORMULA_STARTS)


@pytest.mark.parametrize("delimiter", ["", ",,", "a", '"', "\n"])
def test_only_four_delimiters_are_taken(delimiter):
    with pytest.raises(ValidationError):
        CsvOptions(delimiter=delimiter)


def test_options_survive_being_written_down():
    options = CsvOptions(delimiter="\t", guard=True, bom=True)

    assert CsvOptions.model_validate(json.loads(options.model_dump_json())) == options
