import pytest

from annotator.domain.layer import Scope
from annotator.extract.evaluation.reliability import Judged, binned, calibration_error, judged

TEXT = "Ann Lee said it would rain. Bo Ek fears for the barley."
RAIN = {"source": [[0, 7]], "cue": [[8, 12]], "content": [[13, 26]]}
BARLEY = {"source": [[28, 33]], "cue": [[34, 39]], "content": [[40, 54]], "scope": "stance"}
GOLD = [{"id": "a", "text": TEXT, "attributions": [RAIN, BARLEY]}]


def proposed(*attributions, name="a"):
    return [{"id": name, "attributions": list(attributions)}]


def test_a_proposal_is_right_when_content_and_source_are():
    of_another = RAIN | {"source": [[28, 33]]}

    found = judged(GOLD, proposed(RAIN | {"score": 0.9}, of_another | {"score": 0.2}), Scope.SPEECH)

    assert found == [(0.9, True), (0.2, False)]


def test_the_second_of_two_that_propose_the_same_is_wrong():
    found = judged(GOLD, proposed(RAIN | {"score": 0.9}, RAIN | {"score": 0.8}), Scope.SPEECH)

    assert found == [(0.9, True), (0.8, False)]


@pytest.mark.parametrize(("scope", "right"), [(Scope.SPEECH, []), (Scope.SPEECH_AND_STANCE, [1])])
def test_stance_counts_in_its_scope_alone(scope, right):
    found = judged(GOLD, proposed(BARLEY | {"score": 0.5}), scope)

    assert [item.right for item in found] == right


def test_what_has_no_score_and_what_is_of_another_document_is_left_out():
    assert judged(GOLD, proposed(RAIN), Scope.SPEECH) == []
    assert judged(GOLD, proposed(RAIN | {"score": 1.0}, name="b"), Scope.SPEECH) == []


def test_each_score_has_its_bin_and_a_full_one_the_last():
    bins = binned([Judged(0.0, right=False), Judged(0.85, right=True), Judged(1.0, right=True)])

    assert [item.proposed for item in bins] == [1, 0, 0, 0, 0, 0, 0, 0, 1, 1]
    assert [item.right for item in bins] == [0, 0, 0, 0, 0, 0, 0, 0, 1, 1]
    assert bins[8].score == pytest.approx(0.85)
    assert bins[8].share == 1.0
    assert bins[1].share == 0.0


def test_the_error_of_calibration_weighs_each_bin_by_its_proposals():
    sure = [Judged(0.95, right=number < 8) for number in range(10)]
    unsure = [Judged(0.25, right=number < 1) for number in range(5)]

    bins = binned([*sure, *unsure])

    assert calibration_error(bins) == pytest.approx((10 * 0.15 + 5 * 0.05) / 15)


def test_without_proposals_nothing_is_miscalibrated():
    assert calibration_error(binned([])) == 0.0
