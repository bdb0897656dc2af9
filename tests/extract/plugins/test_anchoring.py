import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.extract.plugins.llm.anchoring import Anchors, fragments
from annotator.extract.plugins.llm.conversation import Said
from annotator.extract.plugins.llm.placing import Placed, merged, placed
from annotator.extract.prose.segmentation import Stretch

TEXT = (
    "“It’s a café – not a bar,” the owner said. She said  more:\nthe  bar is closed. "
    "The mayor, who had said nothing, said the bar would open."
)


def anchors(text=TEXT, start=0, end=None):
    return Anchors(text, Stretch(start, len(text) if end is None else end))


def found(words, text=TEXT):
    return [place.at.text(text) for place in anchors(text).places(words)]


@pytest.mark.parametrize(
    ("words", "there"),
    [
        ("It's a cafe - not a bar", "It’s a café – not a bar"),
        ("IT’S A CAFÉ", "It’s a café"),
        ("“it's a café”,", "It’s a café"),
        ("she said more: the bar", "She said  more:\nthe  bar"),
        ("clo\u00adsed", "closed"),
    ],
)
def test_form_makes_no_difference(words, there):
    assert found(words) == [there]


def test_every_place_is_found_from_left_to_right():
    assert found("said") == ["said"] * 4
    assert [place.at.start for place in anchors().places("bar")] == sorted(
        place.at.start for place in anchors().places("bar")
    )


@pytest.mark.parametrize("words", ["ar", "sai", "the king", "", "  ", "“”", ",;"])
def test_what_is_not_there_or_is_no_word_is_found_nowhere(words):
    assert found(words) == []


def test_longer_words_are_placed_where_nine_tenths_of_them_stand():
    (place,) = anchors().places("the mayor, who has said nothing, said")

    assert place.at.text(TEXT) == "The mayor, who had said nothing, said"
    assert 0.9 <= place.likeness < 1.0


def test_what_is_less_alike_is_found_nowhere():
    assert found("the mayor, whom nobody likes, said the bar") == []


def test_only_the_stretch_is_searched():
    at = TEXT.index("She")

    assert anchors(start=at).places("the owner") == []
    assert anchors(end=at).places("the mayor") == []


def test_letters_that_are_two_marks_are_taken_whole():
    text = "He said “cafe\u0301 closed”."

    (place,) = anchors(text).places("café")

    assert place.at.text(text) == "cafe\u0301"


@given(st.text(max_size=80), st.text(max_size=40))
def test_whatever_is_found_lies_in_the_text(text, words):
    for place in anchors(text).places(words):
        assert 0 <= place.at.start < place.at.end <= len(text)
        assert 0.0 <= place.likeness <= 1.0


@given(st.lists(st.sampled_from(["said", "café", "“no”", "It’s", "2–3"]), min_size=1, max_size=8))
def test_every_run_of_words_is_found_where_it_stands(words):
    text = "  ".join(words)

    for first in range(len(words)):
        for last in range(first + 1, len(words) + 1):
            run = "  ".join(words[first:last])
            assert any(
                run.strip("“”") in found(run, text)[at] for at in range(len(found(run, text)))
            )


def test_words_left_out_part_the_fragments():
    assert fragments("It will ... close […] soon… ") == ["It will", "close", "soon"]
    assert fragments("...") == []


def test_the_places_nearest_to_each_other_are_taken():
    said = Said(source="The mayor", cue="said", content=["the bar would open"])

    place = placed(said, anchors())

    assert place.cue.start == TEXT.rindex("said")
    assert place.likeness == 1.0


def test_the_cue_stands_outside_the_content():
    text = "The mayor said that she had said too much."
    said = Said(source="The mayor", cue="said", content=["she had said too much"])

    assert placed(said, anchors(text)).cue.start == text.index("said")


@pytest.mark.parametrize(
    "said",
    [
        Said(source="the king", cue="said", content=["the bar would open"]),
        Said(source="The mayor", cue="swore", content=["the bar would open"]),
        Said(source="The mayor", cue=None, content=["the bar would open"]),
        Said(source="The mayor", cue="said", content=["the bar would open", "in the year 2050"]),
        Said(source="The mayor", cue="said", content=["..."]),
    ],
)
def test_a_report_with_words_that_are_nowhere_is_none(said):
    assert placed(said, anchors()) is None


def test_a_source_far_away_is_none_of_this_report():
    text = f"The mayor came. {'It rained. ' * 80}Somebody said the bar would open."
    said = Said(source="The mayor", cue="said", content=["the bar would open"])

    assert placed(said, anchors(text)) is None
    assert placed(said.model_copy(update={"source": None}), anchors(text)).source is None


def test_reports_with_one_cue_are_one():
    first = Placed((Stretch(0, 3),), Stretch(5, 6), Stretch(8, 9), 1.0)
    more = Placed((Stretch(12, 15),), Stretch(5, 6), Stretch(8, 9), 0.95)
    other = Placed((Stretch(20, 22),), Stretch(25, 26), Stretch(8, 9), 1.0)

    (one,) = merged([first, more, other])

    assert one == Placed((Stretch(0, 3), Stretch(12, 15)), Stretch(5, 6), Stretch(8, 9), 0.95)
