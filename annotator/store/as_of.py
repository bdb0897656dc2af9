"""Read a project as it stood after an earlier change: the same statements, other rows.

Both databases look a name up among temporary tables and views first. So whatever may change is
shadowed: each record reads as its last row in the history up to then tells, and is not there before
its first. What an export reads cannot tell the difference, and nothing lasting is written. Lists
and words to be searched (`claim_line`, `text_index`) stay those of now.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from string import Template
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from sqlalchemy import Boolean, Column, Connection

from annotator.domain.history import RecordKind
from annotator.store.dialect import Dialect, dialect_of
from annotator.store.tables.annotations import ClaimLinkRow, ClaimRow, CommentRow, ProposalRow
from annotator.store.tables.documents import DocumentRecordRow, DocumentRow
from annotator.store.tables.project import UserRow
from annotator.store.tables.speakers import SpeakerRow
from annotator.store.tables.team import AssignmentRow, MemberRow, SettlementRow

_AFTER_THE_DAY: Final = "T24"  # sorts behind every moment of the day, and before the next day
_NEWEST: Final = Template("SELECT coalesce(max(number), 0) FROM $here.history")
_OF_A_DAY: Final = Template(
    "SELECT coalesce(min(h.number) - 1, (SELECT max(number) FROM $here.history)), "
    "(SELECT min(number) FROM $here.history WHERE record_kind = 'codebook') "
    "FROM $here.act a JOIN $here.history h ON h.act = a.number WHERE a.at > :end"
)
_SINCE: Final = Template(
    "CREATE TEMP TABLE since AS SELECT record_kind AS kind, record_id AS id, "
    "max(CASE WHEN number <= $number THEN number END) AS newest "
    "FROM $here.history GROUP BY 1, 2 HAVING max(number) > $number"
)
_LAST: Final = Template(
    "(SELECT max(e.number) FROM $here.history e WHERE e.record_kind = s.kind "
    "AND e.record_id = s.id AND e.number <= s.newest AND (e.before IS NULL OR $changed))"
)
_TABLE: Final = Template("CREATE TEMP TABLE past_$table (id INTEGER PRIMARY KEY, $columns)")
_PAST: Final = Template(
    "INSERT INTO past_$table SELECT s.id, h.number IS NOT NULL, $values "
    "FROM since s LEFT JOIN $here.history h ON h.number = s.newest WHERE s.kind = '$kind'"
)
_ONE: Final = Template('(SELECT p."$column" FROM past_$table p WHERE p.id = t.id)')
_IS_CHANGED: Final = Template("EXISTS (SELECT 1 FROM past_$table p WHERE p.id = t.id)")
_VIEW: Final = Template(
    "CREATE TEMP VIEW $table AS SELECT $columns FROM $here.$table t "
    "WHERE NOT EXISTS (SELECT 1 FROM past_$table p WHERE p.id = t.id AND NOT p.born)"
)
_NUMBERED: Final = Template(
    "CREATE TEMP VIEW $table AS SELECT * FROM $here.$table WHERE $column <= $number"
)
_VERSION: Final = Template(
    "(SELECT max(record_id) FROM $here.history "
    "WHERE record_kind = 'codebook' AND number <= $number)"
)
_NAMES: Final = Template(
    "CREATE TEMP TABLE $table AS SELECT $columns FROM $here.$table "
    "WHERE speaker_id NOT IN (SELECT id FROM past_speaker) "
    "UNION ALL SELECT s.id, n.key, $told FROM since s "
    "JOIN $here.history h ON h.number = s.newest CROSS JOIN $elements n "
    "WHERE s.kind = 'speaker'"
)
_INDEX: Final = Template("CREATE INDEX $index ON $table (speaker_id, position)")


class PastRepo:
    """Where one connection stands in the history."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._here = connection.dialect.default_schema_name or ""

    def newest(self) -> int:
        """Return the number of the last change of all."""
        newest = _NEWEST.substitute(here=self._here)
        return int(self._connection.exec_driver_sql(newest).scalar_one())

    def last_of(self, day: date) -> int:
        """Return the number of the last change before the end of a day, UTC.

        It is 0 where the project had not begun. The first change with a later date ends the day,
        so that no later one ever moves that end: a clock that was put back reads as one that
        stood still.
        """
        end = {"end": f"{day.isoformat()}{_AFTER_THE_DAY}"}
        asked = _OF_A_DAY.substitute(here=self._here)
        last, began = self._connection.exec_driver_sql(asked, end).one()
        return int(last) if last >= began else 0

    def turn_back(self, number: int) -> None:
        """Let the connection read the project as after this change, from here on for good."""
        past = _Past(dialect_of(self._connection), self._here, number)
        for statement in past.statements():
            self._connection.exec_driver_sql(statement)


class _Changing(NamedTuple):
    """A table whose rows may change, and what the history tells of its columns.

    `told` has the members of its states, `last` the members of which a column numbers the last
    change; none of them for the last change of all.
    """

    kind: RecordKind
    row: Any
    told: dict[str, str]
    last: Mapping[str, tuple[str, ...]] = MappingProxyType({})


