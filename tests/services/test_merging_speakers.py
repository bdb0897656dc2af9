from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.domain.attribution import Attribution
from annotator.domain.codebook import FieldDefinition, FieldScope, FieldType
from annotator.domain.columns import ExportStatus
from annotator.domain.errors import CancelledError, StaleError, UsageError
from annotator.domain.events import DocumentsChanged, SpeakersChanged
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.merging import MentionRef, merged
from annotator.domain.review import ReviewStatus
from annotator.domain.speaker import Role, SpeakerBody, SpeakerKind
from annotator.runtime.progress import Cancel, Silent
from annotator.services.bootstrap import open_services
from annotator.services.checking import check_export, check_project
from annotator.services.exporting import ExportFormat

OVIK = SpeakerBody(name="Lena Ovik", aliases=("L. Ovik",), roles=(Role(title="Harbour master"),))
OWIK = SpeakerBody(name="Lena Owik", external_id="Q42", note="Seen in the Gazette.")
GAZETTE = SpeakerBody(name="Harbour Gazette", kind=SpeakerKind.ORGANISATION)


class Registry:
    """Three speakers: two spellings of one, and a paper that passes words on."""

    def __init__(self, project):
        self.project = project
        self.services = project.ann
        self.ovik, self.owik, self.gazette = map(project.ann.speakers.add, (OVIK, OWIK, GAZETTE))

    def speaker(self, speaker_id):
        return self.project.ann.querying.sheet(self.project.document_id).speakers[speaker_id]

    def merge(self, survivor, *others):
        merging = self.services.merging
        merging.merge(merging.merge_preview(survivor, others))

    def link(self, speaker, words=None):
        return Attribution(speaker=speaker, source=self.project.span(words) if words else None)


@pytest.fixture
def registry(project):
    return Registry(project)


@pytest.fixture
def owiks(registry):
    """Return an approved claim of Owik's, passed on by the paper, and a draft of Ovik's."""
    chain = (registry.link(registry.gazette), registry.link(registry.owik, "Lena Ovik"))
    approved = registry.project.approved("Fares go up in May", chain=chain)
    draft = registry.project.claim("not before", chain=(registry.link(registry.ovik),))
    return approved, draft


def exported(project, folder, format=ExportFormat.CSV):  # noqa: A002 - as the service calls it
    out = Path(folder) / f"all.{format}"
    project.ann.exporting.export(out, format=format, status=ExportStatus.ALL)
    return out.read_bytes()


def test_a_merge_is_previewed_with_the_claims_it_reaches(registry, owiks):
    preview = registry.services.merging.merge_preview(registry.ovik, [registry.owik])

    assert preview.after == SpeakerBody(
        name="Lena Ovik",
        aliases=("L. Ovik", "Lena Owik"),
        roles=OVIK.roles,
        external_id="Q42",
        note="Seen in the Gazette.",
    )
    assert (preview.claims, preview.approved) == (1, 1)
    assert [item.title for item in preview.touched] == ["Ferry fares to rise"]
    assert preview.dropped == ()


def test_another_external_id_is_told_before_it_is_dropped(registry):
    registry.services.speakers.change(registry.ovik, OVIK, OVIK.amended(external_id="Q7"))

    preview = registry.services.merging.merge_preview(registry.ovik, [registry.owik])

    assert preview.after.external_id == "Q7"
    assert preview.dropped == ("Q42",)


def test_a_merged_speaker_reads_as_its_survivor_and_approvals_stay(registry, owiks):
    approved, _draft = owiks

    registry.merge(registry.ovik, registry.owik)

    sheet = registry.project.ann.querying.sheet(registry.project.document_id)
    assert sheet.speaker_name(registry.owik) == "Lena Ovik"
    assert [item.name for item in sheet.registry] == ["Lena Ovik", "Harbour Gazette"]
    again = registry.project.read(approved.id)
    assert again == approved
    assert again.status is ReviewStatus.APPROVED
    assert [item.name for item in registry.services.speakers.all()] == [
        "Harbour Gazette",
        "Lena Ovik",
    ]


