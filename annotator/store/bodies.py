"""Keep and fetch the immutable bodies of claims, proposals and document records."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Select, insert, select

from annotator.domain.attribution import Attribution
from annotator.domain.claim import ClaimBody, ClaimKind
from annotator.domain.errors import UsageError
from annotator.domain.field import Fields, FieldState, FieldValue
from annotator.domain.proposal import ProposedAttribution, ProposedClaim
from annotator.domain.span import Span
from annotator.store.journal import next_id
from annotator.store.tables.annotations import (
    BodyFieldRow,
    BodyRow,
    BodyTagRow,
    FragmentRow,
    LinkRow,
)

_Linked = tuple[Attribution | ProposedAttribution, int | None, str | None]
"""A link, and its speaker by id or by name."""


@dataclass(slots=True)
class Parts:
    """All that one body is made of, as read."""

    kind: str | None = None
    content: list[Span] = field(default_factory=list)
    links: list[tuple[Span | None, Span | None, int | None, str | None]] = field(
        default_factory=list
    )
    fields: dict[str, FieldValue] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)

    def claim_body(self) -> ClaimBody:
        """Return the body of a claim, unchecked: the database has checked it."""
        chain = tuple(
            Attribution.model_construct(source=source, cue=cue, speaker=speaker)
            for source, cue, speaker, _name in self.links
        )
        return ClaimBody.model_construct(
            kind=ClaimKind(self.kind or ""),
            content=tuple(self.content),
            chain=chain,
            fields=self.fields,
            tags=tuple(self.tags),
        )

    def proposed_claim(self, score: float) -> ProposedClaim:
        """Return the body of a proposal, unchecked: the database has checked it."""
        chain = tuple(
            ProposedAttribution.model_construct(source=source, cue=cue, speaker=name)
            for source, cue, _speaker, name in self.links
        )
        return ProposedClaim.model_construct(
            kind=ClaimKind(self.kind or ""),
            content=tuple(self.content),
            chain=chain,
            fields=self.fields,
            score=score,
        )


class BodyRepo:
    """Bodies of one open transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_claims(self, bodies: Sequence[ClaimBody], text: str) -> list[int]:
        """Store bodies of claims on one text and return their ids."""
        chains = [[(link, link.speaker, None) for link in body.chain] for body in bodies]
        ids = self._add(bodies, chains, text)
        tags = [
            {"body_id": body_id, "key": key}
            for body_id, body in zip(ids, bodies, strict=True)
            for key in body.tags
        ]
        self._insert(BodyTagRow, tags)
        return ids

    def add_proposals(self, bodies: Sequence[ProposedClaim], text: str) -> list[int]:
        """Store bodies of proposals on one text and return their ids."""
        chains = [[(link, None, link.speaker) for link in body.chain] for body in bodies]
        return self._add(bodies, chains, text)

    def add_record(self, fields: Fields, text: str) -> int:
        """Store the fields of a document and return the body's id."""
        ids = self._reserve([None])
        self._insert_fields(ids, [fields], text)
        return ids[0]

    def claim(self, body_id: int) -> ClaimBody:
        """Return one body of a claim, of now or of the past."""
        wanted = select(BodyRow.id).where(BodyRow.id == body_id)
        return self.parts(wanted)[body_id].claim_body()

    def fields(self, body_id: int) -> Mapping[str, FieldValue]:
        """Return the fields of one body."""
        found: dict[int, Parts] = {body_id: Parts()}
        self._read_fields(select(BodyRow.id).where(BodyRow.id == body_id), found)
        return found[body_id].fields

    def parts(self, wanted: Select[int]) -> dict[int, Parts]:
        """Return all that the wanted bodies are made of, by body id."""
        found: dict[int, Parts] = defaultdict(Parts)
        for body_id, kind in self._rows(BodyRow.id, BodyRow.kind, BodyRow.id.in_(wanted)):
            found[body_id].kind = kind
        if not found:
            return {}
        self._read_content(wanted, found)
        self._read_links(wanted, found)
        self._read_fields(wanted, found)
        tags = (BodyTagRow.body_id, BodyTagRow.key)
        for body_id, key in self._rows(*tags, BodyTagRow.body_id.in_(wanted), order=tags):
            found[body_id].tags.append(key)
        return dict(found)

    def _read_content(self, wanted: Select[int], found: dict[int, Parts]) -> None:
        columns = (FragmentRow.body_id, FragmentRow.start, FragmentRow.end)
        inside = FragmentRow.body_id.in_(wanted)
        order = (FragmentRow.body_id, FragmentRow.position)
        for body_id, start, end in self._rows(*columns, inside, order=order):
            found[body_id].content.append(_span(start, end))

    def _read_links(self, wanted: Select[int], found: dict[int, Parts]) -> None:
        rows = self._rows(
            LinkRow.body_id,
            LinkRow.source_start,
            LinkRow.source_end,
            LinkRow.cue_start,
            LinkRow.cue_end,
            LinkRow.speaker_id,
            LinkRow.speaker_name,
            LinkRow.body_id.in_(wanted),
            order=(LinkRow.body_id, LinkRow.position),
        )
        for body_id, source, source_end, cue, cue_end, speaker, name in rows:
            spans = (_span_or_none(source, source_end), _span_or_none(cue, cue_end))
            found[body_id].links.append((*spans, speaker, name))

    def _read_fields(self, wanted: Select[int], found: dict[int, Parts]) -> None:
        rows = self._rows(
            BodyFieldRow.body_id,
            BodyFieldRow.key,
            BodyFieldRow.value,
            BodyFieldRow.state,
            BodyFieldRow.evidence_start,
            BodyFieldRow.evidence_end,
            BodyFieldRow.body_id.in_(wanted),
            order=(BodyFieldRow.body_id, BodyFieldRow.key),
        )
        for body_id, key, value, state, start, end in rows:
            found[body_id].fields[key] = FieldValue.model_construct(
                value=value, state=FieldState(state), evidence=_span_or_none(start, end)
            )

    def _rows(self, *columns_and_condition: Any, order: Sequence[Any] = ()) -> Iterable[Any]:
        *columns, condition = columns_and_condition
        return self._connection.execute(select(*columns).where(condition).order_by(*order))

    def _add(
        self,
        bodies: Sequence[ClaimBody | ProposedClaim],
        chains: Sequence[Sequence[_Linked]],
        text: str,
    ) -> list[int]:
        ids = self._reserve([body.kind.value for body in bodies])
        self._insert_content(ids, [body.content for body in bodies], text)
        links = [
            _link(body_id, position, link.source, link.cue, text)
            | {"speaker_id": speaker, "speaker_name": name}
            for body_id, chain in zip(ids, chains, strict=True)
            for position, (link, speaker, name) in enumerate(chain)
        ]
        self._insert(LinkRow, links)
        self._insert_fields(ids, [body.fields for body in bodies], text)
        return ids

    def _reserve(self, kinds: Sequence[str | None]) -> list[int]:
        first = next_id(self._connection, BodyRow.id)
        ids = list(range(first, first + len(kinds)))
        rows = [{"id": body_id, "kind": kind} for body_id, kind in zip(ids, kinds, strict=True)]
        self._insert(BodyRow, rows)
        return ids

    def _insert_content(
        self, ids: Sequence[int], contents: Sequence[Sequence[Span]], text: str
    ) -> None:
        rows = [
            {"body_id": body_id, "position": position, **_placed("", span, text)}
            for body_id, content in zip(ids, contents, strict=True)
            for position, span in enumerate(content)
        ]
        self._insert(FragmentRow, rows)

    def _insert_fields(self, ids: Sequence[int], fields: Sequence[Fields], text: str) -> None:
        rows = [
            {"body_id": body_id, "key": key, "value": item.value, "state": item.state.value}
            | _placed("evidence_", item.evidence, text)
            for body_id, mine in zip(ids, fields, strict=True)
            for key, item in mine.items()
        ]
        self._insert(BodyFieldRow, rows)

    def _insert(self, table: Any, rows: list[dict[str, Any]]) -> None:
        if rows:
            self._connection.execute(insert(table), rows)


def _placed(prefix: str, span: Span | None, text: str) -> dict[str, Any]:
    if span is not None and span.end > len(text):
        raise UsageError(f"The text ends at {len(text)}, before {span.end}.")
    names = (f"{prefix}start", f"{prefix}end", f"{prefix}words")
    values = (None, None, None) if span is None else (span.start, span.end, span.of(text))
    return dict(zip(names, values, strict=True))


def _link(
    body_id: int, position: int, source: Span | None, cue: Span | None, text: str
) -> dict[str, Any]:
    placed = _placed("source_", source, text) | _placed("cue_", cue, text)
    return {"body_id": body_id, "position": position} | placed


def _span(start: int, end: int) -> Span:
    return Span.model_construct(start=start, end=end)


def _span_or_none(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else _span(start, end)
