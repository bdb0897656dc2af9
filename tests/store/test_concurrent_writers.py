import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from annotator.domain.claim import ClaimBody, ClaimKind
from annotator.domain.errors import ProjectError, StaleError
from annotator.domain.span import Span
from annotator.store import engine
from annotator.store.journal import Intent
from annotator.store.unit_of_work import Store


def body(start):
    return ClaimBody(kind=ClaimKind.INDIRECT, content=(Span(start=start, end=start + 3),))


def test_writers_take_turns_and_none_is_lost(project):
    def add_ten(first):
        for start in range(first, first + 10):
            project.ann.annotating.add(project.document_id, body(start))

    with ThreadPoolExecutor() as pool:
        list(pool.map(add_ten, [0, 10, 20]))

    claims = project.ann.querying.sheet(project.document_id).claims
    assert sorted(claim.body.start for claim in claims) == list(range(30))


def test_of_many_who_change_one_claim_at_once_exactly_one_succeeds(project):
    project.ann.annotating.add(project.document_id, body(0))
    (claim,) = project.ann.querying.sheet(project.document_id).claims
    gate = threading.Barrier(4)

    def change(number):
        gate.wait()
        try:
            project.bob.annotating.change(claim, body(number + 1))
        except StaleError:
            return "told"
        return "done"

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(change, range(4)))

    assert sorted(outcomes) == ["done", "told", "told", "told"]


def test_a_project_kept_locked_by_another_is_said(project, monkeypatch):
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.1)
    hasty = Store(engine.open_engine(project.path), project.path)
    with project.ann.context.writing("Hold on"), pytest.raises(ProjectError, match="Another"):
        hasty.writing(Intent(user=1, label="Push in"))
    hasty.close()


def test_what_is_not_committed_is_not_there(project):
    with project.ann.context.writing("Half done", project.document_id) as unit:
        unit.documents.mark(
            project.document_id,
            unit.documents.get(project.document_id).marks,
            unit.documents.get(project.document_id).marks.amended(flagged=True),
        )

    assert not project.ann.querying.sheet(project.document_id).document.marks.flagged
    assert project.ann.undoing.next_undo() is None
