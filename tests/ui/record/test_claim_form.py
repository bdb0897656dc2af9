import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from annotator.domain.claim import Claim, ClaimKind
from annotator.domain.history import RecordKind
from annotator.domain.proposal import Proposal
from annotator.domain.review import ReviewVerb
from annotator.domain.speaker import SpeakerKind
from annotator.ui.desk_place import key_of
from annotator.ui.record.panel import CLAIM, DOCUMENT
from annotator.ui.scores import in_per_cent, in_words

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


@pytest.fixture
def picker(panel, claim):
    return panel.claim.speaker.picker


@pytest.fixture
def proposal(desk):
    desk.services.proposing.propose()
    desk.open(desk.document_id)
    assert isinstance(desk.current, Proposal)
    return desk.current


def click(qtbot, widget):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def rows_of(model):
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def speaker(desk):
    return desk.speaker_name(desk.current)


def test_with_nothing_chosen_the_next_key_is_named(panel):
    assert "Press S" in panel.currentWidget().currentWidget().words


def test_with_no_document_the_way_to_one_is_named(desk, panel):
    desk.open(None)

    assert "list on the left" in panel.currentWidget().currentWidget().words


def test_a_claim_shows_who_spoke_and_who_edited(desk, panel, claim):
    assert panel.claim.speaker.picker.text() == "Lena Ovik"
    assert panel.claim.heading.pill.accessibleName() == "Draft"
    assert "Ann" in panel.claim.heading.facts.text()
    assert not panel.claim.heading.accept.isVisible()


def test_typing_a_new_name_offers_to_create_it(qtbot, desk, picker):
    picker.setFocus()
    picker.selectAll()

    qtbot.keyClicks(picker, "The port authority")
    assert "Create “The port authority”" in rows_of(picker.choices)[-1]
    qtbot.keyClick(picker, Qt.Key.Key_Return)

    assert speaker(desk) == "The port authority"
    assert not picker.is_open


def test_a_few_letters_find_a_known_speaker_accents_aside(qtbot, desk, picker):
    desk.set_speaker("Ömer Şahin")
    desk.set_speaker("Lena Ovik")
    picker.setFocus()
    picker.selectAll()

    qtbot.keyClicks(picker, "sah")
    qtbot.keyClick(picker, Qt.Key.Key_Return)

    assert speaker(desk) == "Ömer Şahin"


def test_a_digit_picks_from_the_open_list(qtbot, desk, picker, project):
    desk.claim_from(project.span("two piers will close"))
    desk.set_speaker("The port authority")
    picker.setFocus()
    qtbot.keyClick(picker, Qt.Key.Key_Down)
    wanted = next(row for row, text in enumerate(rows_of(picker.choices)) if "Lena" in text)

    qtbot.keyClick(picker, Qt.Key(Qt.Key.Key_1 + wanted))

    assert speaker(desk) == "Lena Ovik"
    assert not picker.is_open


def test_the_list_is_walked_with_arrows_and_clicked_with_the_mouse(qtbot, desk, picker, panel):
    desk.set_speaker("The port authority")
    click(qtbot, picker)
    assert picker.is_open
    row = next(at for at, text in enumerate(rows_of(picker.choices)) if "Lena" in text)

    for _ in range(row + 1):
        qtbot.keyClick(picker, Qt.Key.Key_Down)
    view = picker.list.view
    assert view.currentIndex().row() == row
    place = view.visualRect(view.currentIndex()).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert speaker(desk) == "Lena Ovik"


def test_nobody_named_is_a_choice(qtbot, desk, picker):
    picker.setFocus()
    picker.clear()

    qtbot.keyClick(picker, Qt.Key.Key_Return)

    assert desk.current.body.speaker is None


def test_an_unknown_name_left_behind_is_kept_and_explained(qtbot, desk, panel, picker):
    picker.setFocus()
    picker.selectAll()
    qtbot.keyClicks(picker, "Nobody Knows")

    panel.claim.comments.line.setFocus()

    assert picker.text() == "Nobody Knows"
    assert "press Enter" in panel.claim.speaker.message.text()
    assert speaker(desk) == "Lena Ovik"


