"""The first schema, as it was when the first version came out."""

from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa
from alembic import op

from annotator.store.migrating import on_server

revision = "0001"
down_revision = None


def upgrade() -> None:
    if on_server():
        return
    for create in _TABLES:
        create()
    op.execute(
        "CREATE VIRTUAL TABLE text_index USING fts5("
        "words, content='', tokenize='unicode61 remove_diacritics 2')"
    )
    for statement in _triggers():
        op.get_bind().exec_driver_sql(statement)


def _triggers() -> Iterator[str]:
    """Yield the statements of the file beside this one, each on a line of its own."""
    lines = Path(__file__).with_name("0001_triggers.sql").read_text(encoding="utf-8").splitlines()
    yield from (line for line in lines if line and not line.startswith("--"))


def _span(prefix: str, name: str) -> sa.CheckConstraint:
    start, end, words = f"{prefix}start", f"{prefix}end", f"{prefix}words"
    return sa.CheckConstraint(
        f"({start} IS NULL AND {end} IS NULL AND {words} IS NULL) OR "
        f"({start} IS NOT NULL AND {end} IS NOT NULL AND {words} IS NOT NULL "
        f"AND {start} >= 0 AND {start} < {end} AND length({words}) = {end} - {start})",
        name=op.f(name),
    )


