"""How the window's engine is to read, from the settings."""

from pathlib import Path
from typing import Any, NamedTuple

from annotator.domain.layer import Scope
from annotator.runtime.settings import Settings


class Reading(NamedTuple):
    """Which engine, which model, what to look for, the least score; and where the llm is."""

    engine: str | None
    model: Path | None
    scope: Scope
    threshold: float | None
    llm: tuple[str | int, ...]

    def asked(self) -> dict[str, Any]:
        """Return what names the engine to a service."""
        return {"engine": self.engine, "model": self.model, "scope": self.scope}


def reading(settings: Settings) -> Reading:
    """Return how the settings let an engine read; a model is none without an engine's name."""
    return Reading(
        engine=settings.engine or None,
        model=Path(settings.engine_model) if settings.engine_model else None,
        scope=Scope(settings.scope),
        threshold=None if settings.propose_from is None else settings.propose_from / 100,
        llm=(settings.llm_url, settings.llm_model, settings.llm_key, settings.llm_seconds),
    )
