"""Read another project file, whatever its version, and leave it as it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from annotator.domain.errors import LockedError, ProjectError
from annotator.domain.finding import Finding
from annotator.store import schema
from annotator.store.backup import copy_whole
from annotator.store.checks import CheckRepo

_COPY: Final = "other.annotator"
_LOCKED: Final = "database is locked"


class Another(NamedTuple):
    """A project file as it was copied to be read."""

    name: str
    path: Path


@contextmanager
def copied(file: Path) -> Iterator[Another]:
    """Copy a project to read it, and bring the copy up to date: the file itself stays as it is.

    Raises:
        LockedError: another program is writing to it.
        ProjectError: it is missing, damaged, newer than this program, or no project.
    """
    with TemporaryDirectory() as folder:
        draft = Path(folder) / _COPY
        try:
            copy_whole(file, draft)
            schema.upgrade(draft)
        except ProjectError as error:
            sentence = " ".join(str(error).split())
            if _LOCKED in sentence:
                held = f"Another program is writing to {file}; try again in a moment."
                raise LockedError(held) from error
            raise ProjectError(sentence.replace(str(draft), str(file))) from error
        yield Another(file.stem, draft)


def first_fault(checks: CheckRepo, *, solo: bool) -> Finding | None:
    """Return in which way a project first breaks a rule; a `solo` one lets people approve alone."""
    proofs = (checks.references, checks.texts, checks.contents)
    found = next((finding for proof in proofs for finding in proof()), None)
    return found or next(checks.histories(solo=solo), None)
