"""The project, its users, its codebook and its history."""

from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, func

from annotator.domain.codebook import FieldScope
from annotator.domain.history import RecordKind
from annotator.domain.project import Policy
from annotator.store.tables.base import Id, Json, Number, Row, Uid, one_of
from annotator.store.tables.declared import Mapped, mapped_column


class ProjectRow(Row):
    """The one row that says what this database is."""

    __tablename__ = "project"
    __table_args__ = (CheckConstraint("id = 1", name="single"), one_of("policy", Policy))

    id: Mapped[Id]
    uid: Mapped[Uid]
    policy: Mapped[str] = mapped_column(String(16))
    created: Mapped[str] = mapped_column(String(32))


class UserRow(Row):
    """Somebody who works here."""

    __tablename__ = "user_account"
    __table_args__ = (CheckConstraint("length(name) > 0", name="named"),)

    id: Mapped[Id]
    uid: Mapped[Uid]
    name: Mapped[str] = mapped_column(unique=True)


class ActRow(Row):
    """Who did what, and when (ISO 8601, UTC); its changes are rows of the history."""

    __tablename__ = "act"
    __table_args__ = (CheckConstraint("undoes IS NULL OR redoes IS NULL", name="one_direction"),)

    number: Mapped[Id]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    at: Mapped[str] = mapped_column(String(32))
    label: Mapped[str]
    undoable: Mapped[bool]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    undoes: Mapped[int | None] = mapped_column(ForeignKey("act.number"), unique=True)
    redoes: Mapped[int | None] = mapped_column(ForeignKey("act.number"), unique=True)


class HistoryRow(Row):
    """One change of one record, before and after; appended, never altered."""

    __tablename__ = "history"
    __table_args__ = (
        one_of("record_kind", RecordKind),
        Index("ix_history_record", "record_kind", "record_id"),
    )

    number: Mapped[Id]
    act: Mapped[int] = mapped_column(ForeignKey("act.number"), index=True)
    record_kind: Mapped[str] = mapped_column(String(16))
    record_id: Mapped[int]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[Json]


class CodebookRow(Row):
    """One version of the codebook, whole; the highest version is in force."""

    __tablename__ = "codebook"

    version: Mapped[Id]
    body: Mapped[Json]


class FieldKeyRow(Row):
    """A key that some version of the codebook gave to a field; never reused for another."""

    __tablename__ = "field_key"
    __table_args__ = (one_of("scope", FieldScope),)

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    scope: Mapped[str] = mapped_column(String(16))


class TagKeyRow(Row):
    """A key that some version of the codebook gave to a tag."""

    __tablename__ = "tag_key"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)


class SavedFilterRow(Row):
    """What somebody searches for again and again, under a name."""

    __tablename__ = "saved_filter"
    __table_args__ = (CheckConstraint("length(name) > 0", name="named"),)

    id: Mapped[Id]
    uid: Mapped[Uid]
    name: Mapped[str]
    body: Mapped[Json]
    deleted: Mapped[bool]
    last_change: Mapped[Number]


Index(
    "uq_saved_filter_living",
    func.lower(SavedFilterRow.name),
    unique=True,
    sqlite_where=~SavedFilterRow.deleted,
)
Index("uq_user_account_folded_name", func.lower(UserRow.name), unique=True)
