import sqlite3
from contextlib import closing

import pytest

from annotator.domain.codebook import FieldDefinition, FieldScope, FieldType, Tag
from annotator.domain.errors import ProjectError, UsageError
from annotator.domain.history import RecordKind
from annotator.domain.project import Policy
from annotator.domain.speaker import SpeakerBody
from annotator.services.bootstrap import new_services
from annotator.services.merging import MergingProjectsService
from annotator.store import schema
from annotator.store.engine import APPLICATION_ID, open_engine
from tests.conftest import TwoPeople
from tests.services.merging_pair import Pair, claims, findings


@pytest.fixture
def pair(project):
    made = Pair(project)
    yield made
    made.there.ann.close()


def test_two_independent_projects_meet_in_the_texts_that_both_have(project, tmp_path):
    project.claim("two piers will close")
    path = tmp_path / "apart.annotator"
    cem = new_services(path, user="Cem")
    people = TwoPeople(path, cem, cem.as_user("Bob"), 1)
    assert people.store(project.text, "the same text.txt") == 1
    people.store("A text that only Cem has taken in.", "own.txt")
    people.claim("a typing error")
    service = MergingProjectsService(project.ann.context)

    report = service.merge(path)

    assert report.new[RecordKind.DOCUMENT] == 1
    assert report.assumed == ("Bob",)
    assert report.joined == ("Cem",)
    assert len(claims(project)) == 2
    assert project.ann.querying.sheet(2).document.origin == "own.txt"
    assert findings(project) == ()
    assert service.merge(path).nothing
    cem.close()


def test_speakers_merged_in_opposite_ways_never_lead_in_a_circle(project):
    with project.ann.context.writing("Speakers") as unit:
        one = unit.speakers.add(SpeakerBody(name="Lena Ovik"))
        other = unit.speakers.add(SpeakerBody(name="Ovik"))
        unit.commit()
    pair = Pair(project)
    for people, last, first in ((pair.here, one, other), (pair.there, other, one)):
        merging = people.ann.merging
        merging.merge(merging.merge_preview(last, [first]))

    report = pair.merge()
    back = MergingProjectsService(pair.there.ann.context).merge(pair.here.path)

    assert report.conflicts
    assert not back.conflicts
    for people in (pair.here, pair.there):
        with people.ann.context.reading() as unit:
            assert [item.name for item in unit.speakers.all()] == ["Lena Ovik"]
    pair.there.ann.close()


def test_speakers_that_look_alike_are_told_and_left_two(pair):
    for people in (pair.here, pair.there):
        with people.ann.context.writing("Speaker") as unit:
            unit.speakers.add(SpeakerBody(name="Lena Ovik"))
            unit.commit()

    report = pair.merge()

    assert [(item.one.name, item.other.name) for item in report.alike] == [
        ("Lena Ovik", "Lena Ovik")
    ]
    with pair.here.ann.context.reading() as unit:
        assert [item.name for item in unit.speakers.all()] == ["Lena Ovik", "Lena Ovik"]


def _with_tag(people, key, label):
    service = people.ann.codebooks
    before = service.current()
    service.change(before, before.amended(tags=(*before.tags, Tag(key=key, label=label))))


def test_a_newer_codebook_there_is_put_in_force(pair):
    _with_tag(pair.there, "ferries", "Ferries")

    assert pair.merge().codebook == "The other project's newer codebook is in force now."
    assert "ferries" in {tag.key for tag in pair.here.ann.codebooks.current().all_tags()}
    assert pair.merge().nothing


def test_codebooks_that_do_not_contradict_are_put_together(pair):
    _with_tag(pair.here, "piers", "Piers")
    _with_tag(pair.there, "ferries", "Ferries")

    assert pair.merge().codebook == "The codebook has what both had."
    keys = {tag.key for tag in pair.here.ann.codebooks.current().all_tags()}
    assert {"piers", "ferries"} <= keys


def test_codebooks_that_contradict_are_refused_by_the_first_difference(pair):
    _with_tag(pair.here, "ferries", "Boats")
    _with_tag(pair.there, "ferries", "Ferries")
    pair.there.claim("a typing error")

    with pytest.raises(
        UsageError, match=r"the tag “Boats” differs \(“Boats” here, “Ferries” there\)"
    ):
        pair.merge()
    assert len(claims(pair.here)) == 0


def test_a_key_that_means_another_scope_there_is_refused(pair):
    for people, scope in ((pair.here, FieldScope.CLAIM), (pair.there, FieldScope.DOCUMENT)):
        before = people.ann.codebooks.current()
        added = FieldDefinition(key="tide", label="Tide", scope=scope, type=FieldType.TEXT)
        people.ann.codebooks.change(before, before.amended(fields=(*before.fields, added)))

    with pytest.raises(UsageError, match="The codebooks do not fit"):
        pair.merge()


def test_another_policy_is_refused(project, tmp_path):
    path = tmp_path / "solo.annotator"
    new_services(path, user="Ann", policy=Policy.SOLO).close()

    with pytest.raises(ProjectError, match="The policy here is “second-person”"):
        MergingProjectsService(project.ann.context).merge(path)


def test_an_older_project_is_brought_up_to_date_in_a_copy_of_it(project, tmp_path):
    new_services(tmp_path / "newer.annotator", user="Dora").close()
    older = tmp_path / "apart" / "older.annotator"
    older.parent.mkdir()
    engine = open_engine(older)
    schema.migrate(engine, "0001")
    engine.dispose()
    with closing(sqlite3.connect(older)) as file:
        file.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        file.execute("ATTACH ? AS newer", (str(tmp_path / "newer.annotator"),))
        for table in ("user_account", "act", "history", "codebook", "project"):
            file.execute(f"INSERT INTO {table} SELECT * FROM newer.{table}")  # noqa: S608 - a table of ours
        file.commit()
        file.execute("PRAGMA journal_mode = DELETE")
    before = older.read_bytes()

    report = MergingProjectsService(project.ann.context).merge(older)

    assert report.joined == ("Dora",)
    assert older.read_bytes() == before
    assert [item.name for item in older.parent.iterdir()] == ["older.annotator"]
    assert schema.version_of(older) == "0001"
