"""Whoever edited last may not approve, whichever way the edit was made."""

import pytest

from annotator.cli import main
from annotator.domain.attribution import Attribution
from annotator.domain.bulk_edit import AddTag
from annotator.domain.errors import RightError, SecondPersonError
from annotator.domain.history import RecordKind
from annotator.domain.merging import MentionRef
from annotator.domain.review import ReviewStatus, ReviewVerb
from annotator.domain.speaker import SpeakerBody
from annotator.domain.user import Role

BOTH_DATABASES = True
CLAIM = RecordKind.CLAIM


@pytest.fixture
def claim(project):
    """Return a claim of Ann's by a registered speaker, submitted."""
    ovik = project.ann.speakers.add(SpeakerBody(name="Lena Ovik"))
    link = Attribution(source=project.span("Lena Ovik"), speaker=ovik)
    made = project.claim("Fares go up", chain=[link])
    project.ann.reviewing.submit(project.document_id)
    return made


def approve(services, claim):
    services.reviewing.give(CLAIM, claim.id, ReviewVerb.APPROVE)


def tagged(services, project, claim):
    now = project.read(claim.id)
    services.annotating.change(now, now.body.amended(tags=("promise",)))


def bulk(project, claim):
    edits = project.bob.bulk_edits
    edits.apply(edits.preview(AddTag(key="promise"), [claim.id]))


def undo(project, claim):
    tagged(project.bob, project, claim)
    tagged_by_ann = project.read(claim.id)
    project.ann.annotating.change(tagged_by_ann, tagged_by_ann.body.amended(tags=("denial",)))
    project.ann.undoing.undo()
    project.bob.undoing.undo()


def redo(project, claim):
    tagged(project.bob, project, claim)
    project.bob.undoing.undo()
    project.bob.undoing.redo()


def restore(project, claim):
    tagged(project.ann, project, claim)
    sheet = project.bob.querying.sheet(project.document_id)
    now = project.read(claim.id)
    first = project.bob.versions.of_claim(sheet, now)[-1]
    project.bob.versions.restore(sheet, now, first)


def move(project, claim):
    sheet = project.bob.querying.sheet(project.document_id)
    merging = project.bob.merging
    preview = merging.move_preview(sheet.registry[0], [MentionRef(claim.id, 0)])
    merging.move(preview, SpeakerBody(name="Aune Ovik"))


def name(project, claim):
    now = project.read(claim.id)
    chain = (now.body.chain[0].amended(speaker=None),)
    project.bob.annotating.change(now, now.body.amended(chain=chain))


EDITS = [bulk, undo, redo, restore, move, name]


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_of_any_kind_makes_its_author_the_last_editor(project, claim, edit):
    edit(project, claim)

    assert project.read(claim.id).status is ReviewStatus.SUBMITTED
    with pytest.raises(SecondPersonError):
        approve(project.bob, claim)
    approve(project.ann, claim)
    assert project.read(claim.id).status is ReviewStatus.APPROVED


@pytest.mark.parametrize("edit", [bulk, move, name])
def test_an_edit_of_any_kind_takes_an_approval_back(project, claim, edit):
    approve(project.bob, claim)

    edit(project, claim)

    assert project.read(claim.id).status is ReviewStatus.SUBMITTED
    with pytest.raises(SecondPersonError):
        approve(project.bob, claim)


def test_the_author_who_undoes_their_own_edit_is_the_last_editor_still(project, claim):
    tagged(project.bob, project, claim)
    project.bob.undoing.undo()

    assert project.read(claim.id).body == claim.body
    with pytest.raises(SecondPersonError):
        approve(project.bob, claim)


def test_undo_and_redo_bring_no_approval_back(project, claim):
    approve(project.bob, claim)
    tagged(project.bob, project, claim)
    project.bob.undoing.undo()

    assert project.read(claim.id).status is ReviewStatus.SUBMITTED
    with pytest.raises(SecondPersonError):
        approve(project.bob, claim)


def test_a_verdict_that_was_withdrawn_is_not_given_again_after_an_edit_of_ones_own(project, claim):
    approve(project.bob, claim)
    project.bob.reviewing.withdraw(CLAIM, claim.id)
    tagged(project.bob, project, claim)

    with pytest.raises(SecondPersonError):
        approve(project.bob, claim)


def test_merging_speakers_is_no_edit_and_makes_nobody_an_editor(project, claim):
    approve(project.bob, claim)
    other = project.ann.speakers.add(SpeakerBody(name="L. Ovik"))
    merging = project.bob.merging
    preview = merging.merge_preview(other, [project.read(claim.id).body.speaker])
    with pytest.raises(RightError):  # an approved claim would show another name
        merging.merge(preview)
    project.ann.members.give(project.bob.context.user, Role.LEAD)
    merging.merge(preview)

    assert project.read(claim.id).status is ReviewStatus.APPROVED
    project.bob.undoing.undo()
    assert project.read(claim.id).status is ReviewStatus.APPROVED
    assert project.read(claim.id).editor == project.ann.context.user.id


def test_a_remark_makes_nobody_an_editor(project, claim):
    project.bob.annotating.comment(claim, "Which of the two piers?")

    approve(project.bob, claim)

    assert project.read(claim.id).status is ReviewStatus.APPROVED


def test_the_same_person_in_other_letters_is_no_second_one(project, claim):
    with pytest.raises(SecondPersonError):
        approve(project.ann.as_user(" ANN "), claim)


def test_the_command_line_has_no_verb_that_gives_a_verdict():
    verbs = set(main._COMMANDS)

    assert "export" in verbs
    assert not verbs & {"approve", "review", "return", "reject", "submit", "withdraw"}
