"""Rules that the database itself keeps, whoever writes to it: SQLite's triggers."""

from collections.abc import Iterator
from string import Template
from typing import Final

from annotator.store import line_triggers, right_triggers

_FROZEN: Final[tuple[tuple[str, str], ...]] = (
    ("act", "the history is append-only"),
    ("history", "the history is append-only"),
    ("body", "a body is never altered"),
    ("fragment", "a body is never altered"),
    ("link", "a body is never altered"),
    ("body_field", "a body is never altered"),
    ("body_tag", "a body is never altered"),
    ("source_text", "source text is never altered"),
    ("layer", "a layer is never altered"),
    ("boilerplate", "a layer is never altered"),
    ("review", "a verdict is never altered"),
    ("codebook", "a version of the codebook is never altered"),
    ("project", "a project keeps its identity and policy"),
    ("settlement_claim", "what was settled is never altered"),
)
_KEPT: Final = (
    *("document", "document_record", "claim", "proposal", "speaker", "comment"),
    *("claim_link", "saved_filter", "speaker_distinction"),
    *("member", "assignment", "settlement", "reading"),
)
_FIXED: Final[tuple[tuple[str, str], ...]] = (
    (
        "document",
        "id, uid, sha256, origin, media_type, encoding, imported, headline, signature",
    ),
    ("document_record", "id, uid, document_id"),
    ("claim", "id, uid, document_id, layer_id, proposal_id, created"),
    ("proposal", "id, uid, document_id, layer_id, body_id, score"),
    ("speaker", "id, uid"),
    ("comment", "id, uid, claim_id, text, created, reply_to"),
    ("claim_link", "id, uid, from_claim, to_claim, kind, created"),
    ("saved_filter", "id, uid"),
    ("speaker_distinction", "id, uid, one, other"),
    ("user_account", "id, uid"),
    ("member", "id"),
    ("assignment", "id, uid, document_id, user_id, created"),
    ("settlement", "id, uid, document_id, choice, reason, words, created"),
    ("reading", "id, uid, layer_id, proposal_id"),
)
_KEYS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("act", ("number", "undoes", "redoes")),
    ("body", ("id",)),
    ("source_text", ("document_id",)),
    ("layer", ("id", "uid")),
    ("review", ("number", "uid")),
    ("codebook", ("version",)),
    ("project", ("id", "uid")),
    ("document", ("id", "uid", "sha256")),
    ("document_record", ("id", "uid", "document_id")),
    ("claim", ("id", "uid")),
    ("proposal", ("id", "uid")),
    ("speaker", ("id", "uid")),
    ("comment", ("id", "uid")),
    ("claim_link", ("id", "uid")),
    ("saved_filter", ("id", "uid")),
    ("speaker_distinction", ("id", "uid")),
    ("user_account", ("id", "uid", "name")),
    ("member", ("id",)),
    ("assignment", ("id", "uid")),
    ("settlement", ("id", "uid")),
    ("reading", ("id", "uid")),
)
_BODY_PARTS: Final = ("fragment", "link", "body_field", "body_tag")
_REVIEWED: Final[tuple[tuple[str, str, str], ...]] = (
    ("claim", "claim", "body_id, deleted"),
    ("document_record", "record", "body_id"),
)

