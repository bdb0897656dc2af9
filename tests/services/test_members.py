import sqlite3
from contextlib import closing

import pytest

from annotator.domain.errors import RightError, StaleError, UsageError
from annotator.domain.events import UsersChanged
from annotator.domain.history import RecordKind
from annotator.domain.review import ReviewStatus, ReviewVerb
from annotator.domain.rights import Right, allows
from annotator.domain.user import Role, User
from annotator.services.bootstrap import open_services

SAID = "Fares go up in May ⛴,"


def of(services, name):
    return next(user for user in services.members.all() if user.name == name)


@pytest.mark.parametrize(
    ("role", "rights"),
    [
        (Role.ANNOTATOR, {Right.ANNOTATE}),
        (Role.REVIEWER, {Right.ANNOTATE, Right.REVIEW}),
        (Role.ADJUDICATOR, {Right.ANNOTATE, Right.REVIEW, Right.ADJUDICATE}),
        (Role.LEAD, set(Right)),
    ],
)
def test_each_role_may_what_those_before_it_may(project, role, rights):
    user = project.bob.context.user.amended(role=role)

    assert {right for right in Right if allows(user, right)} == rights
    assert not any(allows(user.amended(retired=True), right) for right in Right)


def test_who_makes_a_project_leads_it_and_who_joins_it_reviews(project):
    assert of(project.ann, "Ann").role is Role.LEAD
    assert of(project.ann, "Bob").role is Role.REVIEWER
    assert project.ann.members.may(Right.LEAD)
    assert not project.bob.members.may(Right.ADJUDICATE)


def test_a_role_is_given_taken_back_and_given_again(project):
    project.ann.members.give(project.bob.context.user, Role.ADJUDICATOR)
    assert project.bob.members.me().role is Role.ADJUDICATOR

    project.ann.undoing.undo()
    assert project.bob.members.me().role is Role.REVIEWER

    project.ann.undoing.redo()
    assert project.bob.members.me().role is Role.ADJUDICATOR
    labels = [
        act.label
        for act in project.ann.context.reading().history.of_record(
            RecordKind.USER, project.bob.context.user.id
        )
    ]
    assert labels[0] == "Join as Bob"
    assert "Make Bob an adjudicator" in labels


def test_a_change_of_roles_is_told(project):
    told = []
    services = open_services(project.path, user="Ann", publish=told.append)

    services.members.give(of(services, "Bob"), Role.LEAD)

    assert told == [UsersChanged()]
    services.close()


def test_only_a_lead_gives_roles(project):
    bob = of(project.ann, "Bob")

    with pytest.raises(RightError, match=r"Only a lead may do this; Bob is a reviewer\."):
        project.bob.members.give(bob, Role.LEAD)
    assert of(project.ann, "Bob").role is Role.REVIEWER


def test_what_was_changed_in_between_is_not_overwritten(project):
    seen = of(project.ann, "Bob")
    project.ann.members.give(seen, Role.ANNOTATOR)

    with pytest.raises(StaleError):
        project.ann.members.give(seen, Role.LEAD)


def test_a_project_keeps_a_lead(project):
    ann = of(project.ann, "Ann")

    for change in (
        lambda: project.ann.members.retire(ann),
        lambda: project.ann.members.give(ann, Role.REVIEWER),
    ):
        with pytest.raises(RightError, match="make another one a lead first"):
            change()
    project.ann.members.give(of(project.ann, "Bob"), Role.LEAD)
    project.ann.members.retire(ann)

    assert of(project.bob, "Ann").retired


def test_who_is_retired_reads_and_changes_nothing_until_called_back(project):
    claim = project.claim(SAID)
    project.ann.members.retire(of(project.ann, "Bob"))

    assert project.bob.querying.sheet(project.document_id).claims[0].id == claim.id
    with pytest.raises(RightError, match=r"Bob is retired and may only read\."):
        project.bob.annotating.comment(claim, "Really?")
    project.ann.members.call_back(of(project.ann, "Bob"))
    project.bob.annotating.comment(claim, "Really?")


def test_what_somebody_did_stays_theirs_when_they_retire(project):
    claim = project.approved(SAID)
    project.ann.members.retire(of(project.ann, "Bob"))

    assert project.read(claim.id).status is ReviewStatus.APPROVED
    sheet = project.ann.querying.sheet(project.document_id)
    assert sheet.reviews[RecordKind.CLAIM, claim.id].user == "Bob"


