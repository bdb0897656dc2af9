"""What people may do on a server past the program, with SQL of their own."""

import time
from contextlib import closing
from dataclasses import dataclass
from string import Template

import psycopg
import pytest
from psycopg import sql

from annotator.domain.assigning import Wanted
from annotator.domain.claim import ClaimBody, ClaimKind
from annotator.domain.claim_link import LinkKind
from annotator.domain.errors import RightError, UsageError
from annotator.domain.filter import ClaimFilter
from annotator.domain.history import RecordKind
from annotator.domain.review import ReviewVerb
from annotator.domain.span import Span
from annotator.domain.user import Role
from annotator.services.bootstrap import Services, open_services
from annotator.services.teams import init_team
from annotator.store import team as store_team
from annotator.store.tables.base import Row
from tests.conftest import TEXT
from tests.team.server import Server

BODY = ClaimBody(kind=ClaimKind.DIRECT, content=(Span(start=22, end=43),))
ROWS = "SELECT t::text FROM {} t ORDER BY 1"
OTHER = ClaimBody(kind=ClaimKind.INDIRECT, content=(Span(start=22, end=30),))


@dataclass
class Team:
    """A project with an annotator, a reviewer and a claim that its owner made and submitted."""

    server: Server
    database: str
    owner: Services
    claim: int
    names: dict[Role, str]

    def open(self, role: Role, **how) -> Services:
        """Open the project as whoever has this role."""
        return open_services(self.server.address(self.database, self.names[role]), **how)

    def try_as(self, role: Role, *statements: str) -> None:
        """Run statements of one's own as whoever has this role, all or none of them."""
        with (
            closing(self.server.raw(self.database, self.names[role])) as connection,
            connection.transaction(),
        ):
            for statement in statements:
                connection.execute(Template(statement).substitute(self.words(role)))

    def words(self, role: Role) -> dict[str, object]:
        mine = Template("(SELECT id FROM user_account WHERE name = '$name')")
        return {
            "claim": self.claim,
            "me": mine.substitute(name=self.names[role]),
            "last": "(SELECT max(number) FROM history)",
            "group": f"{self.database}_reviewers",
        }

    def everything(self) -> list[tuple[object, ...]]:
        """Return what must not change by what is refused."""
        with closing(self.server.raw(self.database)) as connection:
            return [
                row
                for table in ("history", "act", "claim", "member", "review", "fragment", "project")
                for row in connection.execute(sql.SQL(ROWS).format(sql.Identifier(table)))
            ]


@pytest.fixture
def team(server, harbour):
    made = gathered(server, harbour)
    yield made
    made.owner.close()


