"""Ask for the rows whose number is one of many: in one value of a statement, or in several."""

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Integer, any_, func, literal, select

from annotator.store.server import DIALECT

_AT_ONCE: Final = 10_000  # values of one statement; SQLite takes 32,766


def among(connection: Connection, column: Any, numbers: Sequence[int]) -> ColumnElement[bool]:
    """Return whether a column holds one of these numbers, however many they are."""
    if connection.dialect.name == DIALECT:
        from sqlalchemy.dialects.postgresql import ARRAY  # noqa: PLC0415 - only on a server

        listed: ColumnElement[bool] = column == any_(literal(list(numbers), ARRAY(Integer)))
        return listed
    values = func.json_each(json.dumps(list(numbers))).table_valued("value").c.value
    found: ColumnElement[bool] = column.in_(select(values))
    return found


def batched(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield as many ids as one statement takes."""
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]
