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
from annotator.store.dialect import Dialect, literal
from annotator.store.merged import is_plain, tags_read_as, value_of
from annotator.store.tombstones import SURVIVOR, of_uid

_AUTHOR: Final = Template(
    "(SELECT u.name FROM history h JOIN act a ON a.number = h.act "
    "JOIN user_account u ON u.id = a.user_id WHERE h.number = $number)"
)
_MOMENT: Final = Template(
    "(SELECT a.at FROM history h JOIN act a ON a.number = h.act WHERE h.number = $number)"
)
_EDITORS: Final = Template(
    "(SELECT $gathered FROM ("
    "SELECT u.name, a.user_id AS editor, lag(a.user_id) OVER (ORDER BY h.number) AS earlier "
    "FROM history h JOIN act a ON a.number = h.act JOIN user_account u ON u.id = a.user_id "
    "WHERE h.record_kind = 'claim' AND h.record_id = $claim "
    "AND (h.before IS NULL OR $other_body OR $other_life) "
    "AND NOT EXISTS (SELECT 1 FROM history g WHERE g.record_kind = 'claim' "
    "AND g.record_id = h.record_id AND g.number > h.number AND $instead < h.number) "
    "ORDER BY h.number) AS edits WHERE $another)"
)
_APPROVED_ONLY: Final = Template("CASE WHEN c.status = 'approved' THEN $value END")
_CLAIMS: Final = Template(
    "SELECT c.id, c.uid, c.document_id, c.body_id, c.status, p.score, "
    "$annotator AS annotator, "
    "CASE WHEN c.last_edit = c.created THEN $annotator ELSE $editors END AS editors, "
    "$reviewer AS reviewer, $moment AS approved_at "
    "FROM claim c LEFT JOIN proposal p ON p.id = c.proposal_id "
    "WHERE c.document_id BETWEEN :low AND :high AND NOT c.deleted"
)
_OF_LAYER: Final = Template(" AND (SELECT kind FROM layer WHERE id = c.layer_id) = '$agreed'")
_APPROVED: Final = Template(
    " AND $status = '$approved'"
    " AND (SELECT excluded FROM document WHERE id = c.document_id) IS NULL"
)
_PROPOSALS: Final = Template(
    " UNION ALL SELECT -p.id, p.uid, p.document_id, p.body_id, '$status', p.score, "
    "l.engine || ' ' || l.version, NULL, NULL, NULL "
    "FROM proposal p JOIN layer l ON l.id = p.layer_id "
    "WHERE p.document_id BETWEEN :low AND :high AND $state = '$open'"
)


def editors(own: Dialect, gathered: str, claim: str) -> str:
    """Return the SQL of who edited a claim, in order, each once in a row, `gathered` from `name`.

    Who edited what gave way in a merge is left out.
    """
    other_body, other_life = (
        f"{own.told('h.before', member)} <> {own.told('h.after', member)}"
        for member in ("body", "deleted")
    )
    return _EDITORS.substitute(
        gathered=gathered,
        claim=claim,
        other_body=other_body,
        other_life=other_life,
        instead=own.number_told("g.after", "instead"),
        another=own.differ("editor", "earlier"),
    )


def exported(own: Dialect, status: ExportStatus) -> str:
    """Return the SQL of what is asked of a living claim `c` that is exported under a status."""
    agreed = _OF_LAYER.substitute(agreed=LayerKind.AGREED)
    if status is ExportStatus.ALL:
        return agreed
    taken = {"status": own.plain("c.status"), "approved": ReviewStatus.APPROVED}
    return _APPROVED.substitute(taken) + agreed


