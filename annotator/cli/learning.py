"""Train an engine on what people verified: `annotator learn`."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.guard import DONE
from annotator.cli.projects import SUFFIX, opened, project_path
from annotator.cli.speaking import counted, say
from annotator.cli.watching import watched
from annotator.domain.errors import UsageError
from annotator.domain.layer import Scope
from annotator.runtime.whole_file import require_writable, whole_file

if TYPE_CHECKING:
    from annotator.services.learn_report import LearnReport
    from annotator.services.lessons import Lesson


def learn(
    context: typer.Context,
    *,
    named: Annotated[
        list[str],
        typer.Argument(metavar="PROJECT|JSONL...", help="Projects, and annotation as JSON lines."),
    ],
    out: Annotated[
        Path | None,
        typer.Option(metavar="MODEL", help="Write it there; by default it is the project's own."),
    ] = None,
    engine: Annotated[str, typer.Option(metavar="NAME", help="crf or neural.")] = "crf",
    folds: Annotated[
        int, typer.Option(min=0, max=20, metavar="N", help="Try it on so many parts; 0: do not.")
    ] = 3,
    scope: Annotated[
        Scope | None, typer.Option(help="What was annotated; by default as the project proposes.")
    ] = None,
    report: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the figures as JSON there, too.")
    ] = None,
) -> int:
    """Train an engine on what people verified."""
    from annotator.services.training import learned  # noqa: PLC0415 - help is quick

    place = out or _own_place(named)
    if report is not None:
        require_writable(report)
    lesson = _lesson(named, context.obj.user, scope)
    with watched("Learning") as progress:
        found = learned(lesson, place, engine=engine, folds=folds, progress=progress)
    for line in _lines(found):
        say(line)
    if report is not None:
        _write(report, found)
    return DONE


def _own_place(named: Sequence[str]) -> Path:
    from annotator.services.project_model import place  # noqa: PLC0415 - as above

    if len(named) > 1 or Path(named[0]).suffix != SUFFIX:
        raise UsageError("Say where the model goes: --out MODEL.")
    return place(project_path(named[0]))


def _lesson(named: Sequence[str], user: str | None, scope: Scope | None) -> "Lesson":
    """Return what projects and files teach together, and say how much that is."""
    from annotator.services.lessons import from_file, together  # noqa: PLC0415 - as above

    lessons = []
    for name in named:
        if Path(name).suffix == SUFFIX or "://" in name:
            with opened(name, user, read_only=True) as services:
                found = services.learning.verified()
            say(f"{name}: {found.sentence}")
            lessons.append(found)
        else:
            lessons.append(from_file(Path(name)))
            say(f"{name}: {counted(len(lessons[-1].lines), 'document')}.")
    lesson = together(lessons)
    return lesson if scope is None else lesson._replace(scope=scope)


def _lines(found: "LearnReport") -> Iterator[str]:
    from annotator.services.learn_report import table  # noqa: PLC0415 - as above

    yield (
        f"{found.engine} learned from {counted(found.documents, 'document')} with "
        f"{counted(found.claims, 'claim')}, beside {counted(found.corpus_articles, 'article')} "
        "of the corpus."
    )
    yield from table(found)
    if not found.folds:
        yield "Nothing was held out, so nothing says how well it reads."
    kept = f"; the one before is kept as {found.previous}" if found.previous else ""
    yield f"The model {found.model} is {found.path}{kept}."


def _write(path: Path, found: "LearnReport") -> None:
    with whole_file(path) as draft:
        draft.write_text(found.model_dump_json(indent=1) + "\n", encoding="utf-8", newline="\n")
