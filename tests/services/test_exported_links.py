import csv
import json

import frictionless
import pytest

from annotator.domain.claim_link import LinkKind
from annotator.domain.columns import CsvOptions, ExportStatus
from annotator.domain.link_columns import LINK_COLUMNS
from annotator.exchange.writers.jsonl import ClaimLine
from annotator.services.checking import check_export
from annotator.services.exporting import ExportFormat

BOTH_DATABASES = True
FARES, PIERS, SUM = "Fares go up in May ⛴,", "two piers will close", "=SUM was"
ALL = ExportStatus.ALL


@pytest.fixture
def linked(project):
    """Return a project with two approved claims that are linked, and a draft linked to one."""
    fares, piers = project.approved(FARES), project.approved(PIERS)
    draft = project.claim(SUM)
    project.ann.linking.link(fares.id, piers.id, LinkKind.UPDATES)
    project.bob.linking.link(draft.id, piers.id, LinkKind.CONTRADICTS)
    return project, fares, piers, draft


def links(path, delimiter=","):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter, strict=True))


def sentences(project, path):
    return [finding.sentence for finding in check_export(project.ann.context, path).findings]


def test_the_links_of_exported_claims_stand_beside_the_table(linked, tmp_path):
    project, fares, piers, draft = linked
    project.ann.exporting.export(tmp_path / "out.csv")

    (row,) = links(tmp_path / "out.links.csv")
    assert list(row) == [column.name for column in LINK_COLUMNS]
    assert (row["from_claim"], row["to_claim"]) == (str(fares.uid), str(piers.uid))
    assert (row["kind"], row["linked_by"]) == ("updates", "Ann")
    assert row["linked_at"].endswith("Z")
    assert (tmp_path / "out.links.csv").read_bytes().count(b"\r\n") == 2

    project.ann.exporting.export(tmp_path / "all.csv", status=ALL)
    both = links(tmp_path / "all.links.csv")
    assert [row["kind"] for row in both] == ["updates", "contradicts"]
    assert both[1]["from_claim"] == str(draft.uid)


def test_there_is_no_file_of_links_where_there_are_none(project, tmp_path):
    project.approved(FARES)

    report = project.ann.exporting.export(tmp_path / "out.csv")

    assert not (tmp_path / "out.links.csv").exists()
    assert len(json.loads(report.descriptor.read_text())["resources"]) == 1
    assert sentences(project, tmp_path / "out.csv") == []


@pytest.mark.parametrize(
    "options", [CsvOptions(), CsvOptions(delimiter=";", guard=True), CsvOptions(bom=True)]
)
def test_the_links_are_a_second_resource_whose_claims_are_in_the_first(linked, tmp_path, options):
    project, *_claims = linked
    report = project.ann.exporting.export(tmp_path / "out.csv", status=ALL, options=options)

    resources = json.loads(report.descriptor.read_text(encoding="utf-8"))["resources"]
    assert [item["path"] for item in resources] == ["out.csv", "out.links.csv"]
    keys = resources[1]["schema"]["foreignKeys"]
    assert [key["fields"] for key in keys] == [["from_claim"], ["to_claim"]]
    assert {key["reference"]["resource"] for key in keys} == {"claims"}
    outcome = frictionless.validate(str(report.descriptor))
    assert outcome.flatten(["type", "message"]) == []
    assert len(links(tmp_path / "out.links.csv", options.delimiter)) == 2
    assert sentences(project, tmp_path / "out.csv") == []


def test_a_name_that_looks_like_a_formula_is_guarded_and_read_back(linked, tmp_path):
    project, fares, _piers, draft = linked
    clever = project.ann.as_user("=Clever")
    clever.linking.link(fares.id, draft.id, LinkKind.SAME)
    project.ann.exporting.export(tmp_path / "out.csv", status=ALL, options=CsvOptions(guard=True))

    assert links(tmp_path / "out.links.csv")[-1]["linked_by"] == "'=Clever"
    assert sentences(project, tmp_path / "out.csv") == []


