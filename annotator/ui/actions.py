"""What the window can be told to do, as data; `acts` holds the table."""

from dataclasses import dataclass
from enum import Enum, StrEnum

from PySide6.QtGui import QAction


class Group(StrEnum):
    """What an act belongs to; the headings of the list of keys."""

    TEXT = "From the text"
    ITEM = "Claims and proposals"
    DOCUMENT = "Documents"
    REVIEW = "Review"
    ADJUDICATION = "Adjudication"
    SPEAKERS = "Speakers"
    VIEW = "View"
    EDIT = "Edit"
    PROJECT = "Project"
    HELP = "Help"


class Place(Enum):
    """Where an act's keys hold: anywhere, in the panes around the desk, or where one adjudicates.

    Keys of the panes never reach an act while somebody types into an editor.
    """

    WINDOW = "window"
    PANES = "panes"
    ADJUDICATION = "adjudication"


class Need(Enum):
    """What must be there for an act to be possible."""

    NOTHING = "nothing"
    PROJECT = "project"
    DOCUMENT = "document"
    ITEM = "item"
    WRITABLE = "writable"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Act:
    """One act: its words, its keys, and the method it calls.

    `slot` is `target.method`, called with `given`, and a checkable act's with its new state. The
    first of `keys` is the one shown; the others are its forms on other keyboards. One that `writes`
    changes the open project, which must then be open for more than reading.
    """

    id: str
    text: str
    tip: str
    slot: str
    group: Group
    keys: tuple[str, ...] = ()
    icon: str | None = None
    need: Need = Need.DOCUMENT
    place: Place = Place.PANES
    given: tuple[str | int, ...] = ()
    checkable: bool = False
    writes: bool = False
    role: QAction.MenuRole = QAction.MenuRole.NoRole

    @property
    def needs(self) -> frozenset[Need]:
        """Return all that must be there for it."""
        return frozenset({self.need, Need.WRITABLE} if self.writes else {self.need})
