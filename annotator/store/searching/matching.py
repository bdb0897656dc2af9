"""Queries of the indexes of words: a typed query in the spellings that some text has."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, product
from typing import Final, Generic, NamedTuple, TypeVar

from annotator.domain.query import AllOf, AnyOf, Near, Query, Term, Without, terms_of
from annotator.domain.words import spellings
from annotator.store.searching.running import Runner

MOST_PHRASES: Final = 64

Rows = tuple[tuple[str, ...], ...]
"""One term in its spellings, each of them words in a row."""
Match = TypeVar("Match")
"""What some words are in the language of an index."""


class Sought(NamedTuple):
    """A query of an index, and the values for its marks.

    `found` are the row ids that match; wanted is all that does *not* match where `complement`.
    `ranked` says the same, the best first.
    """

    found: str
    values: tuple[object, ...]
    complement: bool = False


class Matcher(ABC, Generic[Match]):
    """Makes queries of one index, `text_index` or `body_index`, of one transaction."""

    def __init__(self, runner: Runner, index: str) -> None:
        self._runner = runner
        self._index = index
        self._spelled = lru_cache(maxsize=None)(self._found)

    def sought(self, query: Query, column: str | None = None) -> Sought:
        """Return the query for all that was typed, in one column or in any."""
        match, complement = self._built(query)
        return self._sought(match, column)._replace(complement=complement)

    def holding(self, words: Sequence[str], column: str) -> Sought:
        """Return the query for all of these folded words in one column, just as they are."""
        return self._sought(self._every([self._phrase((word,)) for word in words]), column)

    @abstractmethod
    def ranked(self, query: Query, column: str | None = None) -> Sought:
        """Return the query with the row ids that match best first, for what is no complement."""

    def rows(self, term: Term) -> Rows:
        """Return a term in the spellings that the index has, as it was typed first."""
        *words, last = term.words
        forms = [self._spelled(word, prefix=False) for word in words]
        forms.append(self._spelled(last, prefix=term.prefix))
        return tuple(islice(product(*forms), MOST_PHRASES))

    def shown(self, query: Query | None) -> Iterator[tuple[Rows, bool]]:
        """Yield each term that a text shows, in its spellings, and whether it is a beginning."""
        for term in terms_of(query):
            yield self.rows(term), term.prefix

    @abstractmethod
    def _sought(self, match: Match, column: str | None) -> Sought: ...

    @abstractmethod
    def _phrase(self, words: Sequence[str], *, prefix: bool = False) -> Match: ...

    @abstractmethod
    def _together(self, phrases: Sequence[Match], distance: int) -> Match: ...

    @abstractmethod
    def _either(self, parts: Sequence[Match]) -> Match: ...

    @abstractmethod
    def _every(self, parts: Sequence[Match]) -> Match: ...

    @abstractmethod
    def _less(self, wanted: Match, unwanted: Match) -> Match: ...

    @abstractmethod
    def _known(self, words: Sequence[str], *, prefix: bool) -> Iterator[str]:
        """Yield which of some words the index has, in their order."""

    def _built(self, query: Query) -> tuple[Match, bool]:
        """Return what matches, and whether all else is wanted."""
        match query:
            case Term():
                return self._either(self._phrases(query)), False
            case Near():
                forms = islice(product(*map(self._phrases, query.terms)), MOST_PHRASES)
                near = [self._together(row, query.distance) for row in forms]
                return self._either(near), False
            case AllOf():
                return self._all_of([self._built(part) for part in query.parts])
            case AnyOf():
                return self._any_of([self._built(part) for part in query.parts])
            case Without():
                match, complement = self._built(query.part)
                return match, not complement

    def _all_of(self, parts: Sequence[tuple[Match, bool]]) -> tuple[Match, bool]:
        wanted, unwanted = _parted(parts)
        if not wanted:
            return self._either(unwanted), True
        return self._without(self._every(wanted), unwanted), False

    def _any_of(self, parts: Sequence[tuple[Match, bool]]) -> tuple[Match, bool]:
        wanted, unwanted = _parted(parts)
        if not unwanted:
            return self._either(wanted), False
        return self._without(self._every(unwanted), wanted), True

    def _without(self, wanted: Match, unwanted: Sequence[Match]) -> Match:
        return self._less(wanted, self._either(unwanted)) if unwanted else wanted

    def _phrases(self, term: Term) -> list[Match]:
        return [self._phrase(row, prefix=term.prefix) for row in self.rows(term)]

    def _found(self, word: str, *, prefix: bool) -> tuple[str, ...]:
        return (word, *self._known(spellings(word)[1:], prefix=prefix))


class FtsMatcher(Matcher[str]):
    """Makes queries of SQLite's FTS5."""

    def ranked(self, query: Query, column: str | None = None) -> Sought:
        """Return the query with the row ids that match best first, for what is no complement."""
        sought = self.sought(query, column)
        return sought._replace(found=f"{sought.found} ORDER BY rank")

    def _sought(self, match: str, column: str | None) -> Sought:
        asked = match if column is None else f"{{{column}}} : ({match})"
        found = f"SELECT rowid FROM {self._index} WHERE {self._index} MATCH ?"  # noqa: S608 - names
        return Sought(found, (asked,))

    def _phrase(self, words: Sequence[str], *, prefix: bool = False) -> str:
        return f'"{" ".join(words)}"{" *" if prefix else ""}'

    def _together(self, phrases: Sequence[str], distance: int) -> str:
        return f"NEAR({' '.join(phrases)}, {distance})"

    def _either(self, parts: Sequence[str]) -> str:
        return f"({' OR '.join(parts)})" if len(parts) > 1 else parts[0]

    def _every(self, parts: Sequence[str]) -> str:
        return f"({' AND '.join(parts)})" if len(parts) > 1 else parts[0]

    def _less(self, wanted: str, unwanted: str) -> str:
        return f"({wanted} NOT {unwanted})"

    def _known(self, words: Sequence[str], *, prefix: bool) -> Iterator[str]:
        for word in words:
            sought = self._sought(self._phrase((word,), prefix=prefix), None)
            if self._runner.execute(f"{sought.found} LIMIT 1", sought.values).fetchone():
                yield word


def _parted(parts: Sequence[tuple[Match, bool]]) -> tuple[list[Match], list[Match]]:
    return (
        [match for match, complement in parts if not complement],
        [match for match, complement in parts if complement],
    )
