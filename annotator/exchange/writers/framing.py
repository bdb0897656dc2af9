"""Put finished pieces of text into a file, and say what came of it."""

from collections.abc import Iterable
from hashlib import file_digest, sha256
from pathlib import Path

from annotator.domain.errors import UnreadableError
from annotator.domain.value import Value
from annotator.runtime.whole_file import whole_file


class Written(Value):
    """What stands in a written file: its length in bytes and their hash."""

    bytes: int
    sha256: str


def write_whole(target: Path, pieces: Iterable[str]) -> Written:
    """Write pieces of text as UTF-8 to `target`, all or nothing.

    Raises:
        UsageError: the target cannot be written.
    """
    digest, length = sha256(), 0
    with whole_file(target) as draft, draft.open("wb") as file:
        for piece in pieces:
            data = piece.encode()
            digest.update(data)
            length += file.write(data)
    return Written(bytes=length, sha256=digest.hexdigest())


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes.

    Raises:
        UnreadableError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise UnreadableError(f"{path} cannot be read: {why}.") from error
