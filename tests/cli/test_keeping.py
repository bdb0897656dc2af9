from pathlib import Path


def test_a_copy_becomes_a_project_again(annotator, project):
    copied = annotator("backup", project, "--out", "copy")
    made = annotator("restore", "copy", "q.annotator")

    assert (copied.status, copied.out) == (0, f"Copied {project} to copy.\n")
    assert (made.status, made.out) == (0, "Made q.annotator from copy.\n")
    assert annotator("check", "q.annotator").status == 0
    assert annotator("propose", "q.annotator").out.startswith("Nothing to do")


def test_nothing_is_restored_over_a_project(annotator, project):
    annotator("backup", project, "--out", "copy")
    before = project.read_bytes()

    done = annotator("restore", "copy", project)

    assert (done.status, done.err) == (2, f"{project} exists already; nothing was changed.\n")
    assert project.read_bytes() == before


def test_what_is_no_copy_is_not_restored(annotator):
    Path("text").write_text("A text of some length, which is no database.")

    done = annotator("restore", "text", "q.annotator")

    assert done.status == 2
    assert done.err.startswith("text cannot be opened as a project")
    assert annotator("restore", "none", "q.annotator").err == "There is no project file none.\n"
    assert not Path("q.annotator").exists()


def test_a_project_is_not_copied_onto_itself(annotator, project):
    done = annotator("backup", project, "--out", project)

    assert done.status == 2
    assert "is the project itself" in done.err
