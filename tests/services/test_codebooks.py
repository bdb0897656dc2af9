import csv
import json
from itertools import count

import pytest

from annotator.domain.claim import ClaimKind
from annotator.domain.codebook import Codebook, Condition, FieldDefinition, FieldScope, FieldType
from annotator.domain.codebook_changes import merged_field, retired_field, with_choices, with_field
from annotator.domain.codebook_differences import ItemKind
from annotator.domain.codebook_tags import merged_tag, retired_tag, tag_of, with_tag
from annotator.domain.columns import ExportStatus
from annotator.domain.errors import NotFoundError, StaleError, UsageError
from annotator.domain.events import CodebookChanged
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.history import RecordKind
from annotator.domain.layer import Engine
from annotator.domain.proposal import ProposalState, ProposedClaim
from annotator.domain.review import ReviewStatus
from annotator.domain.user import Role
from annotator.services.bootstrap import open_services
from annotator.services.checking import check_export, check_project
from annotator.services.exporting import ExportFormat
from annotator.store.extractions import EngineLayer

AIMS = FieldDefinition(
    key="aims",
    label="Aims",
    scope=FieldScope.CLAIM,
    type=FieldType.CHOICES,
    choices=("peace", "trade", 'say "no"'),
)
NUMBERS = count()


def known(value):
    return FieldValue(value=value, state=FieldState.CONFIRMED)


@pytest.fixture
def change(project):
    """Return a function that lets Ann change the codebook."""

    def make(act, *given, **named):
        before = project.ann.codebooks.current()
        return project.ann.codebooks.change(before, act(before, *given, **named))

    return make


@pytest.fixture
def effects(project):
    """Return a function that tells what a change would do."""

    def look(act, *given, **named):
        before = project.ann.codebooks.current()
        return project.ann.codebooks.effects(before, act(before, *given, **named))

    return look


def tags_of(project, claim):
    (found,) = [
        item
        for item in project.ann.querying.sheet(project.document_id).claims
        if item.id == claim.id
    ]
    return found.body.tags


def fields_of(project, claim):
    return {key: field.value for key, field in project.read(claim.id).body.fields.items()}


def exported(project, tmp_path, status=ExportStatus.ALL):
    """Return the rows of an export, and what the check finds in it."""
    out = tmp_path / f"out{next(NUMBERS)}.csv"
    project.ann.exporting.export(out, status=status)
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return rows, check_export(project.ann.context, out).findings


def test_a_change_is_a_new_version_with_a_label_and_a_row_in_the_history(project, change):
    version = change(with_tag, tag_of(project.ann.codebooks.current(), "praise").amended(label="P"))

    newest, first = project.ann.codebooks.versions()
    assert version == newest.number == 2
    assert (newest.user, newest.label) == ("Ann", "Rename tag Praise")
    assert (first.number, first.label) == (1, "Create project")
    (act,) = project.ann.querying.history(RecordKind.CODEBOOK, 2)
    assert act.changes[0].before == {"version": 1}
    assert act.changes[0].after == {"version": 2}


def test_a_change_is_told_after_it_is_stored(project):
    told = []
    ann = open_services(project.path, user="Ann", publish=told.append)
    before = ann.codebooks.current()

    ann.codebooks.change(before, retired_tag(before, "praise"))
    ann.undoing.undo()

    assert told == [CodebookChanged(), CodebookChanged()]
    ann.close()


def test_undo_puts_the_version_before_in_force_again_and_redo_the_other(project, change):
    first = project.ann.codebooks.current()
    change(merged_tag, "praise", "criticism")
    second = project.ann.codebooks.current()

    project.ann.undoing.undo()
    assert project.ann.codebooks.current() == first
    project.ann.undoing.redo()
    assert project.ann.codebooks.current() == second
    assert [version.number for version in project.ann.codebooks.versions()] == [4, 3, 2, 1]


def test_undo_is_refused_where_another_version_came_since(project, change):
    project.ann.members.give(project.bob.context.user, Role.LEAD)
    change(retired_tag, "praise")
    theirs = project.bob.codebooks.current()
    project.bob.codebooks.change(theirs, retired_tag(theirs, "denial"))

    with pytest.raises(StaleError, match="Retire tag Praise"):
        project.ann.undoing.undo()
    assert tag_of(project.ann.codebooks.current(), "praise").retired


