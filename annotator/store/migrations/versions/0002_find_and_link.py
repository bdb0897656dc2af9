"""Links between claims, saved filters, lines to sort by, and an index of what claims say."""

from collections.abc import Iterator
from pathlib import Path

from alembic import op

from annotator.store.search import rebuild

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _reword("history", "'user')", "'user', 'link', 'filter', 'assignment', 'decision')")
    _add_column("comment", "reply_to INTEGER", "fk_comment_reply_to", "comment")
    _add_column("document", "defaults JSON")
    op.execute("DROP TRIGGER comment_keeps_identity")
    for file in ("0002_tables.sql", "0002_triggers.sql", "0002_fill.sql"):
        for statement in _statements(file):
            op.get_bind().exec_driver_sql(statement)
    rebuild(op.get_bind())


def _statements(file: str) -> Iterator[str]:
    """Yield the statements of a file beside this one, each on a line of its own."""
    lines = Path(__file__).with_name(file).read_text(encoding="utf-8").splitlines()
    yield from (line for line in lines if line and not line.startswith("--"))


def _add_column(table: str, column: str, key: str = "", parent: str = "") -> None:
    """Add a column that may be null, its foreign key told with the table's other ones."""
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    if key:
        name = column.split(maxsplit=1)[0]
        _reword(
            table,
            ")",
            f", CONSTRAINT {key} FOREIGN KEY({name}) REFERENCES {parent} (id))",
            at_end=True,
        )


def _reword(table: str, old: str, new: str, *, at_end: bool = False) -> None:
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
