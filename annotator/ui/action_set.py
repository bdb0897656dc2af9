"""The table of acts as living actions that call whoever is at work."""

from collections.abc import Callable, Collection, Iterable

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

from annotator.domain.errors import AnnotatorError
from annotator.ui.actions import Act, Need, Place
from annotator.ui.acts import ACTS
from annotator.ui.icons import dress
from annotator.ui.keys import shown
from annotator.ui.reasons import why_not

_CONTEXTS = {
    Place.WINDOW: Qt.ShortcutContext.WindowShortcut,
    Place.PANES: Qt.ShortcutContext.WidgetWithChildrenShortcut,
    Place.ADJUDICATION: Qt.ShortcutContext.WidgetWithChildrenShortcut,
}


class ActionSet(QObject):
    """One action for every act of the table, in `actions` by id.

    Signals:
        refused: the `AnnotatorError` for which an act could not be done.
        keys_changed: some acts have other keys now.
    """

    refused = Signal(object)
    keys_changed = Signal()

    def __init__(self, window: QWidget, acts: Iterable[Act] = ACTS) -> None:
        super().__init__(window)
        self._acts = {act.id: act for act in acts}
        self._targets: dict[str, QObject] = {}
        self._met: Collection[Need] = frozenset(Need)
        self.actions = {act.id: self._made(act) for act in self._acts.values()}
        for act in self._acts.values():
            if act.place is Place.WINDOW:
                window.addAction(self.actions[act.id])
        for prefix in ("workspace_", "theme_"):
            self._group(prefix)

    @property
    def acts(self) -> tuple[Act, ...]:
        """Return the table with the keys as they stand."""
        return tuple(self._acts.values())

    def give_keys(self, acts: Iterable[Act]) -> None:
        """Let the acts have these keys from now on."""
        for act in acts:
            if act.keys != self._acts[act.id].keys:
                self._acts[act.id] = act
                self._show_keys(act)
        self.keys_changed.emit()

    def bind(self, **targets: QObject) -> None:
        """Say who does the acts whose slot starts with a name."""
        self._targets.update(targets)

    def unbind(self, *names: str) -> None:
        """Forget who did the acts of some names."""
        for name in names:
            self._targets.pop(name, None)

    def hold_in(self, *panes: QWidget, place: Place = Place.PANES) -> None:
        """Let the keys of a place hold in these widgets and all inside them."""
        mine = [self.actions[act.id] for act in self._acts.values() if act.place is place]
        for pane in panes:
            pane.addActions(mine)

    def allow(self, met: Collection[Need]) -> None:
        """Enable exactly the acts whose needs are met; the tip of any other says why not."""
        if met == self._met:
            return
        self._met = met
        for act in self._acts.values():
            action = self.actions[act.id]
            action.setEnabled(act.needs.issubset(met))
            action.setToolTip(self._tip(act, action))

    def why_not(self, act_id: str) -> str:
        """Return why an act cannot be done now, empty when it can."""
        if self.actions[act_id].isEnabled():
            return ""
        return why_not(self._acts[act_id].needs, self._met)

    def check(self, act_id: str, *, on: bool = True) -> None:
        """Show a checkable act as on or off, without doing it."""
        self.actions[act_id].setChecked(on)

    def name(self, act_id: str, label: str | None) -> None:
        """Let an act say what it would be done to; None gives it back its plain words."""
        plain = _translated(self._acts[act_id].text)
        self.actions[act_id].setText(f"{plain}: {label}" if label else plain)

    def _made(self, act: Act) -> QAction:
        action = QAction(_translated(act.text), self)
        action.setObjectName(act.id)
        self._show_keys(act, action)
        action.setShortcutContext(_CONTEXTS[act.place])
        action.setCheckable(act.checkable)
        action.setMenuRole(act.role)
        action.setStatusTip(_translated(act.tip))
        if act.icon:
            dress(action, act.icon)
        action.triggered.connect(self._on_triggered)
        return action

    def _show_keys(self, act: Act, action: QAction | None = None) -> None:
        action = action or self.actions[act.id]
        written = sorted(act.keys, key=lambda key: "Return" in key)  # a menu shows the first
        action.setShortcuts([QKeySequence(key) for key in written])
        action.setToolTip(self._tip(act, action))

    def _tip(self, act: Act, action: QAction) -> str:
        keys = f"  ({shown(act.keys[0])})" if act.keys else ""
        reason = "" if action.isEnabled() else f"\n{why_not(act.needs, self._met)}"
        return f"{_translated(act.tip)}{keys}{reason}"

    def _group(self, prefix: str) -> None:
        group = QActionGroup(self)
        for act_id, action in self.actions.items():
            if act_id.startswith(prefix):
                group.addAction(action)

    def _on_triggered(self, checked: bool) -> None:
        action = self.sender()
        if not isinstance(action, QAction):
            return
        act = self._acts[action.objectName()]
        slot = self.slot(act)
        if slot is not None:
            exclusive = action.actionGroup() is not None
            try:
                slot(*act.given, *((checked,) if act.checkable and not exclusive else ()))
            except AnnotatorError as error:
                self.refused.emit(error)

    def slot(self, act: Act) -> Callable[..., object] | None:
        """Return the method that does an act, None while nobody is there to do it."""
        target, method = act.slot.split(".")
        found = self._targets.get(target)
        return getattr(found, method) if found is not None else None


def _translated(text: str) -> str:
    return QCoreApplication.translate("Actions", text)
