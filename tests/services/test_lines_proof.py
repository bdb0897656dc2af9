import json

import pytest

from annotator.domain.columns import ExportStatus
from annotator.domain.errors import UnreadableError
from annotator.services.checking import check_export
from annotator.services.exporting import ExportFormat

BOTH_DATABASES = True
FARES, PIERS, SUM = "Fares go up in May", "two piers will close", "=SUM was"


@pytest.fixture
def out(project, tmp_path):
    project.approved(FARES)
    project.claim(PIERS)
    project.claim(SUM)
    path = tmp_path / "out.jsonl"
    project.ann.exporting.export(path, format=ExportFormat.JSONL, status=ExportStatus.ALL)
    return path


def lines(path):
    return path.read_text(encoding="utf-8").splitlines()


def rewritten(path, *changed):
    path.write_text("".join(f"{line}\n" for line in changed), encoding="utf-8")


def sentences(project, path):
    return [found.sentence for found in check_export(project.ann.context, path).findings]


def test_json_lines_as_they_were_written_hold(project, out):
    report = check_export(project.ann.context, out)

    assert report.is_sound
    assert report.facts[0] == "3 lines looked at, as an export of all claims."
    assert "second-person" in report.facts[1]


def test_without_a_descriptor_the_lines_say_what_they_are_an_export_of(project, out):
    (out.parent / "datapackage.json").unlink()
    assert check_export(project.ann.context, out).is_sound
    approved = [line for line in lines(out) if json.loads(line)["status"] == "approved"]
    rewritten(out, *approved)

    report = check_export(project.ann.context, out)

    assert report.is_sound
    assert report.facts[0] == "1 line looked at, as an export of approved claims."


def test_what_was_altered_is_named_wherever_the_line_stands(project, out):
    first, second, third = lines(out)
    altered = json.loads(second) | {"status": "approved", "reviewer": "Zoe"}
    rewritten(out, third, json.dumps(altered), first)

    changed, told = sentences(project, out)

    assert "its hash is another" in changed
    assert told == (
        f"line 2 (claim {altered['claim_id']}): this is not as the project has it: "
        "status, reviewer."
    )


def test_lines_that_are_missing_double_strange_or_broken_are_told(project, out):
    first, second, third = lines(out)
    strange = json.loads(third) | {"claim_id": "nobody's"}
    rewritten(out, second, second, second, json.dumps(strange), "{", '{"claim": 1}')

    _changed, *told = sentences(project, out)

    claims = [json.loads(line)["claim_id"] for line in (first, second, third)]
    assert sorted(told) == sorted(
        [
            f"line 3 (claim {claims[1]}): its claim has a line already.",
            f"line 1 (claim {claims[1]}): its claim has a line already.",
            "line 4 (claim nobody's): the project would not export it.",
            "line 5 (claim ?): it is no JSON object of a claim.",
            "line 6 (claim ?): it is no JSON object of a claim.",
            f"claim {claims[0]}: the project would export it, and it has no line.",
            f"claim {claims[2]}: the project would export it, and it has no line.",
        ]
    )


def test_a_claim_submitted_since_is_told(project, out):
    project.ann.reviewing.submit(project.document_id)
    told = sentences(project, out)
    assert len(told) == 2
    assert all(sentence.endswith("the project has it: status.") for sentence in told)


def test_what_is_no_text_is_told_in_a_sentence(project, tmp_path):
    path = tmp_path / "bad.jsonl"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnreadableError, match=r"bad\.jsonl is no text in UTF-8"):
        check_export(project.ann.context, path)
    with pytest.raises(UnreadableError, match=r"gone\.jsonl cannot be read"):
        check_export(project.ann.context, tmp_path / "gone.jsonl")
