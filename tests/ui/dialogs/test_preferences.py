"""What is set holds at once; any setting is found by its words."""

import pytest
from PySide6.QtCore import Qt

from annotator.domain.layer import Scope
from annotator.runtime import settings as settings_store
from annotator.runtime.settings import Settings
from annotator.services.bootstrap import new_services
from annotator.services.engines import EngineInfo
from annotator.ui.dialogs.preferences_dialog import PreferencesDialog
from annotator.ui.dialogs.settings_search import FOUND, rows_of
from annotator.ui.main_window import MainWindow
from annotator.ui.reading import reading
from annotator.ui.window_state import WindowState

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
INFOS = (
    EngineInfo(name="crf", takes_model=True, why="No model of the engine “crf” ships here."),
    EngineInfo(name="llm", why="It needs an address."),
    EngineInfo(name="neural", takes_model=True, why="It needs onnxruntime."),
    EngineInfo(name="rules"),
)


@pytest.fixture
def shown(qtbot):
    def show(settings=None):
        dialog = PreferencesDialog(settings or Settings())
        qtbot.addWidget(dialog)
        dialog.told = []
        dialog.wanted.connect(dialog.told.append)
        dialog.show_engines(INFOS)
        with qtbot.waitActive(dialog):
            dialog.show()
        return dialog

    return show


def enabled(dialog):
    model = dialog.engines.engine.model()
    items = [model.item(row) for row in range(model.rowCount())]
    return [item.data(Qt.ItemDataRole.UserRole) for item in items if item.isEnabled()]


def kept(dialog):
    """Return the settings that the dialog handed over last, None when it never did."""
    return dialog.told[-1] if dialog.told else None


def choose(dialog, name):
    dialog.engines.engine.setCurrentIndex(dialog.engines.engine.findData(name))


def test_an_engine_that_cannot_read_is_there_but_cannot_be_chosen_and_says_why(shown):
    dialog = shown()

    assert enabled(dialog) == ["", "rules"]
    for info in INFOS[:3]:
        assert info.why in dialog.engines.why.text()


def test_a_model_file_makes_the_engines_ready_that_take_one(shown):
    dialog = shown()
    dialog.engines.model.setText("/somewhere/own.model")

    assert enabled(dialog) == ["", "crf", "neural", "rules"]
    choose(dialog, "rules")
    assert not dialog.engines.model.isEnabled()


def test_the_language_model_is_ready_once_it_has_an_address_and_a_name(shown):
    dialog = shown()
    dialog.llm.url.setText("http://127.0.0.1:8080/v1")
    assert "llm" not in enabled(dialog)
    dialog.llm.model.setText("small")
    assert "llm" in enabled(dialog)


def test_what_is_chosen_holds_at_once(shown):
    dialog = shown()
    choose(dialog, "rules")
    assert kept(dialog).engine == "rules"
    dialog.engines.scope.setCurrentIndex(1)
    dialog.engines.least.setValue(40)
    dialog.llm.seconds.setValue(60)
    dialog.general.megabytes.setValue(25)

    settings = kept(dialog)
    assert (settings.scope, settings.propose_from) == ("speech+stance", 40)
    assert (settings.llm_seconds, settings.max_bytes) == (60, 25_000_000)
    how = reading(settings)
    assert (how.engine, how.scope, how.threshold) == ("rules", Scope.SPEECH_AND_STANCE, 0.4)


def test_what_is_typed_holds_once_the_line_is_left(qtbot, shown):
    dialog = shown()
    dialog.show_page(dialog.llm)
    dialog.llm.url.setFocus()
    qtbot.keyClicks(dialog.llm.url, " http://127.0.0.1:8080/v1 ")
    assert kept(dialog) is None
    dialog.llm.key.setFocus()

    assert kept(dialog).llm_url == "http://127.0.0.1:8080/v1"


def test_a_line_still_being_typed_is_kept_when_the_dialog_is_closed(shown):
    dialog = shown()
    dialog.llm.model.setText("small")
    told = dialog.told
    dialog.reject()

    assert told[-1].llm_model == "small"


