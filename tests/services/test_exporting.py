import csv
import json

import frictionless
import pytest

from annotator.domain.adjudication import Decision
from annotator.domain.claim import ClaimKind
from annotator.domain.codebook import Codebook, FieldDefinition, FieldScope
from annotator.domain.columns import CsvOptions, ExportStatus, columns
from annotator.domain.document import DocumentMarks
from annotator.domain.errors import CancelledError, ProjectError, UsageError
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.history import RecordKind
from annotator.domain.layer import Engine
from annotator.domain.project import Policy
from annotator.domain.proposal import ProposalState, ProposedAttribution, ProposedClaim
from annotator.domain.review import ReviewVerb
from annotator.domain.settlement import Choice
from annotator.domain.speaker import Role, SpeakerBody
from annotator.exchange.writers.jsonl import ClaimLine
from annotator.runtime.progress import Cancel, Silent
from annotator.services.bootstrap import new_services
from annotator.services.exporting import ExportFormat, ExportingService
from annotator.store.extractions import EngineLayer
from tests.services.settling_people import SettlingPeople

BOTH_DATABASES = True
FARES, BEFORE = "Fares go up in May ⛴,", "and not before."
PIERS, SUM = "two piers will close", "=SUM was"
HARD = 'He said "quotes", and a\nnew line; a\ttab\u2028 and more.'
ROLES = (
    Role(title="pilot", until="2019"),
    Role(title="harbour master", since="2020-03", until="2021-06-15"),
    Role(title="minister", since="2021-06-16"),
)
ALL = ExportStatus.ALL


@pytest.fixture
def exporting(project):
    return ExportingService(project.ann.context)


@pytest.fixture
def ovik(project):
    return project.ann.speakers.add(SpeakerBody(name="Lena Ovik", roles=ROLES))


def table(exporting, path, *, status=ExportStatus.APPROVED, options=None):
    options = options or CsvOptions()
    exporting.export(path, status=status, options=options)
    encoding = "utf-8-sig" if options.bom else "utf-8"
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file, delimiter=options.delimiter, strict=True))


def known(value):
    return FieldValue(value=value, state=FieldState.CONFIRMED)


def edit(services, project, claim_id, **changes):
    claim = project.read(claim_id)
    services.annotating.change(claim, claim.body.amended(**changes))


def approve(project, claim_id, services):
    project.ann.reviewing.submit(project.document_id)
    services.reviewing.give(RecordKind.CLAIM, claim_id, ReviewVerb.APPROVE)


def propose(project, *claims):
    with project.ann.context.writing("Propose", undoable=False) as unit:
        states = [(claim, ProposalState.OPEN) for claim in claims]
        layer = EngineLayer(project.document_id, project.text, states)
        unit.extractions.add(Engine(name="rules", version="1"), [layer])
        unit.commit()


def test_an_approved_claim_is_a_row_with_its_words_and_its_people(
    project, exporting, ovik, tmp_path
):
    chain = [
        {"source": project.span("The Harbour Gazette"), "cue": project.span("reported")},
        {"source": project.span("Lena Ovik"), "cue": project.span("said"), "speaker": ovik},
    ]
    fields = {"topic": known("fares"), "certainty": known("certain")}
    claim = project.approved(FARES, BEFORE, chain=chain, fields=fields, tags=("promise", "denial"))

    (row,) = table(exporting, tmp_path / "out.csv")

    first, second = project.span(FARES), project.span(BEFORE)
    with project.ann.context.reading() as unit:
        document, speaker = unit.documents.get(project.document_id), unit.speakers.get(ovik)
    assert row["claim_id"] == str(claim.uid)
    assert row["document_id"] == str(document.uid)
    assert (row["status"], row["document_status"]) == ("approved", "submitted")
    assert (row["title"], row["title_state"]) == ("Ferry fares to rise", "unverified")
    assert (row["outlet"], row["outlet_state"]) == ("", "empty")
    assert (row["origin"], row["text_sha256"]) == ("ferry.txt", document.sha256)
    assert (row["speaker"], row["speaker_kind"]) == ("Lena Ovik", "person")
    assert row["speaker_id"] == str(speaker.uid)
    assert row["role"] == "pilot"
    assert row["chain"] == "The Harbour Gazette > Lena Ovik"
    assert row["kind"] == "direct"
    assert row["content"] == f"{FARES} [...] {BEFORE}"
    assert row["content_start"] == f"{first.start};{second.start}"
    assert row["content_end"] == f"{first.end};{second.end}"
    assert (row["source"], row["cue"]) == ("Lena Ovik", "said")
    assert project.text[int(row["source_start"]) : int(row["source_end"])] == "Lena Ovik"
    assert project.text[int(row["cue_start"]) : int(row["cue_end"])] == "said"
    assert (row["topic"], row["topic_state"]) == ("fares", "confirmed")
    assert (row["certainty"], row["certainty_state"]) == ("certain", "confirmed")
    assert (row["stance"], row["stance_state"]) == ("", "empty")
    assert row["tags"] == "denial;promise"
    assert (row["annotator"], row["editors"], row["reviewer"]) == ("Ann", "Ann", "Bob")
    assert row["approved_at"].endswith("Z")
    assert row["score"] == ""


