"""The tables of a project on a server: those of a file, as PostgreSQL has them."""

import re
from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, MetaData, String, Table, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import AddConstraint, CreateIndex, CreateTable, ExecutableDDLElement

from annotator.store import triggers
from annotator.store.tables.base import Row

SCHEMA: Final = "public"
_BY_CODE_POINT: Final = "C"  # sorts and folds as SQLite does
_BODY_INDEX: Final = (
    "CREATE TABLE body_index "
    "(rowid INTEGER PRIMARY KEY, content TSVECTOR NOT NULL, others TSVECTOR NOT NULL)"
)
_INDEXES: Final = (
    "CREATE TABLE text_index (rowid INTEGER PRIMARY KEY, words TSVECTOR NOT NULL)",
    _BODY_INDEX,
    "CREATE INDEX ix_text_index_words ON text_index USING gin (words)",
    "CREATE INDEX ix_body_index_content ON body_index USING gin (content)",
    "CREATE INDEX ix_body_index_others ON body_index USING gin (others)",
)
_VERSION: Final = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)
_DIALECT: Final = postgresql.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy's own lack


def statements() -> Iterator[str]:
    """Yield, each on one line, what makes a project's tables, indexes and rules."""
    tables = _tables()
    for table in tables:
        yield _written(CreateTable(table, include_foreign_key_constraints=[]))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            yield _written(CreateIndex(index))
    for table in tables:
        for key in sorted(table.foreign_key_constraints, key=lambda key: str(key.name)):
            yield _written(AddConstraint(key))
    yield from _INDEXES
    yield from dict.fromkeys(
        statement for trigger in triggers.on_server() for statement in trigger.statements(SCHEMA)
    )


def version_table() -> str:
    """Return what makes Alembic's own table."""
    return _VERSION


def _tables() -> list[Table]:
    """Return the tables as they are on a server, by name."""
    made = MetaData(naming_convention=Row.metadata.naming_convention)
    tables = [table.to_metadata(made) for table in Row.metadata.tables.values()]
    for table in tables:
        for column in table.columns:
            if isinstance(column.type, String):
                column.type = String(column.type.length, collation=_BY_CODE_POINT)
        for constraint in table.constraints:
            _adapt(constraint)
    return sorted(tables, key=lambda table: table.name)


def _adapt(constraint: Any) -> None:
    if isinstance(constraint, CheckConstraint):
        quoted = re.sub(r"\bend\b", '"end"', str(constraint.sqltext))
        constraint.sqltext = text(quoted)
    if isinstance(constraint, ForeignKeyConstraint):
        constraint.deferrable = True  # a merge takes rows in whose parents follow


def _written(element: ExecutableDDLElement) -> str:
    return " ".join(str(element.compile(dialect=_DIALECT)).split())
