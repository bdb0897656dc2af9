from pathlib import Path

import pytest

from annotator.cli.projects import shown
from annotator.services.bootstrap import open_services
from annotator.services.projects import system_user


@pytest.fixture
def database(server):
    return server.fresh()


def test_a_team_is_made_with_its_project_and_its_groups_are_named(annotator, server, database):
    done = annotator("team", "init", server.address(database))

    made, told, *groups = done.out.splitlines()
    assert (done.status, done.err) == (0, "")
    assert made.startswith("Made postgresql+psycopg://")
    assert made.endswith("; whoever edited a claim last may not approve it.")
    assert told == f"Whoever works on it needs one of these groups of {database}:"
    assert [line.split() for line in groups] == [
        [role, "GRANT", f"{database}_{role}s", "TO", "somebody;"]
        for role in ("annotator", "reviewer", "adjudicator", "lead")
    ]


def test_a_team_of_a_project_that_is_there_is_made_beside_it(annotator, server, database):
    url = server.address(database)
    annotator("new", url, "--policy", "solo")

    done = annotator("team", "init", url)

    services = open_services(url)
    assert (done.status, done.err) == (0, "")
    assert "Made" not in done.out
    assert services.querying.project().policy.value == "solo"
    services.close()


def test_who_may_make_no_groups_is_told_in_one_sentence(annotator, server, database):
    url = server.address(database)
    annotator("new", url)
    somebody = server.role(f"{database}_somebody")

    done = annotator("team", "init", server.address(database, somebody))

    assert (done.status, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert "Your database role may not" in done.err


def test_every_verb_takes_the_url_of_a_database(annotator, server, database, articles):
    url = server.address(database)

    assert annotator("new", url).status == 0
    assert annotator("import", url, articles).status == 0
    assert annotator("propose", url).status == 0
    assert annotator("export", url, "--out", "all.csv", "--status", "all").status == 0
    assert annotator("check", url).status == 0
    assert annotator("check", "all.csv", "--project", url).status == 0
    assert annotator("backup", url, "--out", "copy.annotator").status == 0
    assert annotator("check", "all.csv", "--project", "copy.annotator").status == 0


def test_a_file_moves_to_a_server_and_back(annotator, server, database, project):
    url = server.address(database)
    annotator("export", project, "--out", "a.csv", "--status", "all")

    there = annotator("restore", project, url)
    again = annotator("restore", project, url)
    annotator("export", url, "--out", "b.csv", "--status", "all")
    back = annotator("backup", url, "--out", "back.annotator")
    annotator("export", "back.annotator", "--out", "c.csv", "--status", "all")

    assert (there.status, there.err, back.status, back.err) == (0, "", 0, "")
    assert there.out == f"Made {shown(url)} from {project}.\n"
    assert (again.status, again.out) == (2, "")
    assert again.err == f"The database {database} holds a project already; nothing was changed.\n"
    assert annotator("check", url).status == annotator("check", "back.annotator").status == 0
    written = [Path(name).read_bytes() for name in ("a.csv", "b.csv", "c.csv")]
    assert written[0] == written[1] == written[2]


def test_a_project_on_a_server_takes_in_a_file_that_was_worked_on_apart(
    annotator, server, database, project, articles
):
    url = server.address(database)
    assert annotator("restore", project, url).status == 0
    (articles / "third.txt").write_text("The mayor said that the bridge would stay.\n")
    assert annotator("import", project, articles / "third.txt").status == 0

    looked = annotator("merge", url, project, "--preview")
    stranger = annotator("merge", url, project)
    done = annotator("merge", url, project, "--user", system_user())
    again = annotator("merge", url, project, "--user", system_user())

    assert (looked.status, done.status, done.err) == (0, 0, "")
    assert (stranger.status, stranger.out) == (2, "")
    assert "Only a lead may do this" in stranger.err
    assert "Would merge: 1 document new" in looked.out
    assert "Merged: 1 document new" in done.out
    assert again.out == "Nothing to merge: everything is here already.\n"
    assert annotator("check", url).status == 0


def test_a_password_in_a_url_is_neither_shown_nor_logged(annotator, caplog):
    done = annotator("merge", "p.annotator", "postgresql+psycopg://me:secret@host/p")

    assert done.status == 2
    assert "secret" not in done.err + caplog.text
    assert "me:***@host" in caplog.text
    assert "postgresql+psycopg://me:***@host/p is a database on a server" in done.err
