"""The one place where a failure becomes a sentence and an exit status."""

import logging
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from annotator.cli.speaking import complain
from annotator.domain.errors import AnnotatorError, CancelledError

DONE: Final = 0
PARTLY: Final = 1
NOTHING: Final = 2
INTERRUPTED: Final = 130
_logger: Final = logging.getLogger("annotator.cli")


def guarded(work: Callable[[], int]) -> int:
    """Do the work and return its exit status; whatever goes wrong is said in one sentence."""
    try:
        return work()
    except (KeyboardInterrupt, CancelledError) as stop:
        complain(str(stop) or "Stopped; what was done before stays.")
        return INTERRUPTED
    except AnnotatorError as error:
        _logger.debug("refused", exc_info=True)
        complain(str(error))
        return NOTHING
    except BrokenPipeError:
        _forget_stdout()
        return PARTLY
    except OSError as error:
        _logger.exception("the system refused")
        complain(f"The system refused: {_reason(error)}.")
        _forget_stdout()
        return PARTLY
    except Exception as error:
        _logger.exception("a bug")
        complain(f"Annotator met a mistake of its own: {_short(error)}. The log has more.")
        return PARTLY


def _reason(error: OSError) -> str:
    reason = (error.strerror or str(error)).rstrip(".")
    return f"{reason}: {error.filename}" if error.filename else reason


def _short(error: Exception) -> str:
    first = str(error).strip().partition("\n")[0].rstrip(".")
    return f"{type(error).__name__}: {first}" if first else type(error).__name__


def _forget_stdout() -> None:
    """Keep Python from complaining at exit that nobody reads any more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    with suppress(OSError):  # a stdout without a file complains about nothing
        os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
