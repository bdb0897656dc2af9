"""The command line: every verb, its words, and how wrong words are told."""

import logging
import shlex
from collections.abc import Callable, Mapping
from typing import Annotated, Final

import typer
from typer.main import get_command

from annotator import __version__
from annotator.cli.agreement import agreement
from annotator.cli.assigning import assign
from annotator.cli.backup import backup
from annotator.cli.checking import check
from annotator.cli.demo import demo
from annotator.cli.evaluating import evaluate
from annotator.cli.exporting import export
from annotator.cli.importing import import_
from annotator.cli.learning import learn
from annotator.cli.merging import merge
from annotator.cli.new import new
from annotator.cli.outcome import Outcome
from annotator.cli.people import people
from annotator.cli.projects import shown
from annotator.cli.proposing import propose
from annotator.cli.restore import restore
from annotator.cli.speaking import say
from annotator.cli.team import team
from annotator.cli.words import Words
from annotator.domain.errors import UsageError

_logger: Final = logging.getLogger("annotator.cli")
_COMMANDS: Final[Mapping[str, Callable[..., Outcome]]] = {
    "new": new,
    "import": import_,
    "propose": propose,
    "export": export,
    "check": check,
    "backup": backup,
    "restore": restore,
    "evaluate": evaluate,
    "learn": learn,
    "merge": merge,
    "demo": demo,
    "agreement": agreement,
    "assign": assign,
    "people": people,
}
_PREFIX: Final = "Value error, "
_EPILOG: Final = (
    "With every command: --user NAME says who acts (by default the system's user), --verbose "
    "logs more. Without a command the window opens: annotator [PROJECT] [--user NAME]."
)


def obeyed(words: Words) -> Outcome:
    """Do what a command says and return its exit status, or what to show after it.

    Raises:
        UsageError: the words are no command of ours.
        AnnotatorError: the command cannot be carried out.
    """
    _logger.info("annotator %s: %s", __version__, shlex.join(map(shown, words.rest)))
    command = get_command(_app())
    try:
        with command.make_context("annotator", list(words.rest), obj=words) as context:
            outcome: Outcome = command.invoke(context)
    except typer.Exit as end:
        return end.exit_code
    except typer.TyperException as error:
        raise UsageError(_sentence(error.format_message(), words)) from error
    _logger.info("done: %s", outcome)
    return outcome


def _app() -> typer.Typer:
    app = typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(epilog=_EPILOG)(_annotator)
    for name, command in _COMMANDS.items():
        app.command(name)(command)
    app.add_typer(team, name="team")
    return app


def _tell_version(asked: bool) -> None:
    if asked:
        say(f"annotator {__version__}")
        raise typer.Exit


_Version = Annotated[
    bool,
    typer.Option("--version", callback=_tell_version, is_eager=True, help="Tell the version."),
]


def _annotator(_version: _Version = False) -> None:
    """Turn news text into a verified who-said-what dataset."""


def _sentence(message: str, words: Words) -> str:
    message = " ".join(message.split()).rstrip(".").replace(_PREFIX, "")
    verb = next((word for word in words.rest[:1] if not word.startswith("-")), "")
    return f"{message}; see “{' '.join(filter(None, ('annotator', verb, '--help')))}”."
