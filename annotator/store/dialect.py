"""What SQLite and PostgreSQL say in other words, as pieces of SQL that give the same values.

Texts compare by code point on both, columns of PostgreSQL being of collation `C`. A score is
rounded by plain arithmetic of doubles, so that both round alike.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from string import Template
from typing import Any, Final

from sqlalchemy import Connection, String
from sqlalchemy.types import TypeEngine

from annotator.store.rules import LONGEST

AMONG: Final = "IN (SELECT value FROM json_each(?))"
"""That a column has one of some values, `Listed` for its mark; each database is asked in a way of
its own."""


class Listed(tuple[Any, ...]):
    """Values of which a column is to have one, for the one mark of `AMONG`."""

    __slots__ = ()


_EMPTIED: Final = Template("INSERT INTO $index ($index) VALUES ('delete-all')")
_DELETED: Final = Template("DELETE FROM $index")
_NUMBERED: Final = Template(
    "(SELECT value, key - 1 AS key FROM $rows WITH ORDINALITY AS numbered (value, key))"
)
_OBJECT: Final = Template("(SELECT row_to_json(one_object) FROM (SELECT $columns) AS one_object)")


class Dialect:
    """SQLite's words; the other database's are in a class of its own below."""

    name = "sqlite"
    documents_at_once = 50
    """So many documents are exported by one statement: what a sort holds is bounded."""
    known_to_indexes = ("text_index_docsize", "body_index_docsize", "id")
    """The tables of what the indexes of words know, of texts and of bodies, and their key."""
    ordered_join = "CROSS JOIN"
    """A join whose first table is read first."""
    deferred = "PRAGMA defer_foreign_keys = ON"
    """What lets rows refer to those that come later in the transaction."""
    once = ""
    """What has a named query made beforehand, where the planner would mistake its cost."""
    looked_up_anew: tuple[str, ...] = ()
    """What has statements that were prepared earlier read through views made since."""

    def asked(self, statement: str) -> str:
        """Return a statement with `AMONG` in this database's words."""
        return statement

    def bound(self, values: Iterable[Any]) -> tuple[Any, ...]:
        """Return the values of a statement as the driver takes them."""
        return tuple(
            json.dumps(list(value)) if isinstance(value, Listed) else value for value in values
        )

    def same(self, one: str, other: str) -> str:
        """Return that two are equal, nulls too."""
        return f"{one} IS {other}"

    def differ(self, one: str, other: str) -> str:
        """Return that two are not equal, null and a value too."""
        return f"{one} IS NOT {other}"

    def plain(self, column: str) -> str:
        """Return a column in a test that is to lure the planner to no index."""
        return f"+{column}"

    def told(self, state: str, *path: str) -> str:
        """Return a member of a JSON column: text on a server, null where it is null or missing."""
        return f"json_extract({state}, '$.{'.'.join(path)}')"

    def number_told(self, state: str, *path: str) -> str:
        """Return a member of a JSON column that is a number."""
        return self.told(state, *path)

    def elements(self, state: str, *path: str) -> str:
        """Return the elements of an array in a JSON column as rows of `value` and `key`, from 0."""
        return f"json_each({state}, '$.{'.'.join(path)}')"

    def element(self, value: str) -> str:
        """Return an element that is a text."""
        return value

    def indexed(self, text: str) -> str:
        """Return what an index has of a text that may be long."""
        return text

    def pieces(self, cell: str, joint: str) -> str:
        """Return the pieces of a text between joints as rows of `value` and `key`, in order."""
        quoted = f"replace(json_quote({cell}), {literal(joint)}, '\",\"')"
        return f"json_each('[' || {quoted} || ']')"

    def joined(self, cell: str, joint: str) -> str:
        """Return an aggregate: the cells of rows, in their order, with a joint between."""
        return f"group_concat({cell}, {literal(joint)})"

    def printed(self, pattern: str, cells: Sequence[str]) -> str:
        """Return a text with cells in the places `%s` of a pattern, nothing where one is null."""
        return f"printf({literal(pattern)}, {', '.join(cells)})"

    def score(self, cell: str) -> str:
        """Return a score with at most four decimals, as a number that is written with a point."""
        return f"CAST({cell} * 10000 + 0.5 AS INTEGER) / 10000.0"

    def score_object(self, cell: str) -> str:
        """Return the same as a member of an object."""
        return self.score(cell)

    def gathered(self, item: str) -> str:
        """Return an aggregate: a JSON array of the items of rows, in their order."""
        return f"json_group_array({item})"

    def keyed(self, key: str, item: str) -> str:
        """Return an aggregate: a JSON object of the items of rows by their keys."""
        return f"json_group_object({key}, {item})"

    def listed(self, cells: Iterable[str]) -> str:
        """Return cells in a row, to be compared with others in a row, nulls too."""
        return f"json_array({', '.join(cells)})"

    def object(self, members: Iterable[tuple[str, str]]) -> str:
        """Return a JSON object with these members, names and SQL, in this order."""
        return f"json_object({', '.join(f'{literal(name)}, {sql}' for name, sql in members)})"

    def nested(self, value: str) -> str:
        """Return a JSON value that comes from a query or a column, to be a member of another."""
        return f"json({value})"

    def greater(self, one: str, other: str) -> str:
        """Return the greater of two numbers."""
        return f"max({one}, {other})"

    def less(self, one: str, other: str) -> str:
        """Return the smaller of two numbers."""
        return f"min({one}, {other})"

    def column(self, name: str, _kind: TypeEngine[Any], /) -> str:
        """Return a column of a temporary table."""
        return f'"{name}"'

    def typed(self, told: str, _kind: TypeEngine[Any], /) -> str:
        """Return a member of a JSON column as a value of a type."""
        return told

    def temporary_index(self, name: str) -> str:
        """Return the name of an index on a temporary table."""
        return f"temp.{name}"

    def measured(self, _table: str, /) -> Iterator[str]:
        """Yield what tells the planner how large a temporary table is, where it has to be told."""
        yield from ()

    def emptied(self, index: str) -> str:
        """Return the statement that empties an index of words."""
        return _EMPTIED.substitute(index=index)