@pytest.mark.parametrize(
    ("said_on", "role"),
    [
        (None, "pilot"),
        ("2018", "pilot"),
        ("2020-02", ""),
        ("2020-03-01?", "harbour master"),
        ("2021-06-15", "harbour master"),
        ("2021-06-16", "minister"),
        ("2026", "minister"),
    ],
)
def test_the_role_is_the_one_held_on_the_day(project, ovik, tmp_path, said_on, role):
    exporting = ExportingService(project.ann.context)
    fields = {"said_on": known(said_on)} if said_on else {}
    project.approved(FARES, chain=[{"speaker": ovik}], fields=fields)

    (row,) = table(exporting, tmp_path / "out.csv")

    assert row["role"] == role


def test_the_day_of_publication_serves_where_none_is_given(project, exporting, ovik, tmp_path):
    with project.ann.context.reading() as unit:
        before = unit.records.of_document(project.document_id).fields
    published = {**before, "published": known("2022-01")}
    project.ann.annotating.change_fields(project.document_id, before, published)
    project.approved(FARES, chain=[{"speaker": ovik}])

    (row,) = table(exporting, tmp_path / "out.csv")

    assert (row["published"], row["role"]) == ("2022-01", "minister")


def test_editors_stand_in_order_and_nobody_twice_in_a_row(project, exporting, tmp_path):
    claim_id = project.claim(FARES).id
    edit(project.ann, project, claim_id, tags=("promise",))
    edit(project.bob, project, claim_id, tags=("denial",))
    edit(project.bob, project, claim_id, kind=ClaimKind.MIXED)
    edit(project.ann, project, claim_id, tags=())
    approve(project, claim_id, project.bob)

    (row,) = table(exporting, tmp_path / "out.csv")

    assert (row["annotator"], row["editors"], row["reviewer"]) == ("Ann", "Ann;Bob;Ann", "Bob")


def test_a_comment_a_submission_and_a_verdict_are_no_edits(project, exporting, tmp_path):
    claim = project.approved(FARES)
    project.bob.annotating.comment(claim, "Which May?")

    (row,) = table(exporting, tmp_path / "out.csv")

    assert row["editors"] == "Ann"


def test_only_what_is_approved_and_stands_is_exported(project, exporting, tmp_path):
    approved = project.approved(FARES)
    project.claim(PIERS)
    gone = project.claim(BEFORE)
    project.ann.annotating.delete(gone)

    assert [row["claim_id"] for row in table(exporting, tmp_path / "out.csv")] == [
        str(approved.uid)
    ]
    assert exporting.count(ExportStatus.APPROVED) == 1
    assert [row["status"] for row in table(exporting, tmp_path / "all.csv", status=ALL)] == [
        "approved",
        "draft",
    ]
    assert exporting.count(ALL) == 2


def test_an_edit_after_the_approval_takes_the_row_away(project, exporting, tmp_path):
    claim = project.approved(FARES)
    edit(project.bob, project, claim.id, tags=("promise",))

    assert table(exporting, tmp_path / "out.csv") == []
    (row,) = table(exporting, tmp_path / "all.csv", status=ALL)
    assert (row["status"], row["reviewer"], row["approved_at"]) == ("submitted", "", "")


def test_a_codebook_may_have_more_fields_than_a_database_joins(tmp_path, project):
    keys = [f"field_{number}" for number in range(120)]
    fields = [FieldDefinition(key=key, label=key, scope=FieldScope.CLAIM) for key in keys]
    codebook = Codebook(name="Long", fields=fields, return_reasons=("Other",))
    long = new_services(tmp_path / "long.annotator", user="Ann", codebook=codebook)
    values = {key: known(f"value of {key}") for key in keys[::2]}
    body = project.claim(FARES).body.amended(fields=values)
    long.annotating.add(long.importing.pasted(project.text), body)

    (row,) = table(ExportingService(long.context), tmp_path / "all.csv", status=ALL)

    shown = {key: row[key] for key in keys if row[key]}
    assert shown == {key: f"value of {key}" for key in keys[::2]}
    assert [row[f"{key}_state"] for key in keys] == ["confirmed", "empty"] * 60
    long.close()


