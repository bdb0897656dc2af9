"""Open the project a command names."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from annotator.domain.errors import UsageError

if TYPE_CHECKING:
    from annotator.services.bootstrap import Services

SUFFIX: Final = ".annotator"


def project_path(typed: str) -> Path:
    """Return the file a project lies in.

    Raises:
        UsageError: a database is named instead.
    """
    if "://" in typed:
        raise UsageError("A project in a shared database is not in this version; name a file.")
    return Path(typed)


@contextmanager
def opened(typed: str, user: str | None, *, read_only: bool | None = None) -> Iterator["Services"]:
    """Open a project for a user, by default the system's, and close it in the end.

    Who only reads does not join the project.

    Raises:
        ProjectError: the file is missing, damaged, newer than this program, or no project.
        UsageError: a database is named instead.
    """
    from annotator.services.bootstrap import open_services  # noqa: PLC0415 - slow; help is quick

    services = open_services(project_path(typed), user=user, read_only=read_only)
    try:
        yield services
    finally:
        services.close()
