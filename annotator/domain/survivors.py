"""What stands in the place of tags, fields and choices that were merged into others."""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from annotator.domain.codebook import SEVERAL, Codebook, FieldDefinition, FieldType
from annotator.domain.field import FieldValue

Renamed = Mapping[str, str]
"""What each merged key or choice has become, chains followed; the others are absent."""


class Choices(NamedTuple):
    """What the choices of one field have become; `several` of them may make up a value."""

    merged: Renamed
    several: bool = False

    def read(self, value: str) -> str:
        """Return a stored value as it reads now; of several choices each stands once."""
        if not self.several:
            return self.merged.get(value, value)
        parts = (self.merged.get(part, part) for part in value.split(SEVERAL))
        return SEVERAL.join(dict.fromkeys(parts))


class Survivors(NamedTuple):
    """How what is stored reads under a codebook: bodies are never rewritten.

    `choices` is by the key under which a value was stored.
    """

    tags: Renamed
    fields: Renamed
    choices: Mapping[str, Choices]

    @property
    def any(self) -> bool:
        """Tell whether anything was ever merged."""
        return bool(self.tags or self.fields or self.choices)

    def read_tags(self, keys: Iterable[str]) -> list[str]:
        """Return the tags that stand for these, each once and in order."""
        return sorted({self.tags.get(key, key) for key in keys})

    def read_fields(self, fields: Mapping[str, FieldValue]) -> dict[str, FieldValue]:
        """Return the fields that stand for these, in order; a field's own value comes first."""
        found: dict[str, FieldValue] = {}
        for key in sorted(fields, key=lambda key: (key in self.fields, key)):
            found.setdefault(self.fields.get(key, key), self._read(key, fields[key]))
        return {key: found[key] for key in sorted(found)}

    def read(self, key: str, value: str) -> str:
        """Return a value stored under `key` as it reads now."""
        return self.choices[key].read(value) if key in self.choices else value

    def stored_as(self, key: str) -> tuple[str, ...]:
        """Return the keys of fields whose values `key` shows, its own first."""
        return (key, *sorted(old for old, new in self.fields.items() if new == key))

    def tagged_as(self, key: str) -> tuple[str, ...]:
        """Return the keys of tags that `key` stands for, its own first."""
        return (key, *sorted(old for old, new in self.tags.items() if new == key))

    def _read(self, key: str, field: FieldValue) -> FieldValue:
        if field.value is None or key not in self.choices:
            return field
        value = self.read(key, field.value)
        return field if value == field.value else field.model_copy(update={"value": value})


NOTHING_MERGED: Final = Survivors({}, {}, {})


def survivors(codebook: Codebook) -> Survivors:
    """Return how what is stored reads under this codebook."""
    tags = _followed({tag.key: tag.merged_into for tag in codebook.all_tags() if tag.merged_into})
    fields = _followed({item.key: item.merged_into for item in codebook.fields if item.merged_into})
    known = {item.key: item for item in codebook.fields}
    choices = {
        key: _choices(known, known[fields.get(key, key)], item) for key, item in known.items()
    }
    return Survivors(tags, fields, {key: found for key, found in choices.items() if found.merged})


def _choices(
    known: Mapping[str, FieldDefinition], shown: FieldDefinition, stored: FieldDefinition
) -> Choices:
    """Return what the choices stored under one field have become on the way to the one shown."""
    merged: dict[str, str] = {}
    here: FieldDefinition | None = stored
    while here is not None:
        step = _followed(here.merged_choices)
        merged = {old: step.get(new, new) for old, new in merged.items()} | {
            old: new for old, new in step.items() if old not in merged
        }
        here = known[here.merged_into] if here.merged_into else None
    return Choices(merged, several=shown.type is FieldType.CHOICES)


def _followed(merged: Mapping[str, str]) -> dict[str, str]:
    """Return for each the last of its chain."""
    found: dict[str, str] = {}
    for key in merged:
        last = key
        while last in merged:
            last = merged[last]
        found[key] = last
    return found
