"""Write the third schema of a server down as it is now: `python -m tests.team.freeze`.

That is how it is written while no project has that schema; from then on it stays, and what changes
is a migration of its own, for both databases.
"""

from pathlib import Path

from annotator.store import server_schema

FILE = Path(server_schema.__file__).parent / "migrations" / "versions" / "0003_server.sql"
_HEAD = "-- The third schema as PostgreSQL has it, which is its first: one statement a line."


def frozen() -> str:
    """Return what is to stand in the file."""
    return "\n".join((_HEAD, *server_schema.statements(), ""))


def main() -> None:
    FILE.write_text(frozen(), encoding="utf-8")


if __name__ == "__main__":
    main()
