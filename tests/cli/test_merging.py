import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.domain.errors import CancelledError
from annotator.services.bootstrap import open_services
from annotator.services.merging import MergingProjectsService


@pytest.fixture
def two(annotator, project):
    """Give two copies of a project with two documents and open proposals."""
    copy = Path("other.annotator").absolute()
    annotator("backup", project, "--out", copy)
    return project, copy


def _changed(path, content):
    """Let somebody accept the first proposal of the first document and shorten its content."""
    services = open_services(path, user="Bob")
    document = services.querying.sheet(1)
    if not document.claims:
        services.annotating.accept(document.proposals[0].id)
    claim = services.querying.sheet(1).claims[0]
    first = claim.body.content[0]
    shorter = first.amended(end=first.start + content)
    services.annotating.change(claim, claim.body.amended(content=(shorter,)), "Shorten")
    services.close()


def _bytes(path):
    return path.read_bytes()


def test_what_another_copy_has_is_taken_in_and_that_copy_stays_as_it_was(annotator, two):
    here, there = two
    _changed(there, 8)
    before = _bytes(there)

    done = annotator("merge", here, there)

    assert done.status == 0
    assert done.out.endswith("Merged: 1 claim new, 1 speaker new, 1 proposal changed.\n")
    assert "joined: “Bob” is a user here from now on.\n" in done.out
    assert _bytes(there) == before
    assert annotator("check", here).status == 0


def test_merging_twice_changes_nothing(annotator, two):
    here, there = two
    _changed(there, 8)
    annotator("merge", here, there)

    done = annotator("merge", here, there)

    assert (done.status, done.out) == (0, "Nothing to merge: everything is here already.\n")


def test_a_preview_tells_what_would_happen_and_writes_nothing(annotator, two):
    here, there = two
    _changed(there, 8)
    before = _bytes(here)

    told = annotator("merge", here, there, "--preview", "--user", "Somebody else")
    done = annotator("merge", here, there)

    assert told.status == 0
    assert told.out.replace("Would merge", "Merged") == done.out
    assert before != _bytes(here)


def test_the_bytes_of_a_project_are_the_same_after_a_preview(annotator, two):
    here, there = two
    _changed(there, 8)
    before = _bytes(here)

    annotator("merge", here, there, "--preview")

    assert _bytes(here) == before


def test_what_both_changed_stays_as_it_was_here_and_the_exit_status_tells(annotator, two):
    here, there = two
    _changed(there, 8)
    annotator("merge", here, there)
    _changed(here, 9)
    _changed(there, 7)

    seen = annotator("merge", here, there, "--preview")
    done = annotator("merge", here, there)

    assert (seen.status, done.status) == (0, 1)
    assert done.out.count("conflict: both changed the claim") == 1
    assert "PROJECT's stays" in done.out
    assert "  Content: “" in done.out
    assert "” in PROJECT, “" in done.out
    assert done.out.endswith("1 conflict.\n")


@pytest.mark.parametrize(("choice", "length"), [("--ours", 9), ("--theirs", 7)])
def test_a_choice_settles_every_conflict(annotator, two, choice, length):
    here, there = two
    _changed(there, 8)
    annotator("merge", here, there)
    _changed(here, 9)
    _changed(there, 7)

    done = annotator("merge", here, there, choice)

    assert done.status == 0
    services = open_services(here, user="Ann")
    (content,) = services.querying.sheet(1).claims[0].body.content
    services.close()
    assert content.end - content.start == length
    assert annotator("check", here).status == 0


def test_both_choices_at_once_are_refused(annotator, two):
    done = annotator("merge", *two, "--ours", "--theirs")

    assert done.status == 2
    assert "choose one" in done.err


def test_a_project_is_not_merged_into_itself(annotator, project):
    done = annotator("merge", project, project)

    assert done.status == 2
    assert done.err == f"{project} is the project itself; name another one to merge.\n"


def test_what_is_no_project_is_refused_in_one_sentence(annotator, project):
    Path("text.annotator").write_text("A text, which is no database.")

    done = annotator("merge", project, "text.annotator")

    assert done.status == 2
    assert done.err.startswith("text.annotator cannot be opened as a project")
    assert annotator("merge", project, "none").err == "There is no project file none.\n"


def test_a_project_of_a_newer_program_is_refused(annotator, two):
    here, there = two
    with closing(sqlite3.connect(there)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()

    done = annotator("merge", here, there)

    assert done.status == 2
    assert done.err == (
        f"{there} was written by a newer version of Annotator; please update the program.\n"
    )


def test_another_policy_is_refused(annotator, project):
    annotator("new", "solo.annotator", "--policy", "solo")

    done = annotator("merge", project, "solo.annotator")

    assert done.status == 2
    assert done.err.startswith("The policy here is “second-person”, in solo it is “solo”")


def test_a_damaged_project_is_refused(annotator, two):
    here, there = two
    content = bytearray(_bytes(there))
    content[4096 * 3 : 4096 * 9] = b"\x07" * 4096 * 6
    there.write_bytes(content)
    before = annotator("export", here, "--out", "before.csv", "--status", "all")

    done = annotator("merge", here, there)

    assert before.status == 0
    assert done.status == 2
    assert len(done.err.splitlines()) == 1


def test_stopping_leaves_the_project_as_it_was(annotator, two):
    here, there = two
    _changed(there, 8)

    class Stopping:
        def step(self, _done, _total, label):
            if label == "claim":
                raise CancelledError("Stop")

    services = open_services(here)
    with pytest.raises(CancelledError, match="Stopped; nothing was merged"):
        MergingProjectsService(services.context).merge(there, progress=Stopping())
    claims, users = services.querying.sheet(1).claims, services.undoing.next_undo()
    services.close()

    assert (claims, users) == ((), None)
    assert annotator("check", here).status == 0


def test_a_copy_that_is_read_only_is_read_all_the_same(annotator, two):
    here, there = two
    _changed(there, 8)
    folder = Path("locked")
    folder.mkdir()
    shutil.copy(there, folder / "other.annotator")
    (folder / "other.annotator").chmod(0o444)
    folder.chmod(0o555)
    try:
        assert annotator("merge", here, folder / "other.annotator").status == 0
    finally:
        folder.chmod(0o755)
