import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

os.environ["QT_QPA_PLATFORM"] = os.environ.get("QT_QPA_PLATFORM") or "offscreen"

from annotator.domain.claim import Claim, ClaimBody, ClaimKind
from annotator.domain.document import Reading
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.history import RecordKind
from annotator.domain.layer import Engine
from annotator.domain.proposal import ProposalState, ProposedAttribution, ProposedClaim
from annotator.domain.review import ReviewVerb
from annotator.domain.span import Span
from annotator.services.bootstrap import Services, new_services
from annotator.store.extractions import EngineLayer
from tests.team.server import Server, running

settings.register_profile("untimed", deadline=None)  # how long a case takes is for benchmarks
settings.load_profile("untimed")

TEXT = (
    "Ferry fares to rise\n\n"
    "“Fares go up in May ⛴,” harbour master Lena Ovik said on Monday, “and not before.”\n\n"
    "The Harbour Gazette reported, citing the port authority, that two piers will close. "
    "=SUM was, Ovik added, a typing error."
)


@dataclass(frozen=True)
class TwoPeople:
    """A project with one document, and the two who work on it."""

    path: Path
    ann: Services
    bob: Services
    document_id: int
    text: str = TEXT

    def span(self, words: str) -> Span:
        """Return where these words stand first."""
        start = self.text.index(words)
        return Span(start=start, end=start + len(words))

    def claim(self, *fragments: str, **parts: Any) -> Claim:
        """Let Ann add a claim with these fragments of content."""
        content = tuple(self.span(words) for words in fragments)
        body = ClaimBody(kind=ClaimKind.DIRECT, content=content, **parts)
        return self.read(self.ann.annotating.add(self.document_id, body))

    def approved(self, *fragments: str, **parts: Any) -> Claim:
        """Let Ann add and submit a claim, and Bob approve it."""
        claim = self.claim(*fragments, **parts)
        self.ann.reviewing.submit(self.document_id)
        self.bob.reviewing.give(RecordKind.CLAIM, claim.id, ReviewVerb.APPROVE)
        return self.read(claim.id)

    def propose(
        self,
        said: Iterable[tuple[str, float]],
        document_id: int = 0,
        speaker: str = "Lena Ovik",
        version: str = "1",
    ) -> None:
        """Let a machine propose that the speaker said these words, each with its score."""
        document_id = document_id or self.document_id
        text = self.ann.querying.sheet(document_id).document.text
        claims = []
        for words, score in said:
            start = text.index(words)
            content = (Span(start=start, end=start + len(words)),)
            chain = (ProposedAttribution(speaker=speaker),)
            claim = ProposedClaim(kind=ClaimKind.DIRECT, content=content, chain=chain, score=score)
            claims.append((claim, ProposalState.OPEN))
        engine = Engine(name="by hand", version=version)
        with self.ann.context.writing("Propose", document_id, undoable=False) as unit:
            unit.extractions.add(engine, [EngineLayer(document_id, text, claims)])
            unit.commit()

    def store(self, text: str, origin: str) -> int:
        """Let Ann take in another text, and return its document's id."""
        reading = Reading(text=text, origin=origin, media_type="text/plain")
        return stored(self.ann, reading)

    def read(self, claim_id: int) -> Claim:
        """Return a claim as it stands."""
        with self.ann.context.reading() as unit:
            return unit.claims.get(claim_id)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[TwoPeople]:
    """Yield a new project in which nothing is claimed or proposed yet."""
    path = tmp_path / "harbour.annotator"
    ann = new_services(path, user="Ann")
    title = FieldValue(value="Ferry fares to rise", state=FieldState.UNVERIFIED)
    fields = {"title": title}
    reading = Reading(text=TEXT, origin="ferry.txt", media_type="text/plain", fields=fields)
    document_id = stored(ann, reading)
    yield TwoPeople(path, ann, ann.as_user("Bob"), document_id)
    ann.close()


def stored(services: Services, reading: Reading) -> int:
    """Store a document the way the import does, and return its id."""
    with services.context.writing("Import", undoable=False) as unit:
        document_id = unit.documents.add(reading, (1, 2, 3))
        unit.records.add(document_id, reading.fields, reading.text)
        unit.search.index(document_id, reading.text)
        unit.commit()
    return document_id


@pytest.fixture(scope="session")
def _server() -> Iterator[Server]:
    with running() as server:
        yield server


@pytest.fixture
def server(_server: Server) -> Iterator[Server]:
    """Yield a PostgreSQL server; what a test makes there is dropped after it."""
    kept = frozenset(_server.made)
    yield _server
    _server.clear(kept)
