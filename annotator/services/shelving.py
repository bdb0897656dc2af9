"""Store what was read from files: several documents to a transaction, each an act of its own."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from annotator.domain.codebook import FieldScope
from annotator.domain.document import Reading, text_hash
from annotator.domain.errors import AnnotatorError, DuplicateDocumentError, ProjectError
from annotator.domain.field import Fields
from annotator.domain.value import Value
from annotator.exchange.readers.discovery import Skipped
from annotator.exchange.readers.files import legible
from annotator.exchange.readers.near_duplicates import Sketches
from annotator.services.context import Context
from annotator.services.gathering import Gathering
from annotator.store.unit_of_work import UnitOfWork

_TOGETHER: Final = 256
_CHARACTERS: Final = 2_000_000


class Taken(NamedTuple):
    """What a file holds, and the sketch by which texts like it are found."""

    reading: Reading
    sketch: tuple[int, ...]


_File = tuple[Path, Taken]
_Passed = tuple[Path, AnnotatorError]


class Imported(Value):
    """A file that became a document; `like` is the origin of one that is nearly the same."""

    path: Path
    document_id: int
    like: str | None = None


class Shelf(Gathering[_File]):
    """Stores what was read from files.

    A text that is there already is passed over. What `imported` tells is stored.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(_TOGETHER)
        self._context = context
        self._characters = 0
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
        return len(self.imported) + len(self.skipped) + len(self._waiting)

    def put(self, path: Path, taken: Taken | AnnotatorError) -> None:
        """Take what was read from a file, or note why it was not.

        Raises:
            ProjectError: the project cannot be written to; what was told before stays.
        """
        if isinstance(taken, AnnotatorError):
            self._pass_over(path, taken)
            return
        self._characters += len(taken.reading.text)
        self._gather((path, taken))

    def store(self, path: Path, taken: Taken) -> int:
        """Store one text by itself and return its document.

        Raises:
            DuplicateDocumentError: the project has this text already.
            ProjectError: the project cannot be written to.
            RightError: the user may not do this.
        """
        stored, twins = self._kept([(path, taken)])
        for _path, why in twins:
            raise why
        return next(iter(stored))

    def _is_due(self) -> bool:
        return super()._is_due() or self._characters >= _CHARACTERS

    def _keep(self, waiting: Sequence[_File]) -> None:
        self._characters = 0
        try:
            stored, twins = self._kept(waiting)
        except ProjectError:
            raise
        except AnnotatorError as error:
            stored, twins = {}, [(path, error) for path, _taken in waiting]
        for document_id, (path, taken) in stored.items():
            alike = self._sketches.alike(taken.sketch)
            like = alike[0][0][1] if alike else None
            self._sketches.add((document_id, taken.reading.origin), taken.sketch)
            self.imported.append(Imported(path=path, document_id=document_id, like=like))
        for path, why in twins:
            self._pass_over(path, why)

    def _kept(self, waiting: Sequence[_File]) -> tuple[dict[int, _File], list[_Passed]]:
        """Store the texts that are new; return them by document, and why the others are not."""
        hashes = [text_hash(taken.reading.text) for _path, taken in waiting]
        new: dict[str, _File] = {}
        twins: list[_Passed] = []
        with self._context.writing("Import", undoable=False) as unit:
            there = unit.documents.with_hashes(hashes)
            known = {sha256: origin for sha256, (_id, origin) in there.items()}
            for sha256, (path, taken) in zip(hashes, waiting, strict=True):
                if sha256 in known:
                    why = f"“{legible(path.name)}” is in the project already, as {known[sha256]}."
                    twins.append((path, DuplicateDocumentError(why)))
                else:
                    new[sha256], known[sha256] = (path, taken), taken.reading.origin
            ids = self._add(unit, list(new.values()))
            unit.commit()
        return dict(zip(ids, new.values(), strict=True)), twins

    def _add(self, unit: UnitOfWork, new: Sequence[_File]) -> list[int]:
        if not new:
            return []
        labels = [f"Import {legible(path.name)}" for path, _taken in new]
        acts = unit.journal.open_acts([None] * len(new), labels)
        ids = unit.documents.add_many([taken for _path, taken in new], acts)
        filed = [(own, taken.reading) for own, (_path, taken) in zip(ids, new, strict=True)]
        unit.records.add_many(
            [(own, self._taken_in(reading.fields), reading.text) for own, reading in filed], acts
        )
        unit.search.index_many([(own, reading.text) for own, reading in filed])
        return ids

    def _taken_in(self, fields: Fields) -> Fields:
        return {key: value for key, value in fields.items() if key in self._keys}

    def _pass_over(self, path: Path, why: AnnotatorError) -> None:
        known = isinstance(why, DuplicateDocumentError)
        self.skipped.append(Skipped(path=path, reason=str(why), harmless=known))