def test_untouched_settings_are_not_handed_over_again(shown):
    dialog = shown(Settings(engine="mine", propose_from=0, llm_model="small", text_points=14))
    told = dialog.told
    dialog.reject()

    assert told == []


def test_a_choice_made_before_the_engines_are_known_is_not_lost(qtbot):
    dialog = PreferencesDialog(Settings(engine="rules"))
    qtbot.addWidget(dialog)
    told = []
    dialog.wanted.connect(told.append)
    dialog.general.backups.setValue(3)

    assert told[-1].engine == "rules"


def marked(dialog):
    return [row.words for row in rows_of(dialog.pages.currentWidget()) if row.label.property(FOUND)]


def test_a_setting_is_found_by_what_can_be_chosen_there(qtbot, shown):
    dialog = shown()
    dialog.show_page(dialog.llm)
    qtbot.keyClicks(dialog.search, "dark")

    assert dialog.pages.currentWidget() is dialog.general
    (row,) = marked(dialog)
    assert "theme:" in row
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.general.theme.hasFocus()
    dialog.search.clear()
    assert marked(dialog) == []


def test_pages_without_what_is_sought_are_out_of_the_way(qtbot, shown):
    dialog = shown()
    qtbot.keyClicks(dialog.search, "patience")

    hidden = [dialog.names.isRowHidden(row) for row in range(dialog.pages.count())]
    assert hidden.count(False) == 1
    assert dialog.pages.currentWidget() is dialog.llm
    dialog.search.clear()
    assert not any(dialog.names.isRowHidden(row) for row in range(dialog.pages.count()))


def test_an_act_is_found_among_the_keys(qtbot, shown):
    dialog = shown()
    qtbot.keyClicks(dialog.search, "quotation under the caret")

    assert dialog.pages.currentWidget() is dialog.keys
    assert [act.id for act in dialog.keys.model.rows] == ["select"]


def test_return_in_the_search_does_not_close_the_preferences(qtbot, shown):
    dialog = shown()
    qtbot.keyClicks(dialog.search, "no such setting")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)

    assert dialog.isVisible()


def test_every_page_fits_a_small_screen(shown):
    dialog = shown()
    hint = dialog.minimumSizeHint()

    assert (hint.width() <= 1_000, hint.height() <= 700) == (True, True)


@pytest.fixture
def window(qtbot, tmp_path, monkeypatch, agreeing):
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path / "own"))
    path = tmp_path / "reads.annotator"
    services = new_services(path, user="Ann")
    services.importing.pasted("“Fares go up in May,” harbour master Lena Ovik said on Monday.")
    services.close()
    window = MainWindow(WindowState(), agreeing, user="Ann")
    qtbot.addWidget(window)
    window.show()
    window.project.open(path)
    yield window
    window.close()


def test_the_engine_chosen_in_the_window_reads_with_its_scope(qtbot, window):
    window.shell.actions.actions["engine"].trigger()
    dialog = window.findChild(PreferencesDialog)
    assert dialog.engines.engine.isVisible()
    qtbot.waitUntil(lambda: "rules" in enabled(dialog), timeout=60_000)
    choose(dialog, "rules")
    dialog.engines.scope.setCurrentIndex(1)
    dialog.reject()
    assert settings_store.load().settings.engine == "rules"
    window.shell.actions.actions["propose"].trigger()
    desk = window.session.desk
    qtbot.waitUntil(lambda: any(layer.engine for layer in desk.sheet.layers), timeout=60_000)
    (engine,) = [layer.engine for layer in desk.sheet.layers if layer.engine]
    assert (engine.name, engine.scope) == ("rules", Scope.SPEECH_AND_STANCE)


def test_an_engine_that_is_gone_is_one_sentence_and_nothing_changes(qtbot, window):
    window._on_settings_changed(window.settings.amended(engine="gone"))
    window.shell.actions.actions["propose"].trigger()

    qtbot.waitUntil(lambda: "no engine named “gone”" in window.banner.words, timeout=60_000)
    assert window.session.services.deciding.scored() == ()
