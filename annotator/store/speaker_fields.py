"""Fields that hold the lasting id of a speaker."""

from typing import Any

from sqlalchemy import Connection, select

from annotator.domain.codebook import FieldType
from annotator.store.tables.annotations import BodyFieldRow, ClaimRow
from annotator.store.tables.documents import DocumentRecordRow
from annotator.store.tables.project import CodebookRow


def speaker_fields(connection: Connection) -> tuple[str, ...]:
    """Return the keys of the codebook's fields that hold a speaker, retired ones too."""
    newest = select(CodebookRow.body).order_by(CodebookRow.version.desc()).limit(1)
    fields = (connection.scalar(newest) or {}).get("fields", ())
    return tuple(item["key"] for item in fields if item["type"] == FieldType.SPEAKER)


def named_in_a_field(connection: Connection, uid: Any) -> bool:
    """Tell whether a field of a living claim or of a record holds this lasting id.

    A codebook with no such field is not searched at all.
    """
    keys = speaker_fields(connection)
    if not keys:
        return False
    holds = (BodyFieldRow.key.in_(keys)) & (BodyFieldRow.value == uid)
    for owner in (
        select(ClaimRow.id).where(~ClaimRow.deleted, ClaimRow.body_id == BodyFieldRow.body_id),
        select(DocumentRecordRow.id).where(DocumentRecordRow.body_id == BodyFieldRow.body_id),
    ):
        found = select(BodyFieldRow.body_id).where(holds, owner.exists()).limit(1)
        if connection.scalar(found) is not None:
            return True
    return False
