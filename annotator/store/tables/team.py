"""Who may do what, who reads which document, and how differing readings were settled."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, String

from annotator.domain.proposal import ProposalState
from annotator.domain.settlement import Choice
from annotator.domain.user import Role
from annotator.store.tables.base import BodyId, Id, Number, Row, Uid, one_of
from annotator.store.tables.declared import Mapped, mapped_column


class MemberRow(Row):
    """What a user may do; its key is the user's."""

    __tablename__ = "member"
    __table_args__ = (one_of("role", Role),)

    id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id"), primary_key=True, autoincrement=False
    )
    role: Mapped[str] = mapped_column(String(16))
    retired: Mapped[bool]
    last_change: Mapped[Number]


class AssignmentRow(Row):
    """A document that somebody is to read, alone in it or independently of others."""

    __tablename__ = "assignment"
    __table_args__ = (CheckConstraint("independent OR NOT submitted", name="submitted"),)

    id: Mapped[Id]
    uid: Mapped[Uid]
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    independent: Mapped[bool]
    submitted: Mapped[bool]
    deleted: Mapped[bool]
    created: Mapped[Number]
    last_change: Mapped[Number]


class ReadingRow(Row):
    """What became of a proposal in one person's own layer, apart from all others'."""

    __tablename__ = "reading"
    __table_args__ = (one_of("state", ProposalState),)

    id: Mapped[Id]
    uid: Mapped[Uid]
    layer_id: Mapped[int] = mapped_column(ForeignKey("layer.id"))
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    state: Mapped[str] = mapped_column(String(16))
    last_change: Mapped[Number]


class SettlementRow(Row):
    """How claims of several layers were settled into the agreed one."""

    __tablename__ = "settlement"
    __table_args__ = (one_of("choice", Choice),)

    id: Mapped[Id]
    uid: Mapped[Uid]
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    choice: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str | None]
    words: Mapped[str | None]
    deleted: Mapped[bool]
    created: Mapped[Number]
    last_change: Mapped[Number]


class SettledClaimRow(Row):
    """A claim that was settled, or was `made` by it, and the body it had then."""

    __tablename__ = "settlement_claim"

    settlement_id: Mapped[int] = mapped_column(ForeignKey("settlement.id"), primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), primary_key=True, index=True)
    body_id: Mapped[BodyId]
    made: Mapped[bool]


Index(
    "uq_assignment_living",
    AssignmentRow.document_id,
    AssignmentRow.user_id,
    unique=True,
    sqlite_where=~AssignmentRow.deleted,
)
Index("uq_reading_proposal", ReadingRow.layer_id, ReadingRow.proposal_id, unique=True)
