"""Keep and fetch the registry of speakers."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, delete, insert, select, update

from annotator.domain.errors import NotFoundError
from annotator.domain.history import RecordKind
from annotator.domain.speaker import Role, Speaker, SpeakerBody, SpeakerKind
from annotator.store.identity import new_uid
from annotator.store.journal import Journal, next_id
from annotator.store.reviewed import require_unchanged
from annotator.store.tables.annotations import ClaimRow, LinkRow
from annotator.store.tables.speakers import SpeakerAliasRow, SpeakerRoleRow, SpeakerRow


class SpeakerRepo:
    """Speakers of one open transaction."""

    def __init__(self, connection: Connection, journal: Journal) -> None:
        self._connection = connection
        self._journal = journal

    def all(self) -> tuple[Speaker, ...]:
        """Return every living speaker, by name."""
        found = self._speakers(~SpeakerRow.deleted)
        return tuple(sorted(found, key=lambda speaker: (speaker.name.casefold(), speaker.id)))

    def get(self, speaker_id: int) -> Speaker:
        """Return one speaker, deleted or not.

        Raises:
            NotFoundError: there is none.
        """
        found = self._speakers(SpeakerRow.id == speaker_id)
        if not found:
            raise NotFoundError(f"There is no speaker {speaker_id} in this project.")
        return found[0]

    def add(self, body: SpeakerBody) -> int:
        """Store a new speaker and return its id."""
        speaker_id = next_id(self._connection, SpeakerRow.id)
        number = self._journal.write(
            RecordKind.SPEAKER, speaker_id, None, _state(body, deleted=False)
        )
        row = {
            "id": speaker_id,
            "uid": new_uid(),
            **_columns(body),
            "deleted": False,
            "last_change": number,
        }
        self._connection.execute(insert(SpeakerRow), [row])
        self._add_names(speaker_id, body)
        return speaker_id

    def swap(self, speaker_id: int, expected: SpeakerBody, wanted: SpeakerBody) -> None:
        """Store `wanted` where `expected` stands now.

        Raises:
            StaleError: something else stands there.
        """
        require_unchanged(self.get(speaker_id).body == expected)
        before, after = _state(expected, deleted=False), _state(wanted, deleted=False)
        number = self._journal.write(RecordKind.SPEAKER, speaker_id, before, after)
        self._update(speaker_id, **_columns(wanted), last_change=number)
        for table in (SpeakerAliasRow, SpeakerRoleRow):
            self._connection.execute(delete(table).where(table.speaker_id == speaker_id))
        self._add_names(speaker_id, wanted)

    def set_deleted(self, speaker_id: int, *, deleted: bool) -> None:
        """Take a speaker out of the registry, or put it back.

        Raises:
            StaleError: a claim speaks for it still, or it is so already.
        """
        row = self._connection.execute(
            select(SpeakerRow.deleted).where(SpeakerRow.id == speaker_id)
        ).one()
        require_unchanged(row.deleted != deleted and not (deleted and self.in_use(speaker_id)))
        body = self.get(speaker_id).body
        before, after = _state(body, deleted=not deleted), _state(body, deleted=deleted)
        number = self._journal.write(RecordKind.SPEAKER, speaker_id, before, after)
        self._update(speaker_id, deleted=deleted, last_change=number)

    def in_use(self, speaker_id: int) -> bool:
        """Tell whether a living claim names the speaker."""
        claims = (
            select(ClaimRow.id)
            .join(LinkRow, LinkRow.body_id == ClaimRow.body_id)
            .where(LinkRow.speaker_id == speaker_id, ~ClaimRow.deleted)
        )
        return self._connection.scalar(claims.limit(1)) is not None

    def _speakers(self, condition: Any) -> list[Speaker]:
        aliases: dict[int, list[str]] = defaultdict(list)
        for row in self._joined(SpeakerAliasRow, condition):
            aliases[row.speaker_id].append(row.name)
        roles: dict[int, list[Role]] = defaultdict(list)
        for row in self._joined(SpeakerRoleRow, condition):
            role = Role(
                title=row.title, affiliation=row.affiliation, since=row.since, until=row.until
            )
            roles[row.speaker_id].append(role)
        rows = self._connection.execute(select(SpeakerRow).where(condition))
        return [
            Speaker(
                id=row.id,
                uid=UUID(row.uid),
                body=SpeakerBody(
                    name=row.name,
                    kind=SpeakerKind(row.kind),
                    aliases=tuple(aliases[row.id]),
                    roles=tuple(roles[row.id]),
                    external_id=row.external_id,
                    note=row.note,
                ),
            )
            for row in rows
        ]

    def _joined(self, table: Any, condition: Any) -> Any:
        rows = select(table).join(SpeakerRow, SpeakerRow.id == table.speaker_id).where(condition)
        return self._connection.execute(rows.order_by(table.speaker_id, table.position))

    def _update(self, speaker_id: int, **values: Any) -> None:
        mine = SpeakerRow.id == speaker_id
        self._connection.execute(update(SpeakerRow).where(mine).values(**values))

    def _add_names(self, speaker_id: int, body: SpeakerBody) -> None:
        aliases = [
            {"speaker_id": speaker_id, "position": position, "name": name}
            for position, name in enumerate(body.aliases)
        ]
        roles = [
            {"speaker_id": speaker_id, "position": position, **role.model_dump()}
            for position, role in enumerate(body.roles)
        ]
        for table, rows in ((SpeakerAliasRow, aliases), (SpeakerRoleRow, roles)):
            if rows:
                self._connection.execute(insert(table), rows)


def _columns(body: SpeakerBody) -> dict[str, Any]:
    return body.model_dump(mode="json", include={"name", "kind", "external_id", "note"})


def _state(body: SpeakerBody, *, deleted: bool) -> dict[str, Any]:
    return {"body": body.model_dump(mode="json"), "deleted": deleted}
