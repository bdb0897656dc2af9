"""The tables of a project on a server: those of a file, as PostgreSQL has them."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from sqlalchemy import (
    URL,
    CheckConstraint,
    Connection,
    Index,
    MetaData,
    String,
    Table,
    func,
    text,
)
from sqlalchemy.schema import AddConstraint, CreateIndex, CreateTable, ExecutableDDLElement

from annotator.domain.errors import NotFoundError, ProjectError
from annotator.store import triggers, word_tables
from annotator.store.rules import LONGEST
from annotator.store.schema import HEAD, KNOWN, run
from annotator.store.server import host_of, opened
from annotator.store.tables.base import Row

SCHEMA: Final = "public"
_BY_CODE_POINT: Final = "C"  # sorts and folds as SQLite does
_TITLES: Final = "ix_document_line_title"  # a title may be longer than what is indexed
_WHOLE: Final = "SET LOCAL enable_seqscan = on"  # to prove a constraint reads tables whole
_VERSION: Final = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)


def statements() -> Iterator[str]:
    """Yield, each on one line, what makes a project's tables, indexes and rules."""
    tables = _tables()
    yield from (*_made(tables), *_joined(tables), *word_tables.TABLES, *_ruled())


def create(url: URL) -> None:
    """Make every table, index and rule in an empty database.

    Raises:
        ProjectError: it holds a project already, or cannot be reached.
        RightError: one may not make tables there.
    """
    with opened(url, "IMMEDIATE") as connection:
        make(connection, str(url.database))


def make(connection: Connection, name: str, fill: Callable[[], None] | None = None) -> None:
    """Make every table, index and rule in an empty database; `fill` it before rules stand.

    Raises:
        ProjectError: it holds a project already.
    """
    if _version(connection) is not None:
        raise ProjectError(f"The database {name} holds a project already; nothing was changed.")
    tables = _tables()
    _run(connection, (*_made(tables), *word_tables.TABLES))
    if fill is not None:
        fill()
    _run(connection, (_WHOLE, *_joined(tables), *_ruled(), _VERSION))
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (HEAD,))


def upgrade(url: URL) -> None:
    """Bring a database up to date, whole or not at all.

    Raises:
        NotFoundError: it holds no project.
        ProjectError: it holds one newer than this program, or cannot be reached.
        RightError: it is older, and one does not own it.
    """
    with opened(url) as connection:
        version = _version(connection)
    if version is None:
        raise NotFoundError(f"The database {url.database} on {host_of(url)} holds no project.")
    if version not in KNOWN:
        raise ProjectError(
            f"The project in {url.database} was written by a newer version of Annotator; "
            "please update the program."
        )
    if version != HEAD:
        with opened(url, "IMMEDIATE") as connection:
            run(connection)


def _run(connection: Connection, wanted: Iterable[str]) -> None:
    for statement in wanted:
        connection.exec_driver_sql(statement, execution_options={"no_parameters": True})


def _made(tables: Sequence[Table]) -> Iterator[str]:
    for table in tables:
        yield _written(CreateTable(table, include_foreign_key_constraints=[]))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            yield _written(CreateIndex(index))


def _joined(tables: Sequence[Table]) -> Iterator[str]:
    for table in tables:
        for key in sorted(table.foreign_key_constraints, key=lambda key: str(key.name)):
            yield _written(AddConstraint(key))


def _ruled() -> Iterator[str]:
    yield from dict.fromkeys(
        statement for trigger in triggers.on_server() for statement in trigger.statements(SCHEMA)
    )


def _version(connection: Connection) -> str | None:
    there = "SELECT to_regclass('public.alembic_version') IS NOT NULL"
    if not connection.exec_driver_sql(there).scalar_one():
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def _tables() -> list[Table]:
    """Return the tables as they are on a server, by name."""
    made = MetaData(naming_convention=Row.metadata.naming_convention)
    tables = [table.to_metadata(made) for table in Row.metadata.tables.values()]
    for table in tables:
        for column in table.columns:
            if isinstance(column.type, String):
                column.type = String(column.type.length, collation=_BY_CODE_POINT)
        _adapt(table)
    return sorted(tables, key=lambda table: table.name)


def _adapt(table: Table) -> None:
    for index in table.indexes:
        index.dialect_options["postgresql"]["where"] = index.dialect_options["sqlite"]["where"]
    for index in [index for index in table.indexes if index.name == _TITLES]:
        table.indexes.remove(index)
        Index(index.name, func.left(table.c.title, LONGEST), table.c.id)
    for key in table.foreign_key_constraints:
        key.deferrable = True  # a merge takes rows in whose parents follow
    checks = [item for item in table.constraints if isinstance(item, CheckConstraint)]
    for check in sorted(checks, key=lambda check: str(check.name)):
        table.constraints.remove(check)
        quoted = re.sub(r"\bend\b", '"end"', str(check.sqltext))
        table.append_constraint(CheckConstraint(quoted, name=check.name))


def _written(element: ExecutableDDLElement) -> str:
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - a file does without

    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy's own lack
    return " ".join(str(element.compile(dialect=dialect)).split())
