"""One edit meant for many claims, and what it would do to them."""

from array import array
from typing import NamedTuple

from annotator.domain.codebook import Key
from annotator.domain.field import FieldState
from annotator.domain.value import Value


class SetField(Value):
    """Enter a value in a field of each claim, as if a person typed it there."""

    key: Key
    value: str


class ClearField(Value):
    """Leave a field of each claim without a value: empty, not stated or unknown."""

    key: Key
    state: FieldState = FieldState.EMPTY


class AddTag(Value):
    """Put a tag on each claim."""

    key: Key


class RemoveTag(Value):
    """Take a tag off each claim."""

    key: Key


class SetSpeaker(Value):
    """Say who speaks in each claim; the words that name the source stay."""

    speaker: int


class ReplaceSpeaker(Value):
    """Put one speaker in the place of another, wherever a chain names that one."""

    old: int
    new: int


class DeleteClaims(Value):
    """Delete each claim."""


BulkEdit = SetField | ClearField | AddTag | RemoveTag | SetSpeaker | ReplaceSpeaker | DeleteClaims


class Refusal(NamedTuple):
    """Why some of what was chosen stays as it is, in a sentence, and how many those are."""

    why: str
    number: int


class Sample(NamedTuple):
    """One claim that would change: what it says, and what changes in it, before and after."""

    claim_id: int
    document_id: int
    words: str
    before: str
    after: str


class BulkPlan(NamedTuple):
    """What an edit would do, and to which claims as they stand now.

    `claims` are those that would change, `approvals` how many of them would lose their approval,
    `unchanged` how many are so already, `refusals` why others cannot be changed. `seen` is how
    each claim stood: with another one, applying refuses.
    """

    edit: BulkEdit
    label: str
    claims: "array[int]"
    seen: "array[int]"
    approvals: int
    unchanged: int
    refusals: tuple[Refusal, ...]
    samples: tuple[Sample, ...]
