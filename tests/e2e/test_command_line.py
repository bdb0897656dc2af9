"""The program as scripts call it: words in, files, lines and exit statuses out."""

import csv
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
REAL = ROOT.parent / "shared" / "seeds"
SECONDS = 60
ENGINE = """
import os, time
from pathlib import Path
from annotator.domain.layer import Scope
from annotator.domain.proposal import Extraction

class Slow:
    name = "slow"
    version = "1"
    model = None

    def extract(self, text, scope=Scope.SPEECH, hints={}):
        if "wait here" in text:
            while not Path("go on").exists():
                Path("waiting").touch()
                time.sleep(0.01)
        return Extraction(language="en")
"""


class Shell:
    """Runs the program in a folder of its own, with no display and no settings."""

    def __init__(self, folder):
        self.folder = folder
        hidden = {"DISPLAY", "WAYLAND_DISPLAY", "PYTHONPATH"}
        self.environment = {
            **{name: value for name, value in os.environ.items() if name not in hidden},
            "ANNOTATOR_DATA_DIR": str(folder / "home"),
            "PYTHONPATH": str(folder / "engines"),
            "QT_QPA_PLATFORM": "offscreen",
        }

    def started(self, *words):
        return subprocess.Popen(
            [sys.executable, "-m", "annotator", *map(str, words)],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )

    def run(self, *words):
        process = self.started(*words)
        out, err = process.communicate(timeout=SECONDS)
        return process.returncode, out, err


@pytest.fixture
def shell(tmp_path):
    return Shell(tmp_path)


@pytest.fixture
def slow(shell):
    """Install an engine that waits at the third of four documents; give the project."""
    described = shell.folder / "engines" / "slow-1.dist-info"
    described.mkdir(parents=True)
    (shell.folder / "engines" / "slow_engine.py").write_text(ENGINE)
    (described / "METADATA").write_text("Metadata-Version: 2.1\nName: slow\nVersion: 1\n")
    (described / "entry_points.txt").write_text("[annotator.extractors]\nslow = slow_engine:Slow\n")
    for number, more in enumerate(("", "", " wait here", "")):
        text = f"Minister {number} said that there are {number} bridges.{more}"
        (shell.folder / f"{number}.txt").write_text(text)
    assert shell.run("new", "p.annotator")[0] == 0
    names = [f"{number}.txt" for number in range(4)]
    assert shell.run("import", "p.annotator", *names)[0] == 0
    return "p.annotator"


def until_it_waits(shell, process):
    last = time.monotonic() + SECONDS
    while not (shell.folder / "waiting").exists():
        assert process.poll() is None
        assert time.monotonic() < last
        time.sleep(0.01)


@pytest.mark.parametrize("source", [SEEDS, REAL], ids=["samples", "real"])
def test_from_a_folder_to_a_table_that_is_proved(shell, source):
    if not source.exists():
        pytest.skip("the real articles are not at hand")
    (shell.folder / "articles").mkdir()
    for path in source.iterdir():
        if path.suffix in {".txt", ".html"}:
            shutil.copy(path, shell.folder / "articles")

    assert shell.run("new", "p.annotator")[0] == 0
    imported = shell.run("import", "p.annotator", "articles")
    assert imported == (0, "Imported 5 documents.\n", "")
    status, out, err = shell.run("propose", "p.annotator")
    assert (status, err) == (0, "")
    assert re.match(r"\w+ \S+ read 5 documents, proposed \d+ claims\.\n$", out)
    status, out, err = shell.run("export", "p.annotator", "--status", "all", "--out", "all.csv")
    assert (status, err) == (0, "")
    rows = int(out.split()[0])
    assert out == f"{rows} rows written to all.csv.\n"
    assert rows > 20
    assert shell.run("check", "p.annotator")[0] == 0
    assert shell.run("check", "all.csv", "--project", "p.annotator")[0] == 0

    row = spoiled(shell.folder / "all.csv")
    status, out, err = shell.run("check", "all.csv", "--project", "p.annotator")
    assert (status, err) == (1, "")
    assert f"row {row} " in out


def spoiled(path):
    """Change one character of the content in the middle row and return the row's number."""
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    number = len(rows) // 2
    cell = rows[number - 1][header.index("content")]
    rows[number - 1][header.index("content")] = cell[:-1] + ("x" if cell[-1] != "x" else "y")
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return number


