import pytest
from PySide6.QtWidgets import QWidget

from annotator.runtime.settings import Settings
from annotator.services.bootstrap import open_services
from annotator.services.standby import Standby
from annotator.ui.action_set import ActionSet
from annotator.ui.desk import Desk
from annotator.ui.event_bridge import EventBridge
from annotator.ui.failures import Banner
from annotator.ui.jobs import JobRunner
from annotator.ui.shell import Shell
from annotator.ui.status_bar import StatusBar
from annotator.ui.theme import themes
from tests.collecting import collecting_here
from tests.patience import PatientBot


@pytest.fixture(autouse=True)
def _collected_here():
    with collecting_here():
        yield


@pytest.fixture
def qtbot(qapp, request):
    return PatientBot(request)


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


class Agreeing:
    """Answers every question with yes."""

    def __init__(self, _window):
        pass

    def confirm(self, _question):
        return True


@pytest.fixture
def agreeing():
    """Return prompts that answer every question with yes."""
    return Agreeing


@pytest.fixture
def shell(qapp, qtbot, agreeing):
    """Return all that the window lends to a page, without the window's own pages."""
    window = QWidget()
    qtbot.addWidget(window)
    theme = themes(qapp).current
    lent = Shell(
        window=window,
        actions=ActionSet(window),
        banner=Banner(theme, window),
        jobs=JobRunner(window),
        standby=Standby(),
        prompts=agreeing(window),
        status=StatusBar(window),
        settings=Settings,
        theme=lambda: theme,
    )
    yield lent
    lent.jobs.shut_down()
    lent.standby.close()
