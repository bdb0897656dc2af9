"""From a folder of articles to a verified table, without the keyboard."""

import csv

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QPushButton, QToolButton

from annotator.domain.document import DocumentStatus
from annotator.services.bootstrap import new_services, open_services
from annotator.services.checking import check_export
from annotator.ui.dialogs.export_dialog import ExportDialog
from annotator.ui.dialogs.import_dialog import ImportDialog
from annotator.ui.dialogs.user_dialog import UserDialog


def _import(d):
    d.menu("&File", "import")
    dialog = d.dialog(ImportDialog)
    d.click(dialog.findChild(QPushButton, "addFiles"))
    d.click(dialog.findChild(QPushButton, "import"))
    d.gone(ImportDialog)
    d.until(lambda: d.window.session.services.querying.documents() != ())
    d.idle()
    d.until(lambda: d.desk.current is not None)


def _add_a_claim(d):
    view = d.bench.text.view
    last = max(span.end for item in d.desk.items for span in item.body.content if item.body.content)
    start = view.text.index(" ", last + 3) + 1
    view.move_caret(start)
    view.ensureCursorVisible()
    before = len(d.desk.items)
    d.drag(view.viewport(), d.place_of(start), d.place_of(start + 12) + QPoint(2, 0))
    d.tool("claim")
    assert len(d.desk.items) == before + 1


def _drag_a_boundary(d):
    view, span = d.bench.text.view, d.desk.current.body.content[0]
    end = d.place_of(span.end)
    d.drag(view.viewport(), end, d.place_of(span.end - 4))
    assert d.desk.current.body.content[0].end < span.end


def _decide_everything(d):
    while d.desk.sheet.proposals:
        d.tool("accept")


def _submit_everything(d):
    _add_a_claim(d)
    _drag_a_boundary(d)
    for _document in range(len(d.desk.services.querying.documents())):
        _decide_everything(d)
        d.tool("submit")
    listing = d.desk.services.querying.documents()
    assert {line.status for line in listing} == {DocumentStatus.SUBMITTED}


def _become_rita(d):
    d.click(d.window.status.findChild(QToolButton, "whoAmI"))
    dialog = d.dialog(UserDialog)
    d.click(dialog.findChild(QPushButton, "switch"))
    d.gone(UserDialog)
    assert d.window.status.user == "Rita"


def _approve_everything(d):
    d.menu("&View", "workspace_2")
    d.menu("&Review", "approve")
    while d.desk.services.querying.queue():
        d.click(d.bench.review.buttons.approve)


def _export(d):
    d.menu("&File", "export")
    dialog = d.dialog(ExportDialog)
    d.click(dialog.findChild(QPushButton, "export"))
    d.gone(ExportDialog)
    d.until(lambda: "written" in d.window.banner.words)


def test_two_people_go_from_files_to_an_approved_table_without_the_keyboard(started, own_folders):
    project = own_folders / "river.annotator"
    made = new_services(project, user="Ann")
    made.as_user("Rita")
    made.close()

    def script(d):
        d.until(lambda: d.window.session is not None)
        _import(d)
        _submit_everything(d)
        _become_rita(d)
        _approve_everything(d)
        _export(d)

    status = started([str(project), "--user", "Ann"], script)

    assert status == 0
    services = open_services(project, user="Ann")
    table = own_folders / "out.csv"
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    assert len(rows) > 10
    assert {row["reviewer"] for row in rows} == {"Rita"}
    assert check_export(services.context, table).findings == ()
    services.close()
