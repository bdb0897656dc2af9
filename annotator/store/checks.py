"""Prove what the project file promises, from its rows alone."""

from collections.abc import Iterator
from string import Template
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Row, select

from annotator.domain.document import text_hash
from annotator.domain.finding import Finding, Rule
from annotator.store import server_checks, triggers
from annotator.store.dialect import POSTGRESQL, Dialect, dialect_of
from annotator.store.server_checks import finding
from annotator.store.tables.documents import DocumentRow, SourceTextRow

_DOCUMENTS_A_BATCH: Final = 50

_SPANS: Final = Template("""
WITH owned (body_id, document_id, subject) AS MATERIALIZED (
  SELECT DISTINCT $body, c.document_id, 'claim ' || c.uid
  FROM claim c JOIN history h ON h.record_kind = 'claim' AND h.record_id = c.id
  WHERE c.document_id BETWEEN :low AND :high
  UNION SELECT body_id, document_id, 'claim ' || uid
  FROM claim WHERE document_id BETWEEN :low AND :high
  UNION SELECT DISTINCT $body, r.document_id, 'record ' || r.uid
  FROM document_record r JOIN history h ON h.record_kind = 'record' AND h.record_id = r.id
  WHERE r.document_id BETWEEN :low AND :high
  UNION SELECT body_id, document_id, 'record ' || uid
  FROM document_record WHERE document_id BETWEEN :low AND :high
  UNION SELECT body_id, document_id, 'proposal ' || uid
  FROM proposal WHERE document_id BETWEEN :low AND :high)
SELECT document_id, subject, 'content', "start", "end", words
FROM owned JOIN fragment USING (body_id)
UNION ALL SELECT document_id, subject, 'source', source_start, source_end, source_words
FROM owned JOIN link USING (body_id) WHERE source_words IS NOT NULL
UNION ALL SELECT document_id, subject, 'cue', cue_start, cue_end, cue_words
FROM owned JOIN link USING (body_id) WHERE cue_words IS NOT NULL
UNION ALL SELECT document_id, subject, 'evidence of ' || key,
evidence_start, evidence_end, evidence_words
FROM owned JOIN body_field USING (body_id) WHERE evidence_words IS NOT NULL
UNION ALL SELECT y.document_id, 'layer ' || y.uid, 'boilerplate', b."start", b."end", b.words
FROM boilerplate b JOIN layer y ON y.id = b.layer_id WHERE y.document_id BETWEEN :low AND :high
""")

_HISTORIES: Final = Template(
    "WITH change AS (SELECT h.number, h.record_id, h.before IS NULL AS born, "
    "$before AS before, lag($after) OVER same AS earlier, "
    "$contents_before <> $contents_after AS edited, $moved AS moved "
    "FROM history h WHERE h.record_kind = '$kind' "
    "WINDOW same AS (PARTITION BY h.record_id ORDER BY h.number)), "
    "story AS MATERIALIZED (SELECT record_id, max(number) AS newest, "
    "max(CASE WHEN born OR edited THEN number END) AS edited, "
    "max(CASE WHEN born OR moved THEN number END) AS moved, "
    "max(CASE WHEN $misborn OR (NOT born AND before <> earlier) THEN 1 ELSE 0 END) AS torn "
    "FROM change GROUP BY record_id) "
    "SELECT t.uid, t.status, t.last_edit, t.last_move, e.user_id AS editor, "
    "m.user_id AS mover, $as_told AS as_told, s.edited, s.moved, s.torn, v.verdict "
    "FROM $table t LEFT JOIN story s ON s.record_id = t.id "
    "LEFT JOIN history h ON h.number = s.newest LEFT JOIN review v ON v.number = t.last_move "
    "LEFT JOIN history f ON f.number = t.last_edit LEFT JOIN act e ON e.number = f.act "
    "LEFT JOIN history g ON g.number = t.last_move LEFT JOIN act m ON m.number = g.act "
    "ORDER BY t.id"
)


class _Kind(NamedTuple):
    """How the history keeps a kind of reviewed record."""

    name: str
    table: str
    columns: tuple[tuple[str, str], ...]


