"""What a person does to fields and remarks, and what a claim takes over from others."""

from collections.abc import Callable
from typing import Any, Final

from annotator.domain.claim import Claim
from annotator.domain.codebook import FieldScope, FieldType
from annotator.domain.comment import Comment
from annotator.domain.dates import readings
from annotator.domain.errors import UsageError
from annotator.domain.field import EMPTY_FIELD, FieldState, FieldValue
from annotator.domain.span import Span
from annotator.domain.survivors import survivors
from annotator.services.defaults import TakenOver, claim_above, same_as
from annotator.services.drafting import Item
from annotator.ui.desk_editing import DeskEditing

_STATED: Final = frozenset({FieldState.CONFIRMED, FieldState.CORRECTED, FieldState.UNVERIFIED})


class DeskFields(DeskEditing):
    """Acts on the fields of the current item and of the record, and on remarks.

    `taken_over` is what “same as above” takes.
    """

    taken_over = TakenOver()

    def set_field(self, scope: FieldScope, key: str, value: str) -> None:
        """Enter a value; the value as shown confirms it, none empties it."""

        def entered(field: FieldValue) -> FieldValue:
            return field.entered(self._checked(key, value))

        self._amend_field(scope, key, entered)

    def name_in_field(self, scope: FieldScope, key: str, name: str) -> None:
        """Enter a speaker by name, registered at need, into a field that holds one."""
        label = f"Set {self.codebook.field(key).label.lower()}"
        record = self.sheet.record if self.sheet is not None else None
        subject = self.current if scope is FieldScope.CLAIM else record
        if subject is not None:
            name_speaker = self.services.annotating.name_speaker
            self.guard(lambda: name_speaker(subject, key, name, label))

    def set_field_state(self, scope: FieldScope, key: str, state: FieldState) -> None:
        """Say how far a value is known, or why there is none."""

        def stated(field: FieldValue) -> FieldValue:
            return field.amended(state=state) if state in _STATED else field.without_value(state)

        self._amend_field(scope, key, stated)

    def set_evidence(self, span: Span) -> None:
        """Make words the evidence of the focused field; they fill it if it is empty."""
        if self.focused_field is None:
            self.report(UsageError("Click a field first; then select its evidence."))
            return
        scope, key = self.focused_field

        def shown(field: FieldValue) -> FieldValue:
            words = " ".join(span.of(self.opened().document.text).split())
            filled = field if field.value else field.entered(self._said(key, words))
            return filled.amended(evidence=span)

        self._amend_field(scope, key, shown)

    def clear_evidence(self, scope: FieldScope, key: str) -> None:
        """Take the evidence of a field away."""
        self._amend_field(scope, key, lambda field: field.amended(evidence=None))

    def comment(self, text: str, reply_to: int | None = None) -> None:
        """Remark on the current claim, perhaps in answer to another remark."""
        claim = self.current
        if isinstance(claim, Claim):
            self.guard(lambda: self.services.annotating.comment(claim, text, reply_to))

    def delete_comment(self, comment: Comment) -> None:
        """Take one's own remark away."""
        delete = self.services.annotating.delete_comment
        self.guard(lambda: delete(self.opened().document.id, comment))

    def above(self, item: Item) -> Claim | None:
        """Return the claim that stands above an item in the text."""
        if self.sheet is None:
            return None
        own = item.id if isinstance(item, Claim) else None
        return claim_above(self.sheet.claims, item.body.content[0].start, own)

    def same_as_above(self) -> None:
        """Let the current item say the same of its occasion as the claim above it."""
        item = self.current
        above = self.above(item) if item is not None else None
        if above is None:
            self.report(UsageError("There is no claim above this one."))
            return
        active = {item.key for item in self.codebook.of(FieldScope.CLAIM)}
        keys = tuple(key for key in self.taken_over.fields if key in active)
        taken = self.taken_over._replace(fields=keys)
        self._amend(lambda body: same_as(body, above.body, taken), "Same as above")

    def set_default_field(self, key: str, on: bool) -> None:
        """Let new claims of the document start with the value that a field has now, or not."""
        field = self.current.body.fields.get(key, EMPTY_FIELD) if self.current else EMPTY_FIELD
        label = self.codebook.field(key).label.lower()
        fields = dict(self.sheet.document.marks.defaults.fields) if self.sheet else {}
        for old in survivors(self.codebook).stored_as(key):
            fields.pop(old, None)
        if on and field.value is not None:
            fields[key] = FieldValue(value=field.value, state=FieldState.UNVERIFIED)
        self._set_defaults(f"{'Set' if on else 'Remove'} default {label}", fields=fields)

    def set_default_tag(self, key: str, on: bool) -> None:
        """Let new claims of the document start with a tag, or not."""
        label = next((tag.label for tag in self.codebook.all_tags() if tag.key == key), key)
        tags = set(self.sheet.document.marks.defaults.tags) if self.sheet else set()
        tags = tags | {key} if on else tags - set(survivors(self.codebook).tagged_as(key))
        verb = "Set" if on else "Remove"
        self._set_defaults(f"{verb} default tag {label.lower()}", tags=tuple(sorted(tags)))

    def drop_default_field(self, key: str) -> None:
        """Do not start new claims of the document with a value of this field any more."""
        self.set_default_field(key, False)

    def drop_default_tag(self, key: str) -> None:
        """Do not start new claims of the document with this tag any more."""
        self.set_default_tag(key, False)

    def _set_defaults(self, label: str, **changes: Any) -> None:
        sheet = self.guard(self.opened)
        if sheet is not None:
            before = sheet.document.marks
            after = before.amended(defaults=before.defaults.amended(**changes))
            mark = self.services.annotating.mark
            self.guard(lambda: mark(sheet.document.id, before, after, label))

    def _amend_field(
        self, scope: FieldScope, key: str, amend: Callable[[FieldValue], FieldValue]
    ) -> None:
        label = f"Set {self.codebook.field(key).label.lower()}"
        if scope is FieldScope.CLAIM:
            self._amend(lambda body: body.with_field(key, amend(body.field(key))), label)
            return

        def act() -> None:
            record = self.opened().record
            fields = {**record.fields, key: amend(record.field(key))}
            after = record.amended(fields=fields).fields
            change = self.services.annotating.change_fields
            change(record.document_id, record.fields, after, label)

        self.guard(act)

    def _said(self, key: str, words: str) -> str:
        """Return the value that words of the text give a field, in its written form."""
        definition = self.codebook.field(key)
        match definition.type:
            case FieldType.DATE if len(found := readings(words)) == 1:
                return found[0]
            case FieldType.SPEAKER:
                return self._known(words)
            case FieldType.CHOICE | FieldType.YES_NO:
                choices = definition.choices or ("yes", "no")
                folded = words.casefold()
                words = next((item for item in choices if item.casefold() == folded), words)
        return self._checked(key, words)

    def _known(self, name: str) -> str:
        wanted = " ".join(name.casefold().split())
        for speaker in self.opened().registry:
            if wanted in {" ".join(item.casefold().split()) for item in speaker.names}:
                return str(speaker.uid)
        raise UsageError(f"“{name}” is no registered speaker: choose one first, then its evidence.")

    def _checked(self, key: str, value: str) -> str:
        try:
            return self.codebook.field(key).checked(value) if value.strip() else ""
        except ValueError as error:
            raise UsageError(f"{str(error).rstrip('.')}.") from error
