"""A small encoder fitted to annotated articles: what it reads, and how often and how fast."""

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from annotator.extract.article import read_article
from annotator.extract.extractor import NO_HINTS
from annotator.extract.learned.examples import Example
from annotator.extract.learned.labels import encoded
from annotator.extract.learned.neural_clues import FIRST_OF_RULES, Clue
from annotator.extract.learned.neural_inputs import Input, inputs
from annotator.extract.learned.rule_marks import rule_finds
from annotator.extract.learned.training_neural_encoder import Weights, logits
from annotator.extract.learned.word_pieces import WordPieces
from annotator.runtime.progress import Progress

_IGNORED: Final = -100


class Recipe(NamedTuple):
    """How to train.

    `rate` is the highest learning rate of the encoder, `fresh_rate` that of clues and labels;
    both rise over the first `warming` of all steps and fall to 0 at the end. A batch has about
    `batch` word pieces. The rules' clues are hidden for `hidden` of the windows.
    """

    epochs: int = 6
    rate: float = 1.2e-4
    fresh_rate: float = 1e-3
    warming: float = 0.1
    batch: int = 1024
    dropout: float = 0.1
    hidden: float = 0.15
    smoothing: float = 0.02
    decay: float = 0.01
    threads: int = 2


class Lesson(NamedTuple):
    """A window with the label of each of its words."""

    read: Input
    labels: npt.NDArray[np.int64]


def lessons(found: Sequence[Example], pieces: WordPieces) -> list[Lesson]:
    """Return the windows of annotated articles."""
    return [item for example in found for item in _lessons(example, pieces)]


def _lessons(example: Example, pieces: WordPieces) -> Iterator[Lesson]:
    article = read_article(example.text, NO_HINTS)
    lines, found = inputs(article, pieces, rule_finds(article).every)
    labels = [encoded(line, example.attributions) for line in lines]
    for item in found:
        own = [labels[line][word] for line, word in item.places]
        yield Lesson(item, np.array(own, np.int64))


def trained(
    start: Weights,
    learned: Sequence[Lesson],
    recipe: Recipe,
    *,
    seed: int,
    progress: Progress,
) -> Weights:
    """Return weights fitted to `learned`; the same seed and number of threads give the same.

    Raises:
        CancelledError: the person has asked to stop.
    """
    # Threads that turn while they wait cost six times the work where others use the cores too.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    import torch  # noqa: PLC0415 - only who trains has it

    torch.manual_seed(seed)
    torch.set_num_threads(recipe.threads)
    chance = np.random.default_rng(seed)
    weights = {name: torch.tensor(value) for name, value in start.items()}
    optimiser = _optimiser(weights, recipe)
    plan = [_batches(learned, recipe.batch, chance) for _ in range(recipe.epochs)]
    total = sum(map(len, plan))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: _share(step, total, recipe.warming)
    )
    step = 0
    for epoch, batches in enumerate(plan, start=1):
        for batch in batches:
            progress.step(step, total, f"epoch {epoch} of {recipe.epochs}")
            loss = _loss(weights, batch, recipe, chance)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(_learning(weights), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
    return {name: value.detach().numpy() for name, value in weights.items()}


def _learning(weights: Mapping[str, Any]) -> list[Any]:
    return [value for value in weights.values() if value.requires_grad]


def _optimiser(weights: Mapping[str, Any], recipe: Recipe) -> Any:
    """Return AdamW over all but the tables of pieces and positions, which stay as they are."""
    import torch  # noqa: PLC0415 - only who trains has it

    groups = []
    for name, value in weights.items():
        if name.startswith("embeddings.") and "LayerNorm" not in name:
            continue
        value.requires_grad_(True)
        is_fresh = name.startswith(("clues.", "labels."))
        rate = recipe.fresh_rate if is_fresh else recipe.rate
        decay = recipe.decay if value.dim() > 1 else 0.0
        groups.append({"params": [value], "lr": rate, "weight_decay": decay})
    return torch.optim.AdamW(groups, fused=True)


def _share(step: int, total: int, warming: float) -> float:
    """Return which share of the highest learning rate a step has."""
    rise = max(1.0, warming * total)
    return (step + 1) / rise if step < rise else max(0.0, (total - step) / max(1.0, total - rise))


def _batches(
    learned: Sequence[Lesson], most: int, chance: np.random.Generator
) -> list[list[Lesson]]:
    """Return the lessons in batches of about `most` pieces, alike in length, in random order."""
    order = sorted(chance.permutation(len(learned)), key=lambda at: len(learned[at].read.ids) // 16)
    batches: list[list[Lesson]] = [[]]
    for at in order:
        size = len(learned[at].read.ids) * (len(batches[-1]) + 1)
        if batches[-1] and size > most:
            batches.append([])
        batches[-1].append(learned[at])
    return [batches[at] for at in chance.permutation(len(batches))]


def _loss(
    weights: Mapping[str, Any], batch: Sequence[Lesson], recipe: Recipe, chance: np.random.Generator
) -> Any:
    import torch  # noqa: PLC0415 - only who trains has it

    size = max(len(item.read.ids) for item in batch)
    ids = np.zeros((len(batch), size), np.int64)
    clues = np.zeros((len(batch), size, len(Clue)), np.float32)
    seen = np.zeros((len(batch), size), bool)
    labels = np.full((len(batch), size), _IGNORED, np.int64)
    for row, item in enumerate(batch):
        end = len(item.read.ids)
        ids[row, :end], clues[row, :end], seen[row, :end] = item.read.ids, item.read.clues, True
        labels[row, item.read.at] = item.labels
        if chance.random() < recipe.hidden:
            clues[row, :, FIRST_OF_RULES:] = 0.0
    read, told, there = (torch.from_numpy(item) for item in (ids, clues, seen))
    scores = logits(weights, read, told, there, recipe.dropout)
    return torch.nn.functional.cross_entropy(
        scores.flatten(0, 1),
        torch.from_numpy(labels).flatten(),
        ignore_index=_IGNORED,
        label_smoothing=recipe.smoothing,
    )
