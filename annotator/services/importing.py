"""Take files and folders in as documents; what cannot be read is said, and the rest goes on."""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from annotator.domain.codebook import FieldScope
from annotator.domain.document import Reading, text_hash
from annotator.domain.errors import (
    AnnotatorError,
    CancelledError,
    DuplicateDocumentError,
    UsageError,
)
from annotator.domain.events import DocumentsChanged
from annotator.domain.value import Value
from annotator.exchange.readers.discovery import Skipped, discover
from annotator.exchange.readers.near_duplicates import likeness, signature
from annotator.exchange.readers.registry import read
from annotator.runtime.progress import Progress, Silent
from annotator.services.context import Context
from annotator.services.workers import mapped

NEAR: Final = 0.8
PASTED: Final = "pasted"


class Imported(Value):
    """A file that became a document; `like` is the origin of one that is nearly the same."""

    path: Path
    document_id: int
    like: str | None = None


class ImportReport(Value):
    """What an import took in, and what it passed over and why."""

    imported: tuple[Imported, ...]
    skipped: tuple[Skipped, ...]
    cancelled: bool = False

    @property
    def failed(self) -> tuple[Skipped, ...]:
        """Return what could not be read, known texts and other harmless skips aside."""
        return tuple(item for item in self.skipped if not item.harmless)


class ImportingService:
    """The one way in for source text."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def paths(
        self,
        paths: Iterable[Path],
        *,
        max_bytes: int,
        workers: int = 0,
        progress: Progress | None = None,
    ) -> ImportReport:
        """Import files and folders; each file is a document and an act of its own.

        A cancelled import keeps what it took in and says so in its report.
        """
        shelf = _Shelf(self._context)
        progress = progress or Silent()
        found = _noting(discover(paths), shelf.skipped)
        cancelled = False
        try:
            for path, reading in mapped(partial(read, max_bytes=max_bytes), found, workers):
                progress.step(shelf.seen, None, path.name)
                shelf.put(path, reading)
        except CancelledError:
            cancelled = True
        self._context.publish(DocumentsChanged())
        return ImportReport(
            imported=tuple(shelf.imported), skipped=tuple(shelf.skipped), cancelled=cancelled
        )

    def pasted(self, text: str) -> int:
        """Store pasted text as a document and return its id.

        Raises:
            UsageError: there are no words, or a NUL among them.
            DuplicateDocumentError: the project has this text already.
        """
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if not text.strip() or "\0" in text:
            raise UsageError("The pasted text has no words, or a NUL byte among them.")
        reading = Reading(text=text, origin=PASTED, media_type="text/plain")
        document_id, _like = _Shelf(self._context).store(reading, PASTED)
        self._context.publish(DocumentsChanged())
        return document_id


class _Shelf:
    """Stores readings one by one, each unless its text is there already."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.imported: list[Imported] = []
        self.skipped: list[Skipped] = []
        with context.reading() as unit:
            codebook = unit.project.codebook()
            self._known = [item[1:] for item in unit.documents.signatures()]
        self._keys = {item.key for item in codebook.of(FieldScope.DOCUMENT)}

    @property
    def seen(self) -> int:
        """Return how many files have been dealt with."""
        return len(self.imported) + len(self.skipped)

    def put(self, path: Path, reading: Reading | AnnotatorError) -> None:
        """Store what was read from a file, or note why not."""
        try:
            if isinstance(reading, AnnotatorError):
                raise reading
            document_id, like = self.store(reading, path.name)
        except AnnotatorError as error:
            known = isinstance(error, DuplicateDocumentError)
            self.skipped.append(Skipped(path=path, reason=str(error), harmless=known))
        else:
            self.imported.append(Imported(path=path, document_id=document_id, like=like))

    def store(self, reading: Reading, name: str) -> tuple[int, str | None]:
        """Store one text; return its id and the origin of one that is nearly the same.

        Raises:
            DuplicateDocumentError: the project has this text already.
        """
        mark = signature(reading.text)
        fields = {key: value for key, value in reading.fields.items() if key in self._keys}
        with self._context.writing(f"Import {name}", undoable=False) as unit:
            known = unit.documents.with_hash(text_hash(reading.text))
            if known is not None:
                raise DuplicateDocumentError(f"“{name}” is in the project already, as {known}.")
            document_id = unit.documents.add(reading, mark)
            unit.records.add(document_id, fields, reading.text)
            unit.search.index(document_id, reading.text)
            unit.commit()
        like = next(
            (origin for origin, other in self._known if likeness(mark, other) >= NEAR), None
        )
        self._known.append((reading.origin, mark))
        return document_id, like


def _noting(found: Iterable[Path | Skipped], skipped: list[Skipped]) -> Iterator[Path]:
    for item in found:
        if isinstance(item, Skipped):
            skipped.append(item)
        else:
            yield item
