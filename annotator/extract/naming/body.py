"""One organisation, group or outlet of a document."""

from bisect import bisect_right, insort
from dataclasses import dataclass, field


@dataclass(slots=True)
class Body:
    """An organisation, group or outlet of the document; `heads` are nouns that it goes by.

    `proper` tells whether it has a name with capitals; `places` are where it is named.
    """

    name: str
    lows: frozenset[str]
    proper: bool
    heads: set[str] = field(default_factory=set)
    places: list[int] = field(default_factory=list)
    surely: bool = True

    def note(self, at: int) -> None:
        """Add a place where it is meant."""
        insort(self.places, at)

    def last_before(self, at: int) -> int:
        """Return the last place before `at` where it is named; -1 for none."""
        index = bisect_right(self.places, at - 1)
        return self.places[index - 1] if index else -1
