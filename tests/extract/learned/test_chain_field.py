from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.errors import CancelledError
from annotator.extract.learned.chain_field import ChainField, Lattice, chains
from annotator.extract.learned.chain_training import Effort, Lesson, trained_field
from annotator.runtime.progress import Cancel, Silent

LABELS = 3


def drawn(seed: int, size: int) -> tuple[ChainField, np.ndarray]:
    random = np.random.default_rng(seed)
    field = ChainField(
        random.normal(size=(16, LABELS)).astype(np.float32),
        random.normal(size=(LABELS, LABELS)).astype(np.float32),
    )
    return field, random.integers(0, 16, (size, 4)).astype(np.int32)


def every_reading(field: ChainField, seen: np.ndarray) -> list[tuple[tuple[int, ...], float]]:
    """Return all label sequences with their probability, by enumeration."""
    scores = field.weights[seen].sum(axis=1)
    found = []
    for labels in product(range(LABELS), repeat=len(seen)):
        states = sum(float(scores[at, label]) for at, label in enumerate(labels))
        steps = sum(float(field.steps[pair]) for pair in pairwise(labels))
        found.append((labels, np.exp(states + steps)))
    whole = sum(weight for _, weight in found)
    return [(labels, weight / whole) for labels, weight in found]


@given(st.integers(0, 10_000), st.integers(1, 5))
def test_marginals_are_the_sums_over_all_readings(seed, size):
    field, seen = drawn(seed, size)

    found = field.marginals(seen, [slice(0, size)])

    wanted = np.zeros((size, LABELS))
    for labels, share in every_reading(field, seen):
        wanted[np.arange(size), labels] += share
    assert found == pytest.approx(wanted, abs=1e-4)


@given(st.integers(0, 10_000), st.integers(2, 5))
def test_pairs_are_the_expected_steps(seed, size):
    field, seen = drawn(seed, size)

    found = Lattice(field, seen, chains([slice(0, size)])).pairs

    wanted = np.zeros((LABELS, LABELS))
    for labels, share in every_reading(field, seen):
        for pair in pairwise(labels):
            wanted[pair] += share
    assert found == pytest.approx(wanted, abs=1e-4)


def test_lines_read_side_by_side_are_as_if_read_alone():
    field, seen = drawn(4, 20)
    lines = [slice(1, 4), slice(5, 5), slice(6, 15), slice(16, 17)]

    together = field.marginals(seen, lines)

    for line in lines:
        alone = field.marginals(seen[line], [slice(0, line.stop - line.start)])
        assert together[line] == pytest.approx(alone, abs=1e-5)
    assert not together[[0, 4, 5, 15, 17, 18, 19]].any()


def test_no_lines_have_no_marginals():
    field, seen = drawn(1, 3)

    assert not field.marginals(seen, []).any()
    assert field.marginals(seen[:0], []).shape == (0, LABELS)


def lessons() -> list[Lesson]:
    """Return lines in which bucket 3 is label 1, and label 2 stands behind label 1 alone."""
    random = np.random.default_rng(2)
    found = []
    for _ in range(60):
        seen = np.column_stack([random.integers(3, 6, 8), random.integers(6, 16, 8)])
        labels = [0] * 8
        for at in range(8):
            after = at > 0 and labels[at - 1] == 1
            labels[at] = 2 if after else int(seen[at, 0] == 3)
        found.append(Lesson(seen.astype(np.int32), labels))
    return found


def test_what_is_learned_reads_the_lessons_and_uses_the_steps():
    field = trained_field(lessons(), LABELS, Effort(bits=4, rounds=60, least=1), 1, Silent())

    read = [field.marginals(item.seen, [slice(0, 8)]).argmax(axis=1) for item in lessons()]
    right = [found.tolist() == item.labels for found, item in zip(read, lessons(), strict=True)]
    assert sum(right) >= 55
    assert field.steps[1, 2] > field.steps[0, 2] + 1


def test_what_is_met_too_seldom_has_no_weight():
    rare = Lesson(np.array([[1, 1]], dtype=np.int32), [1])

    field = trained_field([*lessons(), rare], LABELS, Effort(bits=4, least=3), 1, Silent())

    assert not field.weights[[0, 1, 2]].any()
    assert field.weights[3].any()


def test_no_lessons_give_an_even_field():
    field = trained_field([], LABELS, Effort(bits=4), 1, Silent())

    assert not field.weights.any()


def test_a_training_can_be_stopped():
    cancel = Cancel()
    cancel.ask()

    with pytest.raises(CancelledError):
        trained_field(lessons(), LABELS, Effort(bits=4), 1, Silent(cancel))
