"""A typed value of a document or a claim, how far it is known, and the words that show it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Final, Self

from pydantic import AfterValidator, model_validator

from annotator.domain.span import Span
from annotator.domain.value import Value


class FieldState(StrEnum):
    """How far a field's value is known."""

    EMPTY = "empty"
    UNVERIFIED = "unverified"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    NOT_STATED = "not_stated"
    UNKNOWN = "unknown"


WITHOUT_VALUE: Final = frozenset({FieldState.EMPTY, FieldState.NOT_STATED, FieldState.UNKNOWN})


class FieldValue(Value):
    """A value in its written form, its state and its evidence.

    The value is None exactly for the states in `WITHOUT_VALUE`: three different facts.
    """

    value: str | None = None
    state: FieldState = FieldState.EMPTY
    evidence: Span | None = None

    @model_validator(mode="after")
    def _value_fits_state(self) -> Self:
        if (self.value is None) != (self.state in WITHOUT_VALUE):
            raise ValueError(f"a field that is {self.state} has value {self.value!r}")
        if self.value == "":
            raise ValueError("an empty text is no value; the state says why there is none")
        if self.state is FieldState.EMPTY and self.evidence is not None:
            raise ValueError("an empty field has no evidence")
        return self

    def entered(self, value: str | None) -> "FieldValue":
        """Return the field after a person typed `value`, the evidence kept; "" or None empties it.

        The same value as shown confirms it; another one corrects it.
        """
        if not value:
            return FieldValue()
        known = self.value in (None, value) and self.state is not FieldState.CORRECTED
        state = FieldState.CONFIRMED if known else FieldState.CORRECTED
        return FieldValue(value=value, state=state, evidence=self.evidence)

    def without_value(self, state: FieldState) -> "FieldValue":
        """Return the field as `not_stated`, `unknown` or `empty`."""
        return FieldValue(state=state)


EMPTY_FIELD: Final = FieldValue()


def _only_known(fields: Mapping[str, FieldValue]) -> dict[str, FieldValue]:
    return {key: fields[key] for key in sorted(fields) if fields[key] != EMPTY_FIELD}


Fields = Annotated[Mapping[str, FieldValue], AfterValidator(_only_known)]
"""Fields by codebook key, in key order; an absent key is an empty field."""
