"""Make a large project, past the triggers: for what is measured, and for tests of what is large.

    python benchmarks/large_project.py PROJECT [--documents 20000] [--claims 1000000] [--size 4000]

Articles are paragraphs of those in `seeds/corpus/train`, drawn anew, each with a word of its own;
claims are stretches of them by invented speakers, some still proposals, in every status.
"""

import argparse
import json
import random
import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple
from uuid import UUID

from annotator.domain.document import text_hash
from annotator.exchange.corpus.reading import read_article
from annotator.services.bootstrap import new_services
from annotator.services.own_corpus import kind_of
from annotator.store import schema, triggers
from annotator.store.engine import open_engine
from annotator.store.search import rebuild

TRAIN: Final = Path(__file__).resolve().parents[1] / "seeds" / "corpus" / "train"
FILL: Final = Path(schema.__file__).parent / "migrations" / "versions" / "0002_fill.sql"
SPEAKERS: Final = 3_000
OUTLETS: Final = tuple(f"The {name} Gazette" for name in ("Harbour", "Ferry", "Pier", "Dune"))
STATUSES: Final = ("draft", "submitted", "returned", "approved", "rejected")
OFTEN: Final = (30, 25, 3, 40, 2)
MOMENT: Final = "2026-01-01T00:00:00.000Z"
"""When everything here was done."""
LOT: Final = 500
SHORTEST: Final = 80


def build(path: Path, documents: int, claims: int, size: int = 4_000) -> None:
    """Make a project with so many documents of about `size` characters, and claims in them."""
    services = new_services(path, user="Ann")
    for name in ("Bob", "Cid"):
        services.as_user(name)
    services.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        for statement in triggers.statements():
            connection.execute(f"DROP TRIGGER {triggers.trigger_name(statement)}")
        _fill(connection, documents, claims, size)
        connection.execute("COMMIT")
        connection.execute("BEGIN")
        for line in FILL.read_text(encoding="utf-8").splitlines()[1:]:
            connection.execute(line)
        connection.execute("COMMIT")
    _finish(path)


def _finish(path: Path) -> None:
    engine = open_engine(path)
    with engine.execution_options(begin="IMMEDIATE").begin() as connection:
        schema.create_triggers(connection)
        rebuild(connection)
    engine.dispose()


class _Drawn:
    """Everything that is drawn, the same each time."""

    def __init__(self, size: int) -> None:
        self.random = random.Random(5)  # noqa: S311 - nothing to guess
        texts = [read_article(path, kind_of).text for path in sorted(TRAIN.glob("*.txt"))]
        self._paragraphs = [
            part for text in texts for part in text.split("\n\n") if len(part) > SHORTEST
        ]
        self._size = size

    def text(self, number: int) -> str:
        """Return an article."""
        parts = [f"Headline number{number} of all"]
        length = 0
        while length < self._size:
            parts.append(self.random.choice(self._paragraphs))
            length += len(parts[-1]) + 2
        return "\n\n".join(parts)

    def speaker(self) -> int:
        """Return a speaker; few of them say most."""
        return min(int(self.random.paretovariate(0.6)), SPEAKERS)


