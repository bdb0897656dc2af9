"""Everything that can be worked with has a name, a role and a value for a screen reader."""

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QListView,
    QPushButton,
    QWidget,
)

from annotator.domain.codebook import FieldDefinition, FieldScope, FieldType
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.span import Span
from annotator.runtime.settings import Settings
from annotator.services.bootstrap import new_services
from annotator.services.importing import Imported, ImportReport
from annotator.ui.dialogs.export_dialog import ExportDialog
from annotator.ui.dialogs.import_dialog import ImportDialog
from annotator.ui.dialogs.new_project_dialog import NewProjectDialog
from annotator.ui.dialogs.page_dialog import PageDialog
from annotator.ui.dialogs.preferences_dialog import PreferencesDialog
from annotator.ui.dialogs.report_dialog import ReportDialog
from annotator.ui.dialogs.user_dialog import UserDialog
from annotator.ui.jobs import JobRunner
from annotator.ui.main_window import MainWindow
from annotator.ui.record.field_row import FieldRow
from annotator.ui.window_state import WindowState
from annotator.ui.workspaces import Workspace
from tests.ui.telling import described, mute, nameless, untold

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
NEWS = "Fares go up\n\n“Fares go up in May,” harbour master Lena Ovik said on Monday.\n"
Text = QAccessible.Text
DIALOGS = {
    "import": lambda _tmp: ImportDialog(None),
    "export": lambda tmp: ExportDialog(lambda *_asked: 3, JobRunner(), tmp / "p.annotator", None),
    "new": lambda tmp: NewProjectDialog(tmp, None),
    "report": lambda _tmp: ReportDialog(
        ImportReport(
            imported=(Imported(path=Path("a/b.txt"), document_id=1, like="c"),), skipped=()
        )
    ),
    "user": lambda _tmp: UserDialog(["Ann", "Bob"], "Ann"),
    "preferences": lambda _tmp: PreferencesDialog(Settings()),
    "page": lambda _tmp: PageDialog("Page", "<p>words</p>"),
}


@pytest.fixture
def window(qtbot, tmp_path, monkeypatch, agreeing):
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path / "own"))
    window = MainWindow(WindowState(), agreeing, user="Ann")
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    yield window
    window.close()


@pytest.fixture
def opened(qtbot, tmp_path, window):
    """The window on a project with a claim of each status, and proposals."""
    path = tmp_path / "river.annotator"
    ann = new_services(path, user="Ann")
    for name in ("Fares", "Tolls", "Rents"):
        ann.importing.pasted(NEWS.replace("Fares", name))
    ann.proposing.propose()
    for proposal in ann.querying.sheet(1).proposals:
        ann.annotating.accept(proposal.id)
    ann.reviewing.submit(1)
    ann.close()
    assert window.project.open(path)
    listed = window.session.bench.documents.model
    qtbot.waitUntil(lambda: listed.rowCount() == 3 and listed.line(0) is not None)
    return window


def test_the_welcome_page_has_names(window):
    assert nameless(window) == []


@pytest.mark.parametrize("theme", ["light"])
def test_every_workspace_has_names_values_and_cells_that_speak(qtbot, opened, theme):
    opened.set_theme(theme)
    found = {}
    for workspace in Workspace:
        opened.shell.actions.actions[f"workspace_{workspace + 1}"].trigger()
        qtbot.waitUntil(lambda: not opened.jobs.busy, timeout=20_000)
        QTest.qWait(20)
        found[workspace.name] = (nameless(opened), mute(opened), untold(opened))

    assert {name: what for name, what in found.items() if what != ([], [], [])} == {}


def test_both_tabs_of_the_record_have_names_and_values(opened):
    record = opened.session.bench.record
    found = []
    for tab in range(record.count()):
        record.setCurrentIndex(tab)
        found += nameless(record) + untold(record)

    assert found == []


def test_the_banner_and_the_work_behind_have_names(opened):
    opened.banner.say("Something happened.")
    opened.status.work.begin("Importing")

    assert nameless(opened) == []
    opened.status.work.end("Importing")


@pytest.mark.parametrize("name", list(DIALOGS))
def test_every_dialog_has_names_and_cells_that_speak(qtbot, qapp, tmp_path, name):
    dialog = DIALOGS[name](tmp_path)
    qtbot.addWidget(dialog)
    dialog.show()

    assert (nameless(dialog), mute(dialog)) == ([], [])
    assert dialog.windowTitle()


