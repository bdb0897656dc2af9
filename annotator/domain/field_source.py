"""Which part of which field a column of the table shows."""

from enum import StrEnum
from typing import NamedTuple

from annotator.domain.codebook import FieldScope


class FieldPart(StrEnum):
    """Which half of a field a column shows; of a speaker's lasting id it shows the name."""

    VALUE = "value"
    SPEAKER = "speaker"
    STATE = "state"


class FieldSource(NamedTuple):
    """The field of the codebook that a column shows."""

    scope: FieldScope
    key: str
    part: FieldPart = FieldPart.VALUE
