"""The registry of speakers."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, String

from annotator.domain.speaker import SpeakerKind
from annotator.store.tables.base import Id, Number, Row, Uid, one_of
from annotator.store.tables.declared import Mapped, mapped_column


class SpeakerRow(Row):
    """A canonical speaker; one that was merged leads to the one it became."""

    __tablename__ = "speaker"
    __table_args__ = (
        one_of("kind", SpeakerKind),
        CheckConstraint("length(name) > 0", name="named"),
        CheckConstraint("merged_into <> id", name="merged_into_another"),
        CheckConstraint("merged_into IS NULL OR deleted", name="tombstone"),
    )

    id: Mapped[Id]
    uid: Mapped[Uid]
    name: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(String(16))
    external_id: Mapped[str | None]
    note: Mapped[str | None]
    deleted: Mapped[bool]
    merged_into: Mapped[int | None] = mapped_column(ForeignKey("speaker.id"))
    last_change: Mapped[Number]


class SpeakerAliasRow(Row):
    """Another name of a speaker."""

    __tablename__ = "speaker_alias"
    __table_args__ = (CheckConstraint("length(name) > 0", name="named"),)

    speaker_id: Mapped[int] = mapped_column(ForeignKey("speaker.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(index=True)


class SpeakerRoleRow(Row):
    """An office or affiliation, held from one date to another."""

    __tablename__ = "speaker_role"
    __table_args__ = (CheckConstraint("length(title) > 0", name="titled"),)

    speaker_id: Mapped[int] = mapped_column(ForeignKey("speaker.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    title: Mapped[str]
    affiliation: Mapped[str | None]
    since: Mapped[str | None] = mapped_column(String(11))
    until: Mapped[str | None] = mapped_column(String(11))


class SpeakerDistinctionRow(Row):
    """A person's word that two speakers are not one; the lower id stands first."""

    __tablename__ = "speaker_distinction"
    __table_args__ = (CheckConstraint("one < other", name="ordered"),)

    id: Mapped[Id]
    uid: Mapped[Uid]
    one: Mapped[int] = mapped_column(ForeignKey("speaker.id"))
    other: Mapped[int] = mapped_column(ForeignKey("speaker.id"))
    deleted: Mapped[bool]
    last_change: Mapped[Number]


Index(
    "uq_speaker_distinction_living",
    SpeakerDistinctionRow.one,
    SpeakerDistinctionRow.other,
    unique=True,
    sqlite_where=~SpeakerDistinctionRow.deleted,
)
