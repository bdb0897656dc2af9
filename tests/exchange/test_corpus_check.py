import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PATTERN = ROOT / "seeds" / "corpus" / "train" / "tea_bonus.txt"


@pytest.fixture
def checked():
    def run(*words):
        return subprocess.run(
            [sys.executable, ROOT / "benchmarks" / "corpus_check.py", *words],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return run


def test_a_sound_article_is_read_back(checked):
    done = checked(PATTERN)

    assert (done.returncode, done.stderr) == (0, "")
    assert "  3. Zipporah Kosgei (direct) | the growers’ chairwoman" in done.stdout
    assert "Nathan arap Bett > Hillary Bett (direct) | The chairman | said" in done.stdout


def test_a_faulty_article_is_told_with_its_line_and_the_others_are_still_read(checked, tmp_path):
    faulty = tmp_path / "faulty.txt"
    faulty.write_text(PATTERN.read_text(encoding="utf-8").replace("{q5 said}", "said"), "utf-8")

    done = checked(faulty, PATTERN)

    assert done.returncode == 1
    assert f"{faulty}:" in done.stderr
    assert "5 needs a cue" in done.stderr
    assert "tea_bonus.txt  599 words" in done.stdout


def test_words_from_elsewhere_are_told(checked, tmp_path):
    sample = (ROOT / "seeds" / "salt_road.txt").read_text(encoding="utf-8").splitlines()[0]
    copied = tmp_path / "copied.txt"
    copied.write_text(PATTERN.read_text(encoding="utf-8") + f"\n{sample}\n", "utf-8")

    done = checked(copied)

    assert done.returncode == 1
    assert "stands in salt_road.txt too" in done.stderr
