"""The model a project learned: a file beside it under its name, used unless another is named."""

from pathlib import Path
from shutil import copyfile
from typing import Final

from annotator.domain.errors import UsageError
from annotator.domain.value import Value
from annotator.extract.learned.model_file import read_model
from annotator.runtime.whole_file import whole_file

SUFFIX: Final = ".model"
_PREVIOUS: Final = ".previous"
_CANDIDATE: Final = ".candidate.model"


class ProjectModel(Value):
    """A model that a project uses: the engine it serves, its name, and where it lies."""

    engine: str
    name: str
    path: Path


def place(project: Path) -> Path:
    """Return where a project's model lies if it has one: `talks.model` by `talks.annotator`."""
    return project.with_suffix(SUFFIX)


def candidate(project: Path) -> Path:
    """Return where a model lies that was learned and is not in use yet."""
    return project.with_suffix(_CANDIDATE)


def previous(path: Path) -> Path:
    """Return where the model lies that another one took the place of, if there is one."""
    return path.with_name(path.name + _PREVIOUS)


def described(path: Path) -> ProjectModel:
    """Return what a model is.

    Raises:
        UsageError: the file cannot be read, or is no model.
    """
    found = read_model(path)
    return ProjectModel(engine=found.manifest.engine, name=found.name, path=path)


def adopted(project: Path) -> ProjectModel | None:
    """Return the model that a project uses, None if it has none of its own.

    Raises:
        UsageError: the file there cannot be read, or is no model.
    """
    path = place(project)
    return described(path) if path.exists() else None


def chosen(
    engine: str | None, model: Path | None, default: str, project: Path | None = None
) -> tuple[str, Path | None]:
    """Return who reads and with which model: those named, else the project's, else the default.

    A model that is named alone is read by the engine it serves.

    Raises:
        UsageError: the project's model, or the one named alone, cannot be read or is none.
    """
    if engine is not None:
        return engine, model
    if model is not None:
        return described(model).engine, model
    own = adopted(project) if project is not None else None
    return (own.engine, own.path) if own else (default, None)


def put(model: Path, path: Path) -> Path | None:
    """Copy a model to `path`, and return where one that was there is kept, None if none was.

    Raises:
        UsageError: it is no model, or `path` cannot be written; then what was there stays.
    """
    read_model(model)
    with whole_file(path) as draft:
        copyfile(model, draft)
        if not path.exists():
            return None
        with whole_file(previous(path)) as older:
            copyfile(path, older)
    return previous(path)


def revert(project: Path) -> ProjectModel | None:
    """Take a project's model away and return the one before, which is its model again.

    Raises:
        UsageError: it has no model of its own, or it cannot be taken away.
    """
    path = place(project)
    if not path.exists():
        raise UsageError("This project has no model of its own.")
    older = previous(path)
    try:
        if older.exists():
            older.replace(path)
        else:
            path.unlink()
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise UsageError(f"{path} cannot be taken away: {why}.") from error
    return adopted(project)
