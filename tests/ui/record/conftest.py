import pytest

from annotator.domain.codebook import Codebook, Condition, FieldDefinition, FieldScope, Tag
from annotator.domain.document import Reading
from annotator.domain.span import Span
from annotator.services.bootstrap import new_services
from annotator.ui.desk import Desk
from annotator.ui.event_bridge import EventBridge
from annotator.ui.record.panel import RecordPanel
from tests.conftest import TEXT, stored


@pytest.fixture
def panel(qtbot, desk):
    return shown(qtbot, desk)


def shown(qtbot, desk):
    """Return the record of a desk in a window that has the keyboard."""
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


CODEBOOK = Codebook(
    name="Every type",
    fields=(
        FieldDefinition(key="title", label="Title", scope=FieldScope.DOCUMENT, required=True),
        FieldDefinition(key="host", label="Host", scope=FieldScope.DOCUMENT, type="speaker"),
        FieldDefinition(
            key="medium",
            label="Medium",
            scope=FieldScope.CLAIM,
            type="choice",
            choices=("radio", "print"),
            required=True,
        ),
        FieldDefinition(
            key="programme",
            label="Programme",
            scope=FieldScope.CLAIM,
            required=True,
            examples=("Harbour hour",),
            shown_when=Condition(key="medium", values=("radio",)),
        ),
        FieldDefinition(key="addressee", label="Addressee", scope=FieldScope.CLAIM, type="speaker"),
        FieldDefinition(key="said_on", label="Said on", scope=FieldScope.CLAIM, type="date"),
        FieldDefinition(
            key="about",
            label="About",
            scope=FieldScope.CLAIM,
            type="choices",
            choices=("fares", "piers", "ferries"),
        ),
        FieldDefinition(key="live", label="Live", scope=FieldScope.CLAIM, type="yes_no"),
        FieldDefinition(key="count", label="Count", scope=FieldScope.CLAIM, type="number"),
    ),
    tags=(
        Tag(
            key="demand",
            label="Demand",
            shortcut="1",
            colour="#e69f00",
            definition="Calls for an act.",
            children=(
                Tag(
                    key="warning",
                    label="Warning",
                    definition="Names a bad end.",
                    examples=("or else",),
                ),
                Tag(key="threat", label="Threat", retired=True),
            ),
        ),
        Tag(key="praise", label="Praise", shortcut="2"),
    ),
    return_reasons=("Other",),
)


@pytest.fixture
def typed_desk(qapp, tmp_path, reported):
    """Yield a desk on a project whose codebook has every type of field, with a claim at hand."""
    bridge = EventBridge()
    services = new_services(
        tmp_path / "typed.annotator", user="Ann", codebook=CODEBOOK, publish=bridge.publish
    )
    document = stored(services, Reading(text=TEXT, origin="f.txt", media_type="text/plain"))
    desk = Desk(services, bridge, reported.append)
    desk.open(document)
    start = TEXT.index("two piers will close")
    desk.claim_from(Span(start=start, end=start + len("two piers will close")))
    desk.set_speaker("Lena Ovik")
    yield desk
    services.close()


@pytest.fixture
def typed(qtbot, typed_desk):
    """Return the record of a project whose codebook has every type of field."""
    return shown(qtbot, typed_desk)
