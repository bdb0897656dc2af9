from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QToolButton

from annotator.ui.actions import Need
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
    assert names == ["Annotate", "Review", "Speakers", "Explore", "Codebook"]


def test_without_a_project_the_buttons_do_nothing(qtbot, shell):
    shell.actions.allow({Need.NOTHING})
    switch = WorkspaceSwitch(shell.actions.actions)
    qtbot.addWidget(switch)

    assert not any(button.isEnabled() for button in switch.findChildren(QToolButton))
