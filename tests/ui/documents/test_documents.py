import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from annotator.domain.document import DocumentMarks, DocumentStatus
from annotator.ui.desk import Desk
from annotator.ui.documents.list_model import DocumentListModel, brief_of, standing_of, title_of
from annotator.ui.documents.pane import DocumentsPane
from annotator.ui.documents.row import DocumentRow
from annotator.ui.event_bridge import EventBridge
from annotator.ui.jobs import JobRunner
from annotator.ui.theme import load_theme

MILL = "The mill burned down, the miller said."
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def listing(project):
    project.store(MILL, "mill.txt")
    project.approved("Fares go up in May")
    project.claim("and not before")
    return project.ann.querying.documents()


@pytest.fixture
def pane(qtbot, project, listing):
    jobs = JobRunner()
    bridge = EventBridge()
    desk = Desk(project.ann, bridge, pytest.fail)
    pane = DocumentsPane(desk, jobs, load_theme("light"))
    qtbot.addWidget(pane)
    pane.kept = (desk, bridge, jobs)
    qtbot.waitUntil(lambda: pane.model.rowCount() == 2)
    yield pane
    jobs.shut_down()


def test_the_model_keeps_qt_s_rules_while_its_rows_change(qtmodeltester, listing):
    model = DocumentListModel()
    qtmodeltester.check(model)
    model.show(listing)
    model.show(listing[:1])
    qtmodeltester.check(model)


def test_only_a_row_that_reads_otherwise_is_drawn_anew(qtbot, listing):
    model = DocumentListModel()
    model.show(listing)
    flagged = listing[1].amended(marks=DocumentMarks(flagged=True))

    with qtbot.waitSignal(model.dataChanged) as changed, qtbot.assertNotEmitted(model.modelReset):
        model.show([listing[0], flagged])

    assert changed.args[0].row() == 1


def test_a_row_says_what_is_wanted_and_how_much_is_approved(listing):
    first, second = listing

    assert title_of(first) == "Ferry fares to rise"
    assert standing_of(first) == "1 draft · 1 approved"
    assert brief_of(first) == "1/2 approved"
    assert (title_of(second), standing_of(second)) == (
        MILL,
        "no claims yet",
    )
    excluded = first.amended(marks=DocumentMarks(excluded="an advertisement"))
    assert brief_of(excluded) == "excluded: an advertisement"
    without = second.amended(marks=DocumentMarks(no_claims=True))
    assert brief_of(without) == "no claims here"


def test_a_screen_reader_hears_the_title_and_the_status(listing):
    model = DocumentListModel()
    model.show(listing)

    spoken = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)

    assert spoken == "Ferry fares to rise: in work, 1 draft · 1 approved"


def test_searching_leaves_the_documents_with_these_words(qtbot, pane):
    qtbot.keyClicks(pane.search, "mill burned")

    qtbot.waitUntil(lambda: [row.origin for row in pane.model.rows] == ["mill.txt"])


def test_a_search_that_finds_nothing_says_so(qtbot, pane):
    pane.search.setText("zeppelin")

    qtbot.waitUntil(lambda: pane.model.rowCount() == 0)
    assert pane.empty.words == "No document has these words and this status."


def test_the_filter_leaves_the_documents_of_one_status(qtbot, pane):
    pane.filter.setCurrentIndex(pane.filter.findData(DocumentStatus.NEW))

    qtbot.waitUntil(lambda: [row.origin for row in pane.model.rows] == ["mill.txt"])


def test_the_chosen_row_and_the_open_document_are_one(qtbot, pane):
    desk = pane.kept[0]

    pane.list.setCurrentIndex(pane.model.index(1))
    assert desk.document_id == pane.model.rows[1].id

    desk.open(pane.model.rows[0].id)
    assert pane.list.currentIndex().row() == 0


@pytest.mark.parametrize("state", [QStyle.StateFlag.State_None, QStyle.StateFlag.State_Selected])
def test_a_row_is_painted_with_title_and_bar(qapp, listing, state):
    theme = load_theme("dark")
    model, row = DocumentListModel(), DocumentRow(theme)
    model.show(listing)
    option = QStyleOptionViewItem()
    option.state = state | QStyle.StateFlag.State_HasFocus
    option.rect.setSize(row.sizeHint(option, model.index(0)).expandedTo(option.rect.size()))
    option.rect.setWidth(240)
    image = QImage(option.rect.size(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.black)
    with QPainter(image) as painter:
        row.paint(painter, option, model.index(0))

    colours = {image.pixelColor(x, y).name() for x in range(240) for y in range(image.height())}
    assert {theme.good, theme.accent} <= colours
