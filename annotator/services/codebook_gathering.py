"""What a change of the codebook touches, gathered while it is put into words."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final

from annotator.domain.codebook import Codebook, FieldDefinition
from annotator.domain.codebook_differences import Difference, ItemKind, differences
from annotator.domain.history import RecordKind
from annotator.domain.review import ReviewStatus
from annotator.domain.survivors import survivors
from annotator.domain.value import Value
from annotator.store.codebooks import CodebookRepo, Use

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

    def __init__(self, repo: CodebookRepo, before: Codebook, after: Codebook) -> None:
        self.repo = repo
        self.before, self.after = before, after
        self.was, self.now = survivors(before), survivors(after)
        self.found = differences(before, after)
        self.touched: dict[tuple[RecordKind, int], Use] = {}

    def approvals(self) -> Iterator[str]:
        """Yield how many of what is touched stay approved."""
        approved = sum(use.status == ReviewStatus.APPROVED for use in self.touched.values())
        if approved:
            yield f"{approved} of them {is_or_are(approved)} approved and {keeps(approved)} that."

    def shown(self) -> tuple[Touched, ...]:
        """Return the first of what is touched, with words to know it by."""
        uses = list(islice(self.touched.values(), SHOWN))
        headlines = self.repo.headlines({use.document_id for use in uses})
        claims = [use.id for use in uses if use.kind is RecordKind.CLAIM]
        words = {(RecordKind.CLAIM, key): said for key, said in self.repo.words(claims).items()}
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

    def users(self, kind: ItemKind, key: str) -> Counter[RecordKind]:
        """Gather what uses a field or a tag, and return how much it is."""
        if kind is ItemKind.TAG:
            return self.touch(self.repo.tagged(self.was.tagged_as(key)))
        return self.touch(use for use in self.repo.filled(self.was.stored_as(key)) if use.value)

    def shown_as(self, key: str) -> FieldDefinition:
        """Return the field that shows, after the change, what is stored under a key."""
        return self.after.field(self.now.fields.get(key, key))

    def touch(self, uses: Iterable[Use]) -> Counter[RecordKind]:
        """Remember what is touched and return how much it is, of each kind."""
        seen = {(use.kind, use.id): use for use in uses}
        self.touched |= {
            subject: use for subject, use in seen.items() if use.kind is not RecordKind.PROPOSAL
        }
        return Counter(kind for kind, _id in seen)

    def tagged(self, item: Difference) -> Counter[RecordKind]:
        """Gather the claims with a tag."""
        return self.touch(self.repo.tagged(self.was.tagged_as(item.key)))

    def filled(self, item: Difference, wanted: Callable[[str], bool] = bool) -> Counter[RecordKind]:
        """Gather what has a value in a field, and one that is wanted."""
        return self.touch(
            use
            for use in self.repo.filled(self.was.stored_as(item.key))
            if use.value is not None and wanted(self.was.read(use.key, use.value))
        )


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
