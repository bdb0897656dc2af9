import sqlite3
from contextlib import closing

import pytest

from annotator.domain.errors import ProjectError, UsageError
from annotator.services.bootstrap import open_services
from annotator.services.checking import check_project
from annotator.services.keeping import KEPT, backup, rescued, restore, rolling_backup

FARES, PIERS = "Fares go up in May ⛴,", "two piers will close"


def contents(path):
    services = open_services(path, user="Ann")
    with services.context.reading() as unit:
        (document_id,) = unit.documents.ids()
        claims = unit.claims.of_document(document_id)
    assert check_project(services.context).findings == ()
    services.close()
    return claims


def test_a_backup_of_a_project_in_use_holds_all_that_was_stored(project, tmp_path):
    claim = project.claim(FARES)
    out = tmp_path / "copy.annotator"

    with project.ann.context.writing("Not yet stored"):
        backup(project.ann.context, out)

    assert contents(out) == (claim,)


def test_a_backup_is_a_copy_of_its_moment(project, tmp_path):
    backup(project.ann.context, tmp_path / "copy.annotator")
    project.claim(FARES)

    assert contents(tmp_path / "copy.annotator") == ()


def test_a_backup_is_one_file(project, tmp_path):
    folder = tmp_path / "copies"
    folder.mkdir()

    backup(project.ann.context, folder / "copy.annotator")

    assert [item.name for item in folder.iterdir()] == ["copy.annotator"]


def test_a_backup_replaces_an_older_one(project, tmp_path):
    out = tmp_path / "copy.annotator"
    backup(project.ann.context, out)
    claim = project.claim(FARES)

    backup(project.ann.context, out)

    assert contents(out) == (claim,)


def test_a_project_is_not_backed_up_onto_itself(project):
    with pytest.raises(UsageError, match="is the project itself"):
        backup(project.ann.context, project.path)

    assert check_project(project.ann.context).is_sound


def test_a_backup_that_cannot_be_written_leaves_nothing(project, tmp_path):
    with pytest.raises(UsageError, match="cannot be written"):
        backup(project.ann.context, tmp_path / "nowhere" / "copy.annotator")


def test_a_backup_restored_is_the_project_again(project, tmp_path):
    claim = project.approved(FARES)
    backup(project.ann.context, tmp_path / "copy")

    restore(tmp_path / "copy", tmp_path / "again.annotator")

    assert contents(tmp_path / "again.annotator") == (claim,)
    assert (tmp_path / "copy").exists()


def test_a_restored_project_goes_on_as_the_old_one_did(project, tmp_path):
    claim = project.claim(FARES)
    backup(project.ann.context, tmp_path / "copy")
    restore(tmp_path / "copy", tmp_path / "again.annotator")

    again = open_services(tmp_path / "again.annotator", user="Ann")
    again.undoing.undo()

    with again.context.reading() as unit:
        assert unit.claims.of_document(claim.document_id) == ()
    again.close()


def test_restoring_never_overwrites_a_project(project, tmp_path):
    backup(project.ann.context, tmp_path / "copy")
    claim = project.claim(FARES)

    with pytest.raises(ProjectError, match="exists already; nothing was changed"):
        restore(tmp_path / "copy", project.path)

    assert project.read(claim.id) == claim


def test_a_project_is_restored_only_under_its_own_ending(project, tmp_path):
    backup(project.ann.context, tmp_path / "copy")

    with pytest.raises(ProjectError, match=r"ends in \.annotator"):
        restore(tmp_path / "copy", tmp_path / "again.db")


@pytest.mark.parametrize("content", [b"", b"no database" * 500])
def test_what_is_no_project_is_not_restored(tmp_path, content):
    (tmp_path / "copy").write_bytes(content)

    with pytest.raises(ProjectError):
        restore(tmp_path / "copy", tmp_path / "again.annotator")

    assert [item.name for item in tmp_path.iterdir()] == ["copy"]


def test_a_copy_that_is_missing_is_said_to_be(tmp_path):
    with pytest.raises(ProjectError, match="There is no project file"):
        restore(tmp_path / "copy", tmp_path / "again.annotator")