def test_an_annotator_gives_no_verdict(project):
    claim = project.claim(SAID)
    project.ann.reviewing.submit(project.document_id)
    project.ann.members.give(of(project.ann, "Bob"), Role.ANNOTATOR)

    for verb in (ReviewVerb.APPROVE, ReviewVerb.RETURN, ReviewVerb.REJECT):
        with pytest.raises(RightError, match=r"Only a reviewer may review; Bob is an annotator\."):
            project.bob.reviewing.give(RecordKind.CLAIM, claim.id, verb, reason="Other")
    assert project.read(claim.id).status is ReviewStatus.SUBMITTED
    assert project.ann.queueing.approvers(project.ann.context.user.id) == ()


def test_only_a_lead_changes_the_codebook(project):
    before = project.bob.codebooks.current()

    with pytest.raises(RightError, match="Only a lead"):
        project.bob.codebooks.change(before, before.amended(name="Mine"))
    assert project.ann.codebooks.current() == before


def test_who_lost_a_right_does_not_undo_what_they_did_by_it(project):
    project.ann.members.give(of(project.ann, "Bob"), Role.LEAD)
    before = project.bob.codebooks.current()
    project.bob.codebooks.change(before, before.amended(name="Bob's"))
    project.ann.members.give(of(project.ann, "Bob"), Role.REVIEWER)

    with pytest.raises(RightError):
        project.bob.undoing.undo()
    assert project.ann.codebooks.current().name == "Bob's"
    assert project.bob.undoing.next_undo() is None


def test_somebody_is_taken_in_before_they_come(project):
    taken = project.ann.members.add(" Cleo ", Role.ADJUDICATOR)
    cleo = project.ann.as_user("cleo")

    assert (taken.name, taken.role) == ("Cleo", Role.ADJUDICATOR)
    assert cleo.context.user == taken


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("  ", "needs a name"), ("A;B", "may not hold"), ("BOB", "BOB works here already")],
)
def test_a_name_that_cannot_be_taken_in_is_refused_in_a_sentence(project, name, sentence):
    with pytest.raises(UsageError, match=sentence):
        project.ann.members.add(name)
    assert len(project.ann.members.all()) == 2


PLAIN = [
    "UPDATE member SET role = 'lead' WHERE id = 2",
    "UPDATE member SET retired = 1 WHERE id = 1",
    "DELETE FROM member",
    "INSERT OR REPLACE INTO member SELECT id, 'lead', 0, last_change FROM member WHERE id = 2",
    "INSERT INTO codebook VALUES (9, '{}')",
]


@pytest.mark.parametrize("statement", PLAIN)
def test_plain_sql_gives_nobody_a_role(project, statement):
    with closing(sqlite3.connect(project.path)) as connection:
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(statement)
        connection.rollback()
    assert of(project.ann, "Bob").role is Role.REVIEWER


def test_plain_sql_lets_no_annotator_approve(project):
    claim = project.claim(SAID)
    project.ann.reviewing.submit(project.document_id)
    project.ann.members.give(of(project.ann, "Bob"), Role.ANNOTATOR)
    bob = project.bob.context.user.id
    with closing(sqlite3.connect(project.path)) as connection:
        connection.execute(
            "INSERT INTO act (number, user_id, at, label, undoable) "
            "SELECT max(number) + 1, ?, '2026-01-01T00:00:00.000Z', 'Approve', 0 FROM act",
            (bob,),
        )
        connection.execute(
            "INSERT INTO history SELECT (SELECT max(number) FROM history) + 1, "
            "(SELECT max(number) FROM act), 'claim', ?, "
            "NULL, '{}'",
            (claim.id,),
        )
        with pytest.raises(sqlite3.IntegrityError, match="only a reviewer gives verdicts"):
            connection.execute(
                "UPDATE claim SET status = 'approved', "
                "last_move = (SELECT max(number) FROM history) WHERE id = ?",
                (claim.id,),
            )


def test_a_guest_of_a_project_that_is_read_only_may_nothing(project):
    guest = open_services(project.path, user="Nobody", read_only=True)

    assert isinstance(guest.members.me(), User)
    assert not any(guest.members.may(right) for right in Right)
    guest.close()