def test_links_that_are_gone_leave_an_empty_table_where_one_stood(linked, tmp_path):
    project, *_claims = linked
    out = tmp_path / "out.csv"
    project.ann.exporting.export(out)
    project.ann.linking.unlink(1)

    project.ann.exporting.export(out)

    assert links(tmp_path / "out.links.csv") == []
    assert sentences(project, out) == []


def test_a_foreign_file_of_that_name_is_left_alone_where_there_are_no_links(project, tmp_path):
    project.approved(FARES)
    other = tmp_path / "out.links.csv"
    other.write_text("mine", encoding="utf-8")

    project.ann.exporting.export(tmp_path / "out.csv")

    assert other.read_text(encoding="utf-8") == "mine"


def test_the_check_finds_a_link_changed_added_lost_or_made_since(linked, tmp_path):
    project, _fares, _piers, draft = linked
    out, path = tmp_path / "out.csv", tmp_path / "out.links.csv"
    project.ann.exporting.export(out, status=ALL)
    first, second = links(path)
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, first)
        table.writeheader()
        table.writerow(first | {"kind": "same"})
        table.writerow(second | {"uid": str(draft.uid)})
        file.write("too,few\r\n")

    found = sentences(project, out)

    assert found[0] == "out.links.csv was changed after it was written: its hash is another."
    assert "out.links.csv row 1: kind is “same”, the project has “updates”." in found
    assert "out.links.csv row 2: the project would not export this link now." in found
    assert "out.links.csv row 3: it has 2 cells, not 6." in found
    assert f"link {second['uid']}: the project would export it, and it has no row." in found
    assert len(found) == 5


def test_the_check_finds_that_the_links_are_missing_or_are_no_links(linked, tmp_path):
    project, *_claims = linked
    out, path = tmp_path / "out.csv", tmp_path / "out.links.csv"
    project.ann.exporting.export(out)
    path.unlink()
    assert sentences(project, out) == ["out.links.csv: it is described, and is not there."]

    path.write_text("a,b\r\n", encoding="utf-8")
    assert sentences(project, out)[1:] == ["out.links.csv: its columns are not those of links."]
    path.write_text('uid,from_claim,to_claim,kind,linked_by,linked_at\r\n"a"b,\r\n', "utf-8")
    assert "out.links.csv row 1: " in sentences(project, out)[1]
    path.unlink()
    path.mkdir()
    assert sentences(project, out) == ["out.links.csv: it is described, and is not there."]


def test_a_link_made_after_the_export_is_told_by_the_check(project, tmp_path):
    fares, piers = project.approved(FARES), project.approved(PIERS)
    out = tmp_path / "out.csv"
    project.ann.exporting.export(out)
    project.ann.linking.link(fares.id, piers.id, LinkKind.REPEATS)

    (found,) = sentences(project, out)

    assert found.startswith("link ")
    assert found.endswith(": the project would export it, and it has no row.")


def test_links_are_proved_without_a_descriptor_too(linked, tmp_path):
    project, *_claims = linked
    out = tmp_path / "out.csv"
    report = project.ann.exporting.export(out, status=ALL, options=CsvOptions(delimiter=";"))
    report.descriptor.unlink()

    assert sentences(project, out) == []
    facts = check_export(project.ann.context, out).facts
    assert "The links in out.links.csv were looked at too." in facts


def test_json_lines_have_the_links_of_each_claim(linked, tmp_path):
    project, fares, piers, draft = linked
    out = tmp_path / "out.jsonl"
    project.ann.exporting.export(out, format=ExportFormat.JSONL, status=ALL)
    lines = [ClaimLine.model_validate_json(line) for line in out.read_text("utf-8").splitlines()]
    told = {line.claim_id: [(link.kind, link.user) for link in line.links] for line in lines}

    assert told[fares.uid] == [("updates", "Ann")]
    assert told[piers.uid] == [("updates", "Ann"), ("contradicts", "Bob")]
    assert told[draft.uid] == [("contradicts", "Bob")]
    assert not (tmp_path / "out.links.csv").exists()

    project.ann.exporting.export(out, format=ExportFormat.JSONL)
    lines = [ClaimLine.model_validate_json(line) for line in out.read_text("utf-8").splitlines()]
    assert [len(line.links) for line in lines] == [1, 1]
