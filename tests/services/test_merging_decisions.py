"""Conflicts of a merge that a person decides one by one."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.domain.columns import ExportStatus
from annotator.domain.errors import RightError, StaleError, UsageError
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.history import RecordKind
from annotator.domain.project_merge import Side
from annotator.domain.review import ReviewStatus, ReviewVerb
from annotator.domain.speaker import SpeakerBody
from annotator.services.merging import MergingProjectsService
from tests.services.merging_actors import act, copied
from tests.services.merging_pair import Pair, claims, findings
from tests.services.test_merging_converges import ACTS, begun

OURS, THEIRS = Side.OURS, Side.THEIRS


def change(people, services, claim_id, words):
    claim = people.read(claim_id)
    after = claim.body.amended(content=(people.span(words),))
    services.annotating.change(claim, after, "Change")


def service_of(people, who="ann"):
    return MergingProjectsService(getattr(people, who).context)


@pytest.fixture
def pair(project):
    """Two claims and a title, each edited on both sides."""
    one, two = project.claim("two piers will close"), project.claim("a typing error")
    made = Pair(project)
    made.claims = one.id, two.id
    change(made.here, made.here.ann, one.id, "two piers")
    change(made.there, made.there.bob, one.id, "piers will close")
    change(made.here, made.here.ann, two.id, "typing")
    change(made.there, made.there.bob, two.id, "typing error")
    for people, services, title in (
        (made.here, made.here.bob, "Ferry fares up"),
        (made.there, made.there.ann, "Fares to rise"),
    ):
        fields = services.querying.sheet(people.document_id).record.fields
        value = FieldValue(value=title, state=FieldState.CORRECTED)
        services.annotating.change_fields(
            people.document_id, fields, {**fields, "title": value}, "Title"
        )
    yield made
    made.there.ann.close()


def preview(pair, **how):
    return service_of(pair.here).preview(pair.there.path, **how)


def said(people, claim_id):
    claim = people.read(claim_id)
    return claim.body.content[0].of(people.text)


def title(people):
    return people.ann.querying.sheet(people.document_id).record.fields["title"].value


def test_each_conflict_becomes_as_it_was_decided(pair):
    record, one, two = preview(pair).conflicts
    assert (record.kind, one.kind, two.kind) == (RecordKind.RECORD, *[RecordKind.CLAIM] * 2)

    report = pair.merge(decisions={record.key: THEIRS, one.key: OURS, two.key: THEIRS})

    assert said(pair.here, pair.claims[0]) == "two piers"
    assert said(pair.here, pair.claims[1]) == "typing error"
    assert title(pair.here) == "Fares to rise"
    assert [conflict.side for conflict in report.conflicts] == [THEIRS, OURS, THEIRS]


def test_what_was_decided_stays_however_the_merge_is_repeated(pair):
    record, one, two = preview(pair).conflicts
    decided = {record.key: THEIRS, one.key: OURS, two.key: THEIRS}
    pair.merge(decisions=decided)
    before = [(item.body, item.status) for item in claims(pair.here)]

    for how in (
        {},
        {"prefer_theirs": True},
        {"decisions": decided},
        {"decisions": {key: OURS if side is THEIRS else THEIRS for key, side in decided.items()}},
    ):
        report = pair.merge(**how)
        assert report.nothing
        assert report.conflicts == ()

    assert [(item.body, item.status) for item in claims(pair.here)] == before
    assert title(pair.here) == "Fares to rise"


def test_the_other_file_learns_what_was_decided_and_is_then_the_same(pair, tmp_path):
    record, one, two = preview(pair).conflicts
    pair.merge(decisions={record.key: THEIRS, one.key: OURS, two.key: THEIRS})

    back = service_of(pair.there).merge(pair.here.path, decisions={})

    assert back.conflicts == ()
    assert service_of(pair.there).merge(pair.here.path).nothing
    assert pair.merge().nothing
    for people, name in ((pair.here, "here.csv"), (pair.there, "there.csv")):
        people.ann.exporting.export(tmp_path / name, status=ExportStatus.ALL)
    assert (tmp_path / "here.csv").read_bytes() == (tmp_path / "there.csv").read_bytes()


def test_a_conflict_that_nobody_has_looked_at_holds_the_merge_up(pair):
    record, one, two = preview(pair).conflicts
    before = [item.body for item in claims(pair.here)]

    with pytest.raises(StaleError, match="one more conflict has come up: nothing was merged"):
        pair.merge(decisions={record.key: THEIRS, one.key: THEIRS})
    with pytest.raises(StaleError, match="2 more conflicts have come up"):
        pair.merge(decisions={two.key: THEIRS})

    assert [item.body for item in claims(pair.here)] == before
    assert pair.here.ann.undoing.labels()[0] == "Change"


@pytest.mark.parametrize("side", ["here", "there"])
def test_a_decision_holds_only_for_the_readings_that_were_seen(pair, side):
    decided = {conflict.key: THEIRS for conflict in preview(pair).conflicts}
    people = getattr(pair, side)
    change(people, people.bob, pair.claims[0], "Fares go up")

    with pytest.raises(StaleError, match="one more conflict"):
        pair.merge(decisions=decided)

    keys = [conflict.key for conflict in preview(pair, decisions=decided).conflicts]
    assert sum(key not in decided for key in keys) == 1


def test_a_preview_tells_what_the_decisions_so_far_come_to(pair):
    record, one, two = preview(pair).conflicts

    report = preview(pair, decisions={two.key: THEIRS})

    assert [conflict.side for conflict in report.conflicts] == [OURS, OURS, THEIRS]
    assert [conflict.key for conflict in report.conflicts] == [record.key, one.key, two.key]
    assert said(pair.here, pair.claims[1]) == "typing"


def test_a_conflict_tells_both_readings_whole_and_whose_they_are(pair):
    _record, one, _two = preview(pair).conflicts

    assert (one.ours.user, one.theirs.user) == ("Ann", "Bob")
    assert one.ours.at.endswith("Z")
    assert one.title == "Ferry fares up"
    rows = {row.part: (row.before, row.after) for row in one.rows}
    assert rows["Content"] == ("two piers", "piers will close")
    assert rows["Kind"] == ("direct", "direct")
    assert [row.part for row in one.parts] == ["Content"]


def test_their_approval_stands_where_their_reading_was_chosen_and_a_second_person_gave_it(pair):
    pair.there.ann.reviewing.submit(pair.there.document_id)
    pair.there.ann.reviewing.give(RecordKind.CLAIM, pair.claims[0], ReviewVerb.APPROVE)
    decided = {conflict.key: THEIRS for conflict in preview(pair).conflicts}

    report = pair.merge(decisions=decided)

    assert pair.here.read(pair.claims[0]).status is ReviewStatus.APPROVED
    assert report.refused == 0
    assert report.verdicts == 1


def test_one_claim_of_a_proposal_accepted_in_both_is_chosen(project):
    project.propose([("two piers will close", 0.9)])
    pair = Pair(project)
    (proposal,) = project.ann.querying.sheet(project.document_id).proposals
    ours = pair.here.ann.annotating.accept(proposal.id)
    theirs = pair.there.bob.annotating.accept(proposal.id)
    change(pair.there, pair.there.bob, theirs, "piers will close")
    (conflict,) = preview(pair).conflicts
    assert (conflict.ours.user, conflict.theirs.user) == ("Ann", "Bob")

    pair.merge(decisions={conflict.key: THEIRS})

    (claim,) = claims(pair.here)
    assert claim.id != ours
    assert claim.body.content == (pair.here.span("piers will close"),)
    assert pair.merge(decisions={conflict.key: OURS}).nothing
    assert [item.id for item in claims(pair.here)] == [claim.id]
    pair.there.ann.close()


def test_two_speakers_merged_into_each_other_leave_no_choice(project):
    with project.ann.context.writing("Speakers") as unit:
        one, two = (unit.speakers.add(SpeakerBody(name=name)) for name in ("Ovik", "L. Ovik"))
        unit.commit()
    pair = Pair(project)
    for people, survivor, gone in ((pair.here, one, two), (pair.there, two, one)):
        merging = people.ann.merging
        merging.merge(merging.merge_preview(survivor, [survivor, gone]))

    conflicts = preview(pair).conflicts
    assert any(conflict.bound for conflict in conflicts)
    report = pair.merge(decisions={conflict.key: THEIRS for conflict in conflicts})

    assert all(conflict.side is OURS for conflict in report.conflicts if conflict.bound)
    assert findings(pair.here) == ()
    assert pair.merge().nothing
    pair.there.ann.close()


def test_only_a_lead_merges_and_anybody_may_look(pair):
    with pytest.raises(RightError, match="Only a lead may do this; Bob is a reviewer"):
        service_of(pair.here, "bob").merge(pair.there.path)

    assert len(service_of(pair.here, "bob").preview(pair.there.path).conflicts) == 3
    assert said(pair.here, pair.claims[0]) == "two piers"


def test_a_project_is_not_looked_at_as_its_own_other(pair):
    with pytest.raises(UsageError, match="is the project itself"):
        service_of(pair.here).preview(pair.here.path)


CHOICES = st.lists(st.sampled_from(Side), min_size=1, max_size=8)
WORK = st.lists(st.tuples(st.booleans(), ACTS), min_size=4, max_size=25)
SETTINGS = {"deadline": None, "suppress_health_check": list(HealthCheck)}


def _decided(one, other, choices):
    """Decide every conflict, those too that come up because of what was decided before."""
    decided = {}
    service = MergingProjectsService(one.people[0].context)
    while True:
        report = service.preview(other.path, decisions=decided)
        new = [item.key for item in report.conflicts if item.key not in decided]
        if not new:
            return decided
        decided |= {key: choices[at % len(choices)] for at, key in enumerate(new)}


def _agree(one, other, decided):
    service = MergingProjectsService(one.people[0].context)
    service.merge(other.path, decisions=decided)
    assert one.findings() == ()
    turned = {key: OURS if side is THEIRS else THEIRS for key, side in decided.items()}
    assert service.merge(other.path, decisions=turned).nothing
    back = MergingProjectsService(other.people[0].context)
    back.merge(one.path, decisions={})
    assert other.findings() == ()
    assert one.merge(other).nothing
    for status in ExportStatus:
        assert one.rows(status) == other.rows(status)


def _story(work, choices):
    with TemporaryDirectory() as folder:
        one, other = copied(begun(Path(folder)))
        try:
            for second, (who, what, which, how) in work:
                act((one, other)[second], who, what, which, how)
            _agree(one, other, _decided(one, other, choices))
        finally:
            one.close()
            other.close()


@settings(max_examples=6, **SETTINGS)
@given(WORK, CHOICES)
def test_copies_converge_and_stay_however_each_conflict_was_decided(work, choices):
    _story(work, choices)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@settings(max_examples=1000, **SETTINGS)
@given(WORK, CHOICES)
def test_copies_converge_after_a_thousand_stories_however_they_were_decided(work, choices):
    _story(work, choices)
