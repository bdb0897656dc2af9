"""What the migrations share: SQLite's way of changing a table in place."""

from collections.abc import Iterator
from pathlib import Path

from alembic import op

from annotator.store.server import DIALECT


def on_server() -> bool:
    """Tell whether it is a database on a server, of which the third schema is the first."""
    return op.get_bind().dialect.name == DIALECT


def run_plain(path: Path) -> None:
    """Run the statements of a file, in which nothing is a place for a value."""
    for statement in statements(path):
        op.get_bind().exec_driver_sql(statement, execution_options={"no_parameters": True})


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
