"""What is exported, as SQL: the documents, the claims and open proposals, and every column."""

from collections.abc import Container, Iterable, Mapping
from string import Template
from types import MappingProxyType
from typing import Final

from annotator.domain.codebook import FieldScope
from annotator.domain.columns import (
    CHAIN_JOINT,
    FRAGMENT_JOINT,
    LIST_JOINT,
    PROPOSED,
    Column,
    ExportStatus,
)
from annotator.domain.field import FieldState
from annotator.domain.field_source import FieldPart
from annotator.domain.layer import LayerKind
from annotator.domain.proposal import ProposalState
from annotator.domain.review import ReviewStatus
from annotator.domain.survivors import NOTHING_MERGED, Survivors
from annotator.store.merged import is_plain, literal, tags_read_as, value_of
from annotator.store.tombstones import SURVIVOR, of_uid

_AUTHOR: Final = Template(
    "(SELECT u.name FROM history h JOIN act a ON a.number = h.act "
    "JOIN user_account u ON u.id = a.user_id WHERE h.number = $number)"
)
_MOMENT: Final = Template(
    "(SELECT a.at FROM history h JOIN act a ON a.number = h.act WHERE h.number = $number)"
)
EDITORS: Final = Template(
    "(SELECT $gathered FROM ("
    "SELECT u.name, a.user_id AS editor, lag(a.user_id) OVER (ORDER BY h.number) AS earlier "
    "FROM history h JOIN act a ON a.number = h.act JOIN user_account u ON u.id = a.user_id "
    "WHERE h.record_kind = 'claim' AND h.record_id = $claim AND (h.before IS NULL "
    "OR json_extract(h.before, '$$.body') <> json_extract(h.after, '$$.body') "
    "OR json_extract(h.before, '$$.deleted') <> json_extract(h.after, '$$.deleted')) "
    "AND NOT EXISTS (SELECT 1 FROM history g WHERE g.record_kind = 'claim' "
    "AND g.record_id = h.record_id AND g.number > h.number "
    "AND json_extract(g.after, '$$.instead') < h.number) "
    "ORDER BY h.number) WHERE editor IS NOT earlier)"
)
"""Who edited a claim, in order, each once in a row; not who edited what gave way in a merge."""

_APPROVED_ONLY: Final = Template("CASE WHEN c.status = 'approved' THEN $value END")

_CLAIMS: Final = Template(
    "SELECT c.id, c.uid, c.document_id, c.body_id, c.status, p.score, "
    "$annotator AS annotator, "
    "CASE WHEN c.last_edit = c.created THEN $annotator ELSE $editors END AS editors, "
    "$reviewer AS reviewer, $moment AS approved_at "
    "FROM claim c LEFT JOIN proposal p ON p.id = c.proposal_id "
    "WHERE c.document_id BETWEEN :low AND :high AND NOT c.deleted"
).substitute(
    annotator=_AUTHOR.substitute(number="c.created"),
    editors=EDITORS.substitute(gathered=f"group_concat(name, '{LIST_JOINT}')", claim="c.id"),
    reviewer=_APPROVED_ONLY.substitute(value=_AUTHOR.substitute(number="c.last_move")),
    moment=_APPROVED_ONLY.substitute(value=_MOMENT.substitute(number="c.last_move")),
)
AGREED: Final = Template(
    " AND +c.status = '$approved'"
    " AND (SELECT kind FROM layer WHERE id = c.layer_id) = '$agreed'"
    " AND (SELECT excluded FROM document WHERE id = c.document_id) IS NULL"
).substitute(approved=ReviewStatus.APPROVED, agreed=LayerKind.AGREED)
"""What is asked of a claim `c` that is exported as approved."""
_PROPOSALS: Final = Template(
    " UNION ALL SELECT -p.id, p.uid, p.document_id, p.body_id, '$status', p.score, "
    "l.engine || ' ' || l.version, NULL, NULL, NULL "
    "FROM proposal p JOIN layer l ON l.id = p.layer_id "
    "WHERE p.document_id BETWEEN :low AND :high AND +p.state = '$open'"
).substitute(status=PROPOSED, open=ProposalState.OPEN)

ITEMS: Final[Mapping[ExportStatus, str]] = MappingProxyType(
    {ExportStatus.APPROVED: _CLAIMS + AGREED, ExportStatus.ALL: _CLAIMS + _PROPOSALS}
)
"""What each export takes of the documents :low to :high; a proposal's id is negative."""

_JOINS: Final = Template(
    "FROM item i JOIN exported d ON d.id = i.document_id JOIN body b ON b.id = i.body_id "
    "LEFT JOIN link l ON l.body_id = i.body_id "
    "AND l.position = (SELECT max(position) FROM link WHERE body_id = i.body_id) "
    "LEFT JOIN speaker t ON t.id = l.speaker_id LEFT JOIN speaker s ON s.id = $survivor $fields "
    "ORDER BY i.document_id, "
    "(SELECT start FROM fragment WHERE body_id = i.body_id AND position = 0), i.uid"
)

