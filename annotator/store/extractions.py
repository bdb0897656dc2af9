"""Keep what an engine read, many documents in one go: at little cost for each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, select, union

from annotator.domain.field import Fields
from annotator.domain.history import RecordKind
from annotator.domain.layer import Engine, LayerKind
from annotator.domain.proposal import ProposalState, ProposedClaim
from annotator.domain.span import Span
from annotator.store.bodies import BodyRepo
from annotator.store.identity import new_uid
from annotator.store.journal import Journal, next_id
from annotator.store.readings import ReadingRepo
from annotator.store.ready import ReadyClaim, ready_claim
from annotator.store.records import NewFields, RecordRepo
from annotator.store.rows import Rows
from annotator.store.tables.annotations import ClaimRow, FragmentRow, ProposalRow
from annotator.store.tables.documents import BoilerplateRow, LayerRow
from annotator.store.tables.team import ReadingRow

_LAYERS: Final = Rows(
    LayerRow,
    *("id", "uid", "document_id", "kind", "user_id"),
    *("engine", "version", "model", "scope", "note"),
)
_BOILERPLATE: Final = Rows(BoilerplateRow, "layer_id", "start", "end", "words")
_PROPOSALS: Final = Rows(
    ProposalRow,
    *("id", "uid", "document_id", "layer_id", "body_id", "score", "state", "last_change"),
)
_CONTENT: Final = (FragmentRow.position.label("place"), FragmentRow.start, FragmentRow.end)
Contents = list[tuple[Span, ...]]
"""The contents of claims or proposals, each of one span or several."""
_DECIDED: Final = (ProposalState.ACCEPTED.value, ProposalState.REFUSED.value)


class EngineLayer(NamedTuple):
    """What an engine read in one document, and what is to become of it.

    `fields` are the record's, before and after; None where nothing changes. `hidden` has, by the
    layer of somebody who reads on their own, the places in `proposed` of what they decided before.
    """

    document_id: int
    text: str
    proposed: Sequence[tuple[ReadyClaim | ProposedClaim, ProposalState]] = ()
    boilerplate: Sequence[Span] = ()
    note: str | None = None
    fields: tuple[Fields, Fields] | None = None
    hidden: Mapping[int, Sequence[int]] = MappingProxyType({})


class ExtractionRepo:
    """Engines' layers of one open transaction."""

    def __init__(
        self,
        connection: Connection,
        journal: Journal,
        bodies: BodyRepo,
        records: RecordRepo,
        readings: ReadingRepo,
    ) -> None:
        self._connection = connection
        self._journal = journal
        self._bodies = bodies
        self._records = records
        self._readings = readings

    def decided(self, documents: Sequence[int]) -> dict[int, Contents]:
        """Return, by document, the contents that people decided on: accepted, refused, annotated.

        What somebody did where they read on their own tells nothing here. A document without
        any is missing.
        """
        past = (
            select(ProposalRow.document_id, ProposalRow.body_id.label("body"), *_CONTENT)
            .join(FragmentRow, FragmentRow.body_id == ProposalRow.body_id)
            .where(ProposalRow.document_id.in_(documents), ProposalRow.state.in_(_DECIDED))
        )
        claims = (
            select(ClaimRow.document_id, ClaimRow.body_id.label("body"), *_CONTENT)
            .join(FragmentRow, FragmentRow.body_id == ClaimRow.body_id)
            .join(LayerRow, LayerRow.id == ClaimRow.layer_id)
            .where(ClaimRow.document_id.in_(documents), ~ClaimRow.deleted)
            .where(LayerRow.user_id.is_(None))
        )
        return self._contents(past, claims)

    def decided_alone(self, documents: Sequence[int]) -> dict[int, dict[int, Contents]]:
        """Return the contents that people decided on where they read on their own.

        They are told by document and the layer of who did.
        """
        own = select(LayerRow.id, LayerRow.document_id).where(
            LayerRow.document_id.in_(documents), LayerRow.user_id.is_not(None)
        )
        layers = {row.id: row.document_id for row in self._connection.execute(own)}
        if not layers:
            return {}
        past = (
            select(ReadingRow.layer_id, ProposalRow.body_id.label("body"), *_CONTENT)
            .join(ProposalRow, ProposalRow.id == ReadingRow.proposal_id)
            .join(FragmentRow, FragmentRow.body_id == ProposalRow.body_id)
            .where(ReadingRow.layer_id.in_(layers), ReadingRow.state.in_(_DECIDED))
        )
        claims = (
            select(ClaimRow.layer_id, ClaimRow.body_id.label("body"), *_CONTENT)
            .join(FragmentRow, FragmentRow.body_id == ClaimRow.body_id)
            .where(ClaimRow.layer_id.in_(layers), ~ClaimRow.deleted)
        )
        found: dict[int, dict[int, Contents]] = {}
        for layer, contents in self._contents(past, claims).items():
            found.setdefault(layers[layer], {})[layer] = contents
        return found

    def _contents(self, past: Any, claims: Any) -> dict[int, Contents]:
        """Return contents by their document or layer, which both queries name first."""
        found: dict[tuple[int, int], list[Span]] = defaultdict(list)
        rows = self._connection.execute(union(past, claims).order_by("body", "place"))
        for owner, body_id, _place, start, end in rows:
            found[owner, body_id].append(Span.model_construct(start=start, end=end))
        by_owner: dict[int, Contents] = defaultdict(list)
        for (owner, _body_id), spans in found.items():
            by_owner[owner].append(tuple(spans))
        return dict(by_owner)

    def add(self, engine: Engine, layers: Sequence[EngineLayer]) -> None:
        """Store an engine's layers, each as an act of its own; open proposals give way.

        Raises:
            UsageError: a span reaches beyond its text.
            StaleError: the fields of a record are not those from before.
        """
        acts = self._journal.open_acts([layer.document_id for layer in layers])
        self._supersede_open(layers, acts)
        ids = self._add_layers(engine, layers, acts)
        first = self._add_proposals(layers, ids, acts)
        self._hide(layers, acts, first)
        filled = [
            (NewFields(layer.document_id, *layer.fields, layer.text), act)
            for layer, act in zip(layers, acts, strict=True)
            if layer.fields is not None
        ]
        self._records.swap_many([new for new, _act in filled], [act for _new, act in filled])

    def _supersede_open(self, layers: Sequence[EngineLayer], acts: Sequence[int]) -> None:
        act_of = {layer.document_id: act for layer, act in zip(layers, acts, strict=True)}
        wanted = select(ProposalRow.id, ProposalRow.document_id).where(
            ProposalRow.document_id.in_(act_of), ProposalRow.state == ProposalState.OPEN.value
        )
        still_open = self._connection.execute(wanted.order_by(ProposalRow.id)).all()
        before, after = ProposalState.OPEN.value, ProposalState.SUPERSEDED.value
        changes = [(row.id, {"state": before}, {"state": after}) for row in still_open]
        owners = [act_of[row.document_id] for row in still_open]
        numbers = self._journal.write_many(RecordKind.PROPOSAL, changes, owners)
        self._run(
            "UPDATE proposal SET state = ?, last_change = ? WHERE id = ?",
            ((after, number, row.id) for row, number in zip(still_open, numbers, strict=True)),
        )

    def _add_layers(
        self, engine: Engine, layers: Sequence[EngineLayer], acts: Sequence[int]
    ) -> list[int]:
        kind, first = LayerKind.EXTRACTOR.value, next_id(self._connection, LayerRow.id)
        ids = [first + offset for offset in range(len(layers))]
        who = {"engine": engine.name, "version": engine.version, "model": engine.model}
        who["scope"] = engine.scope.value
        changes = [
            (layer_id, None, {"kind": kind, **who, "note": layer.note})
            for layer_id, layer in zip(ids, layers, strict=True)
        ]
        self._journal.write_many(RecordKind.LAYER, changes, acts)
        rows = [
            (layer_id, new_uid(), layer.document_id, kind, None, *who.values(), layer.note)
            for layer_id, layer in zip(ids, layers, strict=True)
        ]
        _LAYERS.insert(self._connection, rows)
        boilerplate = [
            (layer_id, span.start, span.end, span.of(layer.text))
            for layer_id, layer in zip(ids, layers, strict=True)
            for span in layer.boilerplate
        ]
        _BOILERPLATE.insert(self._connection, boilerplate)
        return ids

    def _add_proposals(
        self, layers: Sequence[EngineLayer], ids: Sequence[int], acts: Sequence[int]
    ) -> int:
        every = [
            (layer.document_id, layer_id, act, _ready(claim, layer.text), state)
            for layer, layer_id, act in zip(layers, ids, acts, strict=True)
            for claim, state in layer.proposed
        ]
        bodies = self._bodies.add_proposals([claim.body for *_rest, claim, _state in every])
        first = next_id(self._connection, ProposalRow.id)
        after = {state: {"state": state.value} for state in ProposalState}
        changes = [(first + at, None, after[item[4]]) for at, item in enumerate(every)]
        owners = [item[2] for item in every]
        numbers = self._journal.write_many(RecordKind.PROPOSAL, changes, owners)
        rows = [
            (
                *(first + at, new_uid(), document_id, layer_id),
                *(bodies[at], claim.score, state.value, numbers[at]),
            )
            for at, (document_id, layer_id, _act, claim, state) in enumerate(every)
        ]
        _PROPOSALS.insert(self._connection, rows)
        return first

    def _hide(self, layers: Sequence[EngineLayer], acts: Sequence[int], first: int) -> None:
        """Take from those who read on their own what they have decided on before."""
        before, after = ProposalState.OPEN, ProposalState.SUPERSEDED
        for layer, act in zip(layers, acts, strict=True):
            for own, places in layer.hidden.items():
                self._readings.set_states(own, [first + at for at in places], before, after, act)
            first += len(layer.proposed)

    def _run(self, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
        if listed := list(rows):
            self._connection.exec_driver_sql(statement, listed)


def _ready(claim: ReadyClaim | ProposedClaim, text: str) -> ReadyClaim:
    return claim if isinstance(claim, ReadyClaim) else ready_claim(claim, text)
