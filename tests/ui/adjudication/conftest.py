import pytest
from PySide6.QtWidgets import QApplication

from annotator.domain.claim import ClaimKind
from annotator.domain.field import FieldState, FieldValue
from annotator.ui.main_window import MainWindow
from annotator.ui.window_state import WindowState
from annotator.ui.workspaces import Workspace
from tests.services.settling_people import SettlingPeople

FARES = "Fares go up in May"
PIERS = "two piers will close"
OVER = "and not before"
SUM = "a typing error"


@pytest.fixture
def people(project):
    """Bea and Carl have read the document: one claim agreed, two differ, one has Bea alone."""
    people = SettlingPeople(project)
    body = people.body
    said = FieldValue(value="2026-04-06", state=FieldState.CONFIRMED)
    people.reads(
        "Bea",
        body(FARES, speaker="Lena Ovik", fields={"said_on": said}),
        body(PIERS, speaker="port authority"),
        body(OVER, speaker="Lena Ovik"),
        body(SUM, speaker="Lena Ovik"),
    )
    people.reads(
        "Carl",
        body("go up in May", speaker="Lena Ovik"),
        body(PIERS, speaker="Harbour Gazette", kind=ClaimKind.INDIRECT),
        body(SUM, speaker="Lena Ovik"),
    )
    return people


@pytest.fixture
def window_of(qtbot, project, tmp_path, monkeypatch, agreeing):
    """Return a function that opens the project in a window as somebody, to settle readings."""
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path / "own"))
    opened = []

    def make(name):
        window = MainWindow(WindowState(), agreeing, user=name)
        opened.append(window)
        qtbot.addWidget(window)
        window.resize(1280, 800)
        window.show()
        window.project.open(project.path)
        window.session.bench.show_workspace(Workspace.ADJUDICATE)
        QApplication.processEvents()
        return window

    yield make
    for window in opened:
        window.close()


@pytest.fixture
def window(window_of, people):
    return window_of("Ann")


@pytest.fixture
def page(window):
    return window.session.bench.pages[Workspace.ADJUDICATE]
