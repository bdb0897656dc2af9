"""The engine of docs/plug-ins.md, as it stands there."""

from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from annotator.extract import asking, extractor
from annotator.extract.asking import Asked, ask

PAGE = Path(__file__).parents[3] / "docs" / "plug-ins.md"


@pytest.fixture
def shouting(monkeypatch):
    """Install the engine that the page writes down."""
    code = PAGE.read_text(encoding="utf-8").split("```python\n")[1].split("```")[0]
    room = {"__name__": "shouting"}
    exec(code, room)  # noqa: S102 - our own page
    point = EntryPoint("shouting", "my_package.engine:Shouting", extractor.GROUP)
    monkeypatch.setattr(EntryPoint, "load", lambda _self: room["Shouting"])
    monkeypatch.setattr(extractor, "_installed", lambda: {"shouting": point})
    asking.forget()
    yield
    asking.forget()


def test_the_engine_of_the_page_reads(shouting):
    text = "The sign says NO BATHING HERE today."

    found = ask(Asked("shouting"), "sign.txt", text, {})

    assert [claim.content[0].of(text) for claim in found.claims] == ["BATHING HERE"]
