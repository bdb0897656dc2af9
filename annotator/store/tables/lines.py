"""What lists sort and filter by, one row a line; triggers keep them true to what they are of."""

from sqlalchemy import ForeignKey, Index, String

from annotator.store.tables.base import Id, Row
from annotator.store.tables.declared import Mapped, mapped_column


class ClaimLineRow(Row):
    """One living claim by its id, or one open proposal by its id negated.

    `speaker_id` and `speaker_name` are those of the last link: a claim names a registered speaker,
    a proposal the name of one. `status` is `proposed` for proposals, whose `user_id` is null.
    """

    __tablename__ = "claim_line"

    id: Mapped[Id]
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    layer_id: Mapped[int] = mapped_column(ForeignKey("layer.id"))
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    start: Mapped[int]
    kind: Mapped[str] = mapped_column(String(16))
    status: Mapped[str] = mapped_column(String(16))
    speaker_id: Mapped[int | None] = mapped_column(ForeignKey("speaker.id"))
    speaker_name: Mapped[str | None]
    score: Mapped[float | None]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))


class DocumentLineRow(Row):
    """One document's most asked for fields, as its record has them now."""

    __tablename__ = "document_line"

    id: Mapped[int] = mapped_column(
        ForeignKey("document.id"), primary_key=True, autoincrement=False
    )
    title: Mapped[str]
    outlet: Mapped[str | None]
    author: Mapped[str | None]
    published: Mapped[str | None]


_PLACE = (ClaimLineRow.document_id, ClaimLineRow.start, ClaimLineRow.id)
Index("ix_claim_line_place", *_PLACE)
for _column in ("kind", "score", "speaker_id", "status", "user_id"):
    Index(f"ix_claim_line_{_column}", getattr(ClaimLineRow, _column), *_PLACE)
Index(
    "ix_claim_line_speaker_name",
    ClaimLineRow.speaker_name,
    *_PLACE,
    sqlite_where=ClaimLineRow.speaker_name.is_not(None),
)
for _column in ("title", "outlet", "author", "published"):
    Index(f"ix_document_line_{_column}", getattr(DocumentLineRow, _column), DocumentLineRow.id)
