"""Projects on a server: made, opened, watched, and open through a restart of the server."""

import re
import time
from contextlib import closing

import pytest

from annotator.domain.claim import ClaimBody, ClaimKind
from annotator.domain.errors import (
    LockedError,
    NotFoundError,
    ProjectError,
    UsageError,
)
from annotator.domain.project import Policy
from annotator.domain.span import Span
from annotator.domain.user import Role
from annotator.services.bootstrap import new_services, open_services
from annotator.store import server as store_server
from annotator.store.as_of import PastRepo
from annotator.store.checks import CheckRepo
from annotator.store.journal import Intent
from annotator.store.server import server_url
from annotator.store.shared_store import SharedStore

BODY = ClaimBody(kind=ClaimKind.DIRECT, content=(Span(start=22, end=43),))


@pytest.fixture
def ann(harbour):
    services = open_services(harbour, user="Ann")
    yield services
    services.close()


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path))
    return tmp_path


def until(met, seconds=60.0):
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not (found := met()):
        assert time.monotonic() < end, "it was waited for in vain"
        time.sleep(0.01)
    return found


def test_who_makes_a_project_is_its_lead_by_the_name_of_their_role(server, home):
    services = new_services(server.address(server.fresh()), policy=Policy.SOLO)

    user = services.context.user
    assert (user.name, user.role) == (server.url.username, Role.LEAD)
    assert services.querying.project().policy is Policy.SOLO
    assert services.querying.codebook().name == "Who said what"
    services.close()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("mysql://me:secret@h/p", "“mysql://me:***@h/p” names no database"),
        ("postgresql+psycopg://h", "“postgresql+psycopg://h” names no database"),
        ("://", "“://” names no database"),
    ],
)
def test_what_names_no_database_is_said(typed, sentence):
    with pytest.raises(UsageError, match=re.escape(sentence)):
        open_services(typed)


def test_a_database_that_is_not_there_or_holds_no_project_is_said(server, home):
    empty = server.fresh()

    with pytest.raises(NotFoundError, match=f"The database {empty} on .* holds no project"):
        open_services(server.address(empty))
    with pytest.raises(ProjectError, match="There is no database nowhere_at_all on"):
        open_services(server.address("nowhere_at_all"))


def test_who_is_not_let_in_is_told_without_a_password(server, home):
    with pytest.raises(ProjectError, match=r"does not let nobody_at_all in: ") as refusal:
        open_services(server.address(str(server.url.database), "nobody_at_all"))
    assert str(refusal.value).count("\n") == 0


def test_a_server_that_does_not_answer_is_said(home):
    with pytest.raises(ProjectError, match=r"The database p on 127\.0\.0\.1:1 cannot be reached"):
        open_services("postgresql+psycopg://me@127.0.0.1:1/p")


def test_a_project_survives_reopening_word_for_word(ann, harbour):
    claim = ann.annotating.add(1, BODY)
    sheet = ann.querying.sheet(1)
    ann.close()

    again = open_services(harbour, user="Ann")
    assert again.querying.sheet(1) == sheet
    assert [item.id for item in sheet.claims] == [claim]
    assert again.undoing.next_undo().label == "Add claim"
    again.close()


def test_a_user_is_one_person_whatever_letters_the_name_has(ann):
    first, again = ann.as_user("ÅSA Öst"), ann.as_user("Åsa ÖST")

    assert first.context.user == again.context.user
    assert first.context.user != ann.as_user("åsa Öst").context.user


def test_a_project_opened_for_reading_is_not_written_to(harbour):
    services = open_services(harbour, user="Ann", read_only=True)

    with pytest.raises(ProjectError, match="opened for reading only"):
        services.annotating.add(1, BODY)
    assert services.querying.sheet(1).claims == ()
    services.close()


def test_who_keeps_on_writing_is_not_waited_for_for_ever(ann, harbour, monkeypatch):
    hasty = {**store_server._BEGIN}
    hasty["IMMEDIATE"] = hasty["IMMEDIATE"].replace("'10s'", "'100ms'")
    monkeypatch.setattr(store_server, "_BEGIN", hasty)
    other = open_services(harbour, user="Ann")

    with (
        ann.context.writing("Hold on"),
        pytest.raises(LockedError, match="Somebody else is writing to this project"),
    ):
        other.annotating.add(1, BODY)

    assert other.annotating.add(1, BODY)
    other.close()


