"""Claims and proposals, and the immutable bodies they point to."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, String

from annotator.domain.claim import ClaimKind
from annotator.domain.claim_link import LinkKind
from annotator.domain.field import FieldState
from annotator.domain.proposal import ProposalState
from annotator.domain.review import ReviewStatus, ReviewVerb
from annotator.store.tables.base import BodyId, Id, Number, Row, Uid, one_of, span
from annotator.store.tables.declared import Mapped, mapped_column


class BodyRow(Row):
    """What a claim, a proposal or a record says; never altered, an edit adds another."""

    __tablename__ = "body"
    __table_args__ = (one_of("kind", ClaimKind),)

    id: Mapped[Id]
    kind: Mapped[str | None] = mapped_column(String(16))


class FragmentRow(Row):
    """One content span of a body, from left to right."""

    __tablename__ = "fragment"
    __table_args__ = (span(),)

    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    start: Mapped[int]
    end: Mapped[int]
    words: Mapped[str]


class LinkRow(Row):
    """One attribution of a body's source chain, the outermost first.

    A claim names a registered speaker, a proposal the name of one.
    """

    __tablename__ = "link"
    __table_args__ = (
        span("source_", name="source"),
        span("cue_", name="cue"),
        CheckConstraint("speaker_id IS NULL OR speaker_name IS NULL", name="one_speaker"),
        CheckConstraint("speaker_name <> ''", name="named"),
    )

    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    source_start: Mapped[int | None]
    source_end: Mapped[int | None]
    source_words: Mapped[str | None]
    cue_start: Mapped[int | None]
    cue_end: Mapped[int | None]
    cue_words: Mapped[str | None]
    speaker_id: Mapped[int | None] = mapped_column(ForeignKey("speaker.id"), index=True)
    speaker_name: Mapped[str | None]


class BodyFieldRow(Row):
    """One field of a body; a field nobody looked at has no row."""

    __tablename__ = "body_field"
    __table_args__ = (
        one_of("state", FieldState),
        CheckConstraint("state <> 'empty' AND value <> ''", name="present"),
        CheckConstraint(
            "(value IS NULL) = (state IN ('empty', 'not_stated', 'unknown'))", name="value"
        ),
        span("evidence_", name="evidence"),
    )

    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), primary_key=True)
    key: Mapped[str] = mapped_column(ForeignKey("field_key.key"), primary_key=True)
    value: Mapped[str | None]
    state: Mapped[str] = mapped_column(String(16))
    evidence_start: Mapped[int | None]
    evidence_end: Mapped[int | None]
    evidence_words: Mapped[str | None]


class BodyTagRow(Row):
    """One tag of a body."""

    __tablename__ = "body_tag"

    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), primary_key=True)
    key: Mapped[str] = mapped_column(ForeignKey("tag_key.key"), primary_key=True, index=True)


class ProposalRow(Row):
    """What an engine suggests; only its state ever changes."""

    __tablename__ = "proposal"
    __table_args__ = (
        one_of("state", ProposalState),
        CheckConstraint("score BETWEEN 0 AND 1", name="score"),
    )

    id: Mapped[Id]
    uid: Mapped[Uid]
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    layer_id: Mapped[int] = mapped_column(ForeignKey("layer.id"), index=True)
    body_id: Mapped[BodyId]
    score: Mapped[float]
    state: Mapped[str] = mapped_column(String(16), index=True)
    last_change: Mapped[Number]


class ClaimRow(Row):
    """A claim: which body it has now, its place in the review, and its last changes."""

    __tablename__ = "claim"
    __table_args__ = (one_of("status", ReviewStatus),)

    id: Mapped[Id]
    uid: Mapped[Uid]
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    layer_id: Mapped[int] = mapped_column(ForeignKey("layer.id"), index=True)
    body_id: Mapped[BodyId]
    status: Mapped[str] = mapped_column(String(16), index=True)
    deleted: Mapped[bool]
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"), index=True)
    created: Mapped[Number]
    last_edit: Mapped[Number]
    last_move: Mapped[Number]


class ReviewRow(Row):
    """A verdict on a claim or a document record; its author stands in the history."""

    __tablename__ = "review"
    __table_args__ = (
        one_of("verdict", ReviewVerb),
        CheckConstraint("(claim_id IS NULL) <> (record_id IS NULL)", name="one_subject"),
        CheckConstraint("verdict <> 'return' OR reason IS NOT NULL", name="reason"),
    )

    number: Mapped[int] = mapped_column(ForeignKey("history.number"), primary_key=True)
    uid: Mapped[Uid]
    claim_id: Mapped[int | None] = mapped_column(ForeignKey("claim.id"), index=True)
    record_id: Mapped[int | None] = mapped_column(ForeignKey("document_record.id"), index=True)
    verdict: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str | None]
    words: Mapped[str | None]


class CommentRow(Row):
    """A remark on a claim, or an answer to one; no edit."""

    __tablename__ = "comment"
    __table_args__ = (CheckConstraint("length(text) > 0", name="text"),)

    id: Mapped[Id]
    uid: Mapped[Uid]
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), index=True)
    text: Mapped[str]
    deleted: Mapped[bool]
    created: Mapped[Number]
    last_change: Mapped[Number]
    reply_to: Mapped[int | None] = mapped_column(ForeignKey("comment.id"))


class ClaimLinkRow(Row):
    """Two claims that belong together; no edit."""

    __tablename__ = "claim_link"
    __table_args__ = (
        one_of("kind", LinkKind),
        CheckConstraint("from_claim <> to_claim", name="two_claims"),
    )

    id: Mapped[Id]
    uid: Mapped[Uid]
    from_claim: Mapped[int] = mapped_column(ForeignKey("claim.id"), index=True)
    to_claim: Mapped[int] = mapped_column(ForeignKey("claim.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    deleted: Mapped[bool]
    created: Mapped[Number]
    last_change: Mapped[Number]


Index(
    "uq_claim_link_living",
    ClaimLinkRow.from_claim,
    ClaimLinkRow.to_claim,
    ClaimLinkRow.kind,
    unique=True,
    sqlite_where=~ClaimLinkRow.deleted,
)
