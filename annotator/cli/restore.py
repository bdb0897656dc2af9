"""Make a project from a copy: `annotator restore`."""

from pathlib import Path
from typing import Annotated

import typer

from annotator.cli.guard import DONE
from annotator.cli.projects import project_path
from annotator.cli.speaking import say


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The copy.")],
    project: Annotated[str, typer.Argument(metavar="PROJECT", help="The file to make.")],
) -> int:
    """Make a project from a copy; nothing is overwritten."""
    from annotator.services import keeping  # noqa: PLC0415 - help is quick

    keeping.restore(file, project_path(project))
    say(f"Made {project} from {file}.")
    return DONE
