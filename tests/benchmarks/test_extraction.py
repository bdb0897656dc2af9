"""The benchmark of the engines, run as one runs it, on two invented articles."""

import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
FERRY = "Lena Ovik said that fares rise in May. “Nobody was asked,” Per Lie told the paper."
BAKERY = "The ovens work again. “We open on Friday at six,” said Ole Brandt, who owns the bakery."


def attribution(text, source, cue, content):
    return {
        key: [[text.index(words), text.index(words) + len(words)]]
        for key, words in (("source", source), ("cue", cue), ("content", content))
    }


@pytest.fixture
def gold(tmp_path):
    fares = attribution(FERRY, "Lena Ovik", "said", "fares rise in May")
    nobody = attribution(FERRY, "Per Lie", "told", "Nobody was asked")
    friday = attribution(BAKERY, "Ole Brandt", "said", "We open on Friday at six")
    lines = [
        {"id": "ferry", "text": FERRY, "attributions": [fares, nobody]},
        {"id": "bakery", "text": BAKERY, "attributions": [friday]},
    ]
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture
def measured(gold):
    def run(*words):
        return subprocess.run(
            [sys.executable, BENCHMARKS / "extraction.py", "--gold", gold, *words],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return run


def row(done, engine, table=0):
    """Return the cells of an engine's row in the figures (0) or the costs (1)."""
    rows = [line for line in done.stdout.splitlines() if line.startswith(f"| {engine} |")]
    return [cell.strip() for cell in rows[table].split("|")[2:-1]]


def test_the_baseline_finds_what_stands_in_marks_and_no_more(measured):
    done = measured("--engines", "quotes")

    precision, recall, f1, direct, mixed, indirect = row(done, "quotes")[:6]
    assert (done.returncode, done.stderr) == (0, "")
    assert (precision, recall, f1) == ("1.000", ".667", ".800")
    assert (direct, mixed, indirect) == ("1.000", ".000", ".000")


def test_each_engine_tells_its_cost(measured):
    done = measured("--engines", "rules", "quotes")

    rules, quotes = row(done, "rules", 1), row(done, "quotes", 1)
    assert float(rules[0]) > 0
    assert float(rules[3]) > float(quotes[3]) > 0
    assert float(rules[4]) > 0
    assert quotes[4] == ""


def test_what_is_not_installed_is_said_and_the_rest_is_measured(measured):
    done = measured("--engines", "oracle", "quotes")

    assert done.returncode == 0
    assert "oracle did not read: " in done.stdout
    assert "There is no engine named “oracle”" in done.stdout
    assert row(done, "quotes")


def test_scores_are_drawn_against_the_share_that_is_right(measured, tmp_path):
    measured("--engines", "rules", "--plots", tmp_path / "plots")

    (plot,) = (tmp_path / "plots").iterdir()
    drawing = ET.fromstring(plot.read_text(encoding="utf-8"))  # noqa: S314 - our own
    assert plot.name == "reliability-rules.svg"
    assert drawing.findall("{http://www.w3.org/2000/svg}circle")


def test_a_model_without_its_engine_is_wrong_usage(measured):
    done = measured("--model", "crf.model")

    assert done.returncode == 2
    assert "write ENGINE=FILE" in done.stderr
