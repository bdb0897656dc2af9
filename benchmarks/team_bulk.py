"""Store many documents, and an engine's proposals on them, beside the bare driver with those rows.

    python benchmarks/team_bulk.py [--documents 300] [--rounds 5] [--database URL]

Ours goes the way of the program: as many documents to a transaction as it takes, each an act with
its rows in the history, judged by every rule. The bare driver writes the very rows that came of it
into the same tables, in one transaction: COPY by psycopg, `executemany` by sqlite3; once under the
same triggers, once without them. All take turns, each in a database of its own. Prints Markdown:
the seconds of each, medians of all rounds, and the ratio.
"""

import argparse
import random
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from bulk import varied
from server_export import served
from sqlalchemy import URL, make_url
from team_bulk_bare import BareFile, BareServer

from annotator.domain.claim import ClaimKind
from annotator.domain.document import Reading
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.layer import Engine
from annotator.domain.proposal import Extraction, ProposedAttribution, ProposedClaim
from annotator.domain.span import Span
from annotator.extract.asking import Asked
from annotator.services.bootstrap import Services, new_services, open_services
from annotator.services.intake import Intake
from annotator.services.reading import Task, made_ready
from annotator.services.shelving import Shelf, Taken

LIMIT: Final = 0.4
DOCUMENTS: Final = 300
ROUNDS: Final = 5
EACH: Final = 20
WHO: Final = "Ann"
ENGINE: Final = Engine(name="bench", version="1")
HEADS: Final = (
    *("in bulk", "rows", "rows a second", "ours s", "bare s", "bare, without our rules s"),
    *(f"bare / ours (limit {LIMIT})", "without our rules / ours"),
)
WORD: Final = re.compile(r"\w+")
Bare = BareFile | BareServer
Work = Callable[[Services], None]


def main() -> int:
    """Measure both databases; return 1 where one is slower than its limit."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--database", type=make_url)
    asked = parser.parse_args()
    with TemporaryDirectory() as folder, served(asked.database) as url:
        return 0 if in_bulk(Path(folder), url, asked.documents, asked.rounds) else 1


def in_bulk(folder: Path, url: URL, documents: int = DOCUMENTS, rounds: int = ROUNDS) -> bool:
    """Print what both kinds of work take in each database; return whether all are within limits."""
    print(f"| {' | '.join(HEADS)} |\n|{' --- |' * len(HEADS)}")
    return (
        min(
            ratio
            for bare in (BareFile(folder), BareServer(url))
            for ratio in compared(bare, documents, rounds)
        )
        >= LIMIT
    )


def compared(bare: Bare, documents: int, rounds: int) -> Iterator[float]:
    """Print both kinds of work in one database, and yield how much of the bare speed is ours."""
    empty = bare.empty()
    new_services(empty, user=WHO).close()
    texts = list(varied(documents))
    readings = [taken(number, text) for number, text in enumerate(texts)]
    yield measured(bare, "documents", empty, lambda services: bring_in(services, readings), rounds)
    held = bare.copy(empty)
    at_work(held, lambda services: bring_in(services, readings))
    found = [(task(number, text), proposed(text)) for number, text in enumerate(texts, start=1)]
    yield measured(bare, "proposals", held, lambda services: take_in(services, found), rounds)
    for place in (empty, held):
        bare.drop(place)


def measured(bare: Bare, what: str, place: Any, work: Work, rounds: int) -> float:
    """Print the medians of some rounds; return how much of the bare speed is ours."""
    ours, ruled, unruled = [], [], []
    for _round in range(rounds):
        done = bare.copy(place)
        ours.append(at_work(done, work))
        rows = bare.rows(place, done)
        bare.drop(done)
        ruled.append(bare.written(place, rows, ruled=True))
        unruled.append(bare.written(place, rows, ruled=False))
    mine, theirs, free = map(statistics.median, (ours, ruled, unruled))
    count = sum(map(len, rows.values()))
    cells = (
        *(f"{bare.name}: {what}", f"{count:,}", f"{count / mine:,.0f}"),
        *(f"{seconds:.2f}" for seconds in (mine, theirs, free, theirs / mine, free / mine)),
    )
    print(f"| {' | '.join(cells)} |", flush=True)
    return theirs / mine


def at_work(place: Any, work: Work) -> float:
    """Return the seconds that some work takes in a project."""
    services = open_services(place, user=WHO)
    begin = time.perf_counter()
    work(services)
    passed = time.perf_counter() - begin
    services.close()
    return passed


def bring_in(services: Services, readings: Sequence[Taken]) -> None:
    """Store texts that were read, as an import does."""
    with Shelf(services.context) as shelf:
        for reading in readings:
            shelf.put(Path(reading.reading.origin), reading)


def take_in(services: Services, found: Sequence[tuple[Task, Extraction]]) -> None:
    """Store what an engine read, as `propose` does where others read."""
    with Intake(services.context, ENGINE, 0.0) as intake:
        for task, result in found:
            intake.take(task, made_ready(result, task.text))


def taken(number: int, text: str) -> Taken:
    """Return a text as a reader takes it in."""
    title = FieldValue(value=text.split("\n", maxsplit=1)[0], state=FieldState.UNVERIFIED)
    reading = Reading(
        text=text, origin=f"{number}.txt", media_type="text/plain", fields={"title": title}
    )
    sketch = random.Random(number).sample(range(1 << 48), 128)  # noqa: S311 - like no other text
    return Taken(reading, tuple(sorted(sketch)))


def task(number: int, text: str) -> Task:
    """Return what an engine is given to read."""
    return Task(number, f"{number}.txt", Asked(ENGINE.name), text, {})


def proposed(text: str) -> Extraction:
    """Return so many claims, of a sentence's length each, with a source, a cue and a field."""
    words = [Span(start=word.start(), end=word.end()) for word in WORD.finditer(text)]
    step = len(words) // EACH
    claims = []
    for first in range(0, step * EACH, step):
        source, cue, start, *rest = words[first : first + step]
        content = Span(start=start.start, end=rest[min(15, len(rest) - 1)].end)
        said = FieldValue(value=source.of(text), state=FieldState.UNVERIFIED, evidence=source)
        link = ProposedAttribution(source=source, cue=cue, speaker=source.of(text))
        claims.append(
            ProposedClaim(
                kind=ClaimKind.INDIRECT,
                content=(content,),
                chain=(link,),
                fields={"addressee": said},
                score=0.7,
            )
        )
    return Extraction(language="en", claims=tuple(claims))


if __name__ == "__main__":
    sys.exit(main())
