"""Where words stand: found in folded text, told in the original's code points."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection

from annotator.domain.filter import ConcordanceLine, ConcordanceOrder, Hit
from annotator.domain.query import AllOf, AnyOf, Query, Term, Without
from annotator.domain.words import Folded, fold, words_of
from annotator.runtime.progress import Progress, Silent
from annotator.store.searching.claims import PAGE
from annotator.store.searching.conditions import among
from annotator.store.searching.indexes import matcher_of
from annotator.store.searching.matching import Matcher, Rows
from annotator.store.searching.running import runner_of

_LOT: Final = 100
_BESIDE: Final = 40
_LETTER: Final = "[0-9a-zəʃʧɣ]"
_GAP: Final = "[^0-9a-zəʃʧɣ]+"
_LINES: Final = re.compile(r"\s")
_TITLED: Final = (
    "SELECT t.document_id, l.title, t.text FROM source_text t "
    "JOIN document_line l ON l.id = t.document_id WHERE {}"
)


class _Source(NamedTuple):
    """Where texts come from: document, offset and words, of those whose `column` is among some."""

    column: str
    sql: str


_TEXTS: Final = _Source(
    "t.document_id",
    "SELECT t.document_id, 0, t.text FROM source_text t WHERE {} ORDER BY t.document_id",
)
_FRAGMENTS: Final = _Source(
    "l.id",
    "SELECT l.document_id, f.start, f.words FROM claim_line l "
    "JOIN fragment f ON f.body_id = l.body_id WHERE {} ORDER BY l.document_id, f.start, f.end",
)


class Found(NamedTuple):
    """A hit, and the folded words before and after it, for sorting."""

    hit: Hit
    left: str
    words: str
    right: str


class PlaceRepo:
    """Where words stand, in one transaction."""

    def __init__(self, connection: Connection, progress: Progress | None = None) -> None:
        self._runner = runner_of(connection)
        self._progress = progress or Silent()

    def in_texts(
        self, query: Query, documents: Sequence[int], order: ConcordanceOrder, most: int
    ) -> tuple[Hit, ...]:
        """Return the first hits in the texts of these documents, sorted.

        Raises:
            CancelledError: the person has asked to stop.
        """
        pattern = pattern_of(matcher_of(self._runner, "text_index"), query)
        return self._hits(pattern, _TEXTS, documents, order, most)

    def in_claims(
        self, query: Query, lines: Sequence[int], order: ConcordanceOrder, most: int
    ) -> tuple[Hit, ...]:
        """Return the first hits in what these claims and proposals say, sorted.

        Raises:
            CancelledError: the person has asked to stop.
        """
        pattern = pattern_of(matcher_of(self._runner, "body_index"), query)
        return self._hits(pattern, _FRAGMENTS, lines, order, most)

    def lines(self, hits: Sequence[Hit], width: int) -> tuple[ConcordanceLine, ...]:
        """Return these hits with so many code points around each; at most a page."""
        page = hits[:PAGE]
        wanted = among("t.document_id", {hit.document_id for hit in page})
        rows = self._runner.execute(_TITLED.format(wanted.sql), wanted.values)
        texts = {row[0]: (row[1], row[2]) for row in rows}
        return tuple(_line(hit, *texts[hit.document_id], width) for hit in page)

    def _hits(
        self,
        pattern: re.Pattern[str] | None,
        source: "_Source",
        ids: Sequence[int],
        order: ConcordanceOrder,
        most: int,
    ) -> tuple[Hit, ...]:
        if pattern is None:
            return ()
        texts = self._texts(source, ids)
        found = (item for text in texts for item in _found(pattern, *text))
        first = dict.fromkeys(islice(found, most))
        return tuple(item.hit for item in _sorted(first, order))

    def _texts(self, source: "_Source", ids: Sequence[int]) -> Iterator[tuple[int, int, str]]:
        for at in range(0, len(ids), _LOT):
            self._progress.step(at, len(ids), "")
            some = among(source.column, ids[at : at + _LOT])
            yield from self._runner.execute(source.sql.format(some.sql), some.values).fetchall()


Shows = Callable[[str], bool]
"""Whether a folded text has what is sought."""


def reader_of(matcher: Matcher[Any], query: Query) -> Shows | None:
    """Return what tells whether a folded text fits a query, None for words that are to be near."""
    match query:
        case Term():
            search = _pattern([*_forms(matcher.rows(query), query.prefix)]).search
            return lambda text: search(text) is not None
        case AllOf() | AnyOf():
            parts = [reader_of(matcher, part) for part in query.parts]
            known = [part for part in parts if part is not None]
            together = all if isinstance(query, AllOf) else any
            if len(known) < len(parts):
                return None
            return lambda text: together(part(text) for part in known)
        case Without():
            part = reader_of(matcher, query.part)
            return None if part is None else lambda text: not part(text)
    return None


def pattern_of(matcher: Matcher[Any], query: Query) -> re.Pattern[str] | None:
    """Return what finds the terms of a query in folded text, None where there is none to find."""
    shown = matcher.shown(query)
    terms = [term for rows, is_prefix in shown for term in _forms(rows, is_prefix)]
    return _pattern(terms) if terms else None


def _forms(rows: Rows, is_prefix: bool) -> Iterator[str]:
    for row in rows:
        yield _GAP.join(row) + (f"{_LETTER}*" if is_prefix else "")


def _pattern(terms: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted(terms, key=len, reverse=True)
    begun = (f"{term[0]}(?<!{_LETTER}{term[0]}){term[1:]}" for term in longest_first)
    return re.compile(f"(?:{'|'.join(begun)})(?!{_LETTER})")  # sre looks for first letters fast


def _found(pattern: re.Pattern[str], document_id: int, offset: int, text: str) -> Iterator[Found]:
    plain = fold(text)
    folded: Folded | None = None
    for match in pattern.finditer(plain):
        folded = folded or Folded(text)
        start, end = folded.span(*match.span())
        yield Found(
            Hit(document_id, offset + start, offset + end),
            plain[max(0, match.start() - _BESIDE) : match.start()],
            match[0],
            plain[match.end() : match.end() + _BESIDE],
        )


def _sorted(found: Iterable[Found], order: ConcordanceOrder) -> list[Found]:
    match order:
        case ConcordanceOrder.LEFT:
            return sorted(found, key=lambda item: words_of(item.left)[::-1])
        case ConcordanceOrder.WORDS:
            return sorted(found, key=lambda item: words_of(item.words))
        case ConcordanceOrder.RIGHT:
            return sorted(found, key=lambda item: words_of(item.right))
    return sorted(found, key=lambda item: item.hit)


def _line(hit: Hit, title: str, text: str, width: int) -> ConcordanceLine:
    left, right = text[max(0, hit.start - width) : hit.start], text[hit.end : hit.end + width]
    return ConcordanceLine(
        *hit,
        title=title,
        left=_on_one_line(left),
        words=_on_one_line(text[hit.start : hit.end]),
        right=_on_one_line(right),
    )


def _on_one_line(text: str) -> str:
    return _LINES.sub(" ", text)
