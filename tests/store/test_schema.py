import sqlite3
from pathlib import Path

import pytest

from annotator.domain.errors import ProjectError
from annotator.store import schema
from annotator.store.engine import APPLICATION_ID, open_engine


def _objects(path: Path) -> dict[tuple[str, str], str]:
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    connection.close()
    return {
        (kind, name): " ".join((sql or "").split()).replace("( ", "(").replace(" )", ")")
        for kind, name, sql in rows
    }


def _with_version(path: Path, version: str | None, application: int = APPLICATION_ID) -> Path:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id = {application}")
    connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
    if version is not None:
        connection.execute("INSERT INTO alembic_version VALUES (?)", (version,))
    connection.commit()
    connection.close()
    return path


def _versions(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    found = [version for (version,) in connection.execute("SELECT * FROM alembic_version")]
    connection.close()
    return found


def test_a_schema_upgraded_from_nothing_equals_a_fresh_one_triggers_included(tmp_path):
    fresh, upgraded = tmp_path / "fresh.db", tmp_path / "upgraded.db"
    for path, make in ((fresh, schema.create), (upgraded, schema.migrate)):
        engine = open_engine(path)
        make(engine)
        engine.dispose()

    assert _objects(upgraded) == _objects(fresh)
    assert any(kind == "trigger" for kind, _name in _objects(upgraded))
    assert _versions(upgraded) == _versions(fresh) == [schema.HEAD]


def test_the_head_is_the_newest_migration_and_every_migration_is_known():
    folder = Path(schema.__file__).parent / "migrations" / "versions"
    numbers = {path.name.split("_")[0] for path in folder.glob("*.py")}

    assert max(numbers) == schema.HEAD
    assert numbers == schema.KNOWN


def test_a_new_project_needs_no_upgrade(project):
    assert schema.version_of(project.path) == schema.HEAD
    assert schema.upgrade(project.path) is None
    assert [item.name for item in project.path.parent.iterdir() if "before" in item.name] == []


def test_a_missing_file_is_said_to_be_missing(tmp_path):
    with pytest.raises(ProjectError, match="There is no project file"):
        schema.version_of(tmp_path / "nowhere.annotator")


@pytest.mark.parametrize("content", [b"", b"hello, this is no database at all" * 100])
def test_a_file_that_is_no_database_is_refused_in_a_sentence(tmp_path, content):
    path = tmp_path / "strange.annotator"
    path.write_bytes(content)

    with pytest.raises(ProjectError, match=r"strange\.annotator"):
        schema.version_of(path)
    assert path.read_bytes() == content


def test_the_database_of_another_program_is_refused(tmp_path):
    path = _with_version(tmp_path / "theirs.annotator", "0001", application=7)

    with pytest.raises(ProjectError, match="is not a project of this program"):
        schema.upgrade(path)


def test_a_project_without_tables_is_refused(tmp_path):
    path = tmp_path / "half.annotator"
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.close()

    with pytest.raises(ProjectError, match="cannot be opened as a project"):
        schema.version_of(path)


@pytest.mark.parametrize("version", ["9999", "unheard-of"])
def test_a_project_of_a_newer_program_is_refused_and_left_alone(tmp_path, version):
    path = _with_version(tmp_path / "newer.annotator", version)
    before = path.read_bytes()

    with pytest.raises(ProjectError, match="newer version of Annotator"):
        schema.upgrade(path)
    assert path.read_bytes() == before


def test_an_older_project_is_copied_before_it_is_brought_up_to_date(tmp_path, monkeypatch):
    path = _with_version(tmp_path / "older.annotator", "0000")
    monkeypatch.setattr(schema, "KNOWN", frozenset({"0000", schema.HEAD}))
    monkeypatch.setattr(schema, "migrate", _mark_upgraded)

    copy = schema.upgrade(path)

    assert copy is not None
    assert _versions(copy) == ["0000"]
    assert _versions(path) == [schema.HEAD]


def test_a_failing_migration_leaves_the_project_as_it_was(tmp_path, monkeypatch):
    path = _with_version(tmp_path / "older.annotator", "0000")
    monkeypatch.setattr(schema, "KNOWN", frozenset({"0000", schema.HEAD}))

    with pytest.raises(ProjectError, match=r"older\.annotator could not be brought up to date"):
        schema.upgrade(path)

    assert _versions(path) == ["0000"]


def _mark_upgraded(engine):
    with engine.begin() as connection:
        change = "UPDATE alembic_version SET version_num = ?"
        connection.exec_driver_sql(change, (schema.HEAD,))


def test_a_project_that_cannot_be_copied_is_not_touched(tmp_path, monkeypatch):
    path = _with_version(tmp_path / "older.annotator", "0000")
    before = path.read_bytes()
    monkeypatch.setattr(schema, "KNOWN", frozenset({"0000", schema.HEAD}))
    monkeypatch.setattr(schema, "copy_database", _disk_full)

    with pytest.raises(ProjectError, match="cannot be copied, so it was not updated"):
        schema.upgrade(path)
    assert path.read_bytes() == before


def _disk_full(source, target):
    raise sqlite3.OperationalError("database or disk is full")


_JOINS = (
    "INSERT INTO user_account VALUES (:user, 'uid' || :user, :name)",
    (
        "INSERT INTO act (number, user_id, at, label, undoable) "
        "VALUES (:user, :user, '2026-01-01T00:00:00.000Z', 'Join', 0)"
    ),
    "INSERT INTO history VALUES (:user, :user, 'user', :user, NULL, '{}')",
)


def test_who_worked_on_an_older_project_may_do_there_what_they_could(tmp_path):
    engine = open_engine(tmp_path / "older.annotator")
    schema.migrate(engine, "0002")
    with engine.begin() as connection:
        for user, name in ((1, "Ann"), (2, "Bob")):
            for statement in _JOINS:
                connection.exec_driver_sql(statement, {"user": user, "name": name})
    schema.migrate(engine)

    with engine.begin() as connection:
        members = connection.exec_driver_sql("SELECT * FROM member ORDER BY id").all()
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    engine.dispose()

    assert members == [(1, "lead", 0, 1), (2, "lead", 0, 2)]
    assert broken == []
