import csv
import re
import sqlite3
from contextlib import closing

import pytest

from annotator.domain.columns import CsvOptions, ExportStatus
from annotator.domain.errors import UnreadableError
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.finding import Rule
from annotator.domain.history import RecordKind
from annotator.domain.layer import Engine
from annotator.domain.project import Policy
from annotator.domain.proposal import ProposalState, ProposedClaim
from annotator.domain.review import ReviewVerb
from annotator.domain.speaker import SpeakerBody
from annotator.services.bootstrap import new_services
from annotator.services.checking import check_export, check_project
from annotator.services.exporting import ExportingService
from annotator.store.extractions import EngineLayer

FARES, BEFORE = "Fares go up in May ⛴,", "and not before."
PIERS, SUM = "two piers will close", "=SUM was"
ALL = ExportStatus.ALL


@pytest.fixture
def worked(project):
    """Return the project with an approved claim, a draft, a proposal and a history."""
    return work(project)


def work(project):
    """Let a project have an approved claim, a draft, a proposal and a history."""
    ovik = project.ann.speakers.add(SpeakerBody(name="Lena Ovik"))
    said = {"source": project.span("Lena Ovik"), "cue": project.span("said"), "speaker": ovik}
    topic = FieldValue(value="fares", state=FieldState.CONFIRMED, evidence=project.span("Fares"))
    project.approved(FARES, BEFORE, chain=[said], fields={"topic": topic}, tags=("promise",))
    project.claim(SUM)
    with project.ann.context.writing("Propose", undoable=False) as unit:
        engine = Engine(name="rules", version="1")
        claim = ProposedClaim(kind="indirect", content=[project.span(PIERS)], score=0.5)
        boilerplate = [project.span("Ferry fares to rise")]
        states = [(claim, ProposalState.OPEN)]
        layer = EngineLayer(project.document_id, project.text, states, boilerplate)
        unit.extractions.add(engine, [layer])
        unit.commit()
    return project


def tampered(project, *statements):
    """Alter the file past the triggers, then check it."""
    with closing(sqlite3.connect(project.path)) as connection:
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        standing = connection.execute(query).fetchall()
        for name, _sql in standing:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for _name, sql in standing:
            connection.execute(sql)
        connection.commit()
    return check_project(project.ann.context).findings


def test_a_sound_project_is_found_sound_and_its_policy_is_said(worked):
    report = check_project(worked.ann.context)

    assert report.findings == ()
    assert report.is_sound
    assert "second-person" in report.facts[0]
    assert report.facts[1].startswith("1 document, 2 claims and")


def test_after_undoing_and_deleting_a_project_is_still_sound(worked):
    worked.ann.undoing.undo()
    worked.ann.undoing.redo()
    claim = worked.claim(PIERS)
    worked.ann.annotating.delete(claim)
    worked.ann.undoing.undo()

    assert check_project(worked.ann.context).findings == ()


def test_a_solo_project_says_that_nobody_else_need_look(tmp_path):
    alone = new_services(tmp_path / "alone.annotator", user="Ann", policy=Policy.SOLO)

    report = check_project(alone.context)

    assert report.is_sound
    assert "solo" in report.facts[0]
    alone.close()


