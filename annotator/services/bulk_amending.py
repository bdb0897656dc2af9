"""What each edit meant for many claims does to one of them."""

from collections.abc import Callable
from dataclasses import dataclass

from annotator.domain.attribution import Attribution
from annotator.domain.bulk_edit import (
    AddTag,
    BulkEdit,
    ClearField,
    DeleteClaims,
    RemoveTag,
    ReplaceSpeaker,
    SetField,
    SetSpeaker,
)
from annotator.domain.claim import ClaimBody
from annotator.domain.codebook import Codebook, FieldDefinition, FieldScope, FieldType, Tag
from annotator.domain.errors import UsageError
from annotator.domain.field import WITHOUT_VALUE, FieldValue
from annotator.domain.speaker import Speaker
from annotator.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Amending:
    """An edit made ready for a project.

    `amended` returns the body wanted for a body, `shown` what the edit is about in a body, and
    `label` what the act is called, from how many claims it is.
    """

    edit: BulkEdit
    label: Callable[[str], str]
    amended: Callable[[ClaimBody], ClaimBody]
    shown: Callable[[ClaimBody], str]


def amending(unit: UnitOfWork, edit: BulkEdit) -> Amending:
    """Return an edit made ready.

    Raises:
        UsageError: its field, tag or speaker is not there, or its value does not fit.
    """
    match edit:
        case SetField() | ClearField():
            return _of_field(unit, edit)
        case AddTag() | RemoveTag():
            return _of_tag(unit.codebooks.current(), edit)
        case SetSpeaker() | ReplaceSpeaker():
            return _of_speaker(unit, edit)
        case DeleteClaims():
            return Amending(
                edit, lambda many: f"Delete {many}", lambda body: body, lambda _body: ""
            )


def _of_field(unit: UnitOfWork, edit: SetField | ClearField) -> Amending:
    field = _field(unit.codebooks.current(), edit.key)
    if isinstance(edit, ClearField):
        if edit.state not in WITHOUT_VALUE:
            raise UsageError("A field without a value is empty, not stated or unknown.")
        verb, value = "Clear", None
    else:
        verb, value = "Set", _checked(unit, field, edit.value)

    def amended(body: ClaimBody) -> ClaimBody:
        if isinstance(edit, ClearField):
            return body.with_field(edit.key, FieldValue(state=edit.state))
        return body.with_field(edit.key, _entered(body.field(edit.key), value or ""))

    return Amending(
        edit,
        lambda many: f"{verb} {field.label} of {many}",
        amended,
        lambda body: _shown_field(body.field(edit.key)),
    )


def _field(codebook: Codebook, key: str) -> FieldDefinition:
    for field in codebook.of(FieldScope.CLAIM):
        if field.key == key:
            return field
    raise UsageError(f"The codebook asks for no field “{key}” of claims.")


def _checked(unit: UnitOfWork, field: FieldDefinition, value: str) -> str:
    if not value.strip():
        raise UsageError(f"{field.label} needs a value; to have none, clear it.")
    try:
        found = field.checked(value)
    except ValueError as error:
        raise UsageError(f"{field.label}: {error}.") from error
    if field.type is FieldType.SPEAKER and found not in {
        str(speaker.uid) for speaker in unit.speakers.all()
    }:
        raise UsageError(f"{field.label} needs a registered speaker.")
    return found


def _entered(known: FieldValue, value: str) -> FieldValue:
    """Return the field after the value was entered; one that has it and is settled stays."""
    settled = known.value == value and known.state in {"confirmed", "corrected"}
    return known if settled else known.entered(value)


def _shown_field(field: FieldValue) -> str:
    return field.state.replace("_", " ") if field.value is None else field.value


def _of_tag(codebook: Codebook, edit: AddTag | RemoveTag) -> Amending:
    tag = _tag(codebook, edit.key)
    names = {item.key: item.label for item in codebook.all_tags()}
    if isinstance(edit, AddTag) and tag.retired:
        raise UsageError(f"The tag “{tag.label}” is retired; nothing new gets it.")

    def label(many: str) -> str:
        added = isinstance(edit, AddTag)
        return f"Tag {many} {tag.label}" if added else f"Take {tag.label} off {many}"

    def amended(body: ClaimBody) -> ClaimBody:
        others = tuple(key for key in body.tags if key != edit.key)
        return body.amended(tags=(*others, edit.key) if isinstance(edit, AddTag) else others)

    def shown(body: ClaimBody) -> str:
        return ", ".join(names.get(key, key) for key in body.tags)

    return Amending(edit, label, amended, shown)


def _tag(codebook: Codebook, key: str) -> Tag:
    for tag in codebook.all_tags():
        if tag.key == key:
            return tag
    raise UsageError(f"The codebook has no tag “{key}”.")


def _of_speaker(unit: UnitOfWork, edit: SetSpeaker | ReplaceSpeaker) -> Amending:
    known = dict(unit.speakers.known())
    if isinstance(edit, SetSpeaker):
        new = _speaker(known, edit.speaker)
        first, last = "Set speaker of", f" to {new.name}"
        amended = _speaking(edit.speaker)
    else:
        old, new = _speaker(known, edit.old, gone=True), _speaker(known, edit.new)
        first, last = f"Replace {old.name} by {new.name} in", ""
        family = frozenset(own for own, now in known.items() if now.id == old.id)
        amended = _replaced(family, edit.new)

    def shown(body: ClaimBody) -> str:
        names = (known[link.speaker].name if link.speaker else "…" for link in body.chain)
        return " > ".join(names)

    return Amending(edit, lambda many: f"{first} {many}{last}", amended, shown)


def _speaker(known: dict[int, Speaker], speaker: int, *, gone: bool = False) -> Speaker:
    found = known.get(speaker)
    if found is None or (found.removed and not gone):
        raise UsageError("This speaker is not in the registry.")
    return found


def _speaking(speaker: int) -> Callable[[ClaimBody], ClaimBody]:
    return lambda body: body.with_last(body.last.amended(speaker=speaker))


def _replaced(old: frozenset[int], new: int) -> Callable[[ClaimBody], ClaimBody]:
    def link(known: Attribution) -> Attribution:
        return known.amended(speaker=new) if known.speaker in old else known

    return lambda body: body.amended(chain=tuple(link(known) for known in body.chain))
