"""Search in a large project: beside a scan with LIKE, and lists of claims beside a small one's.

    python benchmarks/search.py                  100,000 documents of about 4 kB, 1,000,000 claims
    python benchmarks/search.py --documents 2000 --claims 20000 --folder DIR     smaller, and kept

Prints Markdown: the size of the indexes beside the words; each query's first page beside LIKE over
the same texts, median of rounds in turn; each sort's first page beside the page of 10,000 claims,
the painting counted in.
"""

import argparse
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from large_project import build

from annotator.domain.filter import (
    ClaimFilter,
    ClaimOrder,
    DocumentFilter,
    DocumentOrder,
    LineStatus,
)
from annotator.services.bootstrap import Services, open_services
from annotator.services.searching import PAGE

ROUNDS: Final = 5
LIKE_LIMIT: Final = 0.1
INDEX_LIMIT: Final = 0.55
SORT_LIMIT: Final = 2.0
SMALL: Final = 10_000
PAINT: Final = 36.0
"""What painting the first page of a table takes on the reference machine, in ms."""
SCAN: Final = "SELECT document_id FROM source_text WHERE text LIKE ?"
QUERIES: Final = (
    "number777",
    "minister",
    "the",
    "“prime minister”",
    "min*",
    "nu*",
    "Əliyev OR Zangezur",
    "minister -president",
    "minister NEAR/5 foreign",
    "(president OR minister) said",
)
FILTERS: Final = (
    ClaimFilter(words="minister"),
    ClaimFilter(words="the"),
    ClaimFilter(speakers=(7,)),
    ClaimFilter(statuses=(LineStatus.RETURNED,)),
    ClaimFilter(tags=("promise",)),
    ClaimFilter(published_from="2022"),
    ClaimFilter(score_from=0.99),
    ClaimFilter(words="minister", speakers=(1,), statuses=(LineStatus.DRAFT,)),
)


def milliseconds(work: Callable[[], object]) -> float:
    """Return how long something takes."""
    begin = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - begin)


def in_turn(*works: Callable[[], object]) -> list[float]:
    """Return the median of each of some works, done in turn."""
    rounds = [[milliseconds(work) for work in works] for _ in range(ROUNDS)]
    return [median(times) for times in zip(*rounds, strict=True)]


def sizes(path: Path) -> bool:
    """Print how large the indexes are; return whether they keep within the limit."""
    within = True
    print("\n| index | words MB | index MB | ratio | limit |\n| --- | --- | --- | --- | --- |")
    with closing(sqlite3.connect(path)) as connection:
        for index, words in (
            ("text_index", "SELECT sum(length(CAST(text AS BLOB))) FROM source_text"),
            ("body_index", "SELECT sum(length(CAST(words AS BLOB))) FROM fragment"),
        ):
            (text,) = connection.execute(words).fetchone()
            parts = (("data", "block"), ("docsize", "sz"), ("idx", "term"))
            counted = [
                f"(SELECT coalesce(sum(length({column})), 0) FROM {index}_{part})"  # noqa: S608
                for part, column in parts
            ]
            (size,) = connection.execute(f"SELECT {' + '.join(counted)}").fetchone()
            ratio = size / text
            is_text = index == "text_index"
            within &= not is_text or ratio <= INDEX_LIMIT
            limit = INDEX_LIMIT if is_text else "-"
            print(f"| {index} | {text / 2**20:.1f} | {size / 2**20:.1f} | {ratio:.2f} | {limit} |")
    return within


def queries(services: Services) -> bool:
    """Print each query's first page beside the scan; return whether all keep within the limit."""
    search, within = services.searching, True
    print("\n| query | first page ms | LIKE ms | ratio | limit |\n| --- | --- | --- | --- | --- |")
    with closing(sqlite3.connect(services.context.store.path)) as connection:
        for words in QUERIES:
            wanted = DocumentFilter(words=words)
            like = f"%{words.strip('“”*()').split()[0]}%"
            ours, theirs = in_turn(
                lambda wanted=wanted: search.document_ids(wanted, first=PAGE),
                lambda like=like: connection.execute(SCAN, (like,)).fetchall(),
            )
            within &= ours <= LIKE_LIMIT * theirs
            ratio = ours / theirs
            print(f"| `{words}` | {ours:.1f} | {theirs:.0f} | {ratio:.3f} | {LIKE_LIMIT} |")
    return within


