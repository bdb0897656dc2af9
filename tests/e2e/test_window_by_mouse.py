"""From a folder of articles to a verified table, without the keyboard."""

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QPushButton, QToolButton

from annotator.domain.document import DocumentStatus
from annotator.services.bootstrap import new_services, open_services
from annotator.services.checking import check_export
from annotator.ui.dialogs.export_dialog import ExportDialog
from annotator.ui.dialogs.import_dialog import ImportDialog
from annotator.ui.dialogs.user_dialog import UserDialog

REAL = Path(__file__).parents[2].parent / "shared" / "seeds"


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
    d.drag(view.viewport(), d.place_of(start), d.place_of(start + 30) + QPoint(2, 0))
    d.tool("claim")
    assert len(d.desk.items) == before + 1


def _drag_a_boundary(d):
    view, span = d.bench.text.view, d.desk.current.body.content[0]
    end = d.place_of(span.end)
    d.drag(view.viewport(), end, d.place_of(span.end - 14))
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


def _from_files_to_table(started, folder):
    project = folder / "river.annotator"
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

    assert started([str(project), "--user", "Ann"], script) == 0
    services = open_services(project, user="Ann")
    table = folder / "out.csv"
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    assert {row["reviewer"] for row in rows} == {"Rita"}
    assert check_export(services.context, table).findings == ()
    services.close()
    return rows


def test_two_people_go_from_files_to_an_approved_table_without_the_keyboard(started, own_folders):
    assert len(_from_files_to_table(started, own_folders)) > 10


@pytest.mark.soak
@pytest.mark.skipif(not REAL.is_dir(), reason="the real articles lie beside the checkout only")
def test_real_articles_go_the_same_way(started, own_folders, answers):
    answers.files = (REAL,)

    rows = _from_files_to_table(started, own_folders)

    assert len({row["document_id"] for row in rows}) == 5
