"""The learning curve: its table, its plot, and what it need not measure again."""

import json
import sys
from argparse import Namespace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from annotator.domain.layer import Scope
from annotator.extract.evaluation.metrics import SUBSETS
from annotator.services.learn_report import Figures, ScoreBin, Trial

SVG = "{http://www.w3.org/2000/svg}"
TEXT = "Ann Lee said it would rain. “No,” Bo Ek replied."


@pytest.fixture
def learning_curve(monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "benchmarks"))
    import learning_curve  # noqa: PLC0415 - a script, on no path before

    yield learning_curve
    for name in ("learning_curve", "pages", "plots"):
        sys.modules.pop(name)


def row(articles, f1):
    figures = Figures(precision=f1, recall=f1, f1=f1, content_f1=f1, annotated=4, proposed=4)
    found = Trial(
        subsets=dict.fromkeys(SUBSETS, figures),
        bins=(ScoreBin(low=0.0, high=0.1, proposed=0, right=0, score=0.0),),
        calibration_error=0.05,
    )
    trial = found.model_dump(mode="json")
    return {"articles": articles, "claims": 20 * articles, "seconds": 1.4, "trial": trial}


def test_the_table_has_a_row_a_step(learning_curve):
    head, rule, *rows = learning_curve.table([row(0, 0.5), row(1200, 0.75)])

    assert head.count("|") == rule.count("|") == rows[0].count("|")
    assert rows[0].startswith("| 0 | 0 | .500 |")
    assert rows[1].startswith("| 1,200 | 24,000 | .750 |")
    assert rows[1].endswith("| .050 | 1 |")


def test_a_curve_that_rises_is_drawn_rising(learning_curve):
    drawing = ET.fromstring(  # noqa: S314 - our own
        learning_curve.plot([row(0, 0.5), row(25, 0.6), row(50, 0.8)], "what is gained")
    )

    dots = [float(dot.get("cy", "")) for dot in drawing.findall(f"{SVG}circle")]
    assert len(dots) == 3 * len(learning_curve.KINDS)
    assert dots[0] > dots[1] > dots[2]


def test_what_was_measured_before_is_not_measured_again(learning_curve, tmp_path, monkeypatch):
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"id": "a", "text": TEXT, "attributions": []}))
    kept = tmp_path / "kept.json"
    kept.write_text(json.dumps([row(25, 0.6)]))
    asked = Namespace(
        revealed=gold, gold=gold, engine="crf", scope=Scope.SPEECH, steps=(0, 25), keep=kept
    )
    measured = []

    def instead(step, *_others):
        measured.append(step)
        return row(step, 0.5)

    monkeypatch.setattr(learning_curve, "measured", instead)

    assert [item["articles"] for item in learning_curve.curve(asked)] == [0, 25]
    assert measured == [0]
    assert [item["articles"] for item in json.loads(kept.read_text())] == [25, 0]
