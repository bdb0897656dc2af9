import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from annotator.domain.assigning import AssignPlan, Wanted
from annotator.domain.review import ReviewStatus
from annotator.ui.assigning import words
from annotator.ui.assigning.progress import ProgressPanel
from annotator.ui.document_strip import DocumentStrip
from annotator.ui.documents.list_model import assigned_of, brief_of
from annotator.ui.main_window import MainWindow
from annotator.ui.window_state import WindowState
from tests.services.readers import Readers

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
MILL = "The mill burned down, the miller said."
BOB = 2


@pytest.fixture
def window_of(qtbot, project, agreeing, tmp_path, monkeypatch):
    """Return a function that opens the project in a window, as somebody."""
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path / "own"))

    def make(name):
        window = MainWindow(WindowState(), agreeing, user=name)
        qtbot.addWidget(window)
        window.resize(1280, 800)
        window.show()
        qtbot.waitActive(window)
        assert window.project.open(project.path)
        qtbot.waitUntil(lambda: window.session.bench.documents.model.rowCount() > 0)
        return window

    return make


@pytest.fixture
def other(project):
    """Return another document."""
    return project.store(MILL, "mill.txt")


@pytest.fixture
def lead(window_of, project, other):
    project.propose([("Fares go up in May", 0.9)])
    return window_of("Ann")


def act(window, act_id):
    action = window.shell.actions.actions[act_id]
    assert action.isEnabled(), act_id
    action.trigger()


def panel_of(qtbot, window, people=2):
    act(window, "assign")
    panel = window.session.bench.documents.panels.assigning
    qtbot.waitUntil(lambda: panel.people.count() == people and panel.people.isEnabled())
    return panel


def readers_in(documents):
    line = documents.model.line(0)
    return () if line is None else assigned_of(line)


def told(window):
    strip = window.findChild(DocumentStrip)
    return strip.lines[0] if strip.lines else ""


def button_of(window, label):
    strip = window.findChild(DocumentStrip)
    return next(b for b in strip.findChildren(QToolButton) if b.text() == label)


def press(widget, chord):
    combination = QKeySequence(chord)[0]
    QTest.keyClick(widget, combination.key(), combination.keyboardModifiers())


def test_a_lead_assigns_the_open_document_by_keyboard_and_undo_takes_it_back(qtbot, lead, project):
    panel = panel_of(qtbot, lead)
    assert QApplication.focusWidget() is panel.people
    assert not panel.apply.isEnabled()
    assert panel.said.text() == "Tick who is to read them; untick who no longer is."

    press(panel.people, "Down")
    press(panel.people, "Space")
    qtbot.waitUntil(panel.apply.isEnabled)
    assert panel.said.text() == "In 1 document: 1 assignment more."
    press(panel.people, "Return")

    documents = lead.session.bench.documents
    qtbot.waitUntil(lambda: bool(readers_in(documents)))
    assert words.readers(assigned_of(documents.model.line(0))) == "Assigned to Bob"
    qtbot.waitUntil(lambda: panel.said.text().startswith("Tick who"))
    assert lead.session.desk.undo_label() == "Assign document to Bob"

    press(panel.people, "Esc")
    assert panel.isHidden()
    assert documents.list.hasFocus()
    act(lead, "undo")
    qtbot.waitUntil(lambda: not readers_in(documents))


def test_all_that_are_listed_are_assigned_at_once_independently(qtbot, lead, project, other):
    panel = panel_of(qtbot, lead)
    assert panel.which.itemText(1) == "All 2 that are listed"
    panel.which.setCurrentIndex(1)
    for user in (1, BOB):
        panel.people.tick(user, on=True)
    panel.independent.click()
    qtbot.waitUntil(panel.apply.isEnabled)
    assert panel.said.text() == "In 2 documents: 4 assignments more."

    qtbot.mouseClick(panel.apply, Qt.MouseButton.LeftButton)

    asked = project.ann.assigning.of_documents
    both = [project.document_id, other]
    qtbot.waitUntil(lambda: len(asked(both)) == 4)
    assert {item.independent for item in asked(both)} == {True}
    qtbot.waitUntil(lambda: told(lead).startswith("You read this on your own"))


def test_who_reads_only_some_of_the_documents_has_a_half_ticked_box(qtbot, lead, project, other):
    project.ann.assigning.assign(Wanted(documents=(other,), add=(BOB,)))
    panel = panel_of(qtbot, lead)
    panel.which.setCurrentIndex(1)

    def half():
        item = panel.people.item(1)
        return item is not None and item.checkState() is Qt.CheckState.PartiallyChecked

    qtbot.waitUntil(half)
    assert panel.people.item(1).toolTip() == "Reads 1 of these 2"
    assert panel.wanted() is None
    panel.people.tick(BOB, on=True)
    assert panel.wanted().add == (BOB,)


def test_who_is_no_lead_reads_why_nothing_can_be_assigned(qtbot, lead, window_of):
    window = window_of("Bob")
    act(window, "assign")
    panel = window.session.bench.documents.panels.assigning

    qtbot.waitUntil(lambda: panel.said.text() == "Only a lead assigns documents.")
    assert not panel.people.isEnabled()
    assert not panel.apply.isEnabled()


