from pathlib import Path

import pytest

from annotator.domain.layer import Scope
from annotator.extract.learned.examples import Example, Marked
from annotator.extract.learned.training import train
from annotator.extract.prose.segmentation import Stretch

NAMES = ("Ines Varga", "Lena Ovik", "Tom Halvik", "Dana Salz", "Rada Moll", "Peter Gruner")
OFFICES = ("the harbour master", "the mayor", "the chief engineer", "the spokeswoman")
EVENTS = (
    "the pier will close in May",
    "the ferry is running late again",
    "repairs cost nine million",
    "the bridge had been unsafe for years",
    "nobody was hurt in the fire",
    "fares go up before the summer",
)


def article(number: int) -> Example:
    """Return an invented article with a dozen attributions of four kinds, none like another's."""
    lines: list[str] = []
    marked: list[Marked] = []
    start = 0
    for turn in range(8):
        name = NAMES[(number + turn) % len(NAMES)]
        office = OFFICES[(number * 3 + turn) % len(OFFICES)]
        event = EVENTS[(number * 5 + turn) % len(EVENTS)]
        line, source, cue, content = _line(turn % 4, name, office, event)
        at = start
        spans = [
            Stretch(at + line.index(part), at + line.index(part) + len(part))
            for part in (source, cue, content)
        ]
        stance = Scope.SPEECH_AND_STANCE if cue == "fears" else Scope.SPEECH
        marked.append(Marked((spans[0],), (spans[1],), (spans[2],), stance))
        lines.append(line)
        start += len(line) + 2
    return Example(f"{number}.txt", "\n\n".join(lines), tuple(marked))


def _line(kind: int, name: str, office: str, event: str) -> tuple[str, str, str, str]:
    if kind == 0:
        return f"On Monday {name} said that {event}.", name, "said", event
    if kind == 1:
        return (
            f"“{event.capitalize()},” {office} told the Gazette.",
            office,
            "told",
            event.capitalize(),
        )
    if kind == 2:
        return (
            f"{event.capitalize()}, according to {name}.",
            name,
            "according to",
            event.capitalize(),
        )
    return f"Meanwhile {office} fears that {event}.", office, "fears", event


@pytest.fixture(scope="session")
def articles() -> list[Example]:
    """Return twelve invented articles."""
    return [article(number) for number in range(12)]


@pytest.fixture(scope="session")
def small_model(tmp_path_factory: pytest.TempPathFactory, articles: list[Example]) -> Path:
    """Return a model that has learned from the invented articles."""
    path = tmp_path_factory.mktemp("models") / "small.model"
    train(articles, path, seed=7)
    return path
