import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from annotator.domain.claim import ClaimKind
from annotator.domain.errors import AnnotatorError, UsageError
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.history import RecordKind
from annotator.domain.layer import Engine
from annotator.domain.proposal import Extraction, ProposedClaim
from annotator.domain.span import Span
from annotator.extract.asking import Asked
from annotator.services import gathering
from annotator.services.bootstrap import open_services
from annotator.services.checking import check_project
from annotator.services.importing import ImportingService
from annotator.services.intake import Intake
from annotator.services.reading import Task, made_ready

TEXT = "Early: the harbour is open, she said."
ENGINE = Engine(name="scripted", version="1")
WRITER = Path(__file__).with_name("intake_writer.py")


@pytest.fixture
def tasks(project):
    """Give the project six short texts and return what an engine would be asked about them."""
    pasting = ImportingService(project.ann.context)
    texts = [f"{TEXT} {number}" for number in range(6)]
    ids = [pasting.pasted(text) for text in texts]
    asked = Asked("scripted")
    return [
        Task(document_id, "name", asked, text, {})
        for document_id, text in zip(ids, texts, strict=True)
    ]


@pytest.fixture
def clock(monkeypatch):
    """Return a list whose one number is what the clock of the intake shows, in seconds."""
    shown = [100.0]
    monkeypatch.setattr(gathering, "perf_counter", lambda: shown[0])
    return shown


def found(**fields):
    claim = ProposedClaim(kind=ClaimKind.INDIRECT, content=(Span(start=8, end=20),), score=0.9)
    return made_ready(Extraction(language="en", claims=(claim,), fields=fields), TEXT)


def stored(project):
    with project.ann.context.reading() as unit:
        return unit.layers.read_by(ENGINE)


def test_the_first_result_is_stored_at_once_and_the_next_within_half_a_second(
    project, tasks, clock
):
    with Intake(project.ann.context, ENGINE, 0.0) as intake:
        intake.take(tasks[0], found())
        assert stored(project) == {tasks[0].document_id}
        clock[0] += 0.3
        intake.take(tasks[1], found())
        assert (intake.read, len(stored(project))) == (1, 1)
        clock[0] += 0.3
        intake.take(tasks[2], found())
        assert (intake.read, len(stored(project))) == (3, 3)


def test_what_waits_is_stored_when_the_work_breaks_off(project, tasks, clock):
    intake = Intake(project.ann.context, ENGINE, 0.0)

    def work():
        with intake:
            for task in tasks:
                intake.take(task, found())
            assert len(stored(project)) == 1
            raise UsageError("The cluster went away.")

    with pytest.raises(UsageError, match="went away"):
        work()

    assert (intake.read, intake.proposals, len(stored(project))) == (6, 6, 6)


def test_each_document_is_an_act_of_its_own_with_all_its_changes(project, tasks, clock):
    outlet = FieldValue(value="Mail", state=FieldState.UNVERIFIED)
    with Intake(project.ann.context, ENGINE, 0.0) as intake:
        for task in tasks:
            intake.take(task, found(outlet=outlet))

    kinds = [RecordKind.LAYER, RecordKind.PROPOSAL, RecordKind.RECORD]
    acts = set()
    for task in tasks:
        sheet = project.ann.querying.sheet(task.document_id)
        with project.ann.context.reading() as unit:
            act = unit.history.of_record(RecordKind.PROPOSAL, sheet.proposals[0].id)[0]
            act = unit.history.act(act.number)
        assert (act.document_id, act.label) == (task.document_id, "Propose with scripted 1")
        assert [change.record_kind for change in act.changes] == kinds
        assert sheet.record.field("outlet") == outlet
        acts.add(act.number)
    assert len(acts) == len(tasks)
    assert check_project(project.ann.context).findings == ()


def test_failures_between_results_are_counted_and_told_in_order(project, tasks, clock):
    with Intake(project.ann.context, ENGINE, 0.0) as intake:
        intake.take(tasks[0], AnnotatorError("No."))
        intake.take(tasks[1], found())
        intake.take(tasks[2], AnnotatorError("Nor this."))

    assert (intake.read, intake.failed) == (1, 2)
    told = [(tasks[0].document_id, "No."), (tasks[2].document_id, "Nor this.")]
    assert intake.notes == told
    assert stored(project) == {tasks[1].document_id}


def test_a_span_that_ends_beyond_its_text_is_refused_before_anything_is_stored():
    claim = ProposedClaim(kind=ClaimKind.INDIRECT, content=(Span(start=8, end=10_000),), score=0.9)
    with pytest.raises(UsageError, match=f"The text ends at {len(TEXT)}, before 10000"):
        made_ready(Extraction(language="en", claims=(claim,)), TEXT)


def test_nothing_of_a_batch_is_kept_or_counted_when_one_of_it_cannot_be_stored(
    project, tasks, clock
):
    (claim,) = found().claims
    broken = found()._replace(claims=(claim._replace(score=2.0),))
    intake = Intake(project.ann.context, ENGINE, 0.0)

    def work():
        with intake:
            intake.take(tasks[0], found())
            intake.take(tasks[1], found())
            intake.take(tasks[2], broken)

    with pytest.raises(IntegrityError, match="score"):
        work()

    assert (intake.read, stored(project)) == (1, {tasks[0].document_id})
    assert check_project(project.ann.context).findings == ()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="a kill that cannot be caught")
def test_a_killed_process_loses_no_document_that_it_counted(project, tasks):
    project.ann.close()
    counted = _counted_until_killed(project.path)

    again = open_services(project.path, user="Ann")
    with again.context.reading() as unit:
        kept = unit.layers.read_by(ENGINE)
    assert counted
    assert len(kept) >= counted
    assert check_project(again.context).findings == ()
    again.close()


def _counted_until_killed(path):
    """Let a process take in results without end, kill it, return what it last said it counted."""
    words = [sys.executable, str(WRITER), str(path)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as writer:
        counted = 0
        for line in writer.stdout:
            counted = int(line)
            if counted >= 3:
                os.kill(writer.pid, signal.SIGKILL)
        writer.wait()
    assert writer.returncode == -signal.SIGKILL
    return counted