TAMPERED = [
    (Rule.TEXT, "UPDATE source_text SET text = replace(text, 'two piers', 'ten piers')"),
    (Rule.WORDS, "UPDATE fragment SET start = start + 1, end = end + 1 WHERE position = 1"),
    (Rule.WORDS, "UPDATE fragment SET words = replace(words, 'May', 'Mai')"),
    (Rule.WORDS, "UPDATE link SET source_words = replace(source_words, 'Lena', 'Lina')"),
    (Rule.WORDS, "UPDATE link SET cue_words = 'sayd'"),
    (Rule.WORDS, "UPDATE body_field SET evidence_words = 'Farms' WHERE key = 'topic'"),
    (Rule.WORDS, "UPDATE boilerplate SET words = replace(words, 'rise', 'fall')"),
    (Rule.HISTORY, "UPDATE claim SET status = 'rejected' WHERE status = 'approved'"),
    (Rule.HISTORY, "UPDATE claim SET body_id = (SELECT body_id FROM proposal)"),
    (Rule.HISTORY, "UPDATE claim SET deleted = 1"),
    (Rule.HISTORY, "UPDATE claim SET last_edit = last_edit - 1"),
    (Rule.HISTORY, "UPDATE claim SET last_move = created WHERE status = 'approved'"),
    (Rule.HISTORY, "DELETE FROM review"),
    (Rule.HISTORY, "UPDATE document_record SET status = 'approved'"),
    (Rule.HISTORY, "UPDATE proposal SET state = 'refused'"),
    (
        Rule.HISTORY,
        (
            "UPDATE history SET before = json_set(before, '$.status', 'returned') "
            "WHERE record_kind = 'claim' AND before IS NOT NULL"
        ),
    ),
    (Rule.SECOND_PERSON, "UPDATE act SET user_id = (SELECT id FROM user_account LIMIT 1)"),
    (Rule.CONTENT, "DELETE FROM fragment"),
    (Rule.REFERENCES, "UPDATE claim SET proposal_id = 4711 WHERE status = 'draft'"),
    (Rule.SEARCH, "DELETE FROM text_index_docsize"),
    (Rule.SEARCH, "DELETE FROM body_index_docsize"),
]


@pytest.mark.parametrize(("rule", "statement"), TAMPERED)
def test_what_was_altered_past_the_triggers_is_found(worked, rule, statement):
    findings = tampered(worked, statement)

    assert rule in {finding.rule for finding in findings}
    assert all(finding.sentence.endswith(".") for finding in findings)


def test_a_missing_and_an_altered_and_a_strange_trigger_are_found(worked):
    with closing(sqlite3.connect(worked.path)) as connection:
        connection.execute("DROP TRIGGER claim_second_person")
        connection.execute("DROP TRIGGER history_never_updated")
        connection.execute(
            "CREATE TRIGGER history_never_updated BEFORE UPDATE ON history BEGIN SELECT 1; END"
        )
        connection.execute("CREATE TRIGGER stray BEFORE UPDATE ON claim BEGIN SELECT 1; END")
        connection.commit()

    sentences = [finding.sentence for finding in check_project(worked.ann.context).findings]

    assert sentences == [
        "trigger claim_second_person: it is missing.",
        "trigger history_never_updated: it was altered.",
        "trigger stray: it is none of this program's.",
    ]


def test_a_damaged_file_is_found_and_nothing_else_is_tried(worked):
    worked.ann.close()
    data = bytearray(worked.path.read_bytes())
    data[4096 * 3 : 4096 * 6] = b"\xff" * (4096 * 3)
    worked.path.write_bytes(data)

    report = check_project(worked.ann.context)

    assert {finding.rule for finding in report.findings} == {Rule.FILE}


def test_a_file_that_is_no_database_is_a_finding(worked):
    worked.ann.close()
    for item in worked.path.parent.glob("harbour.annotator-*"):
        item.unlink()
    worked.path.write_bytes(b"nothing of the sort" * 500)

    (finding,) = check_project(worked.ann.context).findings

    assert finding.rule is Rule.FILE
    assert "cannot be read" in finding.sentence


@pytest.fixture
def exported(worked, tmp_path):
    path = tmp_path / "all.csv"
    ExportingService(worked.ann.context).export(path, status=ALL)
    return path


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def altered(path, row, column, cell):
    rows = read(path)
    rows[row][rows[0].index(column)] = cell
    write(path, rows)


def told(worked, path):
    """Return the sentences on an altered table, that on its hash aside."""
    report = check_export(worked.ann.context, path)
    return [finding.sentence for finding in report.findings if finding.rule is not Rule.FILE]


