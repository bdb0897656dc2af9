import os
import zipfile
from pathlib import Path

import pytest

from annotator.services.bootstrap import open_services

NEWS = "The mayor said on Monday that the bridge would open in spring, rain or shine. "


@pytest.fixture
def empty(annotator):
    annotator("new", "p.annotator")
    return Path("p.annotator")


@pytest.fixture
def hostile(annotator):
    folder = Path("hostile")
    folder.mkdir()
    files = {
        "bom.txt": b"\xef\xbb\xbf" + NEWS.encode() + b"It has a mark.",
        "crlf.txt": (NEWS + "\r\nTwo lines it has.\r\n").encode(),
        "cp1254.txt": (
            "Başbakan pazartesi günü köprünün açılacağını söyledi. Şehir halkı bunu bekliyor."
        ).encode("cp1254"),
        "emoji.txt": (NEWS + "📷 A picture of the bridge, and more about it.").encode(),
        "empty.txt": b"",
        "nul.txt": b"Half a word\0 and then nothing.",
        "paper.pdf": b"%PDF-1.7\n1 0 obj << >> endobj",
        "page.html": (
            "<!doctype html><html><head><title>Bridge</title>"
            "<script>document.write('“Evil,” said the script.')</script></head>"
            f"<body><article><h1>Bridge</h1><p>{NEWS}</p><p>{NEWS} Twice.</p>"
            "<img src='http://192.0.2.1/x.png'></article></body></html>"
        ).encode(),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    with (folder / "huge.txt").open("wb") as sparse:
        sparse.truncate(50_000_000)
    with zipfile.ZipFile(folder / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("word/document.xml", b"0" * 20_000_000)
    (folder / "twin.txt").write_bytes(files["emoji.txt"])
    (folder / "gone.txt").symlink_to(folder / "never-there.txt")
    (folder / "self.txt").symlink_to("self.txt")
    (folder / "again").symlink_to(folder.absolute(), target_is_directory=True)
    os.mkfifo(folder / "pipe.txt")
    (folder / "nested").mkdir()
    (folder / "nested" / "deep.txt").write_text("Deep down the miner said that it was dark.")
    return folder


def skipped(done):
    return [line for line in done.out.splitlines() if line.startswith("skipped: ")]


def test_a_folder_is_taken_in_and_counted(annotator, empty, articles):
    done = annotator("import", empty, articles)

    assert (done.status, done.out, done.err) == (0, "Imported 2 documents.\n", "")


def test_known_texts_are_passed_over_and_that_is_no_failure(annotator, empty, articles):
    annotator("import", empty, articles)

    done = annotator("import", empty, articles)

    ferry = articles / "ferry.txt"
    assert done.status == 0
    assert f"skipped: “{ferry}” is in the project already, as {ferry}." in done.out.splitlines()
    assert done.out.endswith("Imported 0 documents, passed over 2 files.\n")


def test_hostile_files_get_a_line_each_and_the_rest_goes_on(annotator, empty, hostile):
    done = annotator("import", empty, hostile)

    lines = skipped(done)
    said = dict(line.removeprefix("skipped: “").split("”", 1) for line in lines)
    assert done.status == 1
    assert done.err == ""
    assert done.out.endswith("Imported 6 documents, passed over 2 files, could not read 8 files.\n")
    reasons = {
        "empty.txt": "is empty",
        "nul.txt": "NUL",
        "paper.pdf": "is a PDF, which is not yet readable",
        "huge.txt": "is larger than 10 MB",
        "bomb.docx": "is a Word document, which is not yet readable",
        "gone.txt": "is a link to a file that is not there",
        "self.txt": "is a link that leads back to itself",
        "pipe.txt": "is a pipe, not a file",
        "twin.txt": "is in the project already",
        "again": "already met under another name",
    }
    for name, reason in reasons.items():
        assert reason in said[f"hostile/{name}"]
    assert len(lines) == len(reasons)


def test_what_was_read_reads_as_it_should(annotator, empty, hostile):
    annotator("import", empty, hostile)

    services = open_services(empty)
    sheets = [services.querying.sheet(item.id) for item in services.querying.documents()]
    texts = {Path(sheet.document.origin).name: sheet.document.text for sheet in sheets}
    services.close()
    assert texts["bom.txt"].startswith("The mayor")
    assert "\r" not in texts["crlf.txt"]
    assert "Şehir halkı" in texts["cp1254.txt"]
    assert "Evil" not in texts["page.html"]
    assert "deep.txt" in texts


def test_processes_of_their_own_give_the_same(annotator, empty, hostile):
    annotator("new", "q.annotator")

    alone = annotator("import", empty, hostile)
    shared = annotator("import", "q.annotator", hostile, "--workers", "2")

    assert shared.status == alone.status
    assert sorted(shared.out.splitlines()) == sorted(alone.out.splitlines())


def test_nearly_the_same_text_is_said(annotator, empty):
    words = [f"word{number}" for number in range(300)]
    Path("a.txt").write_text(" ".join(words))
    Path("b.txt").write_text(" ".join([*words, "end"]))

    done = annotator("import", empty, "a.txt", "b.txt")

    assert done.status == 0
    assert done.out == (
        "alike: “b.txt” is nearly the same as “a.txt”; both are in the project.\n"
        "Imported 2 documents.\n"
    )


def test_nothing_readable_is_wrong(annotator, empty):
    Path("nothing").mkdir()
    Path("none.txt").touch()

    assert annotator("import", empty, "nothing").status == 2
    assert annotator("import", empty, "nothing").out == "There is no file there to import.\n"
    assert annotator("import", empty, "none.txt").status == 2
    assert annotator("import", empty, "missing.txt").out == (
        "skipped: “missing.txt” is not there; it may have been moved or deleted.\n"
        "Imported 0 documents, could not read 1 file.\n"
    )


def test_names_that_are_no_utf_8_are_imported_and_shown(annotator, empty):
    Path(os.fsdecode(b"r\xe9sum\xe9.txt")).write_text("The clerk said that it would rain.")
    Path("two\nlines.txt").write_text("The other clerk said that it would not rain.")

    done = annotator("import", empty, ".")

    assert "Imported 2 documents" in done.out
    again = annotator(
        "import", empty, *[path for path in Path().iterdir() if path.suffix == ".txt"]
    )
    assert again.status == 0
    assert len(again.out.splitlines()) == 3


def test_a_broken_settings_file_is_said_and_passed_by(annotator, empty, articles, tmp_path):
    settings = tmp_path / "home" / "config" / "settings.json"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text("{")

    done = annotator("import", empty, articles)

    assert done.status == 0
    assert done.err.startswith(f"The settings in {settings} are not used: ")


def test_the_limit_of_the_settings_holds(annotator, empty, articles, tmp_path):
    settings = tmp_path / "home" / "config" / "settings.json"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text('{"max_bytes": 100}')

    done = annotator("import", empty, articles)

    assert done.status == 2
    assert all("is larger than 100 bytes" in line for line in skipped(done))


@pytest.mark.parametrize("verb", ["import", "propose", "export", "check", "backup"])
def test_a_project_that_is_not_there_is_said(annotator, verb, articles):
    more = {"import": [articles], "export": ["--out", "a.csv"], "backup": ["--out", "b"]}

    done = annotator(verb, "none.annotator", *more.get(verb, []))

    assert (done.status, done.out) == (2, "")
    assert done.err == "There is no project file none.annotator.\n"
