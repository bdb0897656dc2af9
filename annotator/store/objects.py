"""A claim with everything the project knows of it, as the SQL of one JSON object."""

from string import Template
from typing import Final

from annotator.domain.columns import ExportStatus
from annotator.domain.survivors import Survivors
from annotator.store.dialect import Dialect
from annotator.store.exported import editors
from annotator.store.exported_links import array_of_links
from annotator.store.merged import read_as, tags_read_as, value_of
from annotator.store.tombstones import SURVIVOR, of_uid

SCHEMA_VERSION: Final = 1

_VALUE: Final = (
    f"CASE length(value) WHEN 36 THEN coalesce({of_uid('value', 'uid')}, value) ELSE value END"
)
"""A field's value; the lasting id of a speaker that was merged is its survivor's."""
_FIELDS: Final = Template("(SELECT $keyed FROM ($rows) AS fields)")
_PLAIN_FIELDS: Final = Template(
    "SELECT * FROM body_field WHERE body_id = $owner.body_id ORDER BY key"
)
_MERGED_FIELDS: Final = Template(
    "SELECT * FROM (SELECT $kept AS key, $value AS value, f.state, "
    "f.evidence_start, f.evidence_end, f.evidence_words, "
    "row_number() OVER (PARTITION BY $kept ORDER BY f.key <> $kept, f.key) AS place "
    "FROM body_field f WHERE f.body_id = $owner.body_id) AS found WHERE place = 1 ORDER BY key"
)
_CONTENT: Final = Template(
    "(SELECT $gathered FROM "
    "(SELECT * FROM fragment WHERE body_id = i.body_id ORDER BY position) AS parts)"
)
_CHAIN: Final = Template(
    "(SELECT $gathered FROM "
    "(SELECT m.*, k.uid, k.name, k.kind FROM link m LEFT JOIN speaker t ON t.id = m.speaker_id "
    "LEFT JOIN speaker k ON k.id = $survivor "
    "WHERE m.body_id = i.body_id ORDER BY m.position) AS chain)"
)
_TAGS: Final = Template(
    "(SELECT $gathered FROM "
    "(SELECT $tag AS tag FROM body_tag WHERE body_id = i.body_id ORDER BY 1) AS tags)"
)
_COMMENTS: Final = Template(
    "(SELECT $gathered FROM "
    "(SELECT m.uid, o.uid AS above, u.name, a.at, m.text FROM comment m "
    "JOIN history h ON h.number = m.created JOIN act a ON a.number = h.act "
    "JOIN user_account u ON u.id = a.user_id LEFT JOIN comment o ON o.id = m.reply_to "
    "WHERE m.claim_id = i.id AND NOT m.deleted ORDER BY m.id) AS remarks)"
)
_REMARK: Final = (
    ("id", "uid"),
    ("reply_to", "above"),
    ("user", "name"),
    ("at", "at"),
    ("text", "text"),
)
_REVIEWS: Final = Template(
    "(SELECT $gathered FROM "
    "(SELECT v.verdict, u.name, a.at, v.reason, v.words FROM review v "
    "JOIN history h ON h.number = v.number JOIN act a ON a.number = h.act "
    "JOIN user_account u ON u.id = a.user_id WHERE v.claim_id = i.id ORDER BY v.number) AS told)"
)
_VERDICT: Final = (
    ("verdict", "verdict"),
    ("reviewer", "name"),
    ("at", "at"),
    ("reason", "reason"),
    ("words", "words"),
)
_SETTLEMENTS: Final = Template(
    "(SELECT $gathered FROM "
    "(SELECT e.uid, e.choice, $readers AS readers, e.reason, e.words, u.name, a.at, a.label "
    "FROM settlement_claim k JOIN settlement e ON e.id = k.settlement_id "
    "JOIN history h ON h.number = e.created JOIN act a ON a.number = h.act "
    "JOIN user_account u ON u.id = a.user_id "
    "WHERE k.claim_id = i.id AND k.made AND NOT e.deleted ORDER BY e.id) AS settled)"
)
_READERS: Final = Template(
    "(SELECT $gathered FROM (SELECT r.uid, q.name FROM settlement_claim p "
    "JOIN claim r ON r.id = p.claim_id JOIN layer w ON w.id = r.layer_id "
    "JOIN user_account q ON q.id = w.user_id "
    "WHERE p.settlement_id = e.id AND NOT p.made ORDER BY q.name, r.id) AS readers)"
)
_READER: Final = (("user", "name"), ("claim_id", "uid"))
_SETTLEMENT: Final = (
    ("id", "uid"),
    ("choice", "choice"),
    ("reason", "reason"),
    ("words", "words"),
    ("adjudicator", "name"),
    ("at", "at"),
    ("act", "label"),
)


