"""A claim with everything the project knows of it, as the SQL of one JSON object."""

from string import Template
from typing import Final

from annotator.domain.columns import ExportStatus
from annotator.domain.survivors import NOTHING_MERGED, Survivors
from annotator.store.exported import EDITORS
from annotator.store.exported_links import array_of_links
from annotator.store.merged import read_as, tags_read_as, value_of
from annotator.store.tombstones import SURVIVOR, of_uid

SCHEMA_VERSION: Final = 1

_SPAN: Final = Template(
    "json(CASE WHEN ${p}start IS NOT NULL THEN "
    "json_object('start', ${p}start, 'end', ${p}end, 'words', ${p}words) END)"
)
_EVIDENCE: Final = _SPAN.substitute(p="evidence_")
_VALUE: Final = (
    f"CASE length(value) WHEN 36 THEN coalesce({of_uid('value', 'uid')}, value) ELSE value END"
)
"""A field's value; the lasting id of a speaker that was merged is its survivor's."""
_FIELDS: Final = Template(
    "json((SELECT json_group_object(key, json_object("
    "'value', $value, 'state', state, 'evidence', $evidence)) FROM "
    "($rows)))"
)
_PLAIN_FIELDS: Final = Template(
    "SELECT * FROM body_field WHERE body_id = $owner.body_id ORDER BY key"
)
_MERGED_FIELDS: Final = Template(
    "SELECT * FROM (SELECT $kept AS key, $value AS value, f.state, "
    "f.evidence_start, f.evidence_end, f.evidence_words, "
    "row_number() OVER (PARTITION BY $kept ORDER BY f.key <> $kept, f.key) AS place "
    "FROM body_field f WHERE f.body_id = $owner.body_id) WHERE place = 1 ORDER BY key"
)
_CONTENT: Final = Template(
    "json((SELECT json_group_array($span) FROM "
    "(SELECT * FROM fragment WHERE body_id = i.body_id ORDER BY position)))"
).substitute(span=_SPAN.substitute(p=""))
_SPEAKER: Final = (
    "json(CASE WHEN coalesce(name, speaker_name) IS NOT NULL THEN "
    "json_object('id', uid, 'name', coalesce(name, speaker_name), 'kind', kind) END)"
)
_CHAIN: Final = Template(
    "json((SELECT json_group_array(json_object("
    "'source', $source, 'cue', $cue, 'speaker', $speaker)) FROM "
    "(SELECT m.*, k.uid, k.name, k.kind FROM link m LEFT JOIN speaker t ON t.id = m.speaker_id "
    "LEFT JOIN speaker k ON k.id = $survivor "
    "WHERE m.body_id = i.body_id ORDER BY m.position)))"
).substitute(
    source=_SPAN.substitute(p="source_"),
    cue=_SPAN.substitute(p="cue_"),
    speaker=_SPEAKER,
    survivor=SURVIVOR.substitute(row="t"),
)
_TAGS: Final = Template(
    "json((SELECT json_group_array(tag) FROM "
    "(SELECT $tag AS tag FROM body_tag WHERE body_id = i.body_id ORDER BY 1)))"
)
_COMMENTS: Final = (
    "json((SELECT json_group_array(json_object('user', name, 'at', at, 'text', text)) FROM "
    "(SELECT u.name, a.at, m.text FROM comment m JOIN history h ON h.number = m.created "
    "JOIN act a ON a.number = h.act JOIN user_account u ON u.id = a.user_id "
    "WHERE m.claim_id = i.id AND NOT m.deleted ORDER BY m.id)))"
)
_REVIEWS: Final = (
    "json((SELECT json_group_array(json_object('verdict', verdict, 'reviewer', name, 'at', at, "
    "'reason', reason, 'words', words)) FROM "
    "(SELECT v.verdict, u.name, a.at, v.reason, v.words FROM review v "
    "JOIN history h ON h.number = v.number JOIN act a ON a.number = h.act "
    "JOIN user_account u ON u.id = a.user_id WHERE v.claim_id = i.id ORDER BY v.number)))"
)
_MEMBERS: Final = (
    ("schema_version", str(SCHEMA_VERSION)),
    ("claim_id", "i.uid"),
    ("document", "json(d.about)"),
    ("status", "i.status"),
    ("kind", "b.kind"),
    ("content", _CONTENT),
    ("chain", _CHAIN),
    ("fields", "$fields"),
    ("tags", "$tags"),
    ("annotator", "i.annotator"),
    ("editors", f"json({EDITORS.substitute(gathered='json_group_array(name)', claim='i.id')})"),
    ("reviewer", "i.reviewer"),
    ("approved_at", "i.approved_at"),
    ("score", "round(i.score, 4)"),
    ("comments", _COMMENTS),
    ("reviews", _REVIEWS),
    ("links", "$links"),
)

_ABOUT: Final = Template(
    "json_object('id', o.uid, 'origin', o.origin, 'sha256', o.sha256, 'status', r.status, "
    "'fields', $fields)"
)


def claim_object(known: Survivors = NOTHING_MERGED, status: ExportStatus = ExportStatus.ALL) -> str:
    """Return the SQL of one claim or open proposal; what was merged reads as it does now.

    Its links are those to claims that are exported under `status` too.
    """
    tags = _TAGS.substitute(tag=tags_read_as(known))
    made = {"$fields": _fields("i", known), "$tags": tags, "$links": array_of_links(status)}
    members = (f"{name!r}, {made.get(sql, sql)}" for name, sql in _MEMBERS)
    return f"json_object({', '.join(members)})"


def document_object(known: Survivors = NOTHING_MERGED) -> str:
    """Return the SQL of the document of a claim."""
    return _ABOUT.substitute(fields=_fields("r", known))


def _fields(owner: str, known: Survivors) -> str:
    rows = _PLAIN_FIELDS.substitute(owner=owner)
    if known.fields or known.choices:
        keys = sorted({*known.choices, *known.fields})
        value, kept = value_of(known, keys, "f"), read_as("f.key", known.fields)
        rows = _MERGED_FIELDS.substitute(owner=owner, kept=kept, value=value)
    return _FIELDS.substitute(rows=rows, value=_VALUE, evidence=_EVIDENCE)
