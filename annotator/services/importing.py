"""Take files and folders in as documents; what cannot be read is said, and the rest goes on."""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from annotator.domain.document import Reading, text_hash
from annotator.domain.errors import CancelledError, DuplicateDocumentError
from annotator.domain.events import DocumentsChanged
from annotator.domain.value import Value
from annotator.exchange.readers.discovery import Skipped, discover
from annotator.exchange.readers.files import legible
from annotator.exchange.readers.near_duplicates import signature
from annotator.exchange.readers.plain_text import PASTED, read_pasted
from annotator.exchange.readers.registry import read
from annotator.runtime.progress import Progress, Silent
from annotator.services.context import Context
from annotator.services.shelving import Imported, Shelf, Taken
from annotator.services.workers import Workers, mapped

_LINE: Final = 80


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
        shelf = Shelf(self._context)
        progress = progress or Silent()
        found = _noting(discover(paths), shelf.skipped)
        cancelled = False
        try:
            with shelf:
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
        document_id = Shelf(self._context).store(Path(PASTED), taken)
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
            found = unit.documents.with_hashes([text_hash(text)])
        return next((own for own, _origin in found.values()), None)


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


def _noting(found: Iterable[Path | Skipped], skipped: list[Skipped]) -> Iterator[Path]:
    for item in found:
        if isinstance(item, Skipped):
            skipped.append(item)
        else:
            yield item
