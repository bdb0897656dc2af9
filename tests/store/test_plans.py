"""How SQLite goes about the lists that a person sorts: along an index, never by sorting all."""

import re

import pytest

from annotator.domain.filter import ClaimOrder, DocumentOrder
from annotator.domain.speaker import SpeakerBody

_SORTS = re.compile("TEMP B-TREE")
_READS_ALL = re.compile(r"^SCAN (?!.* USING (COVERING )?INDEX)")
_IN_PLACE = "SCAN l"
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
        listing._runner.execute = lambda words, values: execute(
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
        assert {step for step in steps if _READS_ALL.search(step)} <= {_IN_PLACE}


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
