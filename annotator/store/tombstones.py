"""Whom the id of a speaker means now, as SQL: one that was merged means its survivor."""

from string import Template
from typing import Final

SURVIVOR: Final = Template(
    "CASE WHEN $row.merged_into IS NULL THEN $row.id ELSE ("
    "WITH RECURSIVE up (id) AS (SELECT $row.merged_into UNION "
    "SELECT b.merged_into FROM speaker b JOIN up ON b.id = up.id WHERE b.merged_into IS NOT NULL) "
    "SELECT up.id FROM up JOIN speaker e ON e.id = up.id WHERE e.merged_into IS NULL) END"
)
"""The id that a row of `speaker` means, null for no row; most were never merged."""

_OF_UID: Final = Template(
    "(SELECT k.$column FROM speaker t JOIN speaker k ON k.id = $survivor WHERE t.uid = $uid)"
)


def of_uid(uid: str, column: str) -> str:
    """Return the SQL for a column of the speaker that a lasting id means; null for none."""
    survivor = SURVIVOR.substitute(row="t")
    return _OF_UID.substitute(column=column, survivor=survivor, uid=uid)
