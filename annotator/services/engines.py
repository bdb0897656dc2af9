"""Which engines there are to choose from, and why one of them cannot read."""

from annotator.domain.errors import UsageError
from annotator.domain.value import Value
from annotator.extract import extractor


class EngineInfo(Value):
    """An installed engine; `why` it cannot read is empty where it can.

    One that `takes_model` may be able to read with a model file even so.
    """

    name: str
    why: str = ""
    takes_model: bool = False
    model: str | None = None


def engines() -> tuple[EngineInfo, ...]:
    """Return the installed engines by name; each is loaded, so call it off the window's thread."""
    return tuple(_described(name) for name in extractor.names())


def _described(name: str) -> EngineInfo:
    takes_model = extractor.takes_model(name)
    try:
        engine = extractor.find(name)
    except UsageError as error:
        return EngineInfo(name=name, why=str(error), takes_model=takes_model)
    return EngineInfo(name=name, takes_model=takes_model, model=engine.model)
