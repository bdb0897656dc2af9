"""Tell who works on a project and as what, and change that: `annotator people`."""

from typing import TYPE_CHECKING, Annotated, Final

import typer

from annotator.cli.guard import DONE
from annotator.cli.projects import opened
from annotator.cli.speaking import say
from annotator.cli.tables import table
from annotator.domain.errors import UsageError
from annotator.domain.user import Role

if TYPE_CHECKING:
    from annotator.services.members import MemberService

_HEAD: Final = ("who", "role", "")


def people(
    context: typer.Context,
    *,
    project: Annotated[str, typer.Argument(metavar="PROJECT", help="The project.")],
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME...", help="Whose part is to change.")
    ] = None,
    role: Annotated[Role | None, typer.Option(help="What they are from now on.")] = None,
    add: Annotated[
        bool, typer.Option("--add", help="Take in who is new, by default as annotators.")
    ] = False,
    retire: Annotated[
        bool, typer.Option("--retire", help="They may only read from now on.")
    ] = False,
    call_back: Annotated[
        bool, typer.Option("--call-back", help="Who retired works again.")
    ] = False,
) -> int:
    """Tell who works here and as what, or change that."""
    ways = sum((add or role is not None, retire, call_back))
    if bool(names) != bool(ways) or ways > 1:
        raise UsageError(
            "Name people and say one thing of them: --role, --add, --retire or --call-back."
        )
    with opened(project, context.obj.user, read_only=None if names else True) as services:
        for name in names or ():
            _change(services.members, name, role, add=add, retire=retire, call_back=call_back)
        rows = [
            (user.name, user.role.value, "retired" if user.retired else "")
            for user in services.members.all()
        ]
    for line in table(_HEAD, rows):
        say(line)
    return DONE


def _change(
    members: "MemberService",
    name: str,
    role: Role | None,
    *,
    add: bool,
    retire: bool,
    call_back: bool,
) -> None:
    if add:
        members.add(name, role or Role.ANNOTATOR)
        return
    user = members.named(name)
    if role is not None:
        members.give(user, role)
    elif retire:
        members.retire(user)
    elif call_back:
        members.call_back(user)
