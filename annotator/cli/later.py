"""Verbs and choices of later versions."""

from typing import NoReturn

import typer

from annotator.domain.errors import UsageError


def later(context: typer.Context) -> NoReturn:
    """Answer that this verb comes with a later version.

    Raises:
        UsageError: always.
    """
    raise not_yet(f"“{context.info_name}”")


def not_yet(what: str) -> UsageError:
    """Return the sentence for what a later version will do."""
    return UsageError(f"{what} is not in this version.")