_REFUSE_UPDATE: Final = Template(
    "CREATE TRIGGER ${table}_never_updated BEFORE UPDATE ON $table "
    "BEGIN SELECT RAISE(ABORT, '$why'); END"
)
_REFUSE_DELETE: Final = Template(
    "CREATE TRIGGER ${table}_never_deleted BEFORE DELETE ON $table "
    "BEGIN SELECT RAISE(ABORT, '$why'); END"
)
_REFUSE_REPLACE: Final = Template(  # SQLite fires no DELETE trigger for what REPLACE removes
    "CREATE TRIGGER ${table}_never_replaced BEFORE INSERT ON $table "
    "WHEN EXISTS (SELECT 1 FROM $table WHERE $same) "
    "BEGIN SELECT RAISE(ABORT, 'nothing is ever replaced'); END"
)
_REFUSE_COLUMNS: Final = Template(
    "CREATE TRIGGER ${table}_keeps_identity BEFORE UPDATE OF $columns ON $table "
    "BEGIN SELECT RAISE(ABORT, 'the identity of a $table is never altered'); END"
)
_WHOLE_BODY: Final = Template(
    "CREATE TRIGGER ${table}_only_of_a_new_body BEFORE INSERT ON $table "
    "WHEN EXISTS (SELECT 1 FROM claim WHERE body_id = NEW.body_id) "
    "OR EXISTS (SELECT 1 FROM proposal WHERE body_id = NEW.body_id) "
    "OR EXISTS (SELECT 1 FROM document_record WHERE body_id = NEW.body_id) "
    "BEGIN SELECT RAISE(ABORT, 'a body is never altered'); END"
)
_BORN_DRAFT: Final = Template(
    "CREATE TRIGGER ${table}_is_born_a_draft BEFORE INSERT ON $table "
    "WHEN NEW.status <> 'draft' "
    "BEGIN SELECT RAISE(ABORT, 'status moves through the review verbs'); END"
)
_EDIT_IN_HISTORY: Final = Template(
    "CREATE TRIGGER ${table}_edit_is_in_history BEFORE UPDATE OF $columns ON $table "
    "WHEN NEW.last_edit <= OLD.last_edit OR NOT EXISTS (SELECT 1 FROM history "
    "WHERE number = NEW.last_edit AND record_kind = '$kind' AND record_id = NEW.id) "
    "BEGIN SELECT RAISE(ABORT, 'an edit needs its row in the history'); END"
)
_EDITS_GO_FORWARD: Final = Template(
    "CREATE TRIGGER ${table}_edits_go_forward BEFORE UPDATE OF last_edit, last_move ON $table "
    "WHEN NEW.last_edit < OLD.last_edit OR NEW.last_move < OLD.last_move "
    "BEGIN SELECT RAISE(ABORT, 'the last change goes forward only'); END"
)
_MOVE_IN_HISTORY: Final = Template(
    "CREATE TRIGGER ${table}_move_is_in_history BEFORE UPDATE OF status ON $table "
    "WHEN NEW.status <> OLD.status AND (NEW.last_move <= OLD.last_move OR NOT EXISTS ("
    "SELECT 1 FROM history "
    "WHERE number = NEW.last_move AND record_kind = '$kind' AND record_id = NEW.id)) "
    "BEGIN SELECT RAISE(ABORT, 'a verdict needs its row in the history'); END"
)
_APPROVAL_ENDS: Final = Template(
    "CREATE TRIGGER ${table}_edit_takes_approval_back BEFORE UPDATE ON $table "
    "WHEN NEW.status = 'approved' AND NEW.last_edit >= NEW.last_move "
    "BEGIN SELECT RAISE(ABORT, 'an edit takes an approval back'); END"
)
_APPROVES_SUBMITTED: Final = Template(
    "CREATE TRIGGER ${table}_approval_follows_submission BEFORE UPDATE OF status ON $table "
    "WHEN NEW.status = 'approved' AND OLD.status NOT IN ('submitted', 'approved') "
    "BEGIN SELECT RAISE(ABORT, 'only what was submitted is approved'); END"
)
_SECOND: Final = Template(
    "CREATE TRIGGER ${table}_second_person BEFORE UPDATE ON $table "
    "WHEN NEW.status = 'approved' AND (SELECT policy FROM project) <> 'solo' AND ("
    "SELECT user_id FROM act JOIN history ON history.act = act.number "
    "WHERE history.number = NEW.last_move) = ("
    "SELECT user_id FROM act JOIN history ON history.act = act.number "
    "WHERE history.number = NEW.last_edit) "
    "BEGIN SELECT RAISE(ABORT, 'whoever edited last may not approve'); END"
)
_HAS_CONTENT: Final = Template(
    "CREATE TRIGGER ${table}_has_content_on_$verb BEFORE $event ON $table "
    "WHEN NOT EXISTS (SELECT 1 FROM fragment WHERE body_id = NEW.body_id) "
    "BEGIN SELECT RAISE(ABORT, 'a $table has content'); END"
)


def statements() -> tuple[str, ...]:
    """Return every CREATE TRIGGER statement, in a stable order."""
    return (
        *(*_append_only(), *_identity(), *_content(), *_review()),
        *(*right_triggers.statements(), *line_triggers.statements()),
    )


def trigger_name(statement: str) -> str:
    """Return the name a CREATE TRIGGER statement gives."""
    return statement.split()[2]


def _append_only() -> Iterator[str]:
    for table, why in _FROZEN:
        yield _REFUSE_UPDATE.substitute(table=table, why=why)
        yield _REFUSE_DELETE.substitute(table=table, why=why)
    for table in (*_KEPT, "user_account"):
        yield _REFUSE_DELETE.substitute(table=table, why="nothing is ever deleted, only marked so")
    same_place = (
        ("boilerplate", "layer_id = NEW.layer_id AND start = NEW.start"),
        (
            "settlement_claim",
            "settlement_id = NEW.settlement_id AND claim_id = NEW.claim_id",
        ),
    )
    same_key = ((table, " OR ".join(f"{k} = NEW.{k}" for k in keys)) for table, keys in _KEYS)
    for table, same in (*same_key, *same_place):
        yield _REFUSE_REPLACE.substitute(table=table, same=same)
    yield (
        "CREATE TRIGGER history_in_order BEFORE INSERT ON history "
        "WHEN NEW.number <= (SELECT max(number) FROM history) "
        "BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END"
    )


def _identity() -> Iterator[str]:
    for table, columns in _FIXED:
        yield _REFUSE_COLUMNS.substitute(table=table, columns=columns)


def _content() -> Iterator[str]:
    for table in _BODY_PARTS:
        yield _WHOLE_BODY.substitute(table=table)
    for table in ("claim", "proposal"):
        yield _HAS_CONTENT.substitute(table=table, verb="insert", event="INSERT")
    yield _HAS_CONTENT.substitute(table="claim", verb="update", event="UPDATE OF body_id")


def _review() -> Iterator[str]:
    for table, kind, columns in _REVIEWED:
        for template in (
            _BORN_DRAFT,
            _EDIT_IN_HISTORY,
            _EDITS_GO_FORWARD,
            _MOVE_IN_HISTORY,
            _APPROVAL_ENDS,
            _APPROVES_SUBMITTED,
            _SECOND,
        ):
            yield template.substitute(table=table, kind=kind, columns=columns)
