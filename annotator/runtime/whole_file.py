"""Files that stand whole under their name, or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

from annotator.domain.errors import UsageError


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """Hand out a temporary name beside `target`; what is written there becomes the target.

    If the work fails or is cancelled the temporary file goes and an old target stays.

    Raises:
        UsageError: the target cannot be written.
    """
    try:
        draft = _draft(target)
        try:
            yield draft
            _settle(draft, target)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise _refused(target, error) from error


def require_writable(target: Path) -> None:
    """Do nothing, unless `whole_file` could not begin there; ask before long work.

    Raises:
        UsageError: the target cannot be written.
    """
    try:
        _draft(target).unlink()
    except OSError as error:
        raise _refused(target, error) from error


def _refused(target: Path, error: OSError) -> UsageError:
    why = (error.strerror or str(error)).lower()
    return UsageError(f"{target} cannot be written: {why}.")


def _draft(target: Path) -> Path:
    if target.is_dir():
        raise IsADirectoryError(None, "it is a folder")
    with NamedTemporaryFile(
        dir=target.parent, prefix=f".{target.name}.", suffix=".part", delete=False
    ) as made:
        return Path(made.name)


def _settle(draft: Path, target: Path) -> None:
    """Put the draft on the disk for good, then under the target's name."""
    mode = target.stat().st_mode if target.exists() else 0o666 & ~_umask()
    draft.chmod(mode & 0o777)
    with draft.open("rb+") as written:
        os.fsync(written.fileno())
    draft.replace(target)
    if os.name == "posix":
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
