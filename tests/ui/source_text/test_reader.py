import pytest

from annotator.runtime.settings import Settings
from annotator.ui.source_text import reader as reading
from annotator.ui.source_text.reader import Reader
from annotator.ui.source_text.typography import Typography, typography
from annotator.ui.source_text.view import LongTextView, SourceTextView
from annotator.ui.theme import load_theme

SHORT, LONG = "A short text.", "A long text. " * 400


@pytest.fixture
def reader(qtbot, monkeypatch):
    monkeypatch.setattr(reading, "LONG", 1_000)
    reader = Reader(load_theme("light"))
    qtbot.addWidget(reader)
    reader.resize(700, 400)
    reader.show()
    return reader


def test_long_texts_are_shown_in_the_swift_view(reader):
    reader.show_text(SHORT)
    assert isinstance(reader.view, SourceTextView)

    reader.show_text(LONG)
    assert isinstance(reader.view, LongTextView)
    assert reader.view.text == LONG
    assert reader.views[0].text == ""


def test_zoom_and_focus_go_from_view_to_view(reader, qtbot):
    reader.show_text(SHORT)
    reader.view.setFocus()
    qtbot.waitUntil(reader.view.hasFocus)
    reader.view.zoom = 140

    reader.show_text(LONG)

    assert reader.view.zoom == 140
    assert reader.view.hasFocus()


def test_both_views_are_dressed_and_set_alike(reader):
    dark, wanted = load_theme("dark"), Typography(points=17, spacing=120)

    reader.set_theme(dark)
    reader.set_typography(wanted)

    for view in reader.views:
        assert view.ink().theme == dark
        assert view.font().pointSizeF() == 17


def test_the_settings_say_how_a_text_is_set():
    settings = Settings(text_points=20, text_width=90, text_spacing=200, text_family="Serif")

    assert typography(settings) == Typography("Serif", 20, 90, 200)


def test_a_long_text_is_broken_at_the_width_of_its_column(reader):
    reader.show_text(LONG)

    line = reader.view.document().firstBlock().layout().lineAt(0)

    assert line.width() < reader.view.viewport().width()
