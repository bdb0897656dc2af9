import sqlite3
from contextlib import closing
from string import Template

import pytest

from annotator.domain.history import RecordKind
from annotator.domain.project import Policy
from annotator.domain.review import ReviewVerb
from annotator.domain.speaker import SpeakerBody
from annotator.services.bootstrap import new_services
from annotator.store import triggers

CONTENT = "Fares go up in May ⛴,"

ALTERED = [
    "UPDATE history SET after = '{}'",
    "DELETE FROM history",
    "UPDATE act SET user_id = 2",
    "UPDATE act SET at = '2001-01-01T00:00:00.000Z'",
    "DELETE FROM act",
    "UPDATE body SET kind = 'indirect'",
    "DELETE FROM body",
    "UPDATE fragment SET words = 'another thing entirely'",
    "DELETE FROM fragment",
    "UPDATE link SET speaker_id = NULL",
    "DELETE FROM link",
    "UPDATE body_field SET value = 'x'",
    "DELETE FROM body_field",
    "UPDATE body_tag SET key = 'denial'",
    "DELETE FROM body_tag",
    "UPDATE source_text SET text = 'x'",
    "DELETE FROM source_text",
    "UPDATE review SET verdict = 'reject'",
    "DELETE FROM review",
    "UPDATE codebook SET body = '{}'",
    "DELETE FROM codebook",
    "UPDATE layer SET kind = 'agreed'",
    "DELETE FROM layer",
    "UPDATE project SET policy = 'solo'",
    "DELETE FROM project",
    "INSERT INTO history VALUES (1, 1, 'claim', 1, NULL, '{}')",
    "INSERT INTO fragment SELECT body_id, 9, 0, 1, 'F' FROM claim",
    "INSERT INTO link (body_id, position) SELECT body_id, 9 FROM claim",
    "INSERT INTO body_field SELECT body_id, 'note', 'x', 'confirmed', NULL, NULL, NULL FROM claim",
    "INSERT INTO body_tag SELECT body_id, 'denial' FROM claim",
    "DELETE FROM document",
    "DELETE FROM document_record",
    "DELETE FROM claim",
    "DELETE FROM speaker",
    "DELETE FROM comment",
    "DELETE FROM user_account",
    "UPDATE user_account SET uid = 'x'",
    "UPDATE document SET sha256 = 'x'",
    "UPDATE document SET origin = 'x'",
    "UPDATE document_record SET uid = 'x'",
    "UPDATE claim SET uid = 'x'",
    "UPDATE claim SET created = 2",
    "UPDATE claim SET layer_id = 99",
    "UPDATE speaker SET uid = 'x'",
    "UPDATE comment SET text = 'x'",
    "UPDATE claim SET body_id = (SELECT body_id FROM document_record)",
    "UPDATE claim SET deleted = 1",
    "UPDATE claim SET status = 'draft'",
    "UPDATE claim SET last_edit = 1",
    "UPDATE claim SET last_move = 1",
    "UPDATE claim SET last_edit = (SELECT max(number) FROM history)",
    "UPDATE document_record SET status = 'approved'",
    "INSERT OR REPLACE INTO history SELECT * FROM history",
    "INSERT OR REPLACE INTO fragment SELECT body_id, position, 0, 1, 'F' FROM fragment",
    "INSERT OR REPLACE INTO claim SELECT * FROM claim",
]
REPLACED = [
    "INSERT OR REPLACE INTO project SELECT id, uid, 'solo', created FROM project",
    "INSERT OR REPLACE INTO source_text SELECT document_id, 'x' FROM source_text",
    "INSERT OR REPLACE INTO act SELECT number, 1, at, label, 0, NULL, NULL, NULL FROM act",
    "INSERT OR REPLACE INTO body SELECT id, 'mixed' FROM body WHERE kind IS NOT NULL",
    (
        "INSERT OR REPLACE INTO review SELECT number, uid, claim_id, record_id, 'reject', '', '' "
        "FROM review"
    ),
    "INSERT OR REPLACE INTO codebook SELECT version, '{}' FROM codebook",
    (
        "INSERT OR REPLACE INTO layer SELECT id, uid, document_id, kind, NULL, NULL, NULL, NULL, "
        "NULL, 'x' FROM layer"
    ),
    (
        "INSERT OR REPLACE INTO document SELECT id, uid, sha256, 'x', media_type, encoding, "
        "imported, headline, signature, 0, 0, NULL, NULL, NULL, last_change, NULL FROM document"
    ),
    (
        "INSERT OR REPLACE INTO document_record SELECT id, 'x', document_id, body_id, 'draft', "
        "last_edit, last_move FROM document_record"
    ),
    (
        "INSERT OR REPLACE INTO speaker SELECT id, 'x', name, kind, NULL, NULL, 0, NULL, "
        "last_change FROM speaker"
    ),
    (
        "INSERT OR REPLACE INTO comment SELECT id, uid, claim_id, 'x', 0, created, last_change, "
        "reply_to FROM comment"
    ),
    "INSERT OR REPLACE INTO user_account SELECT id, 'x' || id, name FROM user_account",
]


