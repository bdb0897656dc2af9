"""What fits the words typed, the best first."""

import pytest

from annotator.ui.palette.entries import Entry
from annotator.ui.palette.matching import best


def entry(words, **parts):
    return Entry(words, words, "Group", lambda: None, **parts)


ENTRIES = (
    entry("Accept and go on", keys=("Enter",)),
    entry("Accept all above", keys=("A",)),
    entry("New claim", keys=("C",), more="Make the selected words a claim"),
    entry("Next claim", keys=("J",)),
    entry("Export", keys=("Ctrl+E",), more="Write the claims to a file"),
    entry("Şuşa and Zəngəzur"),
    entry("Undo", why_not="There is nothing to take back."),
    entry("Undo the veil"),
)


def found(typed):
    return [one.words for _score, one in best(ENTRIES, typed, 5)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("export", "Export"),
        ("cl new", "New claim"),
        ("ex", "Export"),
        ("aaa", "Accept all above"),
        ("c", "New claim"),
        ("ctrl+e", "Export"),
        ("CLAIM next", "Next claim"),
        ("selected words", "New claim"),
        ("acept", "Accept and go on"),
        ("exprot", "Export"),
        ("susa", "Şuşa and Zəngəzur"),
        ("zengezur", "Şuşa and Zəngəzur"),
    ],
)
def test_what_is_meant_comes_first(typed, first):
    assert found(typed)[0] == first


def test_a_key_comes_before_words_that_begin_with_it():
    assert found("a")[0] == "Accept all above"


def test_what_cannot_be_done_comes_after_what_can():
    assert found("undo") == ["Undo the veil", "Undo"]


@pytest.mark.parametrize("typed", ["", "  ", "zzzqq", "xyz"])
def test_nothing_fits_what_is_nothing_like_it(typed):
    assert found(typed) == []


def test_no_more_are_found_than_wanted():
    assert len(best(ENTRIES, "a", 2)) == 2
