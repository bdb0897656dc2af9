"""Claims that may have to do with another one: found by its rarest words, told in full."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from math import log
from string import Template
from typing import Any, Final

from sqlalchemy import Connection

from annotator.domain.claim_link import Said
from annotator.domain.columns import LIST_JOINT
from annotator.domain.words import words_of
from annotator.store.dialect import AMONG, Listed
from annotator.store.merged import survivors_in
from annotator.store.searching.claims import ClaimListing
from annotator.store.searching.indexes import matcher_of
from annotator.store.searching.running import runner_of

_COMMON: Final = 1_500
"""A word that so many bodies have finds too much."""
_FEW_WORDS: Final = 3
_MOST_WORDS: Final = 12
_MOST_BODIES: Final = 400
_MOST: Final = 60
_LEAST_WEIGHT: Final = 0.1
_AROUND: Final = 300  # code points before and after the content
_LINES: Final = Template(
    "SELECT l.body_id, l.id, l.speaker_id FROM claim_line l JOIN layer a ON a.id = l.layer_id "
    "WHERE l.body_id $among AND l.id > 0 AND l.document_id <> ? AND a.kind = 'agreed'"
).substitute(among=AMONG)
_SAID: Final = Template(
    "SELECT l.id, l.document_id, "
    "(SELECT $words FROM "
    "(SELECT words FROM fragment WHERE body_id = l.body_id ORDER BY position) AS parts), "
    "d.title, d.outlet, d.published, "
    "(SELECT value FROM body_field WHERE body_id = l.body_id "
    "AND key $among ORDER BY key <> 'said_on', key LIMIT 1), "
    "(SELECT cue_words FROM link WHERE body_id = l.body_id ORDER BY position DESC LIMIT 1), "
    "l.speaker_id, l.speaker_name, "
    "(SELECT $tags FROM "
    "(SELECT key FROM body_tag WHERE body_id = l.body_id ORDER BY key) AS tags), "
    "substr(t.text, $first, $around), "
    'substr(t.text, 1 + (SELECT max("end") FROM fragment WHERE body_id = l.body_id), $after) '
    "FROM claim_line l LEFT JOIN document_line d ON d.id = l.document_id "
    "JOIN source_text t ON t.document_id = l.document_id "
    "WHERE l.id $among AND l.id > 0"
)
_AGREED_IDS: Final = (
    "SELECT l.id FROM claim_line l JOIN layer a ON a.id = l.layer_id "
    "WHERE l.id > 0 AND a.kind = 'agreed' ORDER BY l.document_id, l.start, l.id"
)

_NEWEST: Final = "SELECT coalesce(max(id), 0) FROM body"

Counts = dict[str, int]
"""In how many bodies each word was found to stand; kept from one claim to the next."""


class RelatedRepo:
    """Claims of the agreed layer, as they are held against each other, in one transaction."""

    def __init__(self, connection: Connection, counts: Counts | None = None) -> None:
        self._runner = runner_of(connection)
        self._matcher = matcher_of(self._runner, "body_index")
        self._counts: Counts = {} if counts is None else counts
        self._weights: dict[str, float] = {}
        self._listing = ClaimListing(connection)
        self._known = survivors_in(connection)
        self._bodies = connection.exec_driver_sql(_NEWEST).scalar_one()

    def claims(self) -> list[int]:
        """Return the ids of all claims, document by document."""
        return [row[0] for row in self._runner.execute(_AGREED_IDS)]

    def weight(self, word: str) -> float:
        """Return how much a folded word tells, by how rare it is; 0.1 at least."""
        if word not in self._weights:
            share = (1 + self._bodies) / (1 + self._count(word))
            self._weights[word] = max(_LEAST_WEIGHT, log(share))
        return self._weights[word]

    def said(self, ids: Iterable[int]) -> dict[int, Said]:
        """Return claims as they are held against others, by id, without those that are gone."""
        own = self._runner.own
        asked = _SAID.substitute(
            among=AMONG,
            words=own.joined("words", " … "),
            tags=own.joined("key", LIST_JOINT),
            first=own.greater("1", f"l.start + 1 - {_AROUND}"),
            around=own.less("l.start", str(_AROUND)),
            after=str(_AROUND),
        )
        keys = Listed(("said_on", *self._known.stored_as("said_on")))
        rows = self._runner.execute(asked, (keys, Listed(ids))).fetchall()
        names = self._listing.speakers({row[8] for row in rows if row[8] is not None})
        return {row[0]: self._told(row, names) for row in rows}

    def candidates(self, said: Said) -> tuple[int, ...]:
        """Return claims of other documents that share rare words, the most telling first.

        Those of the same speaker have places of their own among them.
        """
        weights = self._bodies_like(said)
        best = [body for body, _weight in weights.most_common(_MOST_BODIES)]
        rows = list(self._runner.execute(_LINES, (Listed(best), said.document_id)).fetchall())
        rows.sort(key=lambda row: (-weights[row[0]], row[0], row[1]))
        names = self._listing.speakers({row[2] for row in rows if row[2] is not None})
        own = [row[1] for row in rows if row[2] and names[row[2]][0] == said.speaker]
        return tuple(dict.fromkeys((*own[:_MOST], *(row[1] for row in rows[:_MOST]))))

    def _bodies_like(self, said: Said) -> "Counter[int]":
        words = sorted(dict.fromkeys(words_of(said.words)), key=self._count)
        telling = [word for word in words if 1 < self._count(word) <= _COMMON]
        found: Counter[int] = Counter()
        for word in telling[:_MOST_WORDS]:
            self._add(found, (word,), self.weight(word))
        if len(telling) < _FEW_WORDS:
            common = [word for word in words if self._count(word) > _COMMON]
            for pair in combinations((telling + common)[: _FEW_WORDS + 1], 2):
                self._add(found, pair, sum(map(self.weight, pair)))
        return found

    def _add(self, found: "Counter[int]", words: Sequence[str], weight: float) -> None:
        sought = self._matcher.holding(words, "content")
        first = f"{sought.found} ORDER BY rowid LIMIT ?"
        for (body,) in self._runner.execute(first, (*sought.values, _COMMON)):
            found[body] += weight  # type: ignore[assignment]  # weights, not counts

    def _count(self, word: str) -> int:
        if word not in self._counts:
            sought = self._matcher.holding((word,), "content")
            counted = f"SELECT count(*) FROM ({sought.found} LIMIT ?) AS hits"  # noqa: S608 - of ours
            row = self._runner.execute(counted, (*sought.values, _COMMON + 1)).fetchone()
            self._counts[word] = int(row[0])
        return self._counts[word]

    def _told(self, row: Sequence[Any], names: dict[int, tuple[int, str]]) -> Said:
        speaker, name = names.get(row[8], (None, row[9]))
        return Said(
            id=row[0],
            document_id=row[1],
            words=row[2] or "",
            title=row[3] or "",
            outlet=row[4],
            published=row[5],
            said_on=row[6],
            cue=row[7] or "",
            speaker=speaker,
            speaker_name=name,
            tags=tuple(self._known.read_tags(row[10].split(LIST_JOINT) if row[10] else ())),
            before=row[11],
            after=row[12],
        )
