import pytest

from annotator.runtime import logs


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home folder of its own, with none of the variables that move things out of it."""
    for name in ("ANNOTATOR_DATA_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    yield tmp_path
    logs.stop()
