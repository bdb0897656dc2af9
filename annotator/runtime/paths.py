"""Where the program keeps its own files; projects lie where their people put them.

`ANNOTATOR_DATA_DIR` moves all of it into one folder. Otherwise it follows the system's habit,
on Linux the XDG folders, of which empty and relative ones are ignored as XDG asks. Each folder
is made when it is first asked for.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

import appdirs

from annotator.domain.errors import AnnotatorError

OVERRIDE: Final = "ANNOTATOR_DATA_DIR"
_NAME: Final = "annotator"


def data_dir() -> Path:
    """Return the folder for what the program makes and needs again.

    Raises:
        AnnotatorError: it cannot be made.
    """
    return _made(_override() or _system(appdirs.user_data_dir))


def config_dir() -> Path:
    """Return the folder for what a person has set.

    Raises:
        AnnotatorError: it cannot be made.
    """
    inside = _override("config")
    return _made(inside or _system(appdirs.user_config_dir))


def log_dir() -> Path:
    """Return the folder for logs: state, which nobody misses when it is gone.

    Raises:
        AnnotatorError: it cannot be made.
    """
    inside = _override("log")
    return _made(inside or _system(appdirs.user_state_dir) / "log")


def backups_dir() -> Path:
    """Return the folder for the copies made before a project is changed for good.

    Raises:
        AnnotatorError: it cannot be made.
    """
    return _made(data_dir() / "backups")


def settings_file() -> Path:
    """Return the file of `runtime.settings`; it need not exist.

    Raises:
        AnnotatorError: its folder cannot be made.
    """
    return config_dir() / "settings.json"


def window_file() -> Path:
    """Return the ini file for QSettings: sizes, places, the last project; it need not exist.

    Raises:
        AnnotatorError: its folder cannot be made.
    """
    return config_dir() / "window.ini"


def log_file() -> Path:
    """Return the newest log file; it need not exist.

    Raises:
        AnnotatorError: its folder cannot be made.
    """
    return log_dir() / "annotator.log"


def _override(inside: str = "") -> Path | None:
    chosen = os.environ.get(OVERRIDE)
    return Path(chosen).absolute() / inside if chosen else None


def _system(place: Callable[..., str]) -> Path:
    for name in [name for name in os.environ if name.startswith("XDG_") and name.endswith("_HOME")]:
        if not Path(os.environ[name]).is_absolute():
            del os.environ[name]
    return Path(place(_NAME, appauthor=False))


def _made(folder: Path) -> Path:
    if not folder.is_absolute():
        raise AnnotatorError(f"There is no home folder to use; set {OVERRIDE} to a folder.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AnnotatorError(
            f"The folder {folder} cannot be made ({error.strerror}); "
            f"set {OVERRIDE} to one that can.",
        ) from error
    return folder
