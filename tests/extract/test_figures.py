"""Floors under what was measured; docs/first-engine.md tells the story."""

import pytest

SAMPLE_FLOORS = {
    "content P": 0.95,
    "content R": 0.95,
    "full F1": 0.95,
    "speaker": 0.93,
    "chain": 0.95,
    "kind": 0.95,
    "cue": 0.95,
    "fields": 0.9,
    "boilerplate F1": 0.95,
}
REAL_FLOORS = {
    "content P": 0.9,
    "content R": 0.8,
    "full F1": 0.88,
    "speaker": 0.95,
    "chain": 0.95,
    "kind": 0.95,
    "cue": 0.95,
    "fields": 0.85,
    "boilerplate F1": 0.95,
}


@pytest.mark.parametrize("figure", SAMPLE_FLOORS)
def test_the_samples_are_read_no_worse_than_before(sample_figures, figure):
    missed = "\n".join([*sample_figures.missed, *sample_figures.wrong])
    assert sample_figures.summary()[figure] >= SAMPLE_FLOORS[figure], missed


@pytest.mark.parametrize("figure", REAL_FLOORS)
def test_the_real_articles_are_read_no_worse_than_before(real_figures, figure):
    assert real_figures.summary()[figure] >= REAL_FLOORS[figure]
