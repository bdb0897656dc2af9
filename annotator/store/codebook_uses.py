"""Find what uses the fields and tags of the codebook; counted in SQL, however much it is."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from string import Template
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, select

from annotator.domain.codebook import SEVERAL
from annotator.domain.history import RecordKind
from annotator.domain.proposal import ProposalState
from annotator.store.dialect import literal
from annotator.store.tables.annotations import ClaimRow, FragmentRow
from annotator.store.tables.lines import DocumentLineRow

_SUBJECTS: Final[Mapping[RecordKind, str]] = {
    RecordKind.CLAIM: "(SELECT id, document_id, status, body_id FROM claim WHERE NOT deleted)",
    RecordKind.RECORD: "document_record",
    RecordKind.PROPOSAL: Template(
        "(SELECT id, document_id, state AS status, body_id FROM proposal WHERE state = '$open')"
    ).substitute(open=ProposalState.OPEN),
}
_CLAIMS: Final = (RecordKind.CLAIM,)
_COUNTED: Final = Template("SELECT s.status, count(*) FROM $subjects s WHERE $sought GROUP BY 1")
_FIRST: Final = Template(
    "SELECT s.id, s.document_id, s.status FROM $subjects s WHERE $sought "
    "ORDER BY s.document_id, s.id LIMIT $limit"
)
_VALUES: Final = Template(
    "SELECT f.key, f.value, count(*) FROM $subjects s JOIN body_field f ON f.body_id = s.body_id "
    "WHERE f.key IN ($keys) AND f.value IS NOT NULL GROUP BY 1, 2"
)
_KEYS: Final = Template(
    "SELECT t.key, count(*) FROM $subjects s JOIN $parts t ON t.body_id = s.body_id "
    "WHERE $sought GROUP BY 1"
)
_TAGGED: Final = Template(
    "EXISTS (SELECT 1 FROM body_tag t WHERE t.body_id = s.body_id AND t.key IN ($keys))"
)
_FILLED: Final = Template(
    "EXISTS (SELECT 1 FROM body_field f WHERE f.body_id = s.body_id AND f.key = $key AND $value)"
)


class Subject(NamedTuple):
    """A living claim, an open proposal or a document's record, and how far it has come."""

    kind: RecordKind
    id: int
    document_id: int
    status: str


class Sought(NamedTuple):
    """What a claim or a record must have, any of it: tags by key, or fields as SQL."""

    tags: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()

    def __or__(self, other: Any) -> "Sought":
        return Sought(self.tags | other.tags, self.fields | other.fields)

    @property
    def sql(self) -> str:
        """Return the condition on the row `s`, false where nothing is sought."""
        parts = sorted(self.fields)
        if self.tags:
            parts.append(_TAGGED.substitute(keys=_listed(self.tags)))
        return f"({' OR '.join(parts)})" if parts else "FALSE"


def tagged(keys: Collection[str]) -> Sought:
    """Return that one of these tags is on."""
    return Sought(tags=frozenset(keys))


def filled(keys: Collection[str], *, looked_at: bool = False) -> Sought:
    """Return that one of these fields has a value, or, `looked_at`, any state but empty."""
    value = "TRUE" if looked_at else "f.value IS NOT NULL"
    return Sought(fields=frozenset(_field(key, value) for key in keys))


def holding(key: str, choices: Collection[str], *, several: bool) -> Sought:
    """Return that a field has one of these choices, perhaps among `several`."""
    value = f"f.value IN ({_listed(choices)})"
    if several:
        whole = f"{SEVERAL}' || f.value || '{SEVERAL}"
        held = (
            f"replace('{whole}', {literal(SEVERAL + item + SEVERAL)}, '') <> '{whole}'"
            for item in choices
        )
        value = f"({' OR '.join(held)})"
    return Sought(fields=frozenset({_field(key, value)}))


class CodebookUses:
    """What one open transaction has under each field and tag."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def count(self, *sought: Sought) -> Counter[tuple[RecordKind, str]]:
        """Return how many have all of what is sought, by kind and status."""
        found: Counter[tuple[RecordKind, str]] = Counter()
        kinds = _CLAIMS if any(not item.fields for item in sought) else _SUBJECTS
        condition = " AND ".join(item.sql for item in sought)
        for kind, rows in self._asked(_COUNTED, condition, kinds):
            found.update({(kind, status): number for status, number in rows})
        return found

    def first(self, sought: Sought, limit: int) -> tuple[Subject, ...]:
        """Return the first records and claims that have what is sought, by document."""
        found: list[Subject] = []
        kinds = (RecordKind.CLAIM, RecordKind.RECORD) if sought.fields else _CLAIMS
        for kind, rows in self._asked(_FIRST, sought.sql, kinds, limit=limit):
            found += (Subject(kind, *row) for row in rows)
        return tuple(found[:limit])

    def values(self, keys: Collection[str]) -> Iterator[tuple[str, str, int]]:
        """Yield the values stored under these keys of fields: key, value, how often."""
        for _kind, rows in self._asked(_VALUES, "", _SUBJECTS, keys=_listed(keys)):
            yield from rows

    def of_keys(self) -> tuple[Mapping[str, int], Mapping[str, int]]:
        """Return how many living claims have each tag, and claims and records each field filled."""
        tags, fields = Counter[str](), Counter[str]()
        valued = (RecordKind.CLAIM, RecordKind.RECORD)
        for _kind, rows in self._asked(_KEYS, "t.value IS NOT NULL", valued, parts="body_field"):
            fields.update(dict(rows))
        for _kind, rows in self._asked(_KEYS, "TRUE", _CLAIMS, parts="body_tag"):
            tags.update(dict(rows))
        return tags, fields

    def living(self, kind: RecordKind) -> int:
        """Return how many there are of a kind."""
        query = f"SELECT count(*) FROM {_SUBJECTS[kind]}"  # noqa: S608 - of constants
        return int(self._connection.exec_driver_sql(query).scalar_one())

    def headlines(self, documents: Collection[int]) -> Mapping[int, str]:
        """Return the titles of documents, their first words where they have none."""
        line = DocumentLineRow
        wanted = select(line.id, line.title).where(line.id.in_(documents))
        return {row.id: row.title for row in self._connection.execute(wanted)}

    def words(self, claims: Collection[int]) -> Mapping[int, str]:
        """Return the first words of the content of claims."""
        wanted = (
            select(ClaimRow.id, FragmentRow.words)
            .join(FragmentRow, FragmentRow.body_id == ClaimRow.body_id)
            .where(FragmentRow.position == 0, ClaimRow.id.in_(claims))
        )
        return {row.id: row.words for row in self._connection.execute(wanted)}

    def _asked(
        self, query: Template, sought: str, kinds: Iterable[RecordKind], **parts: Any
    ) -> Iterator[tuple[RecordKind, Any]]:
        for kind in kinds:
            asked = query.substitute(subjects=_SUBJECTS[kind], sought=sought, **parts)
            yield kind, self._rows(asked)

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self._connection.exec_driver_sql(query)]


def _field(key: str, value: str) -> str:
    return _FILLED.substitute(key=literal(key), value=value)


def _listed(words: Collection[str]) -> str:
    return ", ".join(literal(word) for word in sorted(words))
