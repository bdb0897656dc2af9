import gc
import weakref
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from annotator.domain.errors import UsageError
from annotator.domain.speaker import Role, SpeakerBody, SpeakerKind
from annotator.services.speakers import Registered
from annotator.ui.speakers.panel import SpeakersPanel
from annotator.ui.speakers.registry_model import ALIASES, ROLES, RegistryModel

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")
FLAGS = QItemSelectionModel.SelectionFlag


def cells(panel, row):
    model = panel.registry.model
    return [model.index(row, column).data() for column in range(model.columnCount())]


def choose(panel, *ids):
    selection, model = panel.registry.table.selectionModel(), panel.registry.model
    for at, own in enumerate(ids):
        index = model.index(model.row_of(own), 0)
        how = FLAGS.Select if at else FLAGS.ClearAndSelect
        selection.setCurrentIndex(index, FLAGS.Rows | how)


def test_the_registry_is_listed_by_name_with_all_that_is_known(panel, names):
    assert names() == ["Lena Ovik", "Port authority"]
    assert cells(panel, 0) == [
        *("Lena Ovik", "Person", "", "", ""),
        *("L. Ovik", "Harbour master, Port authority (2019 – …)"),
    ]


def test_claims_chains_and_approvals_are_counted(qtbot, desk, panel, approved):
    desk.bridge.document_changed.emit(desk.document_id)

    qtbot.waitUntil(lambda: cells(panel, 0)[2:5] == ["1", "1", ""])
    assert cells(panel, 1)[2:5] == ["", "", "1"]


def test_who_was_shown_before_does_not_come_back_when_something_changes(qtbot, desk, chosen, ids):
    assert chosen.form.name.text() == "Lena Ovik"
    choose(chosen, ids[1])
    chosen._read()
    qtbot.waitUntil(lambda: chosen._shell.jobs.at_rest)

    assert chosen.form.name.text() == "Port authority"


@pytest.mark.parametrize("held", ["ShiftModifier", "ControlModifier"])
def test_the_first_speaker_is_shown_whatever_key_is_held_meanwhile(qtbot, desk, shell, ids, held):
    panel = SpeakersPanel(desk, shell)
    qtbot.addWidget(panel)
    qtbot.keyPress(panel.registry.search, Qt.Key.Key_Tab, Qt.KeyboardModifier[held])
    panel.show()

    qtbot.waitUntil(lambda: panel.registry.model.rowCount() == len(ids))
    assert panel.form.name.text() == "Lena Ovik"


@pytest.mark.parametrize(
    ("words", "found"), [("ovik", ["Lena Ovik"]), ("PORT", ["Port authority"]), ("x", [])]
)
def test_searching_looks_at_names_and_aliases(qtbot, panel, names, words, found):
    qtbot.keyClicks(panel.registry.search, words)

    assert names() == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Ilham", ["İlham Əliyev"]),
        ("zangezur", ["Zəngəzur council"]),
        ("Zəngəzur", ["Zangezur press", "Zəngəzur council"]),
        ("TURKIYE", ["Türkiye"]),
        ("q42", ["Türkiye"]),
    ],
)
def test_letters_of_azerbaijani_and_turkish_find_their_english_spellings(qtbot, typed, found):
    model = RegistryModel()
    bodies = [
        SpeakerBody(name="İlham Əliyev"),
        SpeakerBody(name="Zəngəzur council"),
        SpeakerBody(name="Zangezur press"),
        SpeakerBody(name="Türkiye", external_id="Q42"),
    ]
    use = SimpleNamespace(claims=0, approved=0, chains=0)
    speakers = [
        SimpleNamespace(id=at, name=item.name, body=item, names=(item.name, *item.aliases))
        for at, item in enumerate(bodies)
    ]
    model.show_registry([Registered(item, use) for item in speakers])

    model.look_for(typed)

    shown = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert shown == found or (typed == "zangezur" and set(found) <= set(shown))


def test_columns_sort_the_most_named_first(qtbot, desk, panel, names, approved):
    desk.bridge.document_changed.emit(desk.document_id)
    qtbot.waitUntil(lambda: cells(panel, 0)[2] == "1")

    panel.registry.table.sortByColumn(4, Qt.SortOrder.AscendingOrder)
    assert names() == ["Port authority", "Lena Ovik"]
    panel.registry.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert names() == ["Port authority", "Lena Ovik"]


