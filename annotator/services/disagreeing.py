"""List what lowers a figure of agreement: the claims that layers read differently."""

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from annotator.domain.agreement_claims import CLAIMS, CodedClaim, Name
from annotator.domain.agreement_differences import Difference, differences
from annotator.domain.agreement_report import AgreementLine
from annotator.domain.layer import LayerKind
from annotator.domain.span import Span
from annotator.runtime.progress import Progress, Silent
from annotator.services.coded_layers import (
    NOBODY,
    CodedLayers,
    LayerName,
    ReadText,
    coded,
    month_of,
)
from annotator.services.context import Context
from annotator.services.layer_names import asked
from annotator.store.unit_of_work import UnitOfWork

_SPLIT: Final = " … "
_STEP: Final = " > "


class Disagreement(NamedTuple):
    """One claim that layers read differently, and what each says of it, None where nothing.

    `item` is its name within its document if the user sees it there, else "".
    """

    document_id: int
    title: str
    words: str
    span: Span
    item: str
    said: tuple[str | None, ...]


class Disagreements(NamedTuple):
    """What lowers a figure, by document and place.

    `closed` counts documents that are kept from the user, who still reads them independently.
    """

    rows: tuple[Disagreement, ...]
    closed: int = 0


def disagreements(
    context: Context, line: AgreementLine, progress: Progress | None = None
) -> Disagreements:
    """Return what lowers a figure.

    Raises:
        UsageError: one of its layers is there no more.
        CancelledError: somebody asked to stop.
    """
    watched, found, closed = progress or Silent(), list[Disagreement](), 0
    with context.overseeing() as unit:
        layers = CodedLayers(unit)
        names = asked(layers.names(), line.keys)
        teller = _Teller(unit, line, names, context.user.name)
        documents = [own for own in layers.documents_of(names) if line.document_id in {None, own}]
        for done, document_id in enumerate(documents):
            watched.step(done, len(documents), "comparing")
            read = layers.read(document_id, names)
            if not _bears_on(read, line, names):
                continue
            if layers.is_closed_to(document_id, context.user.name):
                closed += 1
            else:
                found += teller.told(read)
    return Disagreements(tuple(found), closed)


def _bears_on(read: ReadText, line: AgreementLine, names: Sequence[LayerName]) -> bool:
    """Tell whether a document is among those that a figure is made of."""
    alike = read.readers.keys() >= {*names}
    return alike and line.month in {None, month_of(read, names)}


def _is_shown(name: LayerName, user: str) -> bool:
    """Tell whether a layer's claims are among what a user sees in a document."""
    return name.kind is not LayerKind.ANNOTATOR or name.name == user


class _Teller:
    """Says in words what was coded."""

    def __init__(
        self, unit: UnitOfWork, line: AgreementLine, names: Sequence[LayerName], user: str
    ) -> None:
        self._unit = unit
        self._line = line
        self._names = names
        self._shown = [_is_shown(name, user) for name in names]
        self._called = {str(item.uid): item.name for item in unit.speakers.known().values()}
        self._text = ""

    def told(self, read: ReadText) -> Iterator[Disagreement]:
        """Yield what lowers the figure in one document."""
        self._text = self._unit.documents.text(read.document_id)
        for item in differences(
            coded(read, self._names), self._line.what, Name(self._line.measure)
        ):
            yield self._of(read, item)

    def _of(self, read: ReadText, found: Difference) -> Disagreement:
        content = next(claim.content for claim in found.claims if claim is not None)
        both = zip(found.claims, self._shown, strict=True)
        items = (claim.item for claim, shown in both if claim is not None and shown)
        said = tuple(map(self._said, found.claims, found.said))
        words = self._words(content)
        return Disagreement(read.document_id, read.title, words, content[0], next(items, ""), said)

    def _said(self, claim: CodedClaim | None, value: Any) -> str | None:
        if claim is None or value is None:
            return None
        if self._line.what == CLAIMS:
            source = (claim.source,) if claim.source and self._line.measure == Name.FULL else ()
            return " · ".join(filter(None, (self._words(source), self._words(claim.content))))
        return self._value(value)

    def _value(self, value: Any) -> str:
        match value:
            case True | False:
                return "yes" if value else "no"
            case (Span(), *_):
                return self._words(value)
            case (str() as state,) if self._line.what.startswith("field "):
                return state.replace("_", " ")
            case tuple():
                parts = (part[0] if part == NOBODY else self._value(part) for part in value)
                return NOBODY[0] if value == NOBODY else _STEP.join(parts)
        return self._called.get(value, str(value))

    def _words(self, spans: Sequence[Span]) -> str:
        return _SPLIT.join(self._text[span.start : span.end] for span in spans)
