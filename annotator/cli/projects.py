"""Open the project a command names."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from annotator.domain.errors import UsageError

if TYPE_CHECKING:
    from annotator.services.bootstrap import Services

SUFFIX: Final = ".annotator"
_PASSWORD: Final = re.compile(r"(://[^:/@]*:)[^/]*@")


def project_place(typed: str) -> Path | str:
    """Return the file a project lies in, or the URL of its database."""
    return typed if "://" in typed else Path(typed)


def project_path(typed: str) -> Path:
    """Return the file a project lies in.

    Raises:
        UsageError: a database is named instead.
    """
    place = project_place(typed)
    if isinstance(place, str):
        raise UsageError(f"Name a file here: {shown(typed)} is a database on a server.")
    return place


def shown(typed: str) -> str:
    """Return how to call a project, without the password that its URL may hold."""
    return _PASSWORD.sub(r"\1***@", typed)


@contextmanager
def opened(typed: str, user: str | None, *, read_only: bool | None = None) -> Iterator["Services"]:
    """Open a project for a user, by default the system's, and close it in the end.

    Who only reads does not join the project.

    Raises:
        AnnotatorError: as `services.projects.open_project`.
    """
    from annotator.services.bootstrap import open_services  # noqa: PLC0415 - slow; help is quick

    services = open_services(project_place(typed), user=user, read_only=read_only)
    try:
        yield services
    finally:
        services.close()
