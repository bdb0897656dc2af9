"""From a folder of articles to a verified table, without the mouse."""

import csv
from pathlib import Path

import pytest

from annotator.domain.review import ReviewStatus
from annotator.services.bootstrap import open_services
from annotator.services.checking import check_export, check_project
from annotator.ui.dialogs.export_dialog import ExportDialog
from annotator.ui.dialogs.import_dialog import ImportDialog
from annotator.ui.dialogs.new_project_dialog import NewProjectDialog
from annotator.ui.dialogs.user_dialog import UserDialog

REAL = Path(__file__).parents[2].parent / "shared" / "seeds"


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
    d.press("Ctrl+K")
    d.write("export")
    d.press("Return")
    d.dialog(ExportDialog)
    d.press("Return")
    d.gone(ExportDialog)
    d.idle()
    d.until(lambda: "written" in d.window.banner.words)


def _whole_path(d):
    _make_project(d)
    _import(d)
    _submit_everything(d)
    _become(d, "Rita")
    _approve_everything(d)
    _export(d)


def _proved(folder):
    """Return the exported rows, after the project and the table have proved them."""
    services = open_services(folder / "river.annotator", user="Ann")
    table = folder / "out.csv"
    assert check_export(services.context, table).findings == ()
    assert check_project(services.context).findings == ()
    services.close()
    return list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))


def test_two_people_go_from_files_to_an_approved_table_without_the_mouse(started, own_folders):
    assert started(["--user", "Ann"], _whole_path) == 0

    rows = _proved(own_folders)
    assert len(rows) > 10
    assert {row["status"] for row in rows} == {ReviewStatus.APPROVED.value}
    assert {row["reviewer"] for row in rows} == {"Rita"}


@pytest.mark.soak
@pytest.mark.skipif(not REAL.is_dir(), reason="the real articles lie beside the checkout only")
def test_real_articles_go_the_same_way(started, own_folders, answers):
    answers.files = (REAL,)

    assert started(["--user", "Ann"], _whole_path) == 0

    rows = _proved(own_folders)
    assert len({row["document_id"] for row in rows}) == 5
