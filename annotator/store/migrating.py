"""What the migrations share: SQLite's way of changing a table in place."""

from collections.abc import Iterator
from pathlib import Path

from alembic import op


def statements(path: Path) -> Iterator[str]:
    """Yield the statements of a file, each on a line of its own."""
    lines = path.read_text(encoding="utf-8").splitlines()
    yield from (line for line in lines if line and not line.startswith("--"))


def reword(table: str, old: str, new: str, *, at_end: bool = False) -> None:
    """Change a table's constraints in place: SQLite's way where no stored row is touched by it."""
    bind = op.get_bind()
    query = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?"
    (sql,) = bind.exec_driver_sql(query, (table,)).one()
    (cookie,) = bind.exec_driver_sql("PRAGMA schema_version").one()
    reworded = (
        f"{sql.rstrip().removesuffix(old).rstrip()}{new}" if at_end else sql.replace(old, new)
    )
    bind.exec_driver_sql("PRAGMA writable_schema = ON")
    change = "UPDATE sqlite_master SET sql = ? WHERE type = 'table' AND name = ?"
    bind.exec_driver_sql(change, (reworded, table))
    bind.exec_driver_sql(f"PRAGMA schema_version = {cookie + 1}")
    bind.exec_driver_sql("PRAGMA writable_schema = OFF")
