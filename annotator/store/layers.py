"""Keep and fetch the layers that read a document."""

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, insert, select

from annotator.domain.history import RecordKind
from annotator.domain.layer import Engine, Layer, LayerKind, Scope
from annotator.domain.span import Span
from annotator.store.identity import new_uid
from annotator.store.journal import Journal, next_id
from annotator.store.tables.annotations import ClaimRow
from annotator.store.tables.documents import BoilerplateRow, LayerRow
from annotator.store.tables.project import ActRow, HistoryRow


class LayerRepo:
    """Layers of one open transaction."""

    def __init__(self, connection: Connection, journal: Journal) -> None:
        self._connection = connection
        self._journal = journal

    def of_document(self, document_id: int) -> tuple[Layer, ...]:
        """Return a document's layers, oldest first."""
        mine = select(LayerRow).where(LayerRow.document_id == document_id)
        return tuple(_to_model(row) for row in self._connection.execute(mine.order_by(LayerRow.id)))

    def all(self) -> tuple[Layer, ...]:
        """Return every layer of every document, oldest first."""
        rows = self._connection.execute(select(LayerRow).order_by(LayerRow.id))
        return tuple(_to_model(row) for row in rows)

    def last_worked(self) -> dict[int, str]:
        """Return when each layer was made, or a claim in it edited last (ISO 8601, UTC)."""
        made = (
            select(HistoryRow.record_id.label("layer"), ActRow.at)
            .join(ActRow, ActRow.number == HistoryRow.act)
            .where(HistoryRow.record_kind == RecordKind.LAYER.value)
        )
        edited = (
            select(ClaimRow.layer_id.label("layer"), ActRow.at)
            .join(HistoryRow, HistoryRow.number == ClaimRow.last_edit)
            .join(ActRow, ActRow.number == HistoryRow.act)
            .where(~ClaimRow.deleted)
        )
        every = made.union_all(edited).subquery()
        newest = select(every.c.layer, func.max(every.c.at)).group_by(every.c.layer)
        return {row[0]: row[1] for row in self._connection.execute(newest)}

    def agreed(self, document_id: int) -> int:
        """Return the id of the layer that is reviewed and exported, made at need."""
        wanted = select(LayerRow.id).where(
            LayerRow.document_id == document_id, LayerRow.kind == LayerKind.AGREED.value
        )
        found = self._connection.scalar(wanted)
        return self._add(document_id, LayerKind.AGREED) if found is None else found

    def personal(self, document_id: int, user_id: int) -> int:
        """Return the id of the layer in which somebody reads a document alone, made at need."""
        wanted = select(LayerRow.id).where(
            LayerRow.document_id == document_id, LayerRow.user_id == user_id
        )
        found = self._connection.scalar(wanted)
        if found is not None:
            return found
        return self._add(document_id, LayerKind.ANNOTATOR, user_id)

    def kind(self, layer_id: int) -> LayerKind:
        """Return whose reading a layer is."""
        wanted = select(LayerRow.kind).where(LayerRow.id == layer_id)
        return LayerKind(self._connection.execute(wanted).scalar_one())

    def reader(self, layer_id: int) -> int | None:
        """Return who reads a layer alone; None for the agreed one, and those of engines."""
        wanted = select(LayerRow.user_id).where(LayerRow.id == layer_id)
        found: int | None = self._connection.scalar(wanted)
        return found

    def read_by(self, engine: Engine) -> frozenset[int]:
        """Return the ids of the documents that this engine has read already."""
        same = (
            (LayerRow.engine == engine.name)
            & (LayerRow.version == engine.version)
            & LayerRow.model.is_not_distinct_from(engine.model)
            & (LayerRow.scope == engine.scope.value)
        )
        return frozenset(self._connection.scalars(select(LayerRow.document_id).where(same)))

    def boilerplate(self, document_id: int) -> tuple[Span, ...]:
        """Return what the newest reading of a document takes for no part of the article."""
        newest = (
            select(LayerRow.id)
            .where(LayerRow.document_id == document_id, LayerRow.kind == LayerKind.EXTRACTOR.value)
            .order_by(LayerRow.id.desc())
            .limit(1)
            .scalar_subquery()
        )
        rows = self._connection.execute(
            select(BoilerplateRow.start, BoilerplateRow.end)
            .where(BoilerplateRow.layer_id == newest)
            .order_by(BoilerplateRow.start)
        )
        return tuple(Span(start=row.start, end=row.end) for row in rows)

    def _add(self, document_id: int, kind: LayerKind, user_id: int | None = None) -> int:
        layer_id = next_id(self._connection, LayerRow.id)
        row = {
            "id": layer_id,
            "uid": new_uid(),
            "document_id": document_id,
            "kind": kind.value,
            "user_id": user_id,
            **dict.fromkeys(("engine", "version", "model", "scope", "note")),
        }
        self._journal.write(RecordKind.LAYER, layer_id, None, {"kind": kind.value})
        self._connection.execute(insert(LayerRow), [row])
        return layer_id


def _to_model(row: Any) -> Layer:
    engine = None
    if row.engine is not None:
        engine = Engine(
            name=row.engine, version=row.version, model=row.model, scope=Scope(row.scope)
        )
    return Layer(
        id=row.id,
        uid=UUID(row.uid),
        document_id=row.document_id,
        kind=LayerKind(row.kind),
        user=row.user_id,
        engine=engine,
        note=row.note,
    )
