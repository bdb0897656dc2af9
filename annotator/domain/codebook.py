"""What a project asks of its documents and claims: fields and tags, as data."""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from annotator.domain.dates import edtf_or_interval
from annotator.domain.value import Value

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
SEVERAL: Final = ";"
_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?")
_YES_NO: Final = ("yes", "no")


class FieldType(StrEnum):
    """What a field may hold."""

    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "choices"
    DATE = "date"
    NUMBER = "number"
    YES_NO = "yes_no"
    SPEAKER = "speaker"


class FieldScope(StrEnum):
    """Whether a field belongs to a document or to a claim."""

    DOCUMENT = "document"
    CLAIM = "claim"


class Condition(Value):
    """When a field is asked for: while another field of the same scope has one of these values."""

    key: Key
    values: tuple[str, ...] = Field(min_length=1)


class FieldDefinition(Value):
    """One field the codebook asks for; a speaker field holds the uid of a speaker.

    A field `merged_into` another is retired, and shown as that one wherever it has a value; so
    are choices that were merged or renamed, of which `merged_choices` tells what they became.
    """

    key: Key
    label: str = Field(min_length=1)
    scope: FieldScope
    type: FieldType = FieldType.TEXT
    choices: tuple[str, ...] = ()
    required: bool = False
    retired: bool = False
    help: str | None = None
    examples: tuple[str, ...] = ()
    shown_when: Condition | None = None
    merged_into: Key | None = None
    merged_choices: Mapping[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _choices_fit_type(self) -> Self:
        wanted = self.type in {FieldType.CHOICE, FieldType.CHOICES}
        if wanted != bool(self.choices):
            raise ValueError(f"field {self.key}: choices are for choice fields, and needed there")
        return self

    @model_validator(mode="after")
    def _merged_are_gone(self) -> Self:
        _require_retired(self)
        wrong = (*self.merged_choices.keys() & {*self.choices},)
        wrong += (*{*self.merged_choices.values()} - {*self.choices},)
        if wrong:
            raise ValueError(f"field {self.key}: {min(wrong)!r} is not merged into another choice")
        return self

    def checked(self, value: str) -> str:
        """Return `value` in its written form, or say what is wrong with it.

        Raises:
            ValueError: the value does not fit the field's type; the text is one sentence.
        """
        value = value.strip()
        match self.type:
            case FieldType.DATE:
                return edtf_or_interval(value)
            case FieldType.NUMBER if not _NUMBER.fullmatch(value):
                raise ValueError(f"“{value}” is not a number")
            case FieldType.YES_NO if value not in _YES_NO:
                raise ValueError("the answer is yes or no")
            case FieldType.CHOICE if value not in self.choices:
                raise ValueError(f"“{value}” is none of: {', '.join(self.choices)}")
            case FieldType.CHOICES:
                return self._checked_choices(value)
        return value

    def _checked_choices(self, value: str) -> str:
        chosen = {part.strip() for part in value.split(SEVERAL)}
        unknown = chosen - set(self.choices)
        if unknown:
            raise ValueError(f"“{min(unknown)}” is none of: {', '.join(self.choices)}")
        return SEVERAL.join(choice for choice in self.choices if choice in chosen)


class Tag(Value):
    """A tag and the tags below it; `shortcut` is the digit that sets it.

    A tag `merged_into` another is retired, and shown as that one wherever it stands.
    """

    key: Key
    label: str = Field(min_length=1)
    shortcut: Annotated[str, Field(pattern=r"^[0-9]$")] | None = None
    colour: Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")] | None = None
    definition: str | None = None
    examples: tuple[str, ...] = ()
    retired: bool = False
    merged_into: Key | None = None
    children: tuple["Tag", ...] = ()

    @model_validator(mode="after")
    def _merged_is_gone(self) -> Self:
        _require_retired(self)
        return self

    def walk(self) -> Iterator["Tag"]:
        """Yield the tag itself, then all below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


class Codebook(Value):
    """Fields, tags and the reasons a reviewer may return a claim for."""

    name: str = Field(min_length=1)
    fields: tuple[FieldDefinition, ...]
    tags: tuple[Tag, ...] = ()
    return_reasons: tuple[str, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _keys_are_unique(self) -> Self:
        for kind, keys in (
            ("field", [field.key for field in self.fields]),
            ("tag", [tag.key for tag in self.all_tags()]),
            ("shortcut", [tag.shortcut for tag in self.all_tags() if tag.shortcut]),
        ):
            twice = {key for key in keys if keys.count(key) > 1}
            if twice:
                raise ValueError(f"{kind} {min(twice)!r} stands twice in the codebook")
        return self

    @model_validator(mode="after")
    def _merged_ends_somewhere(self) -> Self:
        _require_ends({tag.key: tag.merged_into for tag in self.all_tags()}, "tag")
        for scope in FieldScope:
            alike = (field for field in self.fields if field.scope is scope)
            _require_ends({field.key: field.merged_into for field in alike}, "field")
        return self

    def all_tags(self) -> Iterator[Tag]:
        """Yield every tag of the tree, in order."""
        for tag in self.tags:
            yield from tag.walk()

    def of(self, scope: FieldScope) -> tuple[FieldDefinition, ...]:
        """Return the active fields of documents or of claims, in order."""
        return tuple(item for item in self.fields if item.scope is scope and not item.retired)

    def taken_in(self, scope: FieldScope) -> frozenset[str]:
        """Return the keys under which values are stored: those that are shown as active fields."""
        known = {item.key: item for item in self.fields if item.scope is scope}
        found = set()
        for key, item in known.items():
            shown = item
            while shown.merged_into:
                shown = known[shown.merged_into]
            if not shown.retired:
                found.add(key)
        return frozenset(found)

    def field(self, key: str) -> FieldDefinition:
        """Return the definition of a field.

        Raises:
            KeyError: there is none.
        """
        for item in self.fields:
            if item.key == key:
                return item
        raise KeyError(key)


def _require_retired(item: FieldDefinition | Tag) -> None:
    if item.merged_into and not item.retired:
        raise ValueError(f"{item.key} was merged into another, and is not retired")


def _require_ends(merged: Mapping[str, str | None], kind: str) -> None:
    """Refuse what is merged into nothing there is, or in a circle."""
    for key in merged:
        passed, here = {key}, merged[key]
        while here is not None:
            if here in passed or here not in merged:
                raise ValueError(f"{kind} {key!r} is merged into {here!r}, where it does not end")
            passed.add(here)
            here = merged[here]