@pytest.mark.parametrize("workers", [0, 1])
def test_ctrl_c_keeps_what_is_done_and_says_so(shell, slow, workers):
    process = shell.started("propose", slow, "--engine", "slow", "--workers", workers)
    until_it_waits(shell, process)
    os.killpg(process.pid, signal.SIGINT)
    (shell.folder / "go on").touch()

    out, err = process.communicate(timeout=SECONDS)

    read = int(out.split()[3])
    assert process.returncode == 130
    assert out.endswith("proposed 0 claims, stopped before the end.\n")
    assert err == ""
    assert read == 2 if workers == 0 else read <= 2
    status, out, _err = shell.run("propose", slow, "--engine", "slow")
    assert (status, out) == (0, f"slow 1 read {4 - read} documents, proposed 0 claims.\n")


def test_ctrl_c_twice_ends_it_at_once(shell, slow):
    process = shell.started("propose", slow, "--engine", "slow")
    until_it_waits(shell, process)
    os.killpg(process.pid, signal.SIGINT)
    (shell.folder / "waiting").unlink()
    until_it_waits(shell, process)
    os.killpg(process.pid, signal.SIGINT)

    _out, err = process.communicate(timeout=SECONDS)

    assert process.returncode == 130
    assert err == "Stopped; what was done before stays.\n"
    assert shell.run("check", slow)[0] == 0


def test_killed_outright_it_keeps_what_is_done(shell, slow):
    process = shell.started("propose", slow, "--engine", "slow")
    until_it_waits(shell, process)
    process.kill()
    process.communicate(timeout=SECONDS)
    (shell.folder / "go on").touch()

    assert shell.run("check", slow)[0] == 0
    status, out, _err = shell.run("propose", slow, "--engine", "slow")
    assert (status, out) == (0, "slow 1 read 2 documents, proposed 0 claims.\n")


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL])
def test_interrupted_json_lines_are_kept_and_gone_on_with(shell, slow, end):
    names = [f"{number}.txt" for number in range(4)]
    words = ["propose", "--text", *names, "--engine", "slow", "--out", "lines.jsonl"]
    process = shell.started(*words)
    until_it_waits(shell, process)
    os.killpg(process.pid, end)
    (shell.folder / "go on").touch()

    _out, err = process.communicate(timeout=SECONDS)

    assert not (shell.folder / "lines.jsonl").exists()
    assert (shell.folder / ".lines.jsonl.part").exists()
    if end == signal.SIGINT:
        assert process.returncode == 130
        assert err == (
            "Stopped: 2 lines stay in .lines.jsonl.part, and the same command goes on from there.\n"
        )
    status, out, _err = shell.run(*words)
    assert (status, out) == (0, "Wrote 4 lines to lines.jsonl, 2 of them from before.\n")
    written = (shell.folder / "lines.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in written] == names
    assert not (shell.folder / ".lines.jsonl.part").exists()


def test_a_reader_that_stops_reading_is_no_mistake(shell):
    process = shell.started("propose", "--text", *sorted(SEEDS.glob("*.txt")))
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()

    assert process.wait(timeout=SECONDS) in {0, 1}
    assert err == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("words", [["propose", "--text", SEEDS / "salt_road.txt"], ["--help"]])
def test_a_full_disk_is_said_in_one_sentence(shell, words):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "annotator", *map(str, words)],
            cwd=shell.folder,
            env=shell.environment,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert done.returncode == 1
    assert done.stderr == "The system refused: No space left on device.\n"


def test_a_narrow_locale_changes_no_json_and_stops_no_report(shell):
    shell.environment |= {"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"}
    (shell.folder / "ş.txt").write_text("Ayşe said: “Çok güzel ⛴, it is.”", encoding="utf-8")

    status, out, _err = shell.run("propose", "--text", "ş.txt")
    assert status == 0
    assert "Çok güzel ⛴" in out

    assert shell.run("new", "p.annotator")[0] == 0
    status, out, err = shell.run("import", "p.annotator", "none.txt")
    assert (status, err) == (2, "")
    assert out.startswith("skipped: \\u201cnone.txt\\u201d is not there")