def test_the_models_keep_the_rules_of_qt(qtmodeltester, chosen):
    qtmodeltester.check(chosen.registry.model)
    qtmodeltester.check(chosen.form.roles.model)


def test_other_names_and_roles_are_shown_where_there_is_room(panel):
    table = panel.registry.table

    assert table.isColumnHidden(ROLES)
    panel.panes_.setSizes([10_000, 1])
    panel.resize(1900, 800)
    QApplication.processEvents()
    assert not table.isColumnHidden(ALIASES)
    assert not table.isColumnHidden(ROLES)


def test_a_new_speaker_is_added_and_chosen(qtbot, panel, names):
    qtbot.keyClicks(panel.registry.new_name, "Ministry of Piers")

    qtbot.keyClick(panel.registry.new_name, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: panel.form.name.text() == "Ministry of Piers")
    assert "Ministry of Piers" in names()
    assert panel.form.kind.text() == "Organisation"
    assert panel.registry.new_name.text() == ""


def test_a_known_name_is_shown_and_not_added_twice(qtbot, desk, panel, click):
    qtbot.keyClicks(panel.registry.search, "port")
    qtbot.keyClicks(panel.registry.new_name, "lena ovik")

    click(panel.registry.add)

    assert "registered already" in panel.registry.message.text()
    assert panel.form.name.text() == "Lena Ovik"
    assert len(desk.services.speakers.all()) == 2


def test_who_is_named_nowhere_can_be_removed_and_comes_back_with_undo(qtbot, desk, panel, names):
    panel.registry.table.setFocus()
    qtbot.keyClick(panel.registry.table, Qt.Key.Key_Delete)

    qtbot.waitUntil(lambda: names() == ["Port authority"])
    desk.undo()
    qtbot.waitUntil(lambda: names() == ["Lena Ovik", "Port authority"])


@pytest.mark.usefixtures("approved")
def test_who_is_named_by_a_claim_cannot_be_removed(qtbot, desk, panel, reported):
    panel.registry.remove_chosen()

    assert [str(error) for error in reported] == [
        "“Lena Ovik” is named by claims; merge it, or move its mentions first."
    ]
    desk.bridge.document_changed.emit(desk.document_id)
    qtbot.waitUntil(lambda: not panel.registry.remove.isEnabled())
    assert [type(error) for error in reported] == [UsageError]


def test_merging_needs_two(qtbot, panel):
    panel.registry.table.setFocus()
    qtbot.keyClick(panel.registry.table, Qt.Key.Key_M)

    assert "two speakers or more" in panel.registry.message.text()
    assert not panel.registry.merge.isEnabled()


@pytest.mark.usefixtures("approved")
def test_chosen_speakers_are_merged_after_a_look(qtbot, panel, ids, owik, names):
    desk = panel._desk
    desk.bridge.document_changed.emit(desk.document_id)
    qtbot.waitUntil(lambda: cells(panel, 0)[2] == "1")
    choose(panel, owik, ids[0])
    panel.registry.table.setFocus()
    qtbot.keyClick(panel.registry.table, Qt.Key.Key_M)
    qtbot.waitUntil(panel.merge.merge.isEnabled)
    assert panel.merge.name.text() == "Lena Ovik"
    assert panel.merge.aliases.text() == "L. Ovik, Lena Owik"
    assert panel.merge.claims.text() == "No claim is touched."

    assert panel.merge.merge.hasFocus()
    qtbot.keyClick(panel.merge.merge, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: names() == ["Lena Ovik", "Port authority"])
    assert panel.form.aliases.toPlainText() == "L. Ovik\nLena Owik"
    desk.undo()
    qtbot.waitUntil(lambda: len(names()) == 3)


