import sqlite3
from contextlib import closing

import pytest

from annotator.domain.claim_link import LinkKind
from annotator.domain.columns import ExportStatus
from annotator.domain.errors import IllegalMoveError, ProjectError
from annotator.domain.history import RecordKind
from annotator.domain.review import ReviewStatus, ReviewVerb
from annotator.store.as_of import PastRepo
from annotator.store.export import ExportRepo, read_only
from tests.services.merging_pair import Pair, claims, findings


def shorten(people, services, claim_id, words):
    claim = people.read(claim_id)
    after = claim.body.amended(content=(people.span(words),))
    services.annotating.change(claim, after, "Shorten")


@pytest.fixture
def pair(project):
    claim = project.claim("two piers will close")
    made = Pair(project)
    made.claim = claim.id
    yield made
    made.there.ann.close()


def test_an_approval_is_taken_over_with_who_gave_it_and_when(pair, tmp_path):
    pair.there.ann.reviewing.submit(pair.there.document_id)
    pair.there.bob.reviewing.give(RecordKind.CLAIM, pair.claim, ReviewVerb.APPROVE)

    report = pair.merge()

    assert report.changed == {RecordKind.CLAIM: 1, RecordKind.RECORD: 1}
    for people, name in ((pair.here, "here.csv"), (pair.there, "there.csv")):
        people.ann.exporting.export(tmp_path / name)
    assert (tmp_path / "here.csv").read_bytes() == (tmp_path / "there.csv").read_bytes()
    assert "Bob" in (tmp_path / "here.csv").read_text(encoding="utf-8")


def _self_approved(pair):
    """Let Ann approve her own edit in the copy by plain SQL, with the rules taken out."""
    pair.there.ann.reviewing.submit(pair.there.document_id)
    pair.there.ann.close()
    with closing(sqlite3.connect(pair.there.path)) as file:
        for (name,) in file.execute(
            "SELECT name FROM sqlite_master WHERE type='trigger'"
        ).fetchall():
            file.execute(f"DROP TRIGGER {name}")
        (act,) = file.execute("SELECT max(number) FROM act").fetchone()
        (row,) = file.execute("SELECT max(number) FROM history").fetchone()
        (user, body) = file.execute(
            "SELECT u.id, c.body_id FROM user_account u, claim c WHERE u.name = 'Ann'"
        ).fetchone()
        file.execute(
            "INSERT INTO act VALUES (?, ?, ?, 'Approve', 1, 1, NULL, NULL)",
            (act + 1, user, "2026-01-01T00:00:00.000Z"),
        )
        states = [
            f'{{"body": {body}, "status": "{status}", "deleted": false}}'
            for status in ("submitted", "approved")
        ]
        file.execute(
            "INSERT INTO history VALUES (?, ?, 'claim', ?, ?, ?)",
            (row + 1, act + 1, pair.claim, *states),
        )
        file.execute(
            "INSERT INTO review VALUES (?, 'forged', ?, NULL, 'approve', NULL, NULL)",
            (row + 1, pair.claim),
        )
        file.execute(
            "UPDATE claim SET status = 'approved', last_move = ? WHERE id = ?",
            (row + 1, pair.claim),
        )
        file.commit()


def test_nobody_approves_their_own_edit_by_way_of_a_merge(pair):
    _self_approved(pair)

    report = pair.merge()

    assert report.refused == 1
    assert pair.here.read(pair.claim).status is ReviewStatus.SUBMITTED
    assert pair.merge().nothing


def test_two_names_of_one_person_do_not_make_a_second_person(pair):
    """Ann calls herself Zoe in the copy and approves as another Ann: both are Ann here."""
    pair.there.ann.reviewing.submit(pair.there.document_id)
    pair.there.ann.as_user("Nobody").reviewing.give(
        RecordKind.CLAIM, pair.claim, ReviewVerb.APPROVE
    )
    pair.there.ann.close()
    with closing(sqlite3.connect(pair.there.path)) as file:
        file.execute("UPDATE user_account SET name = 'Zoe' WHERE name = 'Ann'")
        file.execute("UPDATE user_account SET name = 'Ann' WHERE name = 'Nobody'")
        file.commit()

    report = pair.merge()

    assert (report.refused, report.assumed) == (1, ("Ann",))
    assert pair.here.read(pair.claim).status is ReviewStatus.SUBMITTED


