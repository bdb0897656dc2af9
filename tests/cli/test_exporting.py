import csv
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from annotator.extract.learned.engine import ENGINE, VERSION


def today():
    return datetime.now(UTC).date()


def rows(path, **options):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, **options))


def test_nothing_approved_is_said_and_the_header_written(annotator, project):
    done = annotator("export", project, "--out", "a.csv")

    assert (done.status, done.err) == (0, "")
    assert done.out == "Nothing is approved yet: a.csv has no rows.\n"
    assert Path("a.csv").read_bytes().startswith(b"claim_id,")


def test_all_takes_the_open_proposals(annotator, project):
    done = annotator("export", project, "--out", "a.csv", "--status", "all")

    found = rows(Path("a.csv"))
    assert done.out == f"{len(found)} rows written to a.csv.\n"
    assert {row["status"] for row in found} == {"proposed"}
    assert {row["annotator"] for row in found} == {f"{ENGINE} {VERSION}"}


def test_json_lines_are_written_too(annotator, project):
    annotator("export", project, "--out", "a.csv", "--status", "all")
    done = annotator("export", project, "--out", "a.jsonl", "--status", "all", "--format", "jsonl")

    lines = Path("a.jsonl").read_text(encoding="utf-8").splitlines()
    assert done.status == 0
    assert len([json.loads(line) for line in lines]) == len(rows(Path("a.csv")))


def test_the_frame_is_as_asked_for(annotator, project):
    words = ["--status", "all", "--bom", "--guard", "--delimiter", "tab"]
    done = annotator("export", project, "--out", "a.csv", *words)

    assert done.status == 0
    assert Path("a.csv").read_bytes().startswith(b"\xef\xbb\xbfclaim_id\tdocument_id\t")
    assert rows(Path("a.csv"), delimiter="\t")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--delimiter", "x"], "Cells cannot be parted by “x”; take , ; | or tab."),
        (["--format", "brat"], "The format “brat” is not in this version."),
        (["--format", "doc"], "There is no format “doc”; there are csv and jsonl."),
        (["--as-of", "1.3.2026"], "“1.3.2026” is no day; write it as in 2026-03-31."),
        (["--as-of", "20260301"], "“20260301” is no day; write it as in 2026-03-31."),
        (["--as-of", "2026-02-30"], "“2026-02-30” is no day; write it as in 2026-03-31."),
        (
            ["--as-of", "9999-12-31"],
            "9999-12-31 is still to come; in UTC it is {today}.",
        ),
        (
            ["--as-of", "1999-12-31"],
            "There is nothing as of 1999-12-31: the project began on {today}.",
        ),
    ],
)
def test_wrong_words_are_one_sentence_and_nothing_is_written(annotator, project, words, sentence):
    done = annotator("export", project, "--out", "a.csv", *words)

    assert (done.status, done.out, done.err) == (2, "", sentence.format(today=today()) + "\n")
    assert not Path("a.csv").exists()


def test_as_of_today_is_as_it_is_now_and_checks(annotator, project):
    everything, day = ("--status", "all"), today()
    annotator("export", project, "--out", "now.csv", *everything)
    done = annotator("export", project, "--out", "then.csv", *everything, "--as-of", day)

    found = rows(Path("then.csv"))
    assert done.out == f"{len(found)} rows written to then.csv, as of {day}.\n"
    assert Path("then.csv").read_bytes() == Path("now.csv").read_bytes()
    checked = annotator("check", "then.csv", "--project", project)
    assert checked.status == 0
    assert f"It was compared with the project as of {day}, up to change " in checked.out


def test_an_unknown_status_is_told_the_known_ones(annotator, project):
    done = annotator("export", project, "--out", "a.csv", "--status", "some")

    known = "'some' is not one of 'approved', 'all'"
    assert done.status == 2
    assert done.err == (f"Invalid value for '--status': {known}; see “annotator export --help”.\n")


def test_a_file_has_to_be_named(annotator, project):
    done = annotator("export", project)

    assert (done.status, done.err) == (
        2,
        "Missing option '--out'; see “annotator export --help”.\n",
    )


def test_a_folder_that_is_not_there_is_said(annotator, project):
    done = annotator("export", project, "--out", "no/a.csv")

    assert (done.status, done.err) == (
        2,
        "no/a.csv cannot be written: no such file or directory.\n",
    )
