"""Prove what the project file promises, from its rows alone."""

from collections.abc import Iterator
from string import Template
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Row, select

from annotator.domain.document import text_hash
from annotator.domain.finding import Finding, Rule
from annotator.store import triggers
from annotator.store.tables.documents import DocumentRow, SourceTextRow

_DOCUMENTS_A_BATCH: Final = 50

_SPANS: Final = """
WITH owned (body_id, document_id, subject) AS MATERIALIZED (
  SELECT DISTINCT json_extract(h.after, '$.body'), c.document_id, 'claim ' || c.uid
  FROM claim c JOIN history h ON h.record_kind = 'claim' AND h.record_id = c.id
  WHERE c.document_id BETWEEN :low AND :high
  UNION SELECT body_id, document_id, 'claim ' || uid
  FROM claim WHERE document_id BETWEEN :low AND :high
  UNION SELECT DISTINCT json_extract(h.after, '$.body'), r.document_id, 'record ' || r.uid
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
"""

_HISTORIES: Final = Template(
    "WITH change AS (SELECT h.number, h.record_id, h.before IS NULL AS born, "
    "$before AS before, lag($after) OVER same AS earlier, "
    "$contents_before <> $contents_after AS edited, "
    "json_extract(h.before, '$$.status') <> json_extract(h.after, '$$.status') AS moved "
    "FROM history h WHERE h.record_kind = '$kind' "
    "WINDOW same AS (PARTITION BY h.record_id ORDER BY h.number)), "
    "story AS MATERIALIZED (SELECT record_id, max(number) AS newest, "
    "max(CASE WHEN born OR edited THEN number END) AS edited, "
    "max(CASE WHEN born OR moved THEN number END) AS moved, "
    "max(born IS NOT (earlier IS NULL) OR (NOT born AND before <> earlier)) AS torn "
    "FROM change GROUP BY record_id) "
    "SELECT t.uid, t.status, t.last_edit, t.last_move, e.user_id AS editor, "
    "m.user_id AS mover, $after IS $state AS as_told, s.edited, s.moved, s.torn, v.verdict "
    "FROM $table t LEFT JOIN story s ON s.record_id = t.id "
    "LEFT JOIN history h ON h.number = s.newest LEFT JOIN review v ON v.number = t.last_move "
    "LEFT JOIN history f ON f.number = t.last_edit LEFT JOIN act e ON e.number = f.act "
    "LEFT JOIN history g ON g.number = t.last_move LEFT JOIN act m ON m.number = g.act"
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
_PROPOSALS: Final = """
SELECT p.uid, p.state, json_extract(h.after, '$.state') AS told
FROM proposal p LEFT JOIN history h ON h.number = (SELECT max(number) FROM history
WHERE record_kind = 'proposal' AND record_id = p.id)
WHERE told IS NOT p.state OR h.number IS NOT p.last_change
"""
_NOT_INDEXED: Final = (
    "SELECT 'document ' || origin FROM document "
    "WHERE id NOT IN (SELECT id FROM text_index_docsize) UNION ALL "
    "SELECT 'claim ' || uid FROM claim "
    "WHERE NOT deleted AND body_id NOT IN (SELECT id FROM body_index_docsize)"
)


class CheckRepo:
    """The proofs of one open transaction; each yields what breaks its rule."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def file(self) -> Iterator[Finding]:
        """Prove that the file is whole; on a broken one the other proofs make no sense."""
        for (words,) in self._rows("PRAGMA integrity_check"):
            if words != "ok":
                yield _finding(Rule.FILE, "the file", f"SQLite finds it damaged: {words}")

    def references(self) -> Iterator[Finding]:
        """Prove that no row points to one that is not there."""
        for table, key, parent, _constraint in self._rows("PRAGMA foreign_key_check"):
            sentence = f"row {key} points to a {parent} that is not there"
            yield _finding(Rule.REFERENCES, f"table {table}", sentence)

    def texts(self) -> Iterator[Finding]:
        """Prove that each text is the one its hash names, and every span's words stand in it."""
        ids = list(self._connection.scalars(select(DocumentRow.id).order_by(DocumentRow.id)))
        for first in range(0, len(ids), _DOCUMENTS_A_BATCH):
            batch = ids[first : first + _DOCUMENTS_A_BATCH]
            yield from self._texts(batch[0], batch[-1])

    def triggers(self) -> Iterator[Finding]:
        """Prove that every rule the database keeps by itself stands, and no other."""
        found = dict(self._rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
        wanted = {triggers.trigger_name(sql): sql for sql in triggers.statements()}
        for name, sql in sorted(wanted.items()):
            if name not in found:
                yield _finding(Rule.TRIGGERS, f"trigger {name}", "it is missing")
            elif found[name] != sql:
                yield _finding(Rule.TRIGGERS, f"trigger {name}", "it was altered")
        for name in sorted(found.keys() - wanted.keys()):
            yield _finding(Rule.TRIGGERS, f"trigger {name}", "it is none of this program's")

    def histories(self, *, solo: bool) -> Iterator[Finding]:
        """Prove that claims, records and proposals stand as their history tells.

        Approvals by whoever edited last are found too, unless the policy is `solo`.
        """
        for kind in _REVIEWED:
            for row in self._rows(_histories_query(kind)):
                yield from _history_findings(kind.name, row, solo=solo)
        for row in self._rows(_PROPOSALS):
            sentence = f"it is {row.state}, its history says {row.told or 'nothing'}"
            yield _finding(Rule.HISTORY, f"proposal {row.uid}", sentence)

    def contents(self) -> Iterator[Finding]:
        """Prove that every claim and proposal has content."""
        for (subject,) in self._rows(_EMPTY_BODIES):
            yield _finding(Rule.CONTENT, subject, "it has no content")

    def search(self) -> Iterator[Finding]:
        """Prove that every document and living claim is in its index of words."""
        for (subject,) in self._rows(_NOT_INDEXED):
            yield _finding(Rule.SEARCH, subject, "it is not in the index of words")

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
                yield _finding(
                    Rule.TEXT, f"document {row.origin}", "its text is not the one stored"
                )
        places = {"low": low, "high": high}
        for document_id, subject, what, start, end, words in self._rows(_SPANS, places):
            if texts[document_id][start:end] != words:
                sentence = f"the {what} is not the words at {start}–{end}"
                yield _finding(Rule.WORDS, subject, sentence)

    def _rows(self, query: str, places: dict[str, int] | None = None) -> Iterator[Any]:
        yield from self._connection.exec_driver_sql(query, places or {})


def _histories_query(kind: _Kind) -> str:
    def told(moment: str, *members: str) -> str:
        found = (f"json_extract(h.{moment}, '$.{member}')" for member in members)
        return f"json_array({', '.join(found)})"

    members = [member for member, _column in kind.columns]
    return _HISTORIES.substitute(
        kind=kind.name,
        table=kind.table,
        before=told("before", *members),
        after=told("after", *members),
        contents_before=told("before", *members[:-1]),
        contents_after=told("after", *members[:-1]),
        state=f"json_array({', '.join(f't.{column}' for _member, column in kind.columns)})",
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
            yield _finding(Rule.HISTORY, subject, sentence)
    if row.status == "approved" and row.mover == row.editor and not solo:
        yield _finding(Rule.SECOND_PERSON, subject, "whoever edited it last approved it")


def _finding(rule: Rule, subject: str, sentence: str) -> Finding:
    return Finding(rule=rule, subject=subject, sentence=f"{subject}: {sentence}.")
