"""Reading many rows from a server: in bounded pieces, and left off in the middle."""

import pytest
from sqlalchemy import make_url

from annotator.domain.codebook_tags import retired_tag
from annotator.domain.columns import ExportStatus
from annotator.domain.errors import CancelledError
from annotator.runtime.progress import Cancel, Silent
from annotator.services.bootstrap import open_services
from annotator.store.export import ExportRepo
from annotator.store.server import open_server
from annotator.store.streaming import texts

FEW = "SELECT 'line ' || n || E'\\t\\\\N\\r\\n⛴' FROM generate_series(1, :most) AS n ORDER BY n"


@pytest.fixture
def connection(harbour):
    engine = open_server(make_url(harbour))
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.mark.parametrize("most", [0, 1, 2, 7])
def test_lines_come_as_they_are_so_many_at_a_time(connection, most):
    pieces = list(texts(connection, FEW, {"most": most}, 3))

    assert [len(piece) for piece in pieces] == [3] * (most // 3) + [most % 3] * (most % 3 > 0)
    lines = [line for piece in pieces for line in piece]
    assert lines == [f"line {number}\t\\N\r\n⛴" for number in range(1, most + 1)]


def test_a_line_without_anything_is_kept(connection):
    query = "SELECT '' FROM generate_series(1, 3)"
    assert list(texts(connection, query, {}, 2)) == [("", ""), ("",)]


def test_a_percent_sign_and_a_colon_are_no_places(connection):
    query = "SELECT '100 % :low ?' || :low"
    assert list(texts(connection, query, {"low": "!"}, 9)) == [("100 % :low ?!",)]


def test_who_leaves_off_in_the_middle_can_go_on_with_something_else(connection):
    lines = texts(connection, FEW, {"most": 300_000}, 10)
    assert len(next(lines)) == 10
    lines.close()
    connection.rollback()

    assert connection.exec_driver_sql("SELECT 1").scalar_one() == 1


def test_an_export_that_is_stopped_leaves_the_older_file(harbour, tmp_path):
    ann = open_services(harbour, user="Ann")
    out = tmp_path / "a.csv"
    out.write_text("older", encoding="utf-8")
    cancel = Cancel()
    cancel.ask()
    with pytest.raises(CancelledError):
        ann.exporting.export(out, status=ExportStatus.ALL, progress=Silent(cancel))

    assert out.read_text(encoding="utf-8") == "older"
    assert ann.exporting.export(out).rows == 0
    ann.close()


def test_a_snapshot_sees_nothing_of_what_comes_after_it_began(harbour):
    ann = open_services(harbour, user="Ann")
    before = ann.codebooks.current()
    with ann.context.store.snapshot() as connection:
        repo = ExportRepo(connection)
        assert repo.codebook() == before
        ann.codebooks.change(before, retired_tag(before, "denial"))
        assert repo.codebook() == before
    assert ann.codebooks.current() != before
    ann.close()
