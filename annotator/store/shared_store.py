"""A project in a database on a server, open for whoever the database knows one as."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

from sqlalchemy import URL, Connection, Engine
from sqlalchemy.exc import DBAPIError

from annotator.domain.errors import ProjectError
from annotator.domain.user import Role
from annotator.runtime.paths import data_dir
from annotator.store.journal import Intent, now
from annotator.store.listening import Listening, Notice
from annotator.store.seeing import show_to
from annotator.store.server import begun, host_of, open_server, sentences, told
from annotator.store.server_rules import OWNS, stands_in
from annotator.store.unit_of_work import READ_ONLY, Clock, Store, UnitOfWork

_WHO: Final = f"SELECT session_user, {OWNS}, {', '.join(map(stands_in, Role))}"
_LOST: Final = (
    "The database {} cannot be reached; nothing is stored until it can, and it is tried again "
    "and again."
)


class Standing(NamedTuple):
    """Who a database knows one as, and what that role may.

    `role` is the highest whose group it stands in, None for none; whoever `owns` the project may
    act for others.
    """

    name: str
    owns: bool
    role: Role | None


class SharedUnit(UnitOfWork):
    """A unit of work on a server, whose refusals read as sentences."""

    def __init__(self, url: URL, own: set[int], connection: Connection, *rest: Any) -> None:
        super().__init__(connection, *rest)
        self._url = url
        self._own = own

    def commit(self) -> None:
        """Make the work lasting."""
        if self.journal.newest is not None:
            self._own.add(self.journal.newest)  # its notice may come before the answer
        with sentences(self._url):
            super().commit()

    def _told(self, error: DBAPIError) -> Exception:
        return told(error, self._url)


class SharedStore(Store):
    """Opens units of work on a server."""

    def __init__(self, url: URL, clock: Clock = now, *, read_only: bool = False) -> None:
        super().__init__(open_server(url), kept_here(url), clock, read_only=read_only)
        self._url = url
        self._listening = Listening(self._another)
        self._asked = False
        self._own: set[int] = set()
        self.address = url.render_as_string(hide_password=False)
        self.title = f"{url.database} on {host_of(url)}"
        self.is_shared = True

    def writing(self, intent: Intent | None) -> UnitOfWork:
        """Open a unit that waits its turn to write, then writes undisturbed.

        Raises:
            ProjectError: somebody else keeps on writing, the project was opened for reading, or
                the server cannot be reached.
        """
        if self.read_only:
            raise ProjectError(READ_ONLY)
        return self._begun(self._writers, intent, None)

    def standing(self) -> Standing:
        """Return who one is here.

        Raises:
            ProjectError: the server cannot be reached, or the database holds no project.
        """
        with sentences(self._url), begun(self._readers) as connection:
            name, owns, *groups = connection.exec_driver_sql(_WHO).one()
        held = [role for role, stands in zip(Role, groups, strict=True) if stands]
        return Standing(name, owns, held[-1] if held else None)

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """Yield a connection that reads one state of the project, and may make views for itself.

        Raises:
            ProjectError: the server cannot be reached.
        """
        with sentences(self._url), begun(self._readers, _undressed) as connection:
            yield connection

    def trouble(self) -> str | None:
        """Return in a sentence why nothing can be stored: the server was lost.

        It is known of a store that was asked for its `version` or `notices` before.
        """
        lost = self._asked and self._listening.is_lost()
        return _LOST.format(self.title) if lost else None

    def version(self) -> int:
        """Return a number that changes when anybody commits; it costs no way to the server.

        Raises:
            ProjectError: the server cannot be reached when it is asked for the first time.
        """
        self._listen()
        return self._listening.count()

    def notices(self) -> int | None:
        """Return the descriptor of a socket that becomes readable when anybody commits.

        None while the server is lost; after that it is another one.

        Raises:
            ProjectError: the server cannot be reached when it is asked for the first time.
        """
        self._listen()
        return self._listening.socket()

    def heard(self) -> tuple[Notice, ...]:
        """Return what others committed since it was asked last."""
        self._listen()
        heard = self._listening.heard()
        others = tuple(notice for notice in heard if notice.act not in self._own)
        self._own.difference_update(notice.act for notice in heard)
        return others

    def began(self) -> int:
        """Return how often it began to listen; what was committed in between was not heard."""
        self._listen()
        return self._listening.begun

    def close(self) -> None:
        """Close every connection."""
        self._listening.close()
        super().close()

    def _listen(self) -> None:
        if not self._asked:
            with sentences(self._url):
                self._listening.start()
            self._asked = True

    def _another(self) -> Any:
        """Return a connection of the driver that no pool takes back."""
        pooled = self._engine.raw_connection()
        connection = pooled.driver_connection
        pooled.detach()
        return connection

    def _begun(self, engine: Engine, intent: Intent | None, seen_by: int | None) -> SharedUnit:
        with sentences(self._url):
            connection = begun(engine, lambda made: show_to(made, seen_by))
        return SharedUnit(self._url, self._own, connection, intent, self._clock(), seen_by)


def _undressed(connection: Connection) -> None:
    """Let a connection show everything, whoever looked through it before."""
    show_to(connection, None)


def kept_here(url: URL) -> Path:
    """Return the name of a project here, for what is kept of it on this computer."""
    place = "".join(mark if mark.isalnum() else "-" for mark in host_of(url)).strip("-")
    folder = data_dir() / "shared" / place
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{url.database}.annotator"
