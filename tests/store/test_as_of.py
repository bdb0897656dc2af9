import sqlite3
from datetime import date

import pytest
from sqlalchemy import select

from annotator.domain.columns import CsvOptions, ExportStatus, columns
from annotator.store import triggers
from annotator.store.as_of import PastRepo
from annotator.store.export import ExportRepo, read_only
from annotator.store.tables.base import Row
from tests.services.walking import Walk

ONLY_ADDED = {
    *("act", "body", "fragment", "link", "body_field", "body_tag", "layer", "project"),
    "settlement_claim",
}
CHANGING = (
    *("claim", "proposal", "document_record", "speaker", "speaker_alias", "speaker_role"),
    *("document", "claim_link", "comment", "review", "history", "codebook", "user_account"),
)


@pytest.fixture
def walk(tmp_path):
    found = Walk(tmp_path / "p.annotator")
    yield found
    found.close()


def last_of(walk, day):
    with read_only(walk.path) as connection:
        return PastRepo(connection).last_of(day)


def newest(walk):
    with read_only(walk.path) as connection:
        return PastRepo(connection).newest()


def remark(walk):
    walk.ann.annotating.comment(walk._claims()[0], "On the clock.")
    return newest(walk)


def test_a_day_ends_with_its_last_change(walk):
    first = newest(walk)
    walk.clock.now = walk.clock.now.replace(hour=23, minute=59, second=59, microsecond=999_000)
    late = remark(walk)
    walk.clock.pass_by(seconds=0.001)
    assert walk.clock() == "2026-03-02T00:00:00.000Z"
    early = remark(walk)

    assert first < late < early
    assert last_of(walk, date(2026, 2, 28)) == 0
    assert last_of(walk, date(2026, 3, 1)) == late
    assert last_of(walk, date(2026, 3, 2)) == last_of(walk, date.max) == early


def test_a_clock_that_was_put_back_stood_still_and_moves_no_day_that_has_ended(walk):
    walk.clock.pass_by(days=1)
    second = remark(walk)
    before = {day: last_of(walk, date(2026, 3, day)) for day in (1, 2)}
    walk.clock.pass_by(days=-30)
    back = remark(walk)

    assert last_of(walk, date(2026, 3, 1)) == before[1] == second - 1
    assert last_of(walk, date(2026, 3, 2)) == back > before[2] == second
    assert last_of(walk, date(2026, 2, 28)) == 0


def test_the_first_user_joined_before_there_was_a_project_to_read(walk):
    with sqlite3.connect(walk.path) as raw:
        (founded,) = raw.execute(
            "SELECT number FROM history WHERE record_kind = 'codebook'"
        ).fetchone()
        raw.execute("DROP TRIGGER act_never_updated")
        raw.execute("UPDATE act SET at = '2026-02-28T23:59:59.999Z' WHERE number = 1")
        raw.commit()

    assert founded > 1
    assert last_of(walk, date(2026, 2, 28)) == 0


def read_by_exports(connection):
    """Run every kind of export, and return which tables it read."""
    seen = set()

    def note(action, table, *_rest):
        if action == sqlite3.SQLITE_READ:
            seen.add(table)
        return sqlite3.SQLITE_OK

    connection.connection.driver_connection.set_authorizer(note)
    repo = ExportRepo(connection)
    repo.project()
    shown = columns(repo.codebook())
    for status in ExportStatus:
        repo.count(status)
        for rows in (repo.lines, repo.cells):
            assert list(rows(shown, status, *([CsvOptions()] if rows == repo.lines else [])))
        assert list(repo.objects(status))
        assert list(repo.links(status)) is not None
    return seen & Row.metadata.tables.keys()


def names(connection, query, **places):
    return list(connection.exec_driver_sql(query, places).scalars())


def test_an_export_reads_nothing_that_may_change_and_is_not_shadowed(walk):
    for act in ("accept", "submit", "approve", "merge_choices", "merge_tags", "merge_speakers"):
        walk.take(act)
    with read_only(walk.path) as connection:
        PastRepo(connection).turn_back(newest(walk))
        shadowed = set(names(connection, "SELECT name FROM sqlite_temp_master"))
    with read_only(walk.path) as connection:
        read = read_by_exports(connection)

    assert read - shadowed == ONLY_ADDED
    assert {"claim", "speaker", "history", "codebook", "document", "user_account"} <= read


def test_every_column_that_may_change_is_read_from_the_history(walk):
    fixed = {table: set(columns.split(", ")) for table, columns in triggers._FIXED}
    query = "SELECT name FROM pragma_table_info(:table, :room)"
    with read_only(walk.path) as connection:
        PastRepo(connection).turn_back(newest(walk) - 1)
        past = names(connection, "SELECT name FROM sqlite_temp_master WHERE type = 'table'")
        tables = [name.removeprefix("past_") for name in past if name.startswith("past_")]
        assert {"claim", "speaker", "document", "claim_link"} <= set(tables)
        for table in tables:
            told = names(connection, query, table=f"past_{table}", room="temp")
            every = names(connection, query, table=table, room="main")
            assert set(every) - set(told) <= fixed[table], table
            assert names(connection, query, table=table, room="temp") == every


def everything(connection):
    """Return the rows of every table; defaults that say nothing are written in two ways."""
    shown = {
        name: [column for column in table.columns if column.name != "defaults"]
        for name, table in Row.metadata.tables.items()
    }
    return {name: sorted(map(repr, connection.execute(select(*shown[name])))) for name in shown}


def test_as_of_the_newest_change_every_table_is_as_it_is_now(walk):
    for act in ("submit", "approve", "merge_speakers", "rename", "exclude", "comment"):
        walk.take(act)
    with read_only(walk.path) as connection:
        now = everything(connection)
        PastRepo(connection).turn_back(newest(walk))
        assert everything(connection) == now


def test_as_of_any_change_every_record_is_as_it_was_then(walk):
    kept = {}
    acts = ("take_in", "claim", "claim", "relate", "relate", "relate", "submit", "approve")
    others = ("merge_speakers", "rename", "exclude", "comment", "uncomment", "part", "delete")
    for act in acts + others:
        walk.take(act)
        with read_only(walk.path) as connection:
            kept[newest(walk)] = everything(connection)
    assert {"relate", "part"} <= walk.done
    for number, then in kept.items():
        with read_only(walk.path) as connection:
            PastRepo(connection).turn_back(number)
            found = everything(connection)
        for name in CHANGING:
            assert found[name] == then[name], (number, name)