def test_an_excluded_document_is_not_exported(project, exporting, tmp_path):
    project.approved(FARES)
    excluded = DocumentMarks(excluded="a satire")
    project.ann.annotating.mark(project.document_id, DocumentMarks(), excluded, "Exclude")

    assert table(exporting, tmp_path / "out.csv") == []
    assert len(table(exporting, tmp_path / "all.csv", status=ALL)) == 1


def test_an_open_proposal_is_a_row_only_when_all_is_asked_for(project, exporting, tmp_path):
    link = ProposedAttribution(source=project.span("the port authority"), speaker="Port Authority")
    propose(
        project,
        ProposedClaim(
            kind=ClaimKind.INDIRECT, content=(project.span(PIERS),), chain=(link,), score=0.123456
        ),
    )

    assert table(exporting, tmp_path / "out.csv") == []
    (row,) = table(exporting, tmp_path / "all.csv", status=ALL)
    assert (row["status"], row["annotator"], row["editors"]) == ("proposed", "rules 1", "")
    assert (row["speaker"], row["speaker_id"], row["speaker_kind"]) == ("Port Authority", "", "")
    assert (row["chain"], row["content"], row["score"]) == ("Port Authority", PIERS, "0.1235")


def test_a_claim_with_nobody_named_has_no_speaker_and_no_chain(project, exporting, tmp_path):
    project.approved(PIERS)

    (row,) = table(exporting, tmp_path / "out.csv")

    empty = "speaker speaker_id speaker_kind role chain source source_start cue cue_end tags"
    assert {row[name] for name in empty.split()} == {""}