def test_an_open_project_lives_through_a_restart_of_the_server(ann, server):
    ann.annotating.add(1, BODY)
    server.restart()

    ann.annotating.add(1, BODY)

    assert len(ann.querying.sheet(1).claims) == 2


def test_what_was_under_way_when_the_server_went_is_not_stored_and_that_is_said(ann, server):
    def begin_and_go_on():
        with ann.context.writing("Go on", 1) as unit:
            marks = two_marks(unit)
            server.restart()
            unit.documents.mark(1, *marks)

    with pytest.raises(ProjectError, match="cannot be reached, and nothing is stored until it can"):
        begin_and_go_on()

    assert not ann.querying.sheet(1).document.marks.flagged


def test_what_anybody_commits_is_heard_at_once_and_nothing_else_is(ann, harbour):
    store = ann.context.store
    other = open_services(harbour, user="Ann")
    first = store.version()
    assert store.notices() is not None
    assert store.heard() == ()

    with other.context.writing("Half done", 1) as unit:
        unit.documents.mark(1, *two_marks(unit))
    assert store.version() == first
    claim = other.annotating.add(1, BODY)

    (notice,) = until(store.heard)
    assert notice.documents == (1,)
    assert notice.user == other.context.user.id
    assert notice.act == other.undoing.next_undo().number
    assert store.version() != first
    assert claim
    other.close()


def two_marks(unit):
    marks = unit.documents.get(1).marks
    return marks, marks.amended(flagged=True)


def test_who_listens_hears_again_after_a_restart_and_is_told_meanwhile(ann, harbour, server):
    store = ann.context.store
    before = store.version()
    server.process.stop()
    until(store.trouble)
    assert store.version() == before
    assert "cannot be reached; nothing is stored until it can" in store.trouble()
    assert store.notices() is None
    server.process.ensure_postgres_running()
    until(lambda: store.trouble() is None)
    assert store.version() != before
    store.heard()

    other = open_services(harbour, user="Ann")
    other.annotating.add(1, BODY)

    assert until(store.heard)[0].documents == (1,)
    other.close()


def test_a_notice_that_is_none_of_ours_is_taken_for_some_change(ann, server):
    store = ann.context.store
    before = store.version()
    with closing(server.raw(server_url(store.address).database)) as connection:
        connection.execute("SELECT pg_notify('annotator', 'hello')")

    assert until(store.heard) == ((0, 0, None),)
    assert store.version() != before


def test_numbers_of_the_history_have_no_gaps_though_work_was_given_up(ann):
    ann.annotating.add(1, BODY)
    with ann.context.writing("Given up", 1) as unit:
        unit.documents.mark(1, *two_marks(unit))
    ann.annotating.add(1, BODY)

    with ann.context.store.snapshot() as connection:
        rows = connection.exec_driver_sql("SELECT number FROM history ORDER BY number")
        numbers = list(rows.scalars())
    assert numbers == list(range(1, len(numbers) + 1))


def test_what_is_kept_of_a_project_here_has_a_folder_of_its_server(harbour, home):
    store = SharedStore(server_url(harbour))

    assert store.path.parent.parent == home / "shared"
    assert store.path.suffix == ".annotator"
    assert not store.path.exists()
    assert store.path.parent.is_dir()
    with store.writing(Intent(user=1, label="Nothing")) as unit:
        assert unit.users.get(1).name == "Ann"
    store.close()


def test_what_was_asked_often_before_reads_the_past_too(harbour):
    asked = "SELECT count(*) FROM document"
    engine = store_server.open_server(server_url(harbour))
    with engine.connect() as connection:
        with connection.begin():  # from now on it has room for what is temporary
            connection.exec_driver_sql("CREATE TEMP TABLE room (id INTEGER)")
        for _ in range(9):  # the driver prepares what comes again and again
            with connection.begin():
                assert connection.exec_driver_sql(asked).scalar_one() == 1
        with connection.begin():
            PastRepo(connection).turn_back(1)
            assert connection.exec_driver_sql(asked).scalar_one() == 0
    engine.dispose()


def test_a_connection_that_read_the_past_reads_what_is_there_now(ann):
    store = ann.context.store
    with store.snapshot() as connection:
        PastRepo(connection).turn_back(1)
        assert CheckRepo(connection).size()[0] == 0

    with store.snapshot() as connection:
        assert CheckRepo(connection).size()[0] == 1
    with ann.context.reading() as unit:
        assert len(unit.documents.ids()) == 1
