"""From a folder of articles to a verified table, without the mouse."""

import csv

from annotator.domain.review import ReviewStatus
from annotator.services.bootstrap import open_services
from annotator.services.checking import check_export, check_project
from annotator.ui.dialogs.export_dialog import ExportDialog
from annotator.ui.dialogs.import_dialog import ImportDialog
from annotator.ui.dialogs.new_project_dialog import NewProjectDialog
from annotator.ui.dialogs.user_dialog import UserDialog


def _make_project(d):
    d.press("Ctrl+N")
    d.dialog(NewProjectDialog)
    d.write("river")
    d.press("Return")
    d.gone(NewProjectDialog)
    d.until(lambda: d.window.session is not None)


def _import(d):
    d.press("Ctrl+I")
    d.dialog(ImportDialog)
    d.press("Space")
    d.press("Return")
    d.gone(ImportDialog)
    d.until(lambda: d.window.session.services.querying.documents() != ())
    d.idle()
    d.until(lambda: d.desk.current is not None)


def _decide_everything(d):
    while d.desk.sheet.proposals:
        open_before = len(d.desk.sheet.proposals)
        d.press("Return")
        assert len(d.desk.sheet.proposals) == open_before - 1


def _submit_everything(d):
    for _document in range(len(d.desk.services.querying.documents())):
        _decide_everything(d)
        d.press("Ctrl+Return")
    assert all(not line.progress.open for line in d.desk.services.querying.documents())


def _become(d, name):
    d.press("Ctrl+U")
    d.dialog(UserDialog)
    d.write(name)
    d.press("Return")
    d.gone(UserDialog)
    assert d.window.status.user == name


def _approve_everything(d):
    d.press("Ctrl+2")
    d.press("N")
    for _item in range(len(d.desk.services.querying.queue())):
        d.press("Return")
    assert d.desk.services.querying.queue() == ()


def _export(d):
    d.press("Ctrl+E")
    d.dialog(ExportDialog)
    d.press("Return")
    d.gone(ExportDialog)
    d.idle()
    d.until(lambda: "written" in d.window.banner.words)


def test_two_people_go_from_files_to_an_approved_table_without_the_mouse(started, own_folders):
    def script(d):
        _make_project(d)
        _import(d)
        _submit_everything(d)
        _become(d, "Rita")
        _approve_everything(d)
        _export(d)

    status = started(["--user", "Ann"], script)

    assert status == 0
    services = open_services(own_folders / "river.annotator", user="Ann")
    table = own_folders / "out.csv"
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    assert len(rows) > 10
    assert {row["status"] for row in rows} == {ReviewStatus.APPROVED.value}
    assert {row["reviewer"] for row in rows} == {"Rita"}
    assert check_export(services.context, table).findings == ()
    assert check_project(services.context).findings == ()
    services.close()
