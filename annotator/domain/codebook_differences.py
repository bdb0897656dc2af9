"""What sets one codebook apart from the one before it, item by item."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Final, NamedTuple

from annotator.domain.codebook import Codebook, FieldDefinition, Tag
from annotator.domain.codebook_tags import place_of


class ItemKind(StrEnum):
    """What of a codebook is changed."""

    FIELD = "field"
    TAG = "tag"
    REASONS = "reasons"
    CODEBOOK = "codebook"


class Verb(StrEnum):
    """What is done to it."""

    ADD = "add"
    RENAME = "rename"
    MERGE = "merge"
    RETIRE = "retire"
    REVIVE = "revive"
    RETYPE = "retype"
    DROP_CHOICE = "drop a choice"
    MERGE_CHOICE = "merge a choice"
    REQUIRE = "require"
    ASK = "ask for"
    MOVE = "move"
    CHANGE = "change"


class Difference(NamedTuple):
    """One thing done to one item; `words` are the label, type or choice it had and has."""

    kind: ItemKind
    key: str
    label: str
    verb: Verb
    words: tuple[str, str] = ("", "")


_INSIDE: Final = frozenset(
    {Verb.RETYPE, Verb.DROP_CHOICE, Verb.MERGE_CHOICE, Verb.REQUIRE, Verb.ASK}
)
_DETAILS: Final = {
    ItemKind.FIELD: ("help", "examples"),
    ItemKind.TAG: ("definition", "examples", "colour", "shortcut"),
}


def differences(before: Codebook, after: Codebook) -> tuple[Difference, ...]:
    """Return what was done to `before` to make `after` of it."""
    return tuple(_all(before, after))


def label_of(found: tuple[Difference, ...]) -> str:
    """Return what an act is called that does this, such as “Rename tag Praise”."""
    items = {(item.kind, item.key) for item in found}
    if not found:
        return "Change codebook"
    first = found[0]
    if len(items) > 1 and not all(item.verb is Verb.MOVE for item in found[1:]):
        return _label_of_several(found)
    verbs = {item.verb for item in found}
    verb = first.verb if len(verbs) == 1 or first.verb in {Verb.MERGE, Verb.ADD} else Verb.CHANGE
    if verb in _INSIDE:
        verb = Verb.CHANGE
    return _titled(verb, first)


def _label_of_several(found: tuple[Difference, ...]) -> str:
    """Return the label of an act on one item that others had to follow."""
    leading = [item for item in found if item.verb in {Verb.MERGE, Verb.ADD, Verb.RENAME}]
    kinds = {item.kind for item in found}
    if len(leading) == 1 and len(kinds) == 1:
        return _titled(leading[0].verb, leading[0])
    return "Change codebook"


def _titled(verb: Verb, item: Difference) -> str:
    noun = {ItemKind.REASONS: "reasons to return"}.get(item.kind, item.kind.value)
    words = f"{verb.value.capitalize()} {noun} {item.label}".strip()
    return f"{words} into {item.words[1]}" if verb is Verb.MERGE else words


def _all(before: Codebook, after: Codebook) -> Iterator[Difference]:
    yield from _fields(before, after)
    yield from _tags(before, after)
    if before.return_reasons != after.return_reasons:
        same = set(before.return_reasons) == set(after.return_reasons)
        verb = Verb.MOVE if same else Verb.CHANGE
        yield Difference(ItemKind.REASONS, "", "", verb)
    if before.name != after.name:
        words = (before.name, after.name)
        yield Difference(ItemKind.CODEBOOK, "", before.name, Verb.RENAME, words)


def _fields(before: Codebook, after: Codebook) -> Iterator[Difference]:
    known = {item.key: item for item in before.fields}
    labels = {item.key: item.label for item in after.fields}
    for field in after.fields:
        was = known.get(field.key)
        if was is None:
            yield Difference(ItemKind.FIELD, field.key, field.label, Verb.ADD)
            continue
        yield from _common(ItemKind.FIELD, was, field, labels)
        yield from _of_values(was, field)
    yield from _moved_fields(before, after)


def _of_values(was: FieldDefinition, field: FieldDefinition) -> Iterator[Difference]:
    this = (ItemKind.FIELD, field.key, was.label)
    if was.type is not field.type:
        yield Difference(*this, Verb.RETYPE, (was.type.value, field.type.value))
    if field.merged_into is None:
        for choice in was.choices:
            if choice in field.merged_choices:
                words = (choice, field.merged_choices[choice])
                yield Difference(*this, Verb.MERGE_CHOICE, words)
            elif field.choices and choice not in field.choices:
                yield Difference(*this, Verb.DROP_CHOICE, (choice, ""))
    if field.shown_when != was.shown_when:
        yield Difference(*this, Verb.ASK)
    if field.required and not was.required:
        yield Difference(*this, Verb.REQUIRE)
    grown = set(field.choices) - set(was.choices) - set(field.merged_choices.values())
    reordered = set(field.choices) == set(was.choices) and field.choices != was.choices
    retyped = was.type is not field.type
    if (was.required and not field.required) or (not retyped and (grown or reordered)):
        yield Difference(*this, Verb.CHANGE)


def _tags(before: Codebook, after: Codebook) -> Iterator[Difference]:
    known = {tag.key: tag for tag in before.all_tags()}
    labels = {tag.key: tag.label for tag in after.all_tags()}
    for tag in after.all_tags():
        was = known.get(tag.key)
        if was is None:
            yield Difference(ItemKind.TAG, tag.key, tag.label, Verb.ADD)
        else:
            yield from _common(ItemKind.TAG, was, tag, labels)
    yield from _moved_tags(before, after)


def _common(
    kind: ItemKind,
    was: FieldDefinition | Tag,
    now: FieldDefinition | Tag,
    labels: Mapping[str, str],
) -> Iterator[Difference]:
    if was.label != now.label:
        yield Difference(kind, now.key, was.label, Verb.RENAME, (was.label, now.label))
    if now.merged_into and was.merged_into != now.merged_into:
        words = (was.label, labels[now.merged_into])
        yield Difference(kind, now.key, was.label, Verb.MERGE, words)
    elif was.retired is not now.retired or (was.merged_into and not now.merged_into):
        yield Difference(kind, now.key, was.label, Verb.RETIRE if now.retired else Verb.REVIVE)
    details = [name for name in _DETAILS[kind] if not (now.retired and name == "shortcut")]
    if any(getattr(was, name) != getattr(now, name) for name in details):
        yield Difference(kind, now.key, was.label, Verb.CHANGE)


def _moved_fields(before: Codebook, after: Codebook) -> Iterator[Difference]:
    kept = {item.key: item.label for item in after.fields}
    for scope in {item.scope for item in after.fields}:
        was = [item.key for item in before.fields if item.scope is scope and item.key in kept]
        known = set(was)
        now = [item.key for item in after.fields if item.scope is scope and item.key in known]
        key = _moved(was, now)
        if key is not None:
            yield Difference(ItemKind.FIELD, key, kept[key], Verb.MOVE)


def _moved_tags(before: Codebook, after: Codebook) -> Iterator[Difference]:
    known = {tag.key for tag in before.all_tags()}
    left = {tag.key: tag.label for tag in after.all_tags() if tag.key in known}
    merged = {tag.key for tag in after.all_tags() if tag.merged_into}
    for key, label in left.items():
        parent = place_of(before, key)[0]
        if place_of(after, key)[0] != parent and parent not in merged:
            yield Difference(ItemKind.TAG, key, label, Verb.MOVE)
            return
    key_moved = _moved(
        [tag.key for tag in before.all_tags() if tag.key in left],
        [tag.key for tag in after.all_tags() if tag.key in left],
    )
    if key_moved is not None and not merged - {
        tag.key for tag in before.all_tags() if tag.merged_into
    }:
        yield Difference(ItemKind.TAG, key_moved, left[key_moved], Verb.MOVE)


def _moved(was: list[str], now: list[str]) -> str | None:
    """Return one key that stands elsewhere: the one without which both would be alike, if any."""
    if was == now:
        return None
    for key in now:
        if [item for item in was if item != key] == [item for item in now if item != key]:
            return key
    return now[0]
