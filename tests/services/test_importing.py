import os
import sqlite3
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from annotator.domain.document import text_hash
from annotator.domain.errors import (
    DuplicateDocumentError,
    ProjectError,
    RightError,
    UnreadableError,
)
from annotator.domain.events import DocumentsChanged
from annotator.domain.history import RecordKind
from annotator.runtime.progress import Cancel, Silent
from annotator.services.bootstrap import new_services
from annotator.store import engine

LIMIT = 10_000_000


class StopsAfter(Silent):
    """A progress whose person stops the work after some steps."""

    def __init__(self, steps):
        self._cancel_request = Cancel()
        super().__init__(self._cancel_request)
        self._left = steps

    def step(self, done, total, label):
        if not self._left:
            self._cancel_request.ask()
        self._left -= 1
        super().step(done, total, label)


@pytest.fixture
def events():
    return []


@pytest.fixture
def ann(tmp_path, events):
    services = new_services(tmp_path / "p.annotator", user="Ann", publish=events.append)
    yield services
    services.close()


@pytest.fixture
def folder(tmp_path):
    inside = tmp_path / "texts"
    inside.mkdir()
    for number in range(5):
        (inside / f"{number}.txt").write_text(f"Minister {number} said that it was {number}.")
    return inside


def test_each_file_is_a_document_found_by_its_words(ann, folder, events):
    report = ann.importing.paths([folder], max_bytes=LIMIT)

    assert [item.path.name for item in report.imported] == [f"{n}.txt" for n in range(5)]
    assert report.skipped == ()
    assert events == [DocumentsChanged()]
    (found,) = ann.querying.documents("minister 3")
    sheet = ann.querying.sheet(found.id)
    assert sheet.document.sha256 == text_hash(sheet.document.text)
    assert sheet.document.origin == str(folder / "3.txt")


def test_a_stopped_import_keeps_what_it_took_in(ann, folder):
    report = ann.importing.paths([folder], max_bytes=LIMIT, progress=StopsAfter(2))

    assert report.cancelled
    assert len(report.imported) == len(ann.querying.documents()) == 2
    again = ann.importing.paths([folder], max_bytes=LIMIT)
    assert (len(again.imported), len(again.skipped), again.failed) == (3, 2, ())


def test_a_file_that_vanishes_before_it_is_read_is_said(ann, folder):
    class Vanishing(Silent):
        def step(self, _done, _total, _label):
            (folder / "4.txt").unlink(missing_ok=True)

    report = ann.importing.paths([folder], max_bytes=LIMIT, progress=Vanishing())

    (failed,) = report.failed
    assert len(report.imported) == 4
    assert "is not there" in failed.reason


def test_the_same_text_in_another_file_is_passed_over_though_bytes_differ(ann, folder):
    (folder / "bom.txt").write_bytes(b"\xef\xbb\xbf" + (folder / "0.txt").read_bytes())

    report = ann.importing.paths([folder], max_bytes=LIMIT)

    (twin,) = report.skipped
    assert twin.harmless
    assert "is in the project already" in twin.reason


def test_a_near_duplicate_of_an_earlier_import_is_found(ann, tmp_path):
    words = [f"word{number}" for number in range(200)]
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text(" ".join(words))
    second.write_text(" ".join(["New", *words]))
    ann.importing.paths([first], max_bytes=LIMIT)

    (taken,) = ann.importing.paths([second], max_bytes=LIMIT).imported

    assert taken.like == str(first)


def test_a_name_that_no_database_takes_is_written_legibly(ann, tmp_path):
    odd = tmp_path / Path(os.fsdecode(b"\xff\xfe.txt"))
    odd.write_text("The clerk said that it would rain.")

    report = ann.importing.paths([odd], max_bytes=LIMIT)

    (line,) = ann.querying.documents()
    assert len(report.imported) == 1
    assert line.origin.isprintable()


def test_an_import_cannot_be_undone(ann, folder):
    ann.importing.paths([folder], max_bytes=LIMIT)

    assert ann.undoing.next_undo() is None


def test_who_may_import_nothing_is_told_of_each_file(ann, folder):
    bob = ann.as_user("Bob")
    ann.members.retire(ann.members.named("Bob"))

    report = bob.importing.paths([folder], max_bytes=LIMIT)

    assert report.imported == ()
    assert [item.path.name for item in report.failed] == [f"{n}.txt" for n in range(5)]
    assert all("retired" in item.reason for item in report.failed)
    with pytest.raises(RightError):
        bob.importing.pasted("She said so.")


def test_pasted_text_is_a_document_once(ann):
    document_id = ann.importing.pasted("She said:\r\n“No.”\r")

    assert ann.querying.sheet(document_id).document.text == "She said:\n“No.”\n"
    with pytest.raises(DuplicateDocumentError):
        ann.importing.pasted("She said:\n“No.”\n")


@pytest.mark.parametrize("text", ["", " \n\t ", "half\0a word"])
def test_pasted_nothing_is_refused(ann, text):
    with pytest.raises(UnreadableError):
        ann.importing.pasted(text)

    assert ann.querying.documents() == ()


@contextmanager
def locked(path):
    """Write to the project from another program, and do not finish."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.rollback()
    other.close()


def test_a_locked_project_ends_the_import_with_one_sentence(ann, folder, events, monkeypatch):
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.05)
    ann.close()  # a connection keeps the patience it was made with

    class LocksAtTheThird(Silent):
        def step(self, done, _total, _label):
            if done == 2:
                lock.enter_context(locked(ann.context.store.path))

    with ExitStack() as lock, pytest.raises(ProjectError, match="Another program is writing"):
        ann.importing.paths([folder], max_bytes=LIMIT, progress=LocksAtTheThird())

    assert len(ann.querying.documents()) == 1  # the next ones waited to be stored together
    assert events == [DocumentsChanged()]
    again = ann.importing.paths([folder], max_bytes=LIMIT)
    assert (len(again.imported), len(again.skipped)) == (4, 1)


def test_documents_stored_together_are_acts_of_their_own(ann, folder):
    (folder / "twin.txt").write_text((folder / "1.txt").read_text())

    report = ann.importing.paths([folder], max_bytes=LIMIT)

    (twin,) = report.skipped
    assert twin.reason == f"“twin.txt” is in the project already, as {folder / '1.txt'}."
    acts = [ann.querying.history(RecordKind.DOCUMENT, item.document_id) for item in report.imported]
    assert [act.label for (act,) in acts] == [f"Import {number}.txt" for number in range(5)]
    assert len({act.number for (act,) in acts}) == 5
    sheets = [ann.querying.sheet(item.document_id) for item in report.imported]
    assert [sheet.document.text for sheet in sheets] == [
        (folder / f"{number}.txt").read_text() for number in range(5)
    ]
