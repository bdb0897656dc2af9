import pytest

from annotator.ui.record.panel import RecordPanel


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