def test_every_page_of_the_preferences_has_names(qtbot):
    dialog = PreferencesDialog(Settings())
    qtbot.addWidget(dialog)
    dialog.show()
    found = []
    for page in range(dialog.pages.count()):
        dialog.pages.setCurrentIndex(page)
        found += nameless(dialog)

    assert found == []


@pytest.mark.parametrize("act_id", ["accept_above", "learn", "engine", "keys", "guide"])
def test_what_acts_open_has_names(qtbot, opened, act_id):
    opened.shell.actions.actions[act_id].trigger()
    qtbot.waitUntil(lambda: any(dialog.isVisible() for dialog in opened.findChildren(QDialog)))
    dialogs = [dialog for dialog in opened.findChildren(QDialog) if dialog.isVisible()]
    found = [one for dialog in dialogs for one in nameless(dialog)]
    for dialog in dialogs:
        dialog.close()

    assert found == []


def test_a_status_is_told_in_words_and_not_by_colour_alone(opened):
    opened.session.desk.open(1)
    table = opened.session.bench.claims.table
    model = table.model()
    told = [
        str(model.index(0, column).data(Qt.ItemDataRole.DisplayRole)).casefold()
        for column in range(model.columnCount(QModelIndex()))
    ]

    assert any("submitted" in words for words in told)


def test_the_text_tells_who_said_the_current_claim_how_it_stands_and_its_words(opened):
    opened.session.desk.open(1)
    told = described(opened.session.bench.text.view)

    assert "Lena Ovik" in told
    assert "submitted" in told
    assert "Fares go up in May" in told


def test_a_field_tells_its_state_its_evidence_and_what_is_wrong_with_what_is_typed(opened):
    desk = opened.session.desk
    desk.open(2)
    words = Span(start=0, end=5)
    opened.session.bench.record.setCurrentIndex(1)
    row = opened.session.bench.record.document.fields.rows["published"]
    assert "nobody has looked yet" in described(row.editor)

    desk.set_field(FieldScope.DOCUMENT, "published", "2024-05-01")
    desk.focus_field(FieldScope.DOCUMENT, "published")
    desk.set_evidence(words)
    assert described(row.editor).startswith("Confirmed")
    assert words.of(desk.sheet.document.text) in described(row.editor)

    row.editor.setText("yesterday or so")
    row.settle()
    assert described(row.editor).startswith(row.message.text())
    assert row.message.text()
    row.restore()
    assert "yesterday" not in described(row.editor)


def test_several_choices_are_told_though_a_button_shows_them(qtbot):
    form = QWidget()
    qtbot.addWidget(form)
    field = FieldDefinition(
        key="media",
        label="Media",
        scope=FieldScope.CLAIM,
        type=FieldType.CHOICES,
        choices=("radio & net", "press", "talk"),
    )
    row = FieldRow(field, "Media", form, form)

    row.show_field(FieldValue(state=FieldState.CONFIRMED, value="radio & net;talk"), None)

    assert described(row.editor).startswith("radio & net, talk\nConfirmed")


def test_what_is_on_and_chosen_is_told_as_a_state(opened):
    desk = opened.session.desk
    desk.open(1)
    bench = opened.session.bench
    state = {
        button.accessibleName(): QAccessible.queryAccessibleInterface(button).state().checked
        for button in bench.record.findChildren(QAbstractButton)
        if button.isVisible() and button.isCheckable()
    }
    rows = QAccessible.queryAccessibleInterface(bench.documents.list)
    chosen = [
        rows.child(at).text(Text.Name)
        for at in range(rows.childCount())
        if rows.child(at).state().selected
    ]

    assert state["Kind: Direct"]
    assert not state["Kind: Indirect"]
    assert [name.partition(":")[0] for name in chosen] == ["Fares go up"]


def test_a_document_s_row_says_its_standing(opened):
    model = opened.session.bench.documents.list.model()
    said = [
        model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(model.rowCount())
    ]

    assert "submitted" in said[0]
    assert "to decide" in said[1]
    assert QApplication.activeWindow() is opened


def test_what_has_no_name_is_found_by_these_tests(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    QPushButton(page)
    list_ = QListView(page)
    list_.setAccessibleName("Silent")
    list_.setModel(QStandardItemModel(2, 1, list_))
    page.show()

    assert len(nameless(page)) == 1
    assert mute(page) == [("Silent", 0), ("Silent", 1)]
