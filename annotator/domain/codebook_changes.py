"""What a person does to a codebook: each change gives another codebook, and drops no key."""

import re
from collections.abc import Iterable, Mapping
from typing import Final
from unicodedata import normalize

from annotator.domain.codebook import (
    Codebook,
    Condition,
    FieldDefinition,
    FieldScope,
    FieldType,
)
from annotator.domain.columns import FIXED
from annotator.domain.errors import UsageError

_LONGEST: Final = 40
_LETTERS: Final = str.maketrans({"ə": "e", "Ə": "e", "ı": "i", "ø": "o", "ł": "l", "ß": "ss"})
_COLUMNS: Final = frozenset(column.source.key for column in FIXED if column.source)


def fresh_key(label: str, taken: Iterable[str]) -> str:
    """Return a key made of a label, another one than those `taken`."""
    plain = normalize("NFKD", label.translate(_LETTERS)).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "_", plain.casefold()).strip("_")
    stem = (stem if stem[:1].isalpha() else f"item_{stem}").strip("_")[: _LONGEST - 4]
    known, key, number = set(taken), stem, 2
    while key in known:
        key, number = f"{stem}_{number}", number + 1
    return key


def with_field(codebook: Codebook, field: FieldDefinition) -> Codebook:
    """Return the codebook with a field in place of the one with its key, or after the others.

    Fields that hang on choices it has merged hang on what those have become.
    """
    known = {item.key for item in codebook.fields}
    fields = tuple(
        field if item.key == field.key else _following(item, field) for item in codebook.fields
    )
    return codebook.amended(fields=fields if field.key in known else (*fields, field))


def with_reasons(codebook: Codebook, reasons: Iterable[str]) -> Codebook:
    """Return the codebook with these reasons to return a claim.

    Raises:
        UsageError: there is none, or one stands twice.
    """
    wanted = tuple(" ".join(reason.split()) for reason in reasons)
    if not all(wanted) or not wanted:
        raise UsageError("A reviewer needs at least one reason to return a claim, each with words.")
    if len({reason.casefold() for reason in wanted}) < len(wanted):
        raise UsageError("A reason stands once.")
    return codebook.amended(return_reasons=wanted)


def retired_field(codebook: Codebook, key: str, *, retired: bool = True) -> Codebook:
    """Return the codebook with a field no longer asked for, or asked for again.

    A field that was merged into another and is revived shows its own values again.
    """
    return with_field(codebook, codebook.field(key).amended(retired=retired, merged_into=None))


def merged_field(codebook: Codebook, key: str, into: str) -> Codebook:
    """Return the codebook in which one field is shown as another, which takes its choices in.

    Raises:
        UsageError: they are one, hold other things, or the first has a column in every export.
    """
    field, target = codebook.field(key), codebook.field(into)
    if key == into or field.scope is not target.scope:
        raise UsageError("A field is merged into another one of the same scope.")
    if target.retired:
        raise UsageError(f"“{target.label}” is retired; revive it first.")
    if (field.type is FieldType.SPEAKER) is not (target.type is FieldType.SPEAKER):
        raise UsageError("A field that holds speakers is merged into another one that does.")
    if key in _COLUMNS:
        raise UsageError(
            f"“{field.label}” has a column of its own in every export; it cannot be merged away."
        )
    choices = dict.fromkeys((*target.choices, *field.choices)) if target.choices else ()
    free = {old: new for old, new in target.merged_choices.items() if old not in choices}
    grown = target.amended(choices=tuple(choices), merged_choices=free)
    gone = field.amended(retired=True, merged_into=into)
    fields = {key: gone, into: grown}
    changed = (_asked_by(fields.get(item.key, item), key, into) for item in codebook.fields)
    return codebook.amended(fields=tuple(changed))


def with_choices(
    field: FieldDefinition, choices: Iterable[str], merged: Mapping[str, str]
) -> FieldDefinition:
    """Return a field with these choices, `merged` telling which others each has taken in.

    What was merged into one of those before follows it.
    """
    wanted = tuple(choices)
    chained = {old: merged.get(new, new) for old, new in field.merged_choices.items()}
    known = {**chained, **merged}
    kept = {old: new for old, new in known.items() if old not in wanted}
    return field.amended(choices=wanted, merged_choices=kept)


def with_type(
    field: FieldDefinition, kind: FieldType, choices: Iterable[str], merged: Mapping[str, str]
) -> FieldDefinition:
    """Return a field of this type, with these choices if it is one that has them.

    Raises:
        UsageError: it has none, or would leave behind what its choices were merged into.
    """
    if kind in {FieldType.CHOICE, FieldType.CHOICES}:
        wanted = tuple(choices)
        if not wanted:
            raise UsageError(f"“{field.label}” needs choices.")
        typed = field if field.choices else field.amended(type=kind, choices=wanted)
        return with_choices(typed.amended(type=kind), wanted, merged)
    if field.merged_choices:
        raise UsageError(
            f"Choices of “{field.label}” were renamed or merged; it stays a field of choices."
        )
    return field.amended(type=kind, choices=())


def moved_field(codebook: Codebook, key: str, place: int) -> Codebook:
    """Return the codebook with a field at another place, 0 the first, among those of its scope."""
    field = codebook.field(key)
    alike = [item for item in codebook.fields if item.scope is field.scope and item.key != key]
    alike.insert(max(0, place), field)
    others = [item for item in codebook.fields if item.scope is not field.scope]
    first, last = (alike, others) if field.scope is FieldScope.DOCUMENT else (others, alike)
    return codebook.amended(fields=(*first, *last))


def moved_reason(codebook: Codebook, reason: str, place: int) -> Codebook:
    """Return the codebook with a reason at another place, 0 the first."""
    others = [item for item in codebook.return_reasons if item != reason]
    others.insert(max(0, place), reason)
    return codebook.amended(return_reasons=tuple(others))


def replaced(codebook: Codebook, other: Codebook) -> Codebook:
    """Return another codebook in place of this one; fields and tags that it lacks are retired.

    Raises:
        UsageError: a key belongs to a field of a document in one, and of a claim in the other.
    """
    theirs = {item.key: item for item in other.fields}
    for item in codebook.fields:
        if item.key in theirs and theirs[item.key].scope is not item.scope:
            raise UsageError(
                f"The field “{item.key}” belongs to a {item.scope} here, and to a "
                f"{theirs[item.key].scope} there; a key keeps what it belongs to."
            )
    fields = tuple(_laid_aside(item) for item in codebook.fields if item.key not in theirs)
    known = {tag.key for tag in other.all_tags()}
    tags = tuple(
        tag.amended(children=(), retired=True, shortcut=None)
        for tag in codebook.all_tags()
        if tag.key not in known
    )
    return other.amended(fields=(*other.fields, *fields), tags=(*other.tags, *tags))


def _laid_aside(field: FieldDefinition) -> FieldDefinition:
    return field.amended(retired=True, shown_when=None)


def _following(item: FieldDefinition, field: FieldDefinition) -> FieldDefinition:
    condition = item.shown_when
    if condition is None or condition.key != field.key:
        return item
    values = dict.fromkeys(field.merged_choices.get(value, value) for value in condition.values)
    return item.amended(shown_when=condition.amended(values=tuple(values)))


def _asked_by(field: FieldDefinition, key: str, into: str) -> FieldDefinition:
    """Return a field that hangs on `into` where it hung on `key`."""
    condition = field.shown_when
    if condition is None or condition.key != key:
        return field
    wanted = None if field.key == into else Condition(key=into, values=condition.values)
    return field.amended(shown_when=wanted)
