import json

from annotator.domain.proposal import Extraction
from annotator.exchange.writers.proposal_lines import to_json_line
from annotator.extract.rules import RulesExtractor

TEXT = (
    "The fuel dock will close 😢\n"
    "The dock of the town will be closed in May, Kystposten reports, citing Mayor Ann Lee.\n"
    "“We have,” she said, “no money.”\nIt was noted that the tanks are old.\nShare this article"
)


def line():
    return json.loads(to_json_line("dock.txt", TEXT, RulesExtractor().extract(TEXT)))


def test_a_line_has_exactly_the_keys_of_the_contract():
    found = line()
    assert list(found) == ["id", "text", "fields", "boilerplate", "attributions"]
    assert list(found["fields"]) == [
        "title", "outlet", "author", "published", "event_date", "event_place",
    ]  # fmt: skip
    for item in found["attributions"]:
        assert list(item) == [
            "id", "source", "cue", "content", "kind", "speaker", "via", "score",
        ]  # fmt: skip


def test_offsets_count_code_points_of_the_text():
    found = line()
    words = [[TEXT[start:end] for start, end in item["content"]] for item in found["attributions"]]
    assert words[1] == ["We have", "no money."]


def test_via_names_the_outer_speakers_and_nobody_is_null():
    first, _, last = line()["attributions"]
    assert (first["speaker"], first["via"]) == ("Ann Lee", ["Kystposten"])
    assert (last["speaker"], last["source"]) == (None, [])


def test_what_is_not_found_is_null_and_ids_are_unique():
    found = line()
    assert found["fields"]["author"] is None
    ids = [item["id"] for item in found["attributions"]]
    assert len(set(ids)) == len(ids)


def test_a_line_is_one_line_of_plain_unicode():
    written = to_json_line("dock.txt", TEXT, Extraction(language="en"))
    assert "\n" not in written
    assert "😢" in written
    assert json.loads(written)["attributions"] == []
