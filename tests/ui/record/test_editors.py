import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator.domain.codebook import FieldDefinition, FieldScope, FieldType, Tag
from annotator.domain.field import EMPTY_FIELD, FieldState, FieldValue
from annotator.ui.record.field_row import FieldRow
from annotator.ui.record.tag_block import TagBlock

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


@pytest.fixture
def row_of(qtbot):
    page = QWidget()
    qtbot.addWidget(page)

    def make(kind, *choices):
        definition = FieldDefinition(
            key="asked", label="Asked", scope=FieldScope.CLAIM, type=kind, choices=choices
        )
        return FieldRow(definition, "&Asked", page, page)

    return make


@pytest.fixture
def stored():
    return []


def test_several_choices_are_ticked_in_a_menu(row_of, stored):
    row = row_of(FieldType.CHOICES, "radio", "print", "web")
    row.valued.connect(stored.append)
    row.show_field(FieldValue(value="radio", state=FieldState.CONFIRMED), None)

    row.editor.menu().actions()[2].trigger()

    assert stored == ["radio;web"]
    assert row.editor.text() == "radio, web"


def test_several_choices_say_why_there_is_none(row_of):
    row = row_of(FieldType.CHOICES, "radio", "print")

    row.show_field(FieldValue(state=FieldState.UNKNOWN), None)

    assert row.editor.text() == "(Unknown)"
    assert row.editor.value() == ""


def test_yes_or_no_is_a_choice(row_of, stored):
    row = row_of(FieldType.YES_NO)
    row.valued.connect(stored.append)

    row.editor.setCurrentText("no")
    row.editor.activated.emit(row.editor.currentIndex())

    assert stored == ["no"]


def test_the_blank_choice_clears_a_field(row_of, stored):
    row = row_of(FieldType.CHOICE, "speech", "document")
    row.valued.connect(stored.append)
    row.show_field(FieldValue(value="speech", state=FieldState.CONFIRMED), None)

    row.editor.setCurrentIndex(0)
    row.editor.activated.emit(0)

    assert stored == [""]


def test_a_proposed_value_that_is_no_choice_is_shown_all_the_same(row_of):
    row = row_of(FieldType.CHOICE, "speech", "document")

    row.show_field(FieldValue(value="podcast", state=FieldState.UNVERIFIED), None)

    assert row.editor.value() == "podcast"
    row.show_field(EMPTY_FIELD, None)
    assert row.editor.value() == ""


@pytest.mark.parametrize(("typed", "kept"), [("12.5", ["12.5"]), ("a dozen", [])])
def test_a_number_is_one(qtbot, row_of, stored, typed, kept):
    row = row_of(FieldType.NUMBER)
    row.valued.connect(stored.append)

    qtbot.keyClicks(row.editor, typed)
    qtbot.keyClick(row.editor, Qt.Key.Key_Return)

    assert stored == kept
    assert bool(row.message.text()) is not bool(kept)


def test_a_retired_tag_is_in_sight_only_while_it_is_set(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    tags = [Tag(key="old", label="Old", shortcut="1", retired=True), Tag(key="new", label="New")]
    chips = TagBlock(tags, page, page)
    page.show()
    chips.show()

    chips.show_tags([])
    assert not chips.buttons["old"].isVisible()
    chips.show_tags(["old"])

    assert chips.buttons["old"].isVisible()
    assert chips.buttons["old"].isChecked()