_REVIEWED: Final = (
    _Kind("claim", "claim", (("body", "body_id"), ("deleted", "deleted"), ("status", "status"))),
    _Kind("record", "document_record", (("body", "body_id"), ("status", "status"))),
)
_EMPTY_BODIES: Final = """
SELECT 'claim ' || uid AS subject FROM claim t
WHERE NOT EXISTS (SELECT 1 FROM fragment WHERE body_id = t.body_id)
UNION ALL SELECT 'proposal ' || uid FROM proposal t
WHERE NOT EXISTS (SELECT 1 FROM fragment WHERE body_id = t.body_id)
"""
_PROPOSALS: Final = Template(
    "SELECT p.uid, p.state, $told AS told "
    "FROM proposal p LEFT JOIN history h ON h.number = (SELECT max(number) FROM history "
    "WHERE record_kind = 'proposal' AND record_id = p.id) "
    "WHERE $other_state OR $other_number ORDER BY p.id"
)
_NOT_INDEXED: Final = Template(
    "SELECT 'document ' || origin FROM document d "
    "WHERE NOT EXISTS (SELECT 1 FROM $texts x WHERE x.$key = d.id) UNION ALL "
    "SELECT 'claim ' || uid FROM claim c "
    "WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM $bodies x WHERE x.$key = c.body_id)"
)


