from functools import partial

import pytest
from PySide6.QtCore import QObject

from annotator.services import drafting
from annotator.ui import whose_claim
from annotator.ui.jobs import JobRunner
from annotator.ui.source_text.reader import Reader
from annotator.ui.theme import load_theme
from annotator.ui.whose_claim import WhoseClaim


class Held(JobRunner):
    """Does nothing until it is told to, as a busy machine would."""

    def __init__(self):
        super().__init__()
        self.held = []

    def quick(self, work, on_done, on_error):
        self.held.append(partial(super().quick, work, on_done, on_error))

    def let_go(self):
        for begin in self.held:
            begin()
        self.held.clear()


@pytest.fixture
def jobs(qapp):
    runner = Held()
    yield runner
    runner.shut_down()


@pytest.fixture
def reader(qtbot, desk):
    shown = Reader(load_theme("light"))
    qtbot.addWidget(shown)
    desk.document_opened.connect(lambda _id: shown.show_text(desk.opened().document.text))
    shown.show_text(desk.opened().document.text)
    return shown


@pytest.fixture
def whose(project, desk, reader, jobs):
    holder = QObject()
    made = WhoseClaim(desk, reader, jobs, holder)
    made.project, made.view, made.jobs = project, reader.view, jobs
    yield made
    holder.deleteLater()


@pytest.fixture
def hints(whose):
    told = []
    whose.hinted.connect(told.append)
    return told


def look(whose, words):
    span = whose.project.span(words)
    whose.view.select(span)
    whose.look(span)
    return span


def test_it_is_told_whose_claim_selected_words_would_become(qtbot, whose, hints):
    look(whose, "Fares go up in May")
    whose.jobs.let_go()

    qtbot.waitUntil(lambda: len(hints) == 1)
    assert "a claim of Lena Ovik" in hints[0]


def test_of_the_same_place_in_another_document_nothing_is_told(qtbot, desk, whose, hints):
    jobs, text = whose.jobs, whose.project.text
    other = whose.project.store(text.replace("Lena Ovik", "Anna Falk"), "other.txt")
    span = look(whose, "Fares go up in May")
    desk.open(other)
    whose.view.select(span)
    jobs.let_go()
    qtbot.waitUntil(lambda: jobs.at_rest)

    assert hints == []

    whose.look(span)
    jobs.let_go()
    qtbot.waitUntil(lambda: len(hints) == 1)
    assert "a claim of Anna Falk" in hints[0]


@pytest.fixture
def read(monkeypatch):
    """Return the documents of which was read whom they name."""
    found = []

    def candidates(sheet, near):
        found.append(sheet.document.id)
        return drafting.candidates(sheet, near)

    monkeypatch.setattr(whose_claim, "candidates", candidates)
    return found


def test_whom_a_document_names_is_read_beside_the_window_once_words_are_selected(
    qtbot, whose, read
):
    for words in ("Fares go up", "May", "two piers"):
        whose.view.select(whose.project.span(words))
    assert read == []
    whose.jobs.let_go()

    qtbot.waitUntil(lambda: whose.jobs.at_rest)
    assert read == [whose.project.document_id]


@pytest.mark.usefixtures("whose")
def test_whom_a_document_names_is_read_once_somebody_goes_from_claim_to_claim(
    qtbot, project, desk, jobs, read
):
    project.propose([("Fares go up in May", 0.9), ("two piers will close", 0.8)])
    desk.open(project.document_id)
    desk.catch_up()
    first, second = desk.items
    jobs.let_go()
    qtbot.waitUntil(lambda: jobs.at_rest)
    assert read == [], "nobody has done anything yet"

    desk.select(whose_claim.key_of(first))
    desk.select(whose_claim.key_of(second))
    jobs.let_go()

    qtbot.waitUntil(lambda: jobs.at_rest)
    assert read == [project.document_id]
