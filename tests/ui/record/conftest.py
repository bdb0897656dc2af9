import pytest

from annotator.services.bootstrap import open_services
from annotator.ui.desk import Desk
from annotator.ui.event_bridge import EventBridge
from annotator.ui.record.panel import RecordPanel


@pytest.fixture
def reported():
    return []


@pytest.fixture
def desk_of(qapp, project, reported):
    """Return a function that opens the project as somebody, at the one document."""
    opened = []

    def make(name):
        bridge = EventBridge()
        desk = Desk(
            open_services(project.path, user=name, publish=bridge.publish), bridge, reported.append
        )
        opened.append(desk)
        desk.open(project.document_id)
        return desk

    yield make
    for desk in opened:
        desk.services.close()


@pytest.fixture
def desk(desk_of):
    return desk_of("Ann")


@pytest.fixture
def panel(qtbot, desk):
    panel = RecordPanel(desk)
    qtbot.addWidget(panel)
    panel.resize(360, 900)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.activateWindow()
    return panel


@pytest.fixture
def claim(desk, project):
    """Return the current claim: a quotation with its speaker."""
    desk.claim_from(project.span("Fares go up in May ⛴"))
    desk.set_source(project.span("Lena Ovik"))
    desk.set_cue(project.span("said"))
    desk.set_speaker("Lena Ovik")
    return desk.current
