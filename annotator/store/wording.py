"""One wording of a statement for both databases: how PostgreSQL reads what SQLite's driver does."""

import re
from functools import lru_cache
from typing import Final

_LISTED: Final = re.compile(r"SELECT value FROM json_each\((\?|:\w+)\)")
_NUMBERS: Final = r"SELECT value::int FROM json_array_elements_text(\1::json) AS t (value)"
_PARTS: Final = re.compile(r"('(?:[^']|'')*'|\"[^\"]*\")|::|:([a-z_]\w*)|\?|%", re.IGNORECASE)


@lru_cache(maxsize=1024)
def worded(statement: str) -> str:
    """Return a statement with places `?` and `:name` as psycopg writes them, quotations aside.

    What is listed in a place as JSON, `SELECT value FROM json_each(?)`, are whole numbers.
    """
    return _PARTS.sub(_replaced, _LISTED.sub(_NUMBERS, statement))


def _replaced(found: re.Match[str]) -> str:
    quoted, name = found.groups()
    if quoted is not None:
        return str(quoted).replace("%", "%%")
    if name is not None:
        return f"%({name})s"
    return {"?": "%s", "%": "%%"}.get(found[0], found[0])
