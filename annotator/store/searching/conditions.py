"""Filters as SQL: one condition for each part that asks for something."""

from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from annotator.domain.document import DocumentStatus
from annotator.domain.filter import ClaimFilter, DocumentFilter
from annotator.store.dialect import AMONG, Listed
from annotator.store.searching.matching import Sought

_AFTER: Final = "\uffff"
"""What stands behind every date that begins like the one before it."""


class Condition(NamedTuple):
    """A piece of SQL that is true or false of a line `l`, and the values for its marks.

    `one` asks the same of one line after the other: it lures SQLite to no index, and fetches
    nothing beforehand.
    """

    sql: str
    values: tuple[Any, ...] = ()
    one: str = ""

    @property
    def of_one(self) -> "Condition":
        """Return what is asked of one line after the other."""
        plain = f"+{self.sql}" if self.sql.startswith("l.") else self.sql
        return self._replace(sql=self.one or plain)


def of_claims(wanted: ClaimFilter) -> tuple[Condition, ...]:
    """Return what a filter asks of a `claim_line`, but for its words and `mine`."""
    return (
        *_of_parts(wanted),
        *_of_speakers(wanted),
        *(_inside("l.document_id", "document_line d", "d.id", p) for p in _of_lines(wanted, "d")),
        *_of_dates_said(wanted),
        *_of_people(wanted),
    )


def of_documents(wanted: DocumentFilter) -> tuple[Condition, ...]:
    """Return what a filter asks of a `document_line`, but for its words."""
    parts = list(_of_lines(wanted, "l"))
    if wanted.flagged:
        parts.append(Condition("l.id IN (SELECT id FROM document WHERE flagged)"))
    if wanted.statuses:
        alternatives = (STATUS_OF_DOCUMENT[status] for status in wanted.statuses)
        parts.append(Condition(f"({' OR '.join(alternatives)})"))
    parts += _of_readers(wanted)
    return tuple(parts)


def of_words(sought: Sought, key: str) -> Condition:
    """Return that a line's text or body is among those found."""
    inside = "NOT IN" if sought.complement else "IN"
    return Condition(f"l.{key} {inside} ({sought.found})", sought.values)


def among(column: str, values: Iterable[Any]) -> Condition:
    """Return that a column has one of these values, however many they are."""
    return Condition(f"{column} {AMONG}", (Listed(values),))


def _of_parts(wanted: ClaimFilter) -> Iterator[Condition]:
    for column, values in (
        ("l.status", wanted.statuses),
        ("l.kind", wanted.kinds),
        ("l.document_id", wanted.documents),
        ("l.user_id", wanted.annotators),
    ):
        if values:
            yield among(column, values)
    if wanted.tags:
        yield _inside("l.body_id", "body_tag t", "t.body_id", among("t.key", wanted.tags))
    if wanted.score_from is not None:
        yield Condition("l.score >= ?", (wanted.score_from,))
    if wanted.score_to is not None:
        yield Condition("l.score <= ?", (wanted.score_to,))


def _of_speakers(wanted: ClaimFilter) -> Iterator[Condition]:
    alternatives = []
    if wanted.speakers:
        ids = Listed(wanted.speakers)
        names = (
            f"SELECT name FROM speaker WHERE id {AMONG} UNION "  # noqa: S608 - a constant
            f"SELECT name FROM speaker_alias WHERE speaker_id {AMONG}"
        )
        alternatives.append(among("l.speaker_id", wanted.speakers))
        alternatives.append(Condition(f"l.speaker_name IN ({names})", (ids, ids)))
    if wanted.names:
        alternatives.append(among("l.speaker_name", wanted.names))
    if wanted.unnamed:
        alternatives.append(Condition("(l.speaker_id IS NULL AND l.speaker_name IS NULL)"))
    if alternatives:
        values = tuple(value for part in alternatives for value in part.values)
        one = " OR ".join(part.of_one.sql for part in alternatives)
        yield Condition(f"({' OR '.join(part.sql for part in alternatives)})", values, f"({one})")


def _of_lines(wanted: ClaimFilter | DocumentFilter, row: str) -> Iterator[Condition]:
    if wanted.outlets:
        yield among(f"{row}.outlet", wanted.outlets)
    if wanted.published_from or wanted.published_to:
        yield _dated(f"{row}.published", wanted.published_from, wanted.published_to)