_FIELDS_JOINED: Final = 40  # SQLite joins 64 tables at most; a join is read once, not twice
_FIELD_JOIN: Final = Template(
    "LEFT JOIN body_field f_$key ON f_$key.body_id = i.body_id AND f_$key.key = '$key'"
)
_FIELD: Final = Template(
    "(SELECT $part FROM body_field WHERE body_id = $owner.body_id AND key = '$key')"
)
_MERGED_FIELD: Final = Template(
    "(SELECT $part FROM body_field WHERE body_id = $owner.body_id AND key IN ($keys) "
    "ORDER BY key <> $own, key LIMIT 1)"
)
_FRAGMENTS: Final = Template(
    "(SELECT group_concat($part, '$joint') FROM "
    "(SELECT $part FROM fragment WHERE body_id = i.body_id ORDER BY position))"
)
_CHAIN: Final = Template(
    "(SELECT group_concat(name, '$joint') FROM ("
    "SELECT coalesce(k.name, m.speaker_name, m.source_words) AS name "
    "FROM link m LEFT JOIN speaker t ON t.id = m.speaker_id "
    "LEFT JOIN speaker k ON k.id = $survivor "
    "WHERE m.body_id = i.body_id ORDER BY m.position))"
).substitute(joint=CHAIN_JOINT, survivor=SURVIVOR.substitute(row="t"))
_TAGS: Final = Template(
    "(SELECT group_concat(tag, '$joint') FROM "
    "(SELECT $tag AS tag FROM body_tag WHERE body_id = i.body_id ORDER BY 1))"
)
_SAID: Final = Template("rtrim(coalesce($said, d.published), '?~%')")
_ROLE: Final = Template(
    "(SELECT title FROM ("
    "SELECT title, position, rtrim(since, '?~%') AS since, rtrim(until, '?~%') AS until, "
    "$said AS said FROM speaker_role WHERE speaker_id = s.id) "
    "WHERE said IS NULL OR ((since IS NULL OR substr(since, 1, length(said)) <= said) "
    "AND (until IS NULL OR until >= substr(said, 1, length(until)))) "
    "ORDER BY position LIMIT 1)"
)

_OF_DOCUMENT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "document_id": "o.uid",
        "document_status": "r.status",
        "origin": "o.origin",
        "text_sha256": "o.sha256",
    }
)
_OF_ITEM: Final[Mapping[str, str]] = MappingProxyType(
    {
        "claim_id": "i.uid",
        "status": "i.status",
        "speaker": "coalesce(s.name, l.speaker_name)",
        "speaker_id": "s.uid",
        "speaker_kind": "s.kind",
        "chain": _CHAIN,
        "kind": "b.kind",
        "content": _FRAGMENTS.substitute(part="words", joint=FRAGMENT_JOINT),
        "content_start": _FRAGMENTS.substitute(part='"start"', joint=LIST_JOINT),
        "content_end": _FRAGMENTS.substitute(part='"end"', joint=LIST_JOINT),
        "source": "l.source_words",
        "source_start": "l.source_start",
        "source_end": "l.source_end",
        "cue": "l.cue_words",
        "cue_start": "l.cue_start",
        "cue_end": "l.cue_end",
        "annotator": "i.annotator",
        "editors": "i.editors",
        "reviewer": "i.reviewer",
        "approved_at": "i.approved_at",
        "score": "round(i.score, 4)",
    }
)


def is_of_document(column: Column) -> bool:
    """Tell whether a column holds the same for every claim of a document."""
    if column.source is not None:
        return column.source.scope is FieldScope.DOCUMENT
    return column.name in _OF_DOCUMENT


def fields_joined(columns: Iterable[Column], known: Survivors = NOTHING_MERGED) -> tuple[str, ...]:
    """Return the keys of claims' fields that are joined; more, and merged ones, are looked up."""
    sources = (column.source for column in columns if column.source)
    keys = dict.fromkeys(item.key for item in sources if item.scope is FieldScope.CLAIM)
    return tuple(key for key in keys if is_plain(known, key))[:_FIELDS_JOINED]


def joins(joined: Iterable[str]) -> str:
    """Return the SQL that puts together what a row needs, in the order of the rows."""
    fields = " ".join(_FIELD_JOIN.substitute(key=key) for key in joined)
    return _JOINS.substitute(fields=fields, survivor=SURVIVOR.substitute(row="t"))


def expression(column: Column, joined: Container[str], known: Survivors = NOTHING_MERGED) -> str:
    """Return the SQL for a column's cell, null where it is empty; what was merged reads as now."""
    if column.source is None:
        return _OF_DOCUMENT.get(column.name) or _of_item(column.name, known)
    scope, key, part = column.source
    owner = "r" if scope is FieldScope.DOCUMENT else "i"
    cell = FieldPart.STATE.value if part is FieldPart.STATE else FieldPart.VALUE.value
    found = _field(cell, owner, key, known)
    if scope is FieldScope.CLAIM and key in joined:
        found = f"f_{key}.{cell}"
    if part is FieldPart.SPEAKER:
        return f"coalesce({of_uid(found, 'name')}, {found})"
    return found if part is FieldPart.VALUE else f"coalesce({found}, '{FieldState.EMPTY}')"


def _of_item(name: str, known: Survivors) -> str:
    if name == "tags":
        return _TAGS.substitute(joint=LIST_JOINT, tag=tags_read_as(known))
    if name == "role":
        said = _field("value", "i", "said_on", known)
        return _ROLE.substitute(said=_SAID.substitute(said=said))
    return _OF_ITEM[name]


def _field(part: str, owner: str, key: str, known: Survivors) -> str:
    if is_plain(known, key):
        return _FIELD.substitute(part=part, owner=owner, key=key)
    keys = known.stored_as(key)
    return _MERGED_FIELD.substitute(
        part=value_of(known, keys, "body_field") if part == "value" else part,
        owner=owner,
        keys=", ".join(map(literal, keys)),
        own=literal(key),
    )


def documents(cells: str, known: Survivors = NOTHING_MERGED) -> str:
    """Return the SQL of the exported documents :low to :high, with `cells` computed once each."""
    published = _field("value", "r", "published", known)
    return _DOCUMENTS.substitute(published=published, cells=cells)


_DOCUMENTS: Final = Template(
    "SELECT o.id, $published AS published$cells FROM document o "
    "JOIN document_record r ON r.document_id = o.id WHERE o.id BETWEEN :low AND :high"
)
