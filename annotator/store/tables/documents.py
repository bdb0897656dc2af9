"""Documents, their text, and the layers that read them."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, func

from annotator.domain.layer import LayerKind, Scope
from annotator.domain.review import ReviewStatus
from annotator.store.tables.base import BodyId, Id, Json, Number, Row, Uid, one_of, span
from annotator.store.tables.declared import Mapped, mapped_column


class DocumentRow(Row):
    """One imported text's identity, origin and marks; the text itself lies in `source_text`."""

    __tablename__ = "document"
    __table_args__ = (CheckConstraint("corrected_by <> id", name="corrected_by_another"),)

    id: Mapped[Id]
    uid: Mapped[Uid]
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    origin: Mapped[str]
    media_type: Mapped[str]
    encoding: Mapped[str | None]
    imported: Mapped[str] = mapped_column(String(32))
    headline: Mapped[str]
    signature: Mapped[bytes] = mapped_column(LargeBinary)
    no_claims: Mapped[bool]
    flagged: Mapped[bool]
    excluded: Mapped[str | None]
    note: Mapped[str | None]
    corrected_by: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    last_change: Mapped[int | None] = mapped_column(ForeignKey("history.number"))
    defaults: Mapped[Json | None]


for _name, _marked in (
    ("excluded", DocumentRow.excluded.is_not(None)),
    ("no_claims", DocumentRow.no_claims),
):
    Index(f"ix_document_{_name}", DocumentRow.id, sqlite_where=_marked)


class SourceTextRow(Row):
    """A document's text, apart so that lists of documents stay light."""

    __tablename__ = "source_text"

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    text: Mapped[str]


class DocumentRecordRow(Row):
    """A document's fields and their place in the review."""

    __tablename__ = "document_record"
    __table_args__ = (one_of("status", ReviewStatus),)

    id: Mapped[Id]
    uid: Mapped[Uid]
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), unique=True)
    body_id: Mapped[BodyId]
    status: Mapped[str] = mapped_column(String(16), index=True)
    last_edit: Mapped[Number]
    last_move: Mapped[Number]


class LayerRow(Row):
    """One reading of one document."""

    __tablename__ = "layer"
    __table_args__ = (
        one_of("kind", LayerKind),
        one_of("scope", Scope),
        CheckConstraint(
            "(kind = 'extractor') = (engine IS NOT NULL AND version IS NOT NULL "
            "AND scope IS NOT NULL)",
            name="engine",
        ),
        CheckConstraint("(kind = 'annotator') = (user_id IS NOT NULL)", name="user"),
    )

    id: Mapped[Id]
    uid: Mapped[Uid]
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    kind: Mapped[str] = mapped_column(String(16))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    engine: Mapped[str | None]
    version: Mapped[str | None]
    model: Mapped[str | None]
    scope: Mapped[str | None] = mapped_column(String(16))
    note: Mapped[str | None]


Index(
    "uq_layer_reading",
    LayerRow.document_id,
    LayerRow.kind,
    func.coalesce(LayerRow.user_id, 0),
    func.coalesce(LayerRow.engine, ""),
    func.coalesce(LayerRow.version, ""),
    func.coalesce(LayerRow.model, ""),
    func.coalesce(LayerRow.scope, ""),
    unique=True,
)
Index(
    "ix_layer_person",
    LayerRow.user_id,
    sqlite_where=LayerRow.user_id.is_not(None),
)


class BoilerplateRow(Row):
    """A stretch of the text that is no part of the article, as a layer reads it."""

    __tablename__ = "boilerplate"
    __table_args__ = (span(),)

    layer_id: Mapped[int] = mapped_column(ForeignKey("layer.id"), primary_key=True)
    start: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    end: Mapped[int]
    words: Mapped[str]
