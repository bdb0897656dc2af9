"""The groups of a project on a server, and what their members' own SQL may touch.

What is granted is what the program itself needs: rows are added, and only those columns change
that may. Which rows, and by whom, the rules of the database judge.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from sqlalchemy import URL, Connection

from annotator.domain.errors import RightError, UsageError
from annotator.domain.user import Role
from annotator.store import triggers
from annotator.store.server import opened
from annotator.store.server_rules import GROUPS
from annotator.store.server_schema import SCHEMA
from annotator.store.tables.base import Row

_LONGEST: Final = 63  # bytes of a name; the server cuts longer ones off
_ADDED: Final[Mapping[Role, tuple[str, ...]]] = MappingProxyType(
    {
        Role.ANNOTATOR: (
            *("user_account", "member", "act", "history", "document", "source_text"),
            *("document_record", "layer", "boilerplate", "body", "fragment", "link"),
            *("body_field", "body_tag", "claim", "proposal", "reading", "comment"),
            *("claim_link", "saved_filter", "speaker", "speaker_alias", "speaker_role"),
            *("speaker_distinction", "text_index", "body_index"),
        ),
        Role.REVIEWER: ("review",),
        Role.ADJUDICATOR: ("settlement", "settlement_claim"),
        Role.LEAD: ("codebook", "field_key", "tag_key", "assignment"),
    }
)
"""To which tables each role may add rows, beside those of the roles before it."""
_CHANGED: Final[Mapping[Role, tuple[str, ...]]] = MappingProxyType(
    {
        Role.ANNOTATOR: (
            *("document", "document_record", "claim", "proposal", "reading", "comment"),
            *("claim_link", "saved_filter", "speaker", "speaker_distinction"),
        ),
        Role.REVIEWER: (),
        Role.ADJUDICATOR: ("settlement",),
        Role.LEAD: ("member", "assignment"),
    }
)
"""In which tables each role may change what is not fixed."""
_HANDED_IN: Final = ("submitted", "last_change")
_REPLACED: Final = ("speaker_alias", "speaker_role")
_MAY_MAKE: Final = "SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user"
_THERE: Final = "SELECT to_regrole(quote_ident(?)) IS NOT NULL"


def group(database: str, role: Role) -> str:
    """Return the name of a role's group."""
    return f"{database}_{GROUPS[role]}"


def found(url: URL) -> dict[Role, str]:
    """Make the groups of a project that are missing, let them do what they may, and no more.

    Return their names. Members of those that are there stay.

    Raises:
        ProjectError: the server cannot be reached.
        RightError: one may not make groups, or does not own the project.
        UsageError: the name of the database is too long.
    """
    database = str(url.database)
    groups = {role: group(database, role) for role in Role}
    if max(len(name.encode()) for name in groups.values()) > _LONGEST:
        raise UsageError(f"The name {database} is too long to name groups after it.")
    with opened(url, "IMMEDIATE") as connection:
        if not connection.exec_driver_sql(_MAY_MAKE).scalar_one():
            raise RightError("Your database role may not make groups: it needs CREATEROLE.")
        for statement in (*_missing(connection, groups), *_grants(database, groups)):
            connection.exec_driver_sql(statement)
    return groups


def _missing(connection: Connection, groups: Mapping[Role, str]) -> Iterator[str]:
    for name in groups.values():
        if not connection.exec_driver_sql(_THERE, (name,)).scalar_one():
            yield f"CREATE ROLE {_quoted(name)} NOLOGIN"
    names = [_quoted(groups[role]) for role in Role]
    for lower, higher in pairwise(names):
        yield f"GRANT {lower} TO {higher}"


def _grants(database: str, groups: Mapping[Role, str]) -> Iterator[str]:
    everyone = _quoted(groups[Role.ANNOTATOR])
    names = ", ".join(map(_quoted, groups.values()))
    yield f"REVOKE ALL ON SCHEMA {SCHEMA} FROM PUBLIC, {names}"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA {SCHEMA} FROM PUBLIC, {names}"
    yield f"GRANT CONNECT, TEMPORARY ON DATABASE {_quoted(database)} TO {everyone}"
    yield f"GRANT USAGE ON SCHEMA {SCHEMA} TO {everyone}"
    yield f"GRANT SELECT ON ALL TABLES IN SCHEMA {SCHEMA} TO {everyone}"
    yield f"GRANT DELETE ON {', '.join(_REPLACED)} TO {everyone}"
    yield f"GRANT UPDATE ({', '.join(_HANDED_IN)}) ON assignment TO {everyone}"
    for role, name in groups.items():
        yield f"GRANT INSERT ON {', '.join(_ADDED[role])} TO {_quoted(name)}"
        for table in _CHANGED[role]:
            yield f"GRANT UPDATE ({', '.join(_changing(table))}) ON {table} TO {_quoted(name)}"


def _changing(table: str) -> list[str]:
    columns = Row.metadata.tables[table].columns
    return [column.name for column in columns if column.name not in triggers.fixed()[table]]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
