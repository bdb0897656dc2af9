"""Names of an article that could be those of places."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from annotator.extract.page.calendar import has_month
from annotator.extract.page.placing import placing
from annotator.extract.prose.segmentation import Stretch
from annotator.extract.prose.vocabulary import vocabulary

_LETTER: Final = r"[^\W\d_]"
_REST: Final = rf"(?:{_LETTER}|‘|[’'-](?={_LETTER}{{2}})|-[ei](?= [^\W\d_a-z]))*(?!\w)"
CAP: Final = rf"[^\W\d_a-z]{_REST}"
_JOIN: Final = (
    r"(?:del?(?: l[ao]s?)?|d[aio]s?|al|el|l[ae]|of the)(?= [^\W\d_a-z])|(?:al|el|an|ar|as)-\w+"
)
_LANDMARK: Final = (
    r"(?:Bay|Bridge|Corner|Cove|Creek|Cross|Ferry|Gate|Harbour|Head|Hill|Island|Landing|Mill|Pass"
    r"|Peak|Point|Port|Rest|Town|Well)"
)
_OWNER: Final = rf"(?:[’']s(?= {_LANDMARK}\b))?"
_NAME: Final = re.compile(  # a capital comes first, which is sought quickly
    rf"[^\W\d_a-z](?<![\w’'-].){_REST}{_OWNER}(?: (?:{_JOIN}|{CAP})){{0,4}}"
)
_FEASTS: Final = frozenset(["easter", "christmas", "ramadan", "lent", "eid", "diwali", "hanukkah"])
_NO_PLACES: Final = (" Day", "-speaking", "-based", "-born", " Days", " Week", " Festival", " Cup")
_SHORT: Final = 4
_SHORTEST: Final = 2
_LONGEST: Final = 3
_KEPT: Final = 512


class PlaceName(NamedTuple):
    """A name where it stands, and whether it is the town of a court, a school or a council."""

    name: str
    start: int
    seat: bool = False

    @property
    def where(self) -> Stretch:
        """Return where it stands."""
        return Stretch(self.start, self.start + len(self.name))


def names_of_line(text: str, line: Stretch) -> Iterator[PlaceName]:
    """Yield the names of a line that could be places; the town of a court for the court."""
    for match in _NAME.finditer(text, *line):
        name = match.group()
        start = match.start()
        while name and _is_small(name.partition(" ")[0]):
            small, _, name = name.partition(" ")
            start += len(small) + 1
        if " " in name:
            yield from _of_words(name, start)
        elif len(name) > (_SHORT if name.isupper() else _SHORTEST) and not name.endswith(
            _NO_PLACES
        ):
            yield PlaceName(name, start)


def _of_words(name: str, start: int) -> Iterator[PlaceName]:
    """Yield the place that several words name: no building, nor a court that names no town."""
    words = name.split(" ")
    known = placing()
    if words[-1] == "Hall" and words[-2] in known.kinds:
        words.pop()
    last = words[-1]
    if last not in known.seats:
        if last not in known.built and not name.endswith(_NO_PLACES):
            yield PlaceName(name, start)
        return
    while words and words[-1] in known.kinds:
        words.pop()
    if 0 < len(words) <= _LONGEST:
        yield PlaceName(" ".join(words), start, seat=True)


@lru_cache(maxsize=_KEPT)
def _is_small(word: str) -> bool:
    known = vocabulary()
    low = word.lower()
    return low in known.determiners or low in known.prepositions


def is_time(key: str) -> bool:
    """Tell whether a name in small letters has a day, a month or a feast in it."""
    temporal = vocabulary().temporal
    words = key.replace("’s", "").replace("'s", "").split()
    return any(low in _FEASTS or low in temporal or has_month(low) for low in words)
