import pytest

from annotator.services.bootstrap import open_services
from annotator.ui.desk import Desk
from annotator.ui.event_bridge import EventBridge


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
