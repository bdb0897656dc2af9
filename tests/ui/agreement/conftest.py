from pathlib import Path

import pytest

from annotator.domain.claim import ClaimBody, ClaimKind
from annotator.ui.agreement.panel import AgreementPanel
from tests.services.reading_alone import own_layer

FARES = "Fares go up in May ⛴,"
PIERS = "two piers will close"
ERROR = "a typing error"


def body(project, words, kind=ClaimKind.DIRECT, tags=()):
    return ClaimBody(kind=kind, content=(project.span(words),), tags=tags)


@pytest.fixture
def read_twice(project):
    """Two documents that Ann, Bob and Cid read on their own; Cid the first of them alone."""
    cid = project.ann.as_user("Cid")
    other = project.store(project.text + " More.", "again.txt")
    for document_id in (project.document_id, other):
        own_layer(
            project.ann,
            document_id,
            [body(project, FARES, tags=("promise",)), body(project, PIERS)],
        )
        own_layer(
            project.bob,
            document_id,
            [body(project, FARES), body(project, PIERS, ClaimKind.INDIRECT)],
        )
    own_layer(cid, project.document_id, [body(project, FARES), body(project, ERROR)])
    return project


class Saving:
    """Answers where to save with a place that a test sets."""

    def __init__(self):
        self.place: Path | None = None

    def save_file(self, _title, _suggestion, _kinds):
        return self.place


@pytest.fixture
def saving():
    return Saving()


@pytest.fixture
def page(qtbot, desk_of, shell, saving):
    """Return a function that makes the page for somebody, and waits until it has looked."""

    def make(name="Ann", size=(1280, 740)):
        panel = AgreementPanel(desk_of(name), shell._replace(prompts=saving))
        qtbot.addWidget(panel)
        panel.resize(*size)
        with qtbot.waitExposed(panel):
            panel.show()
        qtbot.waitUntil(lambda: panel.empty.words != "")
        return panel

    return make


@pytest.fixture
def compared(qtbot, read_twice, page):
    """The page once it has compared all that people read."""
    panel = page()
    qtbot.waitUntil(panel.asked.go.isEnabled)
    panel.asked.times.setValue(100)
    panel.asked.go.click()
    qtbot.waitUntil(lambda: panel.comparing.report is not None)
    qtbot.waitUntil(lambda: panel.found.behind.differences.rows != ())
    return panel
