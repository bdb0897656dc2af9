"""Addresses of projects on a server, as they are typed, kept and shown."""

import re
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit

from annotator.services.projects import system_user

SCHEME: Final = "postgresql+psycopg://"
Place = Path | str
"""A project's file, or the URL of its database."""
_PASSWORD: Final = re.compile(r"(://[^:/@]*):[^/]*@")


def place_of(kept: str) -> Place:
    """Return where a project lies, as it was kept in words."""
    return kept if "://" in kept else Path(kept)


def whole(typed: str, password: str = "") -> str:
    """Return the URL of a database that was typed, perhaps without its beginning.

    A password goes with the role named there, or with the system's user.
    """
    url = typed.strip() if "://" in typed else f"{SCHEME}{typed.strip()}"
    if not password:
        return url
    scheme, _, rest = without_password(url).partition("://")
    host, slash, path = rest.partition("/")
    role, _, host = host.rpartition("@")
    role = role or quote(system_user(), safe="")
    return f"{scheme}://{role}:{quote(password, safe='')}@{host}{slash}{path}"


def without_password(url: str) -> str:
    """Return a URL as it may be kept."""
    return _PASSWORD.sub(r"\1@", url)


def name_of(place: Place) -> str:
    """Return what to call a project: its file's name, or its database's."""
    if isinstance(place, Path):
        return place.stem
    return urlsplit(place).path.strip("/") or place


def lies_in(place: Place) -> str:
    """Return where a project lies, but for its name: a folder, or a role on a server."""
    if isinstance(place, Path):
        return str(place.parent)
    return urlsplit(without_password(place)).netloc


def is_there(place: Place) -> bool:
    """Tell whether a project can be opened, as far as is known without asking a server."""
    return not isinstance(place, Path) or place.is_file()
