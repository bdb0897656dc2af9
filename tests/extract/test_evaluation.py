"""Cases worked by hand; the words and their arithmetic stand beside each other."""

import pytest

from annotator.domain.errors import UsageError
from annotator.domain.layer import Scope
from annotator.extract.evaluation.evaluating import Score, evaluate, table
from annotator.extract.evaluation.measured_text import MeasuredText, quoted_stretches
from annotator.extract.evaluation.metrics import METRICS, SUBSETS

TEXT = (
    "The harbour master, Lena Ovik, said two piers will close. “Nobody was asked,” Ovik added. "
    "Fishermen fear for the winter.\nPer Lie called it “a farce” on Friday."
)


def at(words, after=""):
    start = TEXT.index(words, TEXT.index(after))
    return [start, start + len(words)]


def attribution(content, cue=None, source=None, **rest):
    fragments = [content] if isinstance(content[0], int) else content
    return {
        "content": fragments,
        "cue": [cue] if cue else [],
        "source": [source] if source else [],
        **rest,
    }


def gold():
    return [
        attribution(at("two piers will close"), at("said"), at("The harbour master, Lena Ovik")),
        attribution(at("“Nobody was asked,”"), at("added"), at("Ovik", "asked")),
        attribution(at("for the winter"), at("fear"), at("Fishermen")),
        attribution(at("it “a farce”"), at("called"), at("Per Lie")),
    ]


def evaluation(proposed, annotated=None, **documents):
    line = {"id": "a", "text": TEXT, "attributions": gold() if annotated is None else annotated}
    predicted = [] if proposed is None else [{"id": "a", "attributions": proposed}]
    return evaluate([line], predicted, **documents)


def figures(proposed, metric, subset="all", annotated=None):
    precision, recall, f1, _, _ = evaluation(proposed, annotated).score(metric, subset)
    return round(precision, 4), round(recall, 4), round(f1, 4)


def test_annotation_against_itself_is_perfect_in_every_figure():
    found = evaluation(gold())

    assert {found.score(metric, subset)[:3] for metric in METRICS for subset in SUBSETS} == {
        (1.0, 1.0, 1.0)
    }


@pytest.mark.parametrize("proposed", [None, []])
def test_nothing_proposed_is_nought_in_every_figure(proposed):
    found = evaluation(proposed)

    assert {found.score(metric, subset)[:3] for metric in METRICS for subset in SUBSETS} == {
        (0.0, 0.0, 0.0)
    }


def test_a_score_says_what_it_is_a_share_of():
    assert evaluation(gold()[:1]).score("full") == Score(1.0, 0.25, 0.4, 1, 4)


def test_one_of_four_and_one_false_alarm():
    proposed = [gold()[2], attribution(at("Friday"))]

    assert figures(proposed, "content_strict") == (0.5, 0.25, 0.3333)
    assert figures(proposed, "full", "indirect") == (0.5, 0.5, 0.5)
    assert figures(proposed, "full", "direct") == (0.0, 0.0, 0.0)


def test_marks_at_the_edge_matter_to_raw_boundaries_only():
    proposed = gold()
    proposed[1]["content"] = [at("Nobody was asked")]

    assert figures(proposed, "content_strict_raw") == (0.75, 0.75, 0.75)
    assert figures(proposed, "content_strict") == (1.0, 1.0, 1.0)


def test_three_of_four_tokens_are_half_and_not_strict():
    proposed = [attribution(at("piers will close"), at("said"))]

    assert figures(proposed, "content_strict", annotated=gold()[:1]) == (0.0, 0.0, 0.0)
    assert figures(proposed, "content_iou50", annotated=gold()[:1]) == (1.0, 1.0, 1.0)


def test_soft_coverage_counts_covered_tokens():
    words = "will close. “Nobody was"  # 6 tokens between the first and the last word
    proposed = [attribution(at(words))]

    assert figures(proposed, "content_soft", annotated=gold()[:1]) == (0.3333, 0.5, 0.4)
    assert figures(proposed, "content_iou50", annotated=gold()[:1]) == (0.0, 0.0, 0.0)  # 2 of 8


