import json

import pytest

from annotator.cli.evaluating import evaluate
from annotator.domain.errors import UsageError
from annotator.domain.layer import Scope
from annotator.exchange.corpus.json_lines import documents

LINE = {"id": "a", "text": "Ovik said no.", "attributions": [{"content": [[10, 12]]}]}


def written(tmp_path, *lines, name="gold.jsonl"):
    path = tmp_path / name
    texts = (line if isinstance(line, str) else json.dumps(line) for line in lines)
    path.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
    return path


def test_documents_come_as_they_stand_in_the_file(tmp_path):
    assert documents(written(tmp_path, LINE, ""), with_text=True) == [LINE]


def test_a_line_separator_in_a_text_does_not_end_its_line(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({**LINE, "text": "Ovik \u2028 said no."}, ensure_ascii=False))

    assert len(documents(path, with_text=True)) == 1


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "line 1: Invalid JSON"),
        ({**LINE, "id": 7}, "line 1: id: "),
        ({"id": "a", "attributions": []}, "line 1: text: Field required"),
        ({**LINE, "attributions": [{}]}, "line 1: attributions 0 content: Field required"),
        ({**LINE, "attributions": [{"content": [[3, 3]]}]}, r"\[3, 3\] is no span"),
        ({**LINE, "attributions": [{"content": [[3, 99]]}]}, "offset 99 lies after the text's end"),
        ({**LINE, "boilerplate": [[3, 99]]}, "offset 99"),
    ],
)
def test_a_line_that_is_no_document_is_told(tmp_path, line, told):
    with pytest.raises(UsageError, match=told):
        documents(written(tmp_path, line), with_text=True)


def test_an_empty_missing_or_garbled_file_is_told(tmp_path):
    garbled = tmp_path / "latin.jsonl"
    garbled.write_bytes(b"caf\xe9")

    for path, told in (
        (written(tmp_path), "There is no document"),
        (tmp_path / "none.jsonl", "cannot be read: No such file"),
        (garbled, "it is not UTF-8"),
        (written(tmp_path, LINE, LINE, name="twice.jsonl"), "two documents of one id"),
    ):
        with pytest.raises(UsageError, match=told):
            documents(path, with_text=True)


def test_evaluate_prints_the_figures(tmp_path, capsys):
    gold = written(tmp_path, LINE)
    predicted = written(tmp_path, {**LINE, "text": None}, name="predicted.jsonl")

    status = evaluate(gold=gold, predicted=predicted, scope=Scope.SPEECH)

    assert status == 0
    assert capsys.readouterr().out.startswith("1 documents, 1 attributions annotated, 1 proposed\n")
