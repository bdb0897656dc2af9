"""How well proposals match annotation: every figure the project states comes from here.

Both sides are JSON lines as `propose --text` and the corpus write them: `id`, `text`,
`attributions` and, where there are any, `fields`, `boilerplate`, `speakers`. Offsets count in the
text of the annotated side. A document without a proposed line counts as proposed empty.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeVar

from annotator.domain.errors import UsageError
from annotator.domain.layer import Scope
from annotator.extract.evaluation.measured_text import MeasuredText
from annotator.extract.evaluation.metrics import (
    METRICS,
    SUBSETS,
    Count,
    Counts,
    content_matches,
    document_counts,
    readings,
)
from annotator.extract.evaluation.records import (
    Overlap,
    Share,
    boilerplate_overlap,
    field_shares,
    known_names,
    speaker_shares,
)

Line = Mapping[str, Any]

Name = TypeVar("Name", bound=Hashable)

_STANCE: Final = "stance"
_NOTHING: Final[Line] = {"attributions": ()}


class Score(NamedTuple):
    """Precision, recall and F1, 0.0 to 1.0, and what they are shares of."""

    precision: float
    recall: float
    f1: float
    proposed: int
    annotated: int


class Evaluation(NamedTuple):
    """All figures of a set of documents.

    `counts` are by metric and subset; `shares` are `speaker`, `speaker_alias`, `chain` and
    `chain_outer`, as in `speaker_shares`, and `parts` the same by name and subset; `fields` are by
    key. What the annotation says nothing of is 0 of 0.
    """

    documents: int
    annotated: int
    proposed: int
    counts: Counts
    shares: Mapping[str, Share]
    parts: Mapping[tuple[str, str], Share]
    fields: Mapping[str, Share]
    boilerplate: Overlap | None

    def score(self, metric: str, subset: str = "all") -> Score:
        """Return one figure; `metric` and `subset` are from `METRICS` and `SUBSETS`."""
        count = self.counts.get((metric, subset), Count())
        precision = count.proposed_right / count.proposed if count.proposed else 0.0
        recall = count.annotated_found / count.annotated if count.annotated else 0.0
        both = precision + recall
        f1 = 2 * precision * recall / both if both else 0.0
        return Score(precision, recall, f1, count.proposed, count.annotated)


def evaluate(
    gold: Sequence[Line],
    predicted: Sequence[Line],
    scope: Scope = Scope.SPEECH_AND_STANCE,
) -> Evaluation:
    """Compare proposed documents with annotated ones, paired by `id`.

    With the scope `speech`, attributions marked as stance do not count, on either side.

    Raises:
        UsageError: a proposed document is not among the annotated ones.
    """
    by_id = {line["id"]: line for line in predicted}
    unknown = sorted(set(by_id) - {line["id"] for line in gold})
    if unknown:
        raise UsageError(
            f"“{unknown[0]}” is proposed but not annotated ({len(unknown)} such documents)."
        )
    totals = Evaluation(len(gold), 0, 0, {}, {}, {}, {}, None)
    for line in gold:
        totals = _sum(totals, _document(line, by_id.get(line["id"], _NOTHING), scope))
    return totals


def _document(gold: Line, found: Line, scope: Scope) -> Evaluation:
    text = MeasuredText(gold["text"])
    annotated, proposed = in_scope(gold, scope), in_scope(found, scope)
    left, right = readings(text, annotated), readings(text, proposed)
    names = known_names(gold.get("speakers", ()))
    paired = content_matches(left, right)
    marked = gold.get("boilerplate")
    return Evaluation(
        documents=0,
        annotated=len(annotated),
        proposed=len(proposed),
        counts=document_counts(left, right),
        shares=speaker_shares(left, right, paired, names),
        parts={
            (name, subset): share
            for subset, kinds in SUBSETS.items()
            for name, share in speaker_shares(
                left, right, [pair for pair in paired if left[pair[0]].kind in kinds], names
            ).items()
        },
        fields=field_shares(gold.get("fields", {}), found.get("fields", {})),
        boilerplate=None
        if marked is None
        else boilerplate_overlap(gold["text"], marked, found.get("boilerplate", ())),
    )


def in_scope(line: Line, scope: Scope) -> list[Line]:
    """Return the attributions that count: with the scope `speech` none marked as stance."""
    wanted = scope is Scope.SPEECH_AND_STANCE
    return [item for item in line["attributions"] if wanted or item.get("scope") != _STANCE]


def _sum(left: Evaluation, right: Evaluation) -> Evaluation:
    return Evaluation(
        documents=left.documents,
        annotated=left.annotated + right.annotated,
        proposed=left.proposed + right.proposed,
        counts={
            key: count.plus(left.counts.get(key, Count())) for key, count in right.counts.items()
        },
        shares=_added(left.shares, right.shares),
        parts=_added(left.parts, right.parts),
        fields=_added(left.fields, right.fields),
        boilerplate=left.boilerplate
        if right.boilerplate is None
        else right.boilerplate.plus(left.boilerplate or Overlap()),
    )


def _added(left: Mapping[Name, Share], right: Mapping[Name, Share]) -> dict[Name, Share]:
    keys = dict.fromkeys((*left, *right))
    return {key: left.get(key, Share()).plus(right.get(key, Share())) for key in keys}


def table(evaluation: Evaluation) -> Iterator[str]:
    """Yield the figures as lines of plain letters, each metric with its subsets."""
    yield (
        f"{evaluation.documents} documents, {evaluation.annotated} attributions annotated, "
        f"{evaluation.proposed} proposed"
    )
    yield f"{'':26}{'P':>7}{'R':>7}" + "".join(f"{'F1 ' + name:>13}" for name in SUBSETS)
    for metric in METRICS:
        whole = evaluation.score(metric)
        parts = (evaluation.score(metric, subset).f1 for subset in SUBSETS)
        numbers = f"{whole.precision:7.3f}{whole.recall:7.3f}"
        yield f"{metric:26}{numbers}" + "".join(f"{value:13.3f}" for value in parts)
    if any(share.of for share in evaluation.shares.values()):
        yield f"{'right, of those found':40}" + "".join(f"{name:>13}" for name in SUBSETS)
    for name, share in evaluation.shares.items():
        if share.of:
            values = (evaluation.parts[name, subset] for subset in SUBSETS)
            yield f"{name:26}{f'{share.right} of {share.of}':>14}" + "".join(
                f"{it.value:13.3f}" if it.of else f"{'':13}" for it in values
            )
    for key, share in evaluation.fields.items():
        if share.of:
            yield f"{f'field {key}':26}{share.value:7.3f}  ({share.right} of {share.of})"
    if evaluation.boilerplate is not None:
        yield f"{'boilerplate, characters':26}{evaluation.boilerplate.f1:7.3f}  (F1)"
