import pytest
from PySide6.QtCore import Qt

from annotator.domain.attribution import Attribution
from annotator.domain.speaker import Role, SpeakerBody, SpeakerKind
from annotator.ui.speakers.panel import SpeakersPanel

OVIK = SpeakerBody(
    name="Lena Ovik",
    aliases=("L. Ovik",),
    roles=(Role(title="Harbour master", affiliation="Port authority", since="2019"),),
)
AUTHORITY = SpeakerBody(name="Port authority", kind=SpeakerKind.ORGANISATION)
OWIK = SpeakerBody(name="Lena Owik", external_id="Q42")


@pytest.fixture
def ids(desk):
    return [desk.services.speakers.add(body) for body in (OVIK, AUTHORITY)]


@pytest.fixture
def panel(qtbot, desk, shell, ids):
    made = SpeakersPanel(desk, shell)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: len(made.registry.model.everybody) == 2)
    return made


@pytest.fixture
def chosen(panel, ids):
    panel.show_speaker(ids[0])
    return panel


@pytest.fixture
def owik(qtbot, desk, panel):
    """Return a speaker who is Ovik in another spelling."""
    made = desk.services.speakers.add(OWIK)
    qtbot.waitUntil(lambda: len(panel.registry.model.everybody) == 3)
    return made


@pytest.fixture
def approved(project, ids):
    """Return an approved claim of Ovik's that the authority passed on."""
    source = project.span("harbour master Lena Ovik")
    chain = (Attribution(speaker=ids[1]), Attribution(speaker=ids[0], source=source))
    return project.approved("Fares go up in May", chain=chain)


@pytest.fixture
def click(qtbot):
    return lambda widget: qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


@pytest.fixture
def names(panel):
    model = panel.registry.model
    return lambda: [model.index(row, 0).data() for row in range(model.rowCount())]


@pytest.fixture
def body(desk):
    def of(speaker_id):
        return next(item.body for item in desk.services.speakers.all() if item.id == speaker_id)

    return of
