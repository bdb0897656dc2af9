"""How SQLite goes about the lists that a person sorts: along an index, never by sorting all."""

import re
import sqlite3
from contextlib import closing
from itertools import compress, product, repeat

import pytest

from annotator.domain.document import DocumentStatus
from annotator.domain.filter import ClaimOrder, DocumentOrder, LineStatus
from annotator.domain.speaker import SpeakerBody
from annotator.store.searching.conditions import DOCUMENTS_OF_STATUS, STATUS_OF_DOCUMENT

_SORTS = re.compile("TEMP B-TREE")
_READS_ALL = re.compile(r"^SCAN (?!.* USING (COVERING )?INDEX)")
_IN_PLACE = {"SCAN l", "SCAN document_line"}
"""Documents by their ids: the order in which the table itself lies."""


@pytest.fixture
def lists(project):
    """Return the lists of a project that has some of everything they are sorted by."""
    ovik = project.ann.speakers.add(SpeakerBody(name="Lena Ovik"))
    project.approved("Fares go up in May ⛴", chain=[{"speaker": ovik}])
    project.propose([("two piers will close", 0.7)], speaker="port authority")
    with project.ann.context.reading() as unit:
        yield unit.search


def plans(listing, order, *, descending):
    """Yield the steps that SQLite would take for each piece of a sorted list."""
    walks = listing.walks(order, descending=descending)
    execute = listing._runner.execute
    for walk in (*walks.known, *walks.unknown):
        listing._runner.execute = lambda words, values=(): execute(
            f"EXPLAIN QUERY PLAN {words}", values
        )
        steps = [row[3] for row in listing._walked(walk, (), "l.id").fetchall()]
        listing._runner.execute = execute
        yield steps


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("order", ClaimOrder)
def test_every_order_of_claims_is_read_along_an_index(lists, order, descending):
    found = list(plans(lists.claim_lists(), order, descending=descending))

    assert found
    for steps in found:
        assert not [step for step in steps if _SORTS.search(step) or _READS_ALL.search(step)]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("order", DocumentOrder)
def test_every_order_of_documents_is_read_along_an_index_or_as_they_lie(lists, order, descending):
    found = list(plans(lists.document_lists(), order, descending=descending))

    assert found
    for steps in found:
        assert not [step for step in steps if _SORTS.search(step)]
        assert {step for step in steps if _READS_ALL.search(step)} <= _IN_PLACE


@pytest.mark.parametrize("descending", [False, True])
def test_documents_by_status_are_read_along_indexes_merged_in_step(lists, descending):
    listing = lists.document_lists()
    found = list(plans(listing, DocumentOrder.STATUS, descending=descending))

    whole = [step for steps in found for step in steps if _READS_ALL.search(step)]
    assert len(found) == len(DocumentStatus)
    assert whole == ["SCAN document_line"], "only new documents, which no index knows"


def test_the_documents_of_each_status_are_those_of_which_its_test_is_true():
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(
            "CREATE TABLE document (id INTEGER PRIMARY KEY, excluded TEXT, no_claims BOOLEAN);"
            "CREATE TABLE document_line (id INTEGER PRIMARY KEY);"
            "CREATE TABLE claim_line (document_id INTEGER, status TEXT)"
        )
        statuses = [status.value for status in LineStatus]
        every = product((None, "a double"), (False, True), *repeat((False, True), len(statuses)))
        for number, (excluded, no_claims, *has) in enumerate(every):
            connection.execute(
                "INSERT INTO document VALUES (?, ?, ?)", (number, excluded, no_claims)
            )
            connection.execute("INSERT INTO document_line VALUES (?)", (number,))
            rows = [(number, status) for status in compress(statuses, has)]
            connection.executemany("INSERT INTO claim_line VALUES (?, ?)", rows * 2)

        for status, test in STATUS_OF_DOCUMENT.items():
            true = f"SELECT id FROM document_line l WHERE {test} ORDER BY id"  # noqa: S608 - ours
            met = connection.execute(true)
            given = connection.execute(f"{DOCUMENTS_OF_STATUS[status]} ORDER BY 1")
            found = met.fetchall()
            assert found
            assert given.fetchall() == found, status


def test_names_that_only_proposals_have_are_found_by_steps_along_an_index(lists):
    listing = lists.claim_lists()
    execute, steps = listing._runner.execute, []

    def explained(words, values=()):
        if "claim_line" in words:
            rows = execute(f"EXPLAIN QUERY PLAN {words}", values).fetchall()
            steps.extend(row[3] for row in rows)
        return execute(words, values)

    listing._runner.execute = explained
    list(listing.walks(ClaimOrder.SPEAKER, descending=False).known)

    assert [step for step in steps if "claim_line" in step]
    assert all("COVERING INDEX" in step for step in steps if "claim_line" in step)
