"""Make a project, open one, and say who works on it."""

import getpass
import os
from pathlib import Path
from typing import Final
from uuid import UUID

from annotator.domain.codebook import Codebook
from annotator.domain.errors import ProjectError, UsageError
from annotator.domain.events import UsersChanged
from annotator.domain.project import Policy
from annotator.domain.user import User
from annotator.runtime.resources import resource
from annotator.services.context import Context, Publish, tell_nobody
from annotator.store import schema
from annotator.store.engine import SUFFIX, open_engine
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
    path: Path,
    *,
    user: str | None = None,
    codebook: Codebook | None = None,
    policy: Policy = Policy.SECOND_PERSON,
    publish: Publish = tell_nobody,
) -> Context:
    """Make a new project file and open it.

    Raises:
        ProjectError: the file exists, has another ending, or its folder cannot be written.
    """
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
    store = Store(engine, path)
    founder = _join(store, user or system_user())
    context = Context(store, founder, publish)
    with context.writing("Create project", undoable=False) as unit:
        unit.project.found(policy)
        unit.codebooks.put(codebook or default_codebook())
        unit.commit()
    return context


def open_project(
    path: Path,
    *,
    user: str | None = None,
    publish: Publish = tell_nobody,
    read_only: bool | None = None,
) -> Context:
    """Open a project file as a user, who joins it if new; an older file is brought up to date.

    A file that may not be written to, or is to be opened `read_only`, is opened for reading; a
    user it does not know is a guest there.

    Raises:
        ProjectError: the file is missing, damaged, newer than this program, or no project.
    """
    if read_only is None:
        read_only = path.is_file() and not _writable(path)
    schema.upgrade(path, read_only=read_only)
    store = Store(open_engine(path, read_only=read_only), path, read_only=read_only)
    return as_user(store, user or system_user(), publish)


def as_user(store: Store, name: str, publish: Publish = tell_nobody) -> Context:
    """Return the project as worked on by the user of this name, who joins it if new.

    Raises:
        UsageError: the name is empty, or holds a semicolon.
    """
    name = name.strip()
    if not name:
        raise UsageError("A user needs a name.")
    if ";" in name:
        raise UsageError("A user's name may not hold “;”, which parts the names of an export.")
    with store.reading() as unit:
        known = unit.users.named(name)
    if known is None and store.read_only:
        known = User(id=GUEST, uid=UUID(int=0), name=name)
    elif known is None:
        known = _join(store, name)
        publish(UsersChanged())
    return Context(store, known, publish)


def _join(store: Store, name: str) -> User:
    with store.writing(None) as unit:
        user = unit.users.add(name)
        unit.commit()
    return user


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
