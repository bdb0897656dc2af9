"""Make a project, open one, and say who works on it."""

import getpass
import os
from pathlib import Path
from typing import Final
from uuid import UUID

from annotator.domain.codebook import Codebook
from annotator.domain.errors import AnnotatorError, ProjectError, RightError, UsageError
from annotator.domain.events import UsersChanged
from annotator.domain.project import Policy
from annotator.domain.user import Role, User, checked_name
from annotator.runtime.resources import resource
from annotator.services.context import Context, Publish, tell_nobody
from annotator.store import schema, server_schema, shared_store
from annotator.store.engine import SUFFIX, open_engine
from annotator.store.server import server_url
from annotator.store.shared_store import SharedStore
from annotator.store.unit_of_work import Store

GUEST: Final = 0


def default_codebook() -> Codebook:
    """Return the codebook that ships with the program."""
    shipped = resource("codebooks/default.json").read_text(encoding="utf-8")
    return Codebook.model_validate_json(shipped)


def system_user() -> str:
    """Return the name under which the system knows the person."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def create_project(
    place: Path | str,
    *,
    user: str | None = None,
    codebook: Codebook | None = None,
    policy: Policy = Policy.SECOND_PERSON,
    publish: Publish = tell_nobody,
) -> Context:
    """Make a new project in a file, or in an empty database by its URL, and open it.

    Raises:
        ProjectError: the file exists, has another ending, or its folder cannot be written; or the
            database holds a project, or cannot be reached.
        RightError: one may not make tables in the database.
        UsageError: the URL names no database, or the user is not who the database knows one as.
    """
    store = _new_database(place) if isinstance(place, str) else _new_file(place)
    founder = _joined(store, user)
    context = Context(store, founder, publish)
    with context.writing("Create project", undoable=False) as unit:
        unit.project.found(policy)
        unit.codebooks.put(codebook or default_codebook())
        unit.commit()
    return context


def open_project(
    place: Path | str,
    *,
    user: str | None = None,
    publish: Publish = tell_nobody,
    read_only: bool | None = None,
) -> Context:
    """Open a project as a user, who joins it if new; an older one is brought up to date.

    It is a file, or a database by its URL. A file that may not be written to, or what is to be
    opened `read_only`, is opened for reading; a user it does not know is a guest there.

    Raises:
        ProjectError: the file is missing, damaged, newer than this program, or no project; or the
            database cannot be reached.
        NotFoundError: the database holds no project.
        RightError: the database role may not read the project.
        UsageError: the URL names no database, or the user is not who the database knows one as.
    """
    if isinstance(place, str):
        url = server_url(place)
        server_schema.upgrade(url)
        return _entered(SharedStore(url, read_only=bool(read_only)), user, publish)
    if read_only is None:
        read_only = place.is_file() and not _writable(place)
    schema.upgrade(place, read_only=read_only)
    store = Store(open_engine(place, read_only=read_only), place, read_only=read_only)
    return _entered(store, user, publish)


def knock(url: str, user: str | None = None) -> None:
    """Do nothing, unless a project on a server could not be opened; it may take its time.

    Raises:
        AnnotatorError: as `open_project`.
    """
    open_project(url, user=user, read_only=True).store.close()


def kept_here(place: Path | str) -> Path:
    """Return a project's file, or on a server where what is kept of it on this computer lies.

    Raises:
        UsageError: the URL names no database.
    """
    return shared_store.kept_here(server_url(place)) if isinstance(place, str) else place


def as_user(store: Store, name: str | None, publish: Publish = tell_nobody) -> Context:
    """Return the project as worked on by the user of this name, who joins it if new.

    Without a name it is the system's user, or on a server whom the database knows one as.

    Raises:
        UsageError: the name is empty, or holds a semicolon; or on a server one is somebody else,
            and may not act for others.
        RightError: on a server, one stands in no group of the project.
    """
    name, role = _standing(store, name)
    with store.reading() as unit:
        known = unit.users.named(name)
    if known is None and store.read_only:
        known = User(id=GUEST, uid=UUID(int=0), name=name)
    elif known is None:
        known = _join(store, name, role)
        publish(UsersChanged())
    return Context(store, known, publish)


def _entered(store: Store, user: str | None, publish: Publish) -> Context:
    """Return a project just opened as worked on by a user; it is closed for who is not let in."""
    try:
        return as_user(store, user, publish)
    except AnnotatorError:
        store.close()
        raise


def _new_file(path: Path) -> Store:
    if path.suffix != SUFFIX:
        raise ProjectError(f"A project file ends in {SUFFIX}; {path.name} does not.")
    if path.exists():
        raise ProjectError(f"{path} exists already; nothing was changed.")
    try:
        path.touch(exist_ok=False)
    except OSError as error:
        raise ProjectError(f"{path} cannot be made: {error.strerror}.") from error
    engine = open_engine(path)
    schema.create(engine)
    return Store(engine, path)


def _new_database(typed: str) -> SharedStore:
    url = server_url(typed)
    server_schema.create(url)
    return SharedStore(url)


def _joined(store: Store, user: str | None) -> User:
    name, role = _standing(store, user)
    return _join(store, name, role)


def _standing(store: Store, name: str | None) -> tuple[str, Role]:
    """Return who somebody is in a project, and as what they join it."""
    if not isinstance(store, SharedStore):
        return checked_name(system_user() if name is None else name), Role.REVIEWER
    standing = store.standing()
    if standing.owns:
        return checked_name(standing.name if name is None else name), Role.REVIEWER
    if name not in {None, standing.name}:
        raise UsageError(
            f"On a server one is who the database knows one as: {standing.name}, not {name}."
        )
    if standing.role is None:
        raise RightError(f"{standing.name} stands in none of the groups of {store.title}.")
    role = Role.ANNOTATOR if standing.role is Role.ANNOTATOR else Role.REVIEWER
    return checked_name(standing.name), role


def _join(store: Store, name: str, role: Role) -> User:
    with store.writing(None) as unit:
        user = unit.users.add(name, role)
        unit.commit()
    return user


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
