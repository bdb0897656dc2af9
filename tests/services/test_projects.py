import shutil
import sqlite3

import pytest

from annotator.domain.errors import ProjectError, UsageError
from annotator.domain.project import Policy
from annotator.services.bootstrap import new_services, open_services


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("plain.db", "ends in .annotator"),
        ("taken.annotator", "exists already"),
        ("no/such/folder/p.annotator", "cannot be made"),
    ],
)
def test_a_project_that_cannot_be_made_is_said(tmp_path, name, sentence):
    (tmp_path / "taken.annotator").write_text("mine")

    with pytest.raises(ProjectError, match=sentence):
        new_services(tmp_path / name, user="Ann")
    assert (tmp_path / "taken.annotator").read_text() == "mine"


def test_a_project_that_is_not_there_is_said(tmp_path):
    with pytest.raises(ProjectError, match="no project file"):
        open_services(tmp_path / "gone.annotator", user="Ann")


@pytest.mark.parametrize("content", [b"", b"not a database, whatever it says" * 40])
def test_a_file_that_is_no_project_is_left_alone(tmp_path, content):
    path = tmp_path / "other.annotator"
    path.write_bytes(content)

    with pytest.raises(ProjectError, match="project"):
        open_services(path, user="Ann")
    assert path.read_bytes() == content


def test_a_project_of_a_newer_program_is_not_touched(project):
    project.ann.close()
    with sqlite3.connect(project.path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()

    with pytest.raises(ProjectError, match="newer"):
        open_services(project.path, user="Ann")


def test_a_project_remembers_its_policy(tmp_path):
    path = tmp_path / "solo.annotator"
    new_services(path, user="Ann", policy=Policy.SOLO).close()

    again = open_services(path, user="Ann")

    assert again.querying.project().policy is Policy.SOLO
    again.close()


def test_a_user_needs_a_name(project):
    with pytest.raises(UsageError, match="name"):
        project.ann.as_user("   ")


def test_names_that_an_export_could_not_tell_apart_are_refused(project):
    with pytest.raises(UsageError, match="parts the names"):
        project.ann.as_user("Ann;Bob")


def test_a_project_opened_for_reading_shows_all_and_changes_nothing(project, tmp_path):
    project.ann.importing.pasted("“Rain,” said Ann Lee, the mayor of Hull, on Monday.")
    project.ann.close()
    reader = open_services(project.path, user="Guest", read_only=True)

    assert len(reader.querying.documents()) == 2
    assert [user.name for user in reader.querying.users()] == ["Ann", "Bob"]
    with pytest.raises(ProjectError, match="reading only"):
        reader.importing.pasted("“Snow,” said Ann Lee, the mayor of Hull, on Tuesday.")
    reader.close()


def test_a_copy_of_the_file_is_the_same_project(project, tmp_path):
    project.ann.close()
    copy = tmp_path / "copy.annotator"
    shutil.copy(project.path, copy)

    same = open_services(copy, user="Ann")

    assert len(same.querying.documents()) == 1
    same.close()


def test_what_another_program_changes_is_noticed(project):
    before = project.ann.querying.version()
    assert project.ann.querying.version() == before

    other = open_services(project.path, user="Bob")
    other.importing.pasted("“Hail,” said Ann Lee, the mayor of Hull, on Sunday.")
    other.close()

    assert project.ann.querying.version() != before


def test_a_damaged_file_is_said_in_one_sentence(project):
    project.ann.close()
    size = project.path.stat().st_size
    with project.path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))

    with pytest.raises(ProjectError, match=r"damaged|cannot be opened"):
        open_services(project.path, user="Ann").querying.documents()