class Objects:
    """The SQL of the JSON objects of one export; what was merged reads as it does now."""

    def __init__(self, own: Dialect, known: Survivors) -> None:
        self._own = own
        self._known = known

    def claim(self, status: ExportStatus) -> str:
        """Return one claim or open proposal.

        Its links are those to claims that are exported under `status` too.
        """
        own = self._own
        by = editors(own, own.gathered("name"), "i.id")
        return own.object(
            (
                ("schema_version", str(SCHEMA_VERSION)),
                ("claim_id", "i.uid"),
                ("document", own.nested("d.about")),
                ("status", "i.status"),
                ("kind", "b.kind"),
                ("content", self._listed(_CONTENT, self._span())),
                ("chain", self._chain()),
                ("fields", self._fields("i")),
                ("tags", self._listed(_TAGS, "tag", tag=tags_read_as(self._known))),
                ("annotator", "i.annotator"),
                ("editors", own.nested(by)),
                ("reviewer", "i.reviewer"),
                ("approved_at", "i.approved_at"),
                ("score", own.score_object("i.score")),
                ("comments", self._listed(_COMMENTS, own.object(_REMARK))),
                ("reviews", self._listed(_REVIEWS, own.object(_VERDICT))),
                ("links", array_of_links(own, status)),
                ("settlements", self._settlements()),
            )
        )

    def document(self) -> str:
        """Return the document of a claim."""
        return self._own.object(
            (
                ("id", "o.uid"),
                ("origin", "o.origin"),
                ("sha256", "o.sha256"),
                ("status", "r.status"),
                ("fields", self._fields("r")),
            )
        )

    def _listed(self, rows: Template, item: str, **parts: str) -> str:
        return self._own.nested(rows.substitute(gathered=self._own.gathered(item), **parts))

    def _settlements(self) -> str:
        own = self._own
        readers = _READERS.substitute(gathered=own.gathered(own.object(_READER)))
        members = (*_SETTLEMENT, ("readers", own.nested("readers")))
        return self._listed(_SETTLEMENTS, own.object(members), readers=readers)

    def _span(self, prefix: str = "") -> str:
        names = ("start", "end", "words")
        span = self._own.object((name, f'"{prefix}{name}"') for name in names)
        return self._own.nested(f'CASE WHEN "{prefix}start" IS NOT NULL THEN {span} END')

    def _chain(self) -> str:
        who = self._own.object(
            (("id", "uid"), ("name", "coalesce(name, speaker_name)"), ("kind", "kind"))
        )
        speaker = f"CASE WHEN coalesce(name, speaker_name) IS NOT NULL THEN {who} END"
        link = self._own.object(
            (
                ("source", self._span("source_")),
                ("cue", self._span("cue_")),
                ("speaker", self._own.nested(speaker)),
            )
        )
        return self._listed(_CHAIN, link, survivor=SURVIVOR.substitute(row="t"))

    def _fields(self, owner: str) -> str:
        known = self._known
        rows = _PLAIN_FIELDS.substitute(owner=owner)
        if known.fields or known.choices:
            keys = sorted({*known.choices, *known.fields})
            value = value_of(known, keys, "f", self._own)
            kept = read_as("f.key", known.fields)
            rows = _MERGED_FIELDS.substitute(owner=owner, kept=kept, value=value)
        members = (("value", _VALUE), ("state", "state"), ("evidence", self._span("evidence_")))
        keyed = self._own.keyed("key", self._own.object(members))
        return self._own.nested(_FIELDS.substitute(rows=rows, keyed=keyed))
