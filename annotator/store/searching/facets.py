"""How many claims and proposals a filter finds of each value."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from annotator.domain.filter import MOST_VALUES, ClaimFilter, FacetCount, Facets
from annotator.store.searching.claims import ClaimListing, asked_claims
from annotator.store.searching.conditions import Condition

_OF_DOCUMENT = "claim_line l JOIN document_line d ON d.id = l.document_id"
_OF_TAG = "claim_line l JOIN body_tag t ON t.body_id = l.body_id"
_NO_SPEAKER = {"speakers": (), "names": (), "unnamed": False}


class ClaimFacets:
    """Counts in one transaction, each as if its own part of the filter were left open."""

    def __init__(self, listing: ClaimListing, wanted: ClaimFilter) -> None:
        self._listing = listing
        self._wanted = wanted
        self._narrowed: dict[ClaimFilter, tuple[Condition, ...]] = {}

    def count(self, tags: Mapping[str, str], labels: Mapping[str, str]) -> Facets:
        """Return all counts; `tags` says as what a tag is read, `labels` what it is called.

        Raises:
            CancelledError: the person has asked to stop.
        """
        with self._listing.watched():
            return self._count(tags, labels)

    def with_absent(self, found: Facets, wanted: ClaimFilter, labels: Mapping[str, str]) -> Facets:
        """Return counts with each value that is asked for and not among them, as of none.

        Who is asked for by the id of somebody merged stands for whom that means now.
        """
        known = self._listing.speakers(wanted.speakers)
        heirs: dict[Any, int] = {known[own][0]: own for own in wanted.speakers if own in known}
        speakers = (
            item._replace(value=heirs[item.value])
            if item.value in heirs and item.value not in wanted.speakers
            else item
            for item in found.speakers
        )
        found = found._replace(speakers=tuple(speakers))
        names: Mapping[str, Mapping[Any, str]] = {
            "speakers": {None: "", **{own: name for own, (_now, name) in known.items()}},
            "tags": labels,
            "annotators": dict(self._listing.users()),
        }
        changes = {}
        for part in found._fields:
            counts: tuple[FacetCount, ...] = getattr(found, part)
            listed, called = {count.value for count in counts}, names.get(part, {})
            absent = (value for value in wanted.values(part) if value not in listed)
            added = (FacetCount(value, called.get(value, str(value)), 0) for value in absent)
            changes[part] = (*counts, *added)
        return found._replace(**changes)

    def _count(self, tags: Mapping[str, str], labels: Mapping[str, str]) -> Facets:
        users = dict(self._listing.users())
        read: Counter[str] = Counter()
        for key, number in self._counted("t.key", _OF_TAG, tags=()).items():
            read[tags.get(key, key)] += number
        return Facets(
            statuses=_sorted(self._counted("l.status", statuses=())),
            kinds=_sorted(self._counted("l.kind", kinds=())),
            speakers=self._speakers(),
            tags=_sorted(read, labels),
            outlets=_sorted(self._counted("d.outlet", _OF_DOCUMENT, outlets=())),
            annotators=_sorted(self._counted("l.user_id", annotators=(), mine=False), users),
        )

    def _counted(self, column: str, source: str = "", **left_open: Any) -> dict[Any, int]:
        rows = self._rows(column, source, left_open)
        return {value: number for value, number in rows if value is not None}

    def _rows(self, columns: str, source: str, left_open: Mapping[str, Any]) -> list[Any]:
        conditions = self._conditions(self._wanted.model_copy(update=left_open))
        counted = f"{columns}, count(*)"
        return list(self._listing.run(counted, conditions, source=source, group=columns).fetchall())

    def _conditions(self, wanted: ClaimFilter) -> tuple[Condition, ...]:
        if wanted not in self._narrowed:
            self._narrowed[wanted] = self._listing.narrowed(asked_claims(wanted))
        return self._narrowed[wanted]

    def _speakers(self) -> tuple[FacetCount, ...]:
        """Count registered speakers as whom they are now, with what is proposed in their names."""
        now = self._listing.speakers()
        bearers = self._listing.bearers()
        numbers: Counter[int | str | None] = Counter()
        for own, name, number in self._rows("l.speaker_id, l.speaker_name", "", _NO_SPEAKER):
            known = own if own is not None else bearers.get(name)
            numbers[name if known is None else now[known][0]] += number
        labels = dict(now.values())
        return _sorted(numbers, labels)


def _sorted(
    numbers: Mapping[Any, int], labels: Mapping[Any, str] | None = None
) -> tuple[FacetCount, ...]:
    counts: Iterable[FacetCount] = (
        FacetCount(value, (labels or {}).get(value, "" if value is None else str(value)), number)
        for value, number in numbers.items()
    )
    return tuple(sorted(counts, key=_place)[:MOST_VALUES])


def _place(item: FacetCount) -> tuple[int, str, str]:
    return -item.number, item.label, str(item.value)
