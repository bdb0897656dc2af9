"""Which source, cue and contents belong together: an averaged perceptron over tagged parts.

Each content chooses its cue, each cue its source, among those near it or none of them (Collins
2002 for the averaging).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from annotator.extract.learned.labels import Part, Run
from annotator.extract.prose.segmentation import Word
from annotator.extract.prose.vocabulary import vocabulary

_MOST: Final = 3
_STEPS: Final = (0, 1, 2, 3, 5, 8, 13, 21, 40)
_SHORT_GAP: Final = 3

Weights = Mapping[str, float]


class Linked(NamedTuple):
    """One attribution as linked in a line: word indexes; the contents from left to right."""

    source: Run | None
    cue: Run
    contents: tuple[Run, ...]


class Line(NamedTuple):
    """A line's words, the parts tagged in it, and which words stand in quotation marks."""

    words: Sequence[Word]
    parts: Sequence[Run]
    quoted: Sequence[bool]


class Choice(NamedTuple):
    """One of the parts that may be chosen, with what speaks for it; None for none of them."""

    run: Run | None
    features: tuple[str, ...]


def linked(line: Line, weights: Weights) -> list[Linked]:
    """Return the attributions of a line; contents without a cue and cues without content go."""
    held: dict[Run, list[Run]] = {}
    for content in line.parts:
        if content.part is Part.CONTENT:
            cue = best(choices(line, content), weights)
            if cue is not None:
                held.setdefault(cue, []).append(content)
    return [
        Linked(best(choices(line, cue), weights), cue, tuple(contents))
        for cue, contents in sorted(held.items(), key=lambda item: item[0].first)
    ]


def best(offered: Iterable[Choice], weights: Weights) -> Run | None:
    """Return the part with the highest sum of weights, the first of equals."""
    return max(offered, key=lambda choice: _sum(choice, weights)).run


def _sum(choice: Choice, weights: Weights) -> float:
    return sum(weights.get(name, 0.0) for name in choice.features)


def choices(line: Line, chooser: Run) -> list[Choice]:
    """Return what a content or a cue may choose: the near cues or sources, and none of them."""
    wanted = Part.CUE if chooser.part is Part.CONTENT else Part.SOURCE
    before = [run for run in line.parts if run.part is wanted and run.last < chooser.first]
    after = [run for run in line.parts if run.part is wanted and run.first > chooser.last]
    near = [*before[-_MOST:], *after[:_MOST]]
    found = [Choice(run, tuple(_features(line, chooser, run))) for run in near]
    return [*found, Choice(None, tuple(_nobody(line, chooser, len(near))))]


def _nobody(line: Line, chooser: Run, offered: int) -> Iterator[str]:
    kind = chooser.part.value
    yield f"{kind} none"
    yield f"{kind} none of {offered}"
    yield f"{kind} none {line.words[chooser.first].low}"
    yield f"{kind} none after {_low(line, chooser.first - 1)}"
    yield f"{kind} none quoted {line.quoted[chooser.first]}"


def _features(line: Line, chooser: Run, run: Run) -> Iterator[str]:
    kind = chooser.part.value
    left, right = sorted((chooser, run), key=lambda item: item.first)
    side = "before" if run is left else "after"
    gap = right.first - left.last - 1
    between = [item for item in line.parts if left.last < item.first < right.first]
    pattern = "".join(item.part.value[1] for item in between[:5])
    here = f"{kind} {side}"
    parted = _parted(line, left.last + 1, right.first)
    yield here
    yield f"{here} gap {_step(gap)}"
    yield f"{here} gap {_step(gap)} {pattern}"
    yield f"{here} between {pattern}"
    yield f"{here} parted {parted} {pattern}"
    yield f"{here} quoted {line.quoted[chooser.first]} {pattern} {parted}"
    yield f"{here} opens {_low(line, right.first - 1)}"
    yield f"{here} closes {_low(line, left.last + 1)} {_low(line, right.first - 1)}"
    yield f"{here} word {line.words[run.first].low}"
    yield f"{here} own {line.words[chooser.last].low}"
    yield from _kinship(line, here, chooser, run)
    if gap <= _SHORT_GAP:
        inside = " ".join(word.low for word in line.words[left.last + 1 : right.first])
        yield f"{here} through {inside}"


def _kinship(line: Line, here: str, chooser: Run, run: Run) -> Iterator[str]:
    """Yield what a cue and a source are to each other."""
    if chooser.part is not Part.CUE:
        return
    pronoun = line.words[run.first].low in vocabulary().subject_pronouns
    yield f"{here} pronoun {pronoun}"
    yield f"{here} ends {line.words[chooser.last].low[-3:]} {_low(line, chooser.first - 1)}"


def _low(line: Line, at: int) -> str:
    return line.words[at].low if 0 <= at < len(line.words) else "edge"


def _step(gap: int) -> int:
    return sum(gap > step for step in _STEPS)


def _parted(line: Line, first: int, end: int) -> str:
    """Return the marks between two parts that may end a sentence or a clause."""
    marks = [word.text for word in line.words[first:end] if word.text in ".;:?!,"]
    return "".join(sorted(set(marks)))


class Decision(NamedTuple):
    """Choices offered once, and which of them are right."""

    offered: Sequence[Choice]
    right: frozenset[Run | None]


def learned_weights(
    decisions: Sequence[Decision], rounds: int, shuffled: Callable[[int], Sequence[int]]
) -> dict[str, float]:
    """Return the weights that make most decisions right; small ones are left out.

    `shuffled` gives the order of the decisions for a round.
    """
    weights: dict[str, float] = {}
    sums: dict[str, float] = {}
    now = 0
    for number in range(rounds):
        for at in shuffled(number):
            now += 1
            _learn(decisions[at], weights, sums, now)
    averaged = {name: value - sums[name] / (now + 1) for name, value in weights.items()}
    return {name: round(value, 3) for name, value in sorted(averaged.items()) if round(value, 3)}


def _learn(decision: Decision, weights: dict[str, float], sums: dict[str, float], now: int) -> None:
    taken = max(decision.offered, key=lambda choice: _sum(choice, weights))
    if taken.run in decision.right:
        return
    wanted = [choice for choice in decision.offered if choice.run in decision.right]
    if not wanted:
        return
    right = max(wanted, key=lambda choice: _sum(choice, weights))
    for choice, by in ((right, 1.0), (taken, -1.0)):
        for name in choice.features:
            weights[name] = weights.get(name, 0.0) + by
            sums[name] = sums.get(name, 0.0) + by * now
