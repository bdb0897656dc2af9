"""Which layer of each document somebody reads: the one place that says so.

It is their own where they are to read the document independently, until they have submitted that
and adjudication has begun; else it is the agreed one. Of what others read on their own nobody sees
anything. A unit that reads for somebody looks through temporary views, named like the tables
before which they stand, so that every statement is held to that, whoever writes it.
"""

from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import Any, Final

from sqlalchemy import (
    Connection,
    Dialect,
    Select,
    and_,
    case,
    exists,
    func,
    literal_column,
    not_,
    or_,
    select,
    true,
    union_all,
)

from annotator.domain.assigning import ANOTHERS, NO_LONGER, SUBMITTED
from annotator.domain.errors import ClosedError
from annotator.domain.layer import LayerKind
from annotator.domain.proposal import ProposalState
from annotator.store.dialect import dialect_of
from annotator.store.tables.annotations import ClaimRow, ProposalRow
from annotator.store.tables.declared import aliased
from annotator.store.tables.documents import LayerRow
from annotator.store.tables.lines import ClaimLineRow
from annotator.store.tables.team import AssignmentRow, ReadingRow, SettlementRow

_SHOWN_TO: Final = "shown_to"
_OPEN: Final = ProposalState.OPEN.value
_SUPERSEDED: Final = ProposalState.SUPERSEDED.value
_PERSONAL: Final = exists().where(LayerRow.user_id.is_not(None))
_DIVIDED: Final = select(or_(exists(select(AssignmentRow.id)), _PERSONAL))


def alone(user: int, *, submitted: bool | None = None, of: Any = None) -> Select[int]:
    """Return the documents of which somebody reads a layer of their own, `submitted` or not.

    With `of`, a document or a column of such, it is only that one.
    """
    row = aliased(AssignmentRow)
    begun = exists().where(SettlementRow.document_id == row.document_id, ~SettlementRow.deleted)
    found = select(row.document_id).where(
        row.user_id == user, row.independent, ~row.deleted, or_(~row.submitted, ~begun)
    )
    if of is not None:
        found = found.where(row.document_id == of)
    return found if submitted is None else found.where(row.submitted == submitted)


def closed(user: int) -> Any:
    """Return the documents in which somebody may add nothing and decide on no proposal.

    They have submitted what they read on their own, or others are not done with that.
    """
    row = AssignmentRow
    busy = and_(row.independent, ~row.submitted, ~row.deleted)
    others = select(row.document_id).where(busy, row.document_id.not_in(alone(user)))
    return union_all(alone(user, submitted=True), others)


def _hidden(user: int, there: Any) -> tuple[Any, Any]:
    """Return which personal and which agreed layers somebody does not read; engines' are shown.

    `there` is the condition that they read a layer of their own of its document.
    """
    personal = and_(LayerRow.user_id.is_not(None), not_(and_(LayerRow.user_id == user, there)))
    return personal, and_(LayerRow.kind == LayerKind.AGREED.value, there)


def unseen(user: int) -> Any:
    """Return the layers that somebody does not read, found once for many claims."""
    there = LayerRow.document_id.in_(alone(user))
    return union_all(*(select(LayerRow.id).where(part) for part in _hidden(user, there)))


def _is_unseen(user: int, layer: Any) -> Any:
    """Return the condition that somebody does not read a layer, asked of one claim or a few."""
    there = exists(alone(user, of=LayerRow.document_id))
    hidden = select(LayerRow.id).where(LayerRow.id == layer, or_(*_hidden(user, there)))
    return exists(hidden.correlate_except(LayerRow))


def decided(user: int) -> Select[int]:
    """Return the proposals that somebody has decided on where they read on their own."""
    return (
        select(ReadingRow.proposal_id)
        .join(LayerRow, LayerRow.id == ReadingRow.layer_id)
        .where(LayerRow.user_id == user, LayerRow.document_id.in_(alone(user)))
        .where(ReadingRow.state != _OPEN)
    )