@pytest.fixture
def written(project):
    speaker = project.ann.speakers.add(SpeakerBody(name="Lena Ovik"))
    source = {"source": project.span("Lena Ovik"), "speaker": speaker}
    fields = {"note": {"value": "a note", "state": "confirmed"}}
    parts = {"chain": [source], "fields": fields, "tags": ["promise"]}
    claim = project.approved(CONTENT, **parts)
    project.bob.annotating.comment(claim, "May of this year?")
    return project, claim


NEWEST = "(SELECT max(number) FROM history)"


def _attempt(path, *statements):
    """Run statements as another program would, past ours, and keep what went through."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        with connection:
            for statement in statements:
                connection.execute(statement.replace("NEWEST", NEWEST))


def _refused(path, *statements):
    with pytest.raises(sqlite3.IntegrityError) as refusal:
        _attempt(path, *statements)
    return str(refusal.value)


ACT = Template(
    "INSERT INTO act SELECT max(number) + 1, "
    "(SELECT id FROM user_account WHERE name = '$user'), "
    "'2030-01-01T00:00:00.000Z', 'By hand', 0, NULL, NULL, NULL FROM act"
)
CHANGE = Template(
    "INSERT INTO history SELECT max(number) + 1, (SELECT max(number) FROM act), "
    "'$kind', $record, '{}', '{}' FROM history"
)
APPROVED = Template("UPDATE claim SET status = 'approved', last_move = NEWEST WHERE id = $claim")


def _act(user, record, kind="claim"):
    """Return the statements that write an act of one change into the history."""
    return ACT.substitute(user=user), CHANGE.substitute(kind=kind, record=record)


@pytest.mark.parametrize("statement", ALTERED)
def test_what_is_written_stays_as_it_was_written(written, statement):
    project, _claim = written

    assert _refused(project.path, statement)


def test_a_change_that_happens_is_in_the_list_above(written):
    project, _claim = written

    _attempt(project.path, "UPDATE document SET flagged = 1")


def test_every_trigger_is_made_and_named_once(written):
    project, _claim = written
    with closing(sqlite3.connect(project.path)) as connection:
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        standing = dict(connection.execute(query).fetchall())

    names = [triggers.trigger_name(statement) for statement in triggers.statements()]
    assert sorted(standing) == sorted(names)
    assert sorted(standing.values()) == sorted(triggers.statements())


def test_nobody_approves_their_own_edit_even_with_a_true_history(project):
    claim = project.claim(CONTENT)
    project.ann.reviewing.submit(project.document_id)

    why = _refused(
        project.path,
        *_act("Ann", claim.id),
        "UPDATE claim SET status = 'approved', last_move = NEWEST",
    )

    assert "whoever edited last may not approve" in why


def test_somebody_else_may_approve(project):
    claim = project.claim(CONTENT)
    project.ann.reviewing.submit(project.document_id)

    _attempt(
        project.path,
        *_act("Bob", claim.id),
        "UPDATE claim SET status = 'approved', last_move = NEWEST",
    )

    assert project.read(claim.id).status == "approved"


def test_an_approval_cannot_be_moved_to_the_last_editor_afterwards(written):
    project, claim = written

    why = _refused(
        project.path,
        *_act("Ann", claim.id),
        "UPDATE claim SET last_move = NEWEST",
    )

    assert "whoever edited last may not approve" in why


def test_an_edit_does_not_keep_the_approval(written):
    project, claim = written

    why = _refused(
        project.path,
        *_act("Ann", claim.id),
        "UPDATE claim SET deleted = 1, last_edit = NEWEST",
    )

    assert "an edit takes an approval back" in why


def test_a_claim_cannot_be_born_approved(written):
    project, _claim = written

    why = _refused(
        project.path,
        *_act("Bob", 99),
        "INSERT INTO claim SELECT 99, 'made-up', document_id, layer_id, body_id, 'approved', 0, "
        "NULL, NEWEST, NEWEST, NEWEST FROM claim",
    )

    assert "status moves through the review verbs" in why


@pytest.mark.parametrize("statement", REPLACED)
def test_a_replacement_is_no_way_round(written, statement):
    project, _claim = written

    assert _refused(project.path, statement)


def test_a_draft_is_not_approved(project):
    claim = project.claim(CONTENT)

    why = _refused(
        project.path,
        *_act("Bob", claim.id),
        "UPDATE claim SET status = 'approved', last_move = NEWEST",
    )

    assert "only what was submitted is approved" in why


def test_a_verdict_without_its_row_in_the_history_is_refused(project):
    project.claim(CONTENT)
    project.ann.reviewing.submit(project.document_id)

    why = _refused(project.path, "UPDATE claim SET status = 'rejected'")

    assert "a verdict needs its row in the history" in why


def test_the_history_of_another_record_does_not_do(project):
    claim = project.claim(CONTENT)
    project.ann.reviewing.submit(project.document_id)

    why = _refused(
        project.path,
        *_act("Bob", claim.id + 1),
        "UPDATE claim SET status = 'approved', last_move = NEWEST",
    )

    assert "a verdict needs its row in the history" in why


def test_the_record_of_a_document_keeps_the_same_rules(project):
    project.claim(CONTENT)
    project.ann.reviewing.submit(project.document_id)

    why = _refused(
        project.path,
        *_act("Ann", 1, kind="record"),
        "UPDATE document_record SET status = 'approved', last_move = NEWEST",
    )

    assert "whoever edited last may not approve" in why


def test_a_claim_without_content_is_refused(written):
    project, _claim = written

    why = _refused(
        project.path,
        *_act("Bob", 99),
        "INSERT INTO body VALUES (999, 'direct')",
        "INSERT INTO claim SELECT 99, 'made-up', document_id, layer_id, 999, 'draft', 0, "
        "NULL, NEWEST, NEWEST, NEWEST FROM claim",
    )

    assert "a claim has content" in why


def test_solo_permits_approving_alone_and_nothing_else(tmp_path, project):
    solo = new_services(tmp_path / "alone.annotator", user="Ann", policy=Policy.SOLO)
    document_id = solo.importing.pasted(project.text)
    body = project.claim(CONTENT).body
    claim_id = solo.annotating.add(document_id, body)
    solo.reviewing.submit(document_id)
    solo.reviewing.give(RecordKind.CLAIM, claim_id, ReviewVerb.APPROVE)
    path = solo.context.store.path

    assert _refused(path, "UPDATE project SET policy = 'second-person'")
    assert _refused(path, "UPDATE claim SET deleted = 1")
    assert _refused(path, "DELETE FROM history")
    solo.close()


def test_many_are_not_approved_at_once_by_whoever_edited_one_of_them(project):
    mine, other = project.claim(CONTENT), project.claim("two piers will close")
    project.bob.annotating.change(other, other.body.amended(tags=("promise",)))
    project.ann.reviewing.submit(project.document_id)

    why = _refused(
        project.path,
        *_act("Bob", mine.id),
        APPROVED.substitute(claim=mine.id),
        *_act("Bob", other.id),
        APPROVED.substitute(claim=other.id),
    )

    assert "whoever edited last may not approve" in why
    assert project.read(mine.id).status == "submitted"


def test_one_row_of_the_history_approves_one_claim(project):
    first = project.claim(CONTENT)
    project.claim("two piers will close")
    project.ann.reviewing.submit(project.document_id)

    why = _refused(
        project.path,
        *_act("Bob", first.id),
        "UPDATE claim SET status = 'approved', last_move = NEWEST",
    )

    assert "a verdict needs its row in the history" in why


def test_whoever_undid_their_own_edit_does_not_approve_past_the_program(project):
    claim = project.claim(CONTENT)
    project.ann.reviewing.submit(project.document_id)
    project.bob.annotating.change(claim, claim.body.amended(tags=("promise",)))
    project.bob.undoing.undo()

    why = _refused(
        project.path,
        *_act("Bob", claim.id),
        "UPDATE claim SET status = 'approved', last_move = NEWEST",
    )

    assert "whoever edited last may not approve" in why


def test_an_edit_and_its_approval_are_not_one_statement(project):
    claim = project.claim(CONTENT)
    project.ann.reviewing.submit(project.document_id)

    why = _refused(
        project.path,
        *_act("Bob", claim.id),
        CHANGE.substitute(kind="claim", record=claim.id),
        "UPDATE claim SET status = 'approved', last_edit = NEWEST - 1, last_move = NEWEST",
    )

    assert "whoever edited last may not approve" in why


def test_the_last_edit_is_not_handed_to_somebody_else(project):
    claim = project.claim(CONTENT)
    project.ann.reviewing.submit(project.document_id)
    project.bob.annotating.change(claim, claim.body.amended(tags=("promise",)))

    why = _refused(project.path, "UPDATE claim SET last_edit = created")

    assert "the last change goes forward only" in why
