"""The columns of the table of claims, as data."""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from PySide6.QtCore import QCoreApplication

from annotator.domain.claim import Claim
from annotator.domain.codebook import Codebook
from annotator.domain.sheet import Sheet
from annotator.services.drafting import Item
from annotator.ui.claims.standing import standing
from annotator.ui.claims.words import QT_TRANSLATE_NOOP
from annotator.ui.scores import in_per_cent

_CHAIN: Final = " › "
_GAP: Final = " […] "
_EXCERPT: Final = 200


@dataclass(frozen=True)
class Page:
    """What is needed to put the items of one document in words."""

    sheet: Sheet
    codebook: Codebook

    @cached_property
    def _ends(self) -> list[int]:
        text = self.sheet.document.text
        return [at for at, char in enumerate(text) if char == "\n"]

    @cached_property
    def tags(self) -> Mapping[str, str]:
        """Return the labels of the tags by key."""
        return {tag.key: tag.label for tag in self.codebook.all_tags()}

    def line(self, offset: int) -> int:
        """Return the number of the line an offset stands in, from 1."""
        return bisect_right(self._ends, offset - 1) + 1

    def speaker(self, speaker: int | str | None) -> str | None:
        """Return the name of a speaker, registered or proposed."""
        return self.sheet.speaker_name(speaker) if isinstance(speaker, int) else speaker


class Column(NamedTuple):
    """A column: its heading, what it tells, its text, what it is sorted by; right if a number.

    One that is sorted `best_first` begins with the highest.
    """

    heading: str
    tip: str
    text: Callable[[Item, Page], str]
    rank: Callable[[Item, Page], int | float | str]
    number: bool = False
    best_first: bool = False

    @property
    def title(self) -> str:
        """Return the heading in the language of the interface."""
        return QCoreApplication.translate("Claims", self.heading)


def content(item: Item, page: Page) -> str:
    """Return the words of an item's content in one line."""
    text = page.sheet.document.text
    return _GAP.join(" ".join(span.of(text).split()) for span in item.body.content)


def chain(item: Item, page: Page) -> str:
    """Return the names of the source chain, the outermost first."""
    names = (page.speaker(link.speaker) for link in item.body.chain)
    return _CHAIN.join(name or "–" for name in names)


def tags(item: Item, page: Page) -> str:
    """Return the labels of the tags."""
    keys = item.body.tags if isinstance(item, Claim) else ()
    return ", ".join(page.tags.get(key, key) for key in keys)


def _speaker(item: Item, page: Page) -> str:
    last = item.body.chain[-1].speaker if item.body.chain else None
    return page.speaker(last) or ""


def score_of(item: Item) -> float | None:
    """Return a proposal's score, or that of the proposal a claim came from."""
    return item.score if isinstance(item, Claim) else item.body.score


def _score_text(item: Item, _page: Page) -> str:
    score = score_of(item)
    return "" if score is None else in_per_cent(score)


def _by_text(text: Callable[[Item, Page], str]) -> Callable[[Item, Page], str]:
    return lambda item, page: text(item, page).casefold()


COLUMNS: Final = (
    Column(
        QT_TRANSLATE_NOOP("Claims", "Line"),
        QT_TRANSLATE_NOOP("Claims", "Where the content begins"),
        lambda item, page: str(page.line(item.body.content[0].start)),
        lambda item, _page: item.body.content[0].start,
        number=True,
    ),
    Column(
        QT_TRANSLATE_NOOP("Claims", "Speaker"),
        QT_TRANSLATE_NOOP("Claims", "Who is said to have said it"),
        _speaker,
        _by_text(_speaker),
    ),
    Column(
        QT_TRANSLATE_NOOP("Claims", "Content"),
        QT_TRANSLATE_NOOP("Claims", "What is said"),
        content,
        _by_text(content),
    ),
    Column(
        QT_TRANSLATE_NOOP("Claims", "Kind"),
        QT_TRANSLATE_NOOP("Claims", "Whether it is quoted"),
        lambda item, _page: str(item.body.kind),
        lambda item, _page: str(item.body.kind),
    ),
    Column(
        QT_TRANSLATE_NOOP("Claims", "Tags"),
        QT_TRANSLATE_NOOP("Claims", "The tags it has"),
        tags,
        _by_text(tags),
    ),
    Column(
        QT_TRANSLATE_NOOP("Claims", "Status"),
        QT_TRANSLATE_NOOP("Claims", "How far it has come"),
        lambda item, _page: standing(item).text,
        lambda item, _page: standing(item).label,
    ),
    Column(
        QT_TRANSLATE_NOOP("Claims", "Score"),
        QT_TRANSLATE_NOOP("Claims", "How likely the proposal is right, as the engine expects"),
        _score_text,
        lambda item, _page: -1.0 if score_of(item) is None else score_of(item) or 0.0,
        number=True,
        best_first=True,
    ),
)
CONTENT: Final = 2
STATUS: Final = 5
SCORE: Final = 6