def test_its_lasting_id_leads_to_the_survivor_too(registry, owiks):
    uid = registry.speaker(registry.owik).uid

    registry.merge(registry.ovik, registry.owik)

    sheet = registry.project.ann.querying.sheet(registry.project.document_id)
    assert sheet.speaker_of(str(uid)).id == registry.ovik
    assert sheet.speaker_of("nobody") is None


def test_its_names_go_to_the_survivor_and_come_back_with_undo(registry, owiks):
    project = registry.project
    registry.merge(registry.ovik, registry.owik)

    added = project.ann.annotating.add(project.document_id, owiks[1].body, "lena owik")
    assert project.read(added).body.speaker == registry.ovik
    project.ann.undoing.undo()
    project.ann.undoing.undo()

    assert registry.speaker(registry.ovik).body == OVIK
    assert registry.speaker(registry.owik).body == OWIK
    again = project.ann.annotating.add(project.document_id, owiks[1].body, "lena owik")
    assert project.read(again).body.speaker == registry.owik


def test_chains_of_tombstones_are_followed_everywhere(registry, owiks, tmp_path):
    registry.merge(registry.ovik, registry.owik)
    registry.merge(registry.gazette, registry.ovik)

    table = exported(registry.project, tmp_path).decode()
    lines = exported(registry.project, tmp_path, ExportFormat.JSONL).decode()

    assert "Ovik" not in lines.replace('"words":"Lena Ovik"', "").replace("Lena Ovik said", "")
    assert "Harbour Gazette > Harbour Gazette" in table
    assert registry.speaker(registry.owik).id == registry.gazette
    uses = {item.speaker.id: item.use for item in registry.services.speakers.registry()}
    assert (uses[registry.gazette].claims, uses[registry.gazette].approved) == (2, 1)
    assert uses[registry.gazette].chains == 1
    assert len(registry.services.speakers.mentions(registry.gazette)) == 3


def test_an_export_after_a_merge_is_proved_row_by_row(registry, owiks, tmp_path):
    registry.merge(registry.ovik, registry.owik)
    out = tmp_path / "all.csv"
    registry.services.exporting.export(out, status=ExportStatus.ALL)

    assert check_export(registry.services.context, out).findings == ()
    assert check_project(registry.services.context).findings == ()


def test_an_older_export_no_longer_holds_where_the_merge_shows(registry, owiks, tmp_path):
    out = tmp_path / "all.csv"
    registry.services.exporting.export(out, status=ExportStatus.ALL)

    registry.merge(registry.ovik, registry.owik)

    told = [item.sentence for item in check_export(registry.services.context, out).findings]
    assert any("speaker is “Lena Owik”, the project has “Lena Ovik”" in item for item in told)


def test_what_changed_in_between_is_not_merged(registry):
    preview = registry.services.merging.merge_preview(registry.ovik, [registry.owik])
    registry.project.bob.speakers.change(registry.owik, OWIK, OWIK.amended(note=None))

    with pytest.raises(StaleError):
        registry.services.merging.merge(preview)

    assert len(registry.services.speakers.all()) == 3


def test_nobody_is_merged_twice_or_into_nobody(registry):
    merging = registry.services.merging
    with pytest.raises(UsageError, match="two speakers or more"):
        merging.merge_preview(registry.ovik, [registry.ovik])
    first = merging.merge_preview(registry.ovik, [registry.owik])
    registry.merge(registry.gazette, registry.ovik)

    with pytest.raises(StaleError):
        merging.merge(first)
    with pytest.raises(StaleError):
        merging.merge_preview(registry.ovik, [registry.owik])


def test_a_survivor_cannot_be_removed_and_one_nobody_names_can(registry, owiks):
    speakers = registry.services.speakers
    registry.merge(registry.gazette, registry.ovik)

    with pytest.raises(UsageError, match="“Harbour Gazette” is named by claims"):
        speakers.remove(registry.speaker(registry.gazette))

    spare = speakers.add(SpeakerBody(name="Nobody in sight"))
    (unused,) = [item for item in speakers.all() if item.id == spare]
    speakers.remove(unused)
    assert spare not in {item.id for item in speakers.all()}
    registry.services.undoing.undo()
    assert spare in {item.id for item in speakers.all()}


