"""The indexes of words: of what documents say, and of what claims and proposals say.

Both are folded by `domain.words.fold`; with another folding they have to be built anew. Texts and
bodies never change, so rows are only ever added, in the transaction that stores what they are of.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import Connection, text

from annotator.domain.filter import ClaimFilter
from annotator.domain.query import half_typed, parse
from annotator.domain.words import fold
from annotator.runtime.progress import Progress
from annotator.store import word_tables
from annotator.store.dialect import POSTGRESQL, dialect_of
from annotator.store.rows import FEW, stream
from annotator.store.searching.claims import ClaimListing
from annotator.store.searching.documents import DocumentListing
from annotator.store.searching.facets import ClaimFacets
from annotator.store.searching.indexes import matcher_of
from annotator.store.searching.places import PlaceRepo
from annotator.store.searching.related import Counts, RelatedRepo
from annotator.store.searching.running import runner_of

_ROWS: Final = 500
_TEXT: Final = "INSERT INTO text_index (rowid, words) VALUES (?, ?)"
_BODY: Final = "INSERT INTO body_index (rowid, content, others) VALUES (?, ?, ?)"
_NAMED: Final = (
    "SELECT d.id FROM document d LEFT JOIN document_line t ON t.id = d.id "
    "WHERE d.uid = :name OR d.origin = :name OR t.title = :name "
    "OR substr(d.origin, length(d.origin) - length(:file) + 1) = :file ORDER BY d.id"
)
_LAST_BODY: Final = "SELECT coalesce(max(id), 0) FROM body"
_SAID: Final = (
    "SELECT body_id, 0, words FROM fragment WHERE body_id BETWEEN :low AND :high "
    "UNION ALL SELECT body_id, 1, source_words FROM link WHERE body_id BETWEEN :low AND :high "
    "UNION ALL SELECT body_id, 1, cue_words FROM link WHERE body_id BETWEEN :low AND :high "
    "UNION ALL SELECT body_id, 1, speaker_name FROM link WHERE body_id BETWEEN :low AND :high "
    "UNION ALL SELECT f.body_id, 1, f.value FROM body_field f JOIN body b ON b.id = f.body_id "
    "WHERE f.body_id BETWEEN :low AND :high AND b.kind IS NOT NULL"
)

Words = Iterable[tuple[int, str | None]]
"""Words of bodies, each with the id of its body."""


class SearchRepo:
    """The indexes of words of one open transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def index(self, document_id: int, words: str) -> None:
        """Add a document's text to the index."""
        self.index_many([(document_id, words)])

    def index_many(self, texts: Sequence[tuple[int, str]]) -> None:
        """Add the texts of documents to the index, each with the id of its document."""
        _add_texts(self._connection, texts)

    def claim_lists(self, progress: Progress | None = None) -> ClaimListing:
        """Return the lines of claims and proposals."""
        return ClaimListing(self._connection, progress)

    def document_lists(self, progress: Progress | None = None) -> DocumentListing:
        """Return the lines of documents."""
        return DocumentListing(self._connection, progress)

    def claim_facets(self, wanted: ClaimFilter, progress: Progress | None = None) -> ClaimFacets:
        """Return what counts the claims wanted by their values."""
        return ClaimFacets(self.claim_lists(progress), wanted)

    def places(self, progress: Progress | None = None) -> PlaceRepo:
        """Return where words stand."""
        return PlaceRepo(self._connection, progress)

    def related(self, counts: Counts | None = None) -> RelatedRepo:
        """Return claims as they are held against each other; `counts` is kept up to date."""
        return RelatedRepo(self._connection, counts)

    def documents_named(self, name: str) -> tuple[int, ...]:
        """Return the documents with this lasting id, origin, name of a file, or title."""
        wanted = {"name": name, "file": f"/{name}"}
        rows = self._connection.exec_driver_sql(_NAMED, wanted)
        return tuple(row.id for row in rows)

    def documents(self, typed: str) -> frozenset[int] | None:
        """Return the ids of the documents that hold what was typed; None for all of them.

        The last word may be half typed.
        """
        query = parse(half_typed(typed))
        if query is None:
            return None
        sought = matcher_of(runner_of(self._connection), "text_index").sought(query)
        statement, places = sought.found, sought.values
        if sought.complement:
            statement = f"SELECT id FROM document WHERE id NOT IN ({sought.found})"  # noqa: S608
        rows = self._connection.exec_driver_sql(statement, places)
        return frozenset(row[0] for row in rows)


def index_bodies(connection: Connection, content: Words, others: Words) -> None:
    """Add what new bodies of claims and proposals say, and what else one looks for in them."""
    said: dict[int, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for place, words in enumerate((content, others)):
        for body_id, found in words:
            if found:
                said[body_id][place].append(found)
    index_ready(
        connection, [(own, "\n".join(one), "\n".join(two)) for own, (one, two) in said.items()]
    )


def index_ready(connection: Connection, bodies: Sequence[tuple[int, str, str]]) -> None:
    """Add new bodies with all that each says, and all else that one looks for in it."""
    if not bodies:
        return
    if dialect_of(connection) is POSTGRESQL:
        _add_to_server(connection, bodies, word_tables.ADD_BODY, word_tables.COPY_BODY)
    else:
        connection.exec_driver_sql(_BODY, [(own, fold(one), fold(two)) for own, one, two in bodies])


def rebuild(connection: Connection) -> None:
    """Make the indexes of words anew from what is stored."""
    empty = dialect_of(connection).emptied
    for index in ("text_index", "body_index"):
        connection.exec_driver_sql(empty(index))
    texts = connection.exec_driver_sql("SELECT document_id, text FROM source_text")
    for rows in texts.partitions(_ROWS):
        _add_texts(connection, [(row[0], row[1]) for row in rows])
    last = connection.exec_driver_sql(_LAST_BODY).scalar_one()
    for low in range(1, last + 1, _ROWS):
        within = {"low": low, "high": low + _ROWS - 1}
        rows = connection.execute(text(_SAID), within).all()
        index_bodies(
            connection,
            ((row[0], row[2]) for row in rows if row[1] == 0),
            ((row[0], row[2]) for row in rows if row[1] == 1),
        )


def _add_texts(connection: Connection, texts: Sequence[tuple[int, str]]) -> None:
    if dialect_of(connection) is POSTGRESQL:
        _add_to_server(connection, texts, word_tables.ADD_TEXT, word_tables.COPY_TEXT)
    else:
        connection.exec_driver_sql(_TEXT, [(own, fold(words)) for own, words in texts])


def _add_to_server(
    connection: Connection, said: Sequence[tuple[Any, ...]], insert: str, copy: str
) -> None:
    rows = [word_tables.row(*item) for item in said]
    if len(rows) > FEW:
        stream(connection, copy, rows)
    elif rows:
        connection.exec_driver_sql(insert, rows)
