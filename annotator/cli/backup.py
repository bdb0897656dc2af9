"""Copy a project: `annotator backup`."""

from pathlib import Path
from typing import Annotated

import typer

from annotator.cli.guard import DONE
from annotator.cli.projects import opened, shown
from annotator.cli.speaking import say
from annotator.cli.watching import watched


def backup(
    context: typer.Context,
    *,
    project: Annotated[
        str, typer.Argument(metavar="PROJECT", help="A file, or a database by its URL.")
    ],
    out: Annotated[Path, typer.Option(metavar="FILE", help="The copy to write.")],
) -> int:
    """Copy a project whole, even while somebody works in it."""
    from annotator.services import keeping  # noqa: PLC0415 - help is quick

    with (
        opened(project, context.obj.user, read_only=True) as services,
        watched("Copying") as progress,
    ):
        keeping.backup(services.context, out, progress)
    say(f"Copied {shown(project)} to {out}.")
    return DONE
