"""What a change of the codebook would do to what people and engines have put in already."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final

from annotator.domain.codebook import Codebook, FieldDefinition, FieldScope, FieldType
from annotator.domain.codebook_differences import Difference, ItemKind, Verb, differences
from annotator.domain.codebook_rules import faults
from annotator.domain.history import RecordKind
from annotator.domain.review import ReviewStatus
from annotator.domain.survivors import survivors
from annotator.domain.value import Value
from annotator.store.codebooks import CodebookRepo, Use

SHOWN: Final = 200
_NOUNS: Final = {
    RecordKind.CLAIM: ("claim", "claims"),
    RecordKind.RECORD: ("document", "documents"),
    RecordKind.PROPOSAL: ("open proposal", "open proposals"),
}
_VALUES: Final = frozenset({Verb.RETYPE, Verb.DROP_CHOICE, Verb.MERGE})


class Touched(Value):
    """One claim, or one document, that would read otherwise; `words` are where it begins."""

    kind: RecordKind
    id: int
    document_id: int
    headline: str
    status: str
    words: str


class Effects(Value):
    """What a change would do, in sentences; with `problems` it cannot be made.

    `touched` holds the first `SHOWN` claims and documents of all `count`.
    """

    sentences: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    touched: tuple[Touched, ...] = ()
    count: int = 0


def effects(repo: CodebookRepo, before: Codebook, after: Codebook) -> Effects:
    """Return what would come of `after` in place of `before`."""
    look = _Look(repo, before, after)
    sentences = tuple(look.sentences())
    return Effects(
        sentences=(*sentences, *look.approvals()),
        problems=(*faults(after), *look.problems()),
        touched=look.shown(),
        count=len(look.touched),
    )


def used_by(repo: CodebookRepo, codebook: Codebook, kind: ItemKind, key: str) -> Effects:
    """Return what uses a field or a tag now."""
    look = _Look(repo, codebook, codebook)
    counted = look.users(kind, key)
    words = f"Used in {_of(counted)}." if counted else "Not used yet."
    return Effects(sentences=(words,), touched=look.shown(), count=len(look.touched))


def problems(repo: CodebookRepo, before: Codebook, after: Codebook) -> tuple[str, ...]:
    """Return why `after` cannot take the place of `before`: a sentence each, none if it can."""
    return (*faults(after), *_Look(repo, before, after).problems())


class _Look:
    """Goes through the differences, and gathers what they touch."""

    def __init__(self, repo: CodebookRepo, before: Codebook, after: Codebook) -> None:
        self._repo = repo
        self._before, self._after = before, after
        self._was, self._now = survivors(before), survivors(after)
        self._found = differences(before, after)
        self.touched: dict[tuple[RecordKind, int], Use] = {}

    def sentences(self) -> Iterator[str]:
        """Yield what is done, and to how much."""
        for item in self._found:
            said = _SAY.get((item.kind, item.verb))
            if said is not None:
                yield said(self, item)

    def users(self, kind: ItemKind, key: str) -> Counter[RecordKind]:
        """Gather what uses a field or a tag, and return how much it is."""
        item = Difference(kind, key, "", Verb.CHANGE)
        return self._tagged(item) if kind is ItemKind.TAG else self._filled(item)

    def approvals(self) -> Iterator[str]:
        """Yield how many of what is touched stay approved."""
        approved = sum(use.status == ReviewStatus.APPROVED for use in self.touched.values())
        if approved:
            yield f"{approved} of them {_is(approved)} approved and {_keep(approved)} that."

    def problems(self) -> Iterator[str]:
        """Yield what is in the way: values that would no longer fit their field."""
        for key in dict.fromkeys(
            item.key for item in self._found if item.kind is ItemKind.FIELD and item.verb in _VALUES
        ):
            yield from self._unfit(self._shown_as(key))

    def shown(self) -> tuple[Touched, ...]:
        """Return the first of what is touched, with words to know it by."""
        uses = list(islice(self.touched.values(), SHOWN))
        headlines = self._repo.headlines({use.document_id for use in uses})
        claims = [use.id for use in uses if use.kind is RecordKind.CLAIM]
        words = {(RecordKind.CLAIM, key): said for key, said in self._repo.words(claims).items()}
        return tuple(
            Touched(
                kind=use.kind,
                id=use.id,
                document_id=use.document_id,
                headline=headlines[use.document_id],
                status=use.status,
                words=" ".join(words.get((use.kind, use.id), "").split()),
            )
            for use in uses
        )

    def _shown_as(self, key: str) -> FieldDefinition:
        return self._after.field(self._now.fields.get(key, key))

    def _unfit(self, field: FieldDefinition) -> Iterator[str]:
        wrong: Counter[str] = Counter()
        for use in self._repo.filled(self._now.stored_as(field.key)):
            if use.value is not None:
                value = self._now.read(use.key, use.value)
                named = self._before.field(use.key).type is FieldType.SPEAKER
                alike = named is (field.type is FieldType.SPEAKER)
                wrong[value] += not (alike and fits(field, value))
        wrong = +wrong
        if wrong:
            value, number = wrong.most_common(1)[0]
            often = "once" if number == 1 else f"{number} times"
            advice = "; merge the choice into another one instead" if field.choices else ""
            yield (
                f"{wrong.total()} {_plural(wrong.total(), 'value')} of “{field.label}” would no "
                f"longer fit, such as “{value}” ({often}){advice}."
            )

    def _touch(self, uses: Iterable[Use]) -> Counter[RecordKind]:
        """Remember what is touched and return how much it is, of each kind."""
        seen = {(use.kind, use.id): use for use in uses}
        self.touched |= {
            subject: use for subject, use in seen.items() if use.kind is not RecordKind.PROPOSAL
        }
        return Counter(kind for kind, _id in seen)

    def _tagged(self, item: Difference) -> Counter[RecordKind]:
        return self._touch(self._repo.tagged(self._was.tagged_as(item.key)))

    def _filled(
        self, item: Difference, wanted: Callable[[str], bool] = bool
    ) -> Counter[RecordKind]:
        return self._touch(
            use
            for use in self._repo.filled(self._was.stored_as(item.key))
            if use.value is not None and wanted(self._was.read(use.key, use.value))
        )

    def say_tag_renamed(self, item: Difference) -> str:
        return f"{_of(self._tagged(item))} will show “{item.words[1]}” for “{item.words[0]}”."

    def say_tag_merged(self, item: Difference) -> str:
        return f"{_of(self._tagged(item))} will show “{item.words[1]}” in place of “{item.label}”."

    def say_tag_retired(self, item: Difference) -> str:
        counted = self._tagged(item)
        return (
            f"“{item.label}” is no longer offered; {_lower(_of(counted))} {_have(counted)} it on."
        )

    def say_tag_revived(self, item: Difference) -> str:
        was = self._before
        again = next(tag for tag in was.all_tags() if tag.key == item.key).merged_into is not None
        counted = self._touch(self._repo.tagged([item.key])) if again else Counter()
        more = f"; {_lower(_of(counted))} will show it again" if again else ""
        return f"“{item.label}” is offered again{more}."

    def say_field_renamed(self, item: Difference) -> str:
        return f"“{item.words[0]}” will be called “{item.words[1]}” in {_of(self._filled(item))}."

    def say_field_merged(self, item: Difference) -> str:
        target = self._shown_as(item.key)
        own = {(use.kind, use.id) for use in self._repo.filled(self._was.stored_as(target.key))}
        uses = list(self._repo.filled(self._was.stored_as(item.key)))
        both = len({(use.kind, use.id) for use in uses} & own)
        counted = self._touch(uses)
        words = f"{_of(counted)} will show under “{target.label}” what “{item.label}” says"
        return f"{words}; where both do ({both}), “{target.label}” stays." if both else f"{words}."

    def say_field_retired(self, item: Difference) -> str:
        counted = self._filled(item)
        words = f"“{item.label}” is no longer asked for, and has no column in exports"
        return f"{words}; {_lower(_of(counted))} {_have(counted)} a value, which stays."

    def say_field_revived(self, item: Difference) -> str:
        counted = self._filled(item)
        valued = f"{_lower(_of(counted))} {_have(counted)} a value"
        return f"“{item.label}” is asked for again; {valued}."

    def say_retyped(self, item: Difference) -> str:
        old, new = (words.replace("_", " or ") for words in item.words)
        counted = self._filled(item)
        valued = f"{_lower(_of(counted))} {_have(counted)} a value"
        return f"“{item.label}” changes from {old} to {new}; {valued}."

    def say_choice_dropped(self, item: Difference) -> str:
        counted = self._filled(item, self._holds(item))
        chosen = f"{_lower(_of(counted))} {_have(counted)} it"
        return f"“{item.words[0]}” is no longer a choice of “{item.label}”; {chosen}."

    def say_choice_merged(self, item: Difference) -> str:
        counted = self._filled(item, self._holds(item))
        return (
            f"{_of(counted)} will show “{item.words[1]}” for “{item.words[0]}” in “{item.label}”."
        )

    def _holds(self, item: Difference) -> Callable[[str], bool]:
        return lambda value: item.words[0] in value.split(";") or value == item.words[0]

    def say_required(self, item: Difference) -> str:
        field = self._after.field(item.key)
        of_claims = field.scope is FieldScope.CLAIM
        kind = RecordKind.CLAIM if of_claims else RecordKind.RECORD
        uses = self._repo.filled(self._now.stored_as(item.key))
        answered = len({use.id for use in uses if use.kind is kind})
        left = (self._repo.claims() if of_claims else self._repo.records()) - answered
        open_ = f"{left} {_NOUNS[kind][left != 1]} {_verb(left)} it open"
        return f"“{item.label}” becomes required; {open_}."

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


def _of(counted: Counter[RecordKind]) -> str:
    """Return how much there is of each kind, in words."""
    parts = [
        f"{counted[kind]} {nouns[counted[kind] != 1]}"
        for kind, nouns in _NOUNS.items()
        if counted[kind]
    ]
    if not parts:
        return "No claim"
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]


def _have(counted: Counter[RecordKind]) -> str:
    return _verb(counted.total() or 1)


def _verb(number: int) -> str:
    return "has" if number == 1 else "have"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _plural(number: int, noun: str) -> str:
    return noun if number == 1 else f"{noun}s"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _keep(number: int) -> str:
    return "keeps" if number == 1 else "keep"
