"""What speaks for a candidate and what against it: named features for a logistic model."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from annotator.extract.article import Article
from annotator.extract.drafting.hits import Draft
from annotator.extract.learned.candidates import (
    Candidate,
    Origin,
    length,
    likeness,
    overlap,
    pieces,
)
from annotator.extract.learned.labels import BEGIN, INSIDE, Part
from annotator.extract.learned.tagging import Tagging
from annotator.extract.learned.word_types import cue_form
from annotator.extract.prose.quotations import QuotedLetters
from annotator.extract.prose.segmentation import Stretch
from annotator.extract.prose.vocabulary import vocabulary

_HALF: Final = 0.5
_SURENESS: Final = (0.03, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.96, 0.99)
_LENGTHS: Final = (1, 2, 3, 5, 8, 13, 21, 34, 55)
_FIFTHS: Final = 5
_NEAR: Final = 12


class _Sums(NamedTuple):
    """Running sums over all words of an article, one more than there are words."""

    starts: list[int]
    ends: list[int]
    begin: dict[Part, list[float]]
    inside: dict[Part, list[float]]
    total: dict[Part, list[float]]


class Traits:
    """Tells the features of an article's candidates."""

    def __init__(
        self, article: Article, taggings: Sequence[Tagging], found: Sequence[Candidate]
    ) -> None:
        """Take all candidates of the article, ordered by their extent."""
        self._text = article.text
        self._letters = QuotedLetters(article.text, article.quotes)
        self._sums = _sums(taggings)
        self._found = found

    def of(self, at: int) -> tuple[str, ...]:
        """Return the features of the candidate with this number."""
        item = self._found[at]
        near = self._near(at)
        group = _group(item)
        rules = _agreement(item, [it for it in near if Origin.RULES in it.origins], Origin.RULES)
        tagged = _agreement(item, [it for it in near if Origin.TAGGED in it.origins], Origin.TAGGED)
        names = [f"found {group}", f"rules {rules}", f"tagged {tagged}", f"{rules} {tagged}"]
        names += _drafted(item, near, tagged)
        names += self._sureness(item, group)
        names += self._form(item, group)
        names += _company(item, near)
        return tuple(names)

    def stance(self, at: int) -> tuple[str, ...]:
        """Return the features that tell speech from stance."""
        item = self._found[at]
        cue = item.cue.text(self._text).lower()
        known = cue_form(cue.split()[0]) if cue else None
        kind = self._letters.kind(item.content).value
        scope = known.scope if known else "none"
        spoken = Origin.SPEECH_RULES in item.origins
        lemma = known.lemma if known else cue
        return (
            f"cue {cue}",
            f"lemma {lemma}",
            f"scope {scope}",
            f"kind {kind}",
            f"{scope} {kind}",
            f"rules {spoken}",
            f"ends {cue[-3:]}",
            f"source {item.source is not None}",
        )

    def _near(self, at: int) -> list[Candidate]:
        """Return the other candidates that lie around this one and overlap its extent."""
        own = self._found[at]
        start, end = own.extent
        return [
            it
            for it in self._found[max(0, at - _NEAR) : at + _NEAR + 1]
            if it is not own and it.content[0].start < end and it.content[-1].end > start
        ]

    def _sureness(self, item: Candidate, group: str) -> Iterator[str]:
        parts = {
            "content": self._mean(item.content, Part.CONTENT),
            "least": min(self._mean([piece], Part.CONTENT) for piece in item.content),
            "opens": min(self._opens(piece, Part.CONTENT) for piece in item.content),
            "closes": min(self._closes(piece, Part.CONTENT) for piece in item.content),
            "cue": self._mean([item.cue], Part.CUE),
        }
        if item.source is not None:
            parts["source"] = self._mean([item.source], Part.SOURCE)
            parts["names"] = self._opens(item.source, Part.SOURCE)
        for name, value in parts.items():
            steps = bisect_right(_SURENESS, value)
            yield from (f"{name} over {step}" for step in range(steps))
            yield f"{group[0]} {name} {steps // 2}"

    def _form(self, item: Candidate, group: str) -> Iterator[str]:
        kind = self._letters.kind(item.content).value
        cue = item.cue.text(self._text).lower()
        known = cue_form(cue.split()[0]) if cue else None
        first, end = self._span(item.extent)
        yield from (f"kind {kind}", f"{group} {kind}", f"cue {cue}", f"cue {cue[-3:]} {kind}")
        yield f"lemma {known.lemma if known else 'none'}"
        yield f"rate {int(known.rate * _FIFTHS) if known else 'none'} {group}"
        yield f"scope {known.scope if known else 'none'}"
        yield f"words {bisect_right(_LENGTHS, end - first)} {kind}"
        yield f"pieces {min(len(item.content), 3)} {group}"
        yield f"source {self._source(item)} {group}"
        yield f"side {_side(item)} {kind}"

    def _source(self, item: Candidate) -> str:
        if item.source is None:
            return "none"
        low = item.source.text(self._text).lower()
        if low in vocabulary().subject_pronouns:
            return low
        first, end = self._span(item.source)
        return f"words {bisect_right(_LENGTHS, end - first)}"

    def _span(self, piece: Stretch) -> tuple[int, int]:
        first = bisect_right(self._sums.ends, piece.start)
        return first, max(first, bisect_left(self._sums.starts, piece.end))

    def _mean(self, some: Sequence[Stretch], part: Part) -> float:
        """Return how likely the words of some stretches are that part, on average."""
        spans = [self._span(piece) for piece in some]
        count = sum(end - first for first, end in spans)
        total = self._sums.total[part]
        return sum(total[end] - total[first] for first, end in spans) / count if count else 0.0

    def _opens(self, piece: Stretch, part: Part) -> float:
        first, _ = self._span(piece)
        begin = self._sums.begin[part]
        return begin[first] if first < len(begin) else 0.0

    def _closes(self, piece: Stretch, part: Part) -> float:
        _, end = self._span(piece)
        inside = self._sums.inside[part]
        return 1.0 - inside[end] if end < len(inside) else 1.0


