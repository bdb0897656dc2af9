"""Annotated or proposed documents read from JSON lines, checked before anybody counts in them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from annotator.domain.errors import UsageError


def _forward(pair: tuple[int, int]) -> tuple[int, int]:
    if not 0 <= pair[0] < pair[1]:
        raise ValueError(f"{list(pair)} is no span")
    return pair


_Pair = Annotated[tuple[int, int], AfterValidator(_forward)]
_Pairs = list[_Pair]


class _Part(BaseModel):
    model_config = ConfigDict(extra="allow")


class _Attribution(_Part):
    content: _Pairs
    source: _Pairs = []
    cue: _Pairs = []
    speaker: str | None = None
    via: list[str] = []
    scope: Literal["speech", "stance"] = "speech"


class _Speaker(_Part):
    name: str
    aliases: list[str] = []


class _Line(_Part):
    id: str
    attributions: list[_Attribution]
    boilerplate: _Pairs = []
    fields: dict[str, str | None] = {}
    speakers: list[_Speaker] = []


class _AnnotatedLine(_Line):
    text: str = Field(min_length=1)


def documents(path: Path, *, with_text: bool) -> list[dict[str, Any]]:
    """Return the documents of a file as they stand in it, one JSON line each, none empty.

    Keys that a line does not have stay absent, so that nothing is measured that nobody annotated.

    Raises:
        UsageError: the file cannot be read, or a line is no such document; the sentence says which.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise UsageError(f"{path} cannot be read: {why}.") from error
    found = list(_documents(path, text, with_text=with_text))
    if len({line["id"] for line in found}) < len(found):
        raise UsageError(f"{path} holds two documents of one id.")
    if not found:
        raise UsageError(f"There is no document in {path}.")
    return found


def _documents(path: Path, text: str, *, with_text: bool) -> Iterator[dict[str, Any]]:
    form = _AnnotatedLine if with_text else _Line
    for number, words in enumerate(text.split("\n"), start=1):
        if words.strip():
            try:
                line = form.model_validate_json(words)
            except ValidationError as error:
                raise UsageError(f"{path}, line {number}: {_reason(error)}.") from error
            _within(path, number, line)
            document: dict[str, Any] = json.loads(words)
            yield document


def _within(path: Path, number: int, line: _Line) -> None:
    if not isinstance(line, _AnnotatedLine):
        return
    spans = [pair for item in line.attributions for pair in item.content + item.source + item.cue]
    for _, end in (*spans, *line.boilerplate):
        if end > len(line.text):
            raise UsageError(f"{path}, line {number}: offset {end} lies after the text's end.")


def _reason(error: ValidationError) -> str:
    first = error.errors()[0]
    where = " ".join(str(part) for part in first["loc"])
    message = first["msg"].removeprefix("Value error, ")
    return f"{where}: {message}" if where else message
