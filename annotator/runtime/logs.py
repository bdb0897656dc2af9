"""The program's log: a file that rotates, and with `--verbose` lines on stderr too."""

import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

from annotator.domain.errors import AnnotatorError
from annotator.runtime.paths import log_file

_OURS: Final = "annotator"
_HANDLER_NAME: Final = "annotator.runtime.logs"
_BYTES: Final = 1_000_000
_KEPT: Final = 3
_FORMAT: Final = "%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s"


def start(*, verbose: bool = False) -> Path | None:
    """Log from now on, in place of an earlier start, and return the file that takes the lines.

    Our own lines are kept from INFO up, with `verbose` from DEBUG up; those of libraries from
    WARNING up. None is returned where no file can be written: the program goes on without.
    """
    stop()
    logging.getLogger(_OURS).setLevel(logging.DEBUG if verbose else logging.INFO)
    if verbose:
        _add(logging.StreamHandler(sys.stderr))
    try:
        path = log_file()
        _add(RotatingFileHandler(path, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8"))
    except (AnnotatorError, OSError) as error:
        _add(logging.NullHandler())
        logging.getLogger(_OURS).warning("no log file: %s", error)
        return None
    return path


def stop() -> None:
    """Close what `start` opened; nothing happens when it was not called."""
    root = logging.getLogger()
    for handler in [one for one in root.handlers if one.name == _HANDLER_NAME]:
        root.removeHandler(handler)
        handler.close()


def _add(handler: logging.Handler) -> None:
    handler.set_name(_HANDLER_NAME)
    handler.setFormatter(logging.Formatter(_FORMAT))
    logging.getLogger().addHandler(handler)
