import gc
import weakref

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QAccessible, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from annotator.domain.claim import Claim
from annotator.domain.codebook import FieldScope
from annotator.ui import theme
from annotator.ui.claims.flow_layout import FlowLayout
from annotator.ui.record.document_form import DocumentForm
from annotator.ui.record.mnemonics import captions
from annotator.ui.record.panel import CLAIM, DOCUMENT, RecordPanel

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


def test_everything_that_takes_the_keyboard_has_a_name(panel, claim):
    nameless = []
    for page in (CLAIM, DOCUMENT):
        panel.setCurrentIndex(page)
        nameless += [
            widget
            for widget in panel.findChildren(QWidget)
            if widget.isVisible()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
        ]

    assert nameless == []


def test_tab_reaches_the_speaker_before_the_fields(qtbot, panel, claim):
    panel.claim.speaker.picker.setFocus()
    order = []

    for _ in range(60):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        order.append(QApplication.focusWidget().objectName())

    fields = [name for name in order if name.startswith("field_")]
    keys = [f"field_{item.key}" for item in panel._desk.codebook.of(FieldScope.CLAIM)]
    assert fields[: len(keys)] == keys


def test_open_field_goes_to_a_field_of_either_tab(panel, claim):
    panel.open_field(FieldScope.DOCUMENT, "outlet")
    assert panel.document.fields.rows["outlet"].editor.hasFocus()

    panel.open_field(FieldScope.CLAIM, "topic")
    assert panel.claim.fields.rows["topic"].editor.hasFocus()
    panel.open_field(FieldScope.CLAIM, "nonsense")


def test_return_in_a_field_is_no_shortcut_of_the_window(qtbot, desk, panel, claim):
    pressed = []
    shortcut = QShortcut(Qt.Key.Key_Return, panel)
    shortcut.activated.connect(lambda: pressed.append(1))
    editor = panel.claim.fields.rows["topic"].editor
    editor.setFocus()

    qtbot.keyClicks(editor, "fares")
    qtbot.keyClick(editor, Qt.Key.Key_Return)

    assert pressed == []
    assert isinstance(desk.current, Claim)


def test_undo_reaches_the_window_once_nothing_typed_is_left_to_undo(qtbot, panel, claim):
    pressed = []
    QShortcut(QKeySequence.StandardKey.Undo, panel).activated.connect(lambda: pressed.append(1))
    editor = panel.claim.fields.rows["topic"].editor
    editor.setFocus()
    control = Qt.KeyboardModifier.ControlModifier

    qtbot.keyClicks(editor, "fares")
    qtbot.keyClick(editor, Qt.Key.Key_Z, control)
    assert pressed == []
    assert editor.value() == ""
    editor.show_value("")
    qtbot.keyClick(editor, Qt.Key.Key_Z, control)

    assert pressed == [1]


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_panel_follows_the_theme(qapp, panel, claim, name):
    theme.apply(qapp, name)

    colour = panel.claim.heading.facts.palette().windowText().color().name()

    assert colour == theme.load_theme(name).muted


def test_a_closed_panel_is_freed(qapp, qtbot, desk, claim):
    panel = RecordPanel(desk)
    seen = weakref.ref(panel)
    panel.show()

    panel.close()
    panel.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    del panel
    gc.collect()

    assert seen() is None
    desk.toggle_tag("denial")


def test_rows_of_chips_break_where_the_width_ends(qtbot):
    box = QWidget()
    qtbot.addWidget(box)
    flow = FlowLayout(box, gap=4)
    chips = [QWidget(box) for _ in range(3)]
    for chip in chips:
        chip.setFixedSize(40, 10)
        flow.addWidget(chip)

    flow.setGeometry(QRect(0, 0, 90, 100))

    assert [chip.pos().toTuple() for chip in chips] == [(0, 0), (44, 0), (0, 14)]
    assert flow.heightForWidth(90) == 24
    assert flow.heightForWidth(200) == 10
    box.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    flow.setGeometry(QRect(0, 0, 90, 100))
    assert chips[0].x() == 50


@given(st.lists(st.text(alphabet="abcdefgh ", min_size=1, max_size=8), max_size=12))
def test_no_letter_is_given_twice(labels):
    given_letters = [
        caption[caption.index("&") + 1].casefold()
        for label, caption in zip(labels, captions(labels, "a"), strict=True)
        if caption != label
    ]

    assert len(given_letters) == len(set(given_letters))
    assert "a" not in given_letters


def test_the_form_of_the_document_is_made_when_its_tab_is_chosen(qtbot, desk):
    panel = RecordPanel(desk)
    qtbot.addWidget(panel)
    panel.show()
    told = panel.tabText(DOCUMENT)
    assert not panel.findChildren(DocumentForm)

    panel.setCurrentIndex(DOCUMENT)

    assert panel.document.isVisible()
    assert panel.tabText(DOCUMENT) == told
    asked = panel.document.fields.asked
    assert told.endswith(f"/{len(asked)}")