def test_documents_are_listed_by_whose_they_are(qtbot, lead, project, other):
    documents = lead.session.bench.documents
    assert documents.whose.isHidden()
    project.ann.assigning.assign(Wanted(documents=(other,), add=(BOB,)))
    lead.session.desk.bridge.documents_changed.emit()
    qtbot.waitUntil(documents.whose.isVisible)
    choices = [documents.whose.itemText(at) for at in range(documents.whose.count())]
    assert choices == ["Assigned to anybody or nobody", "Mine", "Unassigned", "Assigned to Bob"]

    def listed():
        return [documents.model.keys[row] for row in range(documents.model.rowCount())]

    documents.whose.setCurrentIndex(1)
    qtbot.waitUntil(lambda: listed() == [])
    assert documents.empty.isVisible()
    documents.whose.setCurrentIndex(2)
    qtbot.waitUntil(lambda: listed() == [project.document_id])
    lead.session.bench.foot.progress.person_wanted.emit(BOB)
    qtbot.waitUntil(lambda: listed() == [other])
    documents.show_all()
    qtbot.waitUntil(lambda: len(listed()) == 2)


def test_who_reads_alone_is_told_so_and_submits_from_there(qtbot, project, window_of):
    readers = Readers(project)
    readers.says(readers.bob, "a typing error")
    for proposal in readers.sheet(readers.bob).proposals:
        readers.bob.annotating.refuse(proposal.id)
    window = window_of("Bob")
    qtbot.waitUntil(
        lambda: told(window) == "You read this on your own; others cannot see it until you submit."
    )

    hinted = []
    window.session.document.hinted.connect(hinted.append)
    qtbot.mouseClick(button_of(window, "Submit"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: told(window).startswith("You have submitted what you read"))
    assert readers.sheet(readers.bob).claims[0].status is ReviewStatus.SUBMITTED
    assert hinted == ["Submitted; nobody else sees it before it is adjudicated."]

    qtbot.mouseClick(button_of(window, "Take back"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: told(window).startswith("You read this on your own"))
    assert readers.sheet(readers.bob).claims[0].status is ReviewStatus.DRAFT


def test_others_are_told_who_reads_a_document_and_find_nothing_of_it(qtbot, project, window_of):
    readers = Readers(project)
    readers.bob.annotating.accept(readers.sheet(readers.bob).proposals[0].id)
    window = window_of("Ann")

    qtbot.waitUntil(lambda: told(window).startswith("Read independently by Bob and Cleo."))
    assert told(window).endswith("Until Bob and Cleo submit, nobody else adds anything here.")
    assert window.session.desk.sheet.claims == ()
    qtbot.waitUntil(lambda: window.session.bench.documents.model.line(0) is not None)
    line = window.session.bench.documents.model.line(0)
    assert brief_of(line) == "2 to decide"
    assert words.brief(assigned_of(line)) == "Bob +1"
    tip = window.session.bench.documents.model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "Read independently by Bob and Cleo" in tip


def test_an_edit_of_what_was_submitted_is_refused_in_a_sentence(qtbot, project, window_of):
    readers = Readers(project)
    readers.says(readers.bob, "a typing error")
    readers.finish(readers.bob)
    window = window_of("Bob")
    qtbot.waitUntil(lambda: window.session.desk.current is not None)

    window.session.desk.refuse()

    assert len(window.session.desk.sheet.claims) == 1
    assert "take it back to go on" in window.shell.banner.words


def test_the_foot_tells_how_far_everybody_has_come(qtbot, project, window_of):
    window = window_of("Ann")
    foot = window.session.bench.foot
    assert not foot.isTabVisible(foot.indexOf(foot.progress))

    readers = Readers(project)
    readers.says(readers.bob, "a typing error")
    window.session.desk.bridge.documents_changed.emit()
    qtbot.waitUntil(lambda: foot.isTabVisible(foot.indexOf(foot.progress)))
    model = foot.progress.model
    qtbot.waitUntil(lambda: model.rowCount() == 2)

    shown = [[model.index(row, at).data() for at in range(5)] for row in range(2)]
    assert shown == [["Bob", "1", "1", "0", "1"], ["Cleo", "1", "0", "0", "1"]]
    spoken = model.index(0, 5).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Bob: 1 assigned, 1 begun, 0 submitted, 1 left"


def test_a_row_of_progress_opens_the_documents_of_a_person(qtbot, project, desk, shell):
    Readers(project)
    panel = ProgressPanel(desk, shell.jobs)
    qtbot.addWidget(panel)
    panel.show()
    qtbot.waitUntil(lambda: panel.model.rowCount() == 2)
    panel.table.setCurrentIndex(panel.model.index(1, 0))

    with qtbot.waitSignal(panel.person_wanted) as wanted:
        QTest.keyClick(panel.table, Qt.Key.Key_Return)
    assert wanted.args == [3]


@pytest.mark.parametrize(
    ("plan", "sentence"),
    [
        (AssignPlan(3, 0, 0, 0, 0, 0, 0), "Nothing would change."),
        (AssignPlan(1, 1, 0, 0, 0, 0, 0), "In 1 document: 1 assignment more."),
        (
            AssignPlan(3, 4, 2, 1, 2, 3, 5),
            (
                "In 3 documents: 4 assignments more, 2 taken away, 1 changed. "
                "What 2 of them read on their own so far is set aside. "
                "3 documents have claims that these readers will not see. "
                "5 are being adjudicated and stay as they are."
            ),
        ),
    ],
)
def test_what_assigning_would_do_is_told_in_sentences(qapp, plan, sentence):
    assert words.foretold(plan) == sentence


def test_what_is_half_entered_survives_what_others_do_meanwhile(qtbot, lead, project):
    panel = panel_of(qtbot, lead)
    panel.people.tick(BOB, on=True)
    panel.independent.click()
    others = project.bob.as_user("Cleo")

    lead.session.desk.bridge.documents_changed.emit()
    qtbot.waitUntil(lambda: panel.people.count() == 3)

    assert panel.wanted() == Wanted(documents=(project.document_id,), add=(BOB,), independent=True)
    assert others.assigning.of_documents([project.document_id]) == ()
