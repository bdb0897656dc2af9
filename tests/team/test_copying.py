"""A project moves from a file to a server and back, and is the same one wherever it lies."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.domain.errors import CancelledError, ProjectError, RightError, UsageError
from annotator.domain.user import Role
from annotator.runtime.progress import Cancel, Silent
from annotator.services.bootstrap import open_services
from annotator.services.keeping import backup, rescued, restore
from annotator.services.teams import init_team
from annotator.store.server import server_url
from tests.services.settling_people import SettlingPeople
from tests.services.test_as_of import TOUR
from tests.services.walking import Walk
from tests.team.alike import exported, listed

pytestmark = pytest.mark.usefixtures("at_home")
FARES, PIERS = "Fares go up in May", "two piers will close"


def everything(place, numbers=()):
    """Return all that is read of a project as Ann, now and after some changes, and her acts."""
    services = open_services(place, user="Ann")
    try:
        found = exported(services) | listed(services)
        found |= {
            f"{at} {name}": it for at in numbers for name, it in exported(services, at).items()
        }
        with services.context.overseeing() as unit:
            found["people"] = unit.users.all()
            found["acts"] = [unit.sampled.newest(), unit.documents.ids()]
        found["undo"] = services.undoing.next_undo()
        return found
    finally:
        services.close()


def assert_same(one, other):
    assert one.keys() == other.keys()
    for name, value in one.items():
        assert other[name] == value, name


def test_a_project_moves_to_a_server_and_back_with_all_its_history(tmp_path, url):
    walk = Walk(tmp_path / "here.annotator")
    for act in TOUR:
        walk.take(act)
    last = walk._changes()
    walk.close()
    numbers = (last // 3, last * 2 // 3)
    here = everything(tmp_path / "here.annotator", numbers)

    restore(tmp_path / "here.annotator", url)
    there = everything(url, numbers)
    services = open_services(url, user="Ann")
    backup(services.context, tmp_path / "back.annotator")
    services.close()
    back = everything(tmp_path / "back.annotator", numbers)

    assert here["check"].is_sound
    assert here["undo"] is not None
    assert_same(here, there)
    assert_same(here, back)


def test_what_was_moved_is_worked_on_and_undone_as_before(project, url, tmp_path):
    claim = project.approved(FARES)
    project.ann.annotating.comment(claim, "Which May?")
    restore(project.path, url)
    ann = open_services(url, user="Ann")

    ann.undoing.undo()
    again = ann.querying.sheet(project.document_id)
    ann.annotating.comment(again.claims[0], "This May.")

    assert again.comments == ()
    assert [item.text for item in ann.querying.sheet(1).comments] == ["This May."]
    assert [item.text for item in project.ann.querying.sheet(1).comments] == ["Which May?"]
    ann.close()


def test_layers_that_people_read_alone_move_too_and_stay_hidden(project, url, tmp_path):
    readers = SettlingPeople(project)
    readers.reads("Bob", readers.body(FARES), submitted=False)
    readers.reads("Cleo", readers.body(PIERS), submitted=False)
    restore(project.path, url)

    bob = open_services(url, user="Bob")
    seen = [claim.body.content for claim in bob.querying.sheet(1).claims]
    bob.close()

    assert seen == [(project.span(FARES),)]


def test_only_who_leads_or_owns_takes_a_copy_of_a_server(project, server, url, tmp_path):
    database = server_url(url).database
    names = {role: f"{database}_{role}" for role in (Role.ANNOTATOR, Role.LEAD)}
    project.ann.members.add(names[Role.LEAD], Role.LEAD)
    restore(project.path, url)
    groups = init_team(url).groups
    for role, name in names.items():
        server.role(name, groups[role])
    out = tmp_path / "copy.annotator"

    ann = open_services(server.address(database, names[Role.ANNOTATOR]))
    with pytest.raises(RightError, match="Only a lead may do this"):
        backup(ann.context, out)
    assert not out.exists()
    ann.close()
    lead = open_services(server.address(database, names[Role.LEAD]))
    backup(lead.context, out)
    assert rescued(lead.context, tmp_path) is None
    lead.close()

    copy = open_services(out, user="Ann")
    assert copy.members.named(names[Role.LEAD]).role is Role.LEAD
    copy.close()


class Stopping(Silent):
    """A progress that somebody ends after some steps."""

    def __init__(self, steps):
        self._left = steps
        self._cancel = Cancel()

    def step(self, *_far):
        self._left -= 1
        if self._left < 0:
            self._cancel.ask()
        self._cancel.check()


@pytest.mark.parametrize("steps", [0, 5])
def test_who_stops_leaves_nothing_on_either_side(project, url, tmp_path, steps):
    with pytest.raises(CancelledError, match="Stopped; nothing was copied"):
        restore(project.path, url, Stopping(steps))
    restore(project.path, url)
    out = tmp_path / "out.annotator"
    services = open_services(url, user="Ann")

    with pytest.raises(CancelledError, match="Stopped; nothing was copied"):
        backup(services.context, out, Stopping(steps))

    services.close()
    assert [one.name for one in tmp_path.iterdir() if "out" in one.name] == []


def test_a_server_takes_no_project_where_something_is_already(project, harbour, server, tmp_path):
    with pytest.raises(ProjectError, match="holds a project already; nothing was changed"):
        restore(project.path, harbour)
    busy = server.fresh()
    with closing(server.raw(busy)) as connection:
        connection.execute("CREATE TABLE document (id INTEGER)")
    with pytest.raises(ProjectError, match="holds tables of something else"):
        restore(project.path, server.address(busy))


def test_what_is_no_sound_project_does_not_go_to_a_server(project, url, tmp_path):
    broken = Path(tmp_path / "broken.annotator")
    broken.write_bytes(b"no project")
    with pytest.raises(ProjectError, match=r"broken\.annotator"):
        restore(broken, url)
    with pytest.raises(UsageError, match="names no database"):
        restore(project.path, "mysql://here/there")

    with closing(sqlite3.connect(project.path)) as connection:
        connection.execute("DROP TRIGGER source_text_never_updated")
        connection.execute("UPDATE source_text SET text = 'Something else.'")
        connection.commit()
    with pytest.raises(ProjectError, match=r"Nothing was made: .* does not hold"):
        restore(project.path, url)
