import pytest

from annotator.exchange.corpus.figures import figures, variety
from annotator.exchange.corpus.sharing import overlaps, rows

TEXT = "She said it shuts. They want tea, we hear, and rain."


def at(words):
    start = TEXT.index(words)
    return [start, start + len(words)]


LINE = {
    "text": TEXT,
    "about": {"genre": "paper"},
    "attributions": [
        {
            "kind": "indirect",
            "scope": "speech",
            "source": [at("She")],
            "cue": [at("said")],
            "content": [at("it shuts")],
            "speaker": "Lena Ovik",
            "via": ["Radio Delta"],
        },
        {
            "kind": "mixed",
            "scope": "stance",
            "source": [],
            "cue": [at("want")],
            "content": [at("tea"), at("rain")],
            "speaker": None,
            "via": [],
        },
    ],
}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("articles", "1"),
        ("words an article", "11"),
        ("attributions", "2"),
        ("attributions in 900 words", "163.6"),
        ("indirect", "50.0 %"),
        ("mixed", "50.0 %"),
        ("direct", "0.0 %"),
        ("source is a pronoun", "50.0 %"),
        ("no source", "50.0 %"),
        ("split content", "50.0 %"),
        ("cue is no core verb of saying", "50.0 %"),
        ("stance", "50.0 %"),
        ("has outer sources", "50.0 %"),
        ("speaker known", "50.0 %"),
    ],
)
def test_the_figures_are_counted_by_hand(name, value):
    assert figures([LINE])[name] == value


def test_no_articles_have_figures_of_nought():
    assert figures([])["attributions in 900 words"] == "0.0"


def test_variety_counts_the_most_frequent_first():
    lines = [{"about": {"genre": genre}} for genre in ("sport", "court", "sport")]

    assert variety(lines, "genre") == {"sport": 2, "court": 1}


def test_eight_words_in_a_row_are_shared_whatever_their_marks():
    ours = {"a.txt": "Well: “One two, three four” five six seven eight, she said."}
    theirs = [("b.txt", "one TWO three - four five six seven EIGHT nine")]

    (found,) = overlaps(ours, theirs)

    assert found == ("a.txt", "b.txt", "one two three four five six seven eight")


def test_seven_words_in_a_row_are_nobodys():
    assert overlaps({"a": "one two three four five six seven"}, [("b", "one two three four")]) == []
    assert list(rows("one two three four five six seven")) == []


def test_a_text_shares_nothing_with_itself():
    text = "one two three four five six seven eight"

    assert overlaps({"a": text}, [("a", text)]) == []