def items(own: Dialect, status: ExportStatus) -> str:
    """Return the SQL of what an export takes of the documents :low to :high.

    A proposal's id is negative.
    """
    claims = _CLAIMS.substitute(
        annotator=_AUTHOR.substitute(number="c.created"),
        editors=editors(own, own.joined("name", LIST_JOINT), "c.id"),
        reviewer=_APPROVED_ONLY.substitute(value=_AUTHOR.substitute(number="c.last_move")),
        moment=_APPROVED_ONLY.substitute(value=_MOMENT.substitute(number="c.last_move")),
    )
    claims += exported(own, status)
    if status is ExportStatus.APPROVED:
        return claims
    state = {"state": own.plain("p.state"), "open": ProposalState.OPEN}
    return claims + _PROPOSALS.substitute(status=PROPOSED, **state)


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
    "(SELECT $joined FROM "
    "(SELECT $part FROM fragment WHERE body_id = i.body_id ORDER BY position) AS parts)"
)
_CHAIN: Final = Template(
    "(SELECT $joined FROM ("
    "SELECT coalesce(k.name, m.speaker_name, m.source_words) AS name "
    "FROM link m LEFT JOIN speaker t ON t.id = m.speaker_id "
    "LEFT JOIN speaker k ON k.id = $survivor "
    "WHERE m.body_id = i.body_id ORDER BY m.position) AS chain)"
)
_TAGS: Final = Template(
    "(SELECT $joined FROM "
    "(SELECT $tag AS tag FROM body_tag WHERE body_id = i.body_id ORDER BY 1) AS tags)"
)
_SAID: Final = Template("rtrim(coalesce($said, d.published), '?~%')")
_ROLE: Final = Template(
    "(SELECT title FROM ("
    "SELECT title, position, rtrim(since, '?~%') AS since, rtrim(until, '?~%') AS until, "
    "$said AS said FROM speaker_role WHERE speaker_id = s.id) AS roles "
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
        "kind": "b.kind",
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
    }
)
_OF_FRAGMENTS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "content": ("words", FRAGMENT_JOINT),
        "content_start": ('"start"', LIST_JOINT),
        "content_end": ('"end"', LIST_JOINT),
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


class Cells:
    """The SQL of the cells of one export."""

    def __init__(self, own: Dialect, joined: Container[str], known: Survivors) -> None:
        """Take in the database's words, the keys of fields that are joined, and what merged."""
        self._own = own
        self._joined = joined
        self._known = known

    def of(self, column: Column) -> str:
        """Return a column's cell, null where it is empty; what was merged reads as now."""
        if column.source is None:
            return _OF_DOCUMENT.get(column.name) or self._of_item(column.name)
        scope, key, part = column.source
        owner = "r" if scope is FieldScope.DOCUMENT else "i"
        cell = FieldPart.STATE.value if part is FieldPart.STATE else FieldPart.VALUE.value
        found = self._field(cell, owner, key)
        if scope is FieldScope.CLAIM and key in self._joined:
            found = f"f_{key}.{cell}"
        if part is FieldPart.SPEAKER:
            return f"coalesce({of_uid(found, 'name')}, {found})"
        return found if part is FieldPart.VALUE else f"coalesce({found}, '{FieldState.EMPTY}')"

    def documents(self, cells: str) -> str:
        """Return the exported documents :low to :high, with `cells` computed once each."""
        published = self._field("value", "r", "published")
        return _DOCUMENTS.substitute(published=published, cells=cells)

    def _of_item(self, name: str) -> str:
        if name in _OF_FRAGMENTS:
            part, joint = _OF_FRAGMENTS[name]
            return _FRAGMENTS.substitute(part=part, joined=self._own.joined(part, joint))
        match name:
            case "chain":
                joined = self._own.joined("name", CHAIN_JOINT)
                return _CHAIN.substitute(joined=joined, survivor=SURVIVOR.substitute(row="t"))
            case "tags":
                joined = self._own.joined("tag", LIST_JOINT)
                return _TAGS.substitute(joined=joined, tag=tags_read_as(self._known))
            case "role":
                said = self._field("value", "i", "said_on")
                return _ROLE.substitute(said=_SAID.substitute(said=said))
            case "score":
                return self._own.score("i.score")
        return _OF_ITEM[name]

    def _field(self, part: str, owner: str, key: str) -> str:
        if is_plain(self._known, key):
            return _FIELD.substitute(part=part, owner=owner, key=key)
        keys = self._known.stored_as(key)
        value = value_of(self._known, keys, "body_field", self._own) if part == "value" else part
        listed = ", ".join(map(literal, keys))
        return _MERGED_FIELD.substitute(part=value, owner=owner, keys=listed, own=literal(key))


_DOCUMENTS: Final = Template(
    "SELECT o.id, $published AS published$cells FROM document o "
    "JOIN document_record r ON r.document_id = o.id WHERE o.id BETWEEN :low AND :high"
)
