"""Keep and fetch the immutable bodies of claims, proposals and document records."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from sqlalchemy import Connection, Select, select

from annotator.domain.attribution import Attribution
from annotator.domain.claim import ClaimBody, ClaimKind
from annotator.domain.field import Fields, FieldState, FieldValue
from annotator.domain.proposal import ProposedAttribution, ProposedClaim
from annotator.domain.span import Span
from annotator.domain.survivors import Survivors
from annotator.store.journal import next_id
from annotator.store.merged import survivors_in
from annotator.store.ready import ReadyBody, ready_body, ready_fields
from annotator.store.rows import Rows
from annotator.store.tables.annotations import (
    BodyFieldRow,
    BodyRow,
    BodyTagRow,
    FragmentRow,
    LinkRow,
)

_BODIES: Final = Rows(BodyRow, "id", "kind")
_FRAGMENTS: Final = Rows(FragmentRow, "body_id", "position", "start", "end", "words")
_LINKS: Final = Rows(
    LinkRow,
    *("body_id", "position", "source_start", "source_end", "source_words"),
    *("cue_start", "cue_end", "cue_words", "speaker_id", "speaker_name"),
)
_FIELDS: Final = Rows(
    BodyFieldRow,
    *("body_id", "key", "value", "state", "evidence_start", "evidence_end", "evidence_words"),
)
_TAGS: Final = Rows(BodyTagRow, "body_id", "key")


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
    """Bodies of one open transaction; they read as the codebook in force has it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_claims(self, bodies: Sequence[ClaimBody], text: str) -> list[int]:
        """Store bodies of claims on one text and return their ids."""
        return self.add_claims_of([(body, text) for body in bodies])

    def add_claims_of(self, placed: Sequence[tuple[ClaimBody, str]]) -> list[int]:
        """Store bodies of claims, each on the text beside it, and return their ids."""
        bodies = [body for body, _text in placed]
        ids = self._add(
            [
                ready_body(body, ((link, link.speaker, None) for link in body.chain), text)
                for body, text in placed
            ]
        )
        tags = [
            (body_id, key) for body_id, body in zip(ids, bodies, strict=True) for key in body.tags
        ]
        _TAGS.insert(self._connection, tags)
        return ids

    def add_proposals(self, bodies: Sequence[ReadyBody]) -> list[int]:
        """Store bodies of proposals and return their ids."""
        return self._add(bodies)

    def add_record(self, fields: Fields, text: str) -> int:
        """Store the fields of a document and return the body's id."""
        return self.add_records([fields], [text])[0]

    def add_records(self, records: Sequence[Fields], texts: Sequence[str]) -> list[int]:
        """Store the fields of documents with these texts and return the bodies' ids."""
        ids = self._reserve([None] * len(records))
        rows = [
            (body_id, *row)
            for body_id, fields, text in zip(ids, records, texts, strict=True)
            for row in ready_fields(fields, text)
        ]
        _FIELDS.insert(self._connection, rows)
        return ids

    def claim(self, body_id: int) -> ClaimBody:
        """Return one body of a claim, of now or of the past."""
        wanted = select(BodyRow.id).where(BodyRow.id == body_id)
        return self.parts(wanted)[body_id].claim_body()

    def fields(self, body_id: int) -> Mapping[str, FieldValue]:
        """Return the fields of one body."""
        return self.fields_of([body_id])[body_id]

    def fields_of(self, bodies: Sequence[int]) -> dict[int, Mapping[str, FieldValue]]:
        """Return the fields of these bodies, by body."""
        found = {body_id: Parts() for body_id in bodies}
        self._read_fields(bodies, found)
        self._read_as_now(found)
        return {body_id: parts.fields for body_id, parts in found.items()}

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
        self._read_as_now(found)
        return dict(found)

    @cached_property
    def _survivors(self) -> Survivors:
        return survivors_in(self._connection)

    def _read_as_now(self, found: Mapping[int, Parts]) -> None:
        """Let what was merged read as what it was merged into."""
        if self._survivors.any:
            for parts in found.values():
                parts.tags = self._survivors.read_tags(parts.tags)
                parts.fields = self._survivors.read_fields(parts.fields)

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

    def _read_fields(self, wanted: Select[int] | Sequence[int], found: dict[int, Parts]) -> None:
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

    def _add(self, bodies: Sequence[ReadyBody]) -> list[int]:
        ids = self._reserve([body.kind for body in bodies])
        pairs = list(zip(ids, bodies, strict=True))
        _FRAGMENTS.insert(self._connection, [(at, *row) for at, it in pairs for row in it.content])
        _LINKS.insert(self._connection, [(at, *row) for at, it in pairs for row in it.links])
        _FIELDS.insert(self._connection, [(at, *row) for at, it in pairs for row in it.fields])
        from annotator.store.search import index_ready  # noqa: PLC0415 - only to write

        index_ready(self._connection, [(at, it.says, it.names) for at, it in pairs])
        return ids

    def _reserve(self, kinds: Sequence[str | None]) -> list[int]:
        first = next_id(self._connection, BodyRow.id)
        ids = list(range(first, first + len(kinds)))
        _BODIES.insert(self._connection, list(zip(ids, kinds, strict=True)))
        return ids


def _span(start: int, end: int) -> Span:
    return Span.model_construct(start=start, end=end)


def _span_or_none(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else _span(start, end)
