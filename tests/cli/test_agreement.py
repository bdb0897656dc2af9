import csv
import json
from io import StringIO

import pytest

from annotator.cli.agreement import Form


@pytest.fixture
def readers(annotator, project):
    """A project that two engines have read."""
    assert annotator("propose", project, "--engine", "rules").status == 0
    assert annotator("propose", project, "--engine", "crf").status == 0
    return project


def test_two_engines_that_are_named_are_compared_in_a_table(annotator, readers):
    done = annotator("agreement", readers, "--layers", "rules", "crf", "--draws", 20)

    assert (done.status, done.err) == (0, "")
    first, second, blank, names, head, _rule, *rows = done.out.splitlines()
    assert first.startswith("2 documents read by two or more: rules ")
    assert second == "From, to: 95 % intervals of 20 drawings of documents, seed 1."
    assert (blank, names) == ("", "rules, crf")
    assert head.split()[:4] == ["of", "measure", "level", "value"]
    assert any(row.startswith("content  ") and "unitizing alpha" in row for row in rows)


def test_the_same_command_gives_the_same_figures(annotator, readers):
    words = ("agreement", readers, "--layers", "rules", "crf", "--draws", 20, "--seed", 7)

    assert annotator(*words).out == annotator(*words).out


def test_csv_has_a_line_for_each_figure(annotator, readers):
    done = annotator("agreement", readers, "--format", "csv", "--draws", 0, "--by-month")

    rows = list(csv.DictReader(StringIO(done.out)))
    assert done.status == 0
    assert {row["layers"] for row in rows} == {"crf;rules"}
    share = next(row for row in rows if row["measure"] == "text both mark")
    assert 0 <= float(share["value"]) <= 1
    assert (share["low"], share["high"]) == ("", "")
    assert any(row["month"] for row in rows)


def test_json_says_what_is_not_defined_with_the_reason(annotator, readers):
    done = annotator("agreement", readers, "--format", "json", "--draws", 0, "--by-document")

    report = json.loads(done.out)
    assert report["documents"] == 2
    assert {line["document"] for line in report["lines"]} >= {None, "Ferry fares to rise"}
    for line in report["lines"]:
        assert (line["value"] is None) == (line["why"] is not None)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--layers", "rules", "nobody"), "No layer is called “nobody”"),
        (("--layers", "rules"), "--layers"),
        (("--ordinal", "topic"), "“topic” is no field of one choice"),
        (("--draws", "-1"), "--draws"),
        (("--format", "xml"), "xml"),
    ],
)
def test_wrong_words_are_answered_with_one_sentence(annotator, readers, words, sentence):
    done = annotator("agreement", readers, *words)

    assert (done.status, done.out) == (2, "")
    assert sentence in done.err
    assert len(done.err.splitlines()) == 1


def test_where_there_is_nothing_to_compare_it_says_so(annotator, tmp_path):
    path = tmp_path / "empty.annotator"
    annotator("new", path)

    done = annotator("agreement", path)

    assert (done.status, done.out) == (2, "")
    assert done.err == "There is nothing to compare: no document has been read by anybody yet.\n"


def test_a_project_that_is_not_there_is_refused(annotator, tmp_path):
    assert annotator("agreement", tmp_path / "no.annotator").status == 2


def test_every_form_is_written(annotator, readers):
    for form in Form:
        assert annotator("agreement", readers, "--format", form, "--draws", 0).out