def _fill(connection: sqlite3.Connection, documents: int, claims: int, size: int) -> None:
    drawn = _Drawn(size)
    (act,) = connection.execute("SELECT max(number) FROM act").fetchone()
    for offset, user in enumerate((1, 2, 3), start=1):
        values = (act + offset, user, MOMENT, "Import", False, None, None, None)
        connection.execute("INSERT INTO act VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
    _add_speakers(connection)
    numbers = _Numbers(connection, act)
    each, more = divmod(claims, documents)
    for first in range(1, documents + 1, LOT):
        some = range(first, min(first + LOT, documents + 1))
        rows: dict[str, list[tuple[Any, ...]]] = {}
        for document_id in some:
            _add_document(drawn, numbers, rows, document_id, each + (document_id <= more))
        for table, values in rows.items():
            marks = ", ".join("?" * len(values[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", values)  # noqa: S608


class _Numbers:
    """What comes next."""

    def __init__(self, connection: sqlite3.Connection, act: int) -> None:
        def last(table: str, column: str) -> int:
            return int(
                connection.execute(f"SELECT coalesce(max({column}), 0) FROM {table}").fetchone()[0]  # noqa: S608
            )

        self.act = act
        self.history = last("history", "number")
        self.body = last("body", "id")
        self.claim = 0
        self.proposal = 0

    def change(
        self, rows: dict[str, list[Any]], kind: str, record: int, state: Any, by: int
    ) -> int:
        """Add a row of the history."""
        self.history += 1
        row = (self.history, self.act + by, kind, record, None, json.dumps(state))
        rows.setdefault("history", []).append(row)
        return self.history


def _add_speakers(connection: sqlite3.Connection) -> None:
    (number,) = connection.execute("SELECT max(number) FROM history").fetchone()
    rows = [
        (at, _uid(at), f"{_name(at)} {_name(at * 7919)}", "person", None, None, 0, None, number)
        for at in range(1, SPEAKERS + 1)
    ]
    connection.executemany(f"INSERT INTO speaker VALUES ({', '.join('?' * 9)})", rows)  # noqa: S608


def _uid(number: int) -> str:
    return str(UUID(int=number))


def _name(number: int) -> str:
    syllables = ("ba", "du", "ke", "li", "mo", "na", "pi", "ro", "su", "ta")
    return "".join(syllables[int(digit)] for digit in f"{number % 10_000:04}").title()


def _add_document(
    drawn: _Drawn, numbers: _Numbers, rows: dict[str, list[Any]], document_id: int, claims: int
) -> None:
    def add(table: str, *values: Any) -> None:
        rows.setdefault(table, []).append(values)

    text, uid = drawn.text(document_id), _uid(document_id)
    numbers.body += 1
    record = numbers.change(rows, "record", document_id, {"status": "draft"}, 1)
    add(
        *("document", document_id, uid, text_hash(text), f"{document_id}.txt", "text/plain"),
        *(None, MOMENT, text[:40], b"", 0, int(document_id % 50 == 0), None, None, None, record),
        None,
    )
    add("source_text", document_id, text)
    add("body", numbers.body, None)
    day = date(2015, 1, 1) + timedelta(days=drawn.random.randrange(3_000))
    for key, value in (("outlet", drawn.random.choice(OUTLETS)), ("published", day.isoformat())):
        add("body_field", numbers.body, key, value, "confirmed", None, None, None)
    add("document_record", document_id, uid, document_id, numbers.body, "draft", record, record)
    add("layer", document_id, uid, document_id, "agreed", *[None] * 6)
    places = tuple(found.span() for found in re.finditer(r"[^.\n]{20,200}", text))
    for _ in range(claims):
        _add_line(drawn, numbers, rows, _Article(document_id, text, places))


class _Article(NamedTuple):
    """A document's text, and where claims may lie in it."""

    document_id: int
    text: str
    places: Sequence[tuple[int, int]]


def _add_line(
    drawn: _Drawn, numbers: _Numbers, rows: dict[str, list[Any]], article: _Article
) -> None:
    def add(table: str, *values: Any) -> None:
        rows.setdefault(table, []).append(values)

    numbers.body += 1
    document_id, text, places = article
    body, (start, end) = numbers.body, drawn.random.choice(places)
    add("body", body, drawn.random.choice(("direct", "indirect", "mixed")))
    add("fragment", body, 0, start, end, text[start:end])
    is_proposal, speaker = drawn.random.random() < 0.2, drawn.speaker()  # noqa: PLR2004
    name = f"{_name(speaker)} {_name(speaker * 7919)}" if is_proposal else None
    add("link", body, 0, *[None] * 6, None if is_proposal else speaker, name)
    if is_proposal:
        numbers.proposal += 1
        number = numbers.change(rows, "proposal", numbers.proposal, {"state": "open"}, 1)
        score, uid = round(drawn.random.random(), 4), _uid(numbers.proposal)
        add(
            *("proposal", numbers.proposal, uid, document_id, document_id, body, score, "open"),
            number,
        )
        return
    numbers.claim += 1
    (status,) = drawn.random.choices(STATUSES, OFTEN)
    state = {"body": body, "status": status, "deleted": False}
    by = drawn.random.choice((1, 2, 3))
    number = numbers.change(rows, "claim", numbers.claim, state, by)
    add("body_field", body, "topic", f"topic {speaker % 40}", "confirmed", None, None, None)
    add("body_tag", body, drawn.random.choice(("promise", "demand", "denial", "statistic")))
    add(
        *("claim", numbers.claim, _uid(numbers.claim), document_id, document_id, body, status),
        *(0, None, number, number, number),
    )


def main() -> None:
    """Make what was asked for."""
    parser = argparse.ArgumentParser(description="Make a large project.")
    parser.add_argument("project", type=Path)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--size", type=int, default=4_000)
    asked = parser.parse_args()
    build(asked.project, asked.documents, asked.claims, asked.size)


if __name__ == "__main__":
    main()
