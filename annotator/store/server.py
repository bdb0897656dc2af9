"""Open a database on a server the way every caller needs it: PostgreSQL, by psycopg 3.

Who writes holds one lock from beginning to end, so that writers take turns there as they do on a
file: numbers of the history have no gaps and follow the order of the commits. Who reads sees one
state of the project, and waits for nobody.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError

from annotator.domain.errors import LockedError, ProjectError, RightError, UsageError
from annotator.store.refusals import refusal
from annotator.store.wording import worded

DIALECT: Final = "postgresql"
DRIVER: Final = "postgresql+psycopg"
BUSY_SECONDS: Final = 10
LOCK: Final = 0x416E6F74  # "Anot"
CHANNEL: Final = "annotator"
_OLDEST: Final = 160_000
_CONNECT: Final = {
    "application_name": "annotator",
    "client_encoding": "utf8",
    "connect_timeout": BUSY_SECONDS,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
}
_BEGIN: Final = {
    "DEFERRED": (  # it may make what is temporary
        "BEGIN ISOLATION LEVEL REPEATABLE READ; SET LOCAL jit = off; SET LOCAL work_mem = '32MB'"
    ),
    "IMMEDIATE": (  # plans of references and rules are kept, though tables were small then and grow
        f"BEGIN; SET LOCAL lock_timeout = '{BUSY_SECONDS}s'; SET LOCAL enable_seqscan = off; "
        f"SELECT pg_advisory_xact_lock({LOCK})"
    ),
}
_NO_DRIVER: Final = (
    "A project on a server needs psycopg: install it with “pip install 'annotator[team]'”."
)
_NO_SERVER_URL: Final = "“{0}” names no database: a project is a file, or {1}://USER@HOST/DATABASE."
_SENTENCES: Final = {
    "25006": "This project was opened for reading only; nothing was changed.",
    "3D000": "There is no database {database} on {host}.",
    "42P01": "The database {database} on {host} holds no project.",
    "54000": "A name is too long for the server to index; nothing was changed.",
    "42P07": "The database {database} on {host} holds tables of something else.",
    "53100": "The disk of the server is full; nothing was changed.",
    "53300": "The server {host} takes no more connections at the moment; try again.",
}
"""What the server says, by its SQLSTATE."""
_NOT_LET_IN: Final = ("password", "authentication", "pg_hba", "role")


def is_url(project: object) -> bool:
    """Tell whether a project is named as a database, not as a file."""
    return isinstance(project, str) and "://" in project


def server_url(typed: str) -> URL:
    """Return the URL of a database as the driver takes it.

    Raises:
        UsageError: it is none, names another kind of server, or no database.
    """
    try:
        url = make_url(typed)
    except ArgumentError as error:
        raise UsageError(_NO_SERVER_URL.format(typed, DRIVER)) from error
    if url.get_backend_name() != DIALECT or not url.database:
        shown = url.render_as_string(hide_password=True)
        raise UsageError(_NO_SERVER_URL.format(shown, DRIVER))
    return url.set(drivername=DRIVER)


def host_of(url: URL) -> str:
    """Return how to call a server in a sentence."""
    place = url.host or url.query.get("host") or "this computer"
    place = place if isinstance(place, str) else ", ".join(place)
    return f"{place}:{url.port}" if url.port else place


def open_server(url: URL) -> Engine:
    """Return an engine on a database; begin on it with `begun`.

    Raises:
        ProjectError: the driver is not installed.
    """
    try:
        engine = create_engine(url, connect_args=_CONNECT)
    except ImportError as error:
        raise ProjectError(_NO_DRIVER) from error
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "before_cursor_execute", _translate, retval=True)
    return engine


def begun(engine: Engine, before: Callable[[Connection], None] = lambda _: None) -> Connection:
    """Return a connection whose transaction has begun, `before` which something may be done to it.

    One that the server has ended meanwhile is made anew: to begin tells as much as to ask it.

    Raises:
        DBAPIError: the server does not answer, or somebody else keeps on writing.
    """
    try:
        return _begun(engine, before)
    except DBAPIError as error:
        if not error.connection_invalidated:
            raise
        return _begun(engine, before)


def _begun(engine: Engine, before: Callable[[Connection], None]) -> Connection:
    connection = engine.connect()
    try:
        before(connection)
        connection.begin()
    except DBAPIError:
        connection.close()
        raise
    return connection


@contextmanager
def opened(url: URL, begin: str = "DEFERRED") -> Iterator[Connection]:
    """Yield a connection whose transaction has begun, and is committed in the end.

    Raises:
        ProjectError: the database cannot be reached, or somebody else keeps on writing.
        RightError: one may not do there what is done.
    """
    engine = open_server(url)
    try:
        with sentences(url), engine.execution_options(begin=begin).begin() as connection:
            yield connection
    finally:
        engine.dispose()


@contextmanager
def sentences(url: URL) -> Iterator[None]:
    """Tell what a server refuses in a sentence."""
    try:
        yield
    except DBAPIError as error:
        raise told(error, url) from error


def told(error: DBAPIError, url: URL) -> Exception:
    """Return what to tell of what a server refused, the error itself where it is a bug of ours."""
    return refusal(error) or _explained(error, url) or error


def _explained(error: DBAPIError, url: URL) -> Exception | None:
    state = getattr(error.orig, "sqlstate", None)
    named = {"database": url.database, "host": host_of(url)}
    if state == "55P03":
        return LockedError("Somebody else is writing to this project; try again in a moment.")
    if state == "42501":
        return RightError("Your database role may not do this; ask a lead of the project.")
    if state in _SENTENCES:
        return ProjectError(_SENTENCES[state].format(**named))
    if state in {None, "28000", "28P01"} or error.connection_invalidated or _is_gone(state):
        return _unreachable(error, url)
    return None


def _is_gone(state: str | None) -> bool:
    return (state or "").startswith(("08", "57P"))


def _unreachable(error: DBAPIError, url: URL) -> Exception | None:
    if not isinstance(error, OperationalError | InterfaceError):
        return None
    said = " ".join(str(error.orig).split())
    if "database" in said and "does not exist" in said:
        return ProjectError(_SENTENCES["3D000"].format(database=url.database, host=host_of(url)))
    if any(word in said for word in _NOT_LET_IN):
        who = url.username or "the system's user"
        return ProjectError(f"The server {host_of(url)} does not let {who} in: {_last(said)}.")
    return ProjectError(
        f"The database {url.database} on {host_of(url)} cannot be reached, and nothing is stored "
        "until it can."
    )


def _last(said: str) -> str:
    return said.rpartition("FATAL: ")[2].strip().rstrip(".")


def _configure(connection: Any, _record: Any) -> None:
    connection.autocommit = True  # we, not the driver, say BEGIN
    if connection.info.server_version < _OLDEST:
        connection.close()
        raise ProjectError("A project needs PostgreSQL 16 or newer.")


def _begin(connection: Connection) -> None:
    mode = connection.get_execution_options().get("begin", "DEFERRED")
    connection.exec_driver_sql(_BEGIN[mode], execution_options={"no_parameters": True})


def _translate(
    _connection: Any, _cursor: Any, statement: str, parameters: Any, context: Any, _many: bool
) -> tuple[str, Any]:
    """Let statements of ours, written for SQLite's driver, have the places of this one."""
    by_hand = context is None or context.compiled is None
    if by_hand and not context.execution_options.get("no_parameters"):
        statement = worded(statement)
    return statement, parameters
