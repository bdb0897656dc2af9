import subprocess
import sys

import pytest
from PySide6.QtCore import QTimer

from annotator.ui import app, starting
from annotator.ui.starting import Curtain


@pytest.fixture
def curtain(qtbot, tmp_path, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path))
    shown = Curtain("harbour")
    qtbot.addWidget(shown)
    return shown


class Reading:
    """What is read, as long as a test wants it to be."""

    def __init__(self, problem=None):
        self.problem, self.begun, self.looks = problem, 0, 0

    def start(self):
        self.begun += 1

    def is_alive(self):
        self.looks += 1
        return self.looks < 5


def test_the_program_is_read_once_the_empty_window_is_painted(curtain):
    reading = Reading()
    curtain.show()

    assert starting._waited(reading, curtain)
    assert reading.begun == 1
    assert curtain.windowTitle() == "harbour"


def test_a_window_closed_meanwhile_stays_closed(curtain):
    curtain.show()
    QTimer.singleShot(0, curtain.close)

    assert not starting._waited(Reading(), curtain)


def test_what_goes_wrong_while_reading_is_raised(curtain):
    curtain.show()

    with pytest.raises(ImportError, match="gone"):
        starting._waited(Reading(ImportError("gone")), curtain)


def test_the_settings_say_in_which_colours(tmp_path, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path))
    (tmp_path / "config").mkdir()
    file = tmp_path / "config" / "settings.json"
    file.write_text('{"theme": "dark"}', encoding="utf-8")
    assert starting._theme() == "dark"

    file.write_text("{", encoding="utf-8")
    assert starting._theme() in {"light", "dark"}


def test_a_program_that_is_read_already_starts_at_once(monkeypatch):
    told = []
    monkeypatch.setattr(app, "run", lambda *words: told.append(words) or 3)

    assert "annotator.ui.app" in sys.modules
    assert starting.run(None, "Ann") == 3
    assert told == [(None, "Ann")]


READ = """
import linecache, sys
from annotator.ui import starting
{before}
import annotator.domain.sheet
print(any(name.endswith("document.py") for name in linecache.cache))
"""


@pytest.mark.parametrize(("before", "read"), [("", "True"), ("starting.spare_sources()", "False")])
def test_no_source_is_read_for_features_that_are_not_used(before, read):
    words = [sys.executable, "-c", READ.format(before=before)]
    done = subprocess.run(words, check=True, capture_output=True, encoding="utf-8")

    assert done.stdout.strip() == read


UNREAD = """
import sys
from annotator.ui import app
wanted = ("alembic", "annotator.exchange", "numpy", "psycopg", "sqlalchemy.orm",
          "sqlalchemy.dialects.postgresql", "annotator.services.importing",
          "annotator.services.learning", "annotator.ui.dialogs.preferences_dialog")
print([name for name in wanted if name in sys.modules])
"""


def test_what_the_first_minute_does_without_is_not_read_at_start():
    words = [sys.executable, "-c", UNREAD]
    done = subprocess.run(words, check=True, capture_output=True, encoding="utf-8")

    assert done.stdout.strip() == "[]"
