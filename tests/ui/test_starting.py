import gc
import subprocess
import sys
from threading import Event, current_thread, main_thread

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMainWindow

from annotator.ui import app, starting
from annotator.ui.starting import Curtain


@pytest.fixture
def curtain(qtbot, tmp_path, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path))
    shown = Curtain("harbour")
    qtbot.addWidget(shown)
    yield shown
    gc.unfreeze()


def test_the_program_is_read_on_a_thread_once_the_empty_window_is_painted(curtain, monkeypatch):
    told = []
    monkeypatch.setattr(starting, "_program", lambda: told.append(current_thread()))
    curtain.painted.connect(lambda: told.append("painted"))
    curtain.show()

    assert starting._read(lambda: told.append("prepared"), curtain)
    assert told[:2] == ["painted", "prepared"]
    assert told[2] is not main_thread()
    assert curtain.windowTitle() == "harbour"


def test_what_is_read_is_not_searched_for_cycles(curtain, monkeypatch):
    made = []
    monkeypatch.setattr(starting, "_program", lambda: made.append([]))
    curtain.show()

    assert starting._read(lambda: None, curtain)
    assert not any(one is made for one in gc.get_objects())


def test_the_empty_window_has_nothing_to_move_into_place(curtain):
    assert not isinstance(curtain, QMainWindow)


def test_a_window_closed_meanwhile_stays_closed(curtain, monkeypatch):
    closed = Event()
    curtain.left.connect(closed.set)
    monkeypatch.setattr(starting, "_program", lambda: closed.wait(10))
    curtain.painted.connect(lambda: QTimer.singleShot(0, curtain.close))
    curtain.show()

    assert not starting._read(lambda: None, curtain)


def test_what_goes_wrong_while_reading_is_raised(curtain, monkeypatch):
    def gone():
        raise ImportError("gone")

    monkeypatch.setattr(starting, "_program", gone)
    curtain.show()

    with pytest.raises(ImportError, match="gone"):
        starting._read(lambda: None, curtain)


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
          "annotator.services.learning", "annotator.ui.dialogs.preferences_dialog",
          "annotator.store.waiting", "annotator.store.export", "annotator.ui.assigning.panel",
          "concurrent.futures.process")
print([name for name in wanted if name in sys.modules])
"""


def test_what_the_first_minute_does_without_is_not_read_at_start():
    words = [sys.executable, "-c", UNREAD]
    done = subprocess.run(words, check=True, capture_output=True, encoding="utf-8")

    assert done.stdout.strip() == "[]"


UNASKED = """
import annotator.ui.app
from pydantic.plugin import _loader
print(_loader._plugins)
"""


def test_no_package_is_asked_for_plugins_of_pydantic_at_start(monkeypatch):
    monkeypatch.delenv("PYDANTIC_DISABLE_PLUGINS")  # set by this process, too
    words = [sys.executable, "-c", UNASKED]
    done = subprocess.run(words, check=True, capture_output=True, encoding="utf-8")

    assert done.stdout.strip() == "None"