def _of_readers(wanted: DocumentFilter) -> Iterator[Condition]:
    if wanted.assigned:
        theirs = among("a.user_id", wanted.assigned)
        living = theirs._replace(sql=f"NOT a.deleted AND {theirs.sql}")
        yield _inside("l.id", "assignment a", "a.document_id", living)
    if wanted.unassigned:
        yield Condition("l.id NOT IN (SELECT document_id FROM assignment WHERE NOT deleted)")


def _of_dates_said(wanted: ClaimFilter) -> Iterator[Condition]:
    if wanted.said_from or wanted.said_to:
        dated = _dated("f.value", wanted.said_from, wanted.said_to)
        said = dated._replace(sql=f"f.key = 'said_on' AND {dated.sql}")
        yield _inside("l.body_id", "body_field f", "f.body_id", said)


def _dated(column: str, first: str | None, last: str | None) -> Condition:
    return Condition(
        f"{column} >= ? AND {column} < ?", (first or "", f"{last}{_AFTER}" if last else _AFTER)
    )


def _inside(column: str, table: str, key: str, part: Condition) -> Condition:
    """Return that a line belongs to a row of another table of which a condition is true."""
    every = f"{column} IN (SELECT {key} FROM {table} WHERE {part.sql})"  # noqa: S608 - constants
    one = f"EXISTS (SELECT 1 FROM {table} WHERE {key} = {column} AND {part.sql})"  # noqa: S608
    return Condition(every, part.values, one)


def _of_people(wanted: ClaimFilter) -> Iterator[Condition]:
    if wanted.flagged:
        yield Condition("l.document_id IN (SELECT id FROM document WHERE flagged)")
    if wanted.commented:
        yield Condition("l.id IN (SELECT claim_id FROM comment WHERE NOT deleted)")


def _has(status: str) -> str:
    here = "SELECT 1 FROM claim_line c WHERE c.document_id = l.id AND c.status"
    return f"EXISTS ({here} = '{status}')"


_MARKED: Final = "SELECT 1 FROM document x WHERE x.id = l.id AND x."
_EXCLUDED: Final = f"EXISTS ({_MARKED}excluded IS NOT NULL)"
_SETTLED: Final = (
    f"(EXISTS (SELECT 1 FROM claim_line c WHERE c.document_id = l.id) "  # noqa: S608 - constants
    f"OR EXISTS ({_MARKED}no_claims))"
)
_EXCLUDED_ONES: Final = "SELECT id FROM document WHERE excluded IS NOT NULL"
_ALL_BUT_THOSE_WITH_LINES: Final = (
    "SELECT id FROM document_line EXCEPT SELECT document_id FROM claim_line"
)
_WITHOUT_CLAIMS: Final = "SELECT id FROM document WHERE no_claims"


def _statuses() -> Iterator[tuple[DocumentStatus, str]]:
    """Yield what makes each status, in the order in which `document_status` asks."""
    earlier = ""
    for status, test in (
        (DocumentStatus.EXCLUDED, _EXCLUDED),
        *((DocumentStatus(name), _has(name)) for name in ("returned", "proposed", "draft")),
        (DocumentStatus.SUBMITTED, _has("submitted")),
        (DocumentStatus.APPROVED, _SETTLED),
        (DocumentStatus.NEW, "TRUE"),
    ):
        yield status, f"({test}{earlier})"
        earlier += f" AND NOT {test}"


STATUS_OF_DOCUMENT: Final = dict(_statuses())
"""What is true of a document's line while the document has a status."""


def _have(status: str) -> str:
    return f"SELECT document_id FROM claim_line WHERE status = '{status}'"  # noqa: S608 - ours


def _documents() -> Iterator[tuple[DocumentStatus, str]]:
    """Yield which documents have each status: sets of ids that are read along indexes, merged."""
    marked = {DocumentStatus.EXCLUDED: _EXCLUDED_ONES}
    names = ("returned", "proposed", "draft", "submitted")
    without = ""
    for status, own in (marked | {DocumentStatus(name): _have(name) for name in names}).items():
        yield status, f"{own}{without}"
        without += f" EXCEPT {own}"
    settled = f"{_have('approved')} UNION {_have('rejected')} UNION {_WITHOUT_CLAIMS}"
    yield DocumentStatus.APPROVED, f"{settled}{without}"
    untouched = f"{_ALL_BUT_THOSE_WITH_LINES} EXCEPT {_WITHOUT_CLAIMS} EXCEPT {_EXCLUDED_ONES}"
    yield DocumentStatus.NEW, untouched


DOCUMENTS_OF_STATUS: Final = dict(_documents())
"""What gives the ids of the documents that have a status, to be put in order."""
