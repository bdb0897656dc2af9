"""What is altered past the rules of a server is found, as it is in a file."""

from contextlib import contextmanager

import pytest
from sqlalchemy import make_url

from annotator.domain.columns import ExportStatus
from annotator.domain.finding import Rule
from annotator.services.bootstrap import open_services
from annotator.services.checking import check_export, check_project
from annotator.store.checks import CheckRepo
from annotator.store.server import open_server
from tests.conftest import TwoPeople
from tests.services.test_checking import TAMPERED, work

_OF_A_SERVER = {
    "UPDATE fragment SET start = start + 1, end = end + 1 WHERE position = 1": (
        'UPDATE fragment SET "start" = "start" + 1, "end" = "end" + 1 WHERE position = 1'
    ),
    "UPDATE claim SET deleted = 1": "UPDATE claim SET deleted = TRUE",
    "UPDATE history SET before = json_set(before, '$.status', 'returned') "
    "WHERE record_kind = 'claim' AND before IS NOT NULL": (
        "UPDATE history SET before = jsonb_set(before::jsonb, '{status}', '\"returned\"') "
        "WHERE record_kind = 'claim' AND before IS NOT NULL"
    ),
    "DELETE FROM text_index_docsize": "DELETE FROM text_index",
    "DELETE FROM body_index_docsize": "DELETE FROM body_index",
}


@pytest.fixture
def worked(harbour):
    ann = open_services(harbour, user="Ann")
    with ann.context.reading() as unit:
        document_id = unit.documents.first()
    yield work(TwoPeople(ann.context.store.path, ann, ann.as_user("Bob"), document_id))
    ann.close()


@pytest.fixture
def owner(worked):
    """Return what yields a connection of who made the database; what it does is undone."""
    engine = open_server(make_url(worked.ann.context.store.address))

    @contextmanager
    def opened():
        with engine.execution_options(begin="IMMEDIATE").connect() as connection:
            yield connection
            connection.rollback()

    yield opened
    engine.dispose()


def do(connection, statement):
    connection.exec_driver_sql(statement, execution_options={"no_parameters": True})


def found(connection):
    repo = CheckRepo(connection)
    return [
        *(*repo.file(), *repo.references(), *repo.triggers(), *repo.texts(), *repo.contents()),
        *(*repo.histories(solo=False), *repo.search()),
    ]


def test_a_sound_project_on_a_server_is_found_sound(worked, tmp_path):
    report = check_project(worked.ann.context)
    path = tmp_path / "all.csv"
    worked.ann.exporting.export(path, status=ExportStatus.ALL)

    assert report.findings == ()
    assert report.facts[1].startswith("1 document, 2 claims and")
    assert check_export(worked.ann.context, path).findings == ()


def test_what_was_altered_past_the_triggers_of_a_server_is_found(owner):
    for rule, statement in TAMPERED:
        with owner() as connection:
            do(connection, "SET LOCAL session_replication_role = replica")
            do(connection, _OF_A_SERVER.get(statement, statement))
            findings = found(connection)

        assert rule in {finding.rule for finding in findings}, statement
        assert all(finding.sentence.endswith(".") for finding in findings)


def test_rules_of_a_server_that_do_not_stand_as_they_were_made_are_found(owner):
    with owner() as connection:
        do(connection, "DROP TRIGGER claim_second_person ON claim")
        do(connection, "ALTER TABLE history DISABLE TRIGGER history_never_updated")
        do(connection, "ALTER FUNCTION act_never_updated SECURITY INVOKER")
        do(connection, "ALTER FUNCTION body_never_updated RESET search_path")
        do(
            connection,
            "CREATE OR REPLACE FUNCTION layer_never_updated() RETURNS trigger LANGUAGE plpgsql "
            "SECURITY DEFINER SET search_path = public, pg_temp AS 'BEGIN RETURN NEW; END'",
        )
        do(
            connection,
            "CREATE TRIGGER stray BEFORE UPDATE ON claim "
            "FOR EACH ROW EXECUTE FUNCTION layer_never_updated()",
        )
        sentences = [finding.sentence for finding in found(connection)]

    assert sentences == [
        "trigger act_never_updated: it was altered.",
        "trigger body_never_updated: it was altered.",
        "trigger claim_second_person: it is missing.",
        "trigger history_never_updated: it was altered.",
        "trigger layer_never_updated: it was altered.",
        "trigger stray: it is none of this program's.",
    ]


def test_constraints_and_indexes_of_a_server_that_do_not_stand_are_found(owner):
    with owner() as connection:
        do(connection, "ALTER TABLE claim DROP CONSTRAINT ck_claim_status")
        do(connection, "ALTER TABLE claim DROP CONSTRAINT fk_claim_document_id")
        do(connection, "ALTER TABLE comment DROP CONSTRAINT uq_comment_uid")
        do(
            connection,
            "UPDATE pg_index SET indisvalid = FALSE WHERE indexrelid = 'ix_claim_status'::regclass",
        )
        findings = found(connection)

    assert {finding.rule for finding in findings} == {Rule.FILE}
    assert [finding.sentence for finding in findings] == [
        "table claim: its constraint ck_claim_status is missing.",
        "table claim: its constraint fk_claim_document_id is missing.",
        "table comment: its constraint uq_comment_uid is missing.",
        "table claim: the server finds its index ix_claim_status broken.",
    ]


def test_a_row_that_points_to_nothing_is_named(owner):
    with owner() as connection:
        do(connection, "SET LOCAL session_replication_role = replica")
        do(connection, "DELETE FROM field_key WHERE key = 'topic'")
        sentences = [finding.sentence for finding in CheckRepo(connection).references()]

    assert len(sentences) == 1
    assert sentences[0].startswith("table body_field: row ")
    assert sentences[0].endswith("/topic points to a field_key that is not there.")
