import pytest


@pytest.fixture
def at_home(tmp_path, monkeypatch):
    """Keep what the program remembers of a person in the test's folder."""
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path / "home"))


@pytest.fixture
def url(server):
    """Return the address of an empty database."""
    return server.address(server.fresh())
