import gc
import weakref
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
)

from annotator.domain.columns import ExportStatus
from annotator.domain.errors import UsageError
from annotator.domain.project import Policy
from annotator.exchange.readers.discovery import Skipped
from annotator.runtime.settings import Settings
from annotator.services.exporting import ExportFormat
from annotator.services.importing import Imported, ImportReport
from annotator.ui.dialogs.export_dialog import ExportDialog
from annotator.ui.dialogs.import_dialog import ImportDialog
from annotator.ui.dialogs.new_project_dialog import NewProjectDialog
from annotator.ui.dialogs.page_dialog import PageDialog
from annotator.ui.dialogs.preferences_dialog import PreferencesDialog
from annotator.ui.dialogs.report_dialog import ReportDialog, ReportModel, report_rows
from annotator.ui.dialogs.user_dialog import UserDialog
from annotator.ui.jobs import JobRunner

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Answers:
    def __init__(self, files=(), folder=None, out=None):
        self.files, self.folder, self.out = files, folder, out

    def choose_files(self, _title, _kinds):
        return self.files

    def choose_folder(self, _title):
        return self.folder

    def save_file(self, _title, _suggestion, _kinds):
        return self.out


REPORT = ImportReport(
    imported=(
        Imported(path=Path("a/b.txt"), document_id=1),
        Imported(path=Path("a/c.txt"), document_id=2, like="b.txt"),
    ),
    skipped=(Skipped(path=Path("a/d.pdf"), reason="Not yet readable.", harmless=False),),
)


def export_dialog(folder, count, out=None):
    return ExportDialog(count, JobRunner(), folder / "p.annotator", Answers(out=out))


MADE = {
    "import": lambda _tmp: ImportDialog(Answers()),
    "export": lambda tmp: export_dialog(tmp, lambda _status, _day: 3),
    "new": lambda tmp: NewProjectDialog(tmp, Answers()),
    "report": lambda _tmp: ReportDialog(REPORT),
    "user": lambda _tmp: UserDialog(["Ann", "Bob"], "Ann"),
    "preferences": lambda _tmp: PreferencesDialog(Settings()),
    "page": lambda _tmp: PageDialog("Page", "<p>words</p>"),
}


@pytest.fixture
def shown(qtbot, tmp_path):
    def show(make):
        dialog = make(tmp_path)
        dialog.open()
        qtbot.waitExposed(dialog)
        return dialog

    return show


def button(dialog, role):
    box = dialog.findChild(QDialogButtonBox)
    return next(one for one in box.buttons() if box.buttonRole(one) == role)


ACCEPT = QDialogButtonBox.ButtonRole.AcceptRole


@pytest.mark.parametrize("name", MADE)
def test_a_dialog_is_freed_when_it_is_closed(shown, name):
    dialog = shown(MADE[name])
    gone = weakref.ref(dialog)
    heard = []
    dialog.destroyed.connect(lambda: heard.append(name))

    dialog.reject()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    del dialog
    gc.collect()

    assert heard == [name]
    assert gone() is None


def test_files_and_folders_are_gathered_and_handed_over_once(qtbot, shown):
    files = (Path("one.txt"), Path("two.txt"))
    dialog = shown(lambda _tmp: ImportDialog(Answers(files, Path("folder"))))
    accept = button(dialog, ACCEPT)
    assert not accept.isEnabled()
    buttons = {one.text(): one for one in dialog.findChildren(QPushButton)}
    for text in ("Add &files…", "Add &files…", "Add f&older…"):
        buttons[text].click()

    with qtbot.waitSignal(dialog.wanted) as wanted:
        accept.click()

    assert wanted.args == [[*files, Path("folder")], True]


def test_an_export_says_how_many_rows_it_has_before_it_writes(qtbot, shown, tmp_path):
    counts = {ExportStatus.APPROVED: 0, ExportStatus.ALL: 1}
    out = tmp_path / "out.jsonl"
    dialog = shown(lambda tmp: export_dialog(tmp, lambda status, _day: counts[status], out))
    qtbot.waitUntil(lambda: dialog.rows.text().startswith("Nothing is approved yet: the file"))

    for name, value in (("exportStatus", ExportStatus.ALL), ("exportFormat", ExportFormat.JSONL)):
        box = dialog.findChild(QComboBox, name)
        box.setCurrentIndex(box.findData(value))
    qtbot.waitUntil(lambda: dialog.rows.text() == "The file will have 1 row.")
    with qtbot.waitSignal(dialog.wanted) as wanted:
        button(dialog, ACCEPT).click()

    (wish,) = wanted.args
    assert (wish.out, wish.status, wish.format) == (out, ExportStatus.ALL, ExportFormat.JSONL)
    assert wish.as_of is None


