"""The window: its menus and bars, and the page that is shown in it."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from annotator.domain.errors import AnnotatorError
from annotator.runtime import settings as settings_store
from annotator.runtime.settings import Settings
from annotator.services.standby import Standby
from annotator.ui import menus
from annotator.ui.action_set import ActionSet
from annotator.ui.actions import Need
from annotator.ui.acts import ACTS
from annotator.ui.claims.colours import theme_keeper
from annotator.ui.come_back import ComeBack
from annotator.ui.context_menu import give_menus
from annotator.ui.dialogs.new_project_dialog import SUFFIX
from annotator.ui.failures import Banner, Tone
from annotator.ui.focus_keeper import FocusKeeper, TextComes
from annotator.ui.help_acts import HelpActs
from annotator.ui.jobs import JobRunner
from annotator.ui.keys import keyed
from annotator.ui.open_project import OpenProject
from annotator.ui.open_server import ServerDoor
from annotator.ui.palette.making import palette_of
from annotator.ui.panes import enter
from annotator.ui.prompts import Prompts
from annotator.ui.reading import reading
from annotator.ui.recent import Known
from annotator.ui.recent_menu import RecentMenu
from annotator.ui.server_address import Place
from annotator.ui.session import Session
from annotator.ui.shell import Shell
from annotator.ui.status_bar import StatusBar
from annotator.ui.tag_names import TagNames
from annotator.ui.theme import Theme, ThemeName
from annotator.ui.welcome import Welcome
from annotator.ui.window_state import WindowState, take_room
from annotator.ui.workspace_switch import WorkspaceSwitch

if TYPE_CHECKING:
    from annotator.ui.dialogs.preferences_dialog import PreferencesDialog

WIDTH: Final = 1280
HEIGHT: Final = 800
_KEEP_EVERY_MS: Final = 3_000


class MainWindow(QMainWindow):
    """Holds the welcome page, or the bench of the open project.

    At first that is the `wanted` one, in which one has to `arrive` once the window is in sight.
    """

    def __init__(
        self,
        state: WindowState,
        ask: Callable[[QWidget], Prompts],
        *,
        user: str | None = None,
        wanted: Path | str | None = None,
    ) -> None:
        super().__init__()
        loaded = settings_store.load()
        self.settings = loaded.settings
        self._state = state
        self.banner = Banner(self._theme(), self)
        self.jobs = JobRunner(self)
        self.status = StatusBar(self)
        self.shell = Shell(
            window=self,
            actions=ActionSet(self),
            banner=self.banner,
            jobs=self.jobs,
            standby=Standby(),
            prompts=ask(self),
            status=self.status,
            settings=lambda: self.settings,
            theme=self._theme,
        )
        self.project = OpenProject(self.shell, state, user)
        self.server = ServerDoor(self.shell, self.project.open, user)
        self.commands = palette_of(self.shell, state, self.project, self.server)
        self.switch = WorkspaceSwitch(self.shell.actions.actions, self)
        self._pages = QStackedWidget(self)
        self._recent = RecentMenu(state, self)
        self._keeping = QTimer(self, interval=_KEEP_EVERY_MS)
        self._build()
        self._connect()
        self._problem = " ".join((loaded.problem, *self._give_keys())).strip()
        self._tell_problem()
        if wanted is None or not self.project.open(wanted, arriving=False):
            self._on_session_changed(None)

    @cached_property
    def welcome(self) -> Welcome:
        """Return the welcome page."""
        page = Welcome(self.shell.actions.actions, self)
        page.project_chosen.connect(self.server.open)
        page.forget_wanted.connect(self._on_forget_wanted)
        self._pages.addWidget(page)
        return page

    @property
    def session(self) -> Session | None:
        """Return the work on the open project."""
        return self.project.session

    def _build(self) -> None:
        self.setObjectName("mainWindow")
        self.setAcceptDrops(True)
        self.setStatusBar(self.status)
        actions = self.shell.actions
        menus.fill_menu_bar(self.menuBar(), actions.actions, self._recent)
        self.menuBar().setCornerWidget(self.switch)
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self._pages, 1)
        self.setCentralWidget(page)
        actions.bind(
            window=self,
            open=self.project,
            server=self.server,
            help=HelpActs(self, actions),
            palette=self.commands,
        )
        actions.check(f"theme_{theme_keeper().wish}")
        if not self._state.restore_geometry(self):
            take_room(self, QSize(WIDTH, HEIGHT))

    def _connect(self) -> None:
        FocusKeeper(self, self.go_home)
        self.shell.actions.refused.connect(self.banner.report)
        self.project.session_changed.connect(self._on_session_changed)
        ComeBack(self, self.jobs)
        self.status.user_clicked.connect(self.project.switch_user)
        self.status.work.cancel_wanted.connect(self.jobs.cancel)
        self.jobs.long_started.connect(self.status.work.begin)
        self.jobs.long_progressed.connect(self.status.work.go_on)
        self.jobs.long_ended.connect(self.status.work.end)
        self._recent.chosen.connect(self.server.open)
        self._keeping.timeout.connect(self.project.keep_place)
        theme_keeper().changed.connect(self._on_theme_changed)

    def preferences(self) -> None:
        """Let a person change the settings."""
        self._preferences().open()

    def engine(self) -> None:
        """Let a person choose who reads."""
        dialog = self._preferences()
        dialog.go_to_engines()
        dialog.open()

    def _preferences(self) -> "PreferencesDialog":
        from annotator.services.engines import engines  # noqa: PLC0415 - when asked
        from annotator.ui.dialogs.preferences_dialog import PreferencesDialog  # noqa: PLC0415 - as above

        prompts, standby = self.shell.prompts, self.shell.standby
        models = self.tr("Models (*.model);;All files (*)")
        title = self.tr("Model to read with")
        dialog = PreferencesDialog(
            self.settings, self, choose_model=lambda: prompts.choose_file(title, models)
        )
        dialog.wanted.connect(self._on_settings_changed)
        self.jobs.quick(lambda: standby.call(engines), dialog.show_engines, self.banner.report)
        return dialog

    def set_theme(self, name: ThemeName) -> None:
        """Dress the program in another theme, and keep it."""
        self._on_settings_changed(self.settings.amended(theme=name))

    def set_full_screen(self, wanted: bool) -> None:
        """Fill the screen, or leave it again."""
        if wanted:
            self.showFullScreen()
        else:
            self.showNormal()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        data = event.mimeData()
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self._take(paths, "" if data.hasUrls() else data.text())

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.project.may_leave():
            event.ignore()
            return
        self._keeping.stop()
        self._state.keep_geometry(self)
        self.project.leave()
        self.jobs.shut_down()
        self.shell.standby.close()
        self._state.write()
        super().closeEvent(event)

    def _take(self, paths: list[Path], text: str) -> None:
        projects = [path for path in paths if path.suffix == SUFFIX]
        if self.session is not None and len(projects) == 1 == len(paths):
            self.project.offer(projects[0])
            return
        articles = [path for path in paths if path.suffix != SUFFIX]
        if projects and not self.project.open(projects[0]):
            return
        if self.session is not None and articles:
            self.session.project.import_paths(articles)
        elif self.session is not None and text.strip():
            self.session.project.take_text(text)
        elif articles or text.strip():
            self.project.new_of(articles, text)
        elif not projects:
            self.banner.say(self.tr("Only files and text can be dropped here."), Tone.WARNING)
        elif len(projects) > 1:
            words = self.tr("One project is open at a time: {0} is, the others were left.")
            self.banner.say(words.format(projects[0].name))

    def go_home(self) -> None:
        """Give the keyboard to the work, or to the first way in."""
        if self.session is None:
            enter(self.welcome)
        else:
            self.session.bench.focus_pane()

    def _theme(self) -> Theme:
        return theme_keeper().current

    def _on_session_changed(self, session: Session | None) -> None:
        path = self.project.path
        self.setWindowTitle(path.stem if path else "")
        self.switch.setVisible(session is not None)
        if session is None:
            self._keeping.stop()
            self.shell.actions.allow({Need.NOTHING})
            self._show_recent()
            self._pages.setCurrentWidget(self.welcome)
        else:
            self._keeping.start()
            give_menus(session.bench, self.shell.actions.actions)
            TextComes(session.bench)
            TagNames(session.desk, self.shell.actions, session)
            self._pages.addWidget(session.bench)
            self._pages.setCurrentWidget(session.bench)
            self._tell_problem()
            self._problem = ""

    def _tell_problem(self) -> None:
        """Say what could not be taken from the settings, until a project is open."""
        if self._problem:
            self.banner.say(self._problem, Tone.WARNING)

    def _give_keys(self) -> tuple[str, ...]:
        """Let the acts have the keys of the settings; return what is wrong with those."""
        keymap = keyed(ACTS, self.settings.own_keys)
        self.shell.actions.give_keys(keymap.acts)
        return keymap.problems

    def _on_settings_changed(self, settings: Settings) -> None:
        try:
            settings_store.save(settings)
        except AnnotatorError as error:
            self.banner.report(error)
        reads_otherwise = reading(settings) != reading(self.settings)
        self.settings = settings
        self._give_keys()
        if reads_otherwise:
            self.shell.standby.renew()
        if reads_otherwise and self.session is not None:
            self.session.project.warm_up()
        if self.session is not None:
            self.session.bench.set_settings(settings)
        theme_keeper().apply(settings.theme)

    def _on_theme_changed(self, theme: Theme) -> None:
        self.banner.set_theme(theme)
        self.shell.actions.check(f"theme_{theme_keeper().wish}")
        if self.session is not None:
            self.session.bench.set_theme(theme)

    def _show_recent(self) -> None:
        state = self._state
        self.welcome.show_recent([Known(place, state.opened(place)) for place in state.recent])

    def _on_forget_wanted(self, place: Place) -> None:
        self._state.forget(place)
        self._show_recent()
        self.go_home()
