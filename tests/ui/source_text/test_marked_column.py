import pytest
from PySide6.QtCore import QPoint

from annotator.domain.attribution import Attribution
from annotator.domain.claim import ClaimBody, ClaimKind
from annotator.domain.span import Span
from annotator.ui.source_text.marks import ClaimMarks, Link, MarkState, marks_of
from annotator.ui.theme import load_theme

TEXT = "😀 The clerk said: “The mayor claims ‘all is well’ again,” and left.\nThe end."
LIGHT = load_theme("light")


def _span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words))


def test_the_rail_of_a_split_claim_goes_when_the_claim_does(long_view, picture):
    bare = picture(long_view)
    text = long_view.text
    long_view.put_marks(ClaimMarks("a", (_span("Line 2 ", text), _span("Line 500 ", text))))
    assert picture(long_view) != bare

    long_view.drop_marks("a")

    assert picture(long_view) == bare


def test_scrolling_shows_what_painting_anew_would(long_view, picture):
    text = long_view.text
    long_view.show_marks(
        [ClaimMarks(at, (_span(f"Line {at} says", text),), colour=at) for at in range(60)]
    )
    for place in (40, 300, 310, 130):
        long_view.verticalScrollBar().setValue(place)
        scrolled = picture(long_view)
        long_view.set_theme(LIGHT)
        assert picture(long_view) == scrolled


def test_a_mark_in_sight_is_drawn_however_far_was_scrolled_before(long_view, picture):
    bar = long_view.verticalScrollBar()
    for place in range(0, bar.maximum(), 37):
        bar.setValue(place)
        long_view.viewport().repaint()
    bar.setValue(bar.maximum())
    bare = picture(long_view)

    for at in range(590, 600):
        long_view.put_marks(ClaimMarks(at, (_span(f"Line {at} says", long_view.text),)))
        marked = picture(long_view)
        assert marked != bare
        bare = marked


def test_a_claim_inside_the_current_one_is_still_seen(view, picture, outer, inner):
    view.show_marks([outer])
    view.set_current("outer")
    alone = picture(view)

    view.put_marks(ClaimMarks("plain", inner.content, colour=1))

    assert picture(view) != alone


@pytest.mark.parametrize("state", list(MarkState))
def test_a_claim_is_seen_and_stands_out_when_current(view, state, picture):
    bare = picture(view)
    view.put_marks(ClaimMarks("a", (_span("mayor"),), state=state))
    marked = picture(view)

    view.set_current("a")

    assert len({bare, marked, picture(view)}) == 3


def test_proposals_cues_sources_and_boilerplate_all_look_different(view, picture):
    place = _span("mayor")
    pictures = [picture(view)]
    for marks in (
        ClaimMarks("a", (place,)),
        ClaimMarks("a", (place,), state=MarkState.PROPOSAL),
        ClaimMarks("a", (place,), colour=2),
        ClaimMarks("a", (_span("left"),), (Link(source=place),)),
        ClaimMarks("a", (_span("left"),), (Link(cue=place),)),
    ):
        view.show_marks([marks])
        pictures.append(picture(view))
    view.show_marks([], [place])

    pictures.append(picture(view))

    assert len(set(pictures)) == len(pictures)


def test_a_claim_in_boilerplate_stays_as_clear_as_elsewhere(view, picture):
    view.show_marks([ClaimMarks("a", (_span("mayor"),))])
    clear = picture(view)

    view.show_marks([ClaimMarks("a", (_span("mayor"),))], [_span("mayor")])
    assert picture(view) == clear
    view.show_marks([ClaimMarks("a", (_span("mayor"),))], [_span("The mayor claims")])

    assert picture(view) != clear


def test_a_proposal_in_boilerplate_is_dimmed_with_it(view, picture):
    proposal = ClaimMarks("a", (_span("mayor"),), state=MarkState.PROPOSAL)
    view.show_marks([proposal])
    clear = picture(view)

    view.show_marks([proposal], [_span("mayor")])

    assert picture(view) != clear


def test_a_line_drawn_alone_looks_as_when_all_is_drawn_anew(long_view, picture):
    text = long_view.text
    for at in range(8):
        words = _span(f"Line {at} says", text)
        long_view.put_marks(ClaimMarks(at, (words,), (Link(words, words),), colour=at))
        long_view.set_current(at)
    grown = picture(long_view)

    long_view.set_theme(LIGHT)

    assert picture(long_view) == grown


def test_a_mark_taken_away_leaves_no_trace(view, picture, outer, inner):
    bare = picture(view)
    view.show_marks([outer, inner], [_span("The end.")])

    view.drop_marks("inner")
    view.show_marks([])

    assert picture(view) == bare


def test_a_mark_drawn_alone_looks_as_when_all_is_drawn_anew(view, picture, outer, inner):
    view.show_marks([outer])
    picture(view)

    view.put_marks(inner)
    grown = picture(view)
    view.set_theme(LIGHT)

    assert picture(view) == grown


def test_the_evidence_is_boxed_while_shown(view, picture):
    bare = picture(view)

    view.show_evidence(_span("clerk"))
    boxed = picture(view)
    view.show_evidence(None)

    assert boxed != bare
    assert picture(view) == bare


def test_flashed_words_pale_again(view, qtbot, picture):
    bare = picture(view)

    view.flash(_span("clerk"))
    assert picture(view) != bare

    qtbot.waitUntil(lambda: picture(view) == bare)


def test_another_theme_is_drawn_at_once(view, picture, outer, inner):
    view.show_marks([outer, inner])
    light = picture(view)

    view.set_theme(load_theme("dark"))

    assert picture(view) != light


def test_another_text_starts_without_marks(view, point, outer):
    view.show_marks([outer])
    view.set_current("outer")

    view.show_text("Nothing.")

    assert view.keys_at(point(view, "Nothing")) == []
    assert view.rails(50, view.rect()) == []
    assert view.accessibleDescription() == ""


def test_an_empty_text_is_shown(view, picture):
    view.show_text("")
    view.show_marks([])

    assert picture(view)
    assert view.selection() is None
    assert view.keys_at(QPoint(100, 100)) == []


def test_what_is_revealed_stands_in_sight_with_text_around_it(long_view, point):
    span = _span("Line 400 says", long_view.text)

    long_view.reveal(span)

    middle = point(long_view, "Line 400 says").y()
    assert 0.1 * long_view.height() < middle < 0.9 * long_view.height()


def test_what_is_in_sight_already_moves_nothing(long_view):
    long_view.reveal(_span("Line 400 says", long_view.text))
    place = long_view.verticalScrollBar().value()

    long_view.reveal(_span("Line 402 says", long_view.text))

    assert long_view.verticalScrollBar().value() == place


def test_the_current_claim_is_described_to_screen_readers(view, outer):
    view.show_marks([outer])
    view.set_current("outer")

    assert view.accessibleName() == "Source text"
    label, said = view.accessibleDescription().rsplit("\n", maxsplit=1)
    assert label == outer.label
    assert said == outer.content[0].of(view.text)


def test_marks_are_made_of_a_claim_with_its_chain(outer):
    link = Attribution(source=_span("The clerk"), cue=_span("said"))
    body = ClaimBody(kind=ClaimKind.DIRECT, content=outer.content, chain=(link,))

    marks = marks_of("outer", body, colour=0, label=outer.label)

    assert marks == outer
