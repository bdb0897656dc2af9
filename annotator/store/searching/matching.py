"""Queries of the index of words: a typed query in the spellings that some text has."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, product
from typing import Final, NamedTuple

from sqlalchemy import Connection

from annotator.domain.query import AllOf, AnyOf, Near, Query, Term, Without, terms_of
from annotator.domain.words import spellings

_MOST_PHRASES: Final = 64
_EXISTS: Final = "SELECT 1 FROM {0} WHERE {0} MATCH ? LIMIT 1"

Rows = tuple[tuple[str, ...], ...]
"""One term in its spellings, each of them words in a row."""


class Sought(NamedTuple):
    """An FTS5 query; wanted is all that does *not* match it where `complement`."""

    match: str
    complement: bool = False


class Matcher:
    """Makes FTS5 queries of one index, `text_index` or `body_index`, of one transaction."""

    def __init__(self, connection: Connection, index: str) -> None:
        self._connection = connection
        self._exists = _EXISTS.format(index)
        self._spelled = lru_cache(maxsize=None)(self._found)

    def sought(self, query: Query, column: str | None = None) -> Sought:
        """Return the FTS5 query for all that was typed, in one column or in any."""
        built = self._built(query)
        return built if column is None else built._replace(match=f"{{{column}}} : ({built.match})")

    def rows(self, term: Term) -> Rows:
        """Return a term in the spellings that the index has, as it was typed first."""
        *words, last = term.words
        forms = [self._spelled(word, prefix=False) for word in words]
        forms.append(self._spelled(last, prefix=term.prefix))
        return tuple(islice(product(*forms), _MOST_PHRASES))

    def shown(self, query: Query | None) -> Iterator[tuple[Rows, bool]]:
        """Yield each term that a text shows, in its spellings, and whether it is a beginning."""
        for term in terms_of(query):
            yield self.rows(term), term.prefix

    def _built(self, query: Query) -> Sought:
        match query:
            case Term():
                return Sought(_either(self._phrases(query)))
            case Near():
                return Sought(_either(self._near(query)))
            case AllOf():
                return _all_of([self._built(part) for part in query.parts])
            case AnyOf():
                return _any_of([self._built(part) for part in query.parts])
            case Without():
                built = self._built(query.part)
                return built._replace(complement=not built.complement)

    def _phrases(self, term: Term) -> list[str]:
        star = " *" if term.prefix else ""
        return [f'"{" ".join(row)}"{star}' for row in self.rows(term)]

    def _near(self, near: Near) -> list[str]:
        forms = product(*map(self._phrases, near.terms))
        return [f"NEAR({' '.join(row)}, {near.distance})" for row in islice(forms, _MOST_PHRASES)]

    def _found(self, word: str, *, prefix: bool) -> tuple[str, ...]:
        star = " *" if prefix else ""
        others = spellings(word)[1:]
        return (word, *(other for other in others if self._has(f'"{other}"{star}')))

    def _has(self, match: str) -> bool:
        return self._connection.exec_driver_sql(self._exists, (match,)).first() is not None


def _all_of(parts: Sequence[Sought]) -> Sought:
    wanted, unwanted = _parted(parts)
    if not wanted:
        return Sought(_either(unwanted), complement=True)
    return Sought(_less(_every(wanted), unwanted))


def _any_of(parts: Sequence[Sought]) -> Sought:
    wanted, unwanted = _parted(parts)
    if not unwanted:
        return Sought(_either(wanted))
    return Sought(_less(_every(unwanted), wanted), complement=True)


def _parted(parts: Sequence[Sought]) -> tuple[list[str], list[str]]:
    return (
        [part.match for part in parts if not part.complement],
        [part.match for part in parts if part.complement],
    )


def _less(wanted: str, unwanted: Sequence[str]) -> str:
    return f"({wanted} NOT {_either(unwanted)})" if unwanted else wanted


def _either(parts: Sequence[str]) -> str:
    return f"({' OR '.join(parts)})" if len(parts) > 1 else parts[0]


def _every(parts: Sequence[str]) -> str:
    return f"({' AND '.join(parts)})" if len(parts) > 1 else parts[0]
