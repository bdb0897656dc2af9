"""Claims and open proposals in lines: which, in which order, and what a line says."""

from collections.abc import Iterable, Mapping, Sequence
from string import Template
from typing import Any, Final

from annotator.domain.claim import ClaimKind
from annotator.domain.columns import LIST_JOINT
from annotator.domain.filter import ClaimFilter, ClaimLine, ClaimOrder, LineStatus, Where
from annotator.domain.query import parse
from annotator.domain.words import sorting_key
from annotator.store.searching.conditions import Condition, among, of_claims
from annotator.store.searching.listing import Listing, Sorted
from annotator.store.searching.walks import Asked, Walk, Walks

PAGE: Final = 128
_LONGEST: Final = 400
_STATUS: Final = {status.value: place for place, status in enumerate(LineStatus)}
_KINDS: Final = tuple(sorted(kind.value for kind in ClaimKind))
_BY_DOCUMENT: Final = Template("document_line d $join claim_line l ON l.document_id = d.id")
_WITH_DOCUMENT: Final = "claim_line l LEFT JOIN document_line d ON d.id = l.document_id"
_WITH_ALL: Final = f"{_WITH_DOCUMENT} LEFT JOIN user_account u ON u.id = l.user_id"
_SORTED_BY: Final[Mapping[ClaimOrder, str]] = {
    ClaimOrder.STATUS: "l.status",
    ClaimOrder.KIND: "l.kind",
    ClaimOrder.SCORE: "l.score",
    ClaimOrder.PUBLISHED: "d.published",
    ClaimOrder.OUTLET: "d.outlet",
    ClaimOrder.ANNOTATOR: "l.user_id",
    ClaimOrder.SPEAKER: "l.speaker_id",
}
_SPEAKERS: Final = "SELECT id, name, merged_into FROM speaker"
_BEARERS: Final = (
    "SELECT name, speaker_id FROM speaker_alias "
    "UNION ALL SELECT name, id FROM speaker WHERE NOT deleted"
)
_PROPOSED_NAMES: Final = (
    "WITH RECURSIVE s (v) AS ("
    "SELECT min(speaker_name) FROM claim_line WHERE speaker_name IS NOT NULL UNION ALL "
    "SELECT (SELECT min(speaker_name) FROM claim_line WHERE speaker_name > s.v) FROM s "
    "WHERE s.v IS NOT NULL) SELECT v FROM s"
)
"""Each found by one step along an index."""
_NOBODY: Final = Condition("l.speaker_id IS NULL AND l.speaker_name IS NULL")
_LINE: Final = Template(
    "l.id, l.document_id, d.title, d.outlet, d.published, l.start, "
    "(SELECT $words FROM "
    "(SELECT words FROM fragment WHERE body_id = l.body_id ORDER BY position) AS parts), "
    "l.kind, l.status, l.speaker_id, l.speaker_name, "
    "(SELECT $tags FROM "
    "(SELECT key FROM body_tag WHERE body_id = l.body_id ORDER BY key) AS tags), "
    "l.score, u.name, "
    "(SELECT count(*) FROM comment WHERE claim_id = l.id AND NOT deleted)"
)


