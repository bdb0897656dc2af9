"""What an engine is, and where engines are found."""

from collections.abc import Mapping
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import MappingProxyType
from typing import Final, Protocol, runtime_checkable

from annotator.domain.errors import UsageError
from annotator.domain.layer import Scope
from annotator.domain.proposal import Extraction

GROUP: Final = "annotator.extractors"
NO_HINTS: Final[Mapping[str, str]] = MappingProxyType({})


@runtime_checkable
class Extractor(Protocol):
    """Reads one text and proposes; the same text always gives the same."""

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
        factory = point.load()
        engine = factory() if model is None else factory(model=model)
    except (ImportError, AttributeError, TypeError) as error:
        raise UsageError(f"The engine “{name}” cannot be loaded: {error}.") from error
    if not isinstance(engine, Extractor):
        raise UsageError(f"The engine “{name}” is not an extractor.")
    return engine
