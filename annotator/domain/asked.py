"""Which fields the codebook asks for beside others, and which of those still want somebody."""

from collections.abc import Mapping
from typing import Final

from annotator.domain.codebook import SEVERAL, FieldDefinition
from annotator.domain.field import EMPTY_FIELD, FieldState, FieldValue

OPEN_STATES: Final = frozenset({FieldState.EMPTY, FieldState.UNVERIFIED})
"""The states in which nobody has decided on a field yet."""


def is_asked(definition: FieldDefinition, fields: Mapping[str, FieldValue]) -> bool:
    """Tell whether a field is asked for beside these: its condition is met, or it has none.

    Of several choices one is enough.
    """
    condition = definition.shown_when
    if condition is None:
        return True
    value = fields.get(condition.key, EMPTY_FIELD).value
    chosen = {value, *value.split(SEVERAL)} if value else set()
    return bool(chosen & set(condition.values))


def is_wanting(definition: FieldDefinition, fields: Mapping[str, FieldValue]) -> bool:
    """Tell whether a field is required here, and nobody has decided on it yet."""
    state = fields.get(definition.key, EMPTY_FIELD).state
    return definition.required and state in OPEN_STATES and is_asked(definition, fields)