class ClaimListing(Listing[ClaimOrder]):
    """Lines of claims in one transaction."""

    table, index, key = "claim_line", "body_index", "body_id"
    place = ("l.document_id", "l.start", "l.id")

    def walks(self, order: ClaimOrder, *, descending: bool) -> Walks:
        """Return the lines in an order; those of no speaker, score or date come last."""
        column = _SORTED_BY.get(order, "")
        match order:
            case ClaimOrder.SCORE:
                scored = Walk((Condition(f"{column} IS NOT NULL"),), (column, *self.place))
                return Walks([scored], [self._none(column)])
            case ClaimOrder.PUBLISHED | ClaimOrder.OUTLET:
                return self._by_document(column)
            case ClaimOrder.STATUS | ClaimOrder.KIND:
                values = _STATUS if order is ClaimOrder.STATUS else _KINDS
                return Walks(self._each(column, values, descending))
            case ClaimOrder.ANNOTATOR:
                users = sorted(self.users(), key=lambda user: sorting_key(user[1]))
                people = self._each(column, [user for user, _name in users], descending)
                return Walks(people, [self._none(column)])
            case ClaimOrder.SPEAKER:
                return Walks(self._by_speaker(descending), [Walk((_NOBODY,), self.place)])
        return Walks([Walk((), self.place)])

    def rows(self, conditions: Sequence[Condition], order: ClaimOrder) -> list[Sorted]:
        """Return some lines with what they are sorted by."""
        key = _SORTED_BY.get(order, "0")
        columns = f"l.id, {key}, l.document_id, l.start, l.id"
        if order is ClaimOrder.SPEAKER:
            return self._rows_by_speaker(columns, conditions)
        found = self.run(columns, conditions, source=_WITH_DOCUMENT).fetchall()
        read = self._reading(order)
        return [(row[0], read.get(row[1], row[1]), *row[2:]) for row in found] if read else found

    def lines(self, ids: Sequence[int]) -> tuple[ClaimLine, ...]:
        """Return these lines in this order, without those that are gone; at most a page."""
        wanted = among("l.id", ids[:PAGE])
        shown = _LINE.substitute(
            words=self._own.joined("words", " … "), tags=self._own.joined("key", LIST_JOINT)
        )
        rows = self.run(shown, [wanted], source=_WITH_ALL).fetchall()
        names = self.speakers({row[9] for row in rows if row[9] is not None})
        found = {row[0]: _line(row, names) for row in rows}
        return tuple(found[line] for line in ids[:PAGE] if line in found)

    def _reading(self, order: ClaimOrder) -> Mapping[Any, Any]:
        """Return what a stored key is sorted as, where that is something else."""
        match order:
            case ClaimOrder.STATUS:
                return _STATUS
            case ClaimOrder.ANNOTATOR:
                return {user: sorting_key(name) for user, name in self.users()}
        return {}

    def _rows_by_speaker(self, columns: str, conditions: Sequence[Condition]) -> list[Sorted]:
        keys = self._named()
        found = self.run(f"{columns}, l.speaker_name", conditions).fetchall()
        return [
            (row[0], keys[row[1]] if row[1] is not None else _proposed(row[5]), *row[2:5])
            for row in found
        ]

    def _named(self) -> dict[int, tuple[str, int, Any]]:
        """Return what registered speakers are sorted by: the name they go by now."""
        names = {own: name for own, (_last, name) in self.speakers().items()}
        return {own: (sorting_key(name), 0, own) for own, name in names.items()}

    def _by_document(self, column: str) -> Walks:
        order = (column, "d.id", "l.start", "l.id")
        source = _BY_DOCUMENT.substitute(join=self._own.ordered_join)
        known = Walk((Condition(f"{column} IS NOT NULL"),), order, source)
        unknown = Walk((Condition(f"{column} IS NULL"),), order[1:], source)
        return Walks([known], [unknown])

    def _by_speaker(self, descending: bool) -> Iterable[Walk]:
        """Yield the lines of one speaker after the other, claims before what is proposed."""
        keys = self._named()
        walks = [(key, Condition("l.speaker_id = ?", (own,))) for own, key in keys.items()]
        walks += [
            (_name_key(name), Condition("l.speaker_name = ?", (name,)))
            for (name,) in self._fetched(_PROPOSED_NAMES)
            if name is not None
        ]
        walks.sort(reverse=descending)
        return (Walk((condition,), self.place) for _key, condition in walks)

    def _each(self, column: str, values: Iterable[Any], descending: bool) -> list[Walk]:
        walks = [Walk((Condition(f"{column} = ?", (value,)),), self.place) for value in values]
        return walks[::-1] if descending else walks

    def _none(self, column: str) -> Walk:
        return Walk((Condition(f"{column} IS NULL"),), self.place)

    def users(self) -> list[tuple[int, str]]:
        """Return id and name of everybody who works here."""
        return self._fetched("SELECT id, name FROM user_account")

    def speakers(self, wanted: Iterable[int] | None = None) -> dict[int, tuple[int, str]]:
        """Return id and name of whom each of these speakers is now, or of all."""
        known: dict[int, tuple[str, int | None]] = {}
        ids = None if wanted is None else list(wanted)
        while ids is None or ids:
            some = Condition("TRUE") if ids is None else among("id", ids)
            rows = self._fetched(f"{_SPEAKERS} WHERE {some.sql}", *some.values)
            known |= {row[0]: (row[1], row[2]) for row in rows}
            ids = [row[2] for row in rows if row[2] is not None and row[2] not in known]
        return {own: _now(own, known) for own in known}

    def bearers(self) -> dict[str, int]:
        """Return who bears each name, as written; a name comes before another one's alias."""
        return {row[0]: row[1] for row in self._fetched(_BEARERS)}

    def _fetched(self, statement: str, *values: Any) -> list[Any]:
        return list(self._runner.execute(statement, values).fetchall())


def _name_key(name: str) -> tuple[str, int, Any]:
    """Return what a speaker who is only named is sorted by: after a registered one of the name."""
    return (sorting_key(name), 1, name)


def _proposed(name: str | None) -> tuple[str, int, Any] | None:
    return None if name is None else _name_key(name)


def asked_claims(wanted: ClaimFilter) -> Asked:
    """Return a filter made ready; `mine` and the tags below a tag were resolved before."""
    column = "content" if wanted.where is Where.CONTENT else None
    return Asked(of_claims(wanted), parse(wanted.words), column)


def _now(own: int, known: Mapping[int, tuple[str, int | None]]) -> tuple[int, str]:
    name, into = known[own]
    while into is not None and into in known:
        own = into
        name, into = known[own]
    return own, name


def _line(row: Any, names: Mapping[int, tuple[int, str]]) -> ClaimLine:
    speaker, name = names.get(row[9], (None, row[10]))
    return ClaimLine(
        id=row[0],
        document_id=row[1],
        title=row[2] or "",
        outlet=row[3],
        published=row[4],
        start=row[5],
        words=_shortened(row[6] or ""),
        kind=ClaimKind(row[7]),
        status=LineStatus(row[8]),
        speaker_id=speaker,
        speaker=name,
        tags=tuple(row[11].split(LIST_JOINT)) if row[11] else (),
        score=row[12],
        annotator=row[13],
        comments=row[14],
    )


def _shortened(words: str) -> str:
    line = " ".join(words[: 2 * _LONGEST].split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
