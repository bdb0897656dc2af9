"""Annotated articles as a tagger learns from them."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from annotator.domain.errors import UsageError
from annotator.domain.layer import Scope
from annotator.extract.prose.segmentation import Stretch, in_order


class Marked(NamedTuple):
    """One attribution as annotated; stretches in code points, from left to right.

    `scope` is `SPEECH_AND_STANCE` for a stance, None where the annotation does not part the two.
    """

    source: tuple[Stretch, ...]
    cue: tuple[Stretch, ...]
    content: tuple[Stretch, ...]
    scope: Scope | None = None


class Example(NamedTuple):
    """One annotated article: its whole text with every attribution in it."""

    id: str
    text: str
    attributions: tuple[Marked, ...]


class _Attribution(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)

    source: list[tuple[int, int]] = []
    cue: list[tuple[int, int]] = []
    content: list[tuple[int, int]] = []
    scope: str | None = None


class _Line(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)

    id: str
    text: str
    attributions: list[_Attribution]


def examples(lines: Iterable[Mapping[str, Any]]) -> list[Example]:
    """Return the articles of JSON lines, as the corpus has them and `propose --text` writes them.

    Attributions without content are left out.

    Raises:
        UsageError: a line is no annotated article, or a span of it lies outside its text.
    """
    return [_example(line, number) for number, line in enumerate(lines, start=1)]


def read_examples(path: Path) -> list[Example]:
    """Return the articles of a file of JSON lines.

    Raises:
        UsageError: the file cannot be read, or a line of it is no annotated article.
    """
    try:
        with path.open(encoding="utf-8") as file:
            return examples([json.loads(line) for line in file if line.strip()])
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise UsageError(f"{path} cannot be read: {why}.") from error
    except ValueError as error:
        raise UsageError(f"{path} is no file of JSON lines: {error}.") from error


def _example(line: Mapping[str, Any], number: int) -> Example:
    try:
        read = _Line.model_validate_json(json.dumps(dict(line)))
    except (ValidationError, TypeError, ValueError) as error:
        raise UsageError(f"Line {number} is no annotated article.") from error
    size = len(read.text)
    marked = tuple(_marked(item, size, number) for item in read.attributions if item.content)
    return Example(read.id, read.text, marked)


def _marked(item: _Attribution, size: int, number: int) -> Marked:
    for start, end in (*item.source, *item.cue, *item.content):
        if not 0 <= start < end <= size:
            raise UsageError(f"Line {number} has a span outside its text: {start} to {end}.")
    scope = next((known for known in Scope if known == item.scope), None)
    if item.scope == "stance":
        scope = Scope.SPEECH_AND_STANCE
    source, cue, content = (
        in_order(Stretch(*pair) for pair in pairs)
        for pairs in (item.source, item.cue, item.content)
    )
    return Marked(source, cue, content, scope)