@pytest.mark.parametrize("status", ExportStatus)
@pytest.mark.parametrize(
    "options",
    [CsvOptions(), CsvOptions(delimiter=";", guard=True), CsvOptions(delimiter="\t", bom=True)],
)
@pytest.mark.parametrize("described", [True, False])
def test_an_untouched_export_is_found_sound(worked, tmp_path, status, options, described):
    path = tmp_path / "out.csv"
    report = ExportingService(worked.ann.context).export(path, status=status, options=options)
    if not described:
        report.descriptor.unlink()

    check = check_export(worked.ann.context, path)

    assert check.findings == ()
    assert any(fact.startswith(f"{report.rows} row") for fact in check.facts)
    assert any("no descriptor" in fact for fact in check.facts) is not described


def test_any_one_character_changed_in_any_content_is_found_and_its_row_named(worked, exported):
    raw = exported.read_bytes().decode()
    for row, words in enumerate((FARES, PIERS, SUM), start=1):
        for offset in range(len(words)):
            place = raw.index(words) + offset
            for character in ("x", '"', "'\n,;"[offset % 4]):
                if raw[place] == character:
                    continue
                exported.write_bytes((raw[:place] + character + raw[place + 1 :]).encode())
                sentences = told(worked, exported)
                assert sentences, (words, offset, character)
                assert sentences[0].startswith(f"row {row}"), (words, offset, character)


def test_the_sentence_names_the_claim_and_the_place(worked, exported):
    first = worked.span(FARES)
    altered(exported, 1, "content", f"Fares go up in Mai ⛴, [...] {BEFORE}")

    (sentence,) = told(worked, exported)

    assert re.fullmatch(
        rf"row 1 \(claim [0-9a-f-]{{36}}\): the content is not the words at "
        rf"{first.start};\d+–{first.end};\d+\.",
        sentence,
    )


def test_a_changed_file_is_told_from_the_one_that_was_written(worked, exported):
    exported.write_bytes(exported.read_bytes() + b"\r\n")

    findings = check_export(worked.ann.context, exported).findings

    assert "its hash is another" in findings[0].sentence


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        ("source", "Lena Ovic", "the source is not the words at"),
        ("source_start", "", "the source is not the words at"),
        ("cue", "says", "the cue is not the words at"),
        ("cue_end", "many", "the cue is not the words at"),
        ("content_start", "22", "the content is not the words at"),
        ("text_sha256", "0" * 64, "the hash is not that of the document's text"),
        ("speaker", "Lena Ovic", "speaker is “Lena Ovic”, the project has “Lena Ovik”"),
        ("chain", "", "chain is empty, the project has “Lena Ovik”"),
        ("kind", "mixed", "kind is “mixed”, the project has “direct”"),
        ("tags", "denial", "tags is “denial”, the project has “promise”"),
        ("topic", "f" * 99, "topic is “ffff"),
        ("topic_state", "corrected", "topic_state is “corrected”, the project has “confirmed”"),
        ("status", "draft", "status is “draft”, the project has “approved”"),
        ("reviewer", "Ann", "whoever edited it last approved it"),
        ("title", "", "title is empty, the project has “Ferry fares to rise”"),
        ("claim_id", "0" * 36, "the project has no such claim or open proposal"),
    ],
)
def test_every_cell_is_proved(worked, exported, column, cell, words):
    altered(exported, 1, column, cell)

    sentences = told(worked, exported)

    assert any(words in sentence for sentence in sentences)
    assert all(s.startswith("row 1 (claim ") for s in sentences if "has no row" not in s)


def test_rows_too_many_and_too_few_are_named(worked, exported):
    rows = read(exported)
    write(exported, [rows[0], rows[1], rows[1], rows[3]])

    sentences = told(worked, exported)

    assert any(s.startswith("row 2 ") and "has a row already" in s for s in sentences)
    assert any(rows[2][0] in s and "it has no row" in s for s in sentences)
    assert len(sentences) == 2


