"""What is drawn in a text can be told apart by somebody who sees no colours."""

from annotator.domain.span import Span
from annotator.ui.source_text.marks import ClaimMarks, Link, MarkState
from annotator.ui.theme import SpeakerColour, load_theme

ALIKE = SpeakerColour(fill="#dddddd", strong="#bbbbbb", edge="#666666")
GREY = load_theme("light").amended(
    cue="#666666",
    source="#666666",
    evidence="#666666",
    accent="#666666",
    flash="#dddddd",
    speakers=(ALIKE,),
    nobody=ALIKE,
)


def place(view, words):
    start = view.text.index(words)
    return Span(start=start, end=start + len(words))


def test_roles_states_and_what_stands_out_differ_though_every_colour_is_one_grey(view, picture):
    view.set_theme(GREY)
    here, there = place(view, "mayor"), place(view, "left")
    pictures = {"nothing": picture(view)}
    for state in MarkState:
        view.show_marks([ClaimMarks("a", (here,), state=state)])
        pictures[f"{state} at rest"] = picture(view)
        view.set_current("a")
        pictures[f"{state} current"] = picture(view)
        view.set_current(None)
    for name, link in (("source", Link(source=here)), ("cue", Link(cue=here))):
        view.show_marks([ClaimMarks("a", (there,), (link,))])
        pictures[name] = picture(view)
    view.show_marks([], [here])
    pictures["boilerplate"] = picture(view)
    view.show_marks([])
    view.show_evidence(here)
    pictures["evidence"] = picture(view)

    alike = [
        (one, other)
        for one in pictures
        for other in pictures
        if one < other and pictures[one] == pictures[other]
    ]
    assert alike == []
    assert len(pictures) == 2 * len(MarkState) + 5


def test_claims_of_one_colour_beside_each_other_are_seen_to_be_two(view, picture):
    view.set_theme(GREY)
    whole, half, rest = place(view, "all is well"), place(view, "all is"), place(view, " well")
    view.show_marks([ClaimMarks("one", (whole,))])
    one = picture(view)

    view.show_marks([ClaimMarks("one", (half,)), ClaimMarks("two", (rest,))])

    assert picture(view) != one


def test_a_claim_within_another_of_its_colour_is_seen(view, picture, outer):
    view.set_theme(GREY)
    view.show_marks([outer])
    alone = picture(view)

    view.show_marks([outer, ClaimMarks("in it", (place(view, "all is well"),))])

    assert picture(view) != alone
