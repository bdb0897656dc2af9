"""What a change of the codebook touches, gathered while it is put into words."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from annotator.domain.codebook import Codebook, FieldDefinition, FieldType
from annotator.domain.codebook_differences import Difference, ItemKind, differences
from annotator.domain.history import RecordKind
from annotator.domain.review import ReviewStatus
from annotator.domain.survivors import survivors
from annotator.domain.value import Value
from annotator.store.codebook_uses import CodebookUses, Sought, filled, holding, tagged

SHOWN: Final = 200
NOUNS: Final = {
    RecordKind.CLAIM: ("claim", "claims"),
    RecordKind.RECORD: ("document", "documents"),
    RecordKind.PROPOSAL: ("open proposal", "open proposals"),
}


class Touched(Value):
    """One claim, or one document, that would read otherwise; `words` are where it begins."""

    kind: RecordKind
    id: int
    document_id: int
    headline: str
    status: str
    words: str


class Gathering:
    """Goes through the differences of two codebooks, and gathers what they touch."""

    def __init__(self, uses: CodebookUses, before: Codebook, after: Codebook) -> None:
        self.uses = uses
        self.before, self.after = before, after
        self.was, self.now = survivors(before), survivors(after)
        self.found = differences(before, after)
        self.sought = Sought()
        self._counted: dict[Sought, Counter[tuple[RecordKind, str]]] = {}

    def approvals(self) -> Iterator[str]:
        """Yield how many of what is touched stay approved."""
        approved = sum(
            number
            for (_kind, status), number in self._count(self.sought).items()
            if status == ReviewStatus.APPROVED
        )
        if approved:
            yield f"{approved} of them {is_or_are(approved)} approved and {keeps(approved)} that."

    def all_touched(self) -> int:
        """Return how many claims and documents are touched."""
        counted = self._count(self.sought).items()
        return sum(number for (kind, _), number in counted if kind is not RecordKind.PROPOSAL)

    def shown(self) -> tuple[Touched, ...]:
        """Return the first of what is touched, with words to know it by."""
        subjects = self.uses.first(self.sought, SHOWN)
        headlines = self.uses.headlines({each.document_id for each in subjects})
        claims = [each.id for each in subjects if each.kind is RecordKind.CLAIM]
        words = self.uses.words(claims)
        return tuple(
            Touched(
                **each._asdict(),
                headline=headlines[each.document_id],
                words=" ".join(words[each.id].split()) if each.kind is RecordKind.CLAIM else "",
            )
            for each in subjects
        )

    def users(self, kind: ItemKind, key: str) -> Counter[RecordKind]:
        """Gather what uses a field or a tag, and return how much it is."""
        if kind is ItemKind.TAG:
            return self.touch(tagged(self.was.tagged_as(key)))
        return self.touch(filled(self.was.stored_as(key)))

    def shown_as(self, key: str) -> FieldDefinition:
        """Return the field that shows, after the change, what is stored under a key."""
        return self.after.field(self.now.fields.get(key, key))

    def touch(self, sought: Sought) -> Counter[RecordKind]:
        """Remember what is touched and return how much it is, of each kind."""
        self.sought |= sought
        found: Counter[RecordKind] = Counter()
        for (kind, _status), number in self._count(sought).items():
            found[kind] += number
        return found

    def tagged(self, item: Difference) -> Counter[RecordKind]:
        """Gather the claims with a tag."""
        return self.users(ItemKind.TAG, item.key)

    def filled(self, item: Difference) -> Counter[RecordKind]:
        """Gather what has a value in a field."""
        return self.users(ItemKind.FIELD, item.key)

    def holding(self, item: Difference) -> Counter[RecordKind]:
        """Gather what has the choice of a difference, whatever it was stored as."""
        choice, sought = item.words[0], Sought()
        several = self.before.field(item.key).type is FieldType.CHOICES
        for key in self.was.stored_as(item.key):
            merged = self.was.choices[key].merged if key in self.was.choices else {}
            names = {old for old, new in merged.items() if new == choice} | {choice}
            sought |= holding(key, names, several=several)
        return self.touch(sought)

    def _count(self, sought: Sought) -> Counter[tuple[RecordKind, str]]:
        if sought not in self._counted:
            self._counted[sought] = self.uses.count(sought)
        return self._counted[sought]


def in_words(counted: Counter[RecordKind]) -> str:
    """Return how much there is of each kind, in words."""
    parts = [
        f"{counted[kind]} {nouns[counted[kind] != 1]}"
        for kind, nouns in NOUNS.items()
        if counted[kind]
    ]
    if not parts:
        return "No claim"
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]


def have(counted: Counter[RecordKind]) -> str:
    """Return the verb that follows so many."""
    return has_or_have(counted.total() or 1)


def has_or_have(number: int) -> str:
    """Return the verb that follows a number."""
    return "has" if number == 1 else "have"


def lower(words: str) -> str:
    """Return words as they stand within a sentence."""
    return words[:1].lower() + words[1:]


def plural(number: int, noun: str) -> str:
    """Return a noun as it follows a number."""
    return noun if number == 1 else f"{noun}s"


def is_or_are(number: int) -> str:
    """Return the verb that follows a number."""
    return "is" if number == 1 else "are"


def keeps(number: int) -> str:
    """Return the verb that follows a number."""
    return "keeps" if number == 1 else "keep"
