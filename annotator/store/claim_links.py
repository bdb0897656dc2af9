"""Keep which claims belong together, as people said; no edit of any claim."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from annotator.domain.claim_link import ClaimLink, LinkKind
from annotator.domain.errors import NotFoundError, StaleError, UsageError
from annotator.domain.history import RecordKind
from annotator.store.identity import new_uid
from annotator.store.journal import Journal, State, next_id
from annotator.store.reviewed import require_unchanged
from annotator.store.tables.annotations import ClaimLinkRow as _Link
from annotator.store.tables.annotations import ClaimRow
from annotator.store.tables.declared import aliased
from annotator.store.tables.project import ActRow, HistoryRow, UserRow

_SAME_PAIR = "These two claims are linked so already."


class ClaimLinkRepo:
    """Links between claims of one open transaction."""

    def __init__(self, connection: Connection, journal: Journal) -> None:
        self._connection = connection
        self._journal = journal

    def of_claims(self, claims: Iterable[int]) -> tuple[ClaimLink, ...]:
        """Return the living links of some claims to living ones, oldest first."""
        mine = list(claims)
        return tuple(self._links(or_(_Link.from_claim.in_(mine), _Link.to_claim.in_(mine))))

    def pairs(self) -> frozenset[frozenset[int]]:
        """Return which claims are linked in any way."""
        rows = self._connection.execute(
            select(_Link.from_claim, _Link.to_claim).where(~_Link.deleted)
        )
        return frozenset(frozenset(row) for row in rows)

    def get(self, link_id: int) -> ClaimLink:
        """Return one living link between living claims.

        Raises:
            NotFoundError: there is none.
        """
        for link in self._links(_Link.id == link_id):
            return link
        raise NotFoundError("There is no such link any more.")

    def documents(self, link_id: int) -> tuple[int, int]:
        """Return the documents of the two claims of a link."""
        row: Any = self._connection.execute(select(_Link).where(_Link.id == link_id)).one()
        known = self.documents_of((row.from_claim, row.to_claim))
        return known[row.from_claim], known[row.to_claim]

    def documents_of(self, claims: Iterable[int]) -> dict[int, int]:
        """Return the documents of claims, without those deleted."""
        wanted = (ClaimRow.id.in_([*claims])) & ~ClaimRow.deleted
        rows = self._connection.execute(select(ClaimRow.id, ClaimRow.document_id).where(wanted))
        return {row.id: row.document_id for row in rows}

    def add(self, from_claim: int, to_claim: int, kind: LinkKind) -> int:
        """Link two living claims and return the link's id; of the `same` two the lower comes first.

        Raises:
            NotFoundError: one of them is gone.
            UsageError: they are one claim, or are linked so already, in either direction.
        """
        if from_claim == to_claim:
            raise UsageError("A claim cannot be linked to itself.")
        pair = (from_claim, to_claim)
        if kind is LinkKind.SAME:
            pair = (min(pair), max(pair))
        documents = self.documents_of(pair)
        if len(documents) != len(pair):
            raise NotFoundError("One of the two claims is not there any more.")
        if self._is_linked(pair, kind):
            raise UsageError(_SAME_PAIR)
        link_id = next_id(self._connection, _Link.id)
        ends = {"from_claim": pair[0], "to_claim": pair[1], "kind": kind.value}
        state = {**ends, "documents": [documents[claim] for claim in pair], "deleted": False}
        number = self._journal.write(RecordKind.LINK, link_id, None, state)
        row = {"id": link_id, "uid": new_uid(), **ends, "deleted": False}
        row |= {"created": number, "last_change": number}
        self._connection.execute(insert(_Link), [row])
        return link_id

    def set_deleted(self, link_id: int, *, deleted: bool) -> None:
        """Take a link away, or bring it back.

        Raises:
            NotFoundError: there is none.
            StaleError: it is so already, or the two are linked so by another one.
        """
        row: Any = self._connection.execute(select(_Link).where(_Link.id == link_id)).first()
        if row is None:
            raise NotFoundError("There is no such link any more.")
        require_unchanged(row.deleted != deleted)
        before = self._state(row)
        after = before | {"deleted": deleted}
        number = self._journal.write(RecordKind.LINK, link_id, before, after)
        mine = update(_Link).where(_Link.id == link_id)
        try:
            self._connection.execute(mine.values(deleted=deleted, last_change=number))
        except IntegrityError as error:
            raise StaleError(_SAME_PAIR) from error

    def _state(self, row: Any) -> State:
        ends = {name: getattr(row, name) for name in ("from_claim", "to_claim", "kind")}
        return {**ends, "documents": [*self.documents(row.id)], "deleted": row.deleted}

    def _is_linked(self, pair: tuple[int, int], kind: LinkKind) -> bool:
        either = _Link.from_claim.in_(pair) & _Link.to_claim.in_(pair)
        found = select(_Link.id).where(either, _Link.kind == kind.value, ~_Link.deleted)
        return self._connection.scalar(found.limit(1)) is not None

    def _links(self, condition: Any) -> Iterator[ClaimLink]:
        one, other = aliased(ClaimRow), aliased(ClaimRow)
        rows = self._connection.execute(
            select(_Link, UserRow.name, ActRow.at)
            .join(one, (one.id == _Link.from_claim) & ~one.deleted)
            .join(other, (other.id == _Link.to_claim) & ~other.deleted)
            .join(HistoryRow, HistoryRow.number == _Link.created)
            .join(ActRow, ActRow.number == HistoryRow.act)
            .join(UserRow, UserRow.id == ActRow.user_id)
            .where(condition, ~_Link.deleted)
            .order_by(_Link.id)
        )
        for row in rows:
            yield ClaimLink(
                id=row.id,
                uid=UUID(row.uid),
                from_claim=row.from_claim,
                to_claim=row.to_claim,
                kind=LinkKind(row.kind),
                user=row.name,
                at=row.at,
            )