def test_a_body_that_was_altered_behind_the_history_is_refused(pair):
    pair.there.ann.reviewing.submit(pair.there.document_id)
    pair.there.ann.close()
    with closing(sqlite3.connect(pair.there.path)) as file:
        file.execute("DROP TRIGGER fragment_never_updated")
        file.execute("UPDATE fragment SET words = 'not piers will close'")
        file.commit()

    with pytest.raises(ProjectError, match="Nothing was merged: there does not hold"):
        pair.merge()


def test_an_edit_there_takes_an_approval_here_back_and_is_told(pair):
    pair.here.ann.reviewing.submit(pair.here.document_id)
    pair.here.bob.reviewing.give(RecordKind.CLAIM, pair.claim, ReviewVerb.APPROVE)
    shorten(pair.there, pair.there.bob, pair.claim, "two piers")

    report = pair.merge()

    claim = pair.here.read(pair.claim)
    assert report.lost == ("claim “two piers”",)
    assert claim.status is ReviewStatus.SUBMITTED
    assert claim.body.content == (pair.here.span("two piers"),)
    assert report.conflicts == ()


@pytest.mark.parametrize("prefer_theirs", [False, True])
def test_of_a_conflict_the_reading_that_gives_way_can_be_restored(pair, prefer_theirs):
    shorten(pair.here, pair.here.ann, pair.claim, "two piers")
    shorten(pair.there, pair.there.bob, pair.claim, "piers will close")

    report = pair.merge(prefer_theirs=prefer_theirs)

    kept, lost = ("piers will close", "two piers")[:: 1 if prefer_theirs else -1]
    (conflict,) = report.conflicts
    assert conflict.parts[0].part == "Content"
    assert (conflict.parts[0].before, conflict.parts[0].after) == ("two piers", "piers will close")
    assert pair.here.read(pair.claim).body.content == (pair.here.span(kept),)
    sheet = pair.here.ann.querying.sheet(pair.here.document_id)
    versions = pair.here.ann.versions.of_claim(sheet, sheet.claims[0])
    (version,) = [item for item in versions if item.body.content == (pair.here.span(lost),)]
    assert version.user == ("Ann" if prefer_theirs else "Bob")
    assert version.label == ("Shorten" if prefer_theirs else "Shorten (gave way in a merge)")
    pair.here.ann.versions.restore(sheet, sheet.claims[0], version)
    assert pair.here.read(pair.claim).body.content == (pair.here.span(lost),)
    assert findings(pair.here) == ()


def test_an_approval_stays_where_the_conflict_is_settled_for_it(pair):
    shorten(pair.here, pair.here.ann, pair.claim, "two piers")
    pair.here.ann.reviewing.submit(pair.here.document_id)
    pair.here.bob.reviewing.give(RecordKind.CLAIM, pair.claim, ReviewVerb.APPROVE)
    shorten(pair.there, pair.there.bob, pair.claim, "piers will close")

    report = pair.merge()

    assert len(report.conflicts) == 1
    assert pair.here.read(pair.claim).status is ReviewStatus.APPROVED
    assert report.lost == ()


def test_a_merge_is_taken_back_and_done_again_as_one_act(pair):
    shorten(pair.there, pair.there.bob, pair.claim, "two piers")
    pair.there.claim("a typing error")
    pair.there.ann.reviewing.submit(pair.there.document_id)
    pair.there.ann.as_user("Cem").reviewing.give(RecordKind.CLAIM, pair.claim, ReviewVerb.APPROVE)
    pair.there.store("Another text, which only the copy has.", "another.txt")
    before = [(item.uid, item.body, item.status) for item in claims(pair.here)]
    pair.merge()

    act = pair.here.ann.undoing.undo()

    assert act.label == "Merge there"
    assert [(item.uid, item.body, item.status) for item in claims(pair.here)] == before
    assert pair.here.ann.querying.sheet(2).document.marks.excluded is not None
    assert findings(pair.here) == ()
    pair.here.ann.undoing.redo()
    assert [item.body for item in claims(pair.here)] == [item.body for item in claims(pair.there)]
    assert not any(item.status is ReviewStatus.APPROVED for item in claims(pair.here))
    assert pair.here.ann.querying.sheet(2).document.marks.excluded is None
    assert findings(pair.here) == ()


