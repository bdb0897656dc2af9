"""What a change of the codebook would do to what people and engines have put in already."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from annotator.domain.codebook import Codebook, FieldDefinition, FieldScope, FieldType
from annotator.domain.codebook_differences import Difference, ItemKind, Verb
from annotator.domain.codebook_rules import faults
from annotator.domain.history import RecordKind
from annotator.domain.value import Value
from annotator.services.codebook_gathering import (
    NOUNS,
    Gathering,
    Touched,
    has_or_have,
    have,
    in_words,
    lower,
    plural,
)
from annotator.store.codebook_uses import CodebookUses, filled, tagged

_VALUES: Final = frozenset({Verb.RETYPE, Verb.DROP_CHOICE, Verb.MERGE})


class Effects(Value):
    """What a change would do, in sentences; with `problems` it cannot be made.

    `touched` holds the first `SHOWN` claims and documents of all `count`.
    """

    sentences: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    touched: tuple[Touched, ...] = ()
    count: int = 0


def effects(uses: CodebookUses, before: Codebook, after: Codebook) -> Effects:
    """Return what would come of `after` in place of `before`."""
    look = _Look(uses, before, after)
    sentences = tuple(look.sentences())
    return Effects(
        sentences=(*sentences, *look.approvals()),
        problems=(*faults(after), *look.problems()),
        touched=look.shown(),
        count=look.all_touched(),
    )


def used_by(uses: CodebookUses, codebook: Codebook, kind: ItemKind, key: str) -> Effects:
    """Return what uses a field or a tag now."""
    look = _Look(uses, codebook, codebook)
    counted = look.users(kind, key)
    words = f"Used in {in_words(counted)}." if counted else "Not used yet."
    return Effects(sentences=(words,), touched=look.shown(), count=look.all_touched())


def problems(uses: CodebookUses, before: Codebook, after: Codebook) -> tuple[str, ...]:
    """Return why `after` cannot take the place of `before`: a sentence each, none if it can."""
    return (*faults(after), *_Look(uses, before, after).problems())


class _Look(Gathering):
    """Goes through the differences, and gathers what they touch."""

    def sentences(self) -> Iterator[str]:
        """Yield what is done, and to how much."""
        for item in self.found:
            said = _SAY.get((item.kind, item.verb))
            if said is not None:
                yield said(self, item)

    def problems(self) -> Iterator[str]:
        """Yield what is in the way: values that would no longer fit their field."""
        for key in dict.fromkeys(
            item.key for item in self.found if item.kind is ItemKind.FIELD and item.verb in _VALUES
        ):
            yield from self._unfit(self.shown_as(key))

    def _unfit(self, field: FieldDefinition) -> Iterator[str]:
        wrong: Counter[str] = Counter()
        named = {item.key for item in self.before.fields if item.type is FieldType.SPEAKER}
        for key, stored, number in self.uses.values(self.now.stored_as(field.key)):
            value = self.now.read(key, stored)
            alike = (key in named) is (field.type is FieldType.SPEAKER)
            if not (alike and fits(field, value)):
                wrong[value] += number
        if wrong:
            value, number = wrong.most_common(1)[0]
            often = "once" if number == 1 else f"{number} times"
            advice = "; merge the choice into another one instead" if field.choices else ""
            yield (
                f"{wrong.total()} {plural(wrong.total(), 'value')} of “{field.label}” would no "
                f"longer fit, such as “{value}” ({often}){advice}."
            )

    def say_tag_renamed(self, item: Difference) -> str:
        return f"{in_words(self.tagged(item))} will show “{item.words[1]}” for “{item.words[0]}”."

    def say_tag_merged(self, item: Difference) -> str:
        return (
            f"{in_words(self.tagged(item))} will show “{item.words[1]}” in place of “{item.label}”."
        )

    def say_tag_retired(self, item: Difference) -> str:
        counted = self.tagged(item)
        kept = f"{lower(in_words(counted))} {have(counted)} it on"
        return f"“{item.label}” is no longer offered; {kept}."

    def say_tag_revived(self, item: Difference) -> str:
        was = self.before
        again = next(tag for tag in was.all_tags() if tag.key == item.key).merged_into is not None
        counted = self.touch(tagged([item.key])) if again else Counter()
        more = f"; {lower(in_words(counted))} will show it again" if again else ""
        return f"“{item.label}” is offered again{more}."

    def say_field_renamed(self, item: Difference) -> str:
        return (
            f"“{item.words[0]}” will be called “{item.words[1]}” in {in_words(self.filled(item))}."
        )

    def say_field_merged(self, item: Difference) -> str:
        target = self.shown_as(item.key)
        own = filled(self.was.stored_as(target.key), looked_at=True)
        both = self.uses.count(filled(self.was.stored_as(item.key)), own).total()
        counted = self.filled(item)
        words = f"{in_words(counted)} will show under “{target.label}” what “{item.label}” says"
        return f"{words}; where both do ({both}), “{target.label}” stays." if both else f"{words}."

    def say_field_retired(self, item: Difference) -> str:
        counted = self.filled(item)
        words = f"“{item.label}” is no longer asked for, and has no column in exports"
        return f"{words}; {lower(in_words(counted))} {have(counted)} a value, which stays."

    def say_field_revived(self, item: Difference) -> str:
        counted = self.filled(item)
        valued = f"{lower(in_words(counted))} {have(counted)} a value"
        return f"“{item.label}” is asked for again; {valued}."

    def say_retyped(self, item: Difference) -> str:
        old, new = (words.replace("_", " or ") for words in item.words)
        counted = self.filled(item)
        valued = f"{lower(in_words(counted))} {have(counted)} a value"
        return f"“{item.label}” changes from {old} to {new}; {valued}."

    def say_choice_dropped(self, item: Difference) -> str:
        counted = self.holding(item)
        chosen = f"{lower(in_words(counted))} {have(counted)} it"
        return f"“{item.words[0]}” is no longer a choice of “{item.label}”; {chosen}."

    def say_choice_merged(self, item: Difference) -> str:
        counted = self.holding(item)
        old, new = item.words
        return f"{in_words(counted)} will show “{new}” for “{old}” in “{item.label}”."

    def say_required(self, item: Difference) -> str:
        field = self.after.field(item.key)
        of_claims = field.scope is FieldScope.CLAIM
        kind = RecordKind.CLAIM if of_claims else RecordKind.RECORD
        counted = self.uses.count(filled(self.now.stored_as(item.key), looked_at=True))
        answered = sum(number for (found, _), number in counted.items() if found is kind)
        left = self.uses.living(kind) - answered
        open_ = f"{left} {NOUNS[kind][left != 1]} {has_or_have(left)} it open"
        return f"“{item.label}” becomes required; {open_}."

    def say_asked(self, item: Difference) -> str:
        condition = self.after.field(item.key).shown_when
        if condition is None:
            return f"“{item.label}” will be asked for always."
        other, values = self.shown_as(condition.key).label, " or ".join(condition.values)
        return (
            f"“{item.label}” will be asked for only where “{other}” is {values}; "
            "values elsewhere stay."
        )

    def say_added(self, item: Difference) -> str:
        return f"“{item.label}” is new; nothing uses it yet."

    def say_moved(self, item: Difference) -> str:
        return f"“{item.label}” stands at another place; no claim is touched."

    def say_changed(self, item: Difference) -> str:
        return f"“{item.label}” is described otherwise; no claim is touched."

    def say_reasons(self, _item: Difference) -> str:
        return "Verdicts that were given keep the words they were given with."


_Say = Callable[[_Look, Difference], str]
_SAY: Final[dict[tuple[ItemKind, Verb], _Say]] = {
    (ItemKind.TAG, Verb.RENAME): _Look.say_tag_renamed,
    (ItemKind.TAG, Verb.MERGE): _Look.say_tag_merged,
    (ItemKind.TAG, Verb.RETIRE): _Look.say_tag_retired,
    (ItemKind.TAG, Verb.REVIVE): _Look.say_tag_revived,
    (ItemKind.FIELD, Verb.RENAME): _Look.say_field_renamed,
    (ItemKind.FIELD, Verb.MERGE): _Look.say_field_merged,
    (ItemKind.FIELD, Verb.RETIRE): _Look.say_field_retired,
    (ItemKind.FIELD, Verb.REVIVE): _Look.say_field_revived,
    (ItemKind.FIELD, Verb.RETYPE): _Look.say_retyped,
    (ItemKind.FIELD, Verb.DROP_CHOICE): _Look.say_choice_dropped,
    (ItemKind.FIELD, Verb.MERGE_CHOICE): _Look.say_choice_merged,
    (ItemKind.FIELD, Verb.REQUIRE): _Look.say_required,
    (ItemKind.FIELD, Verb.ASK): _Look.say_asked,
    **{(kind, Verb.ADD): _Look.say_added for kind in (ItemKind.FIELD, ItemKind.TAG)},
    **{(kind, Verb.MOVE): _Look.say_moved for kind in (ItemKind.FIELD, ItemKind.TAG)},
    **{(kind, Verb.CHANGE): _Look.say_changed for kind in (ItemKind.FIELD, ItemKind.TAG)},
    **{(ItemKind.REASONS, verb): _Look.say_reasons for verb in (Verb.CHANGE, Verb.MOVE)},
}


def fits(field: FieldDefinition, value: str) -> bool:
    """Tell whether a value is in the written form that a field takes."""
    try:
        return bool(field.checked(value))
    except ValueError:
        return False
