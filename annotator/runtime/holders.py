"""Which program writes to a SQLite file, as far as the system tells."""

from pathlib import Path
from typing import Final

_LOCKS: Final = Path("/proc/locks")
_PROCESSES: Final = Path("/proc")
_FIELDS: Final = 8
_WRITING: Final = 120  # the byte of a WAL index that its writer holds


def writer_of(database: Path, locks: Path = _LOCKS) -> str | None:
    """Return the name and the number of the process that writes to a database in WAL mode.

    None where nobody does, or where the system does not tell: only Linux does.
    """
    try:
        inode = Path(f"{database}-shm").stat().st_ino
        lines = locks.read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return None
    for line in lines:
        words = line.split()
        if len(words) != _FIELDS or words[3] != "WRITE" or not words[5].endswith(f":{inode}"):
            continue
        if words[6].isdecimal() and int(words[6]) == _WRITING:
            return _named(words[4])
    return None


def _named(process: str) -> str:
    try:
        name = (_PROCESSES / process / "comm").read_text(encoding="utf-8").strip()
    except OSError:
        return process
    return f"{name} {process}"
