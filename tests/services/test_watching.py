import sqlite3

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError, OperationalError

from annotator.domain.errors import ProjectError, StaleError
from annotator.domain.user import Role
from annotator.services.bootstrap import open_services
from annotator.services.watching import Changes
from annotator.store import looking

OTHER = "Piers close\n\nTwo piers close, engineer Tom Brask said. One stays, he added.\n"


@pytest.fixture
def changes(project):
    return Changes(project.ann.context)


@pytest.fixture
def other(project):
    """The same person in another program."""
    services = open_services(project.path, user="Ann")
    yield services
    services.close()


def flag(services, document_id=1):
    marks = services.querying.sheet(document_id).document.marks
    services.annotating.mark(document_id, marks, marks.amended(flagged=not marks.flagged), "Flag")


def deciding(project):
    """Return what decides on proposals of two documents: one act, a transaction each."""
    second = project.store(OTHER, "piers.txt")
    project.propose([("Fares go up in May", 0.9)])
    project.propose([("Two piers close", 0.95)], second, "Tom Brask")
    return project.ann.deciding


def test_nothing_is_told_when_nothing_happened(changes):
    assert [changes.told(), changes.told()] == [(), ()]


def test_what_one_does_oneself_is_not_told(project, changes):
    flag(project.ann)
    assert changes.told() == ()

    flag(project.ann)
    project.ann.undoing.undo()
    project.ann.importing.pasted(OTHER)
    project.ann.proposing.propose()
    project.ann.members.give(project.bob.context.user, Role.LEAD)
    assert [changes.told(), changes.told()] == [(), ()]


def test_what_is_done_here_as_somebody_else_is_not_told(project, changes):
    flag(project.bob)
    assert changes.told() == ()

    flag(project.ann.as_user("Cleo"))
    assert changes.told() == ()


def test_what_another_program_does_is_told_once(changes, other):
    flag(other)

    assert [changes.told(), changes.told()] == [None, ()]


def test_what_another_program_did_just_before_one_s_own_act_is_told(project, changes, other):
    flag(other)
    flag(project.ann)

    assert [changes.told(), changes.told()] == [None, ()]


def test_what_another_program_does_just_after_one_s_own_act_is_told(project, changes, other):
    flag(project.ann)
    flag(other)

    assert [changes.told(), changes.told()] == [None, ()]


def test_what_another_program_did_between_two_of_one_s_own_acts_is_told(project, changes, other):
    flag(project.ann)
    flag(other)
    flag(project.ann)

    assert [changes.told(), changes.told()] == [None, ()]


def test_of_several_looks_only_those_after_another_program_s_acts_tell(project, changes, other):
    told = []
    for who in (project.ann, other, project.ann, project.bob, other, other, project.ann):
        flag(who)
        told.append(changes.told())

    assert told == [(), None, (), (), None, None, ()]


def test_an_act_that_goes_on_here_over_several_transactions_is_not_told(project):
    work, told = deciding(project), []
    changes = Changes(project.ann.context)

    class Looks:
        def step(self, *_where):
            told.append(changes.told())

    work.accept(0.5, progress=Looks())
    told.append(changes.told())

    assert told == [(), (), ()]


def test_an_act_that_goes_on_elsewhere_is_told_with_each_transaction(project, other):
    deciding(project)
    changes, told = Changes(project.ann.context), []

    class Looks:
        def step(self, *_where):
            told.append(changes.told())
            flag(project.ann)

    other.deciding.accept(0.5, progress=Looks())
    told.append(changes.told())

    assert told == [(), None, None]


def test_a_commit_that_fails_leaves_no_lock_and_nothing_for_one_s_own(project, changes, other):
    with project.ann.context.writing("Flag", document_id=99) as unit:
        unit.documents._connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        marks = unit.documents.get(1).marks
        unit.documents.mark(1, marks, marks.amended(flagged=True))
        with pytest.raises(IntegrityError):
            unit.commit()
    flag(other)  # its row has the number that the failed one would have had

    assert changes.told() is None


def test_what_has_no_row_in_the_history_is_told_whoever_did_it(project, changes):
    flag(project.ann)
    flag(project.bob)
    assert changes.told() == ()

    with pytest.raises(StaleError):
        project.ann.undoing.undo()

    assert changes.told() is None


def test_what_was_written_long_before_one_looks_is_told_rather_than_missed(project, monkeypatch):
    monkeypatch.setattr(looking, "_KEPT", 2)
    services = open_services(project.path, user="Bob")
    changes = Changes(services.context)
    for _time in range(3):
        flag(services)

    assert [changes.told(), changes.told()] == [None, ()]
    services.close()


def test_a_look_that_finds_nothing_asks_one_thing(project, changes):
    asked = []
    engine = project.ann.context.store._engine
    event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2]))

    changes.told()

    assert asked == ["BEGIN DEFERRED", "PRAGMA data_version"]


def test_a_file_that_cannot_be_read_is_said_and_looked_at_again(project, changes, other):
    flag(other)
    engine = project.ann.context.store._engine

    def broken(*_told):
        raise OperationalError("SELECT", None, sqlite3.OperationalError("disk I/O error"))

    event.listen(engine, "before_cursor_execute", broken)
    with pytest.raises(ProjectError, match="The disk does not answer"):
        changes.told()
    event.remove(engine, "before_cursor_execute", broken)

    assert changes.told() is None