def test_who_was_removed_comes_back_when_a_claim_names_them_again(registry):
    project = registry.project
    claim = project.claim("not before", chain=(registry.link(registry.ovik),))
    project.ann.annotating.delete(claim)
    project.bob.speakers.remove(project.bob.speakers.all()[1])
    assert registry.ovik not in {item.id for item in project.ann.speakers.all()}

    project.ann.undoing.undo()

    assert registry.ovik in {item.id for item in project.ann.speakers.all()}


def test_mentions_move_to_a_new_speaker_and_the_approval_goes(registry, owiks):
    approved, draft = owiks
    merging = registry.services.merging
    refs = registry.services.speakers.mentions(registry.owik)

    preview = merging.move_preview(registry.speaker(registry.owik), refs)
    assert (preview.claims, preview.approved) == (1, 1)
    made = merging.move(preview, SpeakerBody(name="Lena Ovik-Dahl"))

    again = registry.project.read(approved.id)
    assert again.body.speaker == made
    assert again.body.chain[0] == approved.body.chain[0]
    assert again.status is ReviewStatus.SUBMITTED
    assert registry.project.read(draft.id) == draft
    registry.services.undoing.undo()
    assert registry.project.read(approved.id).body == approved.body
    assert made not in {item.id for item in registry.services.speakers.all()}


def test_mentions_of_a_merged_speaker_move_to_another(registry, owiks):
    registry.merge(registry.ovik, registry.owik)
    merging = registry.services.merging
    survivor = registry.speaker(registry.ovik)
    refs = registry.services.speakers.mentions(registry.ovik)
    assert len(refs) == 2

    merging.move(merging.move_preview(survivor, refs), registry.gazette)

    assert registry.services.speakers.mentions(registry.ovik) == ()
    assert len(registry.services.speakers.mentions(registry.gazette)) == 3


def test_a_split_that_makes_no_sense_is_refused(registry, owiks):
    merging = registry.services.merging
    owik = registry.speaker(registry.owik)
    with pytest.raises(UsageError, match="Choose the mentions"):
        merging.move_preview(owik, [])
    preview = merging.move_preview(owik, registry.services.speakers.mentions(registry.owik))
    with pytest.raises(UsageError, match="another speaker"):
        merging.move(preview, registry.owik)
    wrong = merging.move_preview(owik, [MentionRef(owiks[0].id, 0), MentionRef(owiks[0].id, 7)])
    with pytest.raises(StaleError):
        merging.move(wrong, registry.ovik)


def test_a_split_that_is_stopped_moves_nothing(registry, owiks):
    merging = registry.services.merging
    cancel = Cancel()
    cancel.ask()
    refs = registry.services.speakers.mentions(registry.owik)
    preview = merging.move_preview(registry.speaker(registry.owik), refs)

    with pytest.raises(CancelledError):
        merging.move(preview, SpeakerBody(name="Anybody"), Silent(cancel))

    assert registry.services.speakers.mentions(registry.owik) == refs
    assert len(registry.services.speakers.all()) == 3


def test_pairs_that_may_be_one_are_found_and_forgotten_on_request(registry):
    merging = registry.services.merging
    (pair,) = merging.likenesses()
    assert {pair.one.id, pair.other.id} == {registry.ovik, registry.owik}
    assert pair.reasons == ("transliteration", "initials")

    merging.keep_apart(pair.other, pair.one)
    assert merging.likenesses() == ()
    merging.keep_apart(pair.one, pair.other)

    registry.services.undoing.undo()
    assert len(merging.likenesses()) == 1
    registry.services.undoing.redo()
    assert merging.likenesses() == ()


def test_who_is_not_who_goes_over_to_the_survivor(registry):
    merging = registry.services.merging
    third = registry.services.speakers.add(SpeakerBody(name="L. Owick"))
    merging.keep_apart(registry.speaker(registry.owik), registry.speaker(third))
    registry.merge(registry.ovik, registry.owik)

    assert merging.likenesses() == ()


