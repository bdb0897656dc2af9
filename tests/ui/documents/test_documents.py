import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from annotator.domain.document import DocumentMarks, DocumentStatus
from annotator.ui.desk import Desk
from annotator.ui.documents.list_model import DocumentListModel, brief_of, standing_of, title_of
from annotator.ui.documents.pane import DocumentsPane
from annotator.ui.documents.row import DocumentRow, in_two_lines
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


def test_of_a_changed_document_only_the_row_is_drawn_anew(qtbot, pane):
    desk = pane.kept[0]
    qtbot.waitUntil(lambda: pane.model.line(1) is not None)

    with qtbot.assertNotEmitted(pane.model.modelReset), qtbot.waitSignal(pane.model.dataChanged):
        desk.open(pane.model.keys[1])
        desk.mark("Flag document", flagged=True)
        pane.read()

    qtbot.waitUntil(lambda: pane.model.line(1).marks.flagged)


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


def test_a_title_of_several_lines_is_told_in_one(listing):
    broken = listing[0].amended(title="Ferry fares\n\n to rise ")
    assert title_of(broken) == "Ferry fares to rise"
    assert title_of(listing[0].amended(title=" \n")) == listing[0].origin.rpartition("/")[2]


def filled(listing):
    """Return a model with lines as the service would give them."""
    model = DocumentListModel()
    keys = [item.id for item in listing]
    model.show_keys(keys)
    model.take(0, keys, listing)
    return model


def origins(pane):
    lines = [pane.model.line(row) for row in range(pane.model.rowCount())]
    return [line.origin for line in lines if line is not None]


def test_a_screen_reader_hears_the_title_and_the_status(listing):
    model = filled(listing)

    spoken = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)

    assert spoken == "Ferry fares to rise: in work, 1 draft · 1 approved"


def test_searching_leaves_the_documents_with_these_words(qtbot, pane):
    qtbot.keyClicks(pane.search, "mill burned")

    qtbot.waitUntil(lambda: origins(pane) == ["mill.txt"])


def test_a_search_that_finds_nothing_says_so(qtbot, pane):
    pane.search.setText("zeppelin")

    qtbot.waitUntil(lambda: pane.model.rowCount() == 0)
    assert pane.empty.words == "No document has these words and this status."


def test_the_filter_leaves_the_documents_of_one_status(qtbot, pane):
    pane.filter.setCurrentIndex(pane.filter.findData(DocumentStatus.NEW))

    qtbot.waitUntil(lambda: origins(pane) == ["mill.txt"])


def test_the_chosen_row_and_the_open_document_are_one(qtbot, pane):
    desk = pane.kept[0]

    pane.list.setCurrentIndex(pane.model.index(1, 0))
    assert desk.document_id == pane.model.keys[1]

    desk.open(pane.model.keys[0])
    assert pane.list.currentIndex().row() == 0


@pytest.mark.parametrize("state", [QStyle.StateFlag.State_None, QStyle.StateFlag.State_Selected])
def test_a_row_is_painted_with_title_and_bar(qapp, listing, state):
    theme = load_theme("dark")
    model, row = filled(listing), DocumentRow(theme)
    option = QStyleOptionViewItem()
    option.state = state | QStyle.StateFlag.State_HasFocus
    option.rect.setSize(row.sizeHint(option, model.index(0, 0)).expandedTo(option.rect.size()))
    option.rect.setWidth(240)
    image = QImage(option.rect.size(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.black)
    with QPainter(image) as painter:
        row.paint(painter, option, model.index(0, 0))

    colours = {image.pixelColor(x, y).name() for x in range(240) for y in range(image.height())}
    assert {theme.good, theme.accent} <= colours


@pytest.mark.parametrize("sign", ["a", "⛴", "𝄞"])
def test_a_long_title_takes_two_lines_that_break_between_words(qapp, sign):
    font = qapp.font()
    width = QFontMetrics(font).horizontalAdvance("Ferry fares to rise in") + 10
    title = f"{sign} Ferry fares to rise in spring"

    first, second = in_two_lines(title, font, width)

    assert f"{first} {second}" == title
    assert in_two_lines("Ferry fares", font, width) == ("Ferry fares",)


def test_what_is_too_long_for_two_lines_ends_with_dots(qapp):
    font = qapp.font()
    width = QFontMetrics(font).horizontalAdvance("Ferry fares")

    first, second = in_two_lines("Ferry fares to rise in spring and again in May", font, width)

    assert first == "Ferry fares"
    assert second.startswith("to ")
    assert second.endswith("…")

    first, second = in_two_lines("Ferry" * 60, font, width)
    assert QFontMetrics(font).horizontalAdvance(first) <= width
    assert second.endswith("…")


def test_keys_move_the_row_at_once_and_the_document_opens_where_they_rest(qtbot, pane):
    desk, opened = pane.kept[0], []
    pane.list.setCurrentIndex(pane.model.index(0, 0))
    desk.document_opened.connect(opened.append)

    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Down):
        qtbot.keyClick(pane.list, key)
    assert pane.list.currentIndex().row() == 1
    assert desk.document_id == pane.model.keys[0]
    qtbot.waitUntil(lambda: desk.document_id == pane.model.keys[1])

    assert opened == [pane.model.keys[1]]


def test_a_list_read_anew_leaves_the_row_where_keys_have_moved_it(qtbot, pane):
    desk = pane.kept[0]
    pane.list.setCurrentIndex(pane.model.index(0, 0))
    qtbot.keyClick(pane.list, Qt.Key.Key_Down)

    with qtbot.waitSignal(pane.listed):
        pane.read()

    assert pane.list.currentIndex().row() == 1
    qtbot.waitUntil(lambda: desk.document_id == pane.model.keys[1])


@pytest.mark.parametrize("leave", ["another key", "another place"])
def test_before_anything_else_is_done_the_document_moved_to_opens(qtbot, pane, leave):
    desk = pane.kept[0]
    pane.list.setCurrentIndex(pane.model.index(0, 0))
    with qtbot.waitExposed(pane):
        pane.show()
    pane.list.setFocus()
    qtbot.keyClick(pane.list, Qt.Key.Key_Down)

    if leave == "another key":
        qtbot.keyClick(pane.list, Qt.Key.Key_X)
    else:
        pane.search.setFocus()

    assert desk.document_id == pane.model.keys[1]