def test_what_was_added_and_used_is_not_taken_back(project, change):
    change(with_field, AIMS)
    project.claim("Fares go up", fields={"aims": known("peace")})
    claim_made = project.ann.undoing.undo()
    assert claim_made.label == "Add claim"

    with pytest.raises(StaleError, match="Add field Aims"):
        project.ann.undoing.undo()
    assert project.ann.codebooks.current().field("aims") == AIMS


def test_what_somebody_changed_in_between_is_not_overwritten(project):
    project.ann.members.give(project.bob.context.user, Role.LEAD)
    before = project.ann.codebooks.current()
    project.bob.codebooks.change(before, retired_tag(before, "denial"))

    with pytest.raises(StaleError):
        project.ann.codebooks.change(before, retired_tag(before, "praise"))
    assert not tag_of(project.ann.codebooks.current(), "praise").retired


def test_merged_tags_read_as_the_survivor_and_bodies_and_approvals_stay(project, change, tmp_path):
    claim = project.approved("Fares go up", tags=("praise", "denial"))
    change(merged_tag, "praise", "criticism")

    assert tags_of(project, claim) == ("criticism", "denial")
    after = project.read(claim.id)
    assert after.status is ReviewStatus.APPROVED
    rows, findings = exported(project, tmp_path, ExportStatus.APPROVED)
    assert [row["tags"] for row in rows] == ["criticism;denial"]
    assert findings == check_project(project.ann.context).findings == ()

    project.ann.undoing.undo()
    assert tags_of(project, claim) == ("denial", "praise")


def test_a_table_of_before_a_merge_no_longer_proves(project, change, tmp_path):
    project.claim("Fares go up", tags=("praise",))
    out = tmp_path / "before.csv"
    project.ann.exporting.export(out, status=ExportStatus.ALL)

    change(merged_tag, "praise", "criticism")

    sentences = [item.sentence for item in check_export(project.ann.context, out).findings]
    assert any("tags is “praise”, the project has “criticism”" in item for item in sentences)


def test_a_claim_is_edited_as_it_reads_after_a_merge(project, change):
    claim = project.claim("Fares go up", tags=("praise",))
    change(merged_tag, "praise", "criticism")
    seen = project.read(claim.id)

    add = lambda body, _id_of: body.amended(tags=(*body.tags, "denial"))  # noqa: E731
    project.ann.annotating.edit(seen, add, "Set tag")

    assert tags_of(project, claim) == ("criticism", "denial")


def test_merged_fields_show_under_the_other_and_are_exported_so(project, change, tmp_path):
    change(with_field, FieldDefinition(key="mode", label="Mode", scope=FieldScope.CLAIM))
    moved = project.claim("Fares go up", fields={"mode": known("aside")})
    both = project.claim(
        "and not before", fields={"mode": known("aside"), "note": known("As told.")}
    )
    change(merged_field, "mode", "note")

    assert fields_of(project, moved) == {"note": "aside"}
    assert fields_of(project, both) == {"note": "As told."}
    rows, findings = exported(project, tmp_path)
    assert "mode" not in rows[0]
    assert [row["note"] for row in rows] == ["aside", "As told."]
    assert {row["note_state"] for row in rows} == {"confirmed"}
    assert findings == ()


def test_fields_of_documents_merge_too(project, change, tmp_path):
    change(with_field, FieldDefinition(key="desk", label="Desk", scope=FieldScope.DOCUMENT))
    project.claim("Fares go up")
    record = project.ann.querying.sheet(project.document_id).record
    fields = {**record.fields, "desk": known("Harbour desk")}
    project.ann.annotating.change_fields(project.document_id, record.fields, fields, "Set desk")

    change(merged_field, "desk", "outlet")

    record = project.ann.querying.sheet(project.document_id).record
    assert record.fields["outlet"].value == "Harbour desk"
    rows, findings = exported(project, tmp_path)
    assert rows[0]["outlet"] == "Harbour desk"
    assert findings == ()


