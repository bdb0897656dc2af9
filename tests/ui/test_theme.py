import pytest
from pydantic import ValidationError
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QComboBox, QMenu, QPushButton

from annotator.ui.icons import dress, icon
from annotator.ui.theme import THEME_NAMES, Theme, apply, load_theme, themes

THEMES = [load_theme("light"), load_theme("dark")]
OKABE_ITO = ("#56b4e9", "#e69f00", "#009e73", "#cc79a7", "#f0e442", "#0072b2", "#d55e00")
READABLE = 4.5
VISIBLE = 3.0


def _luminance(colour: str) -> float:
    parts = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _veiled(theme: Theme) -> str:
    mixed = (
        round(over * theme.veil + under * (1 - theme.veil))
        for over, under in zip(
            QColor(theme.base).getRgb()[:3], QColor(theme.text).getRgb()[:3], strict=True
        )
    )
    return QColor(*mixed).name()


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize(
    "ground",
    ["window", "base", "alternate", "button"],
)
@pytest.mark.parametrize("ink", ["text", "muted", "link", "good", "warning", "bad"])
def test_text_is_readable_on_every_ground(theme, ground, ink):
    assert _contrast(getattr(theme, ink), getattr(theme, ground)) >= READABLE


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize(
    ("ink", "ground"),
    [("on_selection", "selection"), ("on_accent", "accent"), ("text", "flash")],
)
def test_text_is_readable_on_what_stands_out(theme, ink, ground):
    assert _contrast(getattr(theme, ink), getattr(theme, ground)) >= READABLE


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_text_is_readable_on_every_speaker_and_their_edges_are_seen(theme):
    for colour in (*theme.speakers, theme.nobody):
        assert _contrast(theme.text, colour.fill) >= READABLE
        assert _contrast(theme.text, colour.strong) >= READABLE
        assert _contrast(colour.edge, colour.strong) >= VISIBLE
        assert _contrast(colour.edge, theme.base) >= VISIBLE


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_lines_and_boxes_are_seen_on_the_page_and_on_every_fill(theme):
    for line in (theme.cue, theme.source, theme.evidence, theme.accent):
        assert _contrast(line, theme.base) >= VISIBLE
        for colour in (*theme.speakers, theme.nobody):
            assert _contrast(line, colour.fill) >= VISIBLE


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_boilerplate_is_dimmed_and_still_readable(theme):
    assert READABLE <= _contrast(_veiled(theme), theme.base) < _contrast(theme.text, theme.base)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_speakers_have_the_hues_that_the_colour_blind_tell_apart(theme):
    hues = [QColor(colour).hslHue() for colour in OKABE_ITO]
    worn = [QColor(colour.edge).hslHue() for colour in theme.speakers[: len(OKABE_ITO)]]

    assert all(abs(one - other) <= 2 for one, other in zip(worn, hues, strict=True))


def test_speakers_beyond_the_last_colour_start_again():
    theme = THEMES[0]

    assert theme.speaker(len(theme.speakers)) == theme.speakers[0]
    assert theme.speaker(None) == theme.nobody


def test_a_colour_that_is_none_is_refused():
    with pytest.raises(ValidationError):
        THEMES[0].amended(text="reddish")


def test_an_unknown_theme_is_told(qapp):
    with pytest.raises(FileNotFoundError):
        load_theme("sepia")


@pytest.mark.parametrize("name", THEME_NAMES)
def test_applying_a_theme_dresses_the_application(qapp, name):
    theme = apply(qapp, name)

    assert qapp.palette().color(QPalette.ColorRole.Text).name() == theme.text
    assert themes(qapp).wish == name
    assert themes(qapp).current == theme


def test_a_change_of_theme_is_told_once(qapp, qtbot):
    apply(qapp, "light")

    with qtbot.waitSignal(themes(qapp).changed) as told:
        apply(qapp, "dark")

    assert told.args == [load_theme("dark")]


def test_the_desktop_is_followed_only_when_wished(qapp):
    apply(qapp, "dark")
    QGuiApplication.styleHints().colorSchemeChanged.emit(QGuiApplication.styleHints().colorScheme())
    assert themes(qapp).current.name == "dark"

    apply(qapp, "system")
    QGuiApplication.styleHints().colorSchemeChanged.emit(QGuiApplication.styleHints().colorScheme())
    assert themes(qapp).wish == "system"


def _colour_in(shown, mode=None) -> str:
    image = (shown.pixmap(32, 32, mode) if mode else shown.pixmap(32, 32)).toImage()
    solid = [
        image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    ]
    return solid[0].name()


def test_an_icon_is_drawn_in_the_colour_of_the_text(qapp):
    theme = apply(qapp, "dark")

    assert _colour_in(icon("accept")) == theme.text
    assert _colour_in(icon("accept"), icon("accept").Mode.Disabled) == theme.muted


def test_a_dressed_button_follows_the_theme(qapp, qtbot):
    apply(qapp, "light")
    button = QPushButton()
    qtbot.addWidget(button)
    dress(button, "accept")

    theme = apply(qapp, "dark")

    assert _colour_in(button.icon()) == theme.text


def test_an_icon_that_was_not_drawn_is_told(qapp):
    with pytest.raises(FileNotFoundError):
        icon("no such drawing")


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize("size", [9, 11, 14])
def test_a_list_that_drops_down_shows_all_its_rows(qapp, qtbot, size):
    apply(qapp, "light")
    box = QComboBox()
    qtbot.addWidget(box)
    font = box.font()
    font.setPointSize(size)
    box.setFont(font)
    box.addItems(["As the desktop", "Light", "Dark"])
    with qtbot.waitExposed(box):
        box.show()

    box.showPopup()

    assert box.view().viewport().height() >= 3 * box.view().sizeHintForRow(0)
    assert box.view().verticalScrollBar().maximum() == 0


def test_the_rules_are_laid_on_again_after_many_widgets_were_made(qapp):
    keeper = themes(qapp)
    keeper.apply("dark")
    rules = qapp.styleSheet()
    with keeper.undressed():
        assert not qapp.styleSheet()

    assert qapp.styleSheet() == rules


def test_the_rules_are_laid_on_again_when_making_widgets_fails(qapp):
    keeper = themes(qapp)
    keeper.apply("light")
    rules = qapp.styleSheet()

    with pytest.raises(ValueError, match="bad"), keeper.undressed():
        raise ValueError("bad")

    assert qapp.styleSheet() == rules


def test_a_menu_longer_than_the_screen_is_one_column_that_scrolls(qapp):
    apply(qapp, "light")
    menu = QMenu()
    acts = [menu.addAction(f"Act {number}") for number in range(120)]

    assert menu.sizeHint().height() > menu.screen().size().height()
    assert len({menu.actionGeometry(act).x() for act in acts}) == 1
