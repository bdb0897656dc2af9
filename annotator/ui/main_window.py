"""The window: its menus and bars, and the project that is open in it."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from annotator.domain.errors import AnnotatorError, UsageError
from annotator.runtime import settings as settings_store
from annotator.runtime.paths import backups_dir, data_dir
from annotator.runtime.settings import Settings
from annotator.services import keeping
from annotator.services.bootstrap import Services, new_services, open_services
from annotator.ui import menus
from annotator.ui.action_set import ActionSet
from annotator.ui.actions import Need
from annotator.ui.dialogs.new_project_dialog import SUFFIX, NewProjectDialog, ProjectWish
from annotator.ui.dialogs.preferences_dialog import PreferencesDialog
from annotator.ui.dialogs.user_dialog import UserDialog
from annotator.ui.event_bridge import EventBridge
from annotator.ui.failures import Banner, Offer, Tone
from annotator.ui.help_acts import HelpActs
from annotator.ui.jobs import JobRunner
from annotator.ui.prompts import PROJECTS, Prompts
from annotator.ui.session import Session
from annotator.ui.shell import Shell
from annotator.ui.status_bar import StatusBar
from annotator.ui.theme import Theme, ThemeName, themes
from annotator.ui.welcome import Welcome
from annotator.ui.window_state import WindowState

WIDTH: Final = 1280
HEIGHT: Final = 800
_HINT_MS: Final = 6_000


class MainWindow(QMainWindow):
    """Holds the welcome page or one project at a time.

    Signals:
        project_opened: the path of the project that is open now.
    """

    project_opened = Signal(object)

    def __init__(
        self,
        state: WindowState,
        ask: Callable[[QWidget], Prompts],
        *,
        user: str | None = None,
    ) -> None:
        super().__init__()
        loaded = settings_store.load()
        self.settings = loaded.settings
        self._state = state
        self._user = user
        self.prompts = ask(self)
        self.session: Session | None = None
        self.actions_ = ActionSet(self)
        self.jobs = JobRunner(self)
        self.banner = Banner(self._theme(), self)
        self.status = StatusBar(self)
        self.welcome = Welcome(self.actions_.actions, self)
        self._shell = Shell(
            window=self,
            actions=self.actions_,
            banner=self.banner,
            jobs=self.jobs,
            prompts=self.prompts,
            status=self.status,
            settings=lambda: self.settings,
            theme=self._theme,
        )
        self._pages = QStackedWidget(self)
        self._recent = QMenu(self.tr("Open &recent"), self)
        self._build()
        self._connect()
        self._show_welcome()
        if loaded.problem:
            self.banner.say(loaded.problem, Tone.WARNING)

    def _build(self) -> None:
        self.setObjectName("mainWindow")
        self.setAcceptDrops(True)
        self.setStatusBar(self.status)
        menus.fill_menu_bar(self.menuBar(), self.actions_.actions, self._recent)
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self._pages, 1)
        self._pages.addWidget(self.welcome)
        self.setCentralWidget(page)
        self.actions_.bind(window=self, help=HelpActs(self))
        self.actions_.check(f"theme_{themes(_app()).wish}")
        if not self._state.restore_geometry(self):
            self.resize(WIDTH, HEIGHT)

    def _connect(self) -> None:
        self.welcome.project_chosen.connect(self.open_project)
        self.status.user_clicked.connect(self.switch_user)
        self.status.work.cancel_wanted.connect(self.jobs.cancel)
        self.jobs.long_started.connect(self.status.work.begin)
        self.jobs.long_progressed.connect(self.status.work.go_on)
        self.jobs.long_ended.connect(self.status.work.end)
        self._recent.aboutToShow.connect(self._on_recent_wanted)
        themes(_app()).changed.connect(self._on_theme_changed)

    def open_project(self, path: Path) -> bool:
        """Open a project file in place of the one that is open; return whether it could be."""
        bridge = EventBridge(self)
        try:
            services = open_services(path, user=self._user, publish=bridge.publish)
        except AnnotatorError as error:
            self.banner.report(error)
            return False
        self._enter(services, bridge)
        return True

    def new_project(self) -> None:
        """Let a person make a project."""
        dialog = NewProjectDialog(self._folder(), self.prompts, self)
        dialog.wanted.connect(self._on_new_project)
        dialog.open()

    def choose_project(self) -> None:
        """Let a person open a project file."""
        path = self.prompts.choose_file(self.tr("Open project"), PROJECTS)
        if path is not None:
            self.open_project(path)

    def open_sample(self) -> None:
        """Make the sample project, at the first time, and open it."""
        from annotator.services.demonstrating import sample_project  # noqa: PLC0415 - not at start

        folder = data_dir() / "demo"
        self.jobs.long(
            self.tr("Making the sample project"),
            lambda progress: sample_project(folder, progress),
            self.open_project,
            self.banner.report,
        )

    def close_project(self) -> None:
        """Go back to the welcome page."""
        self._leave()
        self._state.keep_last(None)
        self._show_welcome()

    def switch_user(self) -> None:
        """Let a person say who works from now on."""
        if self.session is None:
            return
        services = self.session.services
        names = [user.name for user in services.querying.users()]
        dialog = UserDialog(names, services.context.user.name, self)
        dialog.wanted.connect(self._on_user_chosen)
        dialog.open()

    def preferences(self) -> None:
        """Let a person change the settings."""
        dialog = PreferencesDialog(self.settings, self)
        dialog.wanted.connect(self._on_settings_changed)
        dialog.open()

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
        self._take(paths, "" if paths else data.text())

    def closeEvent(self, event: QCloseEvent) -> None:
        self._state.keep_geometry(self)
        self._leave()
        self.jobs.shut_down()
        self._state.write()
        super().closeEvent(event)

    def _take(self, paths: list[Path], text: str) -> None:
        projects = [path for path in paths if path.suffix == SUFFIX]
        if projects:
            self.open_project(projects[0])
        elif self.session is None:
            offer = Offer(self.tr("New project…"), self.new_project)
            self.banner.say(self.tr("Open or make a project first."), Tone.WARNING, offer)
        elif paths:
            self.session.project.import_paths(paths)
        elif text:
            self.session.project.take_text(text)
        else:
            self.banner.report(UsageError("Nothing that was dropped can be imported."))

    def _enter(self, services: Services, bridge: EventBridge) -> None:
        self._leave()
        self._bridge = bridge
        self._sit_down(services)
        path = services.context.store.path
        self._state.keep_last(path)
        self.setWindowTitle(f"{path.stem} — Annotator")
        self.project_opened.emit(path)

    def _sit_down(self, services: Services) -> None:
        session = Session(services, self._bridge, self._shell)
        self.session = session
        self._pages.addWidget(session.bench)
        self._pages.setCurrentWidget(session.bench)
        session.bench.go_to(self._state.place(services.context.store.path))

    def _stand_up(self) -> Services | None:
        session, self.session = self.session, None
        if session is None:
            return None
        self._state.keep_place(session.services.context.store.path, session.bench.place())
        session.close()
        return session.services

    def _leave(self) -> None:
        services = self._stand_up()
        if services is None:
            return
        self.jobs.shut_down()
        path = services.context.store.path
        services.close()
        self._bridge.deleteLater()
        try:
            keeping.rolling_backup(path, backups_dir(), self.settings.backups_kept)
        except AnnotatorError as error:
            self.banner.report(error)
        self.setWindowTitle("Annotator")

    def _show_welcome(self) -> None:
        self.setWindowTitle("Annotator")
        self.actions_.allow({Need.NOTHING})
        self.welcome.show_recent(self._state.recent)
        self._pages.setCurrentWidget(self.welcome)

    def _folder(self) -> Path:
        if self.session is not None:
            return self.session.services.context.store.path.parent
        return Path.home()

    def _theme(self) -> Theme:
        return themes(_app()).current

    def _on_new_project(self, wish: ProjectWish) -> None:
        bridge = EventBridge(self)
        try:
            services = new_services(
                wish.path, user=self._user, policy=wish.policy, publish=bridge.publish
            )
        except AnnotatorError as error:
            self.banner.report(error)
            return
        self._enter(services, bridge)

    def _on_user_chosen(self, name: str) -> None:
        if self.session is None or name == self.session.services.context.user.name:
            return
        try:
            services = self.session.services.as_user(name)
        except AnnotatorError as error:
            self.banner.report(error)
            return
        self._stand_up()
        self._sit_down(services)
        self.status.showMessage(self.tr("{0} works from now on.").format(name), _HINT_MS)

    def _on_settings_changed(self, settings: Settings) -> None:
        try:
            settings_store.save(settings)
        except AnnotatorError as error:
            self.banner.report(error)
        self.settings = settings
        themes(_app()).apply(settings.theme)

    def _on_theme_changed(self, theme: Theme) -> None:
        self.banner.set_theme(theme)
        self.actions_.check(f"theme_{themes(_app()).wish}")
        if self.session is not None:
            self.session.bench.set_theme(theme)

    def _on_recent_wanted(self) -> None:
        self._recent.clear()
        for path in self._state.recent:
            action = self._recent.addAction(f"{path.stem} — {path.parent}")
            action.setData(str(path))
            action.setEnabled(path.is_file())
            action.triggered.connect(lambda _on, path=path: self.open_project(path))
        self._recent.addSeparator()
        self._recent.addAction(self.tr("&Clear"), self._state.forget_recent)


def _app() -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise TypeError("the window needs a running application")
    return app
