"""Keep and fetch the registry of speakers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Select, delete, func, insert, select, update

from annotator.domain.errors import NotFoundError
from annotator.domain.history import RecordKind
from annotator.domain.speaker import Role, Speaker, SpeakerBody, SpeakerKind
from annotator.store.identity import new_uid
from annotator.store.journal import Journal, next_id
from annotator.store.reviewed import require_unchanged
from annotator.store.speaker_fields import named_in_a_field
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

    def known(self) -> Mapping[int, Speaker]:
        """Return whom each id means, also of those merged, which mean their survivor.

        Who was removed is left out, unless a claim names them all the same.
        """
        shown = ~_GONE | SpeakerRow.id.in_(_named_though_gone())
        every = {item.id: item for item in self._speakers(shown)}
        return {own: every[last] for own, last in self.survivors(every).items() if last in every}

    def stamp(self) -> tuple[int | None, tuple[int, ...]]:
        """Return what is another value whenever `known` would be."""
        newest = self._connection.scalar(select(func.max(SpeakerRow.last_change)))
        return newest, tuple(self._connection.scalars(_named_though_gone().order_by(SpeakerRow.id)))

    def survivors(self, ids: Iterable[int] | None = None) -> dict[int, int]:
        """Return what has become of each of these speakers, or of all that were merged."""
        rows = self._connection.execute(
            select(SpeakerRow.id, SpeakerRow.merged_into).where(SpeakerRow.merged_into.is_not(None))
        )
        into = {row.id: row.merged_into for row in rows}
        return {own: _last(own, into) for own in (into if ids is None else ids)}

    def family(self, speaker_id: int) -> tuple[int, ...]:
        """Return a speaker's id and those of all that were merged into it."""
        merged = (old for old, last in self.survivors().items() if last == speaker_id)
        return (speaker_id, *sorted(merged))

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
            StaleError: something else stands there, or it was removed or merged.
        """
        now = self.get(speaker_id)
        require_unchanged(now.body == expected and not now.removed)
        before, after = _state(expected, deleted=False), _state(wanted, deleted=False)
        number = self._journal.write(RecordKind.SPEAKER, speaker_id, before, after)
        self._update(speaker_id, **_columns(wanted), last_change=number)
        for table in (SpeakerAliasRow, SpeakerRoleRow):
            self._connection.execute(delete(table).where(table.speaker_id == speaker_id))
        self._add_names(speaker_id, wanted)

    def set_deleted(self, speaker_id: int, *, deleted: bool) -> None:
        """Take a speaker out of the registry, or put it back, also one that was merged.

        Raises:
            StaleError: a claim speaks for it still, or it is so already.
        """
        self._stand(speaker_id, deleted=deleted, into=None)

    def merge(self, speaker_id: int, into: int) -> None:
        """Leave a speaker as a tombstone that leads to another one.

        Raises:
            StaleError: one of them is no longer in the registry.
        """
        require_unchanged(speaker_id != into and not self.get(into).removed)
        self._stand(speaker_id, deleted=True, into=into)

    def in_use(self, speaker_id: int) -> bool:
        """Tell whether a living claim names the speaker, or others were merged into it."""
        merged = select(SpeakerRow.id).where(SpeakerRow.merged_into == speaker_id)
        claims = (
            select(ClaimRow.id)
            .join(LinkRow, LinkRow.body_id == ClaimRow.body_id)
            .where(LinkRow.speaker_id == speaker_id, ~ClaimRow.deleted)
        )
        if any(self._connection.scalar(item.limit(1)) is not None for item in (merged, claims)):
            return True
        uid = select(SpeakerRow.uid).where(SpeakerRow.id == speaker_id).scalar_subquery()
        return named_in_a_field(self._connection, uid)

    def any_removed(self) -> bool:
        """Tell whether somebody was ever taken out of the registry and is so still."""
        return self._connection.scalar(select(SpeakerRow.id).where(_GONE).limit(1)) is not None

    def bring_back(self, speakers: Iterable[int]) -> bool:
        """Put those back that were removed, since a claim names them again; tell if there were."""
        removed = select(SpeakerRow.id).where(SpeakerRow.id.in_(set(speakers)), _GONE)
        ids = list(self._connection.scalars(removed))
        for speaker_id in ids:
            self.set_deleted(speaker_id, deleted=False)
        return bool(ids)

    def _stand(self, speaker_id: int, *, deleted: bool, into: int | None) -> None:
        mine = SpeakerRow.id == speaker_id
        row = self._connection.execute(
            select(SpeakerRow.deleted, SpeakerRow.merged_into).where(mine)
        ).one()
        leaving = deleted and into is None
        require_unchanged(row.deleted != deleted and not (leaving and self.in_use(speaker_id)))
        body = self.get(speaker_id).body
        before = _state(body, deleted=row.deleted, into=row.merged_into)
        after = _state(body, deleted=deleted, into=into)
        number = self._journal.write(RecordKind.SPEAKER, speaker_id, before, after)
        self._update(speaker_id, deleted=deleted, merged_into=into, last_change=number)

    def _speakers(self, condition: Any) -> list[Speaker]:
        aliases: dict[int, list[str]] = defaultdict(list)
        for row in self._joined(SpeakerAliasRow, condition):
            aliases[row.speaker_id].append(row.name)
        roles: dict[int, list[Role]] = defaultdict(list)
        for row in self._joined(SpeakerRoleRow, condition):
            role = Role.model_construct(
                title=row.title, affiliation=row.affiliation, since=row.since, until=row.until
            )
            roles[row.speaker_id].append(role)
        absorbed = self._absorbed()
        rows = self._connection.execute(select(SpeakerRow.__table__).where(condition))
        return [
            Speaker.model_construct(
                id=row.id,
                uid=UUID(row.uid),
                body=SpeakerBody.model_construct(
                    name=row.name,
                    kind=SpeakerKind(row.kind),
                    aliases=tuple(aliases.get(row.id, ())),
                    roles=tuple(roles.get(row.id, ())),
                    external_id=row.external_id,
                    note=row.note,
                ),
                absorbed=tuple(absorbed.get(row.id, ())),
                removed=row.deleted,
            )
            for row in rows
        ]

    def _absorbed(self) -> dict[int, list[UUID]]:
        found: dict[int, list[UUID]] = defaultdict(list)
        rows = self._connection.execute(
            select(SpeakerRow.id, SpeakerRow.uid, SpeakerRow.merged_into)
            .where(SpeakerRow.merged_into.is_not(None))
            .order_by(SpeakerRow.id)
        ).all()
        into = {row.id: row.merged_into for row in rows}
        for row in rows:
            found[_last(row.id, into)].append(UUID(row.uid))
        return found

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


_GONE: Final = SpeakerRow.deleted & SpeakerRow.merged_into.is_(None)


def _named_though_gone() -> Select[int]:
    """Begin with who is gone, few: from the links on it would read every link there is."""
    named = (
        select(LinkRow.speaker_id)
        .join(ClaimRow, ClaimRow.body_id == LinkRow.body_id)
        .where(LinkRow.speaker_id == SpeakerRow.id, ~ClaimRow.deleted)
    )
    return select(SpeakerRow.id).where(_GONE, named.exists())


def _columns(body: SpeakerBody) -> dict[str, Any]:
    return body.model_dump(mode="json", include={"name", "kind", "external_id", "note"})


def _state(body: SpeakerBody, *, deleted: bool, into: int | None = None) -> dict[str, Any]:
    state = {"body": body.model_dump(mode="json"), "deleted": deleted}
    return state if into is None else state | {"merged_into": into}


def _last(own: int, into: Mapping[int, int]) -> int:
    while own in into:
        own = into[own]
    return own
