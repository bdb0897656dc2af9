import pytest
from PySide6.QtCore import QObject

from annotator.domain.codebook import FieldDefinition, FieldScope
from annotator.domain.codebook_changes import with_field
from annotator.domain.codebook_tags import merged_tag, tag_of, with_tag
from annotator.domain.user import Role
from annotator.ui.claims.panel import ClaimsPanel
from annotator.ui.codebook.contrast import contrast, on_grounds
from annotator.ui.record.panel import RecordPanel
from annotator.ui.watching import Watching

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


@pytest.fixture
def praised(project, desk):
    claim = project.claim("Fares go up", tags=("praise",))
    desk.refresh()
    desk.select(f"claim:{claim.id}")
    return claim


def test_the_record_and_the_table_show_the_codebook_in_force(qtbot, desk, praised):
    record, table = RecordPanel(desk), ClaimsPanel(desk)
    for widget in (record, table):
        qtbot.addWidget(widget)
    codebooks, first = desk.services.codebooks, desk.codebook
    desk_field = FieldDefinition(key="desk", label="Desk", scope=FieldScope.DOCUMENT)

    codebooks.change(first, with_field(first, desk_field))
    second = desk.codebook
    codebooks.change(second, merged_tag(second, "praise", "criticism"))

    assert "desk" in record.document.fields.rows
    assert record.claim.tags.buttons["criticism"].isChecked()
    assert desk.current.body.tags == ("criticism",)
    assert table.model.index(0, 4).data() == "Criticism"
    desk.undo()
    assert table.model.index(0, 4).data() == "Praise"


def test_a_digit_sets_the_tag_that_has_taken_it_over(desk, praised):
    book = desk.codebook
    desk.services.codebooks.change(
        book, with_tag(book, tag_of(book, "statistic").amended(shortcut="6"))
    )

    assert [tag.key for tag in desk.codebook.all_tags() if tag.shortcut == "6"] == ["statistic"]


def test_what_another_program_changed_is_noticed(desk, project):
    owner = QObject()
    watching = Watching(desk.services, desk.bridge, owner)
    project.ann.members.give(project.bob.context.user, Role.LEAD)
    book = project.bob.codebooks.current()
    project.bob.codebooks.change(book, with_tag(book, tag_of(book, "praise").amended(label="P")))

    watching.look()

    assert tag_of(desk.codebook, "praise").label == "P"
    watching.stop()


def test_forms_are_left_alone_where_the_codebook_did_not_change(desk, qtbot):
    before = desk.codebook

    desk.bridge.codebook_changed.emit()

    assert desk.codebook is before


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#0072b2", "#0072b2", 1.0)],
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


def test_a_colour_is_looked_at_on_both_grounds():
    light, dark = on_grounds("#000000")

    assert light > 15 > dark
