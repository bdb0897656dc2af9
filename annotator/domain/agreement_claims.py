"""Agreement between layers on claims: where they are, and what is said of each.

What nobody coded is in none of the figures. Units of a kappa or an alpha are claims that at least
two layers have, and of a field those in which two have filled it in: a field nobody looked at
takes no side. A tag is judged on claims to which somebody gave some tag. F1 counts claims. For
alpha of unitizing, texts in which no layer has a claim are left out; `agreement_unitizing` says
why the gaps of the others do not lift it either.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from annotator.domain.agreement import Judge, Judged, Level, Measure, Table, ratio
from annotator.domain.agreement_coefficients import (
    Values,
    alpha,
    cohen,
    coincidences,
    complete,
    contingency,
    fleiss,
)
from annotator.domain.agreement_unitizing import (
    marked_share,
    meetings,
    unitizing_alpha,
    units_of,
)
from annotator.domain.alignment import HALF, Said, groups, shared
from annotator.domain.assignment import assignment
from annotator.domain.span import Span
from annotator.domain.word_places import overlap

if TYPE_CHECKING:
    from annotator.domain.agreement import Matrix

CONTENT: Final = "content"
CLAIMS: Final = "claims"
_PAIR: Final = 2
_BOTH: Final = "both"
_TAG: Final = "tag "


class CodedClaim(NamedTuple):
    """A claim of one layer: its place, and what it was coded with.

    `values` are by key, and lack what nobody looked at; `tags` is None where the layer has none;
    `item` is its name within its document, `source` the words that name its speaker.
    """

    said: Said
    content: tuple[Span, ...]
    values: Mapping[str, Any]
    tags: frozenset[str] | None
    item: str = ""
    source: Span | None = None


class CodedText(NamedTuple):
    """One document as several layers coded it; `month` is the one in which that was done.

    `length` is that of the text, less what is no part of the article.
    """

    title: str
    month: str
    length: int
    layers: tuple[tuple[CodedClaim, ...], ...]


class Question(NamedTuple):
    """What layers are compared on: a value of claims by its `key`, on a level.

    On the level ordinal `scale` are the values from one end to the other.
    """

    key: str
    level: Level = Level.NOMINAL
    scale: tuple[str, ...] = ()


class Name(StrEnum):
    """The measures, as they are told."""

    UNITIZING = "unitizing alpha"
    SHARE = "text both mark"
    EXACT = "F1 content exact"
    IOU50 = "F1 content iou50"
    FULL = "F1 full"
    COHEN = "Cohen's kappa"
    FLEISS = "Fleiss' kappa"
    ALPHA = "Krippendorff's alpha"


_F1: Final = (Name.EXACT, Name.IOU50, Name.FULL)


class Compared(NamedTuple):
    """One figure to be: what it is of, its measure, a table for each document.

    `units` is what it is made of: claims that two layers coded, for F1 every claim once, for the
    measures of text the documents. `alone` counts the claims that one layer alone has or coded.
    """

    what: str
    name: Name
    level: Level | None
    measure: Measure
    tables: tuple[Table, ...]
    units: int
    alone: int


Rows = Sequence[tuple[CodedClaim | None, ...]]
"""The claims of one document side by side, a place for each layer."""


def compared(
    texts: Sequence[CodedText], questions: Iterable[Question], tags: Iterable[str]
) -> list[Compared]:
    """Return every figure of some documents that the same two layers or more have read."""
    rows = [rows_of(text) for text in texts]
    pair = bool(texts) and len(texts[0].layers) == _PAIR
    found = _of_text(texts)
    if pair:
        found += _f1(texts, rows)
    for question in questions:
        found += _of_values(question, rows, pair=pair)
    for tag in tags:
        found += _of_values(Question(f"{_TAG}{tag}"), rows, pair=pair)
    return found


def rows_of(text: CodedText) -> Rows:
    """Return the claims of one document side by side, as alignment pairs them."""
    keys = [{claim.said.key: claim for claim in layer} for layer in text.layers]
    return [
        tuple(
            None if said is None else known[said.key]
            for said, known in zip(group, keys, strict=True)
        )
        for group in groups([[claim.said for claim in layer] for layer in text.layers])
    ]


def _of_text(texts: Sequence[CodedText]) -> list[Compared]:
    tables = tuple(_meetings(text) if any(text.layers) else {} for text in texts)
    read = sum(1 for table in tables if table)
    return [
        Compared(CONTENT, name, None, measure, tables, read, len(texts) - read)
        for name, measure in ((Name.UNITIZING, unitizing_alpha), (Name.SHARE, marked_share))
    ]


def _meetings(text: CodedText) -> Table:
    return meetings(
        [units_of(claim.content for claim in layer) for layer in text.layers], text.length
    )


def _f1(texts: Sequence[CodedText], rows: Sequence[Rows]) -> list[Compared]:
    matches = [_matches(text) if any(text.layers) else {} for text in texts]
    claims = sum(len(found) for found in rows)
    alone = sum(1 for found in rows for row in found if None in row)
    return [
        Compared(
            CLAIMS,
            name,
            None,
            _f1_judge,
            tuple(found.get(name, {}) for found in matches),
            claims,
            alone,
        )
        for name in _F1
    ]


def _matches(text: CodedText) -> Mapping[Name, Table]:
    """Return how many claims each side has, and how many at most fit one of the other side."""
    left, right = ([claim.said for claim in layer] for layer in text.layers)
    fitting: dict[Name, dict[tuple[int, int], int]] = {name: {} for name in _F1}
    for edge, words in shared(left, right).items():
        one, other = left[edge[0]], right[edge[1]]
        alike = words / (len(one.content) + len(other.content) - words)
        if alike >= HALF:
            fitting[Name.IOU50][edge] = 1
            if overlap(one.source, other.source) >= HALF:
                fitting[Name.FULL][edge] = 1
        if one.content == other.content:
            fitting[Name.EXACT][edge] = 1
    sides: dict[Hashable, float] = {"left": len(left), "right": len(right)}
    return {name: {_BOTH: len(assignment(edges)), **sides} for name, edges in fitting.items()}


def _f1_judge(cells: Sequence[Hashable]) -> Judge:
    both = [cell == _BOTH for cell in cells]
    each = [cell != _BOTH for cell in cells]

    def judge(counts: "Matrix") -> Judged:
        every = counts[:, each].sum(1)
        return ratio(2 * counts[:, both].sum(1), every, every == 0, every == 0)

    return judge


def reader_of(what: str) -> Callable[[Sequence[CodedClaim | None]], Values]:
    """Return what tells the values of a row's claims; None where a layer says nothing."""
    return _tagger(what.removeprefix(_TAG)) if what.startswith(_TAG) else _getter(what)


