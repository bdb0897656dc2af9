"""The tables and rules of a server, made at once or by the migrations."""

from contextlib import closing

import pytest

from annotator.domain.errors import NotFoundError, ProjectError, RightError
from annotator.store import schema, server_schema, triggers
from annotator.store.server import open_server, server_url
from tests.team.freeze import FILE, frozen

COLUMNS = (
    "SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, "
    "collation_name, column_default FROM information_schema.columns "
    "WHERE table_schema = 'public'"
)
CONSTRAINTS = (
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
    "WHERE connamespace = 'public'::regnamespace"
)
INDEXES = "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
TRIGGERS = (
    "SELECT pg_get_triggerdef(t.oid, TRUE), pg_get_functiondef(t.tgfoid) FROM pg_trigger t "
    "WHERE NOT t.tgisinternal"
)
VERSION = "SELECT version_num FROM alembic_version"


def catalogue(server, database):
    """Return all that was made in a database."""
    with closing(server.raw(database)) as connection:
        return {
            query: sorted(map(repr, connection.execute(query)))
            for query in (COLUMNS, CONSTRAINTS, INDEXES, TRIGGERS, VERSION)
        }


@pytest.fixture
def made(server):
    """Return the name of a database in which the tables are, and nothing in them."""
    name = server.fresh()
    server_schema.create(server_url(server.address(name)))
    return name


def test_a_schema_migrated_from_nothing_equals_a_fresh_one_rules_included(server, made):
    migrated = server.fresh()
    engine = open_server(server_url(server.address(migrated)))
    schema.migrate(engine)
    engine.dispose()

    assert catalogue(server, migrated) == catalogue(server, made)


def test_every_rule_of_a_file_stands_on_a_server_unless_it_needs_none(server, made):
    with closing(server.raw(made)) as connection:
        rows = connection.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        standing = {row[0] for row in rows}

    in_files = {triggers.trigger_name(statement) for statement in triggers.statements()}
    replaced = {name for name in in_files if name.endswith("_never_replaced")}
    assert in_files - standing == {*replaced, "history_in_order"}
    assert len(in_files & standing) > 80
    assert {"act_under_ones_own_name", "claim_in_turn", "act_is_told"} <= standing - in_files


def test_what_is_written_down_of_the_third_schema_is_one_statement_a_line():
    lines = FILE.read_text(encoding="utf-8").splitlines()

    assert sorted(lines) == sorted(frozen().splitlines())
    assert all(line.startswith(("--", "CREATE ", "ALTER ")) for line in lines)


def test_a_database_that_holds_a_project_is_not_made_one_again(server, made):
    before = catalogue(server, made)

    with pytest.raises(ProjectError, match=f"The database {made} holds a project already"):
        server_schema.create(server_url(server.address(made)))

    assert catalogue(server, made) == before


def test_a_database_without_a_project_is_not_brought_up_to_date(server):
    name = server.fresh()

    with pytest.raises(NotFoundError, match=f"The database {name} on .* holds no project"):
        server_schema.upgrade(server_url(server.address(name)))


def test_a_project_of_a_newer_program_is_refused_and_left_alone(server, made):
    with closing(server.raw(made)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = catalogue(server, made)

    with pytest.raises(ProjectError, match="was written by a newer version of Annotator"):
        server_schema.upgrade(server_url(server.address(made)))

    assert catalogue(server, made) == before


def test_who_may_make_no_tables_is_told(server):
    name = server.fresh()
    somebody = server.role(f"{name}_somebody")

    with pytest.raises(RightError, match="Your database role may not do this"):
        server_schema.create(server_url(server.address(name, somebody)))