def test_escape_brings_the_speaker_back_and_closes_the_list(qtbot, picker):
    picker.setFocus()
    qtbot.keyClicks(picker, "x")

    qtbot.keyClick(picker, Qt.Key.Key_Escape)

    assert picker.text() == "Lena Ovik"
    assert not picker.is_open


def test_the_whole_name_of_the_speaker_stands_in_the_tip(picker):
    picker.show_speaker("Parliamentary Committee on Inland Navigation", None)

    assert picker.toolTip() == "Parliamentary Committee on Inland Navigation"
    assert picker.cursorPosition() == 0


def test_a_half_typed_speaker_outlasts_a_change_elsewhere(qtbot, desk, picker):
    picker.end(False)
    qtbot.keyClicks(picker, "x")

    desk.toggle_tag("denial")

    assert picker.text() == "Lena Ovikx"


def test_the_kind_of_a_speaker_is_changed_in_the_registry(desk, panel, claim):
    button = panel.claim.speaker.kind
    office = next(item for item in button.menu().actions() if item.data() == SpeakerKind.OFFICE)

    office.trigger()

    assert desk.sheet.speakers[desk.current.body.speaker].body.kind is SpeakerKind.OFFICE
    assert button.text() == "Office"


def test_open_speaker_takes_the_keyboard_and_shows_the_list(panel, claim):
    panel.setCurrentIndex(DOCUMENT)

    panel.open_speaker()

    assert panel.currentIndex() == CLAIM
    assert panel.claim.speaker.picker.is_open


def test_the_choices_keep_the_rules_of_qt(qtmodeltester, picker):
    picker.choices.narrow("o")

    qtmodeltester.check(picker.choices)


def test_the_kind_is_one_press(qtbot, desk, panel, claim):
    buttons = panel.claim.kind.buttons
    click(qtbot, buttons[ClaimKind.MIXED])

    assert desk.current.body.kind is ClaimKind.MIXED
    assert [kind for kind, button in buttons.items() if button.isChecked()] == [ClaimKind.MIXED]


def test_pressing_the_kind_it_has_changes_nothing(qtbot, desk, panel, claim):
    before = desk.current

    click(qtbot, panel.claim.kind.buttons[before.body.kind])

    assert desk.current == before
    assert panel.claim.kind.buttons[before.body.kind].isChecked()


def test_tags_go_on_and_off_by_mouse_and_keyboard(qtbot, desk, panel, claim):
    chip = panel.claim.tags.buttons["warning"]

    click(qtbot, chip)
    assert desk.current.body.tags == ("warning",)
    assert chip.isChecked()
    qtbot.keyClick(chip, Qt.Key.Key_Space)

    assert desk.current.body.tags == ()
    assert not chip.isChecked()


def test_a_tag_tells_its_group_and_its_definition(panel):
    tip = panel.claim.tags.buttons["warning"].toolTip()

    assert "Demand › Warning" in tip
    assert "Names a bad consequence." in tip


def test_a_comment_is_added_with_who_and_when(qtbot, desk, panel, claim):
    line = panel.claim.comments.line

    qtbot.keyClicks(line, "Is this all of it?")
    qtbot.keyClick(line, Qt.Key.Key_Return)

    assert [comment.text for comment in desk.sheet.comments] == ["Is this all of it?"]
    assert line.text() == ""
    shown = [label.text() for label in panel.claim.comments.findChildren(type(panel.claim.content))]
    assert any(text.startswith("Ann · ") for text in shown)


def test_a_comment_without_words_is_none(qtbot, desk, panel, claim):
    qtbot.keyClick(panel.claim.comments.line, Qt.Key.Key_Return)

    assert desk.sheet.comments == ()


