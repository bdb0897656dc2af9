"""The indexes of words as PostgreSQL has them: tables with the words in a row, and a GIN index.

A `tsvector` knows 256 places of a word and 16,383 places of a text, so it cannot tell phrases in
long texts. Here it only finds the texts that have the words at all; where more than that is asked,
the words themselves, in their order, are held against it. Each stands between spaces of its own,
so that ` port  authority ` is found as it is, and ` harb` at the beginning of a word.
"""

from collections.abc import Sequence
from typing import Final

from annotator.domain.words import words_of

_TABLE: Final = (
    "CREATE TABLE {} (rowid INTEGER PRIMARY KEY, {}, size INTEGER NOT NULL, lexemes TSVECTOR)"
)
_WORDS: Final = '{} TEXT COLLATE "C" NOT NULL'
TABLES: Final = (
    _TABLE.format("text_index", _WORDS.format("words")),
    _TABLE.format("body_index", f"{_WORDS.format('content')}, {_WORDS.format('others')}"),
    "CREATE INDEX ix_text_index_lexemes ON text_index USING gin (lexemes)",
    "CREATE INDEX ix_body_index_lexemes ON body_index USING gin (lexemes)",
    "CREATE INDEX ix_text_index_unlisted ON text_index (rowid) WHERE lexemes IS NULL",
    "CREATE INDEX ix_body_index_unlisted ON body_index (rowid) WHERE lexemes IS NULL",
)
"""What makes them; `lexemes` is null where a text has more different words than go into one."""
LONGEST: Final = 500
"""So many letters of a word are a lexeme."""
_MOST_BYTES: Final = 1_000_000  # of one vector; the server takes 1,048,575
_ADD: Final = "INSERT INTO {0} VALUES (?, {1}, ?, CAST(? AS tsvector))"
ADD_TEXT: Final = _ADD.format("text_index", "?")
ADD_BODY: Final = _ADD.format("body_index", "?, ?")

COPY_TEXT: Final = "COPY text_index FROM STDIN"
COPY_BODY: Final = "COPY body_index FROM STDIN"

Added = tuple[int | str | None, ...]


def row(own: int, *texts: str) -> Added:
    """Return the values of a new row of an index: of a text, or of what a body says and more."""
    words = [words_of(text) for text in texts]
    return (own, *map(in_a_row, words), sum(map(len, words)), _lexemes(words))


def in_a_row(words: Sequence[str]) -> str:
    """Return words as the index has them in a row."""
    return "".join(f" {word} " for word in words)


def _lexemes(texts: Sequence[Sequence[str]]) -> str | None:
    found = {word[:LONGEST] for words in texts for word in words}
    return " ".join(found) if sum(len(word.encode()) for word in found) <= _MOST_BYTES else None