def test_the_order_of_rows_does_not_matter(worked, exported):
    rows = read(exported)
    write(exported, [rows[0], *reversed(rows[1:])])

    assert told(worked, exported) == []


def test_a_row_cut_short_is_named_once(worked, exported):
    rows = read(exported)
    write(exported, [*rows[:2], rows[2][:-3], *rows[3:]])

    (sentence,) = told(worked, exported)

    assert sentence.startswith("row 2 (claim ")
    assert "cells, not" in sentence


def test_what_the_project_would_not_export_any_more_is_named(worked, tmp_path):
    path = tmp_path / "approved.csv"
    ExportingService(worked.ann.context).export(path)
    with worked.ann.context.reading() as unit:
        claim = unit.claims.of_document(worked.document_id)[0]
    worked.bob.reviewing.withdraw(RecordKind.CLAIM, claim.id)

    (sentence,) = told(worked, path)

    assert sentence.startswith("row 1 (claim ")
    assert "would not export it now" in sentence


def test_what_was_changed_in_the_project_since_is_named(worked, exported):
    with worked.ann.context.reading() as unit:
        claim = unit.claims.of_document(worked.document_id)[0]
    worked.ann.annotating.change(claim, claim.body.amended(tags=()))

    sentences = told(worked, exported)

    assert any("tags is “promise”, the project has empty" in sentence for sentence in sentences)


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (lambda names: names[:-1], "is missing"),
        (lambda names: [*names, "mood"], "“mood” is none of the project's"),
        (lambda names: names[::-1], "another order"),
        (lambda _names: [], "“claim_id” is missing"),
    ],
)
def test_another_header_is_said_and_no_row_is_looked_at(worked, exported, header, words):
    rows = read(exported)
    write(exported, [header(rows[0]), *rows[1:]])

    (sentence,) = told(worked, exported)

    assert sentence.startswith("the header: ")
    assert words in sentence


def test_the_table_of_another_project_is_wrong_in_every_row(worked, exported, tmp_path):
    other = new_services(tmp_path / "other.annotator", user="Ann")

    findings = check_export(other.context, exported).findings

    assert [finding.subject.split()[:2] for finding in findings] == [
        ["row", "1"],
        ["row", "2"],
        ["row", "3"],
    ]
    other.close()


def test_bytes_that_are_no_utf_8_are_named_by_their_row(worked, exported):
    data = exported.read_bytes()
    place = data.index(PIERS.encode())
    exported.write_bytes(data[:place] + b"\xe7" + data[place + 1 :])

    (sentence,) = told(worked, exported)

    assert sentence.startswith("row 2 (claim ")


def test_an_empty_file_is_no_export(worked, tmp_path):
    (tmp_path / "empty.csv").touch()

    (finding,) = check_export(worked.ann.context, tmp_path / "empty.csv").findings

    assert finding.rule is Rule.COLUMNS


def test_a_table_that_is_not_there_is_said_in_a_sentence(worked, tmp_path):
    with pytest.raises(UnreadableError, match="cannot be read"):
        check_export(worked.ann.context, tmp_path / "nowhere.csv")


def test_an_own_approval_is_no_finding_where_the_policy_is_solo(tmp_path, project):
    alone = new_services(tmp_path / "alone.annotator", user="Ann", policy=Policy.SOLO)
    document_id = alone.importing.pasted(project.text)
    claim_id = alone.annotating.add(document_id, project.claim(FARES).body)
    alone.reviewing.submit(document_id)
    alone.reviewing.give(RecordKind.CLAIM, claim_id, ReviewVerb.APPROVE)
    path = tmp_path / "alone.csv"
    ExportingService(alone.context).export(path)

    report = check_export(alone.context, path)

    assert report.findings == ()
    assert any("solo" in fact for fact in report.facts)
    assert check_project(alone.context).findings == ()
    alone.close()
