"""Make a project: `annotator new`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.guard import DONE
from annotator.cli.projects import project_place, shown
from annotator.cli.speaking import say
from annotator.domain.project import Policy

if TYPE_CHECKING:
    from annotator.domain.codebook import Codebook

_RULES = {
    Policy.SECOND_PERSON: "whoever edited a claim last may not approve it",
    Policy.SOLO: "one person may approve their own claims, and every export says so",
}


def new(
    context: typer.Context,
    *,
    project: Annotated[
        str, typer.Argument(metavar="PROJECT", help="The file to make, or the URL of a database.")
    ],
    codebook: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Fields and tags, instead of those that ship."),
    ] = None,
    policy: Annotated[Policy, typer.Option(help="Who may approve.")] = Policy.SECOND_PERSON,
) -> int:
    """Make a project: a file that ends in .annotator, or a database."""
    from annotator.services.bootstrap import new_services  # noqa: PLC0415 - slow; help is quick

    place, chosen = project_place(project), None if codebook is None else _codebook(codebook)
    services = new_services(place, user=context.obj.user, codebook=chosen, policy=policy)
    name = services.querying.codebook().name
    services.close()
    say(f"Made {shown(project)} with the codebook “{name}”; {_RULES[policy]}.")
    return DONE


def _codebook(path: Path) -> "Codebook":
    from annotator.services.codebooks import read_codebook  # noqa: PLC0415 - as above

    return read_codebook(path)
