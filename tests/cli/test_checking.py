import csv
from pathlib import Path

import pytest


@pytest.fixture
def export(annotator, project):
    annotator("export", project, "--out", "all.csv", "--status", "all")
    return Path("all.csv")


def changed(path, column, row):
    with path.open(encoding="utf-8", newline="") as file:
        cells = list(csv.reader(file))
    at = cells[0].index(column)
    words = cells[row][at]
    cells[row][at] = f"{words[:3]}{'X' if words[3] != 'X' else 'Y'}{words[4:]}"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(cells)


def test_a_project_that_is_whole_holds(annotator, project):
    done = annotator("check", project)

    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines()[-1] == f"{project} holds."


def test_an_export_holds(annotator, project, export):
    done = annotator("check", export, "--project", project)

    assert done.status == 0
    assert done.out.splitlines()[-1] == "all.csv holds."


def test_one_changed_character_is_found_and_its_row_named(annotator, project, export):
    changed(export, "content", row=2)

    done = annotator("check", export, "--project", project)

    assert done.status == 1
    assert "row 2 " in done.out
    assert done.out.splitlines()[-1].startswith("all.csv does not hold: ")


def test_a_damaged_project_does_not_hold_or_does_not_open(annotator, project):
    raw = bytearray(project.read_bytes())
    raw[8192:12288] = b"\xff" * 4096
    project.write_bytes(raw)

    done = annotator("check", project)

    assert done.status in {1, 2}
    assert "Traceback" not in done.err + done.out
    assert "mistake of its own" not in done.err


def test_an_export_needs_its_project(annotator, export):
    done = annotator("check", export)

    assert done.status == 2
    assert done.err == "all.csv is no project; to prove an export, name its --project.\n"


def test_an_export_that_is_not_there_is_said(annotator, project):
    done = annotator("check", "none.csv", "--project", project)

    assert (done.status, done.out) == (2, "")
    assert done.err == "none.csv cannot be read: no such file or directory.\n"
