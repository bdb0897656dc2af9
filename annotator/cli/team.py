"""Let several people work on a project on a server: `annotator team init`."""

from typing import Annotated

import typer

from annotator.cli.guard import DONE
from annotator.cli.projects import shown
from annotator.cli.speaking import say

team = typer.Typer(help="Let several people work on a project on a server.", no_args_is_help=True)


@team.callback()
def _team() -> None:
    """Let several people work on a project on a server."""


@team.command()
def init(
    url: Annotated[str, typer.Argument(metavar="URL", help="postgresql+psycopg://HOST/DATABASE")],
) -> int:
    """Make the project if there is none, and a group for each role."""
    from annotator.services.teams import init_team  # noqa: PLC0415 - slow; help is quick

    made = init_team(url)
    if made.is_new:
        say(f"Made {shown(url)}; whoever edited a claim last may not approve it.")
    say(f"Whoever works on it needs one of these groups of {made.database}:")
    for role, group in made.groups.items():
        say(f"  {role.value:<12} GRANT {group} TO somebody;")
    return DONE
