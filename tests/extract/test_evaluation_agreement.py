"""Our metrics against the reference scorer, digit for digit, where it is at hand."""

import importlib.util
import random
import sys
from pathlib import Path

import pytest

from annotator.extract.evaluation.evaluating import evaluate
from annotator.extract.evaluation.metrics import METRICS, SUBSETS

SCORER = Path(__file__).parents[3] / "shared" / "evaluation" / "score.py"
SENTENCE = (
    "the mayor of Port Ovik said that nobody didn't U.S. so-called Lie, who it's pier-7 "
    "𝄞🌊 R&D says will; (close) according to them — and"
)
WORDS = SENTENCE.split()
MARKS = ("“", "”", '"', "'", "‘", "’", "``", "''", "\n")

pytestmark = pytest.mark.skipif(not SCORER.exists(), reason="the reference scorer is not here")


@pytest.fixture(scope="module")
def scorer():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(SCORER.parent))
        patch.setattr(sys, "dont_write_bytecode", True)
        spec = importlib.util.spec_from_file_location("reference_score", SCORER)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        yield module


def some_text(chance):
    pieces = [
        chance.choice(MARKS) + word if chance.random() < 0.25 else word
        for word in chance.choices(WORDS, k=120)
    ]
    return " ".join(piece + chance.choice(MARKS) * (chance.random() < 0.2) for piece in pieces)


def some_spans(chance, length, most):
    starts = [chance.randrange(length - 40) for _ in range(chance.randint(0, most))]
    return [[start, start + chance.randint(1, 40)] for start in starts]


def some_attributions(chance, length):
    return [
        {
            "content": some_spans(chance, length, 2) or [[0, 30]],
            "source": some_spans(chance, length, 1),
            "cue": some_spans(chance, length, 1),
        }
        for _ in range(chance.randint(0, 9))
    ]


def blurred(chance, attributions, length):
    """Return the attributions with boundaries moved, some left out, some invented."""
    moved = [
        {
            part: [
                [max(0, start + chance.randint(-9, 9)), min(length, end + chance.randint(0, 9))]
                for start, end in spans
                if chance.random() < 0.9
            ]
            for part, spans in item.items()
        }
        for item in attributions
        if chance.random() < 0.85
    ]
    return [item for item in [*moved, *some_attributions(chance, length)[:2]] if item["content"]]


@pytest.mark.parametrize("seed", range(20))
def test_every_figure_agrees_with_the_reference(scorer, seed):
    chance = random.Random(seed)  # noqa: S311 - cases, not secrets
    gold, predicted = [], []
    for number in range(4):
        text = some_text(chance)
        attributions = some_attributions(chance, len(text))
        gold.append({"id": str(number), "text": text, "attributions": attributions})
        if number:
            proposed = blurred(chance, attributions, len(text))
            predicted.append({"id": str(number), "attributions": proposed})

    reference = scorer.score(gold, predicted)["metrics"]
    ours = evaluate(gold, predicted)

    for metric in METRICS:
        for subset in SUBSETS:
            wanted = reference[f"{metric}/{subset}"]
            assert ours.score(metric, subset) == (
                wanted["P"],
                wanted["R"],
                wanted["F1"],
                wanted["n_pred"],
                wanted["n_gold"],
            ), (metric, subset)
