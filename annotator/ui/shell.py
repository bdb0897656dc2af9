"""What the window lends to the work done in it."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from annotator.runtime.settings import Settings
from annotator.services.standby import Standby
from annotator.ui.action_set import ActionSet
from annotator.ui.failures import Banner
from annotator.ui.jobs import JobRunner
from annotator.ui.prompts import Prompts
from annotator.ui.status_bar import StatusBar
from annotator.ui.theme import Theme


class Shell(NamedTuple):
    """The parts of the window that outlive any project."""

    window: QWidget
    actions: ActionSet
    banner: Banner
    jobs: JobRunner
    standby: Standby
    prompts: Prompts
    status: StatusBar
    settings: Callable[[], Settings]
    theme: Callable[[], Theme]