def test_taking_a_merge_back_never_brings_an_approval_back(pair):
    pair.here.ann.reviewing.submit(pair.here.document_id)
    pair.here.bob.reviewing.give(RecordKind.CLAIM, pair.claim, ReviewVerb.APPROVE)
    other = Pair(pair.here)
    other.there.bob.reviewing.give(
        RecordKind.CLAIM, pair.claim, ReviewVerb.RETURN, reason="Wrong boundaries"
    )
    other.merge()
    assert pair.here.read(pair.claim).status is ReviewStatus.RETURNED

    pair.here.ann.undoing.undo()

    assert pair.here.read(pair.claim).status is ReviewStatus.SUBMITTED
    other.there.ann.close()


def test_a_proposal_accepted_in_both_is_one_claim(project):
    project.propose([("two piers will close", 0.9), ("a typing error", 0.8)])
    pair = Pair(project)
    proposals = project.ann.querying.sheet(project.document_id).proposals
    for proposal in proposals:
        pair.here.ann.annotating.accept(proposal.id)
        pair.there.bob.annotating.accept(proposal.id)

    report = pair.merge()

    assert (report.twins, report.conflicts) == (2, ())
    assert len(claims(pair.here)) == 2
    assert pair.merge().nothing
    pair.there.ann.close()


def test_what_is_not_reviewed_comes_along(pair):
    services = pair.there.bob
    claim = claims(pair.there)[0]
    services.annotating.comment(claim, "Really two?")
    other = pair.there.claim("a typing error")
    services.linking.link(claim.id, other.id, LinkKind.CONTRADICTS)
    marks = services.querying.sheet(pair.there.document_id).document.marks
    services.annotating.mark(pair.there.document_id, marks, marks.amended(flagged=True), "Flag")

    pair.merge()

    sheet = pair.here.ann.querying.sheet(pair.here.document_id)
    assert [(item.user, item.text) for item in sheet.comments] == [("Bob", "Really two?")]
    assert sheet.document.marks.flagged
    with pair.here.ann.context.reading() as unit:
        (link,) = unit.links.of_claims([pair.claim])
    assert (link.kind, link.user) == (LinkKind.CONTRADICTS, "Bob")
    assert pair.merge().nothing


def test_the_past_reads_as_it_did_before_the_merge(pair):
    shorten(pair.there, pair.there.bob, pair.claim, "two piers")
    with read_only(pair.here.path) as connection:
        last = PastRepo(connection).newest()
        before = [line.text for line in ExportRepo(connection).objects(ExportStatus.ALL)]
    pair.merge()

    with read_only(pair.here.path) as connection:
        assert [line.text for line in ExportRepo(connection).objects(ExportStatus.ALL)] != before
        PastRepo(connection).turn_back(last)
        assert [line.text for line in ExportRepo(connection).objects(ExportStatus.ALL)] == before


def test_the_moment_of_the_merge_comes_before_all_that_it_brought(pair):
    """“As of” a day ends at the first later moment, so nothing that was brought is before it."""
    shorten(pair.there, pair.there.bob, pair.claim, "two piers")
    with read_only(pair.here.path) as connection:
        last = PastRepo(connection).newest()
    pair.merge()

    with closing(sqlite3.connect(pair.here.path)) as file:
        brought = file.execute(
            "SELECT a.label, a.at FROM history h JOIN act a ON a.number = h.act "
            "WHERE h.number > ? ORDER BY h.number",
            (last,),
        ).fetchall()
    assert brought[0][0] == "Merge there"
    assert len(brought) == 3
    assert brought[0][1] > brought[1][1]


def test_an_edit_that_took_an_approval_back_is_not_withdrawn_like_a_verdict(pair):
    pair.here.ann.reviewing.submit(pair.here.document_id)
    pair.here.bob.reviewing.give(RecordKind.CLAIM, pair.claim, ReviewVerb.APPROVE)
    shorten(pair.here, pair.here.bob, pair.claim, "two piers")

    with pytest.raises(IllegalMoveError, match="It was edited since"):
        pair.here.bob.reviewing.withdraw(RecordKind.CLAIM, pair.claim)
    assert findings(pair.here) == ()