def test_merged_and_renamed_choices_read_and_are_exported_as_what_they_became(
    project, change, tmp_path
):
    change(with_field, AIMS)
    claim = project.claim(
        "Fares go up", fields={"stance": known("supports"), "aims": known('say "no";trade;peace')}
    )
    book = project.ann.codebooks.current()
    stance = with_choices(book.field("stance"), ["it's so", "neutral"], {"supports": "it's so"})
    aims = with_choices(AIMS, ["trade", "no"], {"peace": "trade", 'say "no"': "no"})

    change(with_field, stance)
    change(with_field, aims)

    assert fields_of(project, claim) == {"stance": "it's so", "aims": "no;trade"}
    rows, findings = exported(project, tmp_path)
    assert (rows[0]["stance"], rows[0]["aims"]) == ("it's so", "no;trade")
    assert findings == ()


def test_json_lines_show_survivors(project, change, tmp_path):
    change(with_field, FieldDefinition(key="mode", label="Mode", scope=FieldScope.CLAIM))
    fields = {"mode": known("aside"), "stance": known("supports")}
    project.claim("Fares go up", tags=("praise", "criticism"), fields=fields)
    change(merged_tag, "praise", "criticism")
    change(merged_field, "mode", "note")
    stance = project.ann.codebooks.current().field("stance")
    change(with_field, with_choices(stance, ["for"], {"supports": "for"}))
    out = tmp_path / "out.jsonl"

    project.ann.exporting.export(out, format=ExportFormat.JSONL, status=ExportStatus.ALL)

    line = json.loads(out.read_text(encoding="utf-8"))
    assert line["tags"] == ["criticism"]
    assert {key: field["value"] for key, field in line["fields"].items()} == {
        "note": "aside",
        "stance": "for",
    }


def test_uses_are_counted_for_the_survivor(project, change):
    project.claim("Fares go up", tags=("praise",), fields={"stance": known("mixed")})
    project.claim("and not before", tags=("criticism",))
    change(merged_tag, "praise", "criticism")

    uses = project.ann.codebooks.uses()
    assert (uses.tags["criticism"], uses.tags["denial"]) == (2, 0)
    assert (uses.fields["stance"], uses.fields["title"]) == (1, 1)


def test_a_field_that_is_not_stated_is_no_use_of_it(project):
    project.claim("Fares go up", fields={"stance": FieldValue(state=FieldState.NOT_STATED)})

    assert project.ann.codebooks.uses().fields["stance"] == 0
    assert project.ann.codebooks.used_by(ItemKind.FIELD, "stance").count == 0


def test_the_effects_of_a_merge_name_the_claims_and_the_approvals_kept(project, effects):
    approved = project.approved("Fares go up", tags=("praise",))
    project.claim("and not before", tags=("praise",))

    found = effects(merged_tag, "praise", "criticism")

    assert found.problems == ()
    assert found.sentences == (
        "2 claims will show “Criticism” in place of “Praise”.",
        "1 of them is approved and keeps that.",
    )
    assert found.count == 2
    first = found.touched[0]
    assert (first.id, first.document_id, first.status) == (
        approved.id,
        project.document_id,
        "approved",
    )
    assert first.words == "Fares go up"


@pytest.mark.parametrize(
    ("act", "given", "sentence"),
    [
        (retired_tag, ["praise"], "“Praise” is no longer offered; 1 claim has it on."),
        (retired_tag, ["denial"], "“Denial” is no longer offered; no claim has it on."),
        (
            retired_field,
            ["stance"],
            (
                "“Stance” is no longer asked for, and has no column in exports; "
                "1 claim has a value, which stays."
            ),
        ),
        (
            merged_field,
            ["certainty", "note"],
            (
                "1 claim will show under “Note” what “Certainty” says; "
                "where both do (1), “Note” stays."
            ),
        ),
    ],
)
def test_what_a_change_does_is_said_in_sentences(project, effects, act, given, sentence):
    fields = {key: known("possible") for key in ("certainty", "note")}
    project.claim("Fares go up", tags=("praise",), fields=fields | {"stance": known("mixed")})

    assert effects(act, *given).sentences[0] == sentence


def test_a_required_field_tells_where_it_is_open(project, effects):
    project.claim("Fares go up", fields={"note": known("x")})
    project.claim("and not before")
    note = project.ann.codebooks.current().field("note").amended(required=True)

    found = effects(with_field, note)

    assert found.sentences == ("“Note” becomes required; 1 claim has it open.",)


