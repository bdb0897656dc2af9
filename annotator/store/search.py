"""Find documents by the words of their text, whatever marks and capitals they carry."""

import re
from typing import Final

from anyascii import anyascii
from sqlalchemy import Connection, text

_WORD: Final = re.compile(r'"([^"]+)"|(\S+)')
_LETTERS: Final = re.compile(r"\w")
_ROWS: Final = 500


def fold(words: str) -> str:
    """Return the words in plain small letters: Türkiye and TURKIYE become turkiye."""
    return anyascii(words).lower()


def fts_query(typed: str) -> str:
    """Return what was typed as an FTS5 query: all words, phrases in marks, the last a prefix."""
    terms = [
        (fold(phrase or word), bool(phrase))
        for phrase, word in _WORD.findall(typed)
        if _LETTERS.search(phrase or word)
    ]
    quoted = [f'"{term.replace(chr(34), " ")}"' for term, _phrase in terms]
    if terms and not terms[-1][1]:
        quoted[-1] += "*"
    return " ".join(quoted)


class SearchRepo:
    """The index of words of one open transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def index(self, document_id: int, words: str) -> None:
        """Add a document's text to the index."""
        statement = text("INSERT INTO text_index (rowid, words) VALUES (:id, :words)")
        self._connection.execute(statement, {"id": document_id, "words": fold(words)})

    def documents(self, typed: str) -> frozenset[int] | None:
        """Return the ids of the documents that hold what was typed; None for all of them."""
        query = fts_query(typed)
        if not query:
            return None
        statement = text("SELECT rowid FROM text_index WHERE text_index MATCH :query")
        return frozenset(self._connection.scalars(statement, {"query": query}))


def rebuild(connection: Connection) -> None:
    """Make the indexes of words anew from what is stored."""
    connection.exec_driver_sql("INSERT INTO text_index (text_index) VALUES ('delete-all')")
    connection.exec_driver_sql("INSERT INTO body_index (body_index) VALUES ('delete-all')")
    texts = connection.exec_driver_sql("SELECT document_id, text FROM source_text")
    for rows in texts.partitions(_ROWS):
        connection.exec_driver_sql(
            "INSERT INTO text_index (rowid, words) VALUES (?, ?)",
            [(row[0], fold(row[1])) for row in rows],
        )
