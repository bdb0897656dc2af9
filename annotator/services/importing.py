"""Take files and folders in as documents; what cannot be read is said, and the rest goes on."""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from annotator.domain.codebook import FieldScope
from annotator.domain.document import Reading, text_hash
from annotator.domain.errors import (
    AnnotatorError,
    CancelledError,
    DuplicateDocumentError,
    ProjectError,
)
from annotator.domain.events import DocumentsChanged
from annotator.domain.value import Value
from annotator.exchange.readers.discovery import Skipped, discover
from annotator.exchange.readers.files import legible
from annotator.exchange.readers.near_duplicates import Sketches, signature
from annotator.exchange.readers.plain_text import PASTED, read_pasted
from annotator.exchange.readers.registry import read
from annotator.runtime.progress import Progress, Silent
from annotator.services.context import Context
from annotator.services.workers import Workers, mapped

_LINE: Final = 80


class Taken(NamedTuple):
    """What a file holds, and the sketch by which texts like it are found."""

    reading: Reading
    sketch: tuple[int, ...]


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
        workers: Workers = 0,
        progress: Progress | None = None,
    ) -> ImportReport:
        """Import files and folders; each file is a document and an act of its own.

        A cancelled import keeps what it took in and says so in its report.

        Raises:
            ProjectError: the project cannot be written to; what was taken in before stays.
        """
        shelf = _Shelf(self._context)
        progress = progress or Silent()
        found = _noting(discover(paths), shelf.skipped)
        cancelled = False
        try:
            for path, taken in mapped(partial(take, max_bytes=max_bytes), found, workers):
                progress.step(shelf.seen, None, legible(path.name))
                shelf.put(path, taken)
        except CancelledError:
            cancelled = True
        finally:
            self._context.publish(DocumentsChanged())
        return ImportReport(
            imported=tuple(shelf.imported), skipped=tuple(shelf.skipped), cancelled=cancelled
        )

    def pasted(self, text: str) -> int:
        """Store pasted text as a document and return its id.

        Raises:
            UnreadableError: it cannot be stored as text; the sentence says why.
            DuplicateDocumentError: the project has this text already.
        """
        taken = _sketched(read_pasted(text))
        if self._known(taken.reading.text) is not None:
            first = _first_line(taken.reading.text)
            raise DuplicateDocumentError(f"This text is in the project already: “{first}”.")
        document_id, _like = _Shelf(self._context).store(taken, PASTED)
        self._context.publish(DocumentsChanged())
        return document_id

    def known(self, text: str) -> int | None:
        """Return the document that has this pasted text, if there is one.

        Raises:
            UnreadableError: it cannot be stored as text; the sentence says why.
        """
        return self._known(read_pasted(text).text)

    def _known(self, text: str) -> int | None:
        with self._context.reading() as unit:
            return unit.documents.id_with_hash(text_hash(text))


def take(path: Path, max_bytes: int) -> Taken:
    """Read one file; a pure function, fit for another process.

    Raises:
        UnreadableError: it cannot be read; the sentence says why.
    """
    return _sketched(read(path, max_bytes=max_bytes))


def _first_line(text: str) -> str:
    line = text.strip().split("\n", maxsplit=1)[0].strip()
    return line if len(line) <= _LINE else f"{line[: _LINE - 1]}…"


def _sketched(reading: Reading) -> Taken:
    return Taken(reading, signature(reading.text))


class _Shelf:
    """Stores readings one by one, each unless its text is there already."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.imported: list[Imported] = []
        self.skipped: list[Skipped] = []
        with context.reading() as unit:
            codebook = unit.project.codebook()
            signatures = unit.documents.signatures()
        self._sketches: Sketches[tuple[int, str]] = Sketches()
        for document_id, origin, sketch in signatures:
            self._sketches.add((document_id, origin), sketch)
        self._keys = codebook.taken_in(FieldScope.DOCUMENT)

    @property
    def seen(self) -> int:
        """Return how many files have been dealt with."""
        return len(self.imported) + len(self.skipped)

    def put(self, path: Path, taken: Taken | AnnotatorError) -> None:
        """Store what was read from a file, or note why not.

        Raises:
            ProjectError: the project cannot be written to.
        """
        try:
            if isinstance(taken, AnnotatorError):
                raise taken
            document_id, like = self.store(taken, legible(path.name))
        except ProjectError:
            raise
        except AnnotatorError as error:
            known = isinstance(error, DuplicateDocumentError)
            self.skipped.append(Skipped(path=path, reason=str(error), harmless=known))
        else:
            self.imported.append(Imported(path=path, document_id=document_id, like=like))

    def store(self, taken: Taken, name: str) -> tuple[int, str | None]:
        """Store one text; return its id and the origin of one that is nearly the same.

        Raises:
            DuplicateDocumentError: the project has this text already.
        """
        reading, sketch = taken
        fields = {key: value for key, value in reading.fields.items() if key in self._keys}
        with self._context.writing(f"Import {name}", undoable=False) as unit:
            known = unit.documents.with_hash(text_hash(reading.text))
            if known is not None:
                raise DuplicateDocumentError(f"“{name}” is in the project already, as {known}.")
            document_id = unit.documents.add(reading, sketch)
            unit.records.add(document_id, fields, reading.text)
            unit.search.index(document_id, reading.text)
            unit.commit()
        alike = self._sketches.alike(sketch)
        like = alike[0][0][1] if alike else None
        self._sketches.add((document_id, reading.origin), sketch)
        return document_id, like


def _noting(found: Iterable[Path | Skipped], skipped: list[Skipped]) -> Iterator[Path]:
    for item in found:
        if isinstance(item, Skipped):
            skipped.append(item)
        else:
            yield item
