import os
import sqlite3
import sys
from contextlib import closing

import pytest

from annotator.runtime.holders import writer_of


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "some.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as kept:
        kept.execute("PRAGMA journal_mode = WAL")
        kept.execute("CREATE TABLE thing (id INTEGER)")
        yield path


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells")
def test_who_writes_is_named_while_they_do(database):
    with closing(sqlite3.connect(database, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        assert writer_of(database).endswith(f" {os.getpid()}")
        writer.execute("ROLLBACK")

    assert writer_of(database) is None


def test_nobody_is_named_where_the_system_does_not_tell(database, tmp_path):
    assert writer_of(database, tmp_path / "no locks") is None
    assert writer_of(tmp_path / "no database") is None


def test_a_process_that_ended_meanwhile_goes_by_its_number(database, tmp_path):
    inode = (database.parent / "some.db-shm").stat().st_ino
    locks = tmp_path / "locks"
    locks.write_text(f"nonsense\n1: POSIX ADVISORY WRITE 999999999 08:01:{inode} 120 120\n")

    assert writer_of(database, locks) == "999999999"