def _getter(key: str) -> Callable[[Sequence[CodedClaim | None]], Values]:
    def values(row: Sequence[CodedClaim | None]) -> Values:
        return [None if claim is None else claim.values.get(key) for claim in row]

    return values


def _tagger(tag: str) -> Callable[[Sequence[CodedClaim | None]], Values]:
    def values(row: Sequence[CodedClaim | None]) -> Values:
        if not any(claim.tags for claim in row if claim is not None):
            return [None] * len(row)
        return [None if claim is None or claim.tags is None else tag in claim.tags for claim in row]

    return values


def _of_values(question: Question, rows: Sequence[Rows], *, pair: bool) -> list[Compared]:
    values = reader_of(question.key)
    units = [[values(row) for row in found] for found in rows]
    numbers = units
    if question.level is not Level.NOMINAL:
        numbers = [[_numbers(unit, question) for unit in found] for found in units]
    every = [complete(found) for found in units]
    kappa = (
        _valued(question.key, Name.COHEN, cohen, contingency, units)
        if pair
        else _valued(question.key, Name.FLEISS, fleiss, coincidences, every)
    )
    by_alpha = _valued(question.key, Name.ALPHA, alpha(question.level), coincidences, numbers)
    return [kappa, by_alpha._replace(level=question.level)]


def _valued(
    what: str,
    name: Name,
    measure: Measure,
    table: Callable[[Iterable[Values]], Table],
    units: Sequence[Sequence[Values]],
) -> Compared:
    said = Counter(sum(value is not None for value in unit) for found in units for unit in found)
    both = sum(often for count, often in said.items() if count >= _PAIR)
    tables = tuple(table(found) for found in units)
    return Compared(what, name, Level.NOMINAL, measure, tables, both, said[1])


def _numbers(unit: Values, question: Question) -> Values:
    """Return the values as numbers: “not stated” has no place on a scale."""
    if question.level is Level.ORDINAL:
        places = {value: float(place) for place, value in enumerate(question.scale)}
        return [places.get(value) for value in unit]
    return [float(value) if isinstance(value, str) else None for value in unit]
