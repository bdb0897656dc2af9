"""Links between claims, saved filters, lines to sort by, and an index of what claims say."""

from pathlib import Path

from alembic import op

from annotator.store.migrating import on_server, reword, statements
from annotator.store.search import rebuild

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    if on_server():
        return
    reword("history", "'user')", "'user', 'link', 'filter', 'assignment', 'decision')")
    _add_column("comment", "reply_to INTEGER", "fk_comment_reply_to", "comment")
    _add_column("document", "defaults JSON")
    op.execute("DROP TRIGGER comment_keeps_identity")
    for file in ("0002_tables.sql", "0002_triggers.sql", "0002_fill.sql"):
        for statement in statements(Path(__file__).with_name(file)):
            op.get_bind().exec_driver_sql(statement)
    rebuild(op.get_bind())


def _add_column(table: str, column: str, key: str = "", parent: str = "") -> None:
    """Add a column that may be null, its foreign key told with the table's other ones."""
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    if key:
        name = column.split(maxsplit=1)[0]
        reword(
            table,
            ")",
            f", CONSTRAINT {key} FOREIGN KEY({name}) REFERENCES {parent} (id))",
            at_end=True,
        )
