"""The layers of a project by name, and what each has coded, ready to be compared."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple
from uuid import UUID

from annotator.domain.agreement_claims import CodedClaim, CodedText
from annotator.domain.alignment import Said
from annotator.domain.claim import Claim, ClaimBody
from annotator.domain.codebook import FieldDefinition, FieldScope, FieldType
from annotator.domain.document import DocumentListing
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.layer import Layer, LayerKind
from annotator.domain.proposal import Proposal, ProposalState, ProposedClaim
from annotator.domain.review import ReviewStatus
from annotator.domain.span import Span, in_order
from annotator.domain.speaker import Speaker, name_key
from annotator.domain.word_places import WordPlaces
from annotator.store.unit_of_work import UnitOfWork

AGREED: Final = "agreed"
NOBODY: Final = ("nobody",)
_MONTH: Final = len("2026-11")
_EVERY_STATE: Final = tuple(ProposalState)


class LayerName(NamedTuple):
    """A layer as it is asked for: an engine's by its name, a person's by theirs, or `agreed`."""

    kind: LayerKind
    name: str

    @property
    def told(self) -> str:
        """Return the name with its kind before it, which no other layer has."""
        return {
            LayerKind.AGREED: AGREED,
            LayerKind.ANNOTATOR: f"annotator:{self.name}",
            LayerKind.EXTRACTOR: f"engine:{self.name}",
        }[self.kind]


class Read(NamedTuple):
    """One document as one layer read it; `worked` is when (ISO 8601, UTC)."""

    claims: tuple[CodedClaim, ...]
    worked: str


class ReadText(NamedTuple):
    """One document: how long it is without what is no part of the article, and who read it."""

    document_id: int
    title: str
    length: int
    readers: Mapping[LayerName, Read]
    unfinished: frozenset[LayerName]


def month_of(text: ReadText, names: Sequence[LayerName]) -> str:
    """Return the month in which the last of these layers was worked on; "" if that is unknown."""
    return max(text.readers[name].worked for name in names)[:_MONTH]


def coded(text: ReadText, names: Sequence[LayerName]) -> CodedText:
    """Return a document as these layers, which have all read it, coded it."""
    claims = tuple(text.readers[name].claims for name in names)
    return CodedText(text.title, month_of(text, names), text.length, claims)


class CodedLayers:
    """Every layer of a project's documents, those that are excluded left out.

    Made of a unit that reads all layers. What somebody reads independently of others tells
    nothing before they submit it.
    """

    def __init__(self, unit: UnitOfWork) -> None:
        self._unit = unit
        self._users = {user.id: user.name for user in unit.users.all()}
        self._worked = unit.layers.last_worked()
        self._fields = unit.project.codebook().of(FieldScope.CLAIM)
        self._speakers = _Speakers(unit.speakers.known().values(), unit.speakers.known())
        listing = unit.documents.listing()
        self._documents = {item.id: item for item in listing if item.marks.excluded is None}
        self._alone = self._reading_alone(unit)
        self._layers = self._by_document(unit.layers.all())
        self.excluded = len(listing) - len(self._documents)

    @property
    def documents(self) -> tuple[int, ...]:
        """Return the documents that any layer has read, in the order they came."""
        return tuple(own for own in self._documents if self._layers[own])

    def documents_of(self, names: Sequence[LayerName]) -> tuple[int, ...]:
        """Return the documents in which all of these layers are, in the order they came."""
        wanted = {*names}
        return tuple(own for own in self._documents if wanted <= self._layers[own].keys())

    def names(self) -> Counter[LayerName]:
        """Return every layer's name and in how many documents it is."""
        return Counter(name for own in self._documents for name in self._layers[own])

    def read(self, document_id: int, wanted: Sequence[LayerName]) -> ReadText:
        """Return what these layers have coded in one document.

        A person's layer is finished once it was submitted, and the agreed one once no proposal is
        open there: until then they tell nothing.
        """
        item, layers = self._documents[document_id], self._layers[document_id]
        text = self._unit.documents.text(document_id)
        coder = _Coder(WordPlaces(text), self._fields, self._speakers)
        claims = self._unit.claims.of_document(document_id)
        proposals = self._unit.proposals.of_document(document_id, _EVERY_STATE)
        readers: dict[LayerName, Read] = {}
        unfinished = set[LayerName]()
        for name in (name for name in wanted if name in layers):
            layer = layers[name]
            mine = [claim for claim in claims if layer and claim.layer_id == layer.id]
            if not self._is_finished(name, item, mine):
                unfinished.add(name)
                continue
            proposed = [claim for claim in proposals if layer and claim.layer_id == layer.id]
            coded = (*map(coder.claim, _standing(mine)), *map(coder.proposal, proposed))
            readers[name] = Read(coded, self._worked.get(layer.id, "") if layer else "")
        contents = [span for read in readers.values() for c in read.claims for span in c.content]
        aside = _aside(self._unit.layers.boilerplate(document_id), contents)
        return ReadText(document_id, item.title, len(text) - aside, readers, frozenset(unfinished))

    def _by_document(
        self, layers: Iterable[Layer]
    ) -> defaultdict[int, dict[LayerName, Layer | None]]:
        """Return each document's layers by name; of an engine the newest."""
        found: defaultdict[int, dict[LayerName, Layer | None]] = defaultdict(dict)
        for layer in layers:
            found[layer.document_id][self._name(layer)] = layer
        for own, item in self._documents.items():
            if item.marks.no_claims:
                found[own].setdefault(LayerName(LayerKind.AGREED, AGREED), None)
        for (own, name), submitted in self._alone.items():
            if submitted and own in self._documents:
                found[own].setdefault(name, None)
        return found

    def _reading_alone(self, unit: UnitOfWork) -> dict[tuple[int, LayerName], bool]:
        """Return who is to read which document independently, and whether they submitted it."""
        return {
            (item.document_id, LayerName(LayerKind.ANNOTATOR, self._users[item.user_id])): (
                item.submitted
            )
            for every in unit.assignments.of_documents(self._documents).values()
            for item in every
            if item.independent
        }

    def is_closed_to(self, document_id: int, user: str) -> bool:
        """Tell whether somebody still reads a document on their own, and is not to see others'."""
        return not self._alone.get((document_id, LayerName(LayerKind.ANNOTATOR, user)), True)

    def _is_finished(self, name: LayerName, item: DocumentListing, claims: Sequence[Claim]) -> bool:
        """Tell whether a layer has said what it has to say of a document."""
        match name.kind:
            case LayerKind.ANNOTATOR:
                return self._alone.get((item.id, name), False)
            case LayerKind.AGREED:
                return not item.progress.open and (bool(claims) or item.marks.no_claims)
            case _:
                return True

    def _name(self, layer: Layer) -> LayerName:
        if layer.engine is not None:
            return LayerName(layer.kind, layer.engine.name)
        return LayerName(layer.kind, AGREED if layer.user is None else self._users[layer.user])


