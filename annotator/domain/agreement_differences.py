"""Which claims lower a figure of agreement: those that layers do not read alike."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from annotator.domain.agreement_claims import (
    CLAIMS,
    CONTENT,
    CodedClaim,
    CodedText,
    Name,
    reader_of,
    rows_of,
)
from annotator.domain.agreement_coefficients import Values
from annotator.domain.alignment import HALF
from annotator.domain.word_places import overlap

Row = Sequence[CodedClaim | None]


class Difference(NamedTuple):
    """One claim as each layer has it, None where one lacks it, and what each says of it."""

    claims: tuple[CodedClaim | None, ...]
    said: tuple[Any, ...]


def differences(text: CodedText, what: str, name: Name) -> list[Difference]:
    """Return the claims of one document that lower the figure `name` of `what`, by their place.

    For text these are claims whose contents are not the same; for F1 those without a partner that
    fits; for a value those to which two layers or more, for Fleiss' kappa all, give others.
    """
    rows = rows_of(text)
    if what == CONTENT:
        return [_of_claims(row) for row in rows if not _same(_contents(row))]
    if what == CLAIMS:
        return [_of_claims(row) for row in rows if not _fits(name, row)]
    found = _of_values(rows, reader_of(what))
    return [item for item in found if name is not Name.FLEISS or None not in item.said]


def _of_claims(row: Row) -> Difference:
    return Difference(tuple(row), tuple(_contents([*row])))


def _contents(row: Row) -> list[Any]:
    return [None if claim is None else claim.content for claim in row]


def _of_values(
    rows: Iterable[Row], values: Callable[[Sequence[CodedClaim | None]], Values]
) -> Iterable[Difference]:
    for row in rows:
        said = tuple(values(row))
        if not _same([value for value in said if value is not None]):
            yield Difference(tuple(row), said)


def _same(values: Sequence[Any]) -> bool:
    return all(value == values[0] for value in values[1:])


def _fits(name: Name, row: Row) -> bool:
    if any(claim is None for claim in row):
        return False
    said = [claim.said for claim in row if claim is not None]
    if name is Name.EXACT:
        return _same([item.content for item in said])
    first, *others = said
    return all(
        overlap(first.content, other.content) >= HALF
        and (name is Name.IOU50 or overlap(first.source, other.source) >= HALF)
        for other in others
    )