def test_merging_and_moving_are_told(registry, owiks):
    told = []
    listening = open_services(registry.project.path, user="Ann", publish=told.append)

    listening.merging.merge(listening.merging.merge_preview(registry.ovik, [registry.owik]))
    assert told == [SpeakersChanged()]
    told.clear()
    refs = listening.speakers.mentions(registry.gazette)
    gazette = registry.speaker(registry.gazette)
    listening.merging.move(listening.merging.move_preview(gazette, refs), registry.ovik)
    assert told == [SpeakersChanged(), DocumentsChanged()]
    listening.close()


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    moves=st.lists(
        st.one_of(
            st.tuples(st.just("merge"), st.permutations([0, 1, 2])),
            st.tuples(st.just("move"), st.permutations([0, 1, 2])),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_merges_and_splits_that_are_undone_leave_every_export_as_it_was(
    registry, owiks, tmp_path, moves
):
    project, ids = registry.project, (registry.ovik, registry.owik, registry.gazette)
    project.ann.annotating.change(owiks[0], owiks[0].body.amended(tags=("denial",)))
    project.ann.undoing.undo()  # an approval is gone for good once its claim was edited
    before = [exported(project, tmp_path, form) for form in ExportFormat]
    done = sum(acted(project.ann, verb, [ids[at] for at in order]) for verb, order in moves)

    for _ in range(done):
        project.ann.undoing.undo()

    assert [exported(project, tmp_path, form) for form in ExportFormat] == before
    for _ in range(done):
        project.ann.undoing.redo()
    for _ in range(done):
        project.ann.undoing.undo()
    assert [exported(project, tmp_path, form) for form in ExportFormat] == before


def acted(services, verb, order):
    first, second, _third = order
    try:
        if verb == "merge":
            services.merging.merge(services.merging.merge_preview(first, [second]))
        else:
            speaker = next(item for item in services.speakers.all() if item.id == first)
            refs = services.speakers.mentions(first)[:1]
            services.merging.move(services.merging.move_preview(speaker, refs), second)
    except (StaleError, UsageError, StopIteration):
        return 0
    return 1


def test_what_is_known_of_several_is_put_together_once():
    body = merged(
        OVIK.amended(note="Known."),
        [OWIK.amended(aliases=("l. ovik", "Lena"), roles=OVIK.roles), OVIK],
    )

    assert body.aliases == ("L. Ovik", "Lena Owik", "Lena")
    assert body.roles == OVIK.roles
    assert body.note == "Known.\nSeen in the Gazette."


def test_a_field_that_holds_a_speaker_is_exported_by_name_and_follows_a_merge(registry, tmp_path):
    project = registry.project
    with_field(project)
    owik = str(registry.speaker(registry.owik).uid)
    value = FieldValue(value=owik, state=FieldState.CONFIRMED)
    claim = project.claim("Fares go up in May", fields={"witness": value})
    assert "Lena Owik" in exported(project, tmp_path).decode()
    with pytest.raises(UsageError, match="named by claims"):
        registry.services.speakers.remove(registry.speaker(registry.owik))

    preview = registry.services.merging.merge_preview(registry.ovik, [registry.owik])
    assert preview.claims == 1
    registry.services.merging.merge(preview)

    table = exported(project, tmp_path).decode()
    assert "Lena Ovik" in table
    assert owik not in table
    line = exported(project, tmp_path, ExportFormat.JSONL).decode()
    assert str(registry.speaker(registry.ovik).uid) in line
    assert owik not in line
    assert project.read(claim.id) == claim


def with_field(project):
    witness = FieldDefinition(
        key="witness", label="Witness", scope=FieldScope.CLAIM, type=FieldType.SPEAKER
    )
    with project.ann.context.writing("Change codebook") as unit:
        book = unit.project.codebook()
        unit.codebooks.put(book.amended(fields=(*book.fields, witness)))
        unit.commit()