class Seeing:
    """What one open transaction shows to a user, or everything to nobody in particular."""

    def __init__(self, connection: Connection, user: int | None) -> None:
        self._connection = connection
        self.user = user

    def open_up(self) -> None:
        """Show everything from now on: for acts that touched more than one person's reading."""
        self.user = None
        self.__dict__.pop("bound", None)

    @cached_property
    def bound(self) -> int | None:
        """Return the user if anything is anybody's in particular."""
        held = self.user is not None and _is_divided(self._connection)
        return self.user if held else None

    def claims(self) -> Any:
        """Return the condition that a claim is in a layer that the user reads."""
        return true() if self.bound is None else _claims(self.bound)

    def state(self) -> Any:
        """Return what became of a proposal, as SQL: in one's own layer where one reads alone."""
        return ProposalRow.state if self.bound is None else _state(self.bound)

    def reads_alone(self, document_id: int) -> bool:
        """Tell whether the user reads a layer of their own of this document."""
        if self.bound is None:
            return False
        wanted = select(exists(alone(self.bound, of=document_id)))
        return bool(self._connection.scalar(wanted))

    def opened(self, document: Any) -> Any:
        """Return the condition that the user may decide and add something in a document."""
        return true() if self.bound is None else document.not_in(closed(self.bound))

    def require_open(self, layers: Iterable[int]) -> None:
        """Refuse to change claims of layers that are another one's, or closed.

        Raises:
            ClosedError: one is another person's, or its reader has submitted it.
        """
        if self.bound is None:
            return
        living = and_(
            AssignmentRow.document_id == LayerRow.document_id,
            AssignmentRow.user_id == LayerRow.user_id,
            AssignmentRow.independent,
            ~AssignmentRow.deleted,
        )
        rows = self._connection.execute(
            select(LayerRow.user_id, AssignmentRow.submitted)
            .outerjoin(AssignmentRow, living)
            .where(LayerRow.id.in_(set(layers)), LayerRow.user_id.is_not(None))
        )
        for row in rows:
            if row.user_id != self.bound:
                raise ClosedError(ANOTHERS)
            if row.submitted is not False:
                raise ClosedError(NO_LONGER if row.submitted is None else SUBMITTED)


@lru_cache
def _claims(user: int) -> Any:
    return not_(_is_unseen(user, ClaimRow.layer_id))


@lru_cache
def _state(user: int) -> Any:
    own = (
        select(ReadingRow.state)
        .join(LayerRow, LayerRow.id == ReadingRow.layer_id)
        .where(ReadingRow.proposal_id == ProposalRow.id, LayerRow.user_id == user)
        .correlate(ProposalRow)
        .scalar_subquery()
    )
    there = exists(alone(user, of=ProposalRow.document_id))
    apart = and_(ProposalRow.state != _SUPERSEDED, there)
    return case((apart, func.coalesce(own, _OPEN)), else_=ProposalRow.state)


def show_to(connection: Connection, user: int | None) -> None:
    """Let a connection that has not begun yet show what one user reads; None for everything.

    The views outlast the transaction, and are made anew only for another user.
    """
    shown: int | None = connection.info.get(_SHOWN_TO)
    if shown is None and user is None:
        return
    with connection.begin():
        wanted = user if user is not None and _is_divided(connection) else None
        if wanted == shown:
            return
        connection.info.pop(_SHOWN_TO, None)
        for statement in _undressed(connection) if shown is not None else ():
            connection.exec_driver_sql(statement)
        for statement in _views(connection.dialect, wanted) if wanted is not None else ():
            connection.exec_driver_sql(statement)
        for statement in dialect_of(connection).looked_up_anew:
            connection.exec_driver_sql(statement)
    connection.info[_SHOWN_TO] = wanted


def _is_divided(connection: Connection) -> bool:
    """Tell whether anything is anybody's in particular, or was."""
    return bool(connection.scalar(_DIVIDED))


@lru_cache
def _views(dialect: Dialect, user: int) -> tuple[str, str]:
    here = dialect.default_schema_name or "main"
    line, claim = ClaimLineRow.__tablename__, ClaimRow.__tablename__
    hidden = _written(dialect, _is_unseen(user, literal_column("held.layer_id")))
    of_claims = (
        f"CREATE TEMP VIEW {claim} AS SELECT held.* FROM {here}.{claim} held "  # noqa: S608 - as below
        f"WHERE NOT {hidden}"
    )
    layers, taken = _written(dialect, unseen(user)), _written(dialect, decided(user))
    of_lines = (
        f"CREATE TEMP VIEW {line} AS SELECT held.* FROM {here}.{line} held "  # noqa: S608 - tables of ours
        f"WHERE held.layer_id NOT IN ({layers}) AND (held.id > 0 OR -held.id NOT IN ({taken}))"
    )
    return of_claims, of_lines


def _undressed(connection: Connection) -> Iterable[str]:
    room = "temp" if connection.dialect.name == "sqlite" else "pg_temp"
    return (f"DROP VIEW IF EXISTS {room}.{row.__tablename__}" for row in (ClaimRow, ClaimLineRow))


def _written(dialect: Dialect, query: Any) -> str:
    made = query.compile(dialect=dialect, compile_kwargs={"literal_binds": True})
    return str(made)
