import json
from pathlib import Path

import pytest

from annotator.domain.errors import UsageError
from annotator.domain.layer import Scope
from annotator.extract.learned.examples import Example, Marked, examples, read_examples
from annotator.extract.prose.segmentation import Stretch

TEXT = "“Fares go up,” Ovik said, “in May.”"
LINE = {
    "id": "1.txt",
    "text": TEXT,
    "attributions": [
        {"source": [[15, 19]], "cue": [[20, 24]], "content": [[27, 33], [1, 12]], "kind": "direct"}
    ],
}


def with_attribution(**parts: object) -> dict[str, object]:
    return {**LINE, "attributions": [{**LINE["attributions"][0], **parts}]}  # type: ignore[index,dict-item]


def test_an_article_is_read_with_its_fragments_in_order():
    (found,) = examples([LINE])

    assert found == Example(
        "1.txt",
        TEXT,
        (Marked((Stretch(15, 19),), (Stretch(20, 24),), (Stretch(1, 12), Stretch(27, 33)), None),),
    )


@pytest.mark.parametrize(
    ("marked", "scope"),
    [("speech", Scope.SPEECH), ("stance", Scope.SPEECH_AND_STANCE), (None, None), ("?", None)],
)
def test_the_scope_is_none_unless_the_annotation_tells_it(marked, scope):
    (found,) = examples([with_attribution(scope=marked)])

    assert found.attributions[0].scope is scope


def test_an_attribution_without_content_is_left_out():
    (found,) = examples([with_attribution(content=[])])

    assert found.attributions == ()


@pytest.mark.parametrize(
    "line",
    [
        {},
        {"id": 3, "text": TEXT, "attributions": []},
        {"id": "1", "text": TEXT, "attributions": [{"content": [[1]]}]},
        {"id": "1", "text": TEXT, "attributions": [{"content": [["1", "2"]]}]},
        {"id": "1", "text": object(), "attributions": []},
    ],
)
def test_a_line_that_is_no_article_is_named_by_its_number(line):
    with pytest.raises(UsageError, match=r"^Line 2 is no annotated article\.$"):
        examples([LINE, line])


@pytest.mark.parametrize("span", [[-1, 3], [3, 3], [5, 2], [0, 900]])
def test_a_span_outside_the_text_is_refused(span):
    with pytest.raises(UsageError, match="Line 1 has a span outside its text"):
        examples([with_attribution(source=[span])])


def test_a_file_of_lines_is_read_and_blank_lines_are_none(tmp_path: Path):
    path = tmp_path / "corpus.jsonl"
    path.write_text(f"{json.dumps(LINE)}\n\n{json.dumps(LINE)}\n", encoding="utf-8")

    assert [item.id for item in read_examples(path)] == ["1.txt", "1.txt"]


def test_a_missing_file_is_said(tmp_path: Path):
    with pytest.raises(UsageError, match="cannot be read: no such file"):
        read_examples(tmp_path / "none.jsonl")


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe{}"])
def test_a_file_of_something_else_is_said(tmp_path: Path, content):
    path = tmp_path / "other.jsonl"
    path.write_bytes(content)

    with pytest.raises(UsageError, match="is no file of JSON lines"):
        read_examples(path)