class CheckRepo:
    """The proofs of one open transaction; each yields what breaks its rule."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._own = dialect_of(connection)

    def file(self) -> Iterator[Finding]:
        """Prove that the file is whole; on a broken one the other proofs make no sense.

        Of a server, which looks after its own files, its indexes and constraints are proved.
        """
        if self._own is POSTGRESQL:
            yield from server_checks.constraints(self._connection)
            return
        for (words,) in self._rows("PRAGMA integrity_check"):
            if words != "ok":
                yield finding(Rule.FILE, "the file", f"SQLite finds it damaged: {words}")

    def references(self) -> Iterator[Finding]:
        """Prove that no row points to one that is not there."""
        if self._own is POSTGRESQL:
            yield from server_checks.references(self._connection)
            return
        for table, key, parent, _constraint in self._rows("PRAGMA foreign_key_check"):
            sentence = f"row {key} points to a {parent} that is not there"
            yield finding(Rule.REFERENCES, f"table {table}", sentence)

    def texts(self) -> Iterator[Finding]:
        """Prove that each text is the one its hash names, and every span's words stand in it."""
        ids = list(self._connection.scalars(select(DocumentRow.id).order_by(DocumentRow.id)))
        for first in range(0, len(ids), _DOCUMENTS_A_BATCH):
            batch = ids[first : first + _DOCUMENTS_A_BATCH]
            yield from self._texts(batch[0], batch[-1])

    def triggers(self) -> Iterator[Finding]:
        """Prove that every rule the database keeps by itself stands, and no other."""
        if self._own is POSTGRESQL:
            yield from server_checks.triggers(self._connection)
            return
        found = dict(self._rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
        wanted = {triggers.trigger_name(sql): sql for sql in triggers.statements()}
        for name, sql in sorted(wanted.items()):
            if name not in found:
                yield finding(Rule.TRIGGERS, f"trigger {name}", "it is missing")
            elif found[name] != sql:
                yield finding(Rule.TRIGGERS, f"trigger {name}", "it was altered")
        for name in sorted(found.keys() - wanted.keys()):
            yield finding(Rule.TRIGGERS, f"trigger {name}", "it is none of this program's")

    def histories(self, *, solo: bool) -> Iterator[Finding]:
        """Prove that claims, records and proposals stand as their history tells.

        Approvals by whoever edited last are found too, unless the policy is `solo`.
        """
        for kind in _REVIEWED:
            for row in self._rows(_histories_query(self._own, kind)):
                yield from _history_findings(kind.name, row, solo=solo)
        for row in self._rows(_proposals_query(self._own)):
            sentence = f"it is {row.state}, its history says {row.told or 'nothing'}"
            yield finding(Rule.HISTORY, f"proposal {row.uid}", sentence)

    def contents(self) -> Iterator[Finding]:
        """Prove that every claim and proposal has content."""
        for (subject,) in self._rows(_EMPTY_BODIES):
            yield finding(Rule.CONTENT, subject, "it has no content")

    def search(self) -> Iterator[Finding]:
        """Prove that every document and living claim is in its index of words."""
        texts, bodies, key = self._own.known_to_indexes
        asked = _NOT_INDEXED.substitute(texts=texts, bodies=bodies, key=key)
        for (subject,) in self._rows(asked):
            yield finding(Rule.SEARCH, subject, "it is not in the index of words")

    def size(self) -> tuple[int, int, int]:
        """Return how many documents, living claims and rows of history there are."""
        query = (
            "SELECT (SELECT count(*) FROM document), "
            "(SELECT count(*) FROM claim WHERE NOT deleted), (SELECT count(*) FROM history)"
        )
        documents, claims, changes = self._connection.exec_driver_sql(query).one()
        return documents, claims, changes

    def text_of(self, document_uid: str) -> str | None:
        """Return the text of the document with this lasting id, if there is one."""
        wanted = (
            select(SourceTextRow.text)
            .join(DocumentRow, DocumentRow.id == SourceTextRow.document_id)
            .where(DocumentRow.uid == document_uid)
        )
        return self._connection.scalar(wanted)

    def knows(self, claim_uid: str) -> bool:
        """Tell whether a claim or proposal has this lasting id."""
        query = (
            "SELECT EXISTS (SELECT 1 FROM claim WHERE uid = :uid) "
            "OR EXISTS (SELECT 1 FROM proposal WHERE uid = :uid)"
        )
        return bool(self._connection.exec_driver_sql(query, {"uid": claim_uid}).scalar_one())

    def _texts(self, low: int, high: int) -> Iterator[Finding]:
        wanted = (
            select(DocumentRow.id, DocumentRow.origin, DocumentRow.sha256, SourceTextRow.text)
            .outerjoin(SourceTextRow, SourceTextRow.document_id == DocumentRow.id)
            .where(DocumentRow.id.between(low, high))
        )
        texts: dict[int, str] = {}
        for row in self._connection.execute(wanted):
            texts[row.id] = row.text or ""
            if text_hash(texts[row.id]) != row.sha256:
                yield finding(Rule.TEXT, f"document {row.origin}", "its text is not the one stored")
        places = {"low": low, "high": high}
        spans = _SPANS.substitute(body=self._own.number_told("h.after", "body"))
        for document_id, subject, what, start, end, words in self._rows(spans, places):
            if texts[document_id][start:end] != words:
                sentence = f"the {what} is not the words at {start}–{end}"
                yield finding(Rule.WORDS, subject, sentence)

    def _rows(self, query: str, places: dict[str, int] | None = None) -> Iterator[Any]:
        yield from self._connection.exec_driver_sql(query, places or {})


def _histories_query(own: Dialect, kind: _Kind) -> str:
    def told(moment: str, *members: str) -> str:
        return own.listed([own.told(f"h.{moment}", member) for member in members])

    members = [member for member, _column in kind.columns]
    state = own.listed([f"t.{column}" for _member, column in kind.columns])
    return _HISTORIES.substitute(
        kind=kind.name,
        table=kind.table,
        before=told("before", *members),
        after=told("after", *members),
        contents_before=told("before", *members[:-1]),
        contents_after=told("after", *members[:-1]),
        moved=f"{own.told('h.before', 'status')} <> {own.told('h.after', 'status')}",
        misborn=own.differ("born", "(earlier IS NULL)"),
        as_told=own.same(told("after", *members), state),
    )


def _proposals_query(own: Dialect) -> str:
    told = own.told("h.after", "state")
    return _PROPOSALS.substitute(
        told=told,
        other_state=own.differ(told, "p.state"),
        other_number=own.differ("h.number", "p.last_change"),
    )


def _history_findings(name: str, row: Row[Any], *, solo: bool) -> Iterator[Finding]:
    subject = f"{name} {row.uid}"
    breaches = (
        (not row.as_told, "it is not as its history tells"),
        (row.torn != 0, "its history has a gap"),
        (row.edited != row.last_edit, "its last edit is not the one its history tells"),
        (row.moved != row.last_move, "its last move is not the one its history tells"),
        (row.status == "approved" and row.verdict != "approve", "its approval has no verdict"),
    )
    for broken, sentence in breaches:
        if broken:
            yield finding(Rule.HISTORY, subject, sentence)
    if row.status == "approved" and row.mover == row.editor and not solo:
        yield finding(Rule.SECOND_PERSON, subject, "whoever edited it last approved it")
