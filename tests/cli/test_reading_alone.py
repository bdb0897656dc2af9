import csv
from pathlib import Path

import pytest

from annotator.domain.assigning import Wanted
from annotator.services.bootstrap import open_services


@pytest.fixture
def divided(annotator, project):
    """A project that Bob and Cleo read on their own; Bob has accepted all and submitted nothing."""
    lead = open_services(project)
    people = [lead.as_user(name) for name in ("Bob", "Cleo")]
    documents = tuple(item.id for item in lead.querying.documents())
    users = tuple(person.context.user.id for person in people)
    lead.assigning.assign(Wanted(documents=documents, add=users, independent=True))
    for proposal in people[0].querying.sheet(documents[0]).proposals:
        people[0].annotating.accept(proposal.id)
    lead.close()
    return project


@pytest.mark.parametrize("user", ["Bob", "Cleo"])
def test_an_export_has_no_claim_that_somebody_made_alone(annotator, divided, user):
    done = annotator("export", divided, "--out", "a.csv", "--status", "all", "--user", user)

    with Path("a.csv").open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.DictReader(file))
    assert (done.status, done.err) == (0, "")
    assert {row["status"] for row in found} == {"proposed"}


def test_agreement_tells_nothing_of_what_is_not_submitted(annotator, divided):
    done = annotator("agreement", divided, "--layers", "Bob", "crf", "--draws", 0)

    assert done.status == 2
    assert "not finished by Bob: 1" in done.err


def test_the_check_looks_at_every_layer(annotator, divided):
    done = annotator("check", divided)

    assert (done.status, done.err) == (0, "")
    services = open_services(divided, user="Cleo")
    with services.context.overseeing() as unit:
        claims = len(unit.claims.of_document(1))
    services.close()
    assert claims > 0
    assert f"{claims} claims" in done.out
