"""Let several people work on a project in a database on a server."""

from collections.abc import Mapping
from typing import NamedTuple

from annotator.domain.errors import NotFoundError
from annotator.domain.user import Role
from annotator.services.projects import create_project
from annotator.store import server_schema, team
from annotator.store.server import server_url


class Team(NamedTuple):
    """A project's groups by role, and whether the project was made for them."""

    database: str
    groups: Mapping[Role, str]
    is_new: bool


def init_team(typed: str) -> Team:
    """Make a project in a database if there is none, and the groups of its people.

    Whoever stands in a group may do what its role may, by the program and past it. Done again, it
    makes what is missing and grants what is due; nobody leaves a group by it.

    Raises:
        ProjectError: the database cannot be reached, or its project is newer than this program.
        RightError: one may not make tables or groups there.
        UsageError: the URL names no database.
    """
    url = server_url(typed)
    try:
        server_schema.upgrade(url)
    except NotFoundError:
        create_project(typed).store.close()
        is_new = True
    else:
        is_new = False
    return Team(str(url.database), team.found(url), is_new)