def test_an_export_as_of_a_day_counts_the_rows_of_then(qtbot, shown, tmp_path):
    out = tmp_path / "out.csv"
    counts = {None: 9, date(2026, 3, 1): 0, date(2026, 3, 4): 4}
    dialog = shown(lambda tmp: export_dialog(tmp, lambda _status, day: counts[day], out))
    line = dialog.findChild(QLineEdit, "exportAsOf")
    line.setText("2026-03-01")
    nothing = "There was nothing yet: the file will have no rows."
    qtbot.waitUntil(lambda: dialog.rows.text() == nothing)
    line.clear()
    qtbot.keyClicks(line, " 2026-03-04 ")
    qtbot.waitUntil(lambda: dialog.rows.text() == "The file will have 4 rows.")

    with qtbot.waitSignal(dialog.wanted) as wanted:
        button(dialog, ACCEPT).click()

    assert wanted.args[0].as_of == date(2026, 3, 4)


def test_a_day_that_is_none_or_has_no_dataset_is_said_and_cannot_be_exported(qtbot, shown):
    def count(_status, day):
        if day:
            raise UsageError("There is nothing as of then.")
        return 2

    dialog = shown(lambda tmp: export_dialog(tmp, count))
    line, accept = dialog.findChild(QLineEdit, "exportAsOf"), button(dialog, ACCEPT)
    line.setText("2026-03")
    assert dialog.rows.text() == "A day is written as in 2026-03-31; without one it is now."
    assert not accept.isEnabled()
    line.setText("2026-03-01")
    qtbot.waitUntil(lambda: dialog.rows.text() == "There is nothing as of then.")
    assert not accept.isEnabled()
    line.clear()
    qtbot.waitUntil(lambda: dialog.rows.text() == "The file will have 2 rows.")
    assert accept.isEnabled()


def test_an_export_without_a_place_stays_open(qtbot, shown):
    dialog = shown(MADE["export"])

    with qtbot.assertNotEmitted(dialog.wanted):
        button(dialog, ACCEPT).click()

    assert dialog.isVisible()
    dialog.reject()


def test_a_new_project_needs_a_free_name(qtbot, shown, tmp_path):
    (tmp_path / "articles.annotator").touch()
    dialog = shown(MADE["new"])
    name, accept = dialog.findChild(QLineEdit), button(dialog, ACCEPT)
    assert dialog.path == tmp_path / "articles 2.annotator"

    for taken in ("", "  ", "articles", "a/b"):
        name.setText(taken)
        assert not accept.isEnabled(), taken
    name.setText("river.annotator")
    dialog.findChildren(QRadioButton)[1].setChecked(True)
    with qtbot.waitSignal(dialog.wanted) as wanted:
        accept.click()

    (wish,) = wanted.args
    assert (wish.path, wish.policy) == (tmp_path / "river.annotator", Policy.SOLO)


def test_switching_offers_the_others_and_takes_a_new_name(qtbot, shown):
    dialog = shown(MADE["user"])
    box = dialog.findChild(QComboBox)
    assert [box.itemText(at) for at in range(box.count())] == ["Bob"]
    box.setEditText(" ")
    assert not button(dialog, ACCEPT).isEnabled()

    box.setEditText(" Cem ")
    with qtbot.waitSignal(dialog.wanted) as wanted:
        button(dialog, ACCEPT).click()

    assert wanted.args == ["Cem"]


def test_the_report_lists_what_was_skipped_and_what_is_much_alike(qtmodeltester):
    rows = report_rows(REPORT)

    assert rows[0] == ("d.pdf", "Not yet readable.", "a")
    assert rows[1] == ("c.txt", "Imported; much like b.txt.", "a")
    model = ReportModel(rows)
    qtmodeltester.check(model)


def test_explanations_are_read_beside_what_they_explain(shown):
    dialog = shown(MADE["new"])
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))

    assert "Whoever edited a claim last may not approve it." in words
    dialog.reject()
