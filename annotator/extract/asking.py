"""Ask an engine to read one text, and come to no harm whatever it does."""

import logging
import traceback
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from annotator.domain.errors import AnnotatorError
from annotator.domain.field import Fields
from annotator.domain.layer import Scope
from annotator.domain.proposal import Extraction, ProposedClaim
from annotator.domain.span import Span
from annotator.extract.extractor import Extractor, find
from annotator.runtime.paths import settings_file

_logger: Final = logging.getLogger("annotator.extract")
_LONGEST: Final = 200
_Stamp = tuple[int, int]


class Asked(NamedTuple):
    """Which engine is to read, with which model instead of its own, and what counts."""

    engine: str
    model: Path | None = None
    scope: Scope = Scope.SPEECH


class EngineError(AnnotatorError):
    """An engine failed in a way that it does not tell itself.

    `trace` is Python's account of it, for the log; it travels with the error between processes.
    """

    def __init__(self, sentence: str, trace: str = "") -> None:
        super().__init__(sentence)
        self.trace = trace


def ask(asked: Asked, name: str, text: str, hints: Mapping[str, str]) -> Extraction:
    """Return what the engine has to say about a text; `name` is how a person knows the text.

    Raises:
        AnnotatorError: the engine tells that it cannot read this.
        EngineError: it failed in another way, or what it returned is no extraction of this text.
    """
    engine = loaded(asked)
    try:
        found: object = engine.extract(text, asked.scope, hints)
        return _fitting(found, text)
    except AnnotatorError:
        raise
    except (Exception, SystemExit) as error:  # noqa: BLE001 - others' code may raise anything
        why = f"{type(error).__name__}: {' '.join(str(error).split())}"[:_LONGEST].rstrip(".: ")
        sentence = f"{asked.engine} failed on “{name}”: {why}."
        raise EngineError(sentence, traceback.format_exc()) from None


def loaded(asked: Asked) -> Extractor:
    """Return the engine, loaded once in each process.

    It is loaded anew when its model file or the program's settings have changed.

    Raises:
        UsageError: there is none, it cannot be loaded, or it takes no model.
    """
    stamps = (_stamp(asked.model), _stamp(_settings()))
    return _loaded(asked.engine, asked.model, stamps)


def log(failure: AnnotatorError) -> None:
    """Write to the log what a failed engine left of itself; nothing for an expected failure."""
    if isinstance(failure, EngineError):
        _logger.error("%s\n%s", failure, failure.trace)


def forget() -> None:
    """Load every engine anew when it is asked next."""
    _loaded.cache_clear()


@lru_cache(maxsize=4)
def _loaded(engine: str, model: Path | None, _stamps: tuple[_Stamp, _Stamp]) -> Extractor:
    return find(engine, model)


def _settings() -> Path | None:
    try:
        return settings_file()
    except AnnotatorError:
        return None


def _stamp(file: Path | None) -> _Stamp:
    """Return what tells one state of a file from another: its length and its age."""
    try:
        status = file.stat() if file is not None else None
    except OSError:
        return (0, 0)
    return (status.st_size, status.st_mtime_ns) if status else (0, 0)


def _fitting(found: object, text: str) -> Extraction:
    if not isinstance(found, Extraction):
        raise TypeError(f"it returned {type(found).__name__}, not Extraction")
    for span in _spans(found):
        if not 0 <= span.start < span.end <= len(text):
            raise ValueError(f"{span.start} to {span.end} is no part of a text of {len(text)}")
    for claim in found.claims:
        if not 0.0 <= claim.score <= 1.0:
            raise ValueError(f"{claim.score} is no score")
    return found


def _spans(found: Extraction) -> Iterator[Span]:
    yield from found.boilerplate
    yield from _evidence(found.fields)
    for claim in found.claims:
        yield from _spans_of(claim)


def _spans_of(claim: ProposedClaim) -> Iterator[Span]:
    yield from claim.content
    yield from _evidence(claim.fields)
    for link in claim.chain:
        yield from (span for span in (link.source, link.cue) if span is not None)


def _evidence(fields: Fields) -> Iterator[Span]:
    yield from (value.evidence for value in fields.values() if value.evidence is not None)
