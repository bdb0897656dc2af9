import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.span import Span
from annotator.ui.source_text.selection import (
    Direction,
    Unit,
    grown,
    move_boundary,
    paragraphs,
    tokens,
)

TEXT = "The ferry is late. “We wait. ‘Soon’ they say,” Ada said. It rained.\nNobody came."
QUOTE = Span(start=19, end=46)
INNER = Span(start=29, end=35)
SENTENCES = (
    Span(start=0, end=18),
    Span(start=19, end=28),
    Span(start=29, end=56),
    Span(start=57, end=67),
    Span(start=68, end=80),
)
QUOTES = (QUOTE, INNER)


def _words(span: Span | None) -> str | None:
    return span.of(TEXT) if span else None


def test_the_innermost_quotation_is_selected_first():
    assert _words(grown(TEXT, QUOTES, SENTENCES, None, 31)) == "‘Soon’"


def test_the_sentence_is_selected_where_nothing_is_quoted():
    assert _words(grown(TEXT, QUOTES, SENTENCES, None, 5)) == "The ferry is late."


def test_a_caret_just_behind_a_sentence_belongs_to_it():
    assert _words(grown(TEXT, QUOTES, SENTENCES, None, 18)) == "The ferry is late."


def test_the_paragraph_is_selected_where_nothing_else_is_known():
    assert _words(grown(TEXT, (), (), None, 70)) == "Nobody came."


def test_nothing_is_selected_between_paragraphs():
    assert grown("one\n\n\ntwo", (), (), None, 4) is None


def test_selecting_again_grows_up_to_the_paragraph():
    selection, seen = None, []
    for _ in range(6):
        selection = grown(TEXT, QUOTES, SENTENCES, selection, 31)
        seen.append(_words(selection))

    assert seen == [
        "‘Soon’",
        "“We wait. ‘Soon’ they say,”",
        "“We wait. ‘Soon’ they say,” Ada said.",
        TEXT.split("\n", maxsplit=1)[0],
        TEXT.split("\n", maxsplit=1)[0],
        TEXT.split("\n", maxsplit=1)[0],
    ]


@pytest.mark.parametrize(
    ("caret", "direction", "unit", "words"),
    [
        (4, Direction.LEFT, Unit.WORD, "The ferry is"),
        (4, Direction.RIGHT, Unit.WORD, "is"),
        (12, Direction.RIGHT, Unit.WORD, "ferry is late"),
        (12, Direction.LEFT, Unit.WORD, "ferry"),
        (12, Direction.RIGHT, Unit.SENTENCE, "ferry is late."),
        (12, Direction.LEFT, Unit.SENTENCE, "ferry is"),
        (4, Direction.LEFT, Unit.SENTENCE, "The ferry is"),
    ],
)
def test_the_boundary_nearer_to_the_caret_moves(caret, direction, unit, words):
    span = Span(start=4, end=12)

    moved = move_boundary(TEXT, span, caret, direction, unit=unit, sentences=SENTENCES)

    assert _words(moved) == words


def test_a_boundary_stops_before_the_span_is_empty():
    span = Span(start=4, end=9)

    assert move_boundary(TEXT, span, 4, Direction.RIGHT) == span
    assert _words(move_boundary(TEXT, span, 9, Direction.LEFT)) == "ferry"


def test_a_closing_mark_is_a_step_of_its_own():
    span = Span(start=30, end=34)

    assert _words(move_boundary(TEXT, span, 34, Direction.RIGHT)) == "Soon’"


@given(st.text(min_size=1), st.data())
def test_a_moved_span_is_never_empty_and_never_outside(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start=start, end=data.draw(st.integers(start + 1, len(text))))
    caret = data.draw(st.integers(0, len(text)))
    way = data.draw(st.sampled_from(Direction))

    moved = move_boundary(text, span, caret, way)

    assert 0 <= moved.start < moved.end <= len(text)


@given(st.text(), st.data())
def test_growing_never_loses_what_was_selected(text, data):
    units = [*tokens(text), *paragraphs(text)]
    selection = data.draw(st.sampled_from(units) if units else st.none())
    caret = data.draw(st.integers(0, len(text)))

    larger = grown(text, tokens(text), paragraphs(text), selection, caret)

    assert selection is None or (larger is not None and larger.covers(selection))
