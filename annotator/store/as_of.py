"""Read a project as it stood after an earlier change: the same statements, other rows.

SQLite looks a name up among temporary tables and views first. So whatever may change is shadowed:
each record reads as its last row in the history up to then tells, and is not there before its
first. What an export reads cannot tell the difference, and the file is not written to. Lists and
words to be searched (`claim_line`, `text_index`) stay those of now.
"""

from collections.abc import Iterator
from datetime import date
from string import Template
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection

from annotator.domain.history import RecordKind
from annotator.store.tables.annotations import ClaimLinkRow, ClaimRow, CommentRow, ProposalRow
from annotator.store.tables.documents import DocumentRecordRow, DocumentRow
from annotator.store.tables.project import UserRow
from annotator.store.tables.speakers import SpeakerRow
from annotator.store.tables.team import AssignmentRow, MemberRow, SettlementRow

_AFTER_THE_DAY: Final = "T24"  # sorts behind every moment of the day, and before the next day
_NEWEST: Final = "SELECT coalesce(max(number), 0) FROM main.history"
_OF_A_DAY: Final = (
    "SELECT coalesce(min(h.number) - 1, (SELECT max(number) FROM main.history)), "
    "(SELECT min(number) FROM main.history WHERE record_kind = 'codebook') "
    "FROM main.act a JOIN main.history h ON h.act = a.number WHERE a.at > :end"
)
_SINCE: Final = Template(
    "CREATE TEMP TABLE since AS SELECT record_kind AS kind, record_id AS id, "
    "max(CASE WHEN number <= $number THEN number END) AS newest "
    "FROM main.history GROUP BY 1, 2 HAVING max(number) > $number"
)
_TOLD: Final = Template("json_extract(h.after, '$$.$member')")
_LAST: Final = Template(
    "(SELECT max(e.number) FROM main.history e WHERE e.record_kind = s.kind "
    "AND e.record_id = s.id AND e.number <= s.newest AND (e.before IS NULL OR $changed))"
)
_CHANGED: Final = Template(
    "json_extract(e.before, '$$.$member') IS NOT json_extract(e.after, '$$.$member')"
)
_PAST: Final = Template(
    "INSERT INTO temp.past_$table SELECT s.id, h.number IS NOT NULL, $values "
    "FROM temp.since s LEFT JOIN main.history h ON h.number = s.newest WHERE s.kind = '$kind'"
)
_ONE: Final = Template('(SELECT p."$column" FROM temp.past_$table p WHERE p.id = t.id)')
_IS_CHANGED: Final = Template("EXISTS (SELECT 1 FROM temp.past_$table p WHERE p.id = t.id)")
_VIEW: Final = Template(
    "CREATE TEMP VIEW $table AS SELECT $columns FROM main.$table t "
    "WHERE NOT EXISTS (SELECT 1 FROM temp.past_$table p WHERE p.id = t.id AND NOT p.born)"
)
_NUMBERED: Final = Template(
    "CREATE TEMP VIEW $table AS SELECT * FROM main.$table WHERE $column <= $number"
)
_VERSION: Final = "(SELECT max(record_id) FROM temp.history WHERE record_kind = 'codebook')"
_NAMES: Final = Template(
    "CREATE TEMP TABLE $table AS SELECT $columns FROM main.$table "
    "WHERE speaker_id NOT IN (SELECT id FROM temp.past_speaker) "
    "UNION ALL SELECT s.id, n.key, $told FROM temp.since s "
    "JOIN main.history h ON h.number = s.newest, json_each(h.after, '$$.body.$member') n "
    "WHERE s.kind = 'speaker'"
)
_INDEX: Final = Template("CREATE INDEX temp.past_$table ON $table (speaker_id, position)")


