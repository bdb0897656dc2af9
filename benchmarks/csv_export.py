"""Export a large project as CSV, beside the sqlite3 shell writing the same cells.

    python benchmarks/csv_export.py [--claims 1000000] [--folder DIR]

Prints seconds, the ratio to the shell, and the memory above idle, each with its limit. On a busy
machine the seconds of work (CPU time) tell more than those that went by.
"""

import argparse
import csv
import json
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory

from annotator.domain.columns import ExportStatus, columns
from annotator.domain.document import Reading, text_hash
from annotator.services.bootstrap import new_services, open_services
from annotator.services.checking import check_export, check_project
from annotator.store.export import ExportRepo, read_only

CLAIMS_A_DOCUMENT = 20
RATIO_LIMIT = 1.2
MEMORY_LIMIT_MB = 40
WORDS = "harbour pilots asked, said “no” and went home; the ferry, however, did not sail "
TEXT = WORDS * 60
CONTENT = 240

ROUND = """
import json, resource, sys, time
from datetime import UTC, datetime
from pathlib import Path
from annotator.services.bootstrap import open_services
from annotator.services.exporting import ExportingService
services = open_services(Path(sys.argv[1]), user="Ann")
exporting = ExportingService(services.context)
exporting.count()
idle = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
begin, work = time.perf_counter(), time.process_time()
day = datetime.now(UTC).date() if sys.argv[3:] else None
report = exporting.export(Path(sys.argv[2]), as_of=day)
seconds, work = time.perf_counter() - begin, time.process_time() - work
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
memory = (peak - idle) / 1024
print(json.dumps({"rows": report.rows, "seconds": seconds, "work": work, "memory": memory}))
"""

FILL = """
CREATE TEMP TABLE n AS WITH RECURSIVE n (i) AS
  (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :claims) SELECT i FROM n;
CREATE TEMP TABLE d AS WITH RECURSIVE d (i) AS
  (SELECT 2 UNION ALL SELECT i + 1 FROM d WHERE i < :documents) SELECT i FROM d;
CREATE TEMP TABLE top AS SELECT (SELECT max(number) FROM history) AS h,
  (SELECT max(id) FROM body) AS b;
INSERT INTO document SELECT i, printf('%036d', i), hash(text || i), 'file ' || i, media_type,
  encoding, imported, headline, signature, 0, 0, NULL, NULL, NULL, last_change, NULL
  FROM d, document, source_text WHERE document.id = 1 AND document_id = 1;
INSERT INTO source_text SELECT i, text || i FROM d, source_text WHERE document_id = 1;
INSERT INTO document_record SELECT i, printf('%036d', i), i, body_id, status, last_edit, last_move
  FROM d, document_record r WHERE r.document_id = 1;
INSERT INTO layer SELECT i, printf('%036d', i), i, 'agreed', NULL, NULL, NULL, NULL, NULL, NULL
  FROM (SELECT 1 AS i UNION ALL SELECT i FROM d) WHERE i NOT IN (SELECT id FROM layer);
INSERT INTO history SELECT h + i, 1, 'claim', i, NULL,
  json_object('body', b + i, 'status', 'draft', 'deleted', json('false')) FROM n, top;
INSERT INTO text_index (rowid, words) SELECT i, 'ferry' FROM d;
INSERT INTO history SELECT h + :claims + i, (SELECT number FROM act WHERE user_id = 2), 'claim', i,
  json_object('body', b + i, 'status', 'draft', 'deleted', json('false')),
  json_object('body', b + i, 'status', 'approved', 'deleted', json('false')) FROM n, top;
INSERT INTO body SELECT b + i, 'direct' FROM n, top;
INSERT INTO fragment SELECT b + i, 0, i % 900, i % 900 + :content,
  substr((SELECT text FROM source_text WHERE document_id = 1), i % 900 + 1, :content) FROM n, top;
INSERT INTO body_index (rowid, content, others) SELECT b + i, 'ferry', '' FROM n, top;
INSERT INTO link (body_id, position, speaker_id) SELECT b + i, 0, 1 FROM n, top;
INSERT INTO link SELECT b + i, 1, 0, 7, 'harbour', 22, 26, 'said', 2, NULL FROM n, top;
INSERT INTO body_field SELECT b + i, k.value, 'the value ' || i, 'confirmed', NULL, NULL, NULL
  FROM n, top, json_each('["topic", "medium", "addressee"]') k;
INSERT INTO body_tag SELECT b + i, 'promise' FROM n, top;
INSERT INTO claim SELECT i, printf('%036d', i), (i - 1) / :a_document + 1,
  (i - 1) / :a_document + 1, b + i, 'approved', 0, NULL, h + i, h + i, h + :claims + i FROM n, top;
INSERT INTO review SELECT h + :claims + i, printf('%036d', i), i, NULL, 'approve', NULL, NULL
  FROM n, top;
INSERT INTO history SELECT h + 2 * :claims + i, 1, 'record', i, NULL,
  json_object('body', body_id, 'status', 'draft') FROM d, top, document_record r WHERE r.id = i;
UPDATE document_record SET last_edit = (SELECT h FROM top) + 2 * :claims + id,
  last_move = (SELECT h FROM top) + 2 * :claims + id WHERE id > 1;
"""


