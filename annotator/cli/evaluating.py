"""Measure proposals against annotation: `annotator evaluate`."""

from pathlib import Path
from typing import Annotated

import typer

from annotator.cli.guard import DONE
from annotator.cli.speaking import say
from annotator.domain.layer import Scope


def evaluate(
    *,
    gold: Annotated[Path, typer.Option(metavar="FILE", help="JSON lines that people annotated.")],
    predicted: Annotated[
        Path, typer.Option(metavar="FILE", help="JSON lines as “propose --text” writes them.")
    ],
    scope: Annotated[
        Scope, typer.Option(help="With “speech”, what is marked as stance does not count.")
    ] = Scope.SPEECH_AND_STANCE,
) -> int:
    """Measure proposals against what people annotated."""
    from annotator.exchange.corpus.json_lines import documents  # noqa: PLC0415 - help is quick
    from annotator.extract.evaluation.evaluating import evaluate as evaluation_of  # noqa: PLC0415 - as above
    from annotator.extract.evaluation.evaluating import table  # noqa: PLC0415 - as above

    annotated = documents(gold, with_text=True)
    proposed = documents(predicted, with_text=False)
    for line in table(evaluation_of(annotated, proposed, scope)):
        say(line)
    return DONE