def test_rows_stand_by_document_then_by_first_offset(project, exporting, tmp_path):
    project.claim(PIERS)
    project.claim(FARES)
    other = project.store(HARD, "hard.txt")
    body = project.claim(BEFORE).body.amended(content=[{"start": 0, "end": 2}])
    project.ann.annotating.add(other, body)

    rows = table(exporting, tmp_path / "all.csv", status=ALL)

    assert [row["content"] for row in rows] == [FARES, BEFORE, PIERS, "He"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_whatever_the_words_hold_comes_back_as_it_was(project, exporting, tmp_path, delimiter):
    other = project.store(HARD, 'of "me";|,\t.txt')
    body = project.claim(BEFORE).body.amended(content=[{"start": 0, "end": len(HARD)}])
    project.ann.annotating.add(other, body)
    options = CsvOptions(delimiter=delimiter)

    _first, row = table(exporting, tmp_path / "all.csv", status=ALL, options=options)

    assert (row["content"], row["origin"]) == (HARD, 'of "me";|,\t.txt')


def test_the_file_is_utf_8_with_crlf_and_a_header(project, exporting, tmp_path):
    exporting.export(tmp_path / "out.csv")

    with project.ann.context.reading() as unit:
        header = ",".join(column.name for column in columns(unit.project.codebook()))
    assert (tmp_path / "out.csv").read_bytes() == f"{header}\r\n".encode()


def test_an_export_without_rows_says_so(project, exporting, tmp_path):
    approved = exporting.export(tmp_path / "out.csv")
    everything = exporting.export(tmp_path / "all.csv", status=ALL)

    assert (approved.rows, everything.rows) == (0, 0)
    assert "Nothing is approved yet" in approved.sentence
    assert "no claims and no open proposals" in everything.sentence


def test_the_report_counts_the_rows(project, exporting, tmp_path):
    project.approved(FARES)

    assert exporting.export(tmp_path / "out.csv").sentence.startswith("1 row written to")


def test_a_mark_and_a_guard_are_there_when_wanted(project, exporting, tmp_path):
    project.approved(SUM)
    options = CsvOptions(guard=True, bom=True)

    (row,) = table(exporting, tmp_path / "out.csv", options=options)

    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert row["content"] == f"'{SUM}"
    assert row["outlet"] == ""
    assert row["speaker"] == ""


def test_without_a_guard_nothing_is_altered(project, exporting, tmp_path):
    project.approved(SUM)

    (row,) = table(exporting, tmp_path / "out.csv")

    assert row["content"] == SUM


@pytest.mark.parametrize(
    "options", [CsvOptions(), CsvOptions(delimiter=";", guard=True), CsvOptions(bom=True)]
)
def test_the_data_dictionary_is_valid_and_fits_the_table(
    project, exporting, ovik, tmp_path, options
):
    fields = {"said_on": known("2021-06"), "topic": known("fares")}
    project.approved(FARES, BEFORE, chain=[{"speaker": ovik}], fields=fields, tags=("promise",))
    project.claim(SUM)

    report = exporting.export(tmp_path / "all.csv", status=ALL, options=options)

    assert report.descriptor == tmp_path / "datapackage.json"
    outcome = frictionless.validate(str(report.descriptor))
    assert outcome.flatten(["type", "message"]) == []


def test_the_data_dictionary_says_how_the_table_was_made(project, exporting, tmp_path):
    project.approved(FARES)

    report = exporting.export(tmp_path / "out.csv", options=CsvOptions(guard=True))

    package = json.loads(report.descriptor.read_text(encoding="utf-8"))
    (resource,) = package["resources"]
    assert package["$schema"].startswith("https://datapackage.org/profiles/2.")
    assert (package["x-policy"], package["x-filter"]) == ("second-person", "approved")
    assert (package["x-formula-guard"], package["x-rows"]) == ("apostrophe", 1)
    assert package["x-app-version"]
    assert resource["bytes"] == len((tmp_path / "out.csv").read_bytes())
    assert resource["path"] == "out.csv"
    assert resource["hash"].startswith("sha256:")


def test_the_policy_solo_is_written_into_each_export(tmp_path):
    alone = new_services(tmp_path / "alone.annotator", user="Ann", policy=Policy.SOLO)
    exporting = ExportingService(alone.context)

    for name, form in (("a.csv", ExportFormat.CSV), ("a.jsonl", ExportFormat.JSONL)):
        report = exporting.export(tmp_path / name, format=form)
        package = json.loads(report.descriptor.read_text(encoding="utf-8"))
        assert package["x-policy"] == "solo"
    alone.close()


def test_two_exports_in_one_folder_keep_a_dictionary_each(project, exporting, tmp_path):
    names = ["a.csv", "b.csv", "b.jsonl", "a.csv"]
    formats = {".csv": ExportFormat.CSV, ".jsonl": ExportFormat.JSONL}

    made = [
        exporting.export(tmp_path / name, format=formats[(tmp_path / name).suffix])
        for name in names
    ]

    assert [report.descriptor.name for report in made] == [
        "datapackage.json",
        "b.datapackage.json",
        "b.jsonl.datapackage.json",
        "datapackage.json",
    ]


@pytest.mark.parametrize("theirs", ["[]", "no json", '{"resources": [{"path": "theirs.csv"}]}'])
def test_the_dictionary_of_another_dataset_is_left_alone(project, exporting, tmp_path, theirs):
    (tmp_path / "datapackage.json").write_text(theirs, encoding="utf-8")

    report = exporting.export(tmp_path / "out.csv")

    assert report.descriptor.name == "out.datapackage.json"
    assert (tmp_path / "datapackage.json").read_text(encoding="utf-8") == theirs


def test_json_lines_hold_everything_about_a_claim(project, exporting, ovik, tmp_path):
    said = {"source": project.span("Lena Ovik"), "cue": project.span("said"), "speaker": ovik}
    evidence = FieldValue(value="fares", state=FieldState.CORRECTED, evidence=project.span("Fares"))
    fields = {"topic": evidence}
    claim = project.approved(FARES, BEFORE, chain=[said], fields=fields, tags=("promise",))
    asked = project.bob.annotating.comment(claim, "Which “May”?")
    project.ann.annotating.comment(claim, "Next year's.", asked)
    propose(project, ProposedClaim(kind=ClaimKind.MIXED, content=(project.span(PIERS),), score=0.5))

    out = tmp_path / "out.jsonl"
    report = exporting.export(out, format=ExportFormat.JSONL, status=ALL)

    lines = out.read_text(encoding="utf-8").split("\n")
    first, second = (ClaimLine.model_validate_json(line) for line in lines[:-1])
    assert (report.rows, lines[-1]) == (2, "")
    assert [part.words for part in first.content] == [FARES, BEFORE]
    assert first.chain[0].speaker.name == "Lena Ovik"
    assert (first.chain[0].source.words, first.chain[0].cue.words) == ("Lena Ovik", "said")
    assert first.fields["topic"].evidence.words == "Fares"
    assert (first.tags, first.editors, first.reviewer) == (["promise"], ["Ann"], "Bob")
    question, answer = first.comments
    assert (question.text, question.user, question.reply_to) == ("Which “May”?", "Bob", None)
    assert (answer.user, answer.reply_to) == ("Ann", question.id)
    assert [(review.verdict, review.reviewer) for review in first.reviews] == [("approve", "Bob")]
    assert first.document.fields["title"].value == "Ferry fares to rise"
    assert (second.status, second.annotator, second.score) == ("proposed", "rules 1", 0.5)
    assert (second.editors, second.chain, second.reviews) == ([], [], [])
    assert first.settlements == second.settlements == []


def test_json_lines_come_in_the_order_of_the_table(project, exporting, tmp_path):
    project.claim(PIERS)
    project.claim(FARES)
    exporting.export(tmp_path / "a.jsonl", format=ExportFormat.JSONL, status=ALL)

    rows = table(exporting, tmp_path / "a.csv", status=ALL)

    with (tmp_path / "a.jsonl").open(encoding="utf-8", newline="\n") as file:
        assert [json.loads(line)["claim_id"] for line in file] == [row["claim_id"] for row in rows]


def test_a_cancelled_export_leaves_the_older_file_and_nothing_else(project, exporting, tmp_path):
    project.approved(FARES)
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "out.csv").write_text("older", encoding="utf-8")
    cancel = Cancel()
    cancel.ask()

    with pytest.raises(CancelledError):
        exporting.export(folder / "out.csv", progress=Silent(cancel))

    assert [item.name for item in folder.iterdir()] == ["out.csv"]
    assert (folder / "out.csv").read_text(encoding="utf-8") == "older"


