from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMainWindow, QToolButton

from annotator.ui.actions import Need
from annotator.ui.theme import apply, undressed
from annotator.ui.workspace_switch import WorkspaceSwitch
from annotator.ui.workspaces import Workspace


class Bench(QObject):
    """Remembers which workspaces were asked for."""

    def __init__(self):
        super().__init__()
        self.asked = []

    def show_workspace(self, number):
        self.asked.append(number)


def test_a_click_asks_for_each_workspace_in_order_and_marks_it(qtbot, shell):
    bench = Bench()
    shell.actions.bind(bench=bench)
    shell.actions.allow({Need.PROJECT})
    switch = WorkspaceSwitch(shell.actions.actions)
    qtbot.addWidget(switch)
    switch.show()
    buttons = switch.findChildren(QToolButton)

    for place, button in enumerate(buttons):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert [other.isChecked() for other in buttons].index(True) == place

    assert bench.asked == [*Workspace]
    names = [button.accessibleName() for button in buttons]
    assert names[:5] == ["Annotate", "Review", "Speakers", "Explore", "Codebook"]
    assert names[5:] == [workspace.name.capitalize() for workspace in [*Workspace][5:]]


def test_without_a_project_the_buttons_do_nothing(qtbot, shell):
    shell.actions.allow({Need.NOTHING})
    switch = WorkspaceSwitch(shell.actions.actions)
    qtbot.addWidget(switch)

    assert not any(button.isEnabled() for button in switch.findChildren(QToolButton))


def in_a_bar(qtbot, shell, width):
    window = QMainWindow()
    qtbot.addWidget(window)
    for title in ("&File", "&Edit", "&View", "&Annotate", "&Document", "&Review", "&Help"):
        window.menuBar().addMenu(title)
    switch = WorkspaceSwitch(shell.actions.actions, window)
    window.menuBar().setCornerWidget(switch)
    window.resize(width, 200)
    shell.actions.allow({Need.PROJECT})
    shell.actions.check("workspace_1")
    with qtbot.waitExposed(window):
        window.show()
    return window, switch.findChildren(QToolButton)


def with_words(buttons, style=None):
    bare = Qt.ToolButtonStyle.ToolButtonIconOnly
    return [
        button.accessibleName()
        for button in buttons
        if button.toolButtonStyle() == style or (style is None and button.toolButtonStyle() != bare)
    ]


def test_in_a_wide_window_every_workspace_has_its_words(qtbot, shell):
    _window, buttons = in_a_bar(qtbot, shell, 2_000)

    assert len(with_words(buttons)) == len(Workspace)


def test_the_icons_give_way_before_the_words(qtbot, shell):
    window, buttons = in_a_bar(qtbot, shell, 2_000)
    full = window.menuBar().cornerWidget().sizeHint().width()
    window.resize(2_000, 200)
    menus = sum(window.menuBar().actionGeometry(it).width() for it in window.menuBar().actions())
    window.resize(full + menus - 20, 200)

    qtbot.waitUntil(
        lambda: len(with_words(buttons, Qt.ToolButtonStyle.ToolButtonTextOnly)) == len(Workspace)
    )


def test_in_a_narrow_window_only_the_workspace_in_force_has_its_words(qtbot, shell):
    window, buttons = in_a_bar(qtbot, shell, 900)
    assert with_words(buttons) == ["Annotate"]
    assert all(button.toolTip() for button in buttons)

    shell.actions.check("workspace_4")
    assert with_words(buttons) == ["Explore"]
    window.resize(2_000, 200)
    qtbot.waitUntil(lambda: len(with_words(buttons)) == len(Workspace))


def test_no_menu_gives_way_to_the_workspaces_at_the_least_width(qtbot, shell):
    window, _buttons = in_a_bar(qtbot, shell, 1_280)
    bar, switch = window.menuBar(), window.menuBar().cornerWidget()

    assert switch.geometry().right() <= bar.rect().right()
    assert not any(bar.actionGeometry(action).isEmpty() for action in bar.actions())


def test_rules_that_make_the_words_wider_take_no_menu_away(qtbot, qapp, shell):
    apply(qapp, "light")
    window, buttons = in_a_bar(qtbot, shell, 1_280)
    with undressed():
        shell.actions.check("workspace_4")
    bar = window.menuBar()

    qtbot.waitUntil(lambda: all(it.width() >= it.sizeHint().width() for it in buttons))
    last = bar.actionGeometry(bar.actions()[-1])
    assert not last.isEmpty()
    assert last.right() <= bar.cornerWidget().x()


def test_the_buttons_are_as_high_as_they_need_though_they_were_lower_once(qtbot, shell):
    window, (button, *_others) = in_a_bar(qtbot, shell, 1400)
    switch = button.parentWidget()
    switch.resize(switch.width(), switch.height() - 6)

    window.resize(1300, 200)

    qtbot.waitUntil(lambda: switch.height() == switch.sizeHint().height())
