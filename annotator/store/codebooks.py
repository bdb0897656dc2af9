"""Keep and fetch the versions of the codebook, and find what uses its fields and tags."""

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, exists, func, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from annotator.domain.codebook import Codebook, FieldScope
from annotator.domain.errors import NotFoundError
from annotator.domain.history import RecordKind
from annotator.domain.proposal import ProposalState
from annotator.domain.survivors import Survivors
from annotator.store.journal import Journal, next_id
from annotator.store.merged import survivors_in
from annotator.store.reviewed import require_unchanged
from annotator.store.tables.annotations import (
    BodyFieldRow,
    BodyTagRow,
    ClaimRow,
    FragmentRow,
    ProposalRow,
)
from annotator.store.tables.documents import DocumentRecordRow, DocumentRow
from annotator.store.tables.project import (
    ActRow,
    CodebookRow,
    FieldKeyRow,
    HistoryRow,
    TagKeyRow,
    UserRow,
)

_NEWEST: Final = select(CodebookRow.body).order_by(CodebookRow.version.desc()).limit(1)


class Use(NamedTuple):
    """One value or tag of a living claim, an open proposal or a document's record.

    `value` is None for a tag, and for a field whose state says why it has none.
    """

    kind: RecordKind
    id: int
    document_id: int
    status: str
    key: str
    value: str | None


class Version(NamedTuple):
    """Who made one version of the codebook, when (ISO 8601, UTC), and in which act."""

    number: int
    user: str
    at: str
    label: str