def test_a_damaged_copy_is_not_restored(project, tmp_path):
    copy = tmp_path / "copy"
    backup(project.ann.context, copy)
    data = bytearray(copy.read_bytes())
    data[4096 * 3 : 4096 * 6] = b"\xff" * (4096 * 3)
    copy.write_bytes(data)

    with pytest.raises(ProjectError, match=r"damaged|malformed"):
        restore(copy, tmp_path / "again.annotator")

    assert not (tmp_path / "again.annotator").exists()


def test_the_newest_copies_are_kept_and_older_ones_go(project, tmp_path):
    folder = tmp_path / "backups"
    made = []
    for _turn in range(4):
        project.claim(FARES)
        made.append(rolling_backup(project.path, folder, keep=3))

    assert sorted(folder.iterdir()) == made[1:]
    assert KEPT == 10
    assert len(contents(made[-1])) == 4


def test_nothing_is_copied_while_nothing_was_done(project, tmp_path):
    folder = tmp_path / "backups"

    assert rolling_backup(project.path, folder) is not None
    assert rolling_backup(project.path, folder) is None

    project.claim(PIERS)
    assert rolling_backup(project.path, folder) is not None


def test_a_damaged_copy_does_not_count_as_one(project, tmp_path):
    folder = tmp_path / "backups"
    first = rolling_backup(project.path, folder)
    first.write_bytes(b"")

    assert rolling_backup(project.path, folder) is not None


def test_copies_of_another_project_of_the_same_name_are_left_alone(project, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    other = folder / "harbour-00000000-20200101T000000000000.annotator"
    other.touch()

    rolling_backup(project.path, folder, keep=1)

    assert other.exists()


def test_a_folder_that_cannot_be_made_is_said_in_a_sentence(project, tmp_path):
    (tmp_path / "backups").touch()

    with pytest.raises(UsageError, match="cannot be written"):
        rolling_backup(project.path, tmp_path / "backups")


def test_a_file_without_its_project_row_is_said_to_hold_none(project, tmp_path):
    with closing(sqlite3.connect(project.path)) as connection:
        connection.execute("DROP TRIGGER project_never_deleted")
        connection.execute("DELETE FROM project")
        connection.commit()

    with pytest.raises(ProjectError, match="holds no project"):
        rolling_backup(project.path, tmp_path / "backups")


def test_a_project_whose_file_is_gone_is_copied_while_it_is_open(project, tmp_path):
    project.claim("Fares go up in May ⛴")
    before = project.ann.querying.sheet(project.document_id).claims
    project.path.unlink()
    out = tmp_path / "copy.annotator"
    backup(project.ann.context, out)

    copy = open_services(out, user="Ann")
    assert copy.querying.sheet(project.document_id).claims == before
    copy.close()
    with pytest.raises(ProjectError, match="is gone; nothing is stored any more"):
        project.ann.reviewing.submit(project.document_id)


def test_a_project_is_rescued_only_when_its_file_is_gone(project, tmp_path):
    assert rescued(project.ann.context, tmp_path / "kept") is None
    project.path.unlink()
    blocked = tmp_path / "a file"
    blocked.write_text("")

    with pytest.raises(UsageError, match="cannot be written"):
        rescued(project.ann.context, blocked)
    assert rescued(project.ann.context, tmp_path / "kept").is_file()


def test_a_project_is_rescued_though_all_its_connections_are_in_use(project, tmp_path):
    project.ann.querying.version()
    reading = [project.ann.context.reading() for _number in range(8)]
    project.path.unlink()
    backup(project.ann.context, tmp_path / "copy.annotator")

    assert contents(tmp_path / "copy.annotator") == ()
    for unit in reading:
        unit.__exit__(None, None, None)


def test_a_lost_project_that_nothing_holds_cannot_be_rescued(project, tmp_path):
    project.ann.context.store.close()
    project.path.unlink()

    with pytest.raises(ProjectError, match="is gone, or another"):
        backup(project.ann.context, tmp_path / "copy.annotator")
    assert not (tmp_path / "copy.annotator").exists()
