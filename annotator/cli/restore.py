"""Make a project from a copy: `annotator restore`."""

from pathlib import Path
from typing import Annotated

import typer

from annotator.cli.guard import DONE
from annotator.cli.projects import project_place, shown
from annotator.cli.speaking import say
from annotator.cli.watching import watched


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The copy.")],
    project: Annotated[
        str, typer.Argument(metavar="PROJECT", help="The file to make, or an empty database.")
    ],
) -> int:
    """Make a project from a copy; nothing is overwritten."""
    from annotator.services import keeping  # noqa: PLC0415 - help is quick

    with watched("Copying") as progress:
        keeping.restore(file, project_place(project), progress)
    say(f"Made {shown(project)} from {file}.")
    return DONE