def _sums(taggings: Sequence[Tagging]) -> _Sums:
    """Return the sums; one word that is nothing stands behind each line."""
    sums = _Sums([], [], {p: [] for p in Part}, {p: [] for p in Part}, {p: [] for p in Part})
    for tagging in taggings:
        if not len(tagging.words):
            continue
        end = tagging.words[-1].end
        sums.starts.extend([*(word.start for word in tagging.words), end])
        sums.ends.extend([*(word.end for word in tagging.words), end])
        for part in Part:
            sums.begin[part].extend([*tagging.probabilities[:, BEGIN[part]].tolist(), 0.0])
            sums.inside[part].extend([*tagging.probabilities[:, INSIDE[part]].tolist(), 0.0])
    for part in Part:
        both = (a + b for a, b in zip(sums.begin[part], sums.inside[part], strict=True))
        sums.total[part].extend(accumulate(both, initial=0.0))
    return sums


def _group(item: Candidate) -> str:
    if Origin.CROSSED in item.origins:
        return "crossed"
    tagger = "T" if Origin.TAGGED in item.origins else "E" if Origin.EAGER in item.origins else "-"
    rules = "R" if Origin.RULES in item.origins else "-"
    return f"{tagger}{rules}{'S' if Origin.SPEECH_RULES in item.origins else '-'}"


def _agreement(item: Candidate, others: Sequence[Candidate], origin: Origin) -> str:
    """Return how far those who are there agree with a candidate."""
    if origin in item.origins:
        return "same"
    contents = [(likeness(item.content, other.content), other) for other in others]
    alike = [other for value, other in contents if value >= _HALF]
    if any(likeness(pieces(item.source), pieces(it.source)) >= _HALF for it in alike):
        return "full"
    if alike:
        return "content"
    return "touch" if others else "none"


def _drafted(item: Candidate, near: Sequence[Candidate], tagged: str) -> Iterator[str]:
    draft = item.draft or _alike_draft(item, near)
    if draft is None:
        return
    own = "own" if item.draft else "like"
    yield f"rule {own} {draft.rule.value}"
    yield f"rule {own} {draft.rule.value} {tagged}"
    yield f"drafted {own} {int(draft.rate * _FIFTHS)}"


def _alike_draft(item: Candidate, near: Sequence[Candidate]) -> Draft | None:
    rated = [
        (likeness(item.content, other.content), other.draft)
        for other in near
        if other.draft is not None
    ]
    best = max(rated, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] >= _HALF else None


def _company(item: Candidate, near: Sequence[Candidate]) -> Iterator[str]:
    """Yield what overlaps a candidate: rivals, what holds it, what it holds."""
    own = length(item.content)
    rivals = holding = held = 0
    for other in near:
        shared = overlap(item.content, other.content)
        theirs = length(other.content)
        same_cue = overlap([item.cue], [other.cue]) > 0
        rivals += shared > _HALF * max(own, theirs) or same_cue
        holding += shared >= own and theirs > 2 * own and not same_cue
        held += shared >= theirs and own > 2 * theirs and not same_cue
    yield f"rivals {min(rivals, 4)}"
    yield f"inside {min(holding, 2)} {_group(item)}"
    yield f"holds {min(held, 2)} {_group(item)}"


def _side(item: Candidate) -> str:
    if item.cue.end <= item.content[0].start:
        return "before"
    return "after" if item.cue.start >= item.content[-1].end else "within"
