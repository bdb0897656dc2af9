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
from annotator.services.bootstrap import Services, new_services, open_services
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

    @property
    def place(self) -> Path | str:
        """Return what it is opened by: its file, or the URL of its database."""
        store = self.ann.context.store
        return store.address if store.is_shared else self.path

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


FILE, SERVER = "file", "server"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Let the tests of a module that says `BOTH_DATABASES = True` have a project in each.

    With `ANNOTATOR_TEST_BOTH` all tests have that: those that read the project's file fail then.
    """
    both = getattr(metafunc.module, "BOTH_DATABASES", "ANNOTATOR_TEST_BOTH" in os.environ)
    if both and "project" in metafunc.fixturenames:
        metafunc.parametrize("project", [FILE, SERVER], indirect=True)


@pytest.fixture
def project(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[TwoPeople]:
    """Yield a new project in which nothing is claimed or proposed yet."""
    if getattr(request, "param", FILE) == SERVER:
        ann = open_services(request.getfixturevalue("harbour"), user="Ann")
        with ann.context.reading() as unit:
            document_id = unit.documents.first()
    else:
        ann = new_services(tmp_path / "harbour.annotator", user="Ann")
        document_id = _with_its_document(ann)
    yield TwoPeople(ann.context.store.path, ann, ann.as_user("Bob"), document_id)
    ann.close()


@pytest.fixture
def harbour(server: Server, _harbour: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the URL of a new project on a server, Ann's, with the document of `project`."""
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path / "home"))
    return server.address(server.fresh(template=_harbour))


@pytest.fixture(scope="session")
def _harbour(_server: Server, tmp_path_factory: pytest.TempPathFactory) -> str:
    name = _server.fresh(keep=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path_factory.mktemp("home")))
        ann = new_services(_server.address(name), user="Ann")
    _with_its_document(ann)
    ann.close()
    return name


def _with_its_document(ann: Services) -> int:
    title = FieldValue(value="Ferry fares to rise", state=FieldState.UNVERIFIED)
    fields = {"title": title}
    reading = Reading(text=TEXT, origin="ferry.txt", media_type="text/plain", fields=fields)
    return stored(ann, reading)


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
    yield _server
    _server.clear()