@pytest.mark.usefixtures("approved")
def test_the_other_one_may_stay_and_the_claims_are_told(qtbot, desk, panel, ids, owik):
    desk.bridge.document_changed.emit(desk.document_id)
    qtbot.waitUntil(lambda: cells(panel, 0)[2] == "1")
    choose(panel, owik, ids[0])
    panel.registry.merge_chosen()
    qtbot.waitUntil(panel.merge.merge.isEnabled)

    panel.merge._group.button(1).click()

    qtbot.waitUntil(lambda: panel.merge.name.text() == "Lena Owik")
    told = panel.merge.claims.text()
    assert told == (
        "1 claim in 1 document will read “Lena Owik”; no claim is edited. 1 approved, and stay so."
    )
    assert panel.merge.touched.isVisible()


def test_escape_leaves_everything_as_it_was(qtbot, desk, panel, ids, owik):
    choose(panel, owik, ids[0])
    panel.registry.merge_chosen()
    qtbot.waitUntil(panel.merge.merge.isEnabled)

    qtbot.keyClick(panel.merge.merge, Qt.Key.Key_Escape)

    assert panel.about.isVisible()
    assert len(desk.services.speakers.all()) == 3


@pytest.fixture
def stale_pair(panel, ids, owik, project):
    choose(panel, owik, ids[0])
    panel.registry.merge_chosen()
    return panel, owik, project


def test_a_merge_that_went_stale_is_told_and_looked_at_anew(qtbot, stale_pair, reported):
    panel, owik, project = stale_pair
    qtbot.waitUntil(panel.merge.merge.isEnabled)
    stale = panel.merge._preview
    project.bob.speakers.change(owik, stale.others[0].body, SpeakerBody(name="Lena O."))

    panel.merge.accept()

    assert "changed elsewhere" in str(reported[0])
    qtbot.waitUntil(panel.merge.merge.isEnabled)
    assert "Lena O." in panel.merge.aliases.text()


def test_everything_that_takes_the_keyboard_has_a_name(qtbot, chosen, owik):
    nameless = []
    for at in range(chosen.lists.count()):
        chosen.lists.setCurrentIndex(at)
        QApplication.processEvents()
        nameless += [
            (type(widget).__name__, widget.objectName())
            for widget in chosen.findChildren(QWidget)
            if widget.isVisible()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
        ]

    assert nameless == []


def test_the_panes_are_the_list_in_sight_and_what_is_beside_it(panel):
    assert panel.panes() == (panel.registry.table, panel._pages)
    panel.who_is()
    assert panel.panes()[0] is panel.who
    assert panel.who.words.hasFocus()


def test_kinds_are_shown_by_drawing_and_word(desk, panel):
    index = panel.registry.model.index(1, 1)

    assert index.data() == "Organisation"
    assert not index.data(Qt.ItemDataRole.DecorationRole).isNull()
    assert {kind.value for kind in SpeakerKind} == {
        *("person", "organisation", "office", "group", "unnamed")
    }


def test_an_empty_registry_says_what_to_do(qtbot, desk, shell):
    panel = SpeakersPanel(desk, shell)
    qtbot.addWidget(panel)
    panel.show()

    qtbot.waitUntil(panel.empty.isVisible)
    assert "add one by name" in panel.empty.words


def test_a_closed_panel_is_freed(qtbot, desk, shell):
    panel = SpeakersPanel(desk, shell)
    seen = weakref.ref(panel)

    panel.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    del panel
    gc.collect()

    assert seen() is None
    desk.refresh()


def test_many_speakers_and_long_names_are_merged_in_the_same_room(qtbot, desk, panel, ids):
    aliases = tuple(f"{'A' * 90}{number}" for number in range(12))
    roles = tuple(Role(title=f"Harbour master {number}") for number in range(12))
    for number in range(14):
        name = f"His Excellency {'Abdurrahman ' * 20}{number}"
        known = {} if number else {"aliases": aliases, "roles": roles}
        desk.services.speakers.add(SpeakerBody(name=name, **known))
    qtbot.waitUntil(lambda: len(panel.registry.model.everybody) == 16)
    room = panel.size()

    panel.registry.table.selectAll()
    panel.registry.merge_chosen()
    qtbot.waitUntil(panel.merge.merge.isEnabled)

    assert panel.minimumSizeHint().width() <= room.width()
    assert panel.minimumSizeHint().height() <= room.height()
    assert panel.merge.aliases.text().endswith("more")
    assert aliases[-1] in panel.merge.aliases.toolTip()
    assert len(panel.merge._group.buttons()) == 16
