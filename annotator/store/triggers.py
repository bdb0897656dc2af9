"""Rules that the database itself keeps, whoever writes to it."""

from collections.abc import Iterator
from string import Template
from typing import Final

from annotator.store import line_triggers, right_triggers, server_rules
from annotator.store.rules import Rule
from annotator.store.server_rules import Trigger
from annotator.store.tables.base import Row

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
_LINES: Final = frozenset({"claim_line", "document_line"})
_BODY_PARTS: Final = ("fragment", "link", "body_field", "body_tag")
_REVIEWED: Final[tuple[tuple[str, str, str], ...]] = (
    ("claim", "claim", "body_id, deleted"),
    ("document_record", "record", "body_id"),
)

_DELETED: Final = "nothing is ever deleted, only marked so"
_APPENDED: Final = "the history is append-only"
_NO_ROW: Final = (
    "NOT EXISTS (SELECT 1 FROM history "
    "WHERE number = NEW.{number} AND record_kind = '{kind}' AND record_id = NEW.id)"
)
_SAME: Final = Template("EXISTS (SELECT 1 FROM $table WHERE $same)")
_AUTHOR: Final = (
    "(SELECT user_id FROM act JOIN history ON history.act = act.number "
    "WHERE history.number = NEW.{})"
)


def rules() -> tuple[Rule, ...]:
    """Return every rule, in a stable order."""
    return (
        *(*_append_only(), *_identity(), *_content(), *_review()),
        *(*right_triggers.rules(), *line_triggers.rules()),
    )


def statements() -> tuple[str, ...]:
    """Return every CREATE TRIGGER statement of a file, in a stable order."""
    return tuple(rule.in_file() for rule in rules())


def on_server() -> Iterator[Trigger]:
    """Yield every trigger of a database on a server, in a stable order."""
    for rule in (*rules(), *server_rules.rules()):
        if not rule.in_files_only:
            yield server_rules.of_rule(rule)
    yield from server_rules.in_turn(sorted(Row.metadata.tables.keys() - _LINES))
    yield from server_rules.never_emptied(never_emptied())
    yield server_rules.told()


def trigger_name(statement: str) -> str:
    """Return the name a CREATE TRIGGER statement gives."""
    return statement.split()[2]


def fixed() -> dict[str, frozenset[str]]:
    """Return, by table, the columns that never change."""
    return {table: frozenset(columns.split(", ")) for table, columns in _FIXED}


def never_altered() -> tuple[str, ...]:
    """Return the tables whose rows stay as they were written."""
    return tuple(table for table, _why in _FROZEN)


def never_emptied() -> tuple[str, ...]:
    """Return the tables whose rows are never deleted."""
    return (*never_altered(), *_KEPT, "user_account")


def _append_only() -> Iterator[Rule]:
    for table, why in _FROZEN:
        yield Rule(f"{table}_never_updated", "BEFORE UPDATE", table, why=why)
        yield Rule(f"{table}_never_deleted", "BEFORE DELETE", table, why=why)
    for table in (*_KEPT, "user_account"):
        yield Rule(f"{table}_never_deleted", "BEFORE DELETE", table, why=_DELETED)
    same_place = (
        ("boilerplate", "layer_id = NEW.layer_id AND start = NEW.start"),
        (
            "settlement_claim",
            "settlement_id = NEW.settlement_id AND claim_id = NEW.claim_id",
        ),
    )
    same_key = ((table, " OR ".join(f"{k} = NEW.{k}" for k in keys)) for table, keys in _KEYS)
    for table, same in (*same_key, *same_place):
        there = _SAME.substitute(table=table, same=same)
        yield Rule(
            *(f"{table}_never_replaced", "BEFORE INSERT", table, there),
            why="nothing is ever replaced",
            in_files_only=True,  # SQLite fires no DELETE trigger for what REPLACE removes
        )
    late = "NEW.number <= (SELECT max(number) FROM history)"
    yield Rule(
        *("history_in_order", "BEFORE INSERT", "history", late, _APPENDED),
        in_files_only=True,  # on a server there are no gaps besides
    )


def _identity() -> Iterator[Rule]:
    for table, columns in _FIXED:
        why = f"the identity of a {table} is never altered"
        yield Rule(f"{table}_keeps_identity", f"BEFORE UPDATE OF {columns}", table, why=why)


def _content() -> Iterator[Rule]:
    whole = " OR ".join(
        _SAME.substitute(table=owner, same="body_id = NEW.body_id")
        for owner in ("claim", "proposal", "document_record")
    )
    for table in _BODY_PARTS:
        name = f"{table}_only_of_a_new_body"
        yield Rule(name, "BEFORE INSERT", table, whole, "a body is never altered")
    bare = "NOT EXISTS (SELECT 1 FROM fragment WHERE body_id = NEW.body_id)"
    for table, verb, event in (
        ("claim", "insert", "INSERT"),
        ("proposal", "insert", "INSERT"),
        ("claim", "update", "UPDATE OF body_id"),
    ):
        name = f"{table}_has_content_on_{verb}"
        yield Rule(name, f"BEFORE {event}", table, bare, f"a {table} has content")


def _review() -> Iterator[Rule]:
    for table, kind, columns in _REVIEWED:
        yield from _in_history(table, kind, columns)
        yield from _approval(table)


def _in_history(table: str, kind: str, columns: str) -> Iterator[Rule]:
    edited = _NO_ROW.format(number="last_edit", kind=kind)
    moved = _NO_ROW.format(number="last_move", kind=kind)
    yield Rule(
        *(f"{table}_is_born_a_draft", "BEFORE INSERT", table, "NEW.status <> 'draft'"),
        why="status moves through the review verbs",
    )
    yield Rule(
        *(f"{table}_edit_is_in_history", f"BEFORE UPDATE OF {columns}", table),
        when=f"NEW.last_edit <= OLD.last_edit OR {edited}",
        why="an edit needs its row in the history",
    )
    yield Rule(
        *(f"{table}_edits_go_forward", "BEFORE UPDATE OF last_edit, last_move", table),
        when="NEW.last_edit < OLD.last_edit OR NEW.last_move < OLD.last_move",
        why="the last change goes forward only",
    )
    yield Rule(
        *(f"{table}_move_is_in_history", "BEFORE UPDATE OF status", table),
        when=f"NEW.status <> OLD.status AND (NEW.last_move <= OLD.last_move OR {moved})",
        why="a verdict needs its row in the history",
    )


def _approval(table: str) -> Iterator[Rule]:
    approved = "NEW.status = 'approved'"
    yield Rule(
        *(f"{table}_edit_takes_approval_back", "BEFORE UPDATE", table),
        when=f"{approved} AND NEW.last_edit >= NEW.last_move",
        why="an edit takes an approval back",
    )
    yield Rule(
        *(f"{table}_approval_follows_submission", "BEFORE UPDATE OF status", table),
        when=f"{approved} AND OLD.status NOT IN ('submitted', 'approved')",
        why="only what was submitted is approved",
    )
    mover, editor = _AUTHOR.format("last_move"), _AUTHOR.format("last_edit")
    policy = "(SELECT policy FROM project) <> 'solo'"
    yield Rule(
        *(f"{table}_second_person", "BEFORE UPDATE", table),
        when=f"{approved} AND {policy} AND {mover} = {editor}",
        why="whoever edited last may not approve",
    )
