"""Keep and fetch the versions of the codebook, and find what uses its fields and tags."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, exists, insert, select

from annotator.domain.codebook import Codebook, FieldScope
from annotator.domain.errors import NotFoundError
from annotator.domain.history import RecordKind
from annotator.domain.survivors import Survivors
from annotator.store.codebook_uses import CodebookUses
from annotator.store.journal import Journal, next_id
from annotator.store.merged import survivors_in
from annotator.store.reviewed import require_unchanged
from annotator.store.tables.annotations import (
    BodyFieldRow,
    BodyTagRow,
)
from annotator.store.tables.project import (
    ActRow,
    CodebookRow,
    FieldKeyRow,
    HistoryRow,
    TagKeyRow,
    UserRow,
)

_NEWEST: Final = select(CodebookRow.body).order_by(CodebookRow.version.desc()).limit(1)


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
        before = {"version": version - 1} if version > 1 else None
        self._journal.write(RecordKind.CODEBOOK, version, before, {"version": version})
        row: dict[str, Any] = {"version": version, "body": codebook.model_dump(mode="json")}
        self._connection.execute(insert(CodebookRow), [row])
        keys: tuple[tuple[Any, list[dict[str, Any]]], ...] = (
            (FieldKeyRow, [{"key": f.key, "scope": f.scope.value} for f in codebook.fields]),
            (TagKeyRow, [{"key": tag.key} for tag in codebook.all_tags()]),
        )
        for table, rows in keys:
            known = set(self._connection.scalars(select(table.key)))
            if added := [row for row in rows if row["key"] not in known]:
                self._connection.execute(insert(table), added)
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

    @property
    def uses(self) -> CodebookUses:
        """Return who finds what uses fields and tags."""
        return CodebookUses(self._connection)