def test_a_used_choice_cannot_be_dropped_but_can_be_merged(project, change, effects):
    claim = project.claim("Fares go up", fields={"stance": known("mixed")})
    stance = project.ann.codebooks.current().field("stance")
    dropped = with_choices(stance, ["supports", "opposes", "neutral"], {})

    found = effects(with_field, dropped)
    assert found.sentences == (
        "“mixed” is no longer a choice of “Stance”; 1 claim has it.",
        *found.sentences[1:],
    )
    assert found.problems == (
        (
            "1 value of “Stance” would no longer fit, such as “mixed” (once); "
            "merge the choice into another one instead."
        ),
    )
    with pytest.raises(UsageError, match="no longer fit"):
        change(with_field, dropped)

    change(with_field, with_choices(stance, dropped.choices, {"mixed": "neutral"}))
    assert fields_of(project, claim) == {"stance": "neutral"}


def test_a_choice_that_an_open_proposal_has_is_used(project, change, effects):
    content = (project.span("Fares go up"),)
    fields = {"medium": FieldValue(value="speech", state=FieldState.UNVERIFIED)}
    claim = ProposedClaim(kind=ClaimKind.DIRECT, content=content, score=0.5, fields=fields)
    layer = EngineLayer(project.document_id, project.text, [(claim, ProposalState.OPEN)])
    with project.ann.context.writing("Propose", project.document_id, undoable=False) as unit:
        unit.extractions.add(Engine(name="by hand", version="1"), [layer])
        unit.commit()
    medium = project.ann.codebooks.current().field("medium")
    without = with_choices(medium, medium.choices[1:], {})

    found = effects(with_field, without)

    assert found.sentences == (
        "“speech” is no longer a choice of “Medium”; 1 open proposal has it.",
    )
    assert found.count == 0
    with pytest.raises(UsageError, match="1 value of “Medium” would no longer fit"):
        change(with_field, without)


def test_a_type_that_used_values_do_not_fit_is_refused(project, change, effects):
    project.claim("Fares go up", fields={"note": known("As told.")})
    note = project.ann.codebooks.current().field("note")

    found = effects(with_field, note.amended(type=FieldType.NUMBER))

    assert found.problems == ("1 value of “Note” would no longer fit, such as “As told.” (once).",)
    with pytest.raises(UsageError, match="would no longer fit"):
        change(with_field, note.amended(type=FieldType.SPEAKER))
    change(with_field, project.ann.codebooks.current().field("topic").amended(type="number"))


def test_what_is_in_the_codebook_never_leaves_it(project):
    before = project.ann.codebooks.current()

    with pytest.raises(UsageError, match="“note” can be retired, but not taken out"):
        project.ann.codebooks.change(before, before.amended(fields=before.fields[:-1]))


def test_a_key_that_was_once_a_documents_never_becomes_a_claims(project, change):
    change(with_field, FieldDefinition(key="desk", label="Desk", scope=FieldScope.DOCUMENT))
    project.ann.undoing.undo()

    with pytest.raises(UsageError, match="“desk” belongs to a field of documents for good"):
        change(with_field, FieldDefinition(key="desk", label="Desk", scope=FieldScope.CLAIM))
    assert "desk" in project.ann.codebooks.taken_keys()


def test_a_restored_version_loses_nothing_that_came_since(project, change):
    first = project.ann.codebooks.current()
    change(with_field, AIMS)
    change(retired_tag, "praise")
    now = project.ann.codebooks.current()

    earlier = project.ann.codebooks.as_it_was(1)
    project.ann.codebooks.change(now, earlier, "Restore version 1 of the codebook")

    restored = project.ann.codebooks.current()
    assert restored.field("aims").retired
    assert restored.tags == first.tags
    assert project.ann.codebooks.versions()[0].label == "Restore version 1 of the codebook"
    with pytest.raises(NotFoundError, match="no version 99"):
        project.ann.codebooks.at(99)


def test_a_written_codebook_is_read_again_as_it_was(project, change, tmp_path):
    change(merged_tag, "praise", "criticism")
    out = tmp_path / "book.json"

    project.ann.codebooks.write(out)

    assert project.ann.codebooks.read(out) == project.ann.codebooks.current()
    assert '"retired": false' not in out.read_text(encoding="utf-8")


