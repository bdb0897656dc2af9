"""Queries of the indexes of words on a server: what the lexemes find, held against the words.

A lexeme tells that a text has a word, nothing of where. So each query is two: one of lexemes, by
which the index finds what may match, and a test of the words in a row, left out where the first
says it all. A text with too many different words has no lexemes, and is always tested.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from math import log
from string import Template
from typing import Any, Final, NamedTuple

from annotator.domain.query import Query
from annotator.store.searching.clumps import Phrase, clumps
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
_BY_INDEX: Final = "SET LOCAL enable_seqscan = {}"
_SIZE: Final = Template("SELECT count(*), CAST(coalesce(sum(size), 0) AS bigint) FROM $index")
_COUNT: Final = Template("SELECT count(*) FROM $index WHERE $test")
_OFTEN: Final = Template(
    "(octet_length($column) - octet_length(replace($column, ?, ''))) / octet_length(?)"
)
_OFTEN_NEAR: Final = "coalesce(CAST(CAST(? AS jsonb) ->> CAST(rowid AS text) AS integer), 0)"
_RANK: Final = Template(
    "(SELECT CAST(? AS float8) * often * 2.2 / (often + 1.2 * (0.25 + 0.75 * size / ?)) "
    "FROM (SELECT $often AS often) AS counted)"
)
_LEAST: Final = 1e-6

Tested = tuple[str, tuple[Any, ...]]
"""A condition, and the values for its marks."""


class Near(NamedTuple):
    """Phrases that are to stand in one clump."""

    phrases: tuple[Phrase, ...]
    distance: int


class Words(NamedTuple):
    """What some words are: a query of lexemes, and a test of the words in some columns.

    The lexemes alone tell it all where `exact`; `shown` is what a text has of it then.
    """

    lexemes: str
    test: Callable[[Sequence[str]], Tested]
    exact: bool
    shown: tuple[Phrase | Near, ...] = ()


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
        columns = self._columns(column)
        for shown in words.shown:
            for rarity, (often, marks) in self._counted(shown, columns, number):
                ranks.append(_RANK.substitute(often=often))
                values += (rarity, average, *marks)
        found = f"{asked.found} ORDER BY {' + '.join(ranks)} DESC, rowid"
        return Sought(found, (*asked.values, *values))

    def _counted(
        self, shown: Phrase | Near, columns: Sequence[str], number: int
    ) -> Iterator[tuple[float, Tested]]:
        """Yield of each phrase how rare it is, and the SQL of how often a row has it."""
        if isinstance(shown, Phrase):
            row = in_a_row(shown.words)
            pattern = row.rstrip() if shown.prefix else row
            often = " + ".join(_OFTEN.substitute(column=column) for column in columns)
            yield self._rarity(shown, columns, number), (often, 2 * len(columns) * (pattern,))
            return
        counts = self._near(shown, columns)
        for place, phrase in enumerate(shown.phrases):
            often_near = json.dumps({own: found[place] for own, found in counts.items()})
            yield self._rarity(phrase, columns, number), (_OFTEN_NEAR, (often_near,))

    def _rarity(self, phrase: Phrase, columns: Sequence[str], number: int) -> float:
        test, values = self._condition(self._phrase(phrase.words, prefix=phrase.prefix), columns)
        counted = _COUNT.substitute(index=self._index, test=test)
        (texts,) = self._runner.execute(counted, values).fetchone()
        return max(log((number - texts + 0.5) / (texts + 0.5)), _LEAST)

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
        near = Near(tuple(chain.from_iterable(_phrases(part) for part in phrases)), distance)

        def test(columns: Sequence[str]) -> Tested:
            return "rowid = ANY(?)", (list(self._near(near, columns)),)

        return every._replace(test=test, exact=False, shown=(near,))

    def _near(self, near: Near, columns: Sequence[str]) -> dict[int, tuple[int, ...]]:
        """Return which rows have all phrases in a clump, and how often each."""
        parts = [self._phrase(phrase.words, prefix=phrase.prefix) for phrase in near.phrases]
        condition, values = self._condition(self._every(parts), columns)
        asked = _READ.substitute(index=self._index, columns=", ".join(columns), test=condition)
        counted = (
            (row[0], clumps([text.split() for text in row[1:]], near.phrases, near.distance))
            for row in self._runner.execute(asked, values)
        )
        return {own: counts for own, counts in counted if counts}

    def _either(self, parts: Sequence[Words]) -> Words:
        return _joined(parts, "|", " OR ") if len(parts) > 1 else parts[0]

    def _every(self, parts: Sequence[Words]) -> Words:
        return _joined(parts, "&", " AND ") if len(parts) > 1 else parts[0]

    def _less(self, wanted: Words, unwanted: Words) -> Words:
        lexemes = wanted.lexemes
        told = unwanted.exact and len(_COLUMNS[self._index]) == 1  # of which column, no lexeme says
        if told:
            lexemes = f"({lexemes} & !{unwanted.lexemes})"

        def test(columns: Sequence[str]) -> Tested:
            one, first = wanted.test(columns)
            other, last = unwanted.test(columns)
            return f"({one} AND NOT {other})", (*first, *last)

        return wanted._replace(lexemes=lexemes, test=test, exact=wanted.exact and told)

    def _known(self, words: Sequence[str], *, prefix: bool) -> Iterator[str]:
        if not words:
            return
        asked = [self._phrase((word,), prefix=prefix).lexemes for word in words]
        self._runner.execute(_BY_INDEX.format("off"))  # a scan looks good until nothing is found
        rows = self._runner.execute(_KNOWN.substitute(index=self._index), (asked,)).fetchall()
        self._runner.execute(_BY_INDEX.format("on"))
        yield from (words[number - 1] for (number,) in rows)


def _phrases(words: Words) -> Iterator[Phrase]:
    return (shown for shown in words.shown if isinstance(shown, Phrase))


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
