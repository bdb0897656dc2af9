"""What a project gains by verifying: an engine learns from more and more annotated articles.

    python benchmarks/learning_curve.py REVEALED.jsonl GOLD.jsonl [--plot docs/learning-curve.svg]
        [--into docs/extractor.md curve]

Of REVEALED (PolNeAR's train part, say) the first 0, 25, 50, ... articles are learned beside the
corpus that ships, in an order that is drawn once, and GOLD is read with each model. Prints
Markdown. Figures that --keep FILE has already are not measured again.
"""

import argparse
import json
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any, Final

from pages import put
from plots import Axis, chart, shares

from annotator.domain.layer import Scope
from annotator.exchange.corpus.json_lines import documents
from annotator.extract.extractor import find
from annotator.runtime.progress import Silent
from annotator.services.learn_report import Trial
from annotator.services.learning_trial import read, tried
from annotator.services.lessons import Line
from annotator.services.own_corpus import own_corpus
from annotator.services.training import train_on

STEPS: Final = (0, 25, 50, 100, 200, 400, 840)
SEED: Final = 20
KINDS: Final = ("all", "direct", "mixed", "indirect")
Row = dict[str, Any]


def measured(
    step: int, revealed: Sequence[Line], gold: Sequence[Line], engine: str, scope: Scope
) -> Row:
    """Return the figures of a model that learned from so many articles."""
    begun = process_time()
    with TemporaryDirectory() as folder:
        model = Path(folder) / "learned.model"
        train_on([*own_corpus(), *revealed[:step]], model, engine, Silent())
        trained = process_time()
        reader = find(engine, model)
        figures = tried(gold, list(read(reader, gold, scope, Silent())), scope)
    return {
        "articles": step,
        "claims": sum(len(line["attributions"]) for line in revealed[:step]),
        "seconds": trained - begun,
        "trial": figures.model_dump(mode="json"),
    }


def table(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the figures as Markdown."""
    kinds = " | ".join(KINDS[1:])
    yield f"| articles | claims | full P | R | F1 | {kinds} | content F1 | apart by | training, s |"
    yield f"|{' ---: |' * 11}"
    for row in rows:
        found = Trial.model_validate(row["trial"])
        whole = found.subsets["all"]
        values = (whole.precision, whole.recall, *(found.subsets[kind].f1 for kind in KINDS))
        shown = [_short(value) for value in (*values, whole.content_f1, found.calibration_error)]
        cells = [f"{row['articles']:,}", f"{row['claims']:,}", *shown, f"{row['seconds']:.0f}"]
        yield f"| {' | '.join(cells)} |"


def _short(value: float) -> str:
    return f"{value:.3f}".removeprefix("0")


def plot(rows: Sequence[Row], title: str) -> str:
    """Return the curves of the kinds, the steps evenly apart."""
    found = [Trial.model_validate(row["trial"]) for row in rows]
    ticks = [(float(at), f"{row['articles']:,}") for at, row in enumerate(rows)]
    across = Axis("articles verified", 0.0, max(1.0, len(rows) - 1.0), ticks)
    lines = {
        kind: [(float(at), item.subsets[kind].f1) for at, item in enumerate(found)]
        for kind in KINDS
    }
    return chart(title, across, shares("full F1", 0.3, 0.9), lines, diagonal=False)


def curve(asked: argparse.Namespace) -> list[Row]:
    """Return the figures of each step, those kept already and those measured now."""
    revealed, gold = (documents(path, with_text=True) for path in (asked.revealed, asked.gold))
    random.Random(SEED).shuffle(revealed)  # noqa: S311 - nothing secret
    rows: list[Row] = json.loads(asked.keep.read_text()) if asked.keep.exists() else []
    for step in asked.steps:
        if step not in {row["articles"] for row in rows}:
            rows.append(measured(step, revealed, gold, asked.engine, asked.scope))
            asked.keep.parent.mkdir(parents=True, exist_ok=True)
            asked.keep.write_text(json.dumps(rows, indent=1))
            print(*table(rows[-1:]), sep="\n", file=sys.stderr, flush=True)
    return sorted(rows, key=lambda row: int(row["articles"]))


def main() -> int:
    """Measure what the command line names, and show it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("revealed", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--engine", default="crf")
    parser.add_argument("--scope", type=Scope, default=Scope.SPEECH_AND_STANCE)
    parser.add_argument("--steps", type=int, nargs="+", default=STEPS)
    parser.add_argument("--keep", type=Path, default=Path("build/learning_curve.json"))
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--into", nargs=2, metavar=("PAGE", "NAME"), help="a page to put it into")
    asked = parser.parse_args()
    rows = curve(asked)
    print(*table(rows), sep="\n")
    if asked.into:
        put(Path(asked.into[0]), asked.into[1], table(rows))
    if asked.plot is not None:
        title = f"{asked.engine} on {asked.gold.stem}, {asked.scope.value}"
        asked.plot.write_text(plot(rows, title), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
