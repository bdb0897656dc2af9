import json

import pytest

from annotator.__main__ import main

TEXT = "Ann Lee said it would rain. “No,” Bo Ek replied."
RAIN = {
    "id": "1",
    "source": [[0, 7]],
    "cue": [[8, 12]],
    "content": [[13, 26]],
    "kind": "indirect",
    "speaker": "Ann Lee",
    "via": [],
}
NO = {
    "id": "2",
    "source": [[34, 39]],
    "cue": [[40, 47]],
    "content": [[29, 31]],
    "kind": "direct",
    "speaker": "Bo Ek",
    "via": [],
}


def line(path, *attributions):
    value = {"id": "rain.txt", "text": TEXT, "fields": {}, "boilerplate": []}
    path.write_text(json.dumps(value | {"attributions": list(attributions)}) + "\n")
    return str(path)


def test_half_of_what_people_found_is_half_of_the_recall(tmp_path, capsys):
    gold = line(tmp_path / "gold.jsonl", RAIN, NO)
    predicted = line(tmp_path / "predicted.jsonl", RAIN)

    assert main(["evaluate", "--gold", gold, "--predicted", predicted]) == 0

    full = next(row for row in capsys.readouterr().out.splitlines() if row.startswith("full "))
    assert "1.000" in full
    assert "0.500" in full


@pytest.mark.parametrize("content", ["", "no json", '{"id": 1}'])
def test_what_is_no_annotation_is_said_in_one_sentence(tmp_path, capsys, content):
    gold = line(tmp_path / "gold.jsonl", RAIN)
    bad = tmp_path / "bad.jsonl"
    bad.write_text(content)

    status = main(["evaluate", "--gold", gold, "--predicted", str(bad)])

    assert status == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