def test_a_wrong_source_costs_precision_and_a_missing_one_recall_alone():
    wrong, missing = gold(), gold()
    wrong[2]["source"] = [at("Per Lie")]
    missing[2]["source"] = []

    assert figures(wrong, "source_given_content") == (0.75, 0.75, 0.75)
    assert figures(missing, "source_given_content") == (1.0, 0.75, 0.8571)
    assert figures(missing, "full") == (0.75, 0.75, 0.75)


def test_no_source_on_either_side_is_right():
    annotated = [attribution(at("for the winter"), at("fear"))]

    assert figures(annotated, "full", annotated=annotated) == (1.0, 1.0, 1.0)
    assert figures(annotated, "source_given_content", annotated=annotated) == (1.0, 1.0, 1.0)


def test_the_head_of_a_source_is_enough_for_the_lenient_figures():
    proposed = [attribution(at("two piers will close"), at("said"), at("master"))]

    assert figures(proposed, "full", annotated=gold()[:1]) == (0.0, 0.0, 0.0)  # 1 of 5 tokens
    assert figures(proposed, "full_head", annotated=gold()[:1]) == (1.0, 1.0, 1.0)
    assert figures(proposed, "source_iou_given_content", annotated=gold()[:1]) == (0.0, 0.0, 0.0)
    assert figures(proposed, "source_given_content", annotated=gold()[:1]) == (1.0, 1.0, 1.0)


def test_each_attribution_is_matched_once():
    twice = [gold()[2], gold()[2]]

    assert figures(twice, "full", annotated=gold()[2:3]) == (0.5, 1.0, 0.6667)


def test_a_cue_is_found_by_any_token_and_right_by_all():
    proposed = [attribution(at("for the winter"), at("Fishermen fear"))]

    assert figures(proposed, "cue_any", annotated=gold()[2:3]) == (1.0, 1.0, 1.0)
    assert figures(proposed, "cue_strict", annotated=gold()[2:3]) == (0.0, 0.0, 0.0)


def test_fragments_are_one_set_of_tokens():
    annotated = [attribution([at("two piers will close"), at("for the winter")])]

    assert (
        figures([attribution(at("two piers will close"))], "content_iou50", annotated=annotated)[0]
        == 1.0
    )  # 4 of 7
    assert figures([attribution(at("for the winter"))], "content_iou50", annotated=annotated) == (
        0.0,
        0.0,
        0.0,
    )  # 3 of 7


def test_content_without_a_word_is_not_counted():
    assert evaluation([attribution(at("“"))]).score("full").proposed == 0


def test_kinds_come_from_the_marks_of_the_text():
    text = MeasuredText(TEXT)

    assert [text.kind(item["content"]) for item in gold()] == [
        "indirect",
        "direct",
        "indirect",
        "mixed",
    ]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“One.\n“Two,” he said.", ["“One.", "“Two,”"]),
        ("``One'' and \"two\"", ["``One''", '"two"']),
        ("the boys' dog and the girls' cat", []),
        ("He said ‘go home’ and 'no'.", ["‘go home’"]),
        ("a “b “c” d” e", ["“b “c”"]),
    ],
)
def test_quotations_are_found_by_paragraph(text, quoted):
    assert [text[start:end] for start, end in quoted_stretches(text)] == quoted


def test_offsets_past_the_text_are_no_crash():
    assert evaluation([attribution([5, 10_000])]).score("content_iou50").f1 == 0.0


def test_stance_counts_only_in_its_scope():
    annotated = gold()
    annotated[2]["scope"] = "stance"

    assert evaluation(gold()[:2], annotated).annotated == 4
    assert evaluation(gold()[:2], annotated, scope=Scope.SPEECH).annotated == 3


def test_a_document_that_nobody_annotated_is_refused():
    with pytest.raises(UsageError, match="“b” is proposed but not annotated"):
        evaluate([{"id": "a", "text": TEXT, "attributions": []}], [{"id": "b", "attributions": []}])


def test_the_table_shows_a_line_a_metric_and_nothing_unmeasured():
    lines = list(table(evaluation(gold())))

    assert lines[0] == "1 documents, 4 attributions annotated, 4 proposed"
    assert [line.split()[0] for line in lines[2:]] == list(METRICS)
    assert lines[-2].split() == ["full", *["1.000"] * 7]
