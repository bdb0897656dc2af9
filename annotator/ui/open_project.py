"""Which project is open in the window, and who works on it."""

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from annotator.domain.errors import AnnotatorError, LockedError
from annotator.runtime.holders import writer_of
from annotator.runtime.paths import backups_dir, data_dir
from annotator.runtime.progress import Progress
from annotator.services.bootstrap import Services, new_services, open_services
from annotator.ui.dialogs.new_project_dialog import NewProjectDialog, ProjectWish
from annotator.ui.dialogs.user_dialog import UserDialog
from annotator.ui.event_bridge import EventBridge
from annotator.ui.failures import Offer, Tone
from annotator.ui.prompts import PROJECTS
from annotator.ui.server_address import Place, without_password
from annotator.ui.session import Session
from annotator.ui.shell import Shell
from annotator.ui.theme import undressed
from annotator.ui.watching import Watching
from annotator.ui.window_state import WindowState

_HINT_MS: Final = 6_000
_NAMED: Final = 3


class OpenProject(QObject):
    """Opens, makes and closes projects; one at a time.

    Signals:
        session_changed: another `Session` begins, or None where no project is open.
    """

    session_changed = Signal(object)

    def __init__(self, shell: Shell, state: WindowState, user: str | None) -> None:
        super().__init__(shell.window)
        self._shell = shell
        self._state = state
        self._user = user
        self._bridge: EventBridge | None = None
        self._watching: Watching | None = None
        self.session: Session | None = None

    @property
    def path(self) -> Path | None:
        """Return the file of the open project, or where it would lie if it were one."""
        return self.session.services.context.store.path if self.session else None

    @property
    def place(self) -> Place | None:
        """Return where the open project lies, as it is remembered."""
        if self.session is None:
            return None
        store = self.session.services.context.store
        return without_password(store.address) if store.is_shared else store.path

    def open(self, place: Path | str, *, arriving: bool = True) -> bool:
        """Open a project, a file or the URL of a database, in place of the one that is open.

        Return whether it could be. Without `arriving` it is left to call `arrive`.
        """
        return self.may_leave() and self._enter(partial(self._opened, place), arriving=arriving)

    def arrive(self) -> None:
        """Go where the person was in the open project; the window has to be in sight."""
        if self.session is not None:
            self.session.arrive(self._state)

    def offer(self, path: Path) -> None:
        """Ask of a project file that was dropped whether to open it, or to merge it into this."""
        session, here = self.session, self.path
        same = here is not None and here.resolve() == path.resolve()
        if session is None or here is None or same or not path.is_file():
            self.open(path)
            return
        words = self.tr("“{0}” is a project: open it in place of “{1}”, or merge it into it?")
        self._shell.banner.say(
            words.format(path.stem, here.stem),
            offer=Offer(self.tr("Open it"), partial(self.open, path)),
            second=Offer(self.tr("Merge…"), partial(session.merging.look, path)),
        )

    def choose(self) -> None:
        """Let a person open a project file."""
        path = self._shell.prompts.choose_file(self.tr("Open project"), PROJECTS)
        if path is not None:
            self.open(path)

    def new(self) -> None:
        """Let a person make a project."""
        folder = self.path.parent if self.path else Path.home()
        dialog = NewProjectDialog(folder, self._shell.prompts, self._shell.window)
        dialog.wanted.connect(self._on_new_wanted)
        dialog.open()

    def new_of(self, articles: Sequence[Path], text: str = "") -> None:
        """Let a person make a project of files, or of a text, that have no project yet."""
        folder = _beside(articles)
        name = articles[0].name if len(articles) == 1 and articles[0].is_dir() else ""
        dialog = NewProjectDialog(folder, self._shell.prompts, self._shell.window, name=name)
        dialog.promise(self._told(articles))
        dialog.wanted.connect(partial(self._on_new_of_wanted, tuple(articles), text))
        dialog.open()

    def open_sample(self) -> None:
        """Make the sample project, the first time, and open it."""
        folder = data_dir() / "demo"

        def work(progress: Progress) -> Path:
            from annotator.services.demonstrating import sample_project  # noqa: PLC0415 - heavy

            return sample_project(folder, progress)

        title = self.tr("Making the sample project")
        self._shell.jobs.long(title, work, self.open, self._shell.banner.report)

    def close(self) -> None:
        """Go back to the welcome page."""
        if not self.may_leave():
            return
        self.leave()
        self._state.keep_last(None)
        self.session_changed.emit(None)

    def switch_user(self) -> None:
        """Let a person say who works from now on."""
        if self.session is None:
            return
        services = self.session.services
        names = [user.name for user in services.querying.users()]
        dialog = UserDialog(names, services.context.user.name, self._shell.window)
        dialog.wanted.connect(self._on_user_wanted)
        dialog.open()

    def may_leave(self) -> bool:
        """Ask before work that goes on is stopped; return whether it may be."""
        question = self.tr("Work goes on. Stop it? What was done so far stays.")
        return not self._shell.jobs.busy or self._shell.prompts.confirm(question)

    def leave(self) -> None:
        """Close the open project, if any, and keep a copy of it where it is due."""
        services = self._stand_up()
        if services is None:
            return
        if self._watching is not None:
            self._watching.stop()
            self._watching.deleteLater()
            self._watching = None
        self._shell.jobs.drop()
        try:
            self._keep_copy(services)
        except AnnotatorError as error:
            self._shell.banner.report(error)
        finally:
            services.close()

    def _keep_copy(self, services: Services) -> None:
        if services.context.store.is_shared:
            return
        from annotator.services import keeping  # noqa: PLC0415 - not needed to start

        rescued = keeping.rescued(services.context, backups_dir())
        if rescued is None:
            path = services.context.store.path
            keeping.rolling_backup(path, backups_dir(), self._shell.settings().backups_kept)
            return
        words = self.tr("The project file was gone. What was in it was kept in {0}.")
        offer = Offer(self.tr("Open it"), partial(self.open, rescued))
        self._shell.banner.say(words.format(rescued), Tone.WARNING, offer)

    def _opened(self, place: Path | str, bridge: EventBridge) -> Services:
        """Open a project; for reading only where another program keeps it locked."""
        try:
            return open_services(place, user=self._user, publish=bridge.publish)
        except LockedError:
            return open_services(place, user=self._user, publish=bridge.publish, read_only=True)

    def _say_read_only(self, path: Path) -> None:
        if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
            words = self.tr("This project is open for reading only: nothing in it can be changed.")
            self._shell.banner.say(words, Tone.WARNING)
            return
        who = writer_of(path) or self.tr("its name is not known")
        words = self.tr(
            "Another program ({0}) is writing to this project: it is open for reading only."
        )
        offer = Offer(self.tr("Open it again"), partial(self.open, path))
        self._shell.banner.say(words.format(who), Tone.WARNING, offer)

    def _enter(self, opened: Callable[[EventBridge], Services], *, arriving: bool = True) -> bool:
        bridge = EventBridge(self)
        try:
            services = opened(bridge)
        except AnnotatorError as error:
            bridge.deleteLater()
            self._shell.banner.report(error)
            return False
        self._shell.banner.hide()
        self.leave()
        if self._bridge is not None:
            self._bridge.deleteLater()
        self._bridge = bridge
        self._watching = Watching(services, bridge, self)
        self._watching.lost.connect(self._on_lost)
        self._watching.found.connect(self._on_found)
        self._sit_down(services, bridge)
        self._state.keep_last(self.place)
        store = services.context.store
        if store.read_only and not store.is_shared:
            self._say_read_only(store.path)
        if arriving:
            self.arrive()
        return True

    def _sit_down(self, services: Services, bridge: EventBridge) -> None:
        with undressed():
            self.session = Session(services, bridge, self._shell)
            self.session.project.project_wanted.connect(self.open)
            self._shell.status.show_stored(services.context.store.trouble())
            self.session_changed.emit(self.session)

    def keep_place(self) -> None:
        """Write down where the person is and what is half typed."""
        if self.session is not None:
            self.session.keep_place(self._state)

    def _stand_up(self) -> Services | None:
        if self.session is not None:
            self.session.bench.settle()
        self.keep_place()
        session, self.session = self.session, None
        if session is None:
            return None
        session.close()
        return session.services

    def _on_lost(self, trouble: str) -> None:
        self._shell.status.show_stored(trouble)
        if self.session is not None and self.session.services.context.store.is_shared:
            self._shell.banner.say(trouble, Tone.BAD)
        elif self.session is not None:
            words = self.tr("{0} What was stored before can be saved as a copy.").format(trouble)
            offer = Offer(self.tr("Save a copy…"), self.session.project.save_copy)
            self._shell.banner.say(words, Tone.BAD, offer)

    def _on_found(self) -> None:
        self._shell.status.show_stored(None)
        shared = self.session is not None and self.session.services.context.store.is_shared
        back = self.tr("The server is back") if shared else self.tr("The project file is back")
        self._shell.banner.say(self.tr("{0}; every act is stored again.").format(back))

    def _told(self, articles: Sequence[Path]) -> str:
        if not articles:
            return self.tr("Make a project of the text that was dropped.")
        if len(articles) == 1:
            return self.tr("Make a project of “{0}”.").format(articles[0].name)
        words = self.tr("Make a project of these {0} files: {1}")
        names = ", ".join(path.name for path in articles[:_NAMED])
        return words.format(len(articles), names + (" …" if len(articles) > _NAMED else "."))

    def _on_new_of_wanted(self, articles: Sequence[Path], text: str, wish: ProjectWish) -> None:
        if not self._on_new_wanted(wish) or self.session is None:
            return
        if articles:
            self.session.project.import_paths(articles)
        else:
            self.session.project.take_text(text)

    def _on_new_wanted(self, wish: ProjectWish) -> bool:
        return self._enter(
            lambda bridge: new_services(
                wish.path, user=self._user, policy=wish.policy, publish=bridge.publish
            )
        )

    def _on_user_wanted(self, name: str) -> None:
        session, bridge = self.session, self._bridge
        if session is None or bridge is None or name == session.services.context.user.name:
            return
        try:
            services = session.services.as_user(name)
        except AnnotatorError as error:
            self._shell.banner.report(error)
            return
        self._stand_up()
        self._sit_down(services, bridge)
        self.arrive()
        self._shell.status.showMessage(self.tr("{0} works from now on.").format(name), _HINT_MS)


def _beside(articles: Sequence[Path]) -> Path:
    """Return the folder that files lie in, if a project can be written there, else home."""
    folder = articles[0].absolute().parent if articles else Path.home()
    return folder if os.access(folder, os.W_OK) else Path.home()
