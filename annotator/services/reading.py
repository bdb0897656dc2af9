"""What an engine does in a process of its own: it loads no database."""

from contextlib import suppress
from typing import Final, NamedTuple

from annotator.domain.errors import AnnotatorError
from annotator.domain.field import Fields
from annotator.domain.layer import Engine
from annotator.domain.proposal import Extraction
from annotator.extract.asking import Asked, ask, loaded
from annotator.extract.extractor import threshold_of
from annotator.store.ready import ReadyClaim, ready_claim

_ANY: Final = "Ferry fares\n\n“Fares go up,” the harbour master, Lena Ovik, said on Monday.\n"


class Task(NamedTuple):
    """One text for an engine to read, and what is known of it already."""

    document_id: int
    name: str
    asked: Asked
    text: str
    hints: dict[str, str]


def extract(task: Task) -> Extraction:
    """Read one text with the engine named; a pure function, fit for another process.

    Raises:
        AnnotatorError: the engine cannot read it, or fails.
    """
    return ask(task.asked, task.name, task.text, task.hints)


class Read(NamedTuple):
    """What an engine has to say about one text, ready to be stored, and quick to be handed over.

    `boilerplate` are starts and ends.
    """

    claims: tuple[ReadyClaim, ...]
    fields: Fields
    boilerplate: tuple[tuple[int, int], ...]
    note: str | None


def read(task: Task) -> Read:
    """Read one text as `extract` does, and make ready what was found.

    Raises:
        AnnotatorError: the engine cannot read it, or fails.
    """
    return made_ready(extract(task), task.text)


def made_ready(found: Extraction, text: str) -> Read:
    """Return what was found in a text, ready to be stored.

    Raises:
        UsageError: a span of a claim reaches beyond the text.
    """
    claims = tuple([ready_claim(claim, text) for claim in found.claims])
    boilerplate = tuple([(span.start, span.end) for span in found.boilerplate])
    return Read(claims, found.fields, boilerplate, found.note)


def introduced(asked: Asked) -> tuple[Engine, float]:
    """Return who an engine is, and the least score that it takes for worth proposing.

    Raises:
        UsageError: there is no such engine, or it takes no such model.
    """
    engine = loaded(asked)
    who = Engine(name=engine.name, version=engine.version, model=engine.model, scope=asked.scope)
    return who, threshold_of(engine)


def warm_up(asked: Asked) -> None:
    """Load an engine and all that it loads at its first text, unless others would get to see it.

    What goes wrong is left for the first real text to tell.
    """
    with suppress(AnnotatorError):
        if not getattr(loaded(asked), "asks_others", False):
            ask(asked, "", _ANY, {})