def page(services: Services, wanted: ClaimFilter, order: ClaimOrder) -> None:
    """Fetch what the window shows first."""
    search = services.searching
    search.claim_lines(search.claim_ids(wanted, order, first=PAGE))


def sorts(large: Services, small: Services) -> bool:
    """Print each sort's first page beside the small project's; return whether all keep within."""
    within = True
    title = f"| sort of claims | first page ms | of {SMALL:,} ms | ratio | limit |"
    print(f"\n{title}\n| --- | --- | --- | --- | --- |")
    for order in ClaimOrder:
        ours, first = in_turn(
            lambda order=order: page(large, ClaimFilter(), order),
            lambda: page(small, ClaimFilter(), ClaimOrder.PLACE),
        )
        ratio = (ours + PAINT) / (first + PAINT)
        within &= ratio <= SORT_LIMIT
        print(f"| {order} | {ours:.1f} | {first:.1f} | {ratio:.2f} | {SORT_LIMIT} |")
    return within


def filters(services: Services) -> None:
    """Print what filters take: the first page, and all ids."""
    print("\n| filter of claims | first page ms | all ids ms | found |\n| --- | --- | --- | --- |")
    for wanted in FILTERS:
        said = wanted.model_dump(mode="json", exclude_defaults=True)
        first = median(
            milliseconds(lambda w=wanted: page(services, w, ClaimOrder.PLACE)) for _ in range(3)
        )
        begin = time.perf_counter()
        found = len(services.searching.claim_ids(wanted))
        every = 1000 * (time.perf_counter() - begin)
        print(f"| {said} | {first:.1f} | {every:.0f} | {found:,} |")


def others(services: Services) -> None:
    """Print what else search does, once."""
    search = services.searching
    wanted = DocumentFilter(words="minister")
    print("\n| work | ms |\n| --- | --- |")
    for name, work in (
        ("facets of all", lambda: search.facets(ClaimFilter())),
        ("facets of a word", lambda: search.facets(ClaimFilter(words="minister"))),
        ("concordance, first page", lambda: search.concordance(wanted, most=PAGE)),
        ("concordance, 20,000 hits", lambda: search.concordance(wanted)),
        ("all claims by speaker", lambda: search.claim_ids(ClaimFilter(), ClaimOrder.SPEAKER)),
        ("documents by title", lambda: search.document_ids(DocumentFilter(), DocumentOrder.TITLE)),
    ):
        print(f"| {name} | {milliseconds(work):.0f} |")


def measure(folder: Path, documents: int, claims: int) -> bool:
    """Measure everything in projects that are made in a folder if they are not there."""
    large, small = folder / f"large-{documents}-{claims}.annotator", folder / "small.annotator"
    if not large.exists():
        took = clocked(large, documents, claims)
        print(f"Making {documents:,} documents and {claims:,} claims: {took}")
    if not small.exists():
        build(small, 1_000, SMALL)
    services, beside = open_services(large, user="Ann"), open_services(small, user="Ann")
    within = [sizes(large), queries(services), sorts(services, beside)]
    filters(services)
    others(services)
    beside.close()
    services.close()
    return all(within)


def clocked(path: Path, documents: int, claims: int) -> str:
    """Make a project and return how long it took."""
    return f"{milliseconds(lambda: build(path, documents, claims)) / 1000:.0f} s"


def main() -> int:
    """Measure, and return the exit status."""
    parser = argparse.ArgumentParser(description="Search in a large project.")
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    with TemporaryDirectory() as scratch:
        within = measure(asked.folder or Path(scratch), asked.documents, asked.claims)
    print(f"\nEvery limit is {'kept' if within else 'NOT kept'}.")
    return 0 if within else 1


if __name__ == "__main__":
    sys.exit(main())
