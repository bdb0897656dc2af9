"""Measure every engine at hand, side by side, on annotated articles.

    python benchmarks/extraction.py                          the dev split of the corpus, speech
    python benchmarks/extraction.py --gold FILE --scope speech+stance      other JSON lines
    python benchmarks/extraction.py --engines rules crf --model crf=FILE   some, or another model
    python benchmarks/extraction.py --plots docs             also draw score against share right
    python benchmarks/extraction.py --into docs/extractor.md corpus    write the tables there

The models that ship have learned from dev too, so on dev name models that have not:
`benchmarks/make_model.py --splits train --out build/crf.model`.

Each engine reads in a process of its own, in one thread. `quotes` is the baseline of
`quote_baseline.py`; `textacy` needs textacy and spaCy with an English pipeline, here or where
`--python textacy=PYTHON` says. Prints Markdown.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple

from pages import put
from plots import chart, shares

from annotator.domain.layer import Scope
from annotator.exchange.corpus.json_lines import documents
from annotator.extract.evaluation.evaluating import Evaluation, evaluate
from annotator.extract.evaluation.reliability import Bin, binned, calibration_error, judged
from annotator.runtime.resources import resources_folder
from annotator.services.learning_trial import likely
from annotator.services.own_corpus import own_corpus

ALONE: Final = Path(__file__).with_name("one_engine.py")
ENGINES: Final = ("rules", "crf", "neural", "quotes", "textacy")
OURS: Final = ("rules", "crf", "neural")
KINDS: Final = ("direct", "mixed", "indirect")
MB: Final = 1_000_000
LEARNED_DEV: Final = (
    "The model of {} that ships has learned from these articles; name one that has not (--model)."
)
ELSEWHERE: Final = """\
Measured before with the same scorer on the test split of PolNeAR, in scope `speech+stance`:
Gender Gap Tracker's rules on a spaCy parse full F1 .393 at 2.0 articles a CPU-second and 383 MB;
Citron, cue and resolvers retrained on PolNeAR, .364 at 1.0 and 502 MB; textacy's direct quotations
.201 at 1.3 and 420 MB; quotation marks with the nearest “X said” .185 at 160 and 14 MB. Six people
against each other: .733 (content .794)."""


class Result(NamedTuple):
    """What one engine found, and what that cost."""

    name: str
    evaluation: Evaluation
    bins: tuple[Bin, ...]
    cost: dict[str, float]
    size: int


class Asked(NamedTuple):
    """What is to be read, what counts, and the models that replace those that ship."""

    gold: Path
    scope: Scope
    models: dict[str, Path]
    pythons: dict[str, Path]


def measured(name: str, asked: Asked, folder: Path) -> Result | str:
    """Return what one engine finds and costs, or why it does not read."""
    out = folder / f"{name}.jsonl"
    model = asked.models.get(name)
    words = [
        asked.pythons.get(name, sys.executable),
        ALONE,
        name,
        asked.gold,
        asked.scope.value,
        out,
    ]
    done = subprocess.run(
        [str(word) for word in (*words, *([model] if model else []))],
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        return done.stderr.strip().splitlines()[-1]
    gold = documents(asked.gold, with_text=True)
    predicted = documents(out, with_text=False)
    return Result(
        name,
        evaluate(gold, [likely(line) for line in predicted], asked.scope),
        binned(judged(gold, predicted, asked.scope)),
        json.loads(done.stdout),
        _size(name, model),
    )


def _size(name: str, model: Path | None) -> int:
    """Return the bytes of an engine's word lists and model; 0 for what is not ours."""
    if name not in OURS:
        return 0
    lexicons = sum(path.stat().st_size for path in (resources_folder() / "lexicons").iterdir())
    shipped = resources_folder() / "models" / f"{name}.model"
    own = model or shipped
    return lexicons + (own.stat().st_size if own.exists() else 0)


def quality(results: Sequence[Result]) -> Iterator[str]:
    """Yield the table of figures."""
    kinds = " | ".join(KINDS)
    yield f"| engine | full P | R | F1 | {kinds} | content P | R | F1 | {kinds} |"
    yield f"| --- |{' ---: |' * 12}"
    for item in results:
        cells = [cell for metric in ("full", "content_iou50") for cell in _cells(item, metric)]
        yield f"| {item.name} | {' | '.join(cells)} |"


def _cells(item: Result, metric: str) -> Iterator[str]:
    whole = item.evaluation.score(metric)
    yield from (_short(value) for value in whole[:3])
    yield from (_short(item.evaluation.score(metric, kind).f1) for kind in KINDS)


def beyond(results: Sequence[Result]) -> Iterator[str]:
    """Yield the table of speakers, chains, fields and boilerplate, where they are annotated."""
    told = [item for item in results if item.name in OURS and item.evaluation.boilerplate]
    if not told:
        return
    yield "| engine | speaker | or alias | chain | outer sources | fields | boilerplate |"
    yield f"| --- |{' ---: |' * 6}"
    for item in told:
        found = item.evaluation
        named = [share.value for share in found.shares.values()]
        fields = sum(share.right for share in found.fields.values())
        of = sum(share.of for share in found.fields.values())
        marked = found.boilerplate.f1 if found.boilerplate else 0.0
        cells = [*named, fields / of if of else 0.0, marked]
        yield f"| {item.name} | {' | '.join(map(_short, cells))} |"