class _OnServer(Dialect):
    """PostgreSQL's words."""

    name = "postgresql"
    documents_at_once = 1000
    known_to_indexes = ("text_index", "body_index", "rowid")
    ordered_join = "JOIN"
    deferred = "SET CONSTRAINTS ALL DEFERRED"
    once = "MATERIALIZED "
    looked_up_anew = ("DISCARD PLANS",)

    def asked(self, statement: str) -> str:
        return statement.replace(AMONG, "= ANY(?)")

    def bound(self, values: Iterable[Any]) -> tuple[Any, ...]:
        return tuple(
            [str(item) if isinstance(item, str) else item for item in value]
            if isinstance(value, Listed)
            else value
            for value in values
        )

    def same(self, one: str, other: str) -> str:
        return f"{one} IS NOT DISTINCT FROM {other}"

    def differ(self, one: str, other: str) -> str:
        return f"{one} IS DISTINCT FROM {other}"

    def plain(self, column: str) -> str:
        return column

    def told(self, state: str, *path: str) -> str:
        return f"({_inner(state, path[:-1])} ->> '{path[-1]}')"

    def number_told(self, state: str, *path: str) -> str:
        return f"CAST({self.told(state, *path)} AS bigint)"

    def elements(self, state: str, *path: str) -> str:
        rows = f"json_array_elements({_inner(state, path)})"
        return f"LATERAL {_NUMBERED.substitute(rows=rows)}"

    def element(self, value: str) -> str:
        return f"({value} #>> '{{}}')"

    def indexed(self, text: str) -> str:
        return f"left({text}, {LONGEST})"

    def pieces(self, cell: str, joint: str) -> str:
        return _NUMBERED.substitute(rows=f"unnest(string_to_array({cell}, {literal(joint)}))")

    def joined(self, cell: str, joint: str) -> str:
        return f"string_agg(CAST({cell} AS text), {literal(joint)})"

    def printed(self, pattern: str, cells: Sequence[str]) -> str:
        return f"format({literal(pattern)}, {', '.join(cells)})"

    def score(self, cell: str) -> str:
        rounded = f"floor({cell} * CAST(10000 AS float8) + CAST(0.5 AS float8)) / 10000"
        text = f"CAST({rounded} AS text)"
        return f"CASE WHEN strpos({text}, '.') = 0 THEN {text} || '.0' ELSE {text} END"

    def score_object(self, cell: str) -> str:
        return f"CAST({self.score(cell)} AS json)"

    def gathered(self, item: str) -> str:
        return f"coalesce(array_to_json(array_agg({item})), CAST('[]' AS json))"

    def keyed(self, key: str, item: str) -> str:
        member = f"CAST(to_json({key}) AS text) || ':' || CAST({item} AS text)"
        return f"CAST('{{' || coalesce(string_agg({member}, ','), '') || '}}' AS json)"

    def listed(self, cells: Iterable[str]) -> str:
        return f"ARRAY[{', '.join(f'CAST({cell} AS text)' for cell in cells)}]"

    def object(self, members: Iterable[tuple[str, str]]) -> str:
        columns = ", ".join(f'{sql} AS "{name}"' for name, sql in members)
        return _OBJECT.substitute(columns=columns)

    def nested(self, value: str) -> str:
        return value

    def greater(self, one: str, other: str) -> str:
        return f"greatest({one}, {other})"

    def less(self, one: str, other: str) -> str:
        return f"least({one}, {other})"

    def column(self, name: str, kind: TypeEngine[Any], /) -> str:
        collated = ' COLLATE "C"' if isinstance(kind, String) else ""
        return f'"{name}" {_written(kind)}{collated}'

    def typed(self, told: str, kind: TypeEngine[Any], /) -> str:
        return f"CAST({told} AS {_written(kind)})"

    def temporary_index(self, name: str) -> str:
        return name

    def measured(self, table: str, /) -> Iterator[str]:
        yield f"ANALYZE {table}"

    def emptied(self, index: str) -> str:
        return _DELETED.substitute(index=index)


SQLITE: Final = Dialect()
POSTGRESQL: Final = _OnServer()


def literal(words: str) -> str:
    """Return words as a literal of SQL."""
    return "'" + words.replace("'", "''") + "'"


def dialect_of(connection: Connection) -> Dialect:
    """Return the words of the database that is at the other end."""
    return POSTGRESQL if connection.dialect.name == POSTGRESQL.name else SQLITE


def _inner(state: str, path: Sequence[str]) -> str:
    return " -> ".join((state, *(f"'{name}'" for name in path)))


def _written(kind: TypeEngine[Any]) -> str:
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - a file does without

    return str(kind.compile(dialect=postgresql.dialect()))  # type: ignore[no-untyped-call]
