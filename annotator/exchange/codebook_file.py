"""A codebook as a JSON file: the one that `annotator new` takes."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from annotator.domain.codebook import Codebook
from annotator.domain.codebook_rules import faults
from annotator.domain.errors import UsageError
from annotator.exchange.writers.framing import write_whole

_LARGEST: Final = 5_000_000  # bytes; the shipped one has five thousand
_ITEMS: Final = {"fields": "field", "tags": "tag", "children": "tag", "return_reasons": "reason"}


def read_codebook(path: Path) -> Codebook:
    """Return the codebook in a file.

    Raises:
        UsageError: it cannot be read, or is none; the sentence names the place.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise UsageError(f"The codebook {path} cannot be used: it is too large to be one.")
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"The codebook {path} cannot be read: {error.strerror}.") from error
    try:
        found = Codebook.model_validate_json(data)
    except ValidationError as error:
        raise UsageError(f"The codebook {path} cannot be used: {_told(error, data)}.") from error
    wrong = faults(found)
    if wrong:
        raise UsageError(f"The codebook {path} cannot be used: {wrong[0]}")
    return found


def write_codebook(codebook: Codebook, out: Path) -> None:
    """Write a codebook to a file, whole or not at all; what says nothing is left out.

    Raises:
        UsageError: the file cannot be written.
    """
    body = codebook.model_dump(mode="json", exclude_defaults=True)
    write_whole(out, [json.dumps(body, ensure_ascii=False, indent=2), "\n"])


def _told(error: ValidationError, data: bytes) -> str:
    """Return the first thing that is wrong, and where."""
    first = error.errors(include_url=False, include_context=False)[0]
    if first["type"] == "json_invalid":
        return first["msg"].replace("Invalid JSON", "it is no JSON").rstrip(".")
    message = first["msg"].removeprefix("Value error, ").rstrip(".")
    message = f"{message[:1].lower()}{message[1:]}"
    where = _place(first["loc"], data)
    return f"{where}: {message}" if where else message


def _place(steps: Sequence[int | str], data: bytes) -> str:
    """Return a place in the file in words, such as “field 3 (“Medium”), type”."""
    here: Any = json.loads(data)
    words: list[str] = []
    for before, step in zip((None, *steps), steps, strict=False):
        try:
            here = here[step]
        except (LookupError, TypeError):
            here = None
        if isinstance(step, int):
            name = here.get("label") or here.get("key") if isinstance(here, dict) else None
            called = f" (“{name}”)" if isinstance(name, str) else ""
            words[-1:] = [f"{_ITEMS.get(str(before), 'item')} {step + 1}{called}"]
        else:
            words.append(step)
    return ", ".join(words)
