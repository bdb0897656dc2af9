import pytest

from annotator.extract.learned.examples import Marked
from annotator.extract.learned.labels import Part, Run, encoded, runs
from annotator.extract.learned.linking import Line, Linked, best, choices, learned_weights, linked
from annotator.extract.learned.linking_lessons import decisions
from annotator.extract.prose.segmentation import Stretch, words

TOLD = "Rain will come, Ovik told Radio Poti, before the ferry returns."
ADDED = "Ines Varga said the pier is shut, and Halvik added that fares rise."


def stretch(text: str, part: str) -> Stretch:
    at = text.index(part)
    return Stretch(at, at + len(part))


def marked(text: str, source: str, cue: str, *content: str) -> Marked:
    own = (stretch(text, source),) if source else ()
    return Marked(own, (stretch(text, cue),), tuple(stretch(text, piece) for piece in content))


ONE = (TOLD, [marked(TOLD, "Ovik", "told", "Rain will come", "before the ferry returns")])
TWO = (
    ADDED,
    [
        marked(ADDED, "Ines Varga", "said", "the pier is shut"),
        marked(ADDED, "Halvik", "added", "fares rise"),
    ],
)


def line(text: str, attributions: list[Marked]) -> Line:
    read = words(text, Stretch(0, len(text)))
    return Line(read, runs(encoded(read, attributions)), [False] * len(read))


def learned(*examples: tuple[str, list[Marked]]) -> dict[str, float]:
    offered = [
        decision
        for text, attributions in examples
        for decision in decisions(
            words(text, Stretch(0, len(text))), [False] * len(text), attributions
        )
    ]
    return learned_weights(offered, 5, lambda _: range(len(offered)))


def test_a_split_content_is_linked_to_the_cue_in_its_middle():
    (found,) = linked(line(*ONE), learned(ONE, TWO))

    assert found == Linked(
        Run(Part.SOURCE, 4, 4),
        Run(Part.CUE, 5, 5),
        (Run(Part.CONTENT, 0, 2), Run(Part.CONTENT, 9, 12)),
    )


def test_two_attributions_of_a_sentence_are_kept_apart():
    first, second = linked(line(*TWO), learned(ONE, TWO))

    assert (first.source, first.cue.first) == (Run(Part.SOURCE, 0, 1), 2)
    assert (second.source, second.cue.first) == (Run(Part.SOURCE, 9, 9), 10)
    assert len(first.contents) == len(second.contents) == 1


def test_a_cue_may_choose_nobody():
    text = "It was stressed that the road is open."
    nobody = (text, [marked(text, "", "stressed", "the road is open")])

    (found,) = linked(line(*nobody), learned(nobody))

    assert found.source is None


def test_contents_without_a_cue_and_cues_without_content_go():
    read = words(TOLD, Stretch(0, len(TOLD)))
    lone = Line(read, [Run(Part.CONTENT, 0, 2)], [False] * len(read))
    bare = Line(read, [Run(Part.SOURCE, 4, 4), Run(Part.CUE, 5, 5)], [False] * len(read))

    assert linked(lone, {}) == []
    assert linked(bare, {}) == []


def test_only_the_three_nearest_on_either_side_are_offered():
    read = words("a b c d e f g h i j k", Stretch(0, 21))
    cues = [Run(Part.CUE, at, at) for at in (0, 1, 2, 3, 6, 7, 8, 9)]
    content = Run(Part.CONTENT, 4, 5)

    offered = choices(Line(read, [*cues, content], [False] * 11), content)

    assert [item.run.first for item in offered if item.run] == [1, 2, 3, 6, 7, 8]
    assert offered[-1].run is None


def test_what_is_learned_makes_every_decision_it_learned_from_right():
    weights = learned(ONE, TWO)

    for text, attributions in (ONE, TWO):
        for decision in decisions(
            words(text, Stretch(0, len(text))), [False] * len(text), attributions
        ):
            assert best(decision.offered, weights) in decision.right


def test_the_same_decisions_give_the_same_weights_in_order():
    first, second = learned(ONE, TWO), learned(ONE, TWO)

    assert list(first.items()) == list(second.items())
    assert list(first) == sorted(first)


@pytest.mark.parametrize("weights", [{}, {"CONTENT before": 1e9}])
def test_any_weights_link_each_content_once(weights):
    found = linked(line(*TWO), weights)

    contents = [run for item in found for run in item.contents]
    assert len(contents) == len(set(contents))
