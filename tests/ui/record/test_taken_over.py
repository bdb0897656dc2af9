import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from annotator.domain.claim import Claim
from annotator.domain.codebook import FieldScope
from annotator.domain.field import FieldState
from annotator.ui.record.panel import DOCUMENT
from annotator.ui.review.subject import subject_of
from annotator.ui.review.summary import SubjectSummary

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
CLAIM = FieldScope.CLAIM


@pytest.fixture
def below(desk, claim, project):
    """Return a claim below one by Lena Ovik that was said in an interview."""
    desk.set_field(CLAIM, "medium", "interview")
    desk.set_field(CLAIM, "topic", "fares")
    desk.claim_from(project.span("a typing error"))
    desk.set_speaker_id(None)
    return desk.current


def field(desk, key):
    return desk.current.body.field(key)


def click(qtbot, widget):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def default_of(row):
    texts = {item.text().replace("&", ""): item for item in row.state.menu().actions()}
    return texts["Use as default for this document"]


def test_a_claim_says_the_same_as_the_one_above_in_one_act(qtbot, desk, panel, below):
    click(qtbot, panel.claim.above)

    assert desk.speaker_name(desk.current) == "Lena Ovik"
    assert field(desk, "medium").value == "interview"
    assert field(desk, "topic").value is None
    desk.undo()
    assert desk.current == below


def test_the_first_claim_has_none_above(desk, panel, claim, reported):
    assert not panel.claim.above.isEnabled()

    desk.same_as_above()

    assert "no claim above" in str(reported[-1])


def test_what_is_taken_from_above_is_chosen_in_its_menu(qtbot, desk, panel, below):
    button = panel.claim.above
    button.menu().aboutToShow.emit()
    assert button.speakers.isChecked()
    assert button.fields["medium"].isChecked()
    assert not button.fields["topic"].isChecked()

    for action in (button.speakers, button.fields["topic"]):
        action.trigger()
    click(qtbot, button)

    assert desk.current.body.speaker is None
    assert field(desk, "topic").value == "fares"


def test_a_proposal_is_accepted_in_saying_the_same_as_above(desk, below, project):
    project.propose([("=SUM was", 0.9)], speaker="Somebody")
    desk.open(project.document_id)
    proposal = desk.current

    desk.same_as_above()

    assert isinstance(desk.current, Claim)
    assert desk.current.proposal_id == proposal.id
    assert desk.speaker_name(desk.current) == "Lena Ovik"


def test_a_fields_value_becomes_the_default_of_the_document(desk, panel, claim, project):
    row = panel.claim.fields.rows["medium"]
    assert not default_of(row).isEnabled()
    desk.set_field(CLAIM, "medium", "interview")

    default_of(row).trigger()
    desk.claim_from(project.span("a typing error"))

    assert field(desk, "medium").value == "interview"
    assert field(desk, "medium").state is FieldState.UNVERIFIED
    assert default_of(row).isChecked()


def test_defaults_are_shown_with_the_document_and_taken_off(qtbot, desk, panel, claim, project):
    desk.set_field(CLAIM, "medium", "interview")
    desk.set_default_field("medium", True)
    desk.set_default_tag("promise", True)
    panel.setCurrentIndex(DOCUMENT)
    defaults = panel.document.defaults
    assert {name: button.text() for name, button in defaults.buttons.items()} == {
        "medium": "Medium: interview  ×",
        "tag:promise": "Tag: Promise  ×",
    }

    click(qtbot, defaults.buttons["medium"])
    click(qtbot, defaults.buttons["tag:promise"])

    assert defaults.buttons == {}
    assert "Use as default" in defaults.how.text()
    desk.claim_from(project.span("a typing error"))
    assert desk.current.body.fields == {}
    assert desk.current.body.tags == ()


def test_setting_a_default_is_undone(desk, panel, claim):
    desk.set_field(CLAIM, "medium", "interview")
    desk.set_default_field("medium", True)
    assert desk.undo_label() == "Set default medium"

    desk.undo()

    assert panel.document.defaults.buttons == {}


def test_a_tag_becomes_a_default_from_its_menu(desk, panel, claim, project):
    menu = panel.claim.tags.menu("promise")
    menu.actions()[0].trigger()

    desk.claim_from(project.span("a typing error"))

    assert desk.current.body.tags == ("promise",)
    assert panel.claim.tags.menu("promise").actions()[0].isChecked()


def test_a_speaker_that_is_a_default_is_shown_by_name(qtbot, typed_desk, typed):
    typed_desk.name_in_field(CLAIM, "addressee", "The council")

    typed_desk.set_default_field("addressee", True)

    assert typed.document.defaults.buttons["addressee"].text() == "Addressee: The council  ×"


def test_whoever_reviews_reads_the_name_of_a_speaker_in_a_field(qtbot, typed_desk):
    typed_desk.name_in_field(CLAIM, "addressee", "The council")
    summary = SubjectSummary(typed_desk.codebook)
    qtbot.addWidget(summary)

    summary.show_subject(typed_desk.sheet, subject_of(typed_desk))

    assert "The council" in [label.text() for label in summary.findChildren(QLabel)]


def test_another_codebook_is_asked_for_at_once_and_what_is_half_typed_stays(
    qtbot, typed_desk, typed
):
    qtbot.keyClicks(typed.claim.fields.rows["count"].editor, "twel")
    before = typed_desk.codebook
    fields = tuple(item for item in before.fields if item.key != "live")
    add(typed_desk, before.amended(fields=fields, tags=before.tags[:1]))

    assert "live" not in typed.claim.fields.rows
    assert [*typed.claim.tags.buttons] == ["demand", "warning", "threat"]
    assert typed.claim.fields.rows["count"].editor.value() == "twel"
    assert typed.claim.speaker.picker.text() == "Lena Ovik"


def add(desk, codebook):
    desk.codebook = codebook
    desk.refresh()