class PastRepo:
    """Where one connection stands in the history."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def newest(self) -> int:
        """Return the number of the last change of all."""
        return int(self._connection.exec_driver_sql(_NEWEST).scalar_one())

    def last_of(self, day: date) -> int:
        """Return the number of the last change before the end of a day, UTC.

        It is 0 where the project had not begun. The first change with a later date ends the day,
        so that no later one ever moves that end: a clock that was put back reads as one that
        stood still.
        """
        end = {"end": f"{day.isoformat()}{_AFTER_THE_DAY}"}
        last, began = self._connection.exec_driver_sql(_OF_A_DAY, end).one()
        return int(last) if last >= began else 0

    def turn_back(self, number: int) -> None:
        """Let the connection read the project as after this change, from here on for good."""
        for statement in _statements(number):
            self._connection.exec_driver_sql(statement)


class _Changing(NamedTuple):
    """A table whose rows may change, and what the history tells of its columns, as SQL."""

    kind: RecordKind
    row: Any
    told: dict[str, str]


def _members(*names: str, **others: str) -> dict[str, str]:
    told = {name: name for name in names} | others
    return {column: _TOLD.substitute(member=member) for column, member in told.items()}


def _last(*members: str) -> str:
    changed = " OR ".join(_CHANGED.substitute(member=member) for member in members)
    return _LAST.substitute(changed=changed)


_LAST_CHANGE: Final = {"last_change": "s.newest"}
_CHANGING: Final = (
    _Changing(
        RecordKind.CLAIM,
        ClaimRow,
        _members("status", "deleted", body_id="body")
        | {"last_edit": _last("body", "deleted"), "last_move": _last("status")},
    ),
    _Changing(
        RecordKind.RECORD,
        DocumentRecordRow,
        _members("status", body_id="body")
        | {"last_edit": _last("body"), "last_move": _last("status")},
    ),
    _Changing(
        RecordKind.DOCUMENT,
        DocumentRow,
        _members("no_claims", "flagged", "excluded", "note", "corrected_by", "defaults")
        | _LAST_CHANGE,
    ),
    _Changing(RecordKind.PROPOSAL, ProposalRow, _members("state") | _LAST_CHANGE),
    _Changing(RecordKind.COMMENT, CommentRow, _members("deleted") | _LAST_CHANGE),
    _Changing(RecordKind.LINK, ClaimLinkRow, _members("deleted") | _LAST_CHANGE),
    _Changing(RecordKind.USER, UserRow, _members("name")),
    _Changing(RecordKind.USER, MemberRow, _members("role", "retired") | _LAST_CHANGE),
    _Changing(
        RecordKind.ASSIGNMENT,
        AssignmentRow,
        _members("independent", "submitted", "deleted") | _LAST_CHANGE,
    ),
    _Changing(RecordKind.SETTLEMENT, SettlementRow, _members("deleted") | _LAST_CHANGE),
    _Changing(
        RecordKind.SPEAKER,
        SpeakerRow,
        _members("deleted", "merged_into")
        | _members(**{name: f"body.{name}" for name in ("name", "kind", "external_id", "note")})
        | _LAST_CHANGE,
    ),
)
_ADDED: Final = (("history", "number"), ("review", "number"))
_ROLE: Final = ("title", "affiliation", "since", "until")


def _statements(number: int) -> Iterator[str]:
    yield _SINCE.substitute(number=number)
    for item in _CHANGING:
        yield from _shadowed(item)
    yield from _shadowed_names("speaker_alias", "aliases", {"name": "n.value"})
    roles = {name: f"json_extract(n.value, '$.{name}')" for name in _ROLE}
    yield from _shadowed_names("speaker_role", "roles", roles)
    for table, column in _ADDED:
        yield _NUMBERED.substitute(table=table, column=column, number=number)
    yield _NUMBERED.substitute(table="codebook", column="version", number=_VERSION)


def _shadowed(item: _Changing) -> Iterator[str]:
    table = item.row.__tablename__
    names = ", ".join(f'"{column}"' for column in item.told)
    yield f"CREATE TEMP TABLE past_{table} (id INTEGER PRIMARY KEY, born, {names})"
    yield _PAST.substitute(table=table, kind=item.kind.value, values=", ".join(item.told.values()))
    columns = (_column(item, column) for column in item.row.__table__.columns)
    yield _VIEW.substitute(table=table, columns=", ".join(columns))


def _column(item: _Changing, column: Any) -> str:
    now, name = f't."{column.name}"', column.name
    if name not in item.told:
        return f'{now} AS "{name}"'
    table = item.row.__tablename__
    past = _ONE.substitute(table=table, column=name)
    if not column.nullable:
        return f'coalesce({past}, {now}) AS "{name}"'
    changed = _IS_CHANGED.substitute(table=table)
    return f'CASE WHEN {changed} THEN {past} ELSE {now} END AS "{name}"'


def _shadowed_names(table: str, member: str, told: dict[str, str]) -> Iterator[str]:
    columns = ", ".join(("speaker_id", "position", *told))
    values = ", ".join(told.values())
    yield _NAMES.substitute(table=table, columns=columns, told=values, member=member)
    yield _INDEX.substitute(table=table)