def _members(*names: str, **others: str) -> dict[str, str]:
    return {name: name for name in names} | others


_LAST_CHANGE: Final[Mapping[str, tuple[str, ...]]] = {"last_change": ()}
_CHANGING: Final = (
    _Changing(
        RecordKind.CLAIM,
        ClaimRow,
        _members("status", "deleted", body_id="body"),
        {"last_edit": ("body", "deleted"), "last_move": ("status",)},
    ),
    _Changing(
        RecordKind.RECORD,
        DocumentRecordRow,
        _members("status", body_id="body"),
        {"last_edit": ("body",), "last_move": ("status",)},
    ),
    _Changing(
        RecordKind.DOCUMENT,
        DocumentRow,
        _members("no_claims", "flagged", "excluded", "note", "corrected_by", "defaults"),
        _LAST_CHANGE,
    ),
    _Changing(RecordKind.PROPOSAL, ProposalRow, _members("state"), _LAST_CHANGE),
    _Changing(RecordKind.COMMENT, CommentRow, _members("deleted"), _LAST_CHANGE),
    _Changing(RecordKind.LINK, ClaimLinkRow, _members("deleted"), _LAST_CHANGE),
    _Changing(RecordKind.USER, UserRow, _members("name")),
    _Changing(RecordKind.USER, MemberRow, _members("role", "retired"), _LAST_CHANGE),
    _Changing(
        RecordKind.ASSIGNMENT,
        AssignmentRow,
        _members("independent", "submitted", "deleted"),
        _LAST_CHANGE,
    ),
    _Changing(RecordKind.SETTLEMENT, SettlementRow, _members("deleted"), _LAST_CHANGE),
    _Changing(
        RecordKind.SPEAKER,
        SpeakerRow,
        _members("deleted", "merged_into")
        | _members(**{name: f"body.{name}" for name in ("name", "kind", "external_id", "note")}),
        _LAST_CHANGE,
    ),
)
_ADDED: Final = (("history", "number"), ("review", "number"))
_ROLE: Final = ("title", "affiliation", "since", "until")


class _Past:
    """The statements that turn a connection back."""

    def __init__(self, own: Dialect, here: str, number: int) -> None:
        self._own = own
        self._parts = {"here": here, "number": str(number)}

    def statements(self) -> Iterator[str]:
        yield _SINCE.substitute(self._parts)
        for item in _CHANGING:
            yield from self._shadowed(item)
        own = self._own
        yield from self._shadowed_names(
            "speaker_alias", "aliases", {"name": own.element("n.value")}
        )
        roles = {name: own.told("n.value", name) for name in _ROLE}
        yield from self._shadowed_names("speaker_role", "roles", roles)
        for table, column in _ADDED:
            yield _NUMBERED.substitute(self._parts, table=table, column=column)
        version = {"number": _VERSION.substitute(self._parts)}
        yield _NUMBERED.substitute(self._parts | version, table="codebook", column="version")
        yield from own.looked_up_anew

    def _shadowed(self, item: _Changing) -> Iterator[str]:
        table, own = item.row.__tablename__, self._own
        columns = [item.row.__table__.columns[name] for name in (*item.told, *item.last)]
        made = (own.column("born", Boolean()), *(own.column(it.name, it.type) for it in columns))
        yield _TABLE.substitute(table=table, columns=", ".join(made))
        values = ", ".join(self._value(item, column) for column in columns)
        yield _PAST.substitute(self._parts, table=table, kind=item.kind.value, values=values)
        yield from own.measured(f"past_{table}")
        shown = (_column(item, column) for column in item.row.__table__.columns)
        yield _VIEW.substitute(self._parts, table=table, columns=", ".join(shown))

    def _value(self, item: _Changing, column: Column[Any]) -> str:
        if column.name in item.told:
            told = self._own.told("h.after", *item.told[column.name].split("."))
            return self._own.typed(told, column.type)
        members = item.last[column.name]
        changed = " OR ".join(
            self._own.differ(self._own.told("e.before", name), self._own.told("e.after", name))
            for name in members
        )
        return _LAST.substitute(self._parts, changed=changed) if members else "s.newest"

    def _shadowed_names(self, table: str, member: str, told: dict[str, str]) -> Iterator[str]:
        yield _NAMES.substitute(
            self._parts,
            table=table,
            columns=", ".join(("speaker_id", "position", *told)),
            told=", ".join(told.values()),
            elements=self._own.elements("h.after", "body", member),
        )
        yield _INDEX.substitute(table=table, index=self._own.temporary_index(f"past_{table}"))


def _column(item: _Changing, column: Column[Any]) -> str:
    now, name = f't."{column.name}"', column.name
    if name not in item.told and name not in item.last:
        return f'{now} AS "{name}"'
    table = item.row.__tablename__
    past = _ONE.substitute(table=table, column=name)
    if not column.nullable:
        return f'coalesce({past}, {now}) AS "{name}"'
    changed = _IS_CHANGED.substitute(table=table)
    return f'CASE WHEN {changed} THEN {past} ELSE {now} END AS "{name}"'
