from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from annotator.__main__ import main
from annotator.cli import watching
from annotator.runtime import logs


class Done(NamedTuple):
    status: int
    out: str
    err: str


Annotator = Callable[..., Done]


@pytest.fixture
def annotator(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Annotator]:
    """Run `annotator` with words, away from the person's own files, in a folder of its own."""
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path / "home"))
    monkeypatch.setattr(watching, "_SECONDS", 3600.0)
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")

    def run(*words: object) -> Done:
        capsys.readouterr()
        status = main([str(word) for word in words])
        return Done(status, *capsys.readouterr())

    yield run
    logs.stop()


@pytest.fixture
def articles(annotator: Annotator) -> Path:
    """Give a folder of two articles beside the project to be."""
    folder = Path("articles").absolute()
    folder.mkdir()
    (folder / "ferry.txt").write_text(
        "Ferry fares to rise\n\n"
        "“Fares go up in May ⛴,” harbour master Lena Ovik said on Monday, “and not before.”\n\n"
        "The Harbour Gazette reported, citing the port authority, that two piers will close.\n",
        encoding="utf-8",
    )
    (folder / "bakery.txt").write_text(
        "Bakery reopens after the flood\n\n"
        "The baker, Ole Brandt, said that the ovens had been dried and tested. “We open on "
        "Friday at six,” he added. The council welcomed the news in a short statement.\n",
        encoding="utf-8",
    )
    return folder


@pytest.fixture
def project(annotator: Annotator, articles: Path) -> Path:
    """Give a project with two articles and what the rules propose."""
    path = Path("p.annotator").absolute()
    assert annotator("new", path).status == 0
    assert annotator("import", path, articles).status == 0
    assert annotator("propose", path).status == 0
    return path
