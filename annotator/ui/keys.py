"""Where a key holds, which keys would clash, and which ones a person gave the acts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Final, NamedTuple

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence

from annotator.ui.actions import Act, Place

_SHIFTED: Final = dict(zip("`1234567890-=[]\\;',./", '~!@#$%^&*()_+{}|:"<>?', strict=True))
_ENTER: Final = {"Return": "Enter", "Ctrl+Return": "Ctrl+Enter", "Shift+Return": "Shift+Enter"}
DIGITS: Final = "digit_"
RETURN: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_RESERVED: Final = {
    "The digits set tags; give a tag its digit in the codebook.": frozenset("1234567890"),
    "This key moves the caret, or the choice in a list.": frozenset(
        f"{shift}{key}"
        for key in ("Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown")
        for shift in ("", "Shift+")
    ),
    "This key belongs to whatever has the keyboard.": frozenset(
        {"Tab", "Shift+Tab", "Backtab", "Esc", "Space", "Backspace", "Menu"}
    ),
    "This chord copies, cuts, pastes or selects wherever words are.": frozenset(
        {"Ctrl+C", "Ctrl+X", "Ctrl+V", "Ctrl+A"}
    ),
}


class Clash(StrEnum):
    """Why two acts cannot share a key."""

    SAME_PLACE = "both hold in the same place"
    INSIDE = "one holds everywhere, so also where the other does"


class Keymap(NamedTuple):
    """The acts with the keys that hold, and a sentence for each stored key that does not."""

    acts: tuple[Act, ...]
    problems: tuple[str, ...] = ()


def clashes(acts: Iterable[Act]) -> list[tuple[str, str, str, Clash]]:
    """Return each key that two acts want in one place, with both ids and the reason."""
    holders: dict[str, dict[str, tuple[Act, str]]] = defaultdict(dict)
    for act in acts:
        for key in act.keys:
            holders[pressed(key)].setdefault(act.id, (act, QKeySequence(key).toString()))
    return [
        (key, one.id, other.id, reason)
        for sharing in (tuple(found.values()) for found in holders.values())
        for at, (one, key) in enumerate(sharing)
        for other, _key in sharing[at + 1 :]
        if (reason := _reason(one.place, other.place)) is not None
    ]


def pressed(key: str) -> str:
    """Return the one name of a key press: `Shift+/` and `?` are the same."""
    name = QKeySequence(key).toString()
    head, plus, last = name.rpartition("+")
    symbol = _SHIFTED.get(last, last)
    if not plus or "Shift" not in head.split("+") or symbol not in _SHIFTED.values():
        return name
    return "+".join([*(part for part in head.split("+") if part != "Shift"), symbol])


def is_readable(key: str) -> bool:
    """Tell whether a text names one key, or one chord."""
    sequence = QKeySequence(key)
    return sequence.count() == 1 and bool(sequence.toString())


def why_no_key(key: str) -> str:
    """Return why no act may have a key, empty when one may."""
    reason = next((words for words, keys in _RESERVED.items() if pressed(key) in keys), "")
    if key.startswith("Alt+") and len(key) == len("Alt+X") and key[-1].isalpha():
        reason = "Alt and a letter open menus and go to fields."
    return _tr(reason) if reason else ""


def with_forms(key: str) -> tuple[str, ...]:
    """Return a key with its form on the number block, where it has one."""
    return (key, _ENTER[key]) if key in _ENTER else (key,)


def is_fixed(act: Act) -> bool:
    """Tell whether an act's key cannot be changed: the digits belong to the tags."""
    return act.id.startswith(DIGITS)


def keyed(acts: Sequence[Act], stored: Mapping[str, Sequence[str]]) -> Keymap:
    """Give the acts their stored keys; one that cannot be read or clashes falls back.

    Keys of acts that are not in the table, as those of another version, are passed over.
    """
    plain = {act.id: act for act in acts}
    now, problems = dict(plain), []
    for act_id, keys in stored.items():
        act = plain.get(act_id)
        if act is None or is_fixed(act):
            continue
        wrong = [key for key in keys if not is_readable(key)]
        if wrong:
            words = _tr("“{0}” cannot be read as a key: “{1}” has its own key again.")
            problems.append(words.format(wrong[0], words_of(act)))
        else:
            now[act_id] = replace(act, keys=tuple(keys))
    return _settled(plain, now, problems)


def _settled(plain: Mapping[str, Act], now: dict[str, Act], problems: list[str]) -> Keymap:
    """Take stored keys back until none clashes."""

    def changed(act_id: str) -> bool:
        return now[act_id] != plain[act_id]

    while found := [item for item in clashes(now.values()) if changed(item[1]) or changed(item[2])]:
        key, one, other, _reason = found[0]
        kept, fallen = (one, other) if changed(other) else (other, one)
        now[fallen] = plain[fallen]
        words = _tr("{0} is the key of “{1}” already: “{2}” has its own key again.")
        problems.append(words.format(shown(key), words_of(now[kept]), words_of(now[fallen])))
    return Keymap(tuple(now.values()), tuple(problems))


def changed_keys(acts: Iterable[Act], plain: Iterable[Act]) -> dict[str, tuple[str, ...]]:
    """Return the keys that differ from those the acts came with, by id."""
    own = {act.id: act.keys for act in plain}
    return {act.id: act.keys for act in acts if act.keys != own.get(act.id)}


def words_of(act: Act) -> str:
    """Return an act's words as they are read, without the letter of the menu or dots."""
    text = QCoreApplication.translate("Actions", act.text)
    return text.replace("&", "").removesuffix("…")


def shown(key: str) -> str:
    """Return a key as this system writes it, and Return as what keyboards have on it: Enter."""
    native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    return native.replace("Return", "Enter")


def _reason(one: Place, other: Place) -> Clash | None:
    if one is other:
        return Clash.SAME_PLACE
    return Clash.INSIDE if Place.WINDOW in {one, other} else None


def _tr(text: str) -> str:
    return QCoreApplication.translate("Keys", text)
