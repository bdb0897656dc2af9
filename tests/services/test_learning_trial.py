import json
from pathlib import Path

import pytest

from annotator.domain.claim import ClaimKind
from annotator.domain.errors import CancelledError
from annotator.domain.layer import Scope
from annotator.domain.proposal import Extraction, ProposedAttribution, ProposedClaim
from annotator.domain.span import Span
from annotator.runtime.progress import Cancel, Silent
from annotator.services.learning_trial import Stages, folds_of, held_out, likely, read

TEXT = "Article {}. Ann Lee said it would rain."


def line(number):
    text = TEXT.format(number)
    start = text.index("it would")
    said = {
        "content": [[start, len(text) - 1]],
        "source": [[start - 13, start - 6]],
        "cue": [[start - 5, start - 1]],
    }
    return {"id": f"a{number}", "text": text, "attributions": [said]}


class Remembers:
    """An engine that finds what it has learned by heart, and only that."""

    name = "remembers"
    version = "1"
    model = None
    threshold = 0.5

    def __init__(self, lines):
        self.known = {item["text"]: item for item in lines}

    def extract(self, text, _scope=Scope.SPEECH, _hints=None):
        claims = []
        for item in self.known.get(text, {"attributions": []})["attributions"]:
            (content,), (source,), (cue,) = item["content"], item["source"], item["cue"]
            link = ProposedAttribution(source=span(source), cue=span(cue))
            claims.append(
                ProposedClaim(
                    kind=ClaimKind.INDIRECT, content=(span(content),), chain=(link,), score=0.9
                )
            )
            weak = claims[-1].amended(content=(Span(start=0, end=7),), score=0.4)
            claims.append(weak)
        return Extraction(language="en", claims=tuple(claims))


def span(pair):
    return Span(start=pair[0], end=pair[1])


class Steps:
    """Keeps what it is told."""

    def __init__(self):
        self.told = []

    def step(self, done, total, label, /):
        self.told.append((done, total, label))


@pytest.mark.parametrize(("lines", "folds", "sizes"), [(7, 3, [3, 2, 2]), (2, 5, [1, 1])])
def test_every_line_is_held_out_once(lines, folds, sizes):
    dealt = folds_of([line(number) for number in range(lines)], folds)

    names = [item["id"] for fold in dealt for item in fold]
    assert [len(fold) for fold in dealt] == sizes
    assert sorted(names) == [f"a{number}" for number in range(lines)]


@pytest.mark.parametrize(("lines", "folds"), [(1, 3), (0, 3), (5, 1), (5, 0)])
def test_one_fold_is_none(lines, folds):
    assert folds_of([line(number) for number in range(lines)], folds) == []


def test_the_same_lines_in_another_order_are_dealt_out_alike():
    lines = [line(number) for number in range(6)]

    assert folds_of(lines, 3) == folds_of(lines[::-1], 3)


def test_no_model_has_seen_what_it_reads():
    folds = folds_of([line(number) for number in range(6)], 3)
    trained = []

    def train(lines, _path, _progress):
        trained.append({item["id"] for item in lines})
        return Remembers(lines)

    found = held_out(folds, train, Scope.SPEECH, Stages(Silent(), 6))

    assert found.subsets["all"].proposed == 0
    assert found.subsets["all"].annotated == 6
    for fold, seen in zip(folds, trained, strict=True):
        assert len(seen) == 4
        assert not seen & {item["id"] for item in fold}


def test_what_is_below_the_threshold_counts_for_the_scores_alone():
    lines = [line(number) for number in range(4)]
    folds = folds_of(lines, 2)

    found = held_out(folds, lambda *_: Remembers(lines), Scope.SPEECH, Stages(Silent(), 4))

    whole = found.subsets["all"]
    assert (whole.precision, whole.recall, whole.f1, whole.proposed) == (1.0, 1.0, 1.0, 4)
    assert [item.proposed for item in found.bins] == [0, 0, 0, 0, 4, 0, 0, 0, 0, 4]
    assert [item.right for item in found.bins] == [0, 0, 0, 0, 0, 0, 0, 0, 0, 4]


def test_what_is_read_is_a_line_that_can_be_written():
    (found,) = read(Remembers([line(1)]), [line(1)], Scope.SPEECH, Silent())

    assert json.loads(json.dumps(found)) == found
    assert (found["id"], found["threshold"]) == ("a1", 0.5)
    assert len(found["attributions"]) == 2
    assert len(likely(found)["attributions"]) == 1


def test_stages_are_told_as_one_work_that_never_goes_back():
    told = Steps()
    stages = Stages(told, 2)
    for label in ("Training", "Reading"):
        stage = stages.next(label)
        for done in range(3):
            stage.step(done, 2, "inner")

    places = [done for done, _, _ in told.told]
    assert places == sorted(places)
    assert {total for _, total, _ in told.told} == {200}
    assert told.told[-1] == (200, 200, "Reading")


def test_a_stage_stops_when_asked_to():
    cancel = Cancel()
    stage = Stages(Silent(cancel), 1).next("Training")
    cancel.ask()

    with pytest.raises(CancelledError):
        stage.step(1, 2, Path("x").name)
