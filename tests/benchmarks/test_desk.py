"""The benchmark of the desk, run short, as one runs it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

DESK = Path(__file__).parents[2] / "benchmarks" / "desk.py"
OFFSCREEN = "does not support propagateSizeHints"


def run(folder, *rooms):
    words = [sys.executable, DESK, "--quick", "--folder", folder, "--only", *rooms]
    environment = {**os.environ, "QT_QPA_PLATFORM": "", "ANNOTATOR_DATA_DIR": str(folder / "own")}
    done = subprocess.run(
        words, capture_output=True, encoding="utf-8", check=False, env=environment
    )
    complaints = [line for line in done.stderr.splitlines() if OFFSCREEN not in line]
    assert (done.returncode, complaints) == (0, [])
    return done.stdout


def test_a_document_is_verified_from_the_keyboard_as_its_annotation_has_it(tmp_path):
    told = run(tmp_path, "keys")

    standing = re.findall(r"(\d+) of (\d+) claims stand as the annotation has them", told)
    assert len(standing) == 2
    assert all(int(right) >= int(wanted) - 2 for right, wanted in standing)
    assert re.search(r"\| accept a right proposal and go on \| \d+ \| 1 \| 1 \|", told)
    assert re.search(r"\| undo \| \d+ \| 1 \| 1 \|", told)


def test_the_text_is_measured_beside_the_bare_widget(tmp_path):
    told = run(tmp_path, "text")

    for act in ("load", "switch", "jump", "wheel", "select", "add"):
        assert re.search(rf"5,000 +200  {act} .*x", told), act


@pytest.mark.timeout(300)
def test_lists_are_measured_at_every_size_beside_their_peers(tmp_path):
    told = run(tmp_path, "lists")

    assert told.count("| 200 |") == told.count("| 2,000 |") == 2
    assert told.count("| load all |") == told.count("| QSqlTableModel |") == 2
    for kind in ("documents", "claims"):
        assert f"| {kind}: memory, of loading all |" in told


@pytest.mark.timeout(300)
def test_starting_is_measured_beside_a_bare_window(tmp_path):
    told = run(tmp_path, "start")

    for owed in ("first paint, of", "program read, of", "version, of `pass`", "idle memory"):
        assert f"| {owed}" in told
    assert "\nOpen and shown, of the bare window's paint: " in told
