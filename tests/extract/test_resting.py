"""Nothing is left for the search for cycles where an article was read, so it may rest meanwhile."""

import gc

from annotator.extract.rules import RulesExtractor

TEXT = """The dock stays shut

Mayor Astrid Brandt said on Monday that the dock was closed. “It is not safe,” she told reporters.

The Harbour Commission denied that the tanks leaked, according to its report of 4 May 2021.
"""


def test_reading_an_article_leaves_no_cycles_behind() -> None:
    engine = RulesExtractor()
    left = []
    for _turn in range(4):  # the first reads what is read once; another thread may leave some, too
        gc.collect()
        assert engine.extract(TEXT).claims
        left.append(gc.collect())

    assert min(left) == 0
