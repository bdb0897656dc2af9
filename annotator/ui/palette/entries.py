"""What the palette offers, and where it takes it from."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication

from annotator.domain.speaker import Speaker
from annotator.ui.action_set import ActionSet
from annotator.ui.actions import Act
from annotator.ui.keys import shown, words_of
from annotator.ui.server_address import Place, is_there, name_of

PALETTE: Final = "palette"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to do or to go to.

    `more` is searched too, though not shown; `why_not` is a sentence where it cannot be done now.
    `on` is None where it is no matter of on and off.
    """

    id: str
    words: str
    told: str
    run: Callable[[], object]
    keys: tuple[str, ...] = ()
    more: str = ""
    why_not: str = ""
    icon: str | None = None
    on: bool | None = None


def of_acts(actions: ActionSet) -> tuple[Entry, ...]:
    """Return every act of the table but the one that opens the palette."""
    return tuple(_of_act(actions, act) for act in actions.acts if act.id != PALETTE)


def _of_act(actions: ActionSet, act: Act) -> Entry:
    action = actions.actions[act.id]
    return Entry(
        id=f"act:{act.id}",
        words=action.text().replace("&", "").removesuffix("…"),
        told=_tr(act.group.value),
        run=action.trigger,
        keys=tuple(dict.fromkeys(map(shown, act.keys))),
        more=f"{words_of(act)} {QCoreApplication.translate('Actions', act.tip)}",
        why_not=actions.why_not(act.id),
        icon=act.icon,
        on=action.isChecked() if act.checkable else None,
    )


def of_projects(places: Iterable[Place], go: Callable[[Place], object]) -> tuple[Entry, ...]:
    """Return the projects opened before that are still there."""
    told = _tr("Project")
    return tuple(
        Entry(
            id=f"project:{place}",
            words=name_of(place),
            told=told,
            run=partial(go, place),
            more=str(place),
            icon="server" if isinstance(place, str) else "folder",
        )
        for place in places
        if is_there(place)
    )


def of_documents(
    titles: Iterable[tuple[int, str]], go: Callable[[int], object]
) -> tuple[Entry, ...]:
    """Return documents, given with their ids and titles."""
    told = _tr("Document")
    return tuple(
        Entry(f"document:{number}", title, told, partial(go, number), icon="claim")
        for number, title in titles
    )


def of_speakers(speakers: Sequence[Speaker], go: Callable[[int], object]) -> tuple[Entry, ...]:
    """Return the speakers of the registry; their aliases are searched too."""
    told = _tr("Speaker")
    return tuple(
        Entry(
            id=f"speaker:{speaker.id}",
            words=speaker.body.name,
            told=told,
            run=partial(go, speaker.id),
            more=" ".join(speaker.body.aliases),
            icon="speaker",
        )
        for speaker in speakers
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Palette", text)