def _project() -> None:
    op.create_table(
        "project",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("policy", sa.String(length=16), nullable=False),
        sa.Column("created", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
        sa.CheckConstraint("id = 1", name=op.f("ck_project_single")),
        sa.CheckConstraint("policy IN ('second-person', 'solo')", name=op.f("ck_project_policy")),
        sa.UniqueConstraint("uid", name=op.f("uq_project_uid")),
    )


def _user_account() -> None:
    op.create_table(
        "user_account",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_user_account_named")),
        sa.UniqueConstraint("uid", name=op.f("uq_user_account_uid")),
        sa.UniqueConstraint("name", name=op.f("uq_user_account_name")),
    )
    op.execute("CREATE UNIQUE INDEX uq_user_account_folded_name ON user_account (lower(name))")


def _act() -> None:
    op.create_table(
        "act",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("undoable", sa.Boolean(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("redoes", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_act")),
        sa.CheckConstraint("undoes IS NULL OR redoes IS NULL", name=op.f("ck_act_one_direction")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_act_user_id")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_act_document_id")),
        sa.UniqueConstraint("undoes", name=op.f("uq_act_undoes")),
        sa.ForeignKeyConstraint(["undoes"], ["act.number"], name=op.f("fk_act_undoes")),
        sa.UniqueConstraint("redoes", name=op.f("uq_act_redoes")),
        sa.ForeignKeyConstraint(["redoes"], ["act.number"], name=op.f("fk_act_redoes")),
    )
    op.create_index(op.f("ix_act_user_id"), "act", ["user_id"], unique=False)


def _history() -> None:
    op.create_table(
        "history",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("act", sa.Integer(), nullable=False),
        sa.Column("record_kind", sa.String(length=16), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_history")),
        sa.CheckConstraint(
            "record_kind IN ('claim', 'record', 'proposal', 'document', 'speaker', "
            "'comment', 'layer', 'codebook', 'user')",
            name=op.f("ck_history_record_kind"),
        ),
        sa.ForeignKeyConstraint(["act"], ["act.number"], name=op.f("fk_history_act")),
    )
    op.create_index(op.f("ix_history_act"), "history", ["act"], unique=False)
    op.create_index(
        op.f("ix_history_record"), "history", ["record_kind", "record_id"], unique=False
    )


def _codebook() -> None:
    op.create_table(
        "codebook",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", sa.JSON(none_as_null=True), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_codebook")),
    )


def _field_key() -> None:
    op.create_table(
        "field_key",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("scope", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_field_key")),
        sa.CheckConstraint("scope IN ('document', 'claim')", name=op.f("ck_field_key_scope")),
    )


def _tag_key() -> None:
    op.create_table(
        "tag_key",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_tag_key")),
    )


def _document() -> None:
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("encoding", sa.String(), nullable=True),
        sa.Column("imported", sa.String(length=32), nullable=False),
        sa.Column("headline", sa.String(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("no_claims", sa.Boolean(), nullable=False),
        sa.Column("flagged", sa.Boolean(), nullable=False),
        sa.Column("excluded", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("corrected_by", sa.Integer(), nullable=True),
        sa.Column("last_change", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.CheckConstraint("corrected_by <> id", name=op.f("ck_document_corrected_by_another")),
        sa.UniqueConstraint("uid", name=op.f("uq_document_uid")),
        sa.UniqueConstraint("sha256", name=op.f("uq_document_sha256")),
        sa.ForeignKeyConstraint(
            ["corrected_by"], ["document.id"], name=op.f("fk_document_corrected_by")
        ),
        sa.ForeignKeyConstraint(
            ["last_change"], ["history.number"], name=op.f("fk_document_last_change")
        ),
    )


def _source_text() -> None:
    op.create_table(
        "source_text",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_source_text")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_source_text_document_id")
        ),
    )


def _document_record() -> None:
    op.create_table(
        "document_record",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("last_edit", sa.Integer(), nullable=False),
        sa.Column("last_move", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_record")),
        sa.CheckConstraint(
            "status IN ('draft', 'submitted', 'returned', 'approved', 'rejected')",
            name=op.f("ck_document_record_status"),
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_document_record_uid")),
        sa.UniqueConstraint("document_id", name=op.f("uq_document_record_document_id")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_document_record_document_id")
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_document_record_body_id")),
        sa.ForeignKeyConstraint(
            ["last_edit"], ["history.number"], name=op.f("fk_document_record_last_edit")
        ),
        sa.ForeignKeyConstraint(
            ["last_move"], ["history.number"], name=op.f("fk_document_record_last_move")
        ),
    )
    op.create_index(
        op.f("ix_document_record_body_id"), "document_record", ["body_id"], unique=False
    )
    op.create_index(op.f("ix_document_record_status"), "document_record", ["status"], unique=False)


def _layer() -> None:
    op.create_table(
        "layer",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("engine", sa.String(), nullable=True),
        sa.Column("version", sa.String(), nullable=True),
        sa.Column("model", sa.String(), nullable=True),
        sa.Column("scope", sa.String(length=16), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layer")),
        sa.CheckConstraint(
            "kind IN ('extractor', 'annotator', 'agreed')", name=op.f("ck_layer_kind")
        ),
        sa.CheckConstraint("scope IN ('speech', 'speech+stance')", name=op.f("ck_layer_scope")),
        sa.CheckConstraint(
            "(kind = 'extractor') = (engine IS NOT NULL AND version IS NOT NULL AND scope"
            " IS NOT NULL)",
            name=op.f("ck_layer_engine"),
        ),
        sa.CheckConstraint(
            "(kind = 'annotator') = (user_id IS NOT NULL)", name=op.f("ck_layer_user")
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_layer_uid")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_layer_document_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_layer_user_id")),
    )
    op.execute(
        "CREATE UNIQUE INDEX uq_layer_reading ON layer (document_id, kind, coalesce(user_id, 0), "
        "coalesce(engine, ''), coalesce(version, ''), coalesce(model, ''), coalesce(scope, ''))"
    )


def _boilerplate() -> None:
    op.create_table(
        "boilerplate",
        sa.Column("layer_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("layer_id", "start", name=op.f("pk_boilerplate")),
        _span("", "ck_boilerplate_span"),
        sa.ForeignKeyConstraint(["layer_id"], ["layer.id"], name=op.f("fk_boilerplate_layer_id")),
    )


def _speaker() -> None:
    op.create_table(
        "speaker",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("external_id", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("merged_into", sa.Integer(), nullable=True),
        sa.Column("last_change", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaker")),
        sa.CheckConstraint(
            "kind IN ('person', 'organisation', 'office', 'group', 'unnamed')",
            name=op.f("ck_speaker_kind"),
        ),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_speaker_named")),
        sa.CheckConstraint("merged_into <> id", name=op.f("ck_speaker_merged_into_another")),
        sa.CheckConstraint("merged_into IS NULL OR deleted", name=op.f("ck_speaker_tombstone")),
        sa.UniqueConstraint("uid", name=op.f("uq_speaker_uid")),
        sa.ForeignKeyConstraint(
            ["merged_into"], ["speaker.id"], name=op.f("fk_speaker_merged_into")
        ),
        sa.ForeignKeyConstraint(
            ["last_change"], ["history.number"], name=op.f("fk_speaker_last_change")
        ),
    )
    op.create_index(op.f("ix_speaker_name"), "speaker", ["name"], unique=False)


def _speaker_alias() -> None:
    op.create_table(
        "speaker_alias",
        sa.Column("speaker_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("speaker_id", "position", name=op.f("pk_speaker_alias")),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_speaker_alias_named")),
        sa.ForeignKeyConstraint(
            ["speaker_id"], ["speaker.id"], name=op.f("fk_speaker_alias_speaker_id")
        ),
    )
    op.create_index(op.f("ix_speaker_alias_name"), "speaker_alias", ["name"], unique=False)


def _speaker_role() -> None:
    op.create_table(
        "speaker_role",
        sa.Column("speaker_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("affiliation", sa.String(), nullable=True),
        sa.Column("since", sa.String(length=11), nullable=True),
        sa.Column("until", sa.String(length=11), nullable=True),
        sa.PrimaryKeyConstraint("speaker_id", "position", name=op.f("pk_speaker_role")),
        sa.CheckConstraint("length(title) > 0", name=op.f("ck_speaker_role_titled")),
        sa.ForeignKeyConstraint(
            ["speaker_id"], ["speaker.id"], name=op.f("fk_speaker_role_speaker_id")
        ),
    )


def _body() -> None:
    op.create_table(
        "body",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body")),
        sa.CheckConstraint("kind IN ('direct', 'indirect', 'mixed')", name=op.f("ck_body_kind")),
    )


def _fragment() -> None:
    op.create_table(
        "fragment",
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("body_id", "position", name=op.f("pk_fragment")),
        _span("", "ck_fragment_span"),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_fragment_body_id")),
    )


def _link() -> None:
    op.create_table(
        "link",
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source_start", sa.Integer(), nullable=True),
        sa.Column("source_end", sa.Integer(), nullable=True),
        sa.Column("source_words", sa.String(), nullable=True),
        sa.Column("cue_start", sa.Integer(), nullable=True),
        sa.Column("cue_end", sa.Integer(), nullable=True),
        sa.Column("cue_words", sa.String(), nullable=True),
        sa.Column("speaker_id", sa.Integer(), nullable=True),
        sa.Column("speaker_name", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("body_id", "position", name=op.f("pk_link")),
        _span("source_", "ck_link_source"),
        _span("cue_", "ck_link_cue"),
        sa.CheckConstraint(
            "speaker_id IS NULL OR speaker_name IS NULL", name=op.f("ck_link_one_speaker")
        ),
        sa.CheckConstraint("speaker_name <> ''", name=op.f("ck_link_named")),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_link_body_id")),
        sa.ForeignKeyConstraint(["speaker_id"], ["speaker.id"], name=op.f("fk_link_speaker_id")),
    )
    op.create_index(op.f("ix_link_speaker_id"), "link", ["speaker_id"], unique=False)


def _body_field() -> None:
    op.create_table(
        "body_field",
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("evidence_start", sa.Integer(), nullable=True),
        sa.Column("evidence_end", sa.Integer(), nullable=True),
        sa.Column("evidence_words", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("body_id", "key", name=op.f("pk_body_field")),
        sa.CheckConstraint(
            "state IN ('empty', 'unverified', 'confirmed', 'corrected', 'not_stated', 'unknown')",
            name=op.f("ck_body_field_state"),
        ),
        sa.CheckConstraint("state <> 'empty' AND value <> ''", name=op.f("ck_body_field_present")),
        sa.CheckConstraint(
            "(value IS NULL) = (state IN ('empty', 'not_stated', 'unknown'))",
            name=op.f("ck_body_field_value"),
        ),
        _span("evidence_", "ck_body_field_evidence"),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_body_field_body_id")),
        sa.ForeignKeyConstraint(["key"], ["field_key.key"], name=op.f("fk_body_field_key")),
    )


def _body_tag() -> None:
    op.create_table(
        "body_tag",
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("body_id", "key", name=op.f("pk_body_tag")),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_body_tag_body_id")),
        sa.ForeignKeyConstraint(["key"], ["tag_key.key"], name=op.f("fk_body_tag_key")),
    )
    op.create_index(op.f("ix_body_tag_key"), "body_tag", ["key"], unique=False)


def _proposal() -> None:
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("layer_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("last_change", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sa.CheckConstraint(
            "state IN ('open', 'accepted', 'refused', 'superseded')", name=op.f("ck_proposal_state")
        ),
        sa.CheckConstraint("score BETWEEN 0 AND 1", name=op.f("ck_proposal_score")),
        sa.UniqueConstraint("uid", name=op.f("uq_proposal_uid")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_proposal_document_id")
        ),
        sa.ForeignKeyConstraint(["layer_id"], ["layer.id"], name=op.f("fk_proposal_layer_id")),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_proposal_body_id")),
        sa.ForeignKeyConstraint(
            ["last_change"], ["history.number"], name=op.f("fk_proposal_last_change")
        ),
    )
    op.create_index(op.f("ix_proposal_body_id"), "proposal", ["body_id"], unique=False)
    op.create_index(op.f("ix_proposal_document_id"), "proposal", ["document_id"], unique=False)
    op.create_index(op.f("ix_proposal_layer_id"), "proposal", ["layer_id"], unique=False)
    op.create_index(op.f("ix_proposal_state"), "proposal", ["state"], unique=False)


def _claim() -> None:
    op.create_table(
        "claim",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("layer_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.Column("created", sa.Integer(), nullable=False),
        sa.Column("last_edit", sa.Integer(), nullable=False),
        sa.Column("last_move", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sa.CheckConstraint(
            "status IN ('draft', 'submitted', 'returned', 'approved', 'rejected')",
            name=op.f("ck_claim_status"),
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_claim_uid")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_claim_document_id")
        ),
        sa.ForeignKeyConstraint(["layer_id"], ["layer.id"], name=op.f("fk_claim_layer_id")),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_claim_body_id")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_claim_proposal_id")
        ),
        sa.ForeignKeyConstraint(["created"], ["history.number"], name=op.f("fk_claim_created")),
        sa.ForeignKeyConstraint(["last_edit"], ["history.number"], name=op.f("fk_claim_last_edit")),
        sa.ForeignKeyConstraint(["last_move"], ["history.number"], name=op.f("fk_claim_last_move")),
    )
    op.create_index(op.f("ix_claim_body_id"), "claim", ["body_id"], unique=False)
    op.create_index(op.f("ix_claim_document_id"), "claim", ["document_id"], unique=False)
    op.create_index(op.f("ix_claim_layer_id"), "claim", ["layer_id"], unique=False)
    op.create_index(op.f("ix_claim_proposal_id"), "claim", ["proposal_id"], unique=False)
    op.create_index(op.f("ix_claim_status"), "claim", ["status"], unique=False)


def _review() -> None:
    op.create_table(
        "review",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=True),
        sa.Column("record_id", sa.Integer(), nullable=True),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("words", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_review")),
        sa.CheckConstraint(
            "verdict IN ('submit', 'approve', 'return', 'reject')", name=op.f("ck_review_verdict")
        ),
        sa.CheckConstraint(
            "(claim_id IS NULL) <> (record_id IS NULL)", name=op.f("ck_review_one_subject")
        ),
        sa.CheckConstraint(
            "verdict <> 'return' OR reason IS NOT NULL", name=op.f("ck_review_reason")
        ),
        sa.ForeignKeyConstraint(["number"], ["history.number"], name=op.f("fk_review_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_review_uid")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_review_claim_id")),
        sa.ForeignKeyConstraint(
            ["record_id"], ["document_record.id"], name=op.f("fk_review_record_id")
        ),
    )
    op.create_index(op.f("ix_review_claim_id"), "review", ["claim_id"], unique=False)
    op.create_index(op.f("ix_review_record_id"), "review", ["record_id"], unique=False)


def _comment() -> None:
    op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created", sa.Integer(), nullable=False),
        sa.Column("last_change", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
        sa.CheckConstraint("length(text) > 0", name=op.f("ck_comment_text")),
        sa.UniqueConstraint("uid", name=op.f("uq_comment_uid")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_comment_claim_id")),
        sa.ForeignKeyConstraint(["created"], ["history.number"], name=op.f("fk_comment_created")),
        sa.ForeignKeyConstraint(
            ["last_change"], ["history.number"], name=op.f("fk_comment_last_change")
        ),
    )
    op.create_index(op.f("ix_comment_claim_id"), "comment", ["claim_id"], unique=False)


_TABLES = (
    _project,
    _user_account,
    _act,
    _history,
    _codebook,
    _field_key,
    _tag_key,
    _document,
    _source_text,
    _document_record,
    _layer,
    _boilerplate,
    _speaker,
    _speaker_alias,
    _speaker_role,
    _body,
    _fragment,
    _link,
    _body_field,
    _body_tag,
    _proposal,
    _claim,
    _review,
    _comment,
)
