import pytest

from annotator.runtime.settings import Settings
from annotator.ui.dialogs.preferences_dialog import PreferencesDialog
from annotator.ui.dialogs.text_page import TextPage
from annotator.ui.theme import apply


@pytest.fixture
def page(qtbot):
    page = TextPage(Settings(text_width=60))
    qtbot.addWidget(page)
    page.show()
    return page


def test_what_is_set_is_shown_and_comes_back_unchanged(page):
    settings = Settings(text_width=60)

    assert page.columns.value() == 60
    assert page.amended(settings) == settings


def test_the_text_is_set_in_other_letters_sizes_and_widths(page):
    family = page.family.itemData(1)
    page.family.setCurrentIndex(1)
    page.points.setValue(18)
    page.columns.setValue(90)
    page.spacing.setValue(180)

    changed = page.amended(Settings())

    assert (changed.text_family, changed.text_points) == (family, 18)
    assert (changed.text_width, changed.text_spacing) == (90, 180)


def test_the_sample_is_set_as_chosen_at_once(page):
    before = page.sample.grab().toImage()

    page.points.setValue(20)

    assert round(page.sample.font().pointSizeF()) == 20
    assert page.sample.grab().toImage() != before


def test_the_sample_wears_the_theme_and_its_changes(qapp, page, qtbot):
    apply(qapp, "light")
    shown = TextPage(Settings())
    qtbot.addWidget(shown)

    dark = apply(qapp, "dark")

    assert shown.sample.ink().theme == dark


def test_letters_that_are_not_installed_here_stay_chosen(qtbot):
    page = TextPage(Settings(text_family="Nowhere Serif"))
    qtbot.addWidget(page)

    assert page.amended(Settings()).text_family == "Nowhere Serif"


def test_the_preferences_tell_at_once_how_the_text_is_to_be_set(qtbot):
    dialog = PreferencesDialog(Settings())
    qtbot.addWidget(dialog)

    with qtbot.waitSignal(dialog.wanted) as told:
        dialog.text.columns.setValue(100)

    assert told.args[0].text_width == 100
