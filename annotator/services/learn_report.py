"""What came of learning: from what, and how much better it reads what it had not seen."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from annotator.domain.layer import Scope
from annotator.domain.value import Value
from annotator.extract.evaluation.evaluating import Evaluation
from annotator.extract.evaluation.metrics import SUBSETS
from annotator.extract.evaluation.reliability import Bin, calibration_error
from annotator.services.lessons import LeftOut

_HEAD: Final = f"{'full P':>10}{'R':>8}{'F1':>8}{'content F1':>13}{'annotated':>12}{'proposed':>10}"


class Figures(Value):
    """How well one kind of claims is found: shares from 0.0 to 1.0, and what they are of.

    `precision`, `recall` and `f1` are of `full`, content and source; `content_f1` of the content
    alone.
    """

    precision: float
    recall: float
    f1: float
    content_f1: float
    annotated: int
    proposed: int


class ScoreBin(Value):
    """The proposals with a score from `low` to `high`, their mean score, how many are right."""

    low: float
    high: float
    proposed: int
    right: int
    score: float


class Trial(Value):
    """How one model reads documents that it did not learn from; `subsets` are `SUBSETS`.

    `calibration_error` is the mean distance of a score from the share that is right.
    """

    subsets: Mapping[str, Figures]
    bins: tuple[ScoreBin, ...]
    calibration_error: float


class LearnReport(Value):
    """What was learned from, and how the model reads before and after on held-out folds.

    `before` is the model that ships, `after` was trained without the fold that it reads; both are
    None where `folds` is 0. `model` names the new one, which lies at `path`; the one that was
    there before, if any, lies at `previous`.
    """

    engine: str
    documents: int
    claims: int
    corpus_articles: int
    left_out: tuple[LeftOut, ...] = ()
    scope: Scope
    folds: int
    before: Trial | None = None
    after: Trial | None = None
    model: str = ""
    path: Path
    previous: Path | None = None


def trial(evaluation: Evaluation, bins: tuple[Bin, ...]) -> Trial:
    """Return the figures of an evaluation that a report has."""
    return Trial(
        subsets={subset: _figures(evaluation, subset) for subset in SUBSETS},
        bins=tuple(ScoreBin(**item._asdict()) for item in bins),
        calibration_error=calibration_error(bins),
    )


def _figures(evaluation: Evaluation, subset: str) -> Figures:
    full = evaluation.score("full", subset)
    return Figures(
        precision=full.precision,
        recall=full.recall,
        f1=full.f1,
        content_f1=evaluation.score("content_iou50", subset).f1,
        annotated=full.annotated,
        proposed=full.proposed,
    )


def table(report: LearnReport) -> Iterator[str]:
    """Yield before and after line by line, each with its subsets, then how sure scores are."""
    if report.before is None or report.after is None:
        return
    yield f"{f'held out in {report.folds} folds':24}{_HEAD}"
    for name, found in (("before", report.before), ("after", report.after)):
        for subset, figures in found.subsets.items():
            yield f"{f'{name}, {subset}':24}{_row(figures)}"
    yield f"{'score, after':24}{'right':>10}{'of':>8}{'share':>8}"
    for item in report.after.bins:
        if item.proposed:
            share = item.right / item.proposed
            scores = f"{item.low:.1f} to {item.high:.1f}"
            yield f"{scores:24}{item.right:10,}{item.proposed:8,}{share:8.3f}"
    apart = (item.calibration_error for item in (report.before, report.after))
    yield "score and share right lie apart by {:.3f} before, {:.3f} after".format(*apart)


def _row(figures: Figures) -> str:
    shares = f"{figures.precision:10.3f}{figures.recall:8.3f}{figures.f1:8.3f}"
    return f"{shares}{figures.content_f1:13.3f}{figures.annotated:12,}{figures.proposed:10,}"