def costs(results: Sequence[Result]) -> Iterator[str]:
    """Yield the table of costs."""
    yield (
        "| engine | articles a CPU-second | with the start | start and first article, s "
        "| peak memory, MB | word lists and model, MB |"
    )
    yield f"| --- |{' ---: |' * 5}"
    for item in results:
        cost = item.cost
        warm = (cost["documents"] - 1) / cost["warm"] if cost["warm"] else 0.0
        cells = [
            f"{warm:.1f}",
            f"{cost['documents'] / cost['whole']:.1f}",
            f"{cost['whole'] - cost['warm']:.2f}",
            f"{cost['peak'] / MB:.0f}",
            f"{item.size / MB:.1f}" if item.size else "",
        ]
        yield f"| {item.name} | {' | '.join(cells)} |"


def reliability(results: Sequence[Result]) -> Iterator[str]:
    """Yield the table of scores against the share that is right."""
    scored = [item for item in results if any(one.proposed for one in item.bins)]
    if not scored:
        return
    yield f"| score | {' | '.join(item.name for item in scored)} |"
    yield f"| --- |{' ---: |' * len(scored)}"
    for number in range(len(scored[0].bins)):
        row = [item.bins[number] for item in scored]
        cells = (f"{_short(one.share)} of {one.proposed:,}" if one.proposed else "" for one in row)
        yield f"| {row[0].low:.1f} to {row[0].high:.1f} | {' | '.join(cells)} |"
    apart = (f"{calibration_error(item.bins):.3f}" for item in scored)
    yield f"| apart by | {' | '.join(apart)} |"


def thresholds(results: Sequence[Result]) -> Iterator[str]:
    """Yield the table of precision and recall of what has a score or a higher one."""
    scored = [item for item in results if any(one.proposed for one in item.bins)]
    if not scored:
        return
    yield f"| score from | {' | '.join(f'{item.name}, P / R' for item in scored)} |"
    yield f"| --- |{' ---: |' * len(scored)}"
    for number in range(len(scored[0].bins) // 2, len(scored[0].bins)):
        cells = (_above(item, number) for item in scored)
        yield f"| {scored[0].bins[number].low:.1f} | {' | '.join(cells)} |"


def _above(item: Result, number: int) -> str:
    right = sum(one.right for one in item.bins[number:])
    proposed = sum(one.proposed for one in item.bins[number:])
    annotated = item.evaluation.score("full").annotated
    if not proposed:
        return ""
    return f"{_short(right / proposed)} / {_short(right / annotated)} of {proposed:,}"


def draw(results: Sequence[Result], folder: Path, about: str) -> None:
    """Draw a reliability plot for each engine that gives scores."""
    for item in results:
        points = [(one.score, one.share) for one in item.bins if one.proposed]
        if points:
            title = f"{item.name}: {about}"
            axes = shares("score"), shares("share right")
            plot = chart(title, *axes, {"measured": points}, diagonal=True)
            (folder / f"reliability-{item.name}.svg").write_text(plot, encoding="utf-8")


def _short(value: float) -> str:
    return f"{value:.3f}".removeprefix("0")


def report(asked: Asked, engines: Sequence[str], plots: Path | None) -> Iterator[str]:
    """Yield all tables, and what did not read; draw the plots."""
    with TemporaryDirectory() as folder:
        found = {name: measured(name, asked, Path(folder)) for name in engines}
    results = [item for item in found.values() if isinstance(item, Result)]
    if results:
        whole = results[0].evaluation
        yield (
            f"{asked.gold.name}: {whole.documents} articles, {whole.annotated} attributions, "
            f"scope `{asked.scope.value}`.\n"
        )
        for part in (quality, beyond, costs, reliability, thresholds):
            yield from (*part(results), "")
    yield from (f"{name} did not read: {it}\n" for name, it in found.items() if isinstance(it, str))
    if plots is not None:
        plots.mkdir(parents=True, exist_ok=True)
        draw(results, plots, f"{asked.gold.stem}, {asked.scope.value}")


def _of_engine(words: str) -> tuple[str, Path]:
    engine, _, path = words.partition("=")
    if not path:
        raise argparse.ArgumentTypeError("write ENGINE=FILE")
    return engine, Path(path)


def main() -> int:
    """Measure what the command line names."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--gold", type=Path, help="JSON lines; by default the corpus, dev")
    parser.add_argument("--scope", type=Scope, default=Scope.SPEECH, help="speech, speech+stance")
    parser.add_argument("--engines", nargs="+", default=ENGINES)
    parser.add_argument("--model", type=_of_engine, nargs="+", default=[], metavar="ENGINE=FILE")
    parser.add_argument("--python", type=_of_engine, nargs="+", default=[], metavar="ENGINE=FILE")
    parser.add_argument("--plots", type=Path, help="folder for the reliability plots")
    parser.add_argument("--into", nargs=2, metavar=("PAGE", "NAME"), help="a page to put it into")
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        gold = asked.gold or _dev(Path(folder))
        about = Asked(gold, asked.scope, dict(asked.model), dict(asked.python))
        for name in {"crf", "neural"} & set(asked.engines) - set(about.models):
            if asked.gold is None:
                print(LEARNED_DEV.format(name), file=sys.stderr)
        lines = list(report(about, asked.engines, asked.plots))
    print(*lines, ELSEWHERE, sep="\n")
    if asked.into:
        put(Path(asked.into[0]), asked.into[1], lines)
    return 0


def _dev(folder: Path) -> Path:
    path = folder / "dev.jsonl"
    lines: list[dict[str, Any]] = own_corpus(splits=["dev"])
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    return path


if __name__ == "__main__":
    sys.exit(main())
