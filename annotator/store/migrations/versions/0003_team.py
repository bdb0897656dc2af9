"""What each user may do, who reads which document, and how differing readings were settled."""

from pathlib import Path

from alembic import op

from annotator.store.migrating import on_server, reword, run_plain, statements

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    if on_server():
        run_plain(Path(__file__).with_name("0003_server.sql"))
        return
    reword("history", "'decision')", "'decision', 'settlement', 'reading')")
    for file in ("0003_tables.sql", "0003_triggers.sql"):
        for statement in statements(Path(__file__).with_name(file)):
            op.get_bind().exec_driver_sql(statement)
