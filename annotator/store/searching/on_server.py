"""Queries of the indexes of words on a server: what the lexemes find, held against the words.

A lexeme tells that a text has a word, nothing of where. So each query is two: one of lexemes, by
which the index finds what may match, and a test of the words in a row, left out where the first
says it all. A text with too many different words has no lexemes, and is always tested.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from math import log
from string import Template
from typing import Any, Final, NamedTuple

from annotator.domain.query import Query
from annotator.store.searching.clumps import Phrase, stand_together
from annotator.store.searching.matching import Matcher, Sought
from annotator.store.word_tables import LONGEST, in_a_row

_COLUMNS: Final = {"text_index": ("words",), "body_index": ("content", "others")}
_FOUND: Final = Template("SELECT rowid FROM $index WHERE $test")
_EXACT: Final = Template("(lexemes @@ CAST(? AS tsquery) OR (lexemes IS NULL AND $test))")
_ROUGH: Final = Template("((lexemes @@ CAST(? AS tsquery) OR lexemes IS NULL) AND $test)")
_READ: Final = Template("SELECT rowid, $columns FROM $index WHERE $test ORDER BY rowid")
_KNOWN: Final = Template(
    "SELECT n FROM unnest(CAST(? AS text[])) WITH ORDINALITY AS asked (q, n) "
    "WHERE EXISTS (SELECT 1 FROM $index WHERE lexemes @@ CAST(q AS tsquery)) "
    "OR EXISTS (SELECT 1 FROM $index WHERE lexemes IS NULL) ORDER BY n"
)
_SIZE: Final = Template("SELECT count(*), CAST(coalesce(sum(size), 0) AS bigint) FROM $index")
_COUNT: Final = Template("SELECT count(*) FROM $index WHERE $test")
_OFTEN: Final = Template(
    "(octet_length($column) - octet_length(replace($column, ?, ''))) / octet_length(?)"
)
_WEIGHT: Final = "CAST(? AS float8) * often * 2.2 / (often + 1.2 * (0.25 + 0.75 * size / ?))"
_LEAST: Final = 1e-6

Tested = tuple[str, tuple[Any, ...]]
"""A condition, and the values for its marks."""


class Words(NamedTuple):
    """What some words are: a query of lexemes, and a test of the words in some columns.

    The lexemes alone tell it all where `exact`; `shown` are the phrases that a text shows then.
    """

    lexemes: str
    test: Callable[[Sequence[str]], Tested]
    exact: bool
    shown: tuple[Phrase, ...] = ()


class ServerMatcher(Matcher[Words]):
    """Makes queries of the tables of words on a server."""

    def ranked(self, query: Query, column: str | None = None) -> Sought:
        """Return the query with the row ids that match best first, by BM25 as FTS5 has it."""
        words, _complement = self._built(query)
        asked = self._sought(words, column)
        number, total = self._runner.execute(_SIZE.substitute(index=self._index)).fetchone()
        average = total / number if number else 1.0
        ranks: list[str] = []
        values: list[Any] = []
        for phrase in dict.fromkeys(words.shown):
            sql, own = self._rank(phrase, self._columns(column), number, average)
            ranks.append(sql)
            values += own
        found = f"{asked.found} ORDER BY {' + '.join(ranks)} DESC, rowid"
        return Sought(found, (*asked.values, *values))

    def _rank(self, phrase: Phrase, columns: Sequence[str], number: int, average: float) -> Tested:
        """Return what a phrase adds to the rank of a row."""
        test, values = self._condition(self._phrase(phrase.words, prefix=phrase.prefix), columns)
        counted = _COUNT.substitute(index=self._index, test=test)
        (texts,) = self._runner.execute(counted, values).fetchone()
        often = " + ".join(_OFTEN.substitute(column=column) for column in columns)
        rarity = max(log((number - texts + 0.5) / (texts + 0.5)), _LEAST)
        row = in_a_row(phrase.words)
        pattern = row.rstrip() if phrase.prefix else row
        ranked = f"(SELECT {_WEIGHT} FROM (SELECT {often} AS often) AS counted)"  # noqa: S608
        return ranked, (rarity, average, *(2 * len(columns) * (pattern,)))

    def _columns(self, column: str | None) -> tuple[str, ...]:
        return _COLUMNS[self._index] if column is None else (column,)

    def _sought(self, match: Words, column: str | None) -> Sought:
        test, values = self._condition(match, self._columns(column))
        return Sought(_FOUND.substitute(index=self._index, test=test), values)

    def _condition(self, match: Words, columns: Sequence[str]) -> Tested:
        test, values = match.test(columns)
        exact = match.exact and len(columns) == len(_COLUMNS[self._index])
        template = _EXACT if exact else _ROUGH
        return template.substitute(test=test), (match.lexemes, *values)

    def _phrase(self, words: Sequence[str], *, prefix: bool = False) -> Words:
        row = in_a_row(words)
        pattern = f"%{row.rstrip() if prefix else row}%"

        def test(columns: Sequence[str]) -> Tested:
            either = " OR ".join(f"{column} LIKE ?" for column in columns)
            return f"({either})", len(columns) * (pattern,)

        short = all(len(word) <= LONGEST for word in words)
        lexemes = " & ".join(word[:LONGEST] for word in words) + (":*" if prefix else "")
        shown = (Phrase(tuple(words), prefix),)
        return Words(f"({lexemes})", test, short and len(words) == 1, shown)

    def _together(self, phrases: Sequence[Words], distance: int) -> Words:
        every = self._every(phrases)

        def test(columns: Sequence[str]) -> Tested:
            return "rowid = ANY(?)", (self._near(every, columns, distance),)

        return every._replace(test=test, exact=False)

    def _near(self, every: Words, columns: Sequence[str], distance: int) -> list[int]:
        condition, values = self._condition(every, columns)
        asked = _READ.substitute(index=self._index, columns=", ".join(columns), test=condition)
        return [
            row[0]
            for row in self._runner.execute(asked, values)
            if any(stand_together(text.split(), every.shown, distance) for text in row[1:])
        ]

    def _either(self, parts: Sequence[Words]) -> Words:
        return _joined(parts, "|", " OR ") if len(parts) > 1 else parts[0]

    def _every(self, parts: Sequence[Words]) -> Words:
        return _joined(parts, "&", " AND ") if len(parts) > 1 else parts[0]

    def _less(self, wanted: Words, unwanted: Words) -> Words:
        lexemes = wanted.lexemes
        if unwanted.exact:
            lexemes = f"({lexemes} & !{unwanted.lexemes})"

        def test(columns: Sequence[str]) -> Tested:
            one, first = wanted.test(columns)
            other, last = unwanted.test(columns)
            return f"({one} AND NOT {other})", (*first, *last)

        return wanted._replace(lexemes=lexemes, test=test, exact=wanted.exact and unwanted.exact)

    def _known(self, words: Sequence[str], *, prefix: bool) -> Iterator[str]:
        if words:
            asked = [self._phrase((word,), prefix=prefix).lexemes for word in words]
            rows = self._runner.execute(_KNOWN.substitute(index=self._index), (asked,))
            yield from (words[number - 1] for (number,) in rows)


def _joined(parts: Sequence[Words], sign: str, word: str) -> Words:
    def test(columns: Sequence[str]) -> Tested:
        tested = [part.test(columns) for part in parts]
        values = chain.from_iterable(values for _sql, values in tested)
        return f"({word.join(sql for sql, _values in tested)})", tuple(values)

    return Words(
        f"({f' {sign} '.join(part.lexemes for part in parts)})",
        test,
        all(part.exact for part in parts),
        tuple(chain.from_iterable(part.shown for part in parts)),
    )