def test_a_half_typed_comment_stays_with_its_claim(qtbot, desk, panel, claim, project):
    qtbot.keyClicks(panel.claim.comments.line, "Is this")
    was = key_of(desk.current)

    desk.claim_from(project.span("two piers will close"))
    assert panel.claim.comments.line.text() == ""
    desk.select(was)

    assert panel.claim.comments.line.text() == "Is this"


def test_a_proposal_says_that_it_is_one_and_how_sure(panel, proposal):
    assert panel.claim.heading.pill.accessibleName() == "Proposal"
    facts = panel.claim.heading.facts
    assert facts.text() == f"{in_per_cent(proposal.body.score)} likely right"
    assert facts.toolTip() == in_words(proposal.body.score)


def test_accept_makes_a_claim_and_refuse_takes_the_next_away(qtbot, desk, panel, proposal):
    click(qtbot, panel.claim.heading.accept)
    assert desk.sheet.claims[0].proposal_id == proposal.id

    waiting = len(desk.sheet.proposals)
    click(qtbot, panel.claim.heading.refuse)

    assert len(desk.sheet.proposals) == waiting - 1


def test_an_edit_of_a_proposal_accepts_it_and_keeps_what_is_half_typed(
    qtbot, desk, panel, proposal
):
    qtbot.keyClicks(panel.claim.fields.rows["topic"].editor, "ferry fa")

    click(qtbot, panel.claim.tags.buttons["promise"])

    assert isinstance(desk.current, Claim)
    assert panel.claim.fields.rows["topic"].editor.value() == "ferry fa"


def test_a_returned_claim_says_who_and_why(desk, panel, claim, project):
    desk.submit()
    desk.services.as_user("Bob").reviewing.give(
        RecordKind.CLAIM,
        claim.id,
        ReviewVerb.RETURN,
        reason="Wrong speaker",
        words="It was her deputy.",
    )
    desk.open(project.document_id)
    desk.select(key_of(claim))

    verdict = panel.claim.heading.verdict
    assert verdict.isVisible()
    assert "Returned by Bob" in verdict.head.text()
    assert "Wrong speaker" in verdict.head.text()
    assert verdict.words.text() == "It was her deputy."


def test_another_current_item_brings_its_tab_forward(desk, panel, claim, project):
    desk.claim_from(project.span("two piers will close"))
    panel.setCurrentIndex(DOCUMENT)

    desk.select(key_of(claim))
    assert panel.currentIndex() == CLAIM
    desk.select_record()

    assert panel.currentIndex() == DOCUMENT


def test_a_half_typed_speaker_comes_back_with_its_claim(qtbot, desk, picker, project):
    picker.selectAll()
    qtbot.keyClicks(picker, "Harb")
    was = key_of(desk.current)

    desk.claim_from(project.span("two piers will close"))
    assert picker.text() == "Lena Ovik"
    desk.select(was)

    assert picker.text() == "Harb"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_the_keyboard_goes_back_to_where_the_speaker_was_opened_from(qtbot, panel, claim, key):
    box = QWidget()
    qtbot.addWidget(box)
    text, row = QLineEdit(box), QHBoxLayout(box)
    row.addWidget(text)
    row.addWidget(panel)
    with qtbot.waitExposed(box):
        box.show()
        panel.show()
    box.activateWindow()
    text.setFocus()
    panel.open_speaker()
    assert panel.claim.speaker.picker.hasFocus()

    qtbot.keyClick(panel.claim.speaker.picker, Qt.Key.Key_Down)
    qtbot.keyClick(panel.claim.speaker.picker, key)

    assert text.hasFocus()
    panel.setParent(None)


def test_a_comment_gives_the_keyboard_back_too(qtbot, desk, panel, claim):
    panel.open_comment()
    line = panel.claim.comments.line
    assert line.hasFocus()

    qtbot.keyClicks(line, "Why?")
    qtbot.keyClick(line, Qt.Key.Key_Escape)

    assert line.text() == ""
    assert desk.sheet.comments == ()
