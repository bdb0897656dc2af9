"""Whom a link of the chain may name: what the picker of speakers offers."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain.speaker import Speaker
from annotator.services.drafting import Candidate

Index = QModelIndex | QPersistentModelIndex
Candidates = Callable[[], tuple[Candidate, ...]]
Offered = Callable[[], tuple[Sequence[Candidate], Iterable[Speaker]]]
"""Who is offered: the candidates of a place, and the registry."""
DIGITS: Final = 9
_ROOT: Final = QModelIndex()


class Sort(Enum):
    """What choosing a row does."""

    KNOWN = auto()
    NOBODY = auto()
    NEW = auto()


@dataclass(frozen=True, slots=True)
class Choice:
    """A row: a speaker, nobody, or a name to register; `speaker` is an id once registered.

    `near` tells that the document names the speaker; `also` holds the other spellings.
    """

    name: str
    sort: Sort = Sort.KNOWN
    speaker: int | None = None
    near: bool = False
    also: tuple[str, ...] = ()

    def matches(self, wanted: str) -> bool:
        """Tell whether every word of `wanted` begins a word of the name or of a spelling."""
        return any(_has_words(folded(name), wanted) for name in (self.name, *self.also))

    def is_named(self, name: str) -> bool:
        """Tell whether it is called so, capitals and accents aside."""
        return folded(name) in {folded(item) for item in (self.name, *self.also)}


class SpeakerChoices(QAbstractListModel):
    """Lists the document's speakers first, then the registry, then a name to register."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._offered: Offered = _nobody
        self._sorted: tuple[Choice, ...] | None = ()
        self._shown: tuple[Choice, ...] = ()

    def offer(self, offered: Offered) -> None:
        """Offer candidates and the rest of the registry, asked for once somebody looks."""
        self._offered, self._sorted = offered, None

    @property
    def _all(self) -> tuple[Choice, ...]:
        if self._sorted is None:
            self._sorted = tuple(_choices(*self._offered()))
        return self._sorted

    def narrow(self, typed: str) -> None:
        """Show what fits the typed text, and the text itself as a new name; all for none."""
        wanted = folded(typed)
        rows = [item for item in self._all if item.matches(wanted)]
        if not wanted:
            rows.append(Choice("", Sort.NOBODY))
        elif not any(item.is_named(typed) for item in rows):
            rows.append(Choice(" ".join(typed.split()), Sort.NEW))
        self.beginResetModel()
        self._shown = tuple(rows)
        self.endResetModel()

    def at(self, row: int) -> Choice | None:
        """Return what stands in a row, or None beyond the last."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def named(self, name: str) -> Choice | None:
        """Return the known speaker called so, capitals and accents aside."""
        return next((item for item in self._all if item.is_named(name)), None)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        choice = self.at(index.row())
        if choice is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index.row(), choice)
        if role == Qt.ItemDataRole.ToolTipRole and choice.also:
            return ", ".join(choice.also)
        return None

    def _text(self, row: int, choice: Choice) -> str:
        match choice.sort:
            case Sort.NOBODY:
                return self.tr("     Nobody named")
            case Sort.NEW:
                return self.tr("+   Create “{0}”").format(choice.name)
            case Sort.KNOWN:
                digit = str(row + 1) if choice.near and row < DIGITS else "   "
                return f"{digit}   {choice.name}"


def folded(name: str) -> str:
    """Return a name without capitals, accents and doubled spaces, for comparing."""
    from anyascii import anyascii  # noqa: PLC0415  # its tables are read at first use only

    return " ".join(anyascii(name).casefold().split())


def _has_words(name: str, wanted: str) -> bool:
    words = name.replace("-", " ").split()
    return wanted in name or all(
        any(word.startswith(part) for word in words) for part in wanted.split()
    )


def _nobody() -> tuple[Sequence[Candidate], Iterable[Speaker]]:
    return (), ()


def _choices(candidates: Sequence[Candidate], registry: Iterable[Speaker]) -> Iterator[Choice]:
    known = {speaker.id: speaker for speaker in registry}
    offered: set[int | None] = set()
    for candidate in candidates:
        speaker = known.get(candidate.speaker or 0)
        also = speaker.body.aliases if speaker else ()
        offered.add(candidate.speaker)
        yield Choice(candidate.name, speaker=candidate.speaker, near=True, also=also)
    for speaker in sorted(known.values(), key=lambda item: folded(item.name)):
        if speaker.id not in offered and not speaker.removed:
            yield Choice(speaker.name, speaker=speaker.id, also=speaker.body.aliases)