def _standing(claims: Iterable[Claim]) -> list[Claim]:
    return [claim for claim in claims if claim.status is not ReviewStatus.REJECTED]


def _aside(boilerplate: Iterable[Span], contents: Sequence[Span]) -> int:
    """Return how many letters are no part of the article and nobody's content."""
    idle = (span for span in boilerplate if not any(span.overlaps(other) for other in contents))
    return sum(len(span) for span in in_order(idle))


class _Speakers:
    """Who speakers are across layers: claims know their ids, proposals their names."""

    def __init__(self, every: Iterable[Speaker], known: Mapping[int, Speaker]) -> None:
        self._known = known
        self._by_uid: dict[str, UUID] = {}
        self._by_name: dict[str, set[UUID]] = defaultdict(set)
        for speaker in every:
            for uid in (speaker.uid, *speaker.absorbed):
                self._by_uid[str(uid)] = speaker.uid
            for name in speaker.names:
                self._by_name[name_key(name)].add(speaker.uid)

    def of_id(self, speaker_id: int | None) -> str | None:
        """Return the lasting id of whom an id means."""
        return None if speaker_id is None else str(self._known[speaker_id].uid)

    def of_name(self, name: str | None) -> str | None:
        """Return the lasting id of the one speaker of this name, else the name."""
        if name is None:
            return None
        found = self._by_name.get(name_key(name), set())
        return str(*found) if len(found) == 1 else name_key(name)

    def of_uid(self, uid: str) -> str:
        """Return the lasting id of whom a lasting id means now."""
        return str(self._by_uid.get(uid, uid))


class _Coder:
    """Turns claims and proposals on one text into what is compared."""

    def __init__(
        self, places: WordPlaces, fields: Sequence[FieldDefinition], speakers: _Speakers
    ) -> None:
        self._places = places
        self._fields = fields
        self._speakers = speakers

    def claim(self, claim: Claim) -> CodedClaim:
        names = [self._speakers.of_id(link.speaker) for link in claim.body.chain]
        coded = self._coded(claim.uid, claim.body, names, frozenset(claim.body.tags))
        return coded._replace(item=f"claim:{claim.id}")

    def proposal(self, proposal: Proposal) -> CodedClaim:
        names = [self._speakers.of_name(link.speaker) for link in proposal.body.chain]
        coded = self._coded(proposal.uid, proposal.body, names, None)
        return coded._replace(item=f"proposal:{proposal.id}")

    def _coded(
        self,
        uid: UUID,
        body: ClaimBody | ProposedClaim,
        names: Sequence[str | None],
        tags: frozenset[str] | None,
    ) -> CodedClaim:
        last = body.chain[-1] if body.chain else None
        said = Said(
            key=str(uid),
            content=self._places.of(body.content),
            source=self._places.of(_there(last.source if last else None)),
            cue=self._places.of(_there(last.cue if last else None)),
            speaker=names[-1] if names else None,
            via=tuple(names[:-1]),
        )
        speaker = said.speaker or NOBODY
        values: dict[str, Any] = {"kind": body.kind.value, "speaker": speaker}
        values["chain"] = (*(name or NOBODY for name in said.via), speaker)
        for item in self._fields:
            value = body.fields.get(item.key)
            if value is not None and value.state is not FieldState.EMPTY:
                values[f"field {item.key}"] = self._value(item, value)
        return CodedClaim(said, body.content, values, tags, source=last.source if last else None)

    def _value(self, item: FieldDefinition, field: FieldValue) -> Any:
        """Return a value as it is compared; that there is none, and why, is a value too."""
        if field.value is None:
            return (field.state.value,)
        match item.type:
            case FieldType.SPEAKER:
                return self._speakers.of_uid(field.value)
            case FieldType.NUMBER:
                return repr(float(field.value))
            case FieldType.TEXT:
                return " ".join(field.value.casefold().split())
        return field.value


def _there(span: Span | None) -> tuple[Span, ...]:
    return () if span is None else (span,)
