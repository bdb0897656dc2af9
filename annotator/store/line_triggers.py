"""The triggers that keep the lines of claims and documents true to what they are of."""

from collections.abc import Iterator
from typing import Final

from annotator.store.rules import Rule

_LINE_OF_CLAIM: Final = (
    "INSERT INTO claim_line (id, document_id, layer_id, body_id, start, kind, status, "
    "speaker_id, speaker_name, score, user_id) "
    "SELECT NEW.id, NEW.document_id, NEW.layer_id, NEW.body_id, f.start, b.kind, NEW.status, "
    "l.speaker_id, cut(l.speaker_name), (SELECT score FROM proposal WHERE id = NEW.proposal_id), "
    "(SELECT a.user_id FROM history h JOIN act a ON a.number = h.act "
    "WHERE h.number = NEW.created) "
    "FROM body b JOIN fragment f ON f.body_id = b.id AND f.position = 0 "
    "LEFT JOIN link l ON l.body_id = b.id "
    "AND l.position = (SELECT max(position) FROM link WHERE body_id = b.id) "
    "WHERE b.id = NEW.body_id"
)
_LINE_OF_PROPOSAL: Final = (
    "INSERT INTO claim_line (id, document_id, layer_id, body_id, start, kind, status, "
    "speaker_name, score) "
    "SELECT -NEW.id, NEW.document_id, NEW.layer_id, NEW.body_id, f.start, b.kind, 'proposed', "
    "cut(l.speaker_name), NEW.score "
    "FROM body b JOIN fragment f ON f.body_id = b.id AND f.position = 0 "
    "LEFT JOIN link l ON l.body_id = b.id "
    "AND l.position = (SELECT max(position) FROM link WHERE body_id = b.id) "
    "WHERE b.id = NEW.body_id"
)
_LINE_OF_DOCUMENT: Final = (
    "INSERT INTO document_line (id, title, outlet, author, published) "
    "SELECT NEW.document_id, coalesce(t.value, d.headline), cut(o.value), cut(w.value), "
    "cut(p.value) "
    "FROM document d "
    "LEFT JOIN body_field t ON t.body_id = NEW.body_id AND t.key = 'title' "
    "LEFT JOIN body_field o ON o.body_id = NEW.body_id AND o.key = 'outlet' "
    "LEFT JOIN body_field w ON w.body_id = NEW.body_id AND w.key = 'author' "
    "LEFT JOIN body_field p ON p.body_id = NEW.body_id AND p.key = 'published' "
    "WHERE d.id = NEW.document_id"
)
_STILL_OPEN: Final = " AND NEW.state = 'open'"
_NO_CLAIM: Final = "DELETE FROM claim_line WHERE id = NEW.id"
_NO_PROPOSAL: Final = "DELETE FROM claim_line WHERE id = -NEW.id"
_NO_DOCUMENT: Final = "DELETE FROM document_line WHERE id = NEW.document_id"
_MOVED: Final = "UPDATE claim_line SET status = NEW.status WHERE id = NEW.id"
_TRIGGERS: Final[tuple[tuple[str, str, str, tuple[str, ...]], ...]] = (
    ("claim_gets_its_line", "INSERT ON claim", "NOT NEW.deleted", (_LINE_OF_CLAIM,)),
    ("claim_loses_its_line", "UPDATE OF deleted ON claim", "NEW.deleted", (_NO_CLAIM,)),
    (
        "claim_changes_its_line",
        "UPDATE OF body_id, deleted ON claim",
        "NOT NEW.deleted AND (NEW.body_id <> OLD.body_id OR OLD.deleted)",
        (_NO_CLAIM, _LINE_OF_CLAIM),
    ),
    ("claim_moves_its_line", "UPDATE OF status ON claim", "NEW.status <> OLD.status", (_MOVED,)),
    ("proposal_gets_its_line", "INSERT ON proposal", "NEW.state = 'open'", (_LINE_OF_PROPOSAL,)),
    (
        "proposal_changes_its_line",
        "UPDATE OF state ON proposal",
        "NEW.state <> OLD.state AND 'open' IN (NEW.state, OLD.state)",
        (_NO_PROPOSAL, _LINE_OF_PROPOSAL + _STILL_OPEN),
    ),
    ("document_gets_its_line", "INSERT ON document_record", "TRUE", (_LINE_OF_DOCUMENT,)),
    (
        "document_changes_its_line",
        "UPDATE OF body_id ON document_record",
        "NEW.body_id <> OLD.body_id",
        (_NO_DOCUMENT, _LINE_OF_DOCUMENT),
    ),
)


def rules() -> Iterator[Rule]:
    """Yield the rules in a stable order."""
    for name, event, when, acts in _TRIGGERS:
        change, _on, table = event.rpartition(" ON ")
        yield Rule(name, f"AFTER {change}", table, when, acts=acts)
