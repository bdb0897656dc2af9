"""What tags, fields and choices that were merged read as: for rows, and as SQL."""

from collections.abc import Iterable, Mapping
from string import Template
from typing import Final

from sqlalchemy import Connection, Text, cast, select

from annotator.domain.codebook import SEVERAL, Codebook
from annotator.domain.survivors import NOTHING_MERGED, Choices, Survivors, survivors
from annotator.store.dialect import Dialect, literal
from annotator.store.tables.project import CodebookRow

_MARKS: Final = ('"merged_into": "', '"merged_choices": {"')
_SEVERAL: Final = Template(
    "(SELECT $joined FROM (SELECT $became AS choice, min(e.key) "
    "FROM $pieces AS e GROUP BY 1 ORDER BY 2) AS chosen)"
)


def survivors_in(connection: Connection) -> Survivors:
    """Return how what is stored reads under the codebook in force; quick where nothing merged."""
    body = cast(CodebookRow.body, Text)
    text = connection.scalar(select(body).order_by(CodebookRow.version.desc()).limit(1))
    if text is None or not any(mark in text for mark in _MARKS):
        return NOTHING_MERGED
    return survivors(Codebook.model_validate_json(text))


def read_as(cell: str, became: Mapping[str, str]) -> str:
    """Return the SQL for what a cell has become, itself where it is none of these."""
    cases = " ".join(f"WHEN {literal(old)} THEN {literal(new)}" for old, new in became.items())
    return f"CASE {cell} {cases} ELSE {cell} END" if cases else cell


def tags_read_as(known: Survivors) -> str:
    """Return the SQL for the key of a row of tags as it reads now, each once."""
    return f"DISTINCT {read_as('key', known.tags)}" if known.tags else "key"


def value_of(known: Survivors, keys: Iterable[str], row: str, own: Dialect) -> str:
    """Return the SQL for the value in a `row` of fields under one of these keys, as it reads."""
    cell = f"{row}.value"
    changed = {key: _chosen(known.choices[key], cell, own) for key in keys if key in known.choices}
    cases = " ".join(f"WHEN {literal(key)} THEN {value}" for key, value in changed.items())
    return f"CASE {row}.key {cases} ELSE {cell} END" if cases else cell


def is_plain(known: Survivors, key: str) -> bool:
    """Tell whether a field shows exactly what is stored under its own key."""
    return len(known.stored_as(key)) == 1 and key not in known.choices


def _chosen(choices: Choices, cell: str, own: Dialect) -> str:
    if not choices.several:
        return read_as(cell, choices.merged)
    return _SEVERAL.substitute(
        joined=own.joined("choice", SEVERAL),
        became=read_as("e.value", choices.merged),
        pieces=own.pieces(cell, SEVERAL),
    )
