"""The fields of an article: the value from the head or the tagged words, its evidence."""

from collections.abc import Mapping
from typing import Final

from annotator.domain.dates import edtf
from annotator.domain.field import FieldState, FieldValue
from annotator.exchange.corpus.article import DATES, FIELDS
from annotator.exchange.corpus.faults import Faults
from annotator.exchange.corpus.header import Entry
from annotator.exchange.corpus.tags import Tag, Untagged

_WITHOUT: Final[Mapping[str, FieldState]] = {
    "not stated": FieldState.NOT_STATED,
    "unknown": FieldState.UNKNOWN,
}


def field_values(
    entries: Mapping[str, Entry], plain: Untagged, faults: Faults
) -> dict[str, FieldValue]:
    """Return every field; what is missing or contradicts itself is noted."""
    found: dict[str, FieldValue] = {}
    for key in FIELDS:
        tags = [tag for tag in plain.tags if tag.role == key]
        for again in tags[1:]:
            faults.add(again.line, f"{key} is tagged twice; tag the best evidence only")
        found[key] = _field(key, entries.get(key), tags[0] if tags else None, plain, faults)
    return found


def _field(
    key: str, entry: Entry | None, tag: Tag | None, plain: Untagged, faults: Faults
) -> FieldValue:
    if entry is None and tag is None:
        faults.add(1, f"nothing is said of {key}: tag its words, or write “{key}: not stated”")
        return FieldValue()
    state = _WITHOUT.get(entry.value) if entry else None
    if state is not None and entry is not None:
        if tag is not None and state is FieldState.NOT_STATED:
            faults.add(entry.line, f"{key} is not stated, and yet its words are tagged")
        return FieldValue(state=state, evidence=tag.span if tag else None)
    if tag is None:
        line = entry.line if entry else 1
        faults.add(line, f"{key} has no evidence: tag its words with {{{key} …}}")
        return FieldValue()
    value = entry.value if entry else " ".join(tag.span.of(plain.text).split())
    line = entry.line if entry else tag.line
    return FieldValue(
        value=_checked(key, value, line, faults), state=FieldState.CONFIRMED, evidence=tag.span
    )


def _checked(key: str, value: str, line: int, faults: Faults) -> str:
    if not value:
        faults.add(line, f"{key} has no value; write “not stated” or “unknown” if it has none")
        return "?"
    if key in DATES:
        try:
            return edtf(value)
        except ValueError as error:
            faults.add(line, f"{key}: {error}; write it under [fields]")
    return value
