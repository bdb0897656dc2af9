import json
from pathlib import Path

import pytest

from annotator.extract.learned.engine import ENGINE, VERSION
from annotator.services.bootstrap import open_services

FRENCH = (
    "Le maire a déclaré lundi que le pont serait ouvert au printemps, malgré la pluie et le vent. "
    "Les habitants attendent depuis trois ans que les travaux soient enfin terminés."
)

READER = f"{ENGINE} {VERSION}"
TAKES_NONE = "The engine “rules” takes no model."


def lines_of(text):
    return [json.loads(line) for line in text.splitlines()]


def test_it_says_who_read_and_what_came_of_it(annotator, articles):
    annotator("new", "p.annotator")
    annotator("import", "p.annotator", articles)

    done = annotator("propose", "p.annotator")

    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(f"{READER} read 2 documents, proposed ")
    assert done.out.endswith(" claims.\n")


def test_the_same_again_does_nothing(annotator, project):
    done = annotator("propose", project)

    assert (done.status, done.out) == (0, f"Nothing to do: {READER} has read all 2 documents.\n")


def test_another_threshold_does_nothing_and_says_so(annotator, project):
    done = annotator("propose", project, "--threshold", "0.1")

    assert done.status == 0
    assert done.out.splitlines()[1:] == [
        "Another threshold does not bring back what was left out when they were read."
    ]


def test_an_empty_project_has_nothing_to_read(annotator):
    annotator("new", "p.annotator")

    done = annotator("propose", "p.annotator")

    assert done.status == 0
    assert done.out == "Nothing to do: there are no documents yet; import some first.\n"


def test_another_language_is_said_and_nothing_proposed(annotator):
    Path("pont.txt").write_text(FRENCH, encoding="utf-8")
    annotator("new", "p.annotator")
    annotator("import", "p.annotator", "pont.txt")

    done = annotator("propose", "p.annotator")

    note, summary = done.out.splitlines()
    assert done.status == 0
    assert note.startswith("note: “pont.txt”: ")
    assert summary == f"{READER} read 1 document, proposed 0 claims."


def test_another_scope_reads_again_and_a_threshold_drops(annotator, project):
    done = annotator("propose", project, "--scope", "speech+stance", "--threshold", "1")

    services = open_services(project)
    proposals = [
        item
        for line in services.querying.documents()
        for item in services.querying.sheet(line.id).proposals
    ]
    services.close()
    assert done.status == 0
    assert all(item.body.score >= 1 for item in proposals)


def test_workers_propose_the_same(annotator, articles):
    found = []
    for name, workers in (("a.annotator", 0), ("b.annotator", 2)):
        annotator("new", name)
        annotator("import", name, articles)
        found.append(annotator("propose", name, "--workers", workers))

    assert found[0] == found[1]


def test_files_become_json_lines_without_a_project(annotator, articles):
    done = annotator("propose", "--text", articles / "ferry.txt", articles / "bakery.txt")

    ferry, bakery = lines_of(done.out)
    assert (done.status, done.err) == (0, "")
    assert (ferry["id"], bakery["id"]) == ("ferry.txt", "bakery.txt")
    assert ferry["text"] == (articles / "ferry.txt").read_text(encoding="utf-8")
    assert set(ferry) == {"id", "text", "fields", "boilerplate", "attributions"}
    assert set(ferry["fields"]) == {
        "title",
        "outlet",
        "author",
        "published",
        "event_date",
        "event_place",
    }
    first = ferry["attributions"][0]
    assert "".join(ferry["text"][start:end] for start, end in first["content"]).startswith("Fares")
    assert 0 <= first["score"] <= 1


def test_json_lines_go_to_a_file_that_appears_whole(annotator, articles):
    printed = annotator("propose", "--text", articles).out

    done = annotator("propose", articles, "--text", "--out", "lines.jsonl", "--workers", "1")

    assert (done.status, done.out) == (0, "Wrote 2 lines to lines.jsonl.\n")
    assert Path("lines.jsonl").read_text(encoding="utf-8") == printed
    assert [path.name for path in Path().iterdir() if "part" in path.name] == []


def test_lines_that_grow_in_the_folder_that_is_read_are_not_read(annotator, articles):
    done = annotator("propose", "--text", articles, "--out", articles / "lines.jsonl")

    assert (done.status, done.err) == (0, "")
    assert done.out == f"Wrote 2 lines to {articles / 'lines.jsonl'}.\n"


def test_a_threshold_drops_attributions(annotator, articles):
    done = annotator("propose", "--text", articles, "--threshold", "1")

    assert all(item["score"] >= 1 for line in lines_of(done.out) for item in line["attributions"])


def test_a_file_that_cannot_be_read_is_said_and_the_rest_goes_on(annotator, articles):
    (articles / "a.pdf").write_bytes(b"%PDF-1.4 ")
    Path("pont.txt").write_text(FRENCH, encoding="utf-8")

    done = annotator("propose", "--text", articles, "none.txt", "pont.txt")

    assert done.status == 1
    assert [line["id"] for line in lines_of(done.out)] == ["bakery.txt", "ferry.txt", "pont.txt"]
    pdf, missing, note = done.err.splitlines()
    assert pdf.startswith(f"skipped: “{articles / 'a.pdf'}” is a PDF, which is not yet readable")
    assert missing.startswith("skipped: “none.txt” is not there")
    assert note.startswith("note: “pont.txt”: ")


def test_no_readable_file_is_wrong(annotator):
    Path("nothing").mkdir()

    assert annotator("propose", "--text", "none.txt").status == 2
    done = annotator("propose", "--text", "nothing")
    assert (done.status, done.err) == (2, "There is no file there to read.\n")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["p", "--engine", "rules", "--model", "m"], TAKES_NONE),
        (
            ["--text", "a", "--engine", "rules", "--model", "m"],
            TAKES_NONE,
        ),
        (
            ["p", "--cluster", "c", "--workers", "2"],
            "“--workers” and “--cluster” are two ways to share work; choose one.",
        ),
        (
            ["p", "--out", "o"],
            "“--out” goes with “--text”; a project keeps its proposals itself.",
        ),
        (["p", "q"], "Propose in one project at a time; “--text” reads several files."),
        (
            ["--text", "a", "--out", "no/lines"],
            "no/lines cannot be written: no such file or directory.",
        ),
        ([], "Missing argument 'PROJECT'; see “annotator propose --help”."),
    ],
)
def test_wrong_words_are_one_sentence(annotator, project, words, sentence):
    named = [project if word == "p" else word for word in words]

    done = annotator("propose", *named)

    assert (done.status, done.out, done.err) == (2, "", f"{sentence}\n")


@pytest.mark.parametrize("words", [["p"], ["--text", "a"]])
def test_an_unknown_engine_is_one_sentence_that_names_the_known_ones(annotator, project, words):
    done = annotator("propose", *[project if word == "p" else word for word in words], "--engine=x")

    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
    assert done.err.startswith("There is no engine named “x”; installed: ")
    assert "rules" in done.err


@pytest.mark.parametrize(
    "words", [["--threshold", "2"], ["--scope", "poems"], ["--workers", "-1"], ["--bogus"]]
)
def test_options_are_checked(annotator, words):
    done = annotator("propose", "p.annotator", *words)

    assert (done.status, done.out) == (2, "")
    assert words[0] in done.err
    assert done.err.endswith("see “annotator propose --help”.\n")
    assert done.err.count("\n") == 1
