"""What an engine is, and where engines are found."""

from collections.abc import Mapping
from importlib.metadata import EntryPoint, entry_points
from inspect import Parameter, signature
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Protocol, runtime_checkable

from annotator.domain.errors import AnnotatorError, UsageError
from annotator.domain.layer import Scope
from annotator.domain.proposal import Extraction
from annotator.runtime.collector import collector_at_rest

GROUP: Final = "annotator.extractors"
WINDOW_ENGINE: Final = "crf"
"""Who reads in the window when nobody is named: the best that needs no extra."""
BULK_ENGINE: Final = "crf"
"""Who reads on the command line when nobody is named: the fastest that has learned."""
NO_HINTS: Final[Mapping[str, str]] = MappingProxyType({})


@runtime_checkable
class Extractor(Protocol):
    """Reads one text and proposes; the same text always gives the same.

    An engine may also have a `threshold`, 0.0 to 1.0: the least score that is worth proposing when
    nobody asks for another one; and `asks_others`, True if it sends texts elsewhere, so that none
    is read only to warm it up.
    """

    name: str
    version: str
    model: str | None

    def extract(
        self, text: str, scope: Scope = Scope.SPEECH, hints: Mapping[str, str] = NO_HINTS
    ) -> Extraction:
        """Return fields, boilerplate and claims; `hints` are fields known from elsewhere."""
        ...


def _installed() -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group=GROUP)}


def names() -> tuple[str, ...]:
    """Return the names of the installed engines, in order."""
    return tuple(sorted(_installed()))


def find(name: str, model: Path | None = None) -> Extractor:
    """Return the engine of that name, with the `model` file instead of the one it ships.

    Raises:
        UsageError: there is none, it cannot be loaded, or it takes no model.
    """
    point = _installed().get(name)
    if point is None:
        known = ", ".join(names()) or "none"
        raise UsageError(f"There is no engine named “{name}”; installed: {known}.")
    try:
        with collector_at_rest():
            engine = _made(point.load(), name, model)
    except AnnotatorError:
        raise
    except Exception as error:
        why = f"{type(error).__name__}: {' '.join(str(error).split())}"
        raise UsageError(f"The engine “{name}” cannot be loaded: {why}.") from error
    if not isinstance(engine, Extractor):
        raise UsageError(f"The engine “{name}” is not an extractor.")
    return engine


def takes_model(name: str) -> bool:
    """Tell whether an installed engine can be given a model file; no for one that cannot load."""
    try:
        return _takes_model(_installed()[name].load())
    except Exception:  # noqa: BLE001 - others' code may raise anything; `find` tells it
        return False


def threshold_of(engine: Extractor) -> float:
    """Return the least score that the engine itself takes for worth proposing; 0.0 unless it says.

    Raises:
        UsageError: what it says is no number from 0 to 1.
    """
    least = getattr(engine, "threshold", 0.0)
    if not isinstance(least, int | float) or not 0.0 <= least <= 1.0:
        raise UsageError(f"The engine “{engine.name}” has a threshold that is none: {least}.")
    return float(least)


def _made(factory: Any, name: str, model: Path | None) -> Any:
    if model is None:
        return factory()
    if not _takes_model(factory):
        raise UsageError(f"The engine “{name}” takes no model.")
    return factory(model=model)


def _takes_model(factory: Any) -> bool:
    takes = signature(factory).parameters.values()
    return any(it.name == "model" or it.kind is Parameter.VAR_KEYWORD for it in takes)
