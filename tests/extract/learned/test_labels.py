import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.extract.learned.examples import Marked
from annotator.extract.learned.labels import (
    BEGIN,
    INSIDE,
    LABELS,
    OUTSIDE,
    Part,
    Run,
    encoded,
    likeliest,
    runs,
)
from annotator.extract.prose.segmentation import Stretch, words

TEXT = "Rain will come, Ovik told Radio Poti, before the ferry returns."


def stretch(part: str, text: str = TEXT) -> Stretch:
    at = text.index(part)
    return Stretch(at, at + len(part))


def marked(source: str = "", cue: str = "", content: tuple[str, ...] = ()) -> Marked:
    return Marked(
        (stretch(source),) if source else (),
        (stretch(cue),) if cue else (),
        tuple(stretch(piece) for piece in content),
    )


def named(labels: list[int]) -> str:
    return " ".join(LABELS[label] for label in labels)


def line_words(text: str = TEXT):
    return words(text, Stretch(0, len(text)))


def test_each_fragment_of_a_split_content_begins_anew():
    told = marked("Ovik", "told", ("Rain will come", "before the ferry returns"))

    labels = encoded(line_words(), [told])

    assert named(labels) == (
        "B-CONTENT I-CONTENT I-CONTENT O B-SOURCE B-CUE O O O "
        "B-CONTENT I-CONTENT I-CONTENT I-CONTENT O"
    )


def test_the_outermost_content_wins_over_what_it_holds():
    outer = marked("Rain", "will", ("come, Ovik told Radio Poti, before the ferry returns",))
    inner = marked("Ovik", "told", ("before the ferry returns",))

    labels = encoded(line_words(), [inner, outer])

    assert runs(labels) == [
        Run(Part.SOURCE, 0, 0),
        Run(Part.CUE, 1, 1),
        Run(Part.CONTENT, 2, 12),
    ]


def test_a_source_is_labelled_where_it_stands_free_of_any_content():
    whole = marked("Ovik told", "told", ("told Radio Poti",))

    labels = encoded(line_words(), [whole])

    assert runs(labels) == [Run(Part.SOURCE, 4, 4), Run(Part.CONTENT, 5, 7)]


def test_words_of_another_line_take_no_label():
    after = marked("Ovik", "told", ("Rain will come",))
    behind = TEXT.index("before")

    labels = encoded(words(TEXT, Stretch(behind, len(TEXT))), [after])

    assert set(labels) == {OUTSIDE}


def test_no_words_have_no_labels():
    assert encoded([], [marked("Ovik", "told", ("Rain",))]) == []
    assert likeliest(np.zeros((0, len(LABELS)), dtype=np.float32)) == []


@st.composite
def flat_runs(draw):
    size = len(line_words())
    cuts = sorted(draw(st.sets(st.integers(0, size), max_size=8)))
    parts = [draw(st.sampled_from([None, *Part])) for _ in cuts[1:]]
    return [
        Run(part, first, end - 1)
        for part, first, end in zip(parts, cuts, cuts[1:], strict=False)
        if part is not None
    ]


@given(flat_runs())
def test_what_does_not_overlap_comes_back_as_it_was(wanted):
    read = line_words()

    def pieces(part):
        return tuple(
            Stretch(read[run.first].start, read[run.last].end) for run in wanted if run.part is part
        )

    whole = Marked(pieces(Part.SOURCE), pieces(Part.CUE), pieces(Part.CONTENT))

    assert runs(encoded(read, [whole])) == wanted


@given(st.lists(st.integers(0, len(LABELS) - 1), max_size=30))
def test_any_labels_give_runs_in_order_that_cover_what_is_labelled(labels):
    found = runs(labels)

    covered = [at for run in found for at in range(run.first, run.last + 1)]
    assert covered == [at for at, label in enumerate(labels) if label != OUTSIDE]


@given(st.integers(1, 25), st.integers(0, 2**32 - 1))
def test_the_likeliest_labels_never_go_on_with_what_has_not_begun(size, seed):
    drawn = np.random.default_rng(seed).dirichlet(np.full(len(LABELS), 0.3), size)

    labels = likeliest(drawn.astype(np.float32))

    for before, label in zip([OUTSIDE, *labels], labels, strict=False):
        for part in Part:
            assert label != INSIDE[part] or before in {BEGIN[part], INSIDE[part]}


@pytest.mark.parametrize("wanted", [[0, 1, 2, 2, 0], [3, 5, 6, 6, 0], [5, 5, 6, 0, 3]])
def test_sure_probabilities_give_their_own_labels(wanted):
    sure = np.full((len(wanted), len(LABELS)), 0.01, dtype=np.float32)
    sure[np.arange(len(wanted)), wanted] = 0.94

    assert likeliest(sure) == wanted
