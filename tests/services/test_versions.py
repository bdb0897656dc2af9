import pytest

from annotator.domain.claim import ClaimKind
from annotator.domain.errors import StaleError, UsageError
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.speaker import Role, SpeakerBody, SpeakerKind

WORDS = "Fares go up in May ⛴"


@pytest.fixture
def claim(project):
    """Return a claim that Ann made, amended and submitted, and Bob approved."""
    speaker = project.ann.speakers.add(SpeakerBody(name="Lena Ovik"))
    made = project.claim(WORDS, chain=[{"speaker": speaker}])
    note = FieldValue(value="a pun", state=FieldState.CONFIRMED, evidence=project.span("May"))
    after = made.body.with_field("note", note).amended(tags=("promise",), kind=ClaimKind.MIXED)
    project.ann.annotating.change(made, after)
    project.ann.reviewing.submit(project.document_id)
    return project.read(made.id)


def versions(project, claim):
    sheet = project.ann.querying.sheet(project.document_id)
    return project.ann.versions.of_claim(sheet, claim)


def told(version):
    return [(item.part, item.before, item.after) for item in version.differences]


def test_each_act_on_a_claim_is_told_with_what_it_changed_the_newest_first(project, claim):
    submitted, changed, made = versions(project, claim)

    assert submitted.moved == "submitted"
    assert told(submitted) == [("Status", "draft", "submitted")]
    assert changed.user == "Ann"
    assert told(changed) == [
        ("Kind", "direct", "mixed"),
        ("Tags", None, "Promise"),
        ("Note", None, "a pun (confirmed), shown by “May”"),
    ]
    assert told(made) == [
        ("Content", None, WORDS),
        ("Kind", None, "direct"),
        ("Speaker", None, "Lena Ovik"),
    ]
    assert [item.current for item in (submitted, changed, made)] == [True, True, False]


def test_restoring_a_version_is_an_edit_of_one_act_that_undo_takes_back(project, claim):
    made = versions(project, claim)[-1]
    sheet = project.ann.querying.sheet(project.document_id)

    project.ann.versions.restore(sheet, claim, made)

    restored = project.read(claim.id)
    assert restored.body == made.body
    assert project.ann.undoing.next_undo().label.startswith("Restore what Ann had at 2")
    project.ann.undoing.undo()
    assert project.read(claim.id).body == claim.body


def test_restoring_over_a_newer_change_is_refused(project, claim):
    made = versions(project, claim)[-1]
    sheet = project.ann.querying.sheet(project.document_id)
    project.bob.annotating.change(claim, claim.body.amended(tags=()))

    with pytest.raises(StaleError):
        project.ann.versions.restore(sheet, claim, made)


def test_an_undone_act_is_told_as_one(project, claim):
    project.ann.annotating.change(claim, claim.body.amended(tags=()), "Clear tags")
    project.ann.undoing.undo()

    assert [item.label for item in versions(project, claim)[:2]] == [
        "Undo: Clear tags",
        "Clear tags",
    ]


def test_the_versions_of_a_record_are_told_and_restored_too(project):
    sheet = project.ann.querying.sheet(project.document_id)
    place = FieldValue(value="Ostvik", state=FieldState.CORRECTED)
    fields = {**sheet.record.fields, "event_place": place}
    project.ann.annotating.change_fields(project.document_id, sheet.record.fields, fields)
    sheet = project.ann.querying.sheet(project.document_id)

    changed, made = project.ann.versions.of_record(sheet)
    project.ann.versions.restore(sheet, None, made)

    assert told(changed) == [("Event place", None, "Ostvik (corrected)")]
    record = project.ann.querying.sheet(project.document_id).record
    assert dict(record.fields) == dict(made.fields)


@pytest.fixture
def ovik(project):
    """Return a speaker who was added, and then became known better."""
    speakers, plain = project.ann.speakers, SpeakerBody(name="Lena Ovik")
    role = Role(title="harbour master", affiliation="port authority", since="2019")
    known = plain.amended(aliases=("L. Ovik",), roles=(role,), kind=SpeakerKind.OFFICE)
    made = speakers.add(plain)
    speakers.change(made, plain, known)
    return made


def speaker(project, speaker_id):
    return next(one for one in project.ann.speakers.all() if one.id == speaker_id)


def test_each_act_on_a_speaker_is_told_with_what_it_changed_the_newest_first(project, ovik):
    changed, made = project.ann.versions.of_speaker(ovik)

    assert (changed.user, changed.label) == ("Ann", "Change speaker Lena Ovik")
    assert told(changed) == [
        ("Kind", "person", "office"),
        ("Other names", None, "L. Ovik"),
        ("Roles", None, "harbour master, port authority (2019 – …)"),
    ]
    assert told(made) == [("Name", None, "Lena Ovik"), ("Kind", None, "person")]
    assert [item.current for item in (changed, made)] == [True, False]


def test_an_earlier_reading_of_a_speaker_is_restored_in_one_act_and_undone(project, ovik):
    known = speaker(project, ovik)
    _changed, made = project.ann.versions.of_speaker(ovik)

    project.ann.versions.restore_speaker(known, made)

    assert speaker(project, ovik).body == SpeakerBody(name="Lena Ovik")
    assert project.ann.undoing.next_undo().label.startswith("Restore what Ann had at 2")
    project.ann.undoing.undo()
    assert speaker(project, ovik).body == known.body
    labels = [item.label for item in project.ann.versions.of_speaker(ovik)]
    assert labels[0].startswith("Undo: Restore what Ann had at 2")


def test_a_speaker_that_somebody_changed_meanwhile_is_not_restored_over(project, ovik):
    known = speaker(project, ovik)
    made = project.ann.versions.of_speaker(ovik)[-1]
    project.bob.speakers.change(ovik, known.body, known.body.amended(note="retired"))

    with pytest.raises(StaleError):
        project.ann.versions.restore_speaker(known, made)


def test_a_name_that_another_speaker_bears_by_now_is_not_restored(project, ovik):
    known = speaker(project, ovik)
    renamed = known.body.amended(name="Lena Falk")
    project.ann.speakers.change(ovik, known.body, renamed)
    project.ann.speakers.add(SpeakerBody(name="LENA  Ovik"))
    made = project.ann.versions.of_speaker(ovik)[-1]

    with pytest.raises(UsageError, match="Another speaker is called “Lena Ovik”"):
        project.ann.versions.restore_speaker(speaker(project, ovik), made)
    assert speaker(project, ovik).body == renamed


def test_a_speaker_who_was_removed_and_brought_back_is_told_so(project, ovik):
    known = speaker(project, ovik)
    project.ann.speakers.remove(known)
    project.ann.undoing.undo()

    back, removed, *_rest = project.ann.versions.of_speaker(ovik)
    assert (removed.deleted, back.deleted) == (True, False)
    assert back.label == "Undo: Remove speaker Lena Ovik"
