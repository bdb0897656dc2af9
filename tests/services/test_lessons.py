import json

import pytest

from annotator.domain.errors import UsageError
from annotator.domain.layer import Scope
from annotator.services.lessons import LeftOut, Lesson, from_file, together


def line(name, text="Ann Lee said it would rain."):
    return {"id": name, "text": text, "attributions": [{"content": [[13, 26]]}]}


def test_a_file_teaches_all_that_is_annotated(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(line("a") | {"attributions": [{"content": [[0, 3]], "type": "x"}]}))

    lesson = from_file(path)

    assert [item["id"] for item in lesson.lines] == ["a"]
    assert lesson.scope is Scope.SPEECH_AND_STANCE


def test_a_bad_line_is_told_by_its_number(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text(f"{json.dumps(line('a'))}\n{json.dumps({'id': 'b', 'attributions': []})}\n")

    with pytest.raises(UsageError, match=r"gold\.jsonl, line 2: text: "):
        from_file(path)


def test_lessons_join_with_each_text_once_and_every_id_its_own():
    one = Lesson(
        [line("a"), line("b", "Other words, he said on.....")], (LeftOut(documents=2, why="open"),)
    )
    two = Lesson([line("a", "A third text, she said there.")], scope=Scope.SPEECH_AND_STANCE)

    joined = together([one, two, Lesson([line("again")])])

    assert len(joined.lines) == 3
    assert len({item["id"] for item in joined.lines}) == 3
    assert joined.left_out == one.left_out
    assert joined.scope is Scope.SPEECH_AND_STANCE


def test_the_sentence_is_right_for_one_and_for_many():
    one = Lesson([line("a")])
    many = Lesson([line("a"), line("b")], (LeftOut(documents=1200, why="with open proposals"),))

    assert one.sentence == "1 of 1 document qualifies: every claim there is decided."
    assert many.sentence == (
        "2 of 1,202 documents qualify: every claim there is decided; "
        "left out: 1,200 with open proposals."
    )
