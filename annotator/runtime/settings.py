"""What a person may set for the program as a whole; what is set for a project lies in it."""

import os
from collections.abc import Mapping
from pathlib import Path
from tempfile import mkstemp
from typing import Final, Literal

from pydantic import Field, ValidationError

from annotator.domain.errors import AnnotatorError
from annotator.domain.value import Value
from annotator.runtime.paths import settings_file

Theme = Literal["system", "light", "dark"]
_SET_ASIDE: Final = ".broken"


class Settings(Value):
    """The settings, each with the value that holds until somebody changes it."""

    max_bytes: int = Field(default=10_000_000, gt=0)
    """The largest file that is imported, in bytes."""
    theme: Theme = "system"
    text_points: int = Field(default=12, ge=6, le=48)
    """The size of the source text, in points."""
    text_family: str = ""
    """The letters of the source text, empty for the window's own."""
    text_width: int = Field(default=74, ge=40, le=160)
    """How many characters the widest line of the source text holds."""
    text_spacing: int = Field(default=150, ge=100, le=250)
    """The height of a line of the source text, in per cent of its letters'."""
    backups_kept: int = Field(default=10, ge=1)
    """How many automatic copies are kept of each project."""
    engine: str = ""
    """The engine that reads in the window, empty for the project's own or else the best."""
    engine_model: str = ""
    """The model file it reads with, empty for the one it ships."""
    scope: Literal["speech", "speech+stance"] = "speech"
    """What the window's engine is to look for."""
    propose_from: int | None = Field(default=None, ge=0, le=100)
    """The least score proposed in the window, in per cent; none for the engine's own."""
    llm_url: str = ""
    """Where the engine `llm` finds a language model, such as `http://127.0.0.1:8080/v1`."""
    llm_model: str = ""
    """What the language model is called there."""
    llm_key: str = Field(default="", repr=False)
    """The key to it, if it wants one; the environment's `ANNOTATOR_LLM_KEY` comes first."""
    llm_seconds: int = Field(default=300, ge=1, le=3_600)
    """How long the language model may take for one article."""
    own_keys: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    """The keys of the acts that have other ones than they came with, by the act's id."""


class LoadedSettings(Value):
    """Settings, and the sentence to show when the file could not be used, else empty."""

    settings: Settings
    problem: str = ""


def load(path: Path | None = None) -> LoadedSettings:
    """Return what the settings file (by default the person's own) says, else the defaults.

    No file means the defaults. A broken one means the defaults too, with a sentence.

    Raises:
        AnnotatorError: the folder of the person's own file cannot be made.
    """
    path = path or settings_file()
    try:
        return LoadedSettings(settings=_read(path))
    except FileNotFoundError:
        return LoadedSettings(settings=Settings())
    except (OSError, ValidationError) as error:
        sentence = f"The settings in {path} are not used: {_reason(error)}."
        return LoadedSettings(settings=Settings(), problem=sentence)


def save(settings: Settings, path: Path | None = None) -> None:
    """Write what differs from the defaults, in one step: a crash leaves the old file or the new.

    A broken file that stood there is set aside as `settings.json.broken`.

    Raises:
        AnnotatorError: the file cannot be written; the old one stands.
    """
    path = path or settings_file()
    try:
        _set_aside_broken(path)
        _replace(path, settings.model_dump_json(exclude_defaults=True, indent=2) + "\n")
    except OSError as error:
        raise AnnotatorError(
            f"The settings cannot be kept in {path} ({error.strerror})."
        ) from error


def _read(path: Path) -> Settings:
    return Settings.model_validate_json(path.read_bytes())


def _reason(error: OSError | ValidationError) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    first = error.errors(include_url=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg']}" if where else first["msg"]


def _set_aside_broken(path: Path) -> None:
    try:
        _read(path)
    except FileNotFoundError:
        return
    except ValidationError:
        path.replace(path.with_name(path.name + _SET_ASIDE))


def _replace(path: Path, text: str) -> None:
    handle, name = mkstemp(prefix=path.name, dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as new:
            new.write(text)
            new.flush()
            os.fsync(new.fileno())
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
