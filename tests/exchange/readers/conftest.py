import os
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from annotator.domain.errors import UnreadableError
from annotator.exchange.readers.registry import read

Written = Callable[[str, bytes], Path]
Refused = Callable[..., str]
NOBODY = 65534


@pytest.fixture
def written(tmp_path: Path) -> Written:
    def write(name: str, content: bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    return write


@pytest.fixture
def refused() -> Refused:
    def sentence(path: Path, **options: int) -> str:
        with pytest.raises(UnreadableError) as refusal:
            read(path, **options)
        said = str(refusal.value)
        assert said.startswith("“")
        assert said.endswith(".")
        assert said.isprintable()
        return said

    return sentence


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "__init__", refuse)
    for name in ("create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Give a folder that everybody may enter, unlike those that pytest makes."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def ordinary_person() -> Iterator[None]:
    """Give up the rights of root, before which no file is barred, for one test."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(NOBODY)
    yield
    if was == 0:
        os.seteuid(was)
