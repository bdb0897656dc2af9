"""Prove of a database on a server what it keeps by itself: constraints, references, triggers."""

from collections.abc import Iterator
from string import Template
from typing import Final

from sqlalchemy import Connection, ForeignKeyConstraint, Table

from annotator.domain.finding import Finding, Rule
from annotator.store import triggers as rules
from annotator.store.server_schema import SCHEMA
from annotator.store.tables.base import Row

_CONSTRAINTS: Final = (
    "SELECT k.relname, c.conname FROM pg_constraint c JOIN pg_class k ON k.oid = c.conrelid "
    "JOIN pg_namespace n ON n.oid = k.relnamespace WHERE n.nspname = ? AND c.convalidated"
)
_BROKEN_INDEXES: Final = (
    "SELECT k.relname, i.relname FROM pg_index x JOIN pg_class k ON k.oid = x.indrelid "
    "JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_namespace n ON n.oid = k.relnamespace "
    "WHERE n.nspname = ? AND NOT (x.indisvalid AND x.indisready) ORDER BY 1, 2"
)
_TRIGGERS: Final = (
    "SELECT t.tgname, pg_get_triggerdef(t.oid, true), p.prosrc, p.prosecdef, "
    "t.tgenabled IN ('O', 'A'), p.proconfig FROM pg_trigger t "
    "JOIN pg_class k ON k.oid = t.tgrelid JOIN pg_namespace n ON n.oid = k.relnamespace "
    "JOIN pg_proc p ON p.oid = t.tgfoid WHERE n.nspname = ? AND NOT t.tgisinternal"
)
_LOST: Final = Template(
    "SELECT $key FROM $table t WHERE $given "
    "AND NOT EXISTS (SELECT 1 FROM $parent p WHERE $same) ORDER BY $key"
)


def constraints(connection: Connection) -> Iterator[Finding]:
    """Prove that every constraint stands and was proved by the server, and every index is whole."""
    standing = {
        (table, name) for table, name in connection.exec_driver_sql(_CONSTRAINTS, (SCHEMA,))
    }
    for name, table in sorted(Row.metadata.tables.items()):
        wanted = sorted(str(constraint.name) for constraint in table.constraints)
        for constraint in wanted:
            if (name, constraint) not in standing:
                yield finding(Rule.FILE, f"table {name}", f"its constraint {constraint} is missing")
    for name, index in connection.exec_driver_sql(_BROKEN_INDEXES, (SCHEMA,)):
        yield finding(Rule.FILE, f"table {name}", f"the server finds its index {index} broken")


def references(connection: Connection) -> Iterator[Finding]:
    """Prove that no row points to one that is not there."""
    for name, table in sorted(Row.metadata.tables.items()):
        for key in sorted(table.foreign_key_constraints, key=lambda key: str(key.name)):
            parent = key.referred_table.name
            for row in connection.exec_driver_sql(_lost(table, key)):
                sentence = f"row {'/'.join(map(str, row))} points to a {parent} that is not there"
                yield finding(Rule.REFERENCES, f"table {name}", sentence)


def triggers(connection: Connection) -> Iterator[Finding]:
    """Prove that every rule the database keeps by itself stands, and no other."""
    found = {row[0]: row[1:] for row in connection.exec_driver_sql(_TRIGGERS, (SCHEMA,))}
    wanted = {trigger.name: trigger for trigger in rules.on_server()}
    for name, trigger in sorted(wanted.items()):
        held = [f"{setting}={value}" for setting, value in trigger.settings(SCHEMA).items()]
        told = (trigger.made, trigger.source, trigger.with_owners_rights, True, held)
        if name not in found:
            yield finding(Rule.TRIGGERS, f"trigger {name}", "it is missing")
        elif tuple(found[name]) != told:
            yield finding(Rule.TRIGGERS, f"trigger {name}", "it was altered")
    for name in sorted(found.keys() - wanted.keys()):
        yield finding(Rule.TRIGGERS, f"trigger {name}", "it is none of this program's")


def finding(rule: Rule, subject: str, sentence: str) -> Finding:
    """Return what breaks a rule, as one sentence about its subject."""
    return Finding(rule=rule, subject=subject, sentence=f"{subject}: {sentence}.")


def _lost(table: Table, key: ForeignKeyConstraint) -> str:
    columns = [element.parent.name for element in key.elements]
    parents = [element.column.name for element in key.elements]
    return _LOST.substitute(
        key=", ".join(f't."{column.name}"' for column in table.primary_key),
        table=table.name,
        parent=key.referred_table.name,
        given=" AND ".join(f't."{column}" IS NOT NULL' for column in columns),
        same=" AND ".join(
            f'p."{parent}" = t."{column}"' for column, parent in zip(columns, parents, strict=True)
        ),
    )