@pytest.fixture(scope="module")
def team_of_all(_server, _harbour, tmp_path_factory):
    """Yield a team that no test changes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path_factory.mktemp("home")))
        database = _server.fresh(template=_harbour, keep=True)
        made = gathered(_server, _server.address(database))
        yield made
        made.owner.close()
        _server.drop(database)


def gathered(server, address):
    """Return the team of a new project."""
    database = address.partition("?")[0].rpartition("/")[2]
    init_team(address)
    groups = {Role.ANNOTATOR: "annotators", Role.REVIEWER: "reviewers", Role.LEAD: "leads"}
    names = {
        role: server.role(f"{database}_{role.value}", f"{database}_{group}")
        for role, group in groups.items()
    }
    owner = open_services(address, user="Ann")
    claim = owner.annotating.add(1, BODY)
    owner.reviewing.submit(1)
    made = Team(server, database, owner, claim, names)
    for role in groups:
        made.open(role).close()
    return made


ACT = (
    "INSERT INTO act SELECT max(number) + 1, $me, '2030-01-01T00:00:00.000Z', 'By hand', FALSE, "
    "NULL, NULL, NULL FROM act"
)
CHANGE = (
    "INSERT INTO history SELECT max(number) + 1, (SELECT max(number) FROM act), 'claim', $claim, "
    "'{}', '{}' FROM history"
)
APPROVED = "UPDATE claim SET status = 'approved', last_move = $last WHERE id = $claim"
OF_SOMEBODY_ELSE = (
    "INSERT INTO act SELECT max(number) + 1, 1, '2030-01-01T00:00:00.000Z', 'Not I', FALSE, NULL, "
    "NULL, NULL FROM act"
)
IN_AN_ACT_OF_SOMEBODY_ELSE = (
    "INSERT INTO history SELECT max(number) + 1, 1, 'claim', $claim, '{}', '{}' FROM history"
)
AS_IF_MERGED = (
    "INSERT INTO history SELECT max(number) + 1, (SELECT max(number) FROM act), 'claim', $claim, "
    """'{}', '{"step": "x"}' FROM history"""
)
VERDICT = (
    "INSERT INTO review (number, uid, claim_id, verdict) VALUES ($last, 'x', $claim, 'approve')"
)
IN_ITS_PLACE = (
    "CREATE OR REPLACE FUNCTION claim_second_person() RETURNS trigger LANGUAGE plpgsql "
    "AS 'BEGIN RETURN NEW; END'"
)
SHADOWS = (
    "CREATE TEMP TABLE project AS SELECT 1 AS id, 'x' AS uid, 'solo' AS policy, '' AS created",
    (
        "CREATE TEMP TABLE member AS SELECT id, 'lead' AS role, FALSE AS retired, 1 AS last_change "
        "FROM public.user_account"
    ),
)
REFUSED = {
    "approve without a word": ["UPDATE claim SET status = 'approved'"],
    "approve with a history that is true": [ACT, CHANGE, APPROVED],
    "approve as if it came by a merge": [ACT, AS_IF_MERGED, APPROVED],
    "reject": [ACT, CHANGE, APPROVED.replace("approved", "rejected")],
    "return": [ACT, CHANGE, APPROVED.replace("approved", "returned")],
    "write a verdict down": [ACT, CHANGE, VERDICT],
    "alter the history": ["UPDATE history SET after = '{}'"],
    "delete from the history": ["DELETE FROM history"],
    "empty the history": ["TRUNCATE history CASCADE"],
    "alter an act": ["UPDATE act SET user_id = $me"],
    "write an act as somebody else": [OF_SOMEBODY_ELSE],
    "write into an act of somebody else": [ACT, IN_AN_ACT_OF_SOMEBODY_ELSE],
    "leave a gap": [ACT, CHANGE.replace("max(number) + 1,", "max(number) + 9,", 1)],
    "write into the past": [ACT, CHANGE.replace("max(number) + 1,", "min(number) - 1,", 1)],
    "leave a gap among many": [
        ACT,
        CHANGE.replace("max(number) + 1,", "max(number) + n,").replace(
            "FROM history", "FROM history, unnest(ARRAY[1, 2, 4]) n GROUP BY n"
        ),
    ],
    "act for somebody else in an act of many": [
        ACT.replace(
            "max(number) + 1, $me", "max(number) + n, CASE n WHEN 1 THEN $me ELSE 1 END"
        ).replace("FROM act", "FROM act, generate_series(1, 2) n GROUP BY n")
    ],
    "join as somebody else": ["INSERT INTO user_account VALUES (99, 'x', 'nobody')"],
    "take another name": ["UPDATE user_account SET name = 'nobody' WHERE id = $me"],
    "make oneself a lead": ["UPDATE member SET role = 'lead' WHERE id = $me"],
    "change a body": ["UPDATE fragment SET words = 'another thing'"],
    "add to a body": [
        "INSERT INTO fragment SELECT body_id, 9, 0, 1, 'F' FROM claim WHERE id = $claim"
    ],
    "take a claim off the lists": ["DELETE FROM claim_line"],
    "delete a claim": ["DELETE FROM claim"],
    "change the policy": ["UPDATE project SET policy = 'solo'"],
    "change the codebook": ["INSERT INTO codebook VALUES (9, '{}')"],
    "drop a trigger": ["DROP TRIGGER claim_second_person ON claim"],
    "switch a trigger off": ["ALTER TABLE claim DISABLE TRIGGER ALL"],
    "switch all triggers off": ["SET session_replication_role = replica"],
    "replace a rule": [IN_ITS_PLACE],
    "drop a table": ["DROP TABLE review"],
    "add a table": ["CREATE TABLE mine (id int)"],
    "become a reviewer": ['SET ROLE "$group"'],
    "become the owner": ["SET SESSION AUTHORIZATION postgres"],
    "write what was read before": ["SET TRANSACTION ISOLATION LEVEL REPEATABLE READ", ACT],
}


@pytest.mark.parametrize("statements", REFUSED.values(), ids=REFUSED)
def test_an_annotator_cannot(team_of_all, statements):
    team = team_of_all
    before = team.everything()

    with pytest.raises((psycopg.IntegrityError, psycopg.errors.InsufficientPrivilege)) as refusal:
        team.try_as(Role.ANNOTATOR, *statements)

    assert refusal.value.sqlstate in {"23000", "42501"}
    assert team.everything() == before


def test_tables_that_only_look_like_those_of_the_project_deceive_no_rule(team):
    mine = team.open(Role.REVIEWER)
    claim = mine.annotating.add(1, OTHER)
    mine.reviewing.submit(1)
    mine.close()

    with pytest.raises(psycopg.IntegrityError, match="edited last may not approve"):
        team.try_as(
            Role.REVIEWER,
            *(*SHADOWS, ACT),
            CHANGE.replace("$claim", str(claim)),
            APPROVED.replace("$claim", str(claim)),
        )


def test_a_reviewer_approves_what_another_one_edited_last_and_a_true_history_says_so(team):
    team.try_as(Role.REVIEWER, ACT, CHANGE, APPROVED)

    sheet = team.owner.querying.sheet(1)
    assert [claim.status.value for claim in sheet.claims] == ["approved"]


def test_a_reviewer_who_left_the_group_gives_no_verdict_any_more(team):
    with closing(team.server.raw(team.database)) as connection:
        name = team.names[Role.REVIEWER]
        connection.execute(f'REVOKE "{team.database}_reviewers" FROM "{name}"')
        connection.execute(f'GRANT "{team.database}_annotators" TO "{name}"')

    with pytest.raises(psycopg.IntegrityError, match="does not stand in the group"):
        team.try_as(Role.REVIEWER, ACT, CHANGE, APPROVED)


def test_each_works_through_the_program_as_their_role_may(team):
    annotator, reviewer = team.open(Role.ANNOTATOR), team.open(Role.REVIEWER)
    claim = annotator.annotating.add(1, OTHER)
    annotator.reviewing.submit(1)
    reviewer.reviewing.give(RecordKind.CLAIM, claim, ReviewVerb.APPROVE)
    with pytest.raises(RightError):
        annotator.reviewing.give(RecordKind.CLAIM, team.claim, ReviewVerb.APPROVE)

    sheet = team.owner.querying.sheet(1)
    assert {item.id: item.status.value for item in sheet.claims} == {
        team.claim: "submitted",
        claim: "approved",
    }
    assert [act.user for act in sheet_acts(team.owner, claim)] == [
        team.names[Role.ANNOTATOR],
        team.names[Role.ANNOTATOR],
        team.names[Role.REVIEWER],
    ]
    annotator.close()
    reviewer.close()


def test_what_an_annotator_does_besides_is_granted_too(team):
    mine = team.open(Role.ANNOTATOR)
    document = mine.importing.pasted("A second text.\n\n“We sail on Friday,” said Ole Brandt.")
    words = ClaimBody(kind=ClaimKind.DIRECT, content=(Span(start=17, end=35),))
    claim = mine.annotating.add(document, words, speaker="Ole Brandt")
    other = mine.annotating.add(document, words.amended(kind=ClaimKind.INDIRECT))
    sheet = mine.querying.sheet(document)
    said = next(item for item in sheet.claims if item.id == claim)
    mine.annotating.change(said, said.body.amended(tags=("promise",)))
    mine.annotating.comment(said, "On Friday?")
    mine.linking.link(claim, other, LinkKind.REPEATS)
    mine.speakers.remember(said.body.chain[-1].speaker, "Brandt")
    mine.filters.save("Mine", ClaimFilter(words="sail"))
    marks = sheet.document.marks
    mine.annotating.mark(document, marks, marks.amended(flagged=True), "Flag")
    mine.annotating.delete(next(item for item in sheet.claims if item.id == other))
    mine.undoing.undo()
    mine.proposing.propose(engine="rules", documents=[document])
    for proposal in mine.querying.sheet(document).proposals:
        mine.annotating.refuse(proposal.id)
    mine.reviewing.submit(document)

    assert {item.status.value for item in mine.querying.sheet(document).claims} == {"submitted"}
    with pytest.raises(RightError):
        mine.codebooks.change(mine.codebooks.current(), mine.codebooks.current())
    mine.close()


def test_a_lead_gives_roles_assigns_and_changes_the_codebook(team):
    lead = team.open(Role.LEAD)
    with pytest.raises(RightError):
        lead.codebooks.change(lead.codebooks.current(), renamed(lead))
    owner = team.owner
    owner.members.give(next(u for u in owner.members.all() if u == lead.context.user), Role.LEAD)

    lead.codebooks.change(lead.codebooks.current(), renamed(lead))
    newcomer = lead.members.add("newcomer")
    lead.members.give(newcomer, Role.ADJUDICATOR)
    lead.assigning.assign(Wanted(documents=(1,), add=(newcomer.id,)))

    assert lead.codebooks.current().name == "Another name"
    assert [user.role for user in lead.members.all() if user.name == "newcomer"] == ["adjudicator"]
    lead.close()


def renamed(services):
    return services.codebooks.current().amended(name="Another name")


def sheet_acts(services, claim):
    with services.context.reading() as unit:
        return unit.history.of_record(RecordKind.CLAIM, claim)


def test_one_is_who_the_database_knows_one_as(team):
    with pytest.raises(UsageError, match="On a server one is who the database knows one as"):
        team.open(Role.REVIEWER, user="Ann")


def test_who_is_not_let_in_leaves_no_connection_behind(team):
    with pytest.raises(UsageError) as refusal:
        team.open(Role.REVIEWER, user="Ann")

    connected = "SELECT count(*) FROM pg_stat_activity WHERE usename = %s"
    with closing(team.server.raw()) as connection:
        until = time.monotonic() + 60
        while connection.execute(connected, (team.names[Role.REVIEWER],)).fetchone() != (0,):
            assert time.monotonic() < until
    assert refusal.tb is not None  # it held what was opened


def test_who_stands_in_no_group_is_told(team, server):
    nobody = server.role(f"{team.database}_nobody")

    with pytest.raises(RightError):
        open_services(server.address(team.database, nobody))


def test_the_owner_acts_for_others_as_a_merge_does(team):
    bob = team.owner.as_user("Bob")

    bob.reviewing.give(RecordKind.CLAIM, team.claim, ReviewVerb.APPROVE)

    assert sheet_acts(bob, team.claim)[-1].user == "Bob"


def test_to_make_the_groups_again_takes_nobody_out(team):
    again = init_team(team.owner.context.store.address)

    assert not again.is_new
    team.try_as(Role.REVIEWER, ACT, CHANGE, APPROVED)


def test_the_text_is_what_the_statements_are_about():
    assert TEXT[22:43] == "Fares go up in May ⛴,"


def test_of_every_table_it_is_said_who_may_add_to_it():
    nobody = {"project", "claim_line", "document_line"}
    added = [name for names in store_team._ADDED.values() for name in names]

    words = {"text_index", "body_index"}
    assert sorted(added) == sorted((Row.metadata.tables.keys() | words) - nobody)
