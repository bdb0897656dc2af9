"""The search for cycles rests while an article is read, and nothing is left for it."""

import gc

import pytest

from annotator.extract.resting import collector_at_rest
from annotator.extract.rules import RulesExtractor

TEXT = """The dock stays shut

Mayor Astrid Brandt said on Monday that the dock was closed. “It is not safe,” she told reporters.

The Harbour Commission denied that the tanks leaked, according to its report of 4 May 2021.
"""


def test_the_search_goes_on_afterwards_also_behind_an_error() -> None:
    with collector_at_rest():
        assert not gc.isenabled()
    with pytest.raises(ZeroDivisionError), collector_at_rest():
        _ = 1 / (len(TEXT) - len(TEXT))

    assert gc.isenabled()


def test_one_rest_inside_another_ends_with_the_outer_one() -> None:
    with collector_at_rest():
        with collector_at_rest():
            pass
        assert not gc.isenabled()

    assert gc.isenabled()


def test_who_has_turned_the_search_off_keeps_it_off() -> None:
    gc.disable()
    try:
        with collector_at_rest():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_reading_an_article_leaves_no_cycles_behind() -> None:
    engine = RulesExtractor()
    engine.extract(TEXT)
    gc.collect()

    found = engine.extract(TEXT)

    assert found.claims
    assert gc.collect() == 0
