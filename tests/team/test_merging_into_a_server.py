"""A file is taken in by a project on a server, by the same rules as by a file."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings

from annotator.domain.errors import RightError, StaleError
from annotator.domain.history import RecordKind
from annotator.domain.project_merge import Side
from annotator.domain.review import ReviewVerb
from annotator.domain.user import Role
from annotator.services.bootstrap import open_services
from annotator.services.checking import check_project
from annotator.services.keeping import backup, restore
from annotator.services.merging import MergingProjectsService
from annotator.services.teams import init_team
from annotator.store.server import server_url
from tests.services.merging_actors import PEOPLE, Copy, act
from tests.services.test_merging_converges import WORK, begun

pytestmark = pytest.mark.usefixtures("at_home")

FARES, PIERS = "Fares go up in May", "two piers will close"


class OnServer(Copy):
    """The copy of a project that lies on a server; what it is asked for by others is a file."""

    def __init__(self, path: Path, url: str) -> None:
        restore(path, url)
        first = open_services(url, user=PEOPLE[0])
        self.path = path.with_name("from-server.annotator")
        self.people = [first, *(first.as_user(name) for name in PEOPLE[1:])]

    def taken_out(self) -> "OnServer":
        """Write the project to the file that others merge."""
        backup(self.people[0].context, self.path)
        return self


@pytest.fixture
def pair(tmp_path, url):
    path = begun(tmp_path)
    here, there = OnServer(path, url), Copy(path)
    yield here, there
    here.close()
    there.close()


def claim_of(copy):
    return copy.people[0].querying.sheet(1).claims[0]


@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(work=WORK)
def test_what_a_server_took_in_a_file_takes_in_too_and_both_hold_the_same(server, work):
    with TemporaryDirectory() as folder:
        path = begun(Path(folder))
        here = OnServer(path, server.address(server.fresh()))
        there = Copy(path)
        try:
            for second, (who, what, which, how) in work:
                act(there if second else here, who, what, which, how)
            here.merge(there)
            assert here.findings() == ()
            assert here.merge(there).nothing
            there.merge(here.taken_out())
            assert there.findings() == ()
            assert here.merge(there).nothing
            assert here.rows() == there.rows()
        finally:
            here.close()
            there.close()


def test_an_approval_given_in_a_file_stands_on_the_server_with_who_gave_it(pair):
    here, there = pair
    ann, bob, _cem = there.people
    for proposal in ann.querying.sheet(1).proposals:
        ann.annotating.refuse(proposal.id)
    ann.reviewing.submit(1)
    bob.reviewing.give(RecordKind.CLAIM, claim_of(there).id, ReviewVerb.APPROVE)

    report = here.merge(there)

    assert report.verdicts == 1
    assert claim_of(here).status.value == "approved"
    assert here.rows() == there.rows()
    here.people[0].undoing.undo()
    assert claim_of(here).status.value != "approved"
    assert here.findings() == ()


def test_a_preview_writes_nothing_and_conflicts_are_decided_one_by_one(pair):
    here, there = pair
    for copy, words in ((here, "promise"), (there, "denial")):
        claim = claim_of(copy)
        copy.people[0].annotating.change(claim, claim.body.amended(tags=(words,)))
    service = MergingProjectsService(here.people[0].context)

    (conflict,) = service.preview(there.path).conflicts
    assert claim_of(here).body.tags == ("promise",)
    with pytest.raises(StaleError, match="nothing was merged"):
        service.merge(there.path, decisions={})
    service.merge(there.path, decisions={conflict.key: Side.THEIRS})

    assert claim_of(here).body.tags == ("denial",)
    assert here.findings() == ()


def test_only_who_owns_the_database_merges_and_others_may_look(pair, server, url):
    here, there = pair
    database = server_url(url).database
    lead = server.role(f"{database}_lead", init_team(url).groups[Role.LEAD])
    here.people[0].members.add(lead, Role.LEAD)
    there.people[0].annotating.delete(claim_of(there))
    theirs = open_services(server.address(database, lead))
    service = MergingProjectsService(theirs.context)

    assert "Only who owns the database" in service.why_not()
    assert service.preview(there.path).changes == 1
    with pytest.raises(RightError, match="Only who owns the database merges another project"):
        service.merge(there.path)
    theirs.close()
    assert check_project(here.people[0].context).is_sound