def main() -> None:
    """Measure, and leave nothing behind unless a folder was named."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path)
    chosen = parser.parse_args()
    with TemporaryDirectory() as temporary:
        measure(chosen.folder or Path(temporary), chosen.claims)


def measure(folder: Path, claims: int) -> None:
    """Build the project, export it both ways, compare cell by cell, print the figures."""
    project = folder / f"bench-{claims}.annotator"
    if not project.exists():
        build(project, claims)
    mine, theirs = folder / "mine.csv", folder / "shell.csv"
    ours, past = exported(project, mine), exported(project, folder / "past.csv", "as of today")
    size = mine.stat().st_size / 2**20
    print(f"ours   {ours['seconds']:7.2f} s, {ours['work']:7.2f} s of work", end="")
    print(f"   {ours['rows']} rows, {size:.0f} MB")
    over = ours["memory"]
    print(f"memory {over:7.1f} MB above idle (limit {MEMORY_LIMIT_MB})")
    then = f"{past['seconds']:7.2f} s, {past['work']:7.2f} s of work, {past['memory']:.1f} MB"
    print(f"as of  {then}, ratio of work {past['work'] / ours['work']:.2f}")
    if shutil.which("sqlite3") is None:
        print("shell: there is no sqlite3 here to compare with")
        return
    seconds, work = by_shell(project, folder / "shell.sql", theirs)
    print(f"shell  {seconds:7.2f} s, {work:7.2f} s of work")
    ratios = f"{ours['seconds'] / seconds:.2f}, of work {ours['work'] / work:.2f}"
    print(f"ratio  {ratios} (limit {RATIO_LIMIT})")
    print(f"cells  {'equal' if equal_cells(mine, theirs) else 'DIFFERENT'}")
    services = open_services(project, user="Ann")
    for name, report in (
        ("project", check_project(services.context)),
        ("export", check_export(services.context, mine)),
    ):
        print(f"check  {name}: {len(report.findings)} findings")
    services.close()


def exported(project: Path, out: Path, *when: str) -> dict[str, float]:
    """Export in a process of its own, as of today where `when` says anything; return figures."""
    command = [sys.executable, "-c", ROUND, project, out, *when]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout))


def build(project: Path, claims: int) -> None:
    """Make a project of approved claims, past the triggers: this is about speed alone."""
    services = new_services(project, user="Ann")
    services.as_user("Bob")
    reading = Reading(text=TEXT, origin="file 1", media_type="text/plain")
    with services.context.writing("Import", undoable=False) as unit:
        document_id = unit.documents.add(reading, ())
        unit.records.add(document_id, {}, TEXT)
        unit.search.index(document_id, TEXT)
        unit.layers.agreed(document_id)
        unit.commit()
    services.close()
    with closing(sqlite3.connect(project, isolation_level=None)) as connection:
        fill(connection, claims)


def fill(connection: sqlite3.Connection, claims: int) -> None:
    """Write the rows of documents and claims."""
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall()
    connection.create_function("hash", 1, text_hash)
    connection.execute("BEGIN")
    for name, _sql in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    speakers = [(1, "Harbour Gazette", "organisation"), (2, "Lena Ovik", "person")]
    connection.executemany(
        "INSERT INTO speaker SELECT ?1, printf('%036d', ?1), ?2, ?3, NULL, NULL, 0, NULL, 1",
        speakers,
    )
    places = {
        "claims": claims,
        "documents": (claims - 1) // CLAIMS_A_DOCUMENT + 1,
        "a_document": CLAIMS_A_DOCUMENT,
        "content": CONTENT,
    }
    for statement in FILL.split(";\n"):
        if statement.strip():
            connection.execute(statement, places)
    for _name, sql in triggers:
        connection.execute(sql)
    connection.execute("COMMIT")


def by_shell(project: Path, script: Path, target: Path) -> tuple[float, float]:
    """Let the shell write the same cells from the same queries.

    Returns the seconds it took, and those it was at work.
    """
    script.write_text("\n".join(queries(project)), encoding="utf-8")
    begin, earlier = time.perf_counter(), work_of_children()
    with script.open() as commands, target.open("w") as out:
        subprocess.run(
            ["sqlite3", "-readonly", "-csv", project], stdin=commands, stdout=out, check=True
        )
    return time.perf_counter() - begin, work_of_children() - earlier


def work_of_children() -> float:
    """Return the seconds that finished child processes were at work."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def queries(project: Path) -> list[str]:
    """Return the statements behind the cells of an export, their parameters filled in."""
    seen: list[str] = []
    with read_only(project) as connection:
        connection.connection.driver_connection.set_trace_callback(seen.append)
        repo = ExportRepo(connection)
        for _row in repo.cells(columns(repo.codebook()), ExportStatus.APPROVED):
            pass
    return [f"{statement};" for statement in seen if statement.startswith("WITH exported")]


def equal_cells(mine: Path, theirs: Path) -> bool:
    """Tell whether two files hold the same cells, the header of the first aside."""
    with mine.open(encoding="utf-8", newline="") as left, theirs.open(newline="") as right:
        rows, others = csv.reader(left), csv.reader(right)
        next(rows)
        return all(row == other for row, other in zip_longest(rows, others))


if __name__ == "__main__":
    main()