def test_what_a_file_lacks_would_be_retired(project, effects, tmp_path):
    project.claim("Fares go up", tags=("praise",))
    book = project.ann.codebooks.current()
    less = book.amended(tags=tuple(tag for tag in book.tags if tag.key != "praise"))
    path = tmp_path / "less.json"
    path.write_text(less.model_dump_json(), encoding="utf-8")

    after = project.ann.codebooks.read(path)

    found = project.ann.codebooks.effects(book, after)
    assert "“Praise” is no longer offered; 1 claim has it on." in found.sentences
    assert [item.words for item in found.touched] == ["Fares go up"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("{", "cannot be used: it is no JSON: EOF while parsing an object at line 1 column 1."),
        ("[]", "cannot be used: input should be an object."),
        (
            (
                '{"name": "x", "return_reasons": ["a"], "fields": '
                '[{"key": "A b", "label": "Stance", "scope": "claim"}]}'
            ),
            (
                "cannot be used: field 1 (“Stance”), key: string should match pattern "
                "'^[a-z][a-z0-9_]{0,39}$'."
            ),
        ),
        (
            (
                '{"name": "x", "return_reasons": ["a"], "fields": [], "tags": [{"key": "a", '
                '"label": "A", "children": [{"key": "b", "label": "B", "shortcut": "x"}]}]}'
            ),
            (
                "cannot be used: tag 1 (“A”), tag 1 (“B”), shortcut: string should match pattern "
                "'^[0-9]$'."
            ),
        ),
        (
            (
                '{"name": "x", "return_reasons": ["a"], "fields": '
                '[{"key": "title", "label": "Title", "scope": "claim"}]}'
            ),
            (
                "The key “title” belongs to a field of documents for good; a field of claims needs "
                "another one."
            ),
        ),
        (
            (
                '{"name": "x", "return_reasons": ["a"], "fields": [{"key": "a", "label": "A", '
                '"scope": "claim"}, {"key": "b", "label": "A", "scope": "claim"}]}'
            ),
            "cannot be used: Two fields of claims are called “A”.",
        ),
    ],
)
def test_a_bad_file_gets_one_sentence_that_names_the_place(project, tmp_path, words, sentence):
    path = tmp_path / "bad.json"
    path.write_text(words, encoding="utf-8")

    with pytest.raises(UsageError) as caught:
        project.ann.codebooks.read(path)
    assert str(caught.value).endswith(sentence)


def test_a_file_that_is_not_there_or_too_large_is_refused(project, tmp_path):
    with pytest.raises(UsageError, match="cannot be read: No such file"):
        project.ann.codebooks.read(tmp_path / "none.json")
    large = tmp_path / "large.json"
    large.write_bytes(b" " * 5_000_001)
    with pytest.raises(UsageError, match="too large"):
        project.ann.codebooks.read(large)


def test_the_shipped_file_and_what_is_written_are_of_one_kind(project, tmp_path):
    out = tmp_path / "book.json"
    project.ann.codebooks.write(out)

    assert Codebook.model_validate_json(out.read_bytes()) == project.ann.codebooks.current()


def test_a_condition_is_told_in_words(effects, project):
    note = project.ann.codebooks.current().field("note")
    condition = Condition(key="stance", values=("mixed", "neutral"))

    found = effects(with_field, note.amended(shown_when=condition))

    assert found.sentences == (
        "“Note” will be asked for only where “Stance” is mixed or neutral; values elsewhere stay.",
    )


def rename(project, title):
    sheet = project.ann.querying.sheet(project.document_id)
    fields = {**sheet.record.fields, "title": known(title)}
    project.ann.annotating.change_fields(project.document_id, sheet.record.fields, fields)


def test_what_uses_an_item_is_told_and_listed(project):
    project.claim("Fares go up", tags=("praise",), fields={"stance": known("mixed")})

    tagged = project.ann.codebooks.used_by(ItemKind.TAG, "praise")
    titled = project.ann.codebooks.used_by(ItemKind.FIELD, "title")
    nobody = project.ann.codebooks.used_by(ItemKind.TAG, "denial")

    assert (tagged.sentences, tagged.count) == (("Used in 1 claim.",), 1)
    assert titled.sentences == ("Used in 1 document.",)
    assert titled.touched[0].headline == "Ferry fares to rise"
    rename(project, "Dearer ferries")
    assert project.ann.codebooks.used_by(ItemKind.TAG, "praise").touched[0].headline == (
        "Dearer ferries"
    )
    assert nobody.sentences == ("Not used yet.",)