def test_the_progress_of_an_export_counts_its_rows(project, exporting, tmp_path):
    project.approved(FARES)
    seen = []

    class Watched:
        def step(self, done, total, label, /):
            seen.append((done, total, label))

    exporting.export(tmp_path / "out.csv", progress=Watched())

    assert seen == [(0, 1, "out.csv"), (1, 1, "out.csv")]


def test_a_folder_that_is_not_there_is_said_in_a_sentence(exporting, tmp_path):
    with pytest.raises(UsageError, match=r"out\.csv cannot be written: no such file"):
        exporting.export(tmp_path / "nowhere" / "out.csv")


def test_a_folder_in_the_place_of_the_file_is_said_in_a_sentence(exporting, tmp_path):
    with pytest.raises(UsageError, match="it is a folder"):
        exporting.export(tmp_path)


def test_an_export_never_overwrites_its_project(project, exporting):
    if project.ann.context.store.is_shared:
        pytest.skip("a database is no file to be overwritten")
    with pytest.raises(UsageError, match="is the project itself"):
        exporting.export(project.path)

    assert exporting.count() == 0


def test_a_project_that_vanished_is_said_in_a_sentence(project, exporting, tmp_path):
    if project.ann.context.store.is_shared:
        pytest.skip("a database has no file that could vanish")
    project.ann.close()
    for item in project.path.parent.glob("harbour*"):
        item.unlink()

    with pytest.raises(ProjectError, match="cannot be read"):
        exporting.export(tmp_path / "out.csv")


def test_an_export_sees_the_project_of_one_moment(project, exporting, tmp_path):
    project.approved(FARES)
    project.store(HARD, "hard.txt")

    class Meddling:
        def step(self, *_where):
            project.claim(PIERS)

    report = exporting.export(tmp_path / "all.csv", status=ALL, progress=Meddling())

    assert report.rows == 1


def test_json_lines_tell_how_a_claim_was_settled(project, exporting, tmp_path):
    readers = SettlingPeople(project)
    (mine,) = readers.reads("Ann", readers.body(FARES))
    (yours,) = readers.reads("Bob", readers.body(FARES, kind=ClaimKind.MIXED))
    why = {"reason": "Wrong kind", "words": "It is half quoted."}
    decision = Decision(choice=Choice.ONE, reading=1, **why)
    readers.service.settle(readers.document_id, readers.open_group(), decision)
    out = tmp_path / "out.jsonl"

    def settlements():
        exporting.export(out, format=ExportFormat.JSONL, status=ALL)
        (line,) = out.read_text(encoding="utf-8").splitlines()
        return ClaimLine.model_validate_json(line).settlements

    (told,) = settlements()
    (settled,) = readers.settlements()
    assert (told.id, told.choice, told.act) == (settled.uid, "one", "Settle: as Bob has it")
    assert (told.reason, told.words) == ("Wrong kind", "It is half quoted.")
    assert (told.adjudicator, told.at) == ("Ann", settled.at)
    with project.ann.context.overseeing() as unit:
        theirs = [(user, unit.claims.get(own).uid) for user, own in (("Ann", mine), ("Bob", yours))]
    assert [(one.user, one.claim_id) for one in told.readers] == theirs

    (again,) = readers.groups()
    readers.service.settle(readers.document_id, again, Decision(choice=Choice.ONE, reading=0))
    (told,) = settlements()
    assert (told.act, told.words) == ("Settle: as Ann has it", None)
