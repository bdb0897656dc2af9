import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

os.environ["QT_QPA_PLATFORM"] = os.environ.get("QT_QPA_PLATFORM") or "offscreen"

from annotator.domain.document import Reading
from annotator.domain.field import FieldState, FieldValue
from annotator.services.bootstrap import Services, new_services

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