class CodebookRepo:
    """The codebook of one open transaction."""

    def __init__(self, connection: Connection, journal: Journal) -> None:
        self._connection = connection
        self._journal = journal

    def current(self) -> Codebook:
        """Return the codebook in force."""
        return Codebook.model_validate(self._connection.scalar(_NEWEST))

    def at(self, version: int) -> Codebook:
        """Return an earlier version.

        Raises:
            NotFoundError: there is none of that number.
        """
        body = self._connection.scalar(
            select(CodebookRow.body).where(CodebookRow.version == version)
        )
        if body is None:
            raise NotFoundError(f"The codebook has no version {version}.")
        return Codebook.model_validate(body)

    def put(self, codebook: Codebook) -> int:
        """Store a new version, which is in force from then on, and return its number."""
        version = next_id(self._connection, CodebookRow.version)
        row: dict[str, Any] = {"version": version, "body": codebook.model_dump(mode="json")}
        self._connection.execute(insert(CodebookRow), [row])
        keys: tuple[tuple[Any, list[dict[str, Any]]], ...] = (
            (FieldKeyRow, [{"key": f.key, "scope": f.scope.value} for f in codebook.fields]),
            (TagKeyRow, [{"key": tag.key} for tag in codebook.all_tags()]),
        )
        for table, rows in keys:
            if rows:
                self._connection.execute(upsert(table).on_conflict_do_nothing(), rows)
        before = {"version": version - 1} if version > 1 else None
        self._journal.write(RecordKind.CODEBOOK, version, before, {"version": version})
        return version

    def swap(self, expected: Codebook, wanted: Codebook) -> int:
        """Store the version `wanted` where `expected` is in force, and return its number.

        Raises:
            StaleError: another one is in force.
        """
        require_unchanged(self.current() == expected)
        return self.put(wanted)

    def take_back(self, before: int | None, after: int) -> None:
        """Put the version `before` in force again, where what `after` says is in force.

        Raises:
            StaleError: another version came since, or something was made with what it added.
        """
        require_unchanged(before is not None and self.current() == self.at(after))
        now, earlier = self.at(after), self.at(before or after)
        fields = {item.key for item in now.fields} - {item.key for item in earlier.fields}
        tags = {tag.key for tag in now.all_tags()} - {tag.key for tag in earlier.all_tags()}
        for column, keys in ((BodyFieldRow.key, fields), (BodyTagRow.key, tags)):
            used = keys and self._connection.scalar(select(exists().where(column.in_(keys))))
            require_unchanged(not used)
        self.put(earlier)

    def versions(self) -> tuple[Version, ...]:
        """Return every version, the newest first."""
        rows = self._connection.execute(
            select(CodebookRow.version, UserRow.name, ActRow.at, ActRow.label)
            .join(HistoryRow, HistoryRow.record_id == CodebookRow.version)
            .join(ActRow, ActRow.number == HistoryRow.act)
            .join(UserRow, UserRow.id == ActRow.user_id)
            .where(HistoryRow.record_kind == RecordKind.CODEBOOK.value)
            .order_by(CodebookRow.version.desc())
        )
        return tuple(Version(*row) for row in rows)

    def scopes(self) -> Mapping[str, FieldScope]:
        """Return every key that a field ever had, and what it belongs to."""
        rows = self._connection.execute(select(FieldKeyRow.key, FieldKeyRow.scope))
        return {key: FieldScope(scope) for key, scope in rows}

    def tag_keys(self) -> frozenset[str]:
        """Return every key that a tag ever had."""
        return frozenset(self._connection.scalars(select(TagKeyRow.key)))

    @cached_property
    def survivors(self) -> Survivors:
        """Return how what is stored reads under the codebook in force at first asking."""
        return survivors_in(self._connection)

    def counts(self) -> tuple[Mapping[str, int], Mapping[str, int]]:
        """Return how many living claims have each tag, and claims and records each field.

        Keys are those under which something was stored.
        """
        tags = (
            select(BodyTagRow.key, func.count())
            .join(ClaimRow, ClaimRow.body_id == BodyTagRow.body_id)
            .where(~ClaimRow.deleted)
            .group_by(BodyTagRow.key)
        )
        fields: dict[str, int] = {}
        for table in (ClaimRow, DocumentRecordRow):
            wanted = (
                select(BodyFieldRow.key, func.count())
                .join(table, table.body_id == BodyFieldRow.body_id)
                .group_by(BodyFieldRow.key)
            )
            if table is ClaimRow:
                wanted = wanted.where(~ClaimRow.deleted)
            for key, number in self._connection.execute(wanted):
                fields[key] = fields.get(key, 0) + number
        return {row[0]: row[1] for row in self._connection.execute(tags)}, fields

    def claims(self) -> int:
        """Return how many living claims there are."""
        counted = select(func.count()).select_from(ClaimRow).where(~ClaimRow.deleted)
        return int(self._connection.scalar(counted) or 0)

    def records(self) -> int:
        """Return how many documents have a record."""
        counted = select(func.count()).select_from(DocumentRecordRow)
        return int(self._connection.scalar(counted) or 0)

    def tagged(self, keys: Collection[str]) -> Iterator[Use]:
        """Yield the living claims with one of these tags, by document and place."""
        wanted = (
            select(ClaimRow.id, ClaimRow.document_id, ClaimRow.status, BodyTagRow.key)
            .join(BodyTagRow, BodyTagRow.body_id == ClaimRow.body_id)
            .where(~ClaimRow.deleted, BodyTagRow.key.in_(keys))
            .order_by(ClaimRow.document_id, ClaimRow.id)
        )
        for claim_id, document_id, status, key in self._connection.execute(wanted):
            yield Use(RecordKind.CLAIM, claim_id, document_id, status, key, None)

    def filled(self, keys: Collection[str]) -> Iterator[Use]:
        """Yield what has one of these fields: records, living claims, then open proposals."""
        open_ = ProposalRow.state == ProposalState.OPEN.value
        for kind, table, status, living in (
            (RecordKind.RECORD, DocumentRecordRow, DocumentRecordRow.status, None),
            (RecordKind.CLAIM, ClaimRow, ClaimRow.status, ~ClaimRow.deleted),
            (RecordKind.PROPOSAL, ProposalRow, ProposalRow.state, open_),
        ):
            columns = (table.id, table.document_id, status, BodyFieldRow.key, BodyFieldRow.value)
            wanted = (
                select(*columns)
                .join(BodyFieldRow, BodyFieldRow.body_id == table.body_id)
                .where(BodyFieldRow.key.in_(keys))
                .order_by(table.document_id, table.id)
            )
            if living is not None:
                wanted = wanted.where(living)
            for row in self._connection.execute(wanted):
                yield Use(kind, *row)

    def headlines(self, documents: Collection[int]) -> Mapping[int, str]:
        """Return the headlines of documents."""
        wanted = select(DocumentRow.id, DocumentRow.headline).where(DocumentRow.id.in_(documents))
        return {row.id: row.headline for row in self._connection.execute(wanted)}

    def words(self, claims: Collection[int]) -> Mapping[int, str]:
        """Return the first words of the content of claims."""
        wanted = (
            select(ClaimRow.id, FragmentRow.words)
            .join(FragmentRow, FragmentRow.body_id == ClaimRow.body_id)
            .where(FragmentRow.position == 0, ClaimRow.id.in_(claims))
        )
        return {row.id: row.words for row in self._connection.execute(wanted)}
